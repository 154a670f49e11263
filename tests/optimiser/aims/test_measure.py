"""Every aim measured on small schedules whose sums are done in the comments."""

from datetime import date

import pytest

from models.arithmetic import meet, union, without
from models.case import Answer, Need, NeedFact, Purpose, Sentence, Seriousness
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.entry import Delivery, Stage
from models.findings import Finding, Verdict
from optimiser.aims.clashes import clashes
from optimiser.aims.measure import measure
from tests.models.rules.build import (
    case,
    contact,
    every_night,
    facts,
    intervention,
    leg,
    package,
    planned,
    programme,
    requirement,
    session,
    should,
    timetable,
)


def commitment(kind: CommitmentKind, start: int, end: int, firm: bool = False) -> Commitment:
    shifts = tuple(Shift(weekday, start, end) for weekday in range(7))
    return Commitment(kind, firm, kind.value, shifts=shifts)


WORK = commitment(CommitmentKind.WORK, 540, 1020)  # 09:00 to 17:00
CARING = commitment(CommitmentKind.CARING, 900, 990)  # 15:00 to 16:30


def losing(*sessions, commitments=(WORK,), curfew=(), **more):
    world = facts(case=case(commitments=commitments), **more)
    requirements = [planned("curfew", months=1)] if curfew else []
    held = package(*requirements, sessions=sessions, curfew=curfew)
    return measure(held, world), clashes(held, world)


@pytest.mark.parametrize(
    ("start", "lost"),
    [
        ("10:00", 120),  # 09:30 to 11:30, all of it work
        ("07:30", 0),  # 07:00 to 09:00
        ("07:31", 1),
        ("16:00", 90),  # 15:30 to 17:00
        ("17:30", 0),  # leaves at 17:00
    ],
)
def test_minutes_lost_are_the_block_of_the_visit(start, lost):
    measures, clashed = losing(contact(1, start))
    assert measures.work == lost
    assert [clash.minutes for clash in clashed] == [lost] * bool(lost)


def test_each_minute_is_lost_once():
    # Block 14:30 to 16:30; work takes all 120 minutes, caring 15:00 to 16:30 is in them.
    measures, clashed = losing(contact(1, "15:00"), commitments=(WORK, CARING))
    assert (measures.work, measures.care) == (120, 90)
    assert [(clash.commitment, clash.minutes) for clash in clashed] == [("work", 120)]
    # Said first, caring takes its 90 and work the 30 left.
    measures, clashed = losing(contact(1, "15:00"), commitments=(CARING, WORK))
    assert (measures.work, measures.care) == (120, 90)
    assert [(clash.commitment, clash.minutes) for clash in clashed] == [
        ("caring", 90),
        ("work", 30),
    ]


def test_firm_commitments_and_worship_are_not_minutes_lost():
    firm = commitment(CommitmentKind.WORK, 540, 1020, firm=True)
    worship = commitment(CommitmentKind.WORSHIP, 540, 1020)
    measures, clashed = losing(contact(1), commitments=(firm, worship))
    assert (measures.work, clashed) == (0, ())


def test_the_way_between_linked_sessions_belongs_to_the_second():
    # 10:00-11:00, then 11:25-12:25 elsewhere, 25 minutes on: block 09:30 to 12:55.
    near = timetable(travel={("office", "far"): 25})
    measures, clashed = losing(
        contact(1, "10:00"), session("tsp", 1, "11:25", venue="far"), timetable=near
    )
    assert measures.travel == 30 + 25 + 30
    assert [clash.minutes for clash in clashed] == [90, 115]
    assert measures.work == 90 + 115


def test_a_night_shift_begun_the_day_before_is_lost():
    # Monday 22:00 to Tuesday 06:00; a session at 06:15 on Tuesday leaves home at 05:45.
    nights = Commitment(CommitmentKind.WORK, False, "nights", shifts=(Shift(0, 1320, 1800),))
    measures, clashed = losing(contact(1, "06:15"), commitments=(nights,))
    assert measures.work == 15
    assert [clash.day for clash in clashed] == [date(2026, 3, 3)]


def test_curfew_counts_as_time_taken():
    # 19:00 to 07:00 each night of a month; work until 20:00 loses an hour of each.
    late = commitment(CommitmentKind.WORK, 720, 1200)
    measures, clashed = losing(commitments=(late,), curfew=every_night(1140, 1860))
    # 2 March to 1 April are 31 nights, that of 28 March too of 12 hours by the clock: 31 x 720.
    assert measures.curfew == 31 * 720
    assert measures.work == 31 * 60
    assert sum(clash.minutes for clash in clashed) == measures.work
    assert {clash.session for clash in clashed} == {"curfew"}


def test_clashes_add_up_to_the_minutes_lost():
    sessions = [contact(offset, start) for offset in range(14) for start in ("08:00", "12:00")]
    measures, clashed = losing(
        *sessions, commitments=(CARING, WORK), curfew=every_night(1000, 1800)
    )
    assert sum(clash.minutes for clash in clashed) == measures.work
    assert measures.work > 14 * 60


