"""Bands of seriousness and OGRS, statutory bounds, programmes that need a long order."""

import pytest

from models.case import Answer, Ask, Assessments, Clinical, Sentence, Seriousness, Terms
from models.dated import Bound
from models.fault import Aim
from models.sources import Force, Source
from tests.models.rules.build import (
    MADE_UP,
    case,
    facts,
    found,
    package,
    planned,
    programme,
    requirement,
    row,
    sentences,
    session,
    should,
)

LOW = Seriousness.LOW
ONE_AT_LOW = should("order", "requirements", Bound(None, 1), seriousness="low")
LOW_BAND = row("unpaid-work", "hours", Bound(40, 80), seriousness="low")
MEDIUM_BAND = row("unpaid-work", "hours", Bound(80, 150), seriousness="medium")


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("rar",), []),
        (("rar", "curfew"), ["2 requirements: at most 1 at this seriousness."]),
        (("curfew", "electronic-monitoring"), []),  # monitoring beside what it enforces
        (("electronic-monitoring",), []),
    ],
)
def test_one_requirement_at_low_seriousness(codes, said):
    held = package(*(planned(code) for code in codes))
    assert said == sentences("seriousness.number", held, facts(ONE_AT_LOW, case=case(LOW)))


def test_too_many_requirements_are_one_departure_from_proportionality():
    held = package(planned("rar"), planned("curfew"), planned("exclusion"))
    (fault,) = found("seriousness.number", held, facts(ONE_AT_LOW, case=case(LOW)))
    # Three requirements, one in general: two too many, counted once.
    assert (fault.force, fault.aim, fault.occurrences) == (Force.SHOULD, Aim.PROPORTIONALITY, 2)


def test_the_number_is_free_at_medium_and_where_seriousness_is_unknown():
    held = package(planned("rar"), planned("curfew"))
    for seriousness in (Seriousness.MEDIUM, None):
        assert found("seriousness.number", held, facts(ONE_AT_LOW, case=case(seriousness))) == []


@pytest.mark.parametrize(
    ("seriousness", "hours", "said"),
    [
        (LOW, 39, ["unpaid-work of 39 hours: at least 40 at this seriousness."]),
        (LOW, 40, []),
        (LOW, 80, []),
        (LOW, 81, ["unpaid-work of 81 hours: at most 80 at this seriousness."]),
        (Seriousness.MEDIUM, 80, []),  # the seam belongs to both bands
        (Seriousness.MEDIUM, 79, ["unpaid-work of 79 hours: at least 80 at this seriousness."]),
        (Seriousness.HIGH, 500, []),  # no row, no rule
        (None, 500, []),
    ],
)
def test_amounts_lie_in_the_band_of_the_seriousness(seriousness, hours, said):
    world = facts(LOW_BAND, MEDIUM_BAND, case=case(seriousness))
    assert said == sentences(
        "seriousness.band", package(planned("unpaid-work", hours=hours)), world
    )


def test_an_amount_the_court_fixed_outside_its_band_is_only_a_departure():
    sentence = Sentence(seriousness=LOW, asks=(Ask("unpaid-work", Terms(hours=81)),))
    held = package(planned("unpaid-work", hours=81))
    (by_court,) = found("seriousness.band", held, facts(LOW_BAND, case=case(sentence=sentence)))
    (by_us,) = found("seriousness.band", held, facts(LOW_BAND, case=case(LOW)))
    assert (by_court.force, by_court.aim) == (Force.SHOULD, Aim.PROPORTIONALITY)
    assert by_us.force == Force.MUST


def test_a_row_that_says_may_faults_nothing():
    band = row("unpaid-work", "hours", Bound(40, 80), Force.MAY, seriousness="low")
    held = package(planned("unpaid-work", hours=81))
    assert found("seriousness.band", held, facts(band, case=case(LOW))) == []


def scored(ogrs: float | None):
    return case(assessments=Assessments(ogrs3=ogrs))


RAR_LOW = should("rar", "days", Bound(10, 20), ogrs=Bound(0, 49))
RAR_HIGH = should("rar", "days", Bound(15, 35), ogrs=Bound(50, 74))


@pytest.mark.parametrize(
    ("ogrs", "days", "said"),
    [
        (49, 20, []),
        (49, 21, ["rar of 21 days: at most 20 at this OGRS score."]),
        (50, 15, []),
        (50, 14, ["rar of 14 days: at least 15 at this OGRS score."]),
        (49.5, 21, []),  # no row holds the score: no rule
        (None, 99, []),
    ],
)
def test_rar_days_lie_in_the_row_of_the_ogrs_score(ogrs, days, said):
    world = facts(RAR_LOW, RAR_HIGH, case=scored(ogrs))
    assert said == sentences("seriousness.rar-days", package(planned("rar", days=days)), world)


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (6, []),
        (12, []),
        (5, ["An order of 5 months with a RAR: at least 6 at this OGRS score."]),
        (13, ["An order of 13 months with a RAR: at most 12 at this OGRS score."]),
    ],
)
def test_with_a_rar_the_order_lies_in_the_row_of_the_ogrs_score(months, said):
    rule = should("rar", "order-months", Bound(6, 12), ogrs=Bound(0, 49))
    world = facts(rule, case=scored(30))
    assert said == sentences(
        "seriousness.order-months", package(planned("rar"), months=months), world
    )
    without = package(planned("curfew"), months=months)
    assert found("seriousness.order-months", without, world) == []


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (40, []),
        (300, []),
        (39, ["unpaid-work of 39 hours: at least 40."]),
        (301, ["unpaid-work of 301 hours: at most 300."]),
    ],
)
def test_amounts_are_inside_the_statutory_bound(hours, said):
    world = facts(MEDIUM_BAND, row("unpaid-work", "hours", Bound(40, 300)))
    assert said == sentences("duration.bound", package(planned("unpaid-work", hours=hours)), world)


