"""Small worlds for the tests of the rules: every figure is made here, none is the catalogue's."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from models.case import Case, Dates, OrderKind, Sentence, Seriousness, Terms
from models.dated import Bound, Clock, Row, Ruling
from models.entry import Delivery, Entry, EntryKind, Leg, Module, Stage
from models.facts import Facts, Menu, PairRule, SequenceRule
from models.fault import Fault
from models.findings import Finding
from models.moments import LONDON, last_day
from models.package import (
    CurfewRow,
    OrderTerms,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from models.rules import faults
from models.sources import Force, Source, Strength
from models.timetable import Provider, Slot, Timetable, Venue

START = date(2026, 3, 2)  # a Monday
MADE_UP = Source("made-up", "1")
OFFICE = Venue("office", "Office", areas=("town",))
FAR = Venue("far", "Far office", areas=("county",))


def day(offset: int) -> date:
    """A day so many days after the start of the order."""
    return START + timedelta(days=offset)


def exactly(number: float) -> Bound:
    return Bound(number, number)


def row(
    subject: str,
    parameter: str,
    value: Bound | bool | str | None,
    force: Force = Force.MUST,
    **when: str | Bound,
) -> Ruling:
    """One row of a made-up catalogue, in force."""
    held = Row(
        id=f"{subject}-{parameter}",
        subject=subject,
        parameter=parameter,
        unit="",
        clock=Clock.SENTENCE,
        force=force,
        strength=Strength.GUIDE,
        steps=(),
        when=tuple(when.items()),
    )
    return Ruling(held, value, MADE_UP, date(2005, 4, 4), verified=True)


def should(subject: str, parameter: str, value: Bound | bool | str, **when: str | Bound) -> Ruling:
    return row(subject, parameter, value, Force.SHOULD, **when)


def leg(
    id: str = "main",
    stage: Stage = Stage.MAIN,
    delivery: Delivery = Delivery.GROUP,
    sessions: Bound | None = None,
    minutes: Bound | None = None,
    **more: object,
) -> Leg:
    return Leg(id, id, stage, delivery, sessions, minutes, MADE_UP, **more)  # type: ignore[arg-type]


def module(code: str, sessions: int, *after: str) -> Module:
    return Module(code, code, sessions, after)


def entry(code: str, kind: EntryKind, *legs: Leg, **more: object) -> Entry:
    held: dict[str, object] = {"legs": legs, **more}
    return Entry(code, kind, code, MADE_UP, "made-up", date(2005, 4, 4), **held)  # type: ignore[arg-type]


def requirement(code: str, *legs: Leg, **more: object) -> Entry:
    return entry(code, EntryKind.REQUIREMENT, *legs, **more)


def programme(code: str, *legs: Leg, **more: object) -> Entry:
    held: dict[str, object] = {"under": ("programme",), **more}
    return entry(code, EntryKind.PROGRAMME, *(legs or (leg(),)), **held)


def intervention(code: str, *legs: Leg, **more: object) -> Entry:
    held: dict[str, object] = {"under": ("rar",), **more}
    return entry(code, EntryKind.INTERVENTION, *(legs or (leg(),)), **held)


def case(seriousness: Seriousness | None = Seriousness.MEDIUM, **more: object) -> Case:
    """A case sentenced at the start, of one seriousness; `sentence` replaces the whole of it."""
    held: dict[str, object] = {"sentence": Sentence(seriousness=seriousness), **more}
    return Case("test", Dates(sentence=START, conviction=START), **held)  # type: ignore[arg-type]


def timetable(*venues: Venue, **more: object) -> Timetable:
    """Both offices unless venues are given; home is 30 minutes from each."""
    held: dict[str, object] = {"default_home_minutes": 30, **more}
    return Timetable(
        "test",
        "Test",
        START,
        day(2000),
        "ENG",
        {venue.id: venue for venue in (venues or (OFFICE, FAR))},
        **held,  # type: ignore[arg-type]
    )


def provider(
    id: str,
    *offers: str,
    venue: str = "office",
    hours: tuple[Slot, ...] = (),
    **more: Any,
) -> Provider:
    """A provider who offers what is named, or else what they are called."""
    return Provider(id, id.title(), venue, offers or (id,), hours, **more)


def facts(
    *rulings: Ruling,
    entries: Iterable[Entry] = (),
    case: Case | None = None,
    timetable: Timetable | None = None,
    pairs: tuple[PairRule, ...] = (),
    sequences: tuple[SequenceRule, ...] = (),
    findings: Iterable[Finding] = (),
) -> Facts:
    return Facts(
        case or globals()["case"](),
        Menu(rulings, {one.code: one for one in entries}, pairs=pairs, sequences=sequences),
        timetable or globals()["timetable"](),
        {finding.code: finding for finding in findings},
    )


def planned(code: str, *parts: str | PlannedPart, **more: object) -> PlannedRequirement:
    """A requirement; amounts by name are its terms."""
    units = ("hours", "days", "months", "hours_a_day")
    terms = Terms(**{unit: more.pop(unit) for unit in units if unit in more})  # type: ignore[arg-type]
    held = tuple(PlannedPart(part) if isinstance(part, str) else part for part in parts)
    return PlannedRequirement(code, terms, parts=held, **more)  # type: ignore[arg-type]


def package(
    *requirements: PlannedRequirement,
    sessions: Iterable[PlannedSession] = (),
    months: int = 12,
    order: OrderTerms | None = None,
    **more: object,
) -> Package:
    """A community order of so many months from the start."""
    whole = order or OrderTerms(OrderKind.COMMUNITY_ORDER, months, START, last_day(START, months))
    return Package(whole, requirements, tuple(sessions), **more)  # type: ignore[arg-type]


def session(
    part: str,
    offset: int,
    start: str = "10:00",
    minutes: int = 60,
    *,
    leg: str = "main",
    requirement: str = "",
    venue: str = "office",
    kind: str = "session",
    **more: object,
) -> PlannedSession:
    """One session so many days after the start of the order; under its own part unless said."""
    hour, minute = map(int, start.split(":"))
    begins = datetime.combine(day(offset), datetime.min.time(), LONDON)
    begins = begins.replace(hour=hour, minute=minute)
    return PlannedSession(
        id=f"{part}-{leg}-{offset}-{start}",
        part=part,
        leg=leg,
        number=1,
        start=begins,
        end=begins + timedelta(minutes=minutes),
        title=f"{part} {leg}",
        requirement=requirement or part,
        venue=venue,
        kind=kind,
        **more,  # type: ignore[arg-type]
    )


def contact(offset: int, start: str = "10:00", **more: object) -> PlannedSession:
    return session("contact", offset, start, requirement="order", **more)  # type: ignore[arg-type]


def every_night(start: int, end: int) -> tuple[CurfewRow, ...]:
    return tuple(CurfewRow(weekday, start, end) for weekday in range(7))


def found(rule: str, package: Package, facts: Facts, dated: bool | None = None) -> list[Fault]:
    """The faults of one rule."""
    return [fault for fault in faults(package, facts, dated) if fault.rule == rule]


def sentences(rule: str, package: Package, facts: Facts, dated: bool | None = None) -> list[str]:
    return [fault.sentence for fault in found(rule, package, facts, dated)]
