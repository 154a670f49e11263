"""A package somebody proposes, or one of our own options, to a `Package`: TOML or JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from models.case import Purpose, Terms
from models.errors import Complaint, InvalidInput
from models.moments import LONDON, MINUTES_A_DAY, last_day
from models.package import (
    CurfewRow,
    OrderTerms,
    Override,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from models.structuring import (
    Reader,
    Wrong,
    boolean,
    choice,
    day,
    day_range,
    filled,
    listed,
    load_table,
    moment,
    number,
    text,
    time_of_day,
    weekday,
)
from scenarios.case_reading import DAYS, HOURS, HOURS_A_DAY, MONTHS
from scenarios.nouns import build, code, complain_of_twins

# What an option says beside its package: measured and weighed anew by whoever reads it.
SAID_BESIDE = (
    "schema", "inputs", "id", "name", "trade", "departures", "needs", "conditions", "clashes",
    "measures", "status", "assumptions", "ranges", "unverified", "purposes_unserved", "signature",
    "proved", "timetable", "counterfactuals", "room_to_miss", "rest", "unset",
)  # fmt: skip
SAID_BESIDE_REQUIREMENT = ("name", "sources", "verified", "scheduled_days")
SAID_BESIDE_PART = ("name", "sources", "verified")
SAID_BESIDE_SESSION = ("clash_minutes", "rest_minutes", "venue_name")
ORDER = "order"
CONTACT = "contact"


def parse_package(
    name: str, data: bytes, known: frozenset[str] | None = None, start: date | None = None
) -> Package:
    """The package of a file; `start` is the order's first day where the file does not say it.

    Raises
    ------
    InvalidInput
        With every mistake of the file at once.
    """
    reader = Reader(name, load_table(name, data))
    if "options" in reader:
        message = "this is a whole answer: give one of its options as the package"
        raise InvalidInput([Complaint(name, "$.options", None, message)])
    _pass_over(reader, SAID_BESIDE)
    order = _order(reader.table("order"), start)
    package = Package(
        order=order,
        requirements=tuple(_requirement(t, known) for t in reader.tables("requirements")),
        sessions=tuple(_session(table, known) for table in reader.tables("sessions")),
        curfew=tuple(_curfew(table) for table in reader.tables("curfew")),
        detox=_detox(reader),
        overrides=tuple(
            build(table, Override, {"rule": filled, "reason": filled})
            for table in reader.tables("overrides")
        ),
        unattended=reader.take("unattended", boolean, False),
    )
    if package.unattended and package.sessions:
        reader.complain("it holds sessions, so that it is not unattended", "unattended", True)
    if not package.requirements and "requirements" not in reader:
        reader.complain('"requirements" is missing: a package names what the order holds')
    codes = [requirement.code for requirement in package.requirements]
    complain_of_twins(reader, "requirements", codes, ".code")
    complain_of_twins(reader, "sessions", [session.id for session in package.sessions], ".id")
    reader.finish()
    return package


def _pass_over(reader: Reader, keys: tuple[str, ...]) -> None:
    for key in keys:
        reader.raw(key)


def _order(reader: Reader, start: date | None) -> OrderTerms:
    months = reader.take("months", MONTHS)
    # Where neither file nor case says when it starts, the file has to.
    first = reader.take("start", day) if start is None else reader.take("start", day, start)
    last = reader.take("end", day, None)
    if last is None:
        last = last_day(first, months) if first > date.min else first
    elif last < first:
        reader.complain(f"the order ends on {last}, before it starts on {first}", "end", last)
    operational = {"operational_months": MONTHS}
    return build(reader, OrderTerms, operational, months=months, start=first, end=last)


def _requirement(reader: Reader, known: frozenset[str] | None) -> PlannedRequirement:
    _pass_over(reader, SAID_BESIDE_REQUIREMENT)
    amounts = {"hours": HOURS, "days": DAYS, "months": MONTHS, "hours_a_day": HOURS_A_DAY}
    parts = []
    for table in reader.tables("parts"):
        _pass_over(table, SAID_BESIDE_PART)
        parts.append(build(table, PlannedPart, {"code": code(known)}))
    found = build(
        reader,
        PlannedRequirement,
        {"code": code(known), "purposes": listed(choice(Purpose)), "extended_months": MONTHS},
        terms=build(reader.table("terms"), Terms, amounts),
        parts=tuple(parts),
    )
    if found.start and found.end and found.end < found.start:
        message = f"ends on {found.end}, before it starts on {found.start}"
        reader.complain(message, "end", found.end)
    return found


def _session(reader: Reader, known: frozenset[str] | None) -> PlannedSession:
    _pass_over(reader, SAID_BESIDE_SESSION)
    held = None if known is None else known | {ORDER, CONTACT}
    part = reader.take("part", code(held))
    number_ = reader.take("number", number(1, 1000), 1)
    leg = reader.take("leg", text, "")
    session = build(
        reader,
        PlannedSession,
        {"start": instant_of, "end": instant_of, "requirement": code(held)},
        id=reader.take("id", filled, "-".join(filter(None, (part, leg, str(number_))))),
        part=part,
        leg=leg,
        number=number_,
        title=reader.take("title", text, ""),
        venue=reader.take("venue", text, ""),
        kind=reader.take("kind", text, "session"),
    )
    if "start" in reader and "end" in reader and session.end <= session.start:
        message = f"ends at {session.end:%H:%M on %Y-%m-%d}, not after it starts"
        reader.complain(message, "end", session.end)
    return session


def instant_of(value: Any) -> datetime:
    """A date and time: with an offset as it stands, without one by the London clock."""
    if isinstance(value, str) and "T" in value:
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise Wrong(f'"{value}" is not a time as 2026-03-14T09:30:00+00:00') from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        return moment(value).replace(tzinfo=LONDON)
    day(value.date())
    return value.astimezone(LONDON)


instant_of.__dict__["stand_in"] = datetime(1, 1, 2, tzinfo=LONDON)


def _curfew(reader: Reader) -> CurfewRow:
    start, end = reader.take("start", time_of_day), reader.take("end", time_of_day)
    if start == end and "start" in reader and "end" in reader:
        reader.complain("the window starts and ends at the same time", "end")
    till = end if end > start else end + MINUTES_A_DAY
    return build(reader, CurfewRow, {"weekday": weekday}, start=start, end=till)


def _detox(reader: Reader) -> tuple[date, date] | None:
    days = reader.take("detox", day_range, None)
    return None if days is None else (days.start, days.end)