def test_two_amounts_of_one_requirement_make_one_fault():
    world = facts(
        row("curfew", "months", Bound(None, 24)), row("curfew", "hours-a-day", Bound(2, 20))
    )
    held = package(planned("curfew", months=25, hours_a_day=21), months=36)
    (fault,) = found("duration.bound", held, world)
    assert (fault.sentence, fault.occurrences) == ("curfew of 25 months: at most 24.", 2)


def test_what_a_guide_recommends_at_any_seriousness_is_no_bound():
    world = facts(should("atr", "months", Bound(6, None)))
    assert found("duration.bound", package(planned("atr", months=3)), world) == []


@pytest.mark.parametrize(("minutes", "faulty"), [(180, 0), (181, 1)])
def test_a_day_at_an_attendance_centre_is_three_hours_at_most(minutes, faulty):
    world = facts(row("attendance-centre", "hours-a-day", Bound(None, 3)))
    held = package(sessions=[session("attendance-centre", 5, minutes=minutes)])
    assert faulty == len(found("duration.centre-day", held, world))


@pytest.mark.parametrize(
    ("months", "said"), [(9, []), (8, ["tsp in an order of 8 months: at least 9."])]
)
def test_the_order_is_long_enough_for_its_programmes(months, said):
    world = facts(entries=[programme("tsp", order_months=9)])
    held = package(planned("programme", "tsp"), months=months)
    assert said == sentences("duration.programme", held, world)


@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        (3, ["attendance-centre of 9 hours in all: at least 12 hours."]),
        (4, []),
        (5, ["attendance-centre of 15 hours in all: no session more than the 12 hours need."]),
        (0, ["attendance-centre of 0 minutes in all: at least 12 hours."]),
    ],
)
def test_the_hours_of_an_attendance_centre_are_filled(sessions, said):
    # Three hours a session: four of them make twelve.
    held = package(
        planned("attendance-centre", hours=12),
        sessions=[session("attendance-centre", 7 * n, minutes=180) for n in range(sessions)],
    )
    assert said == sentences("duration.centre-hours", held, facts(), dated=True)


def test_hours_that_are_no_whole_number_of_sessions_take_one_more():
    # 13 hours are five sessions of three; without one of them twelve are short.
    held = package(
        planned("attendance-centre", hours=13),
        sessions=[session("attendance-centre", 7 * n, minutes=180) for n in range(5)],
    )
    assert found("duration.centre-hours", held, facts()) == []


@pytest.mark.parametrize(
    ("lengths", "said"),
    [
        ((120, 60), []),
        ((120, 61), ["attendance-centre of 181 minutes in a day: at most 180."]),
    ],
)
def test_the_sessions_of_a_day_at_a_centre_count_together_and_no_others(lengths, said):
    world = facts(row("attendance-centre", "hours-a-day", Bound(None, 3)))
    at_centre = [
        session("attendance-centre", 5, start, minutes)
        for start, minutes in zip(("09:00", "14:00"), lengths, strict=True)
    ]
    elsewhere = session("rar", 5, "18:00", 60)
    held = package(sessions=[*at_centre, elsewhere])
    assert said == sentences("duration.centre-day", held, world)
    no_most = facts(row("attendance-centre", "hours-a-day", Bound(1, None)))
    assert found("duration.centre-day", held, no_most) == []


@pytest.mark.parametrize(
    ("hours", "lengths", "faulty"),
    [
        # 13 hours 30 in all: without the longest day 10 hours 30, without the shortest 12.
        (12, (180, 180, 180, 180, 90), 0),
        (10, (180, 180, 180, 180, 90), 1),
        (0, (180,), 0),
        (None, (180,), 0),
    ],
)
def test_it_is_the_longest_session_without_which_a_centre_s_hours_are_short(hours, lengths, faulty):
    at_centre = [session("attendance-centre", 7 * n, minutes=m) for n, m in enumerate(lengths)]
    elsewhere = session("rar", 50, minutes=600)
    held = package(planned("attendance-centre", hours=hours), sessions=[*at_centre, elsewhere])
    assert faulty == len(found("duration.centre-hours", held, facts()))


