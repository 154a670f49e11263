"""Tiny whole worlds: one or two things to attend, made anew for each seed."""

from random import Random

from models.case import (
    Answer,
    Ask,
    Case,
    Need,
    NeedFact,
    Purpose,
    Sentence,
    Seriousness,
    Terms,
)
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound, Ruling
from models.entry import Delivery, Entry, Stage
from models.facts import Facts, PairRule, SequenceRule
from models.findings import Finding, Verdict
from models.timetable import Cadence, Group, Intake, Project, Provider, Slot, Venue
from tests.models.rules.build import (
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

SEEDS = range(48)
HOUR = 60
ONE_TO_ONE = Delivery.APPOINTMENT


def tiny(seed: int) -> Facts:
    """A world of one or two things to attend, made anew for each seed; the kinds take turns."""
    random = Random(seed)
    kinds = (_working, _grouped, _seen_alone, _treated, _tagged, _mixed)
    entries, asks, offered = kinds[seed % len(kinds)](random)
    groups, providers, projects = offered
    venues = (
        Venue("office", "Office"),
        Venue("hall", "Hall"),
    )
    region = timetable(
        *venues,
        groups=groups,
        providers=(*providers, officer(random)),
        projects=projects,
        travel={("office", "hall"): random.choice([10, 25])} if random.random() < 0.7 else {},
    )
    return facts(
        *_rows(random),
        entries=entries,
        case=_case(random, asks),
        timetable=region,
        pairs=_pairs(random),
        sequences=_sequences(random),
        findings=[
            Finding(
                entry.code,
                Verdict.REFER if random.random() < 0.15 else Verdict.SUITABLE,
                (),
            )
            for entry in entries
        ],
    )


def _rows(random: Random) -> list[Ruling]:
    rows = [
        row("order", "months", Bound(None, 2), kind="community-order"),
        row("load", "attendances-a-day", Bound(None, 2)),
        row("load", "contact-minutes", exactly(30)),
        row("curfew-default", "start", "19:00"),
        should("contact", "first-days", Bound(None, random.choice([3, 5, 8]))),
        should("unpaid-work", "start-days", Bound(None, 7)),
        should("unpaid-work", "weekly", True),
        should("rar", "days", Bound(1, random.choice([1, 2, 5])), ogrs=Bound(0, 49)),
        should("rar", "spread-days", exactly(random.choice([0, 7]))),
        row("treatment", "three-way-days", Bound(None, 7)),
    ]
    if random.random() < 0.5:
        rows.append(row("load", "attendances-a-week", Bound(None, random.choice([2, 3]))))
    if random.random() < 0.5:
        rows.append(should("contact", "monthly", True))
    if random.random() < 0.3:
        rows.append(should("order", "requirements", Bound(None, 1), seriousness="medium"))
    return rows


def _case(random: Random, asks: tuple[Ask, ...]) -> Case:
    """Work that meets some of the openings, sometimes firm, and a home at some distance."""
    work = Commitment(
        CommitmentKind.WORK,
        random.random() < 0.2,
        "work",
        shifts=tuple(
            Shift(weekday, random.choice([480, 540]), random.choice([720, 1020, 1080]))
            for weekday in range(5)
            if random.random() < 0.7
        ),
    )
    caring = Commitment(
        CommitmentKind.CARING, False, "school run", shifts=(Shift(2, 890, 960), Shift(5, 600, 660))
    )
    purposes = random.sample([Purpose.PUNISHMENT, Purpose.REHABILITATION], random.randint(0, 2))
    needs = random.sample([Need.ALCOHOL, Need.THINKING, Need.TEMPER], random.randint(0, 2))
    known = case(
        sentence=Sentence(
            seriousness=Seriousness.MEDIUM, purposes=tuple(purposes), fine=Answer.YES, asks=asks
        ),
        commitments=(work, caring),
        needs=tuple(NeedFact(need, Answer.YES) for need in needs),
        risk_order=tuple(needs) if random.random() < 0.5 else (),
        travel={"office": random.choice([15, 30, 40]), "hall": random.choice([10, 30])},
    )
    return known


def _pairs(random: Random) -> tuple[PairRule, ...]:
    ruling = should("treatment", "pair", True)
    return (PairRule("a-pair", "unpaid-work", "rar", "usually-with", ruling),) * (
        random.random() < 0.3
    )


def _sequences(random: Random) -> tuple[SequenceRule, ...]:
    ruling = random.choice([should, row])("group", "sequence", True)
    relation = random.choice(["before", "with-or-before"])
    return (SequenceRule("a-sequence", "talks", "course", relation, ruling),)


Offered = tuple[tuple[Group, ...], tuple[Provider, ...], tuple[Project, ...]]
Kind = tuple[tuple[Entry, ...], tuple[Ask, ...], Offered]


def officer(random: Random) -> Provider:
    """Two or three appointments of half an hour."""
    weekday = random.choice([1, 2, 3])
    start = random.choice([10 * HOUR, 16 * HOUR, 17 * HOUR])
    return open_on("officer", "officer", weekday, start, start + HOUR, weeks=1)


def open_on(
    id: str, offers: str, weekday: int, start: int, end: int, weeks: int, **more: object
) -> Provider:
    """Open on one weekday of the first weeks after the start."""
    held: dict[str, object] = {"venue": "office", **more}
    return Provider(
        id=id, name=id, offers=(offers,), hours=(Slot(weekday, start, end),),
        first=day(1), last=day(7 * weeks), **held,
    )  # type: ignore[arg-type]  # fmt: skip


def group(code: str, venue: str, weekdays: tuple[int, ...], start: int, *starts: int) -> Group:
    slots = tuple(Slot(weekday, start, start + 2 * HOUR) for weekday in weekdays)
    return Group(
        f"{code}-{venue}-{start}", code, venue, slots, START, day(60), Intake.CLOSED, 9,
        starts=tuple(map(day, starts)),
    )  # fmt: skip


COURSE = programme(
    "course", leg(sessions=exactly(3)), needs=(Need.ALCOHOL,), purposes=(Purpose.REHABILITATION,)
)
PROGRAMME = requirement("programme")
RAR = requirement("rar", units=("days",))


def _work(random: Random) -> tuple[Entry, Ask, Project]:
    entry = requirement(
        "unpaid-work", stream="unpaid-work", units=("hours",), purposes=(Purpose.PUNISHMENT,)
    )
    days = random.choice([(1,), (5,), (1, 5)])
    slots = tuple(Slot(weekday, 9 * HOUR, 15 * HOUR) for weekday in days)
    weeks = 3 if len(days) == 1 else 2
    project = Project("garden", "Garden", "hall", slots, day(1), day(7 * weeks), 9)
    return entry, Ask("unpaid-work", Terms(hours=random.choice([6, 8, 12]))), project


def _working(random: Random) -> Kind:
    """Unpaid work on a weekday, a Saturday or both."""
    entry, ask, project = _work(random)
    return (entry,), (ask,), ((), (), (project,))


def _grouped(random: Random) -> Kind:
    """A course in one of two groups, with a meeting before it."""
    before = leg("before", Stage.BEFORE, ONE_TO_ONE, exactly(1), exactly(HOUR), with_="facilitator")
    course = programme(
        "course", leg(sessions=exactly(3)), *([before] if random.random() < 0.6 else []),
        needs=COURSE.needs, purposes=COURSE.purposes,
    )  # fmt: skip
    groups = (
        group("course", "office", (0, 3), 10 * HOUR, 7, 14),
        group("course", "hall", (1,), random.choice([17, 18]) * HOUR, 8),
    )
    facilitator = open_on(
        "facilitator", "facilitator", random.choice([0, 1, 3]), 12 * HOUR, 14 * HOUR, 2
    )
    return (PROGRAMME, course), (Ask("programme"),), (groups, (facilitator,), ())


def _seen_alone(random: Random) -> Kind:
    """RAR days one-to-one, and talks in a group that may come beside them."""
    meetings = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2), exactly(HOUR), with_="worker")
    alone = intervention("alone", meetings, needs=(Need.THINKING,))
    talks = intervention("talks", leg(sessions=exactly(1)), needs=(Need.TEMPER,))
    worker = open_on("worker", "worker", random.choice([1, 2]), 9 * HOUR, 11 * HOUR, 2)
    evening = group("talks", "hall", (2,), random.choice([11, 17]) * HOUR, 2, 9)
    return (RAR, alone, talks), (), ((evening,), (worker,), ())