def test_travel_attendance_and_days_are_counted():
    measures, _ = losing(contact(1), contact(8, minutes=45), commitments=())
    assert measures.travel == 2 * 60
    assert measures.attended == 60 + 45
    assert measures.attendances == 2
    assert measures.last_day == 8
    assert (measures.first_session, measures.last_session) == (date(2026, 3, 3), date(2026, 3, 10))


def test_a_package_of_terms_alone_is_measured_too():
    measures = measure(package(planned("rar"), months=9), facts())
    assert (measures.months, measures.last_day, measures.first_session) == (9, 0, None)
    assert measures.vector[-1] == 0


ENTRIES = [
    requirement(
        "atr", leg(delivery=Delivery.APPOINTMENT), stream="treatment", needs=(Need.ALCOHOL,)
    ),
    requirement("rar", purposes=(Purpose.REHABILITATION,)),
    requirement("programme"),
    programme("tsp", leg("pre", Stage.BEFORE), leg(), needs=(Need.THINKING,)),
    intervention("ete", needs=(Need.ETE, Need.FINANCE)),
]


def test_waiting_is_to_the_first_main_session_of_programmes_and_treatments():
    sessions = [
        session("tsp", 5, leg="pre"),
        session("tsp", 20),
        session("tsp", 27),
        session("atr", 30),
        session("ete", 3),
        contact(1),
    ]
    held = package(
        planned("atr"), planned("programme", "tsp"), planned("rar", "ete"), sessions=sessions
    )
    # 20 days to TSP and 30 to the ATR; an intervention, contact and preparation are no wait.
    assert measure(held, facts(entries=ENTRIES)).waiting == 50


def answering(*requirements, needs=(), risk_order=(), purposes=()):
    linked = tuple(NeedFact(need, Answer.YES) for need in needs)
    sentence = Sentence(purposes=purposes)
    person = case(needs=linked, risk_order=risk_order, sentence=sentence)
    return measure(package(*requirements), facts(entries=ENTRIES, case=person)).answering


THREE = (Need.ALCOHOL, Need.THINKING, Need.ETE)


@pytest.mark.parametrize(
    ("requirements", "value"),
    [
        # Alcohol and thinking ranked, ETE not: 2 x 2 = 4, 1 x 2 = 2, and 1.
        ([], 7),
        ([planned("atr")], 3),
        ([planned("programme", "tsp"), planned("rar", "ete")], 4),
        ([planned("atr"), planned("programme", "tsp")], 1),
        ([planned("atr"), planned("programme", "tsp"), planned("rar", "ete")], 0),
    ],
)
def test_an_unmet_need_weighs_more_than_all_ranked_after_it(requirements, value):
    # A need ranked but not linked to the offending does not weigh.
    risk_order = (Need.VIOLENCE, Need.ALCOHOL, Need.THINKING)
    assert answering(*requirements, needs=THREE, risk_order=risk_order) == value


def test_needs_that_nobody_ranked_weigh_one_each():
    assert answering(needs=THREE) == 3
    assert answering(planned("atr"), needs=THREE) == 2


def test_a_purpose_unserved_weighs_more_than_every_need():
    purposes = (Purpose.REHABILITATION, Purpose.PUNISHMENT)
    # Needs weigh 3 in all, so a purpose weighs 4; RAR serves rehabilitation, nothing punishment.
    assert answering(planned("rar"), needs=THREE, purposes=purposes) == 4 + 3
    assert answering(needs=THREE, purposes=purposes) == 8 + 3


def test_needs_not_known_to_be_linked_do_not_weigh():
    person = case(needs=(NeedFact(Need.ALCOHOL), NeedFact(Need.ETE, Answer.NO)))
    assert measure(package(), facts(case=person)).answering == 0


def test_conditions_are_codes_with_a_conditional_finding():
    verdicts = {"rar": Verdict.REFER, "tsp": Verdict.NOT_KNOWN, "programme": Verdict.SUITABLE}
    findings = [Finding(code, verdict) for code, verdict in verdicts.items()]
    held = package(planned("rar"), planned("programme", "tsp"))
    assert measure(held, facts(findings=findings)).conditions == 2


def test_departures_are_counted_by_their_aim():
    world = facts(
        should("order", "requirements", Bound(None, 1), seriousness="low"),
        should("contact", "monthly", True),
        should("contact", "first-days", Bound(None, 5)),
        case=case(Seriousness.LOW),
    )
    held = package(planned("rar"), planned("curfew"), sessions=[contact(20)])
    # One requirement too many; first contact late, and eleven months without it, each once.
    measures = measure(held, world)
    assert (measures.proportionality, measures.practice) == (1, 2)


def test_stretches_joined_met_and_taken_away():
    assert union([(5, 9), (0, 5), (20, 20)]) == ((0, 9),)
    assert meet(((0, 9), (20, 30)), ((8, 21),)) == ((8, 9), (20, 21))
    assert without(((0, 9), (20, 30)), ((3, 4), (8, 25))) == ((0, 3), (4, 8), (25, 30))
