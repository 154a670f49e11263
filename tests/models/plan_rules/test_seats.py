"""Seats over time: a cohort's own, a rolling group's shared at every meeting."""

import pytest

from models.plan_rules import faults
from tests.models.plan_rules.world import (
    JUNE,
    LATER,
    NOTHING,
    ROLLING,
    SEPTEMBER,
    did,
    found,
    must,
    person,
    placed,
    plan,
    region,
    should,
    tsp,
)

TWO = (person("a"), person("b"))
BOTH = (*placed("a", JUNE), *placed("b", JUNE))


@pytest.mark.parametrize(
    ("places", "taken", "expected"),
    [
        (3, 0, NOTHING),
        (2, 0, NOTHING),
        (1, 0, must("plan.capacity")),
        (2, 1, must("plan.capacity")),
    ],
)
def test_two_people_need_two_places_that_are_not_taken(places, taken, expected):
    place = region(*TWO, groups=(did(places=places, taken=taken),))
    assert found(place, *BOTH) == expected


def test_the_plan_says_otherwise_than_the_timetable_of_the_places_taken():
    place = region(*TWO, groups=(did(places=2, taken=2),), taken={"did-tue": 0})
    assert found(place, *BOTH) == NOTHING


def test_a_cohort_may_have_places_taken_of_its_own():
    place = region(*TWO, groups=(did(places=2),), taken={JUNE: 1})
    one_each = (*placed("a", JUNE), *placed("b", SEPTEMBER))
    assert found(place, *one_each) == NOTHING
    assert found(place, *BOTH) == must("plan.capacity")


def test_two_cohorts_do_not_share_their_places():
    place = region(*TWO, groups=(did(places=1),))
    assert found(place, *placed("a", JUNE), *placed("b", SEPTEMBER)) == NOTHING


def test_who_joins_a_rolling_group_later_needs_a_place_while_the_first_is_there():
    # From 8 July to 9 September both sit there: ten Wednesdays.
    people = (person("a", "tsp"), person("b", "tsp"))
    place = region(*people, groups=(tsp(places=1),))
    seats = (*placed("a", ROLLING), *placed("b", LATER))
    (fault,) = faults(place, plan(people, *seats))
    assert (fault.rule, fault.run, fault.occurrences) == ("plan.capacity", "tsp-wed", 10)
    assert fault.sentence == "2 people placed and 0 there before: 1 places."


def test_a_group_meets_with_its_least_number_and_not_with_one_fewer():
    place = region(*TWO, minimum={"did-tue": 2})
    assert found(place, *BOTH) == NOTHING
    assert found(place, *placed("a", JUNE)) == should("plan.minimum")


@pytest.mark.parametrize(("least", "seated", "said"), [(2, 1, "1 person"), (3, 2, "2 people")])
def test_a_group_under_its_least_number_is_named_with_who_is_there(least, seated, said):
    place = region(*TWO, minimum={"did-tue": least})
    (fault,) = faults(place, plan(TWO, *BOTH[:seated]))
    assert fault.sentence == f"Only {said} in {JUNE}: it should have at least {least}."


def test_who_was_there_before_counts_towards_the_least_number():
    place = region(*TWO, groups=(did(taken=1),), minimum={"did-tue": 2})
    assert found(place, *placed("a", JUNE)) == NOTHING


def test_a_cohort_nobody_is_placed_in_needs_no_number():
    assert found(region(*TWO, minimum={"did-tue": 2})) == NOTHING
