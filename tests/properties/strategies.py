"""Random lives, small requests of the court, and small timetables, for the whole pipeline.

The requests are small so that an example takes part of a second: unpaid work, a RAR with one
intervention, one programme, a curfew, and two of these beside each other. All else is ruled out.
"""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from models.case import (
    Answer,
    Ask,
    Case,
    Employment,
    Limits,
    Need,
    NeedFact,
    Purpose,
    Seriousness,
    Sex,
    Terms,
)
from models.catalogue import Catalogue, load, menu
from models.commitments import Commitment, CommitmentKind, DateRange, Extra, Shift
from models.facts import Facts
from models.findings import Finding, Verdict
from models.suitability import findings
from models.timetable import Group, Intake, Project, Provider, Slot, Timetable, Venue
from scenarios.reading import read_case
from scenarios.timetable_reading import bank_holidays, read_timetable

HOUR = 60
FIRST, LAST = date(2026, 3, 2), date(2027, 6, 30)
INTERVENTIONS = ("ete", "brief-advice", "anger", "substance-brief", "engagement", "housing")
PROGRAMMES = ("tsp", "asro", "covaid", "resolve")
WHO_ANSWERS_ALL = "low-first-order"
"""A shipped case in which every fact is known: what is random is laid over it."""


@cache
def catalogue() -> Catalogue:
    return load()


@cache
def region(name: str = "east-midlands") -> Timetable:
    return read_timetable(name, catalogue().entry).timetable


@cache
def known_person() -> Case:
    return read_case(WHO_ANSWERS_ALL).case


def facts_of(case: Case, timetable: Timetable) -> Facts:
    """The facts of a case; whatever the court asks for is found open to the person.

    Who is suitable is tried elsewhere: here most random requests would be refused for it.
    """
    offered = menu(catalogue(), case)
    asked = {code for ask in case.sentence.asks for code in (ask.requirement, *ask.programmes)}
    found = {
        code: Finding(code, Verdict.SUITABLE) if code in asked and not finding.open else finding
        for code, finding in findings(case, offered).items()
    }
    return Facts(case, offered, timetable, found)


minutes = st.integers(0, 95).map(lambda quarter: 15 * quarter)


@st.composite
def shifts(draw: st.DrawFn, weeks: int) -> tuple[Shift, ...]:
    """Up to one shift a weekday in each week of a rota, over midnight now and then."""
    held = []
    for week in range(1, weeks + 1):
        start = draw(st.sampled_from([6, 7, 8, 9, 14, 18, 22])) * HOUR
        length = draw(st.integers(3, 10)) * HOUR
        for weekday in draw(st.sets(st.integers(0, 6), min_size=1, max_size=5)):
            held.append(Shift(weekday, start, start + length, week))
    return tuple(held)


@st.composite
def commitments(draw: st.DrawFn) -> tuple[Commitment, ...]:
    """Work or education on a rota, worship and caring, some firm and some with days off."""
    held = []
    if draw(st.booleans()):
        weeks = draw(st.integers(1, 3))
        off = draw(st.dates(FIRST, LAST))
        extra = datetime.combine(draw(st.dates(FIRST, LAST)), datetime.min.time())
        held.append(
            Commitment(
                draw(st.sampled_from([CommitmentKind.WORK, CommitmentKind.EDUCATION])),
                firm=draw(st.integers(0, 9)) == 0,
                title="shifts",
                cycle_weeks=weeks,
                anchor=FIRST if weeks > 1 else None,
                shifts=draw(shifts(weeks)),
                off=(DateRange(off, off + timedelta(days=13)),),
                extra=(Extra(extra.replace(hour=9), extra.replace(hour=13)),),
            )
        )
    if draw(st.booleans()):
        weekday, start = draw(st.integers(0, 6)), draw(st.integers(8, 19)) * HOUR
        held.append(
            Commitment(CommitmentKind.WORSHIP, True, shifts=(Shift(weekday, start, start + 90),))
        )
    if draw(st.booleans()):
        school = tuple(Shift(weekday, 890, 930) for weekday in range(5))
        held.append(Commitment(CommitmentKind.CARING, draw(st.booleans()), shifts=school))
    return tuple(held)


def requests() -> st.SearchStrategy[tuple[Ask, ...]]:
    """What the court asks: one small thing or two."""
    work = st.sampled_from([40, 60, 80]).map(lambda hours: Ask("unpaid-work", Terms(hours=hours)))
    rar = st.sampled_from(INTERVENTIONS).map(lambda code: Ask("rar", programmes=(code,)))
    course = st.sampled_from(PROGRAMMES).map(lambda code: Ask("programme", programmes=(code,)))
    curfew = st.integers(1, 3).map(
        lambda months: Ask("curfew", Terms(months=months, hours_a_day=10))
    )
    return st.one_of(
        st.tuples(work),
        st.tuples(rar),
        st.tuples(course),
        st.tuples(curfew),
        st.tuples(work, rar),
        st.tuples(course, curfew),
    )