def _treated(random: Random) -> Kind:
    """Two weekly appointments at a clinic with a three-way meeting before and at the end."""
    beside = [
        leg(stage.value, stage, ONE_TO_ONE, exactly(1), exactly(HOUR), kind="three-way",
            with_="provider")
        for stage in random.choice([[Stage.BEFORE], [Stage.BEFORE, Stage.AFTER]])
    ]  # fmt: skip
    main = leg(
        "main", Stage.MAIN, ONE_TO_ONE, exactly(2), exactly(HOUR), kind="treatment",
        with_="provider",
    )  # fmt: skip
    atr = requirement(
        "atr", main, *beside, stream="treatment", units=("months",), needs=(Need.ALCOHOL,),
        purposes=(Purpose.REHABILITATION,),
    )  # fmt: skip
    weekday, other = random.sample([0, 1, 2, 3], 2)
    start = random.choice([9, 12, 17]) * HOUR
    clinic = Provider(
        "clinic", "Clinic", "hall", ("atr",),
        (Slot(weekday, start, start + HOUR), Slot(other, 12 * HOUR, 13 * HOUR)),
        first=day(1), last=day(27), cadences=(Cadence("atr", 2, 7, HOUR),),
    )  # fmt: skip
    return (atr,), (Ask("atr", Terms(months=random.choice([1, 2]))),), ((), (clinic,), ())


def _tagged(random: Random) -> Kind:
    """A curfew of ten hours beside an evening or a morning group."""
    curfew = requirement(
        "curfew", stream="curfew", units=("hours-a-day", "months"), purposes=(Purpose.PUNISHMENT,)
    )
    evening = group("course", "hall", (1, 3), random.choice([7, 10, 18, 19]) * HOUR, 8, 15)
    asks = (Ask("curfew", Terms(months=1, hours_a_day=10)),)
    return (curfew, PROGRAMME, COURSE), asks, ((evening,), (), ())


def _mixed(random: Random) -> Kind:
    """Unpaid work, and a course or a talk whose sessions may join into one visit."""
    entry, ask, project = _work(random)
    talks = intervention("talks", leg(sessions=exactly(1)), needs=(Need.THINKING, Need.ALCOHOL))
    saturday = group("talks", "office", (5,), 15 * HOUR + random.choice([0, 25, 60]), 5, 12)
    tuesday = group("talks", "hall", (1,), 15 * HOUR + random.choice([0, 30]), 8)
    return (entry, RAR, talks), (ask,), ((saturday, tuesday), (), (project,))
