"""The dose that decides is named in the smallest set; only a region's own is ever made less."""

from attrs import evolve

from models.case import Detox, Terms
from optimiser.reasons.impossible import in_the_way, repairs
from tests.models.rules.build import day, exactly, leg, programme
from tests.optimiser.reasons.test_worlds import (
    ASKED,
    COURSE,
    COURSE_ASKED,
    FIRM,
    OFFERED,
    PROGRAMME,
    TUESDAYS,
    is_possible,
    keys,
    treated,
    world,
)

DOSE, MONTHS = ("attendance.dose", "course"), ("order.months", "order")


def in_a_month(sessions, local=None):
    """An order of a month from 2 March 2026, so to day 30; a group on Tuesdays from day 1."""
    course = programme("course", leg(sessions=sessions and exactly(sessions)))
    group = evolve(TUESDAYS, starts=(day(1),), sessions=local)
    return world(PROGRAMME, course, asks=[COURSE_ASKED], months=1, groups=[group])


def test_a_dose_a_session_too_long_for_the_order_is_named():
    # The sixth Tuesday from day 1 is day 36, the fifth day 29.
    found = in_the_way(in_a_month(6))

    assert keys(found) == {ASKED, OFFERED, MONTHS, DOSE}
    assert found.conflicts.verified(tuple(keys(found)))


def test_one_that_just_fits_has_nothing_in_the_way():
    assert in_the_way(in_a_month(5)).rules == ()
    assert is_possible(in_a_month(5))


def test_a_dose_says_its_number_and_its_source():
    [said] = [rule for rule in in_the_way(in_a_month(6)).rules if rule.rule == "attendance.dose"]

    assert said.sentence == "course is of 6 group sessions."
    assert (str(said.source), said.strength) == ("made-up 1", "guide")


def test_no_dose_is_named_where_one_session_would_meet_the_same():
    assert DOSE not in keys(in_the_way(FIRM))


def test_a_guides_dose_is_never_made_less():
    said = [repair.sentence for repair in repairs(in_the_way(in_a_month(6)))]

    assert said == ["an order of 2 months instead of 1"]


def of_days(number, *beside):
    """A programme of three days, of which the court gives so many; whatever else it could take."""
    asked = evolve(COURSE_ASKED, terms=Terms(days=number))
    return world(PROGRAMME, COURSE, *beside, asks=[asked])


def test_a_dose_beyond_the_days_the_court_gives_is_named():
    # Three days of two: a day more than there are.
    found = in_the_way(of_days(2))

    assert keys(found) == {ASKED, ("programme.days", "programme"), DOSE}
    assert found.conflicts.verified(tuple(keys(found)))
    [said] = [rule for rule in found.rules if rule.rule == "attendance.dose"]
    assert said.sentence == "course is of 3 group sessions."


def test_as_many_days_as_the_dose_have_nothing_in_the_way():
    assert in_the_way(of_days(3)).rules == ()
    assert is_possible(of_days(3))


def test_what_has_no_dose_gives_no_day_to_another():
    talk = programme("talk", scheduled=False)

    assert keys(in_the_way(of_days(2, talk))) == keys(in_the_way(of_days(2)))


def test_a_regions_own_number_is_made_less_first_and_no_more_than_it_has_to_be():
    found = in_the_way(in_a_month(None, local=6))

    assert {rule.strength for rule in found.rules if rule.rule == "attendance.dose"} == {"local"}
    assert repairs(found)[0].sentence == "course of 5 sessions instead of 6"


def test_a_treatments_appointments_are_named_and_a_providers_number_made_less():
    # Two a week apart: the clinic, open on Tuesdays, closes on day 7, and only day 1 is one.
    facts = treated(Detox.NONE)
    [clinic] = facts.timetable.providers
    closing = evolve(facts.timetable, providers=(evolve(clinic, last=day(7)),))
    found = in_the_way(evolve(facts, timetable=closing))

    assert keys(found) == {
        ("availability.asked", "atr"), ("places.offered", "atr"), ("treatment.number", "atr")
    }  # fmt: skip
    assert repairs(found)[0].sentence == "atr of 1 appointment instead of 2"