@st.composite
def cases(draw: st.DrawFn, area: str = "") -> Case:
    """A random life laid over a case in which all else is known."""
    known, asks = known_person(), draw(requests())
    wanted = {code for ask in asks for code in (ask.requirement, *ask.programmes)}
    sentenced = draw(st.dates(FIRST, date(2026, 12, 31)))
    linked = draw(st.sets(st.sampled_from(list(Need)), max_size=3))
    return evolve(
        known,
        dates=evolve(
            known.dates,
            sentence=sentenced,
            conviction=sentenced,
            offence=DateRange(sentenced - timedelta(days=60), sentenced - timedelta(days=50)),
        ),
        sentence=evolve(
            known.sentence,
            seriousness=draw(st.sampled_from(list(Seriousness))),
            purposes=tuple(draw(st.sets(st.sampled_from(list(Purpose)), max_size=2))),
            fine=draw(st.sampled_from([Answer.YES] * 5 + [Answer.NO, Answer.UNKNOWN])),
            asks=asks,
            rules_out=tuple(code for code in catalogue().codes if code not in wanted),
        ),
        person=evolve(
            known.person,
            sex=draw(st.sampled_from([Sex.FEMALE, Sex.MALE, Sex.MALE, Sex.UNKNOWN])),
            area=area or draw(st.sampled_from(["derby", "nottingham", "leicester"])),
            employment=draw(st.sampled_from([Employment.EMPLOYED, Employment.UNEMPLOYED])),
        ),
        assessments=evolve(
            known.assessments,
            ogrs3=draw(st.sampled_from([10, 30, 49, 50, 60, 75, 90])),
            ovp=draw(st.sampled_from([6, 35, 60])),
            audit=draw(st.sampled_from([4, 10, 17])),
        ),
        needs=tuple(NeedFact(need, Answer.YES if need in linked else Answer.NO) for need in Need),
        commitments=draw(commitments()),
        limits=Limits(attendances_a_week=draw(st.sampled_from([None, None, 3, 5]))),
    )


@st.composite
def regions(draw: st.DrawFn) -> Timetable:
    """Two venues, an officer, a worker, projects, and a group or two, at random times."""
    venues = {
        name: Venue(name, name.title(), home_minutes={"here": draw(st.sampled_from([10, 30, 55]))})
        for name in ("office", "hall")
    }
    way = draw(st.sampled_from([None, 15, 40]))
    held: dict[str, Any] = {
        "groups": draw(groups()),
        "providers": tuple(
            Provider(
                name,
                name,
                draw(st.sampled_from(sorted(venues))),
                offers,
                draw(opening(1, 3)),
                step=draw(st.sampled_from([15, 30])),
            )
            for name, offers in (
                ("officer", ("officer", "facilitator")),
                ("worker", INTERVENTIONS),
            )
        ),
        "projects": tuple(
            Project(
                name,
                name,
                draw(st.sampled_from(sorted(venues))),
                tuple(
                    Slot(weekday, 9 * HOUR, 16 * HOUR)
                    for weekday in sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=4)))
                ),
                FIRST,
                LAST + timedelta(days=600),
                9,
                learning=name == "course",
            )
            for name in ("garden", "course")
        ),
        "travel": {} if way is None else {("office", "hall"): way},
    }
    last = LAST + timedelta(days=700)
    return Timetable(
        "made-up", "Made up", FIRST, last, "ENG", venues,
        holidays=bank_holidays("ENG", FIRST, last), **held,
    )  # fmt: skip


@st.composite
def opening(draw: st.DrawFn, least: int, most: int) -> tuple[Slot, ...]:
    weekdays = draw(st.sets(st.integers(0, 4), min_size=least, max_size=most))
    start = draw(st.sampled_from([8, 9, 13, 16])) * HOUR
    return tuple(Slot(weekday, start, start + 3 * HOUR) for weekday in sorted(weekdays))


@st.composite
def groups(draw: st.DrawFn) -> tuple[Group, ...]:
    """One or two groups of each programme, closed or rolling, on weekdays at random."""
    held = []
    for number, code in enumerate((*PROGRAMMES, "foundations-connect", "anger")):
        for place in draw(st.sampled_from([("office",), ("hall",), ("office", "hall")])):
            weekdays = draw(st.sets(st.integers(0, 6), min_size=2, max_size=2))
            start = draw(st.sampled_from([9, 13, 17, 18])) * HOUR
            begins = FIRST + timedelta(days=7 * draw(st.integers(0, 3)))
            length = 120 if number >= len(PROGRAMMES) else 150
            held.append(
                Group(
                    f"{code}-{place}",
                    code,
                    place,
                    tuple(Slot(day, start, start + length) for day in sorted(weekdays)),
                    begins,
                    LAST + timedelta(days=700),
                    Intake.CLOSED,
                    places=10,
                    taken=draw(st.sampled_from([0, 9, 10])),
                    starts=tuple(begins + timedelta(days=28 * lap) for lap in range(24)),
                    women=3,
                )
            )
    return tuple(held)
