"""A hand-made answer: ASRO twice a week, RAR days, a fortnightly ATR, a curfew, two options.

The order runs from Monday 8 June 2026 for 12 months, so to 7 June 2027. ASRO: 20 sessions on
Tuesdays and Thursdays from 16 June, so 10 weeks, the last on Thursday 20 August. ATR: 12
appointments on every second Wednesday from 17 June, the last 154 days later, 18 November.
"""

from datetime import date, timedelta

import pytest
from attrs import evolve

from models.case import (
    Case,
    Dates,
    Need,
    OrderKind,
    Person,
    Purpose,
    Sentence,
    Terms,
)
from models.dated import Bound, Clock, Row, Ruling, Step
from models.entry import Delivery, Entry, EntryKind, Leg, Module, Stage
from models.facts import Facts, Menu
from models.fault import Aim, Fault
from models.findings import Finding, Reason, Verdict
from models.moments import local
from models.package import (
    CurfewRow,
    OrderTerms,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from models.sources import Force, Source, Strength
from models.timetable import Provider, Timetable, Venue
from optimiser.results import (
    AimStatus,
    AmountRange,
    Clash,
    Condition,
    Impasse,
    Measures,
    NeedStatus,
    NotOffered,
    Option,
    Options,
    ToAsk,
)

SENTENCED = date(2026, 6, 8)
GUIDE = Source("dlnr-2017", "3.10")
ALCOHOL = Source("noms-alcohol", "ATR")


def entry(code, kind, name, short="", **more):
    return Entry(code, kind, name, GUIDE, "dlnr-2017", date(2017, 1, 1), short=short, **more)


ASRO_LEG = Leg(
    "group", "Group session", Stage.MAIN, Delivery.GROUP, Bound(20, 20), Bound(150, 150), GUIDE,
    modules=(Module("motivation", "Motivation", 20),),
)  # fmt: skip
ENTRIES = {
    found.code: found
    for found in (
        entry("atr", EntryKind.REQUIREMENT, "Alcohol treatment requirement", "ATR"),
        entry("rar", EntryKind.REQUIREMENT, "Rehabilitation activity requirement", "RAR"),
        entry("programme", EntryKind.REQUIREMENT, "Programme requirement"),
        entry("curfew", EntryKind.REQUIREMENT, "Curfew requirement"),
        entry("attendance-centre", EntryKind.REQUIREMENT, "Attendance centre requirement"),
        entry(
            "asro", EntryKind.PROGRAMME, "Addressing Substance Related Offending", "ASRO",
            legs=(ASRO_LEG,), needs=(Need.ALCOHOL,),
        ),
        entry("tsp", EntryKind.PROGRAMME, "Thinking Skills Programme", "TSP"),
        entry("resolve", EntryKind.PROGRAMME, "Resolve"),
        entry("housing", EntryKind.INTERVENTION, "Housing and accommodation support"),
        entry("self-help", EntryKind.SIGNPOST, "Alcoholics Anonymous"),
    )
}  # fmt: skip


def ruling(subject, parameter, unit, bound, verified=True):
    step = Step(date(2005, 4, 4), bound, GUIDE, verified)
    row = Row(
        f"{subject}-{parameter}", subject, parameter, unit, Clock.SENTENCE, Force.MUST,
        Strength.STATUTE, (step,),
    )  # fmt: skip
    return Ruling(row, bound, step.source, step.since, verified)


@pytest.fixture
def facts():
    case = Case(
        reference="a-1",
        dates=Dates(sentence=SENTENCED, conviction=date(2026, 5, 11)),
        sentence=Sentence(purposes=(Purpose.PUNISHMENT, Purpose.REHABILITATION)),
        person=Person(reference="a-1"),
        title="A dependent drinker who works days",
    )
    timetable = Timetable(
        "midlands", "Midlands", date(2026, 1, 5), date(2029, 12, 31), "ENG",
        venues={
            "office": Venue("office", "Derby Probation Office"),
            "clinic": Venue("clinic", "St Peter's Clinic"),
        },
        providers=(Provider("drinks", "Derby Alcohol Service", "clinic", ("atr",), ()),),
    )  # fmt: skip
    menu = Menu(
        (
            ruling("atr", "months", "months", Bound(1, 36)),
            ruling("order", "months", "months", None),
        ),
        ENTRIES,
    )
    return Facts(case, menu, timetable, {})


def session(part, leg, number, day, start, minutes, title, under, venue="office", **more):
    begins = local(day, start)
    ends = local(day, start + minutes)
    name = f"{part}-{leg}-{number}"
    return PlannedSession(
        name, part, leg, number, begins, ends, title, under, venue, more.pop("kind", "session"),
        **more,
    )  # fmt: skip


@pytest.fixture
def package():
    contact = [
        session("contact", "contact", 1, date(2026, 6, 10), 570, 45, "First appointment", "order")
    ]
    first_group = date(2026, 6, 16)
    groups = [
        session(
            "asro", "group", n + 1, first_group + timedelta(days=7 * (n // 2) + 2 * (n % 2)),
            18 * 60, 150, "Group session", "programme", module="motivation",
        )
        for n in range(20)
    ]  # fmt: skip
    treatment = [
        session(
            "atr", "treatment", n + 1, date(2026, 6, 17) + timedelta(days=14 * n),
            10 * 60, 60, "Treatment appointment", "atr", "clinic",
            kind="treatment", provider="drinks",
        )
        for n in range(12)
    ]  # fmt: skip
    activity = [
        session(
            "housing", "one", 1, date(2027, 1, 11), 840, 60, "Housing advice 1", "rar", firm=False
        )
    ]
    until = date(2027, 6, 7)
    return Package(
        OrderTerms(OrderKind.COMMUNITY_ORDER, 12, SENTENCED, until),
        (
            PlannedRequirement(
                "atr", Terms(months=6), (Purpose.REHABILITATION,), (), SENTENCED,
                date(2026, 12, 7), provider="drinks",
            ),
            PlannedRequirement(
                "programme", Terms(days=25), (Purpose.REHABILITATION,),
                (PlannedPart("asro", "asro-eve", "asro-eve/1", "dlnr-2017"),), SENTENCED, until,
            ),
            PlannedRequirement(
                "rar", Terms(days=15), (Purpose.REHABILITATION,), (PlannedPart("housing"),),
                SENTENCED, until,
            ),
            PlannedRequirement(
                "curfew", Terms(months=2, hours_a_day=8), (Purpose.PUNISHMENT,), (),
                SENTENCED, date(2026, 8, 7), place="home",
            ),
        ),
        tuple(contact + groups + treatment + activity),
        tuple(CurfewRow(n, 22 * 60, 30 * 60, "home") for n in range(7)),
    )  # fmt: skip


@pytest.fixture
def option(package):
    # Each of the 12 appointments takes its hour out of the shift: 12 x 60 = 720 minutes.
    clashes = tuple(
        Clash(s.id, s.day, 60, "Warehouse") for s in package.sessions if s.part == "atr"
    )
    last = date(2027, 1, 11)
    measures = Measures(
        proportionality=0, answering=1, conditions=1, practice=1, work=720, travel=1360,
        waiting=17, last_day=217, months=12, attended=3825, curfew=29280, rest=0, care=0,
        attendances=34, first_session=date(2026, 6, 10), last_session=last,
    )  # fmt: skip
    status = (
        AimStatus(Aim.PROPORTIONALITY, True, 0, 0),
        AimStatus(Aim.WORK, True, 720, 720),
        AimStatus(Aim.TRAVEL, False, 1360, 1200),
    )
    referral = Reason(
        Verdict.REFER, "The treatment provider has not yet agreed", ALCOHOL,
        facts=("provider_agrees.atr",), to="the treatment provider",
    )  # fmt: skip
    return Option(
        id="option-1",
        name="Least work lost",
        package=package,
        measures=measures,
        status=status,
        departures=(
            Fault(
                "contact.weekly", "contact", Force.SHOULD,
                "A week of the first 16 has neither treatment nor an officer appointment",
                ALCOHOL, Aim.PRACTICE, occurrences=3, verified=False,
            ),
        ),
        clashes=clashes,
        needs=(NeedStatus(Need.ALCOHOL, ("atr", "asro")), NeedStatus(Need.ETE, ())),
        purposes_unserved=(Purpose.REPARATION,),
        conditions=(Condition("atr", Finding("atr", Verdict.REFER, (referral,))),),
        ranges=(
            AmountRange("rar", "days", 10, 15, 20, True),
            AmountRange("atr", "months", 6, 6, 6, False),
        ),
        assumptions=("A twelve-week treatment is twelve appointments",),
        signature=("atr", "programme", "rar", "curfew"),
        unverified=("Contact at least monthly (imposition-2025 contact)",),
    )  # fmt: skip


@pytest.fixture
def other(option):
    """The second option: no curfew, the last attendance in November, nothing of a shift taken."""
    package = evolve(
        option.package,
        requirements=option.package.requirements[:2],
        sessions=tuple(s for s in option.package.sessions if s.part != "housing"),
        curfew=(),
    )
    measures = evolve(
        option.measures, work=0, attendances=33, curfew=0, last_session=date(2026, 11, 18)
    )
    return evolve(
        option, id="option-2", name="Soonest finished", package=package, measures=measures,
        clashes=(), trade="ends 54 days sooner; housing is not addressed",
    )  # fmt: skip


@pytest.fixture
def refusals():
    abolished = "Not available for convictions from 28 June 2022"
    unlinked = "No such need is linked to the offending"
    return (
        NotOffered("attendance-centre", "Attendance centre requirement", abolished, GUIDE, False),
        NotOffered("tsp", "Thinking Skills Programme", unlinked, GUIDE),
        NotOffered("resolve", "Resolve", unlinked, GUIDE),
    )


@pytest.fixture
def found(facts, option, other, refusals):
    return Options(
        facts=facts,
        options=(option, other),
        not_offered=refusals,
        to_ask=(ToAsk("clinical.detox", "Is a detoxification planned?", ("atr",)),),
        signposts=(NotOffered("self-help", "Alcoholics Anonymous", "Self-help group", ALCOHOL),),
        closed=True,
        inputs=(("case", "c0ffee"), ("timetable", "beef")),
    )


@pytest.fixture
def stuck(found):
    reason = NotOffered("unpaid-work", "Unpaid work", "No project is open at weekends", GUIDE)
    impasse = Impasse((reason,), "Unpaid work is asked for and nowhere to be done")
    return evolve(found, options=(), impasse=impasse)