def test_what_another_guide_says_of_the_length_of_an_order_is_cited():
    guide = Source("made-up-months", "7")
    entry = programme("tsp", order_months=9, order_months_source=guide)
    held = package(planned("programme", "tsp"), months=8)
    for one, source in ((entry, guide), (programme("tsp", order_months=9), MADE_UP)):
        (fault,) = found("duration.programme", held, facts(entries=[one]))
        assert fault.source == source


@pytest.mark.parametrize(
    ("value", "seriousness", "faulty"),
    [
        (False, LOW, 1),
        (True, LOW, 0),
        (None, LOW, 0),
        (False, Seriousness.HIGH, 0),
        (False, None, 0),
    ],
)
def test_a_requirement_kept_for_another_seriousness_is_a_departure(value, seriousness, faulty):
    world = facts(
        should("curfew", "suits-seriousness", value, seriousness="low"), case=case(seriousness)
    )
    faults = found("seriousness.suits", package(planned("rar"), planned("curfew")), world)
    said = "curfew at low seriousness: its guide keeps it for another."
    assert [(said, Force.SHOULD, Aim.PROPORTIONALITY)] * faulty == [
        (fault.sentence, fault.force, fault.aim) for fault in faults
    ]


ATR = requirement("atr", stream="treatment")
NEEDS = (
    should("atr", "months", Bound(6, 9), treatment="first"),
    should("atr", "months", Bound(8, 12), treatment="usual"),
    should("atr", "months", Bound(12, 24), treatment="complex"),
)


@pytest.mark.parametrize(
    ("complex_need", "first", "months", "said"),
    [
        (Answer.YES, Answer.YES, 12, []),
        (Answer.YES, Answer.YES, 11, "at least 12"),
        (Answer.YES, Answer.NO, 25, "at most 24"),
        (Answer.NO, Answer.YES, 6, []),
        (Answer.NO, Answer.YES, 5, "at least 6"),
        (Answer.NO, Answer.YES, 10, "at most 9"),
        (Answer.NO, Answer.NO, 7, "at least 8"),
        (Answer.NO, Answer.NO, 12, []),
        (Answer.NO, Answer.NO, 13, "at most 12"),
        # Not known, any of what it may be will do, and the first it may be is said.
        (Answer.NO, Answer.UNKNOWN, 6, []),
        (Answer.NO, Answer.UNKNOWN, 12, []),
        (Answer.NO, Answer.UNKNOWN, 13, "at most 9"),
        (Answer.UNKNOWN, Answer.YES, 24, []),
        (Answer.UNKNOWN, Answer.YES, 10, "at least 12"),
        (Answer.UNKNOWN, Answer.UNKNOWN, 6, []),
        (Answer.UNKNOWN, Answer.UNKNOWN, 5, "at least 12"),
        (Answer.YES, Answer.YES, None, []),
    ],
)
def test_the_months_of_a_treatment_are_those_of_its_need(complex_need, first, months, said):
    clinical = Clinical(complex_treatment_need=complex_need, first_treatment=first)
    world = facts(*NEEDS, entries=[ATR], case=case(clinical=clinical))
    expected = [f"atr of {months} months: {said} for the treatment need."] if said else []
    held = package(planned("atr", months=months), months=36)
    faults = found("seriousness.treatment-months", held, world)
    assert [fault.sentence for fault in faults] == expected
    assert all((one.force, one.aim) == (Force.SHOULD, Aim.PROPORTIONALITY) for one in faults)


def test_a_need_of_which_the_guide_says_nothing_may_have_any_months():
    clinical = Clinical(complex_treatment_need=Answer.NO, first_treatment=Answer.UNKNOWN)
    held = package(planned("atr", months=1))

    def faults(*rulings):
        world = facts(*rulings, entries=[ATR], case=case(clinical=clinical))
        return found("seriousness.treatment-months", held, world)

    assert faults(NEEDS[0]) == []  # of a usual need nothing is said
    assert faults(NEEDS[0], should("atr", "months", None, treatment="usual")) == []
    assert len(faults(*NEEDS)) == 1
    # What it gives any need goes for those it does not name, and no other row does.
    assert len(faults(NEEDS[0], should("atr", "months", Bound(3, 12)))) == 1
    assert faults(NEEDS[0], should("atr", "months", Bound(1, 12))) == []
    assert faults(NEEDS[0], row("atr", "months", Bound(3, 12))) == []
    assert faults(NEEDS[0], should("drr", "months", Bound(3, 12))) == []


def test_monitoring_is_the_one_requirement_that_is_not_counted():
    held = package(planned("electronic-monitoring"), planned("rar"), planned("curfew"))
    (fault,) = found("seriousness.number", held, facts(ONE_AT_LOW, case=case(LOW)))
    assert (fault.sentence, fault.occurrences) == (
        "2 requirements: at most 1 at this seriousness.",
        1,
    )
    no_most = should("order", "requirements", Bound(1, None), seriousness="low")
    assert found("seriousness.number", held, facts(no_most, case=case(LOW))) == []


def test_rar_days_that_are_not_set_are_in_no_row_of_a_score():
    world = facts(RAR_LOW, case=scored(49))
    assert found("seriousness.rar-days", package(planned("rar")), world) == []
    assert found("seriousness.rar-days", package(planned("curfew")), world) == []
