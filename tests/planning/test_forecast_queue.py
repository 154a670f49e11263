"""The queue of a forecast against arithmetic: waits, seats, Little's law, common luck."""

from datetime import timedelta

import pytest
from attrs import evolve

from models.changes import AddGroup, MoreArrivals
from models.difference import Difference
from planning.forecast import forecast, replicate
from planning.forecast_measures import LISTED, Key
from planning.forecast_outlook import Arrivals
from planning.forecast_world import world
from tests.planning.small import BEGIN, FIRST_EVENING, group, outlook, person, region


def played(place, asked, number=0):
    return replicate(world(place, asked), number)


def listed(name, programme=""):
    return Key(name, programme, of=LISTED)


def test_two_people_and_two_places_begin_at_the_first_start():
    found = played(region(group(places=2), people=[person(1), person(2)]), outlook())
    # Monday midnight to Tuesday 18:00 is 1.75 days: 0.25 weeks.
    assert (found[listed("began")], found[listed("wait-longest")]) == (2, FIRST_EVENING / 7)


def test_two_people_and_one_place_take_turns():
    found = played(region(group(places=1), people=[person(1), person(2)]), outlook())
    # The second cohort begins 28 days after the first: 1.75 + 28 = 29.75 days.
    assert found[listed("wait-mean")] == (FIRST_EVENING + 29.75) / 2 / 7
    assert found[listed("wait-longest")] == 29.75 / 7


def test_a_place_taken_is_taken_in_the_next_cohort_alone():
    one = group(places=1, taken=1)
    found = played(region(one, people=[person(1)]), outlook())
    assert found[listed("wait-longest")] == 29.75 / 7


def test_without_attrition_and_with_ample_places_nobody_waits_longer_than_to_the_next_start():
    asked = outlook(24, [Arrivals("tsp", 5.0)])
    found = played(region(group(every=4, starts=40)), asked)
    # Starts are 4 weeks apart and places are given out on Mondays, 1.75 days before: whoever
    # comes just after a Monday's filling takes the start four weeks on.
    assert 3.0 < found[Key("wait-longest")] <= 4 + FIRST_EVENING / 7
    assert found[Key("began")] == found[Key("arrived")] > 400


def test_the_people_who_wait_are_those_who_come_times_how_long_they_wait():
    """Little's law, in a queue that is empty at both ends."""
    first = [BEGIN + timedelta(days=day) for day in (1, 10, 17, 40)]
    people = [person(number, first=day) for number, day in enumerate(first)]
    found = played(region(group(places=1), people=people), outlook())
    # Cohorts of one begin on days 1, 29, 57, 85 and 113, at 18:00. The first comes on Tuesday,
    # after Monday's filling: the starts taken are those of days 29, 57, 85 and 113.
    waits = [29.75 - 1, 57.75 - 10, 85.75 - 17, 113.75 - 40]
    assert found[Key("wait-mean")] == pytest.approx(sum(waits) / 4 / 7)
    days = 365
    assert found[Key("waiting", of="")] == pytest.approx(4 / days * sum(waits) / 4)


def test_littles_law_holds_over_a_long_forecast_of_chance():
    asked = outlook(36, [Arrivals("tsp", 6.0)], seed=3)
    found = played(region(group(every=1, places=6, starts=200)), asked)
    weeks = 1096 / 7
    came, waited = found[Key("arrived")], found[Key("wait-mean")]
    # Equal but for those who wait as the forecast ends: at most a few of a thousand.
    assert found[Key("waiting", of="")] == pytest.approx(came / weeks * waited, rel=0.05)


def test_the_same_seed_gives_the_same_figures_and_another_gives_others():
    place = region(group(places=3))
    asked = outlook(12, [Arrivals("tsp", 2.0)], seed=5)
    assert played(place, asked) == played(place, asked)
    assert played(place, asked) != played(place, asked, number=1)
    assert played(place, asked) != played(place, evolve(asked, seed=6))


