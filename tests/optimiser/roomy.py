"""Tiny worlds in which dates leave room for a missed session or take it, at no cost otherwise.

A course of three sessions has a facilitator with few openings, and something beside it may take
them: one-to-one sessions, an appointment after the course, a second group on the same days.
"""

from random import Random

from attrs import evolve

from models.case import (
    Answer,
    Ask,
    Case,
    Limits,
    Need,
    NeedFact,
    Purpose,
    Sentence,
    Seriousness,
    Terms,
)
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.entry import Attendance, Delivery, Entry, Stage
from models.facts import Facts
from models.findings import Finding, Verdict
from models.timetable import Group, Intake, Provider, Slot, Venue
from tests.models.rules.build import (
    MADE_UP,
    START,
    case,
    day,
    exactly,
    facts,
    intervention,
    leg,
    programme,
    requirement,
    row,
    should,
    timetable,
)

HOUR = 60
TWICE = Attendance("main", 2, "course", "one-to-one", "restart the course", MADE_UP, 3)
ONE_TO_ONE = Delivery.APPOINTMENT
RAR = requirement("rar", units=("days",))
CURFEW = requirement(
    "curfew", stream="curfew", units=("hours-a-day", "months"), purposes=(Purpose.PUNISHMENT,)
)


def roomy(seed: int, *, tagged: bool = False) -> Facts:
    """A world made anew for each seed; `tagged` with a curfew of ten hours."""
    random = Random(seed)
    follows = random.random() < 0.4
    entries: list[Entry] = [requirement("programme"), _course(random, follows=follows), RAR]
    entries.append(_alone(1 if follows or random.random() < 0.5 else 2))
    asks = [Ask("programme")]
    if tagged:
        entries.append(CURFEW)
        asks.append(Ask("curfew", Terms(months=1, hours_a_day=10)))
    region = timetable(
        Venue("office", "Office"),
        Venue("hall", "Hall"),
        groups=tuple(_groups(random)),
        providers=(_facilitator(random, 17 if tagged else 14), _worker(random)),
        travel={("office", "hall"): 20} if random.random() < 0.5 else {},
    )
    rows = [
        row("order", "months", Bound(None, 2), kind="community-order"),
        row("load", "attendances-a-day", Bound(None, 2)),
        row("load", "contact-minutes", exactly(30)),
        row("curfew-default", "start", "19:00"),
        should("rar", "days", Bound(1, 2), ogrs=Bound(0, 49)),
        should("rar", "spread-days", exactly(7)),
    ]
    if random.random() < 0.4:
        rows.append(row("load", "attendances-a-week", Bound(None, 3)))
    return facts(
        *rows,
        entries=entries,
        case=_case(random, tuple(asks)),
        timetable=region,
        findings=[Finding(entry.code, Verdict.SUITABLE, ()) for entry in entries],
    )


def _course(random: Random, *, follows: bool) -> Entry:
    after = leg("after", Stage.AFTER, ONE_TO_ONE, exactly(1), exactly(HOUR), with_="facilitator")
    rule = evolve(TWICE, allowed=random.choice([1, 2, 2]))
    return programme(
        "course", leg(sessions=exactly(3)), *([after] if follows else []),
        needs=(Need.ALCOHOL,), purposes=(Purpose.REHABILITATION,), attendance=(rule,),
    )  # fmt: skip


def _alone(sessions: int) -> Entry:
    meetings = leg(
        "main", Stage.MAIN, ONE_TO_ONE, exactly(sessions), exactly(HOUR), with_="worker"
    )
    return intervention("alone", meetings, needs=(Need.THINKING,))


def _groups(random: Random) -> list[Group]:
    """One on Tuesdays and Thursdays, and sometimes another on the same days as far from home."""
    hours = random.sample([10 * HOUR, 14 * HOUR, 16 * HOUR], 2)
    venues = ["office", "hall"][: random.choice([1, 2])]
    return [
        Group(
            f"course-{venue}", "course", venue,
            tuple(Slot(weekday, start, start + 2 * HOUR) for weekday in (1, 3)),
            START, day(60), Intake.CLOSED, 9, starts=(day(8),),
        )
        for venue, start in zip(venues, hours, strict=False)
    ]  # fmt: skip


def _facilitator(random: Random, latest: int) -> Provider:
    """Open on two to four weekdays for an hour or two more than a session needs, or just that."""
    hours = tuple(
        Slot(weekday, start, start + random.choice([2, 2, 3]) * HOUR)
        for weekday in sorted(random.sample(range(6), random.choice([2, 3, 4])))
        for start in [random.choice([9, 10, 12, latest]) * HOUR]
    )
    return Provider("staff", "Staff", "office", ("facilitator",), hours, 60, day(8), day(22))


def _worker(random: Random) -> Provider:
    """Open on two weekdays of the weeks of the course, sometimes at the facilitator's hours."""
    hours = tuple(
        Slot(weekday, start, start + random.choice([1, 2, 3]) * HOUR)
        for weekday in sorted(random.sample([2, 4, 5], 2))
        for start in [random.choice([9, 10, 12]) * HOUR]
    )
    return Provider("worker", "Worker", "office", ("worker",), hours, 60, day(8), day(20))


def _case(random: Random, asks: tuple[Ask, ...]) -> Case:
    shifts = tuple(
        Shift(weekday, 8 * HOUR, random.choice([9, 11, 13]) * HOUR)
        for weekday in random.sample(range(6), random.choice([0, 0, 1, 2]))
    )
    firm = Commitment(CommitmentKind.WORK, random.random() < 0.7, "work", shifts=shifts)
    return case(
        sentence=Sentence(
            seriousness=Seriousness.MEDIUM,
            purposes=(Purpose.REHABILITATION,),
            fine=Answer.YES,
            asks=asks,
        ),
        commitments=(firm,) if shifts else (),
        needs=(NeedFact(Need.ALCOHOL, Answer.YES), NeedFact(Need.THINKING, Answer.YES)),
        limits=Limits(attendances_a_day=random.choice([None, None, None, 1])),
        travel={"office": 30, "hall": 30},
    )
