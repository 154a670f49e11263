"""What one more place or appointment is worth: held to all the bookings there are with it."""

import pytest
from attrs import evolve

from models.changes import ResizeProject
from planning import booking_prices
from planning.asking import AS_USUAL
from planning.booking_prices import giver_prices
from planning.making import made
from planning.prices import stated
from tests.models.plan_rules import world
from tests.planning.booking_worlds import SATURDAYS, drawn, person, project, region
from tests.planning.every_booking import best_of_all, ways_to_be_seen, ways_to_work

VISIT = 2 * 2 * 30
"""Half an hour each way, at 2 a minute."""


def weighed(measures):
    """The stated sum of measures in the order of the aims."""
    weights = stated()
    unmet, _, weeks, work, travel = measures
    return (
        weights.unmet * unmet + weights.week * weeks + weights.work_minute * work
        + weights.travel_minute * travel
    )  # fmt: skip


def only(place, **changes):
    people = tuple(evolve(one, **changes) for one in place.people)
    return evolve(place, population=evolve(place.population, people=people))


@pytest.mark.parametrize("seed", range(8))
def test_one_more_place_a_day_is_worth_what_all_bookings_with_it_say(seed):
    place = only(drawn(seed, 3, groups=False), treatments=())
    before = best_of_all(place, ways_to_work, weighed)
    told = {one.giver: one.exact for one in giver_prices(made(place))}
    for one in place.timetable.projects:
        more = ResizeProject(one.id, one.places + 1).apply(place)
        gain = before - best_of_all(more, ways_to_work, weighed)
        assert told.get(one.id, 0) == gain


@pytest.mark.parametrize("seed", range(6))
def test_one_more_appointment_a_week_is_worth_what_all_bookings_with_it_say(seed):
    place = only(
        drawn(seed, 2, groups=False), unpaid_work_hours=0, treatments=("atr",),
        last=SATURDAYS[6],
    )  # fmt: skip
    place = evolve(place, appointments={"service": 1})
    more = evolve(place, appointments={"service": 2})
    gain = best_of_all(place, ways_to_be_seen, weighed)
    gain -= best_of_all(more, ways_to_be_seen, weighed)
    assert [one.exact for one in giver_prices(made(place))] == ([gain] if gain else [])


def test_who_waits_for_a_place_is_worth_a_unit_of_need_less_the_ways():
    # Two days each until 13 June, one place: one of two waits. With a place more both work.
    place = region(person("a", last=SATURDAYS[1]), person("b", last=SATURDAYS[1]))
    (found,) = giver_prices(made(place))
    assert (found.kind, found.giver, found.name) == ("project", "yard", "Yard")
    assert found.exact == found.lowest == found.highest == 100_000 - 2 * VISIT


def test_what_stands_beside_groups_and_treatment_is_priced_beside_them():
    # Work is booked round three appointments on Mondays: the price is that of the Saturdays alone.
    people = [person(name, 14, ("atr",), last=SATURDAYS[2], wants=(world.Want("did"),))
              for name in "ab"]  # fmt: skip
    place = region(*people, projects=(project(),))
    found = {one.giver: one.exact for one in giver_prices(made(place))}
    # From 1 to 20 June there are three Saturdays: b has two days only where both work at once.
    assert found == {"yard": 100_000 - 2 * VISIT}


def test_a_provider_that_states_no_number_has_no_price():
    # Two hours a week for three people who are to be seen in three weeks: hours are short.
    people = [person(name, 0, ("atr",), last=SATURDAYS[2]) for name in "abc"]
    plan = made(region(*people))
    assert len(plan.plan.unbooked) == 1
    assert giver_prices(plan) == ()


def test_beyond_the_dearest_there_are_estimates_only():
    place = region(person("a", last=SATURDAYS[1]), person("b", last=SATURDAYS[1]))
    (found,) = giver_prices(made(place), exact=0)
    assert (found.exact, found.estimate > 0) == (None, True)


def test_stopped_or_without_bookings_nothing_is_priced():
    place = region(person("a", last=SATURDAYS[1]), person("b", last=SATURDAYS[1]))
    stopped = evolve(made(place), asked=evolve(AS_USUAL, halted=lambda: True))
    assert booking_prices.giver_prices(stopped) == ()
    assert giver_prices(made(world.region(world.person("a")))) == ()