@pytest.mark.parametrize("seed", range(6))
def test_more_places_never_make_anybody_wait_longer(seed):
    asked = outlook(18, [Arrivals("tsp", 2.0)], seed=seed)
    names = ("wait-mean", "wait-p50", "wait-p90", "wait-longest")
    before = None
    for places in range(9, 15):
        found = played(region(group(places=places, starts=40)), asked)
        waits = [found[Key(name)] for name in names]
        assert before is None or all(a <= b for a, b in zip(waits, before, strict=True))
        before = waits
    assert found[Key("arrived")] > 100


def test_a_second_group_shortens_the_queue():
    place = region(group(places=4, starts=40))
    asked = outlook(12, [Arrivals("tsp", 2.0)])
    more = Difference((AddGroup(group(id="second", places=4, starts=40)),)).apply(place)
    waits = Key("wait-mean")
    assert played(more, asked)[waits] < played(place, asked)[waits]


def test_a_hundred_percent_fewer_arrivals_are_none_and_as_many_more_are_the_same_first_people():
    place = region(group())
    asked = outlook(12, [Arrivals("tsp", 4.0)])
    none = played(MoreArrivals(-100).apply(place), asked)
    assert none[Key("arrived")] == 0
    assert played(MoreArrivals(0).apply(place), asked) == played(place, asked)
    # 4 a week are 208 in 52 weeks, 8 a week 417: each within four standard deviations.
    assert abs(played(place, asked)[Key("arrived")] - 208.6) < 4 * 208.6**0.5
    more = played(MoreArrivals(100).apply(place), asked)
    assert abs(more[Key("arrived")] - 417.1) < 4 * 417.1**0.5


def test_an_order_that_ends_on_the_last_day_is_long_enough_and_a_day_less_is_not():
    # TSP has 15 sessions: 14 weeks and a day after Monday 5 January, the 99th day after it.
    enough = region(group(starts=1), people=[person(1, days=99)])
    short = region(group(starts=1), people=[person(1, days=98)])
    assert played(enough, outlook())[listed("finished")] == 1
    assert played(short, outlook())[listed("late")] == 1
    assert played(short, outlook())[listed("late-share")] == 1.0
    assert played(short, outlook())[listed("wait-p50")] is None


def test_who_lives_too_far_has_nowhere_to_go():
    place = region(group(), people=[person(1)])
    # Ten minutes from home to the hall.
    assert played(place, outlook(reach_minutes=10))[listed("finished")] == 1
    assert played(place, outlook(reach_minutes=9))[listed("nowhere")] == 1


def test_a_programme_waits_for_the_one_before_it():
    first, second = group(starts=30), group(id="did", programme="did", starts=30)
    somebody = person(1, programmes=("tsp", "did"), after=("tsp",))
    found = played(region(first, second, people=[somebody]), outlook())
    # TSP begins on day 1 and ends with its 15th week on day 99; the next start of the other
    # group is day 113, in the fifth cohort (1 + 4 * 28).
    assert found[listed("wait-longest", "did")] == pytest.approx((113.75 - 99.75) / 7)


def test_two_programmes_of_one_evening_are_not_attended_at_once():
    both = person(1, programmes=("tsp", "did"))
    place = region(
        group(starts=30), group(id="did", programme="did", starts=30), people=[both]
    )
    found = played(place, outlook())
    assert found[listed("finished")] == 2
    assert found[listed("wait-longest", "did")] > 14


def test_every_seat_kept_is_used():
    # Two of four places, in the one cohort there is.
    found = played(region(group(places=4, starts=1), people=[person(1), person(2)]), outlook())
    assert found[Key("use", group="evening", of="")] == 0.5


def test_the_forecast_is_the_mean_of_its_replications():
    place = region(group(places=3))
    asked = outlook(12, [Arrivals("tsp", 2.0)])
    came = [played(place, asked, number)[Key("arrived")] for number in range(3)]
    assert forecast(place, asked).estimate("arrived").mean == sum(came) / 3
