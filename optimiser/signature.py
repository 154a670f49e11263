"""What makes two packages truly different to an officer."""

from __future__ import annotations

from collections import Counter

from models.case import Terms
from models.dated import Bound
from models.entry import EntryKind
from models.facts import Facts
from models.moments import NOON
from models.package import Package, PlannedSession
from models.rules.lookups import CONTACT
from optimiser.amounts import band_keys

MORNING = "morning"
GROUP = "group"
Half = tuple[int, str]
BANDED = ("unpaid-work", "curfew")
FOLLOWING = (("programme", "days"), ("curfew", "hours_a_day"))


def signature(facts: Facts, package: Package) -> tuple[object, ...]:
    """What is imposed and done, with its amounts, groups, and each stream's usual half-day.

    Unpaid work, curfew and the order's length count by band, other amounts exactly. Groups are
    told by which they are: the same ones another week are the same again.
    """
    amounts = tuple(
        (requirement.code, amount_marks(facts, requirement.code, requirement.terms))
        for requirement in sorted(package.requirements, key=lambda r: r.code)
    )
    codes = tuple(sorted({*package.codes}))
    groups = tuple(sorted({part.group for part in package.parts if part.group}))
    halves = tuple(sorted(usual_halves(facts, package).items()))
    return (codes, amounts, months_band(facts, package.order.months), groups, halves)


def amount_marks(facts: Facts, code: str, terms: Terms) -> tuple[tuple[str, object], ...]:
    """Each amount of a requirement as the signature counts it.

    The days of a programme requirement follow from the programme and its dates, the hours a day of
    a curfew from its windows, where the court has not fixed them for all alike: no other amounts.
    """
    return tuple(
        (unit, _band(facts, code, unit, value))
        for unit, value in terms.items()
        if (code, unit) not in FOLLOWING
    )


def _band(facts: Facts, code: str, unit: str, value: int) -> object:
    if code not in BANDED:
        return value
    for ruling in facts.menu.rulings:
        row = ruling.row
        about = row.subject == code and row.parameter == unit.replace("_", "-") and bool(row.when)
        if about and isinstance(ruling.value, Bound) and ruling.value.holds(value):
            return row.id
    return value


def months_band(facts: Facts, months: int) -> object:
    """The band a length of order falls in: the suggested one or not, else half-years."""
    row = facts.menu.band("rar", "order-months", **band_keys(facts))
    if row is not None and isinstance(row.value, Bound):
        return row.value.holds(months)
    return -(-months // 6)


def usual_halves(facts: Facts, package: Package) -> dict[str, Half]:
    """Weekday and half-day in which most sessions of each stream lie."""
    return {
        stream: usual(Counter(map(half_day, sessions)))
        for stream, sessions in by_stream(facts, package).items()
    }


def by_stream(facts: Facts, package: Package) -> dict[str, list[PlannedSession]]:
    """What is attended by appointment or by the day, stream by stream."""
    found: dict[str, list[PlannedSession]] = {}
    for session in package.sessions:
        if session.kind != GROUP:
            found.setdefault(stream_of(facts, session.part), []).append(session)
    return found


def stream_of(facts: Facts, part: str) -> str:
    """The stream that what is attended of a part by appointment or by the day belongs to.

    Contact with the officer; treatment and unpaid work, each with all its legs; the interventions
    of RAR, however many there are; the one-to-ones of programmes. Group sessions are of none.
    """
    if part == CONTACT:
        return CONTACT
    entry = facts.menu.entries[part]
    return entry.stream if entry.kind is EntryKind.REQUIREMENT else entry.kind.value


def half_day(session: PlannedSession) -> Half:
    """The weekday and the half of the day a session starts in."""
    return session.start.weekday(), half_of(session.start.hour * 60 + session.start.minute)


def usual(counts: Counter[Half]) -> Half:
    """The half-day that holds most; of several the earlier weekday, then the morning."""
    return max(counts.items(), key=lambda held: (held[1], *precedence(held[0])))[0]


def precedence(half: Half) -> tuple[int, int]:
    """What breaks a tie between half-days: greater comes first."""
    return -half[0], int(half[1] == MORNING)


def half_of(minute: int) -> str:
    """The half-day a session that starts so many minutes after midnight falls in."""
    return MORNING if minute < NOON else "afternoon or evening"
