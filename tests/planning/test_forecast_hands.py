"""Facilitators and rooms in a forecast, against arithmetic by hand."""

from datetime import timedelta

import pytest
from attrs import evolve

from models.region import Staffing
from planning.forecast import replicate
from planning.forecast_fillers import FILLERS
from planning.forecast_filling import Waiter
from planning.forecast_measures import LISTED, Key
from planning.forecast_outlook import ALLOCATOR, FIRST_COME
from planning.forecast_seats import Seats
from planning.forecast_world import world
from planning.limits import When
from tests.planning.small import BEGIN, FIRST_EVENING, TUESDAY, group, outlook, person, region

BOTH = pytest.mark.parametrize("filler", [ALLOCATOR, FIRST_COME])
WEEK = When("hall", BEGIN)
# Fifteen sessions of tsp, a week apart: the cohort of the first Tuesday ends in week 15.
SESSIONS = 15
ONE_AFTER_ANOTHER = FIRST_EVENING + 7 * 16


def wait(place, name, **changes):
    found = replicate(world(place, outlook(**changes)), 0)
    return found[Key(name, of=LISTED)]


def two_groups(**changes):
    """The same evening twice, a cohort every four weeks; each group has one place."""
    groups = [group(id=id, places=1) for id in ("blue", "green")]
    return region(*groups, people=[person(1), person(2)], **changes)


@BOTH
def test_with_facilitators_for_one_session_a_week_the_second_waits_for_the_first_to_end(filler):
    # Both groups have cohorts in weeks 1, 5, 9, 13 and 17. The first person's meets in weeks 1 to
    # 15, so the first that shares no week with it begins sixteen weeks on: 1.75 + 112 days.
    staffed = two_groups(staffing=(Staffing("hall", sessions=1),))
    assert wait(staffed, "wait-longest", filler=filler) == ONE_AFTER_ANOTHER / 7
    assert wait(staffed, "wait-mean", filler=filler) == (FIRST_EVENING + ONE_AFTER_ANOTHER) / 2 / 7


@BOTH
@pytest.mark.parametrize("hands", [{}, {"sessions": 2}, {"rooms": 2}])
def test_with_enough_for_both_nobody_waits_for_the_other(filler, hands):
    staffing = (Staffing("hall", **hands),) if hands else ()
    staffed = two_groups(staffing=staffing)
    assert wait(staffed, "wait-longest", filler=filler) == FIRST_EVENING / 7


@BOTH
def test_one_room_holds_one_of_two_groups_of_an_evening(filler):
    staffed = two_groups(staffing=(Staffing("hall", rooms=1),))
    assert wait(staffed, "wait-longest", filler=filler) == ONE_AFTER_ANOTHER / 7


@BOTH
def test_one_room_holds_two_groups_on_two_evenings(filler):
    groups = (group(id="blue", places=1), group(id="green", places=1, weekdays=(2,)))
    groups = (groups[0], evolve(groups[1], starts=tuple(
        day + timedelta(days=1) for day in groups[1].starts)))  # fmt: skip
    staffed = region(
        *groups, people=[person(1), person(2)], staffing=(Staffing("hall", rooms=1),)
    )
    # The second begins on Wednesday, a day later.
    assert wait(staffed, "wait-longest", filler=filler) == (FIRST_EVENING + 1) / 7


@BOTH
def test_who_joins_a_cohort_that_is_held_takes_no_facilitator_more(filler):
    groups = [group(id="blue", places=2), group(id="green", places=2)]
    staffed = region(
        *groups, people=[person(1), person(2)], staffing=(Staffing("hall", sessions=1),)
    )
    assert wait(staffed, "wait-longest", filler=filler) == FIRST_EVENING / 7


@BOTH
def test_who_sat_there_before_is_taught_first(filler):
    # Somebody sits in blue's first cohort, which is full: its sessions are the one of each week.
    held = evolve(group(id="blue", places=1), taken=1)
    staffed = region(
        held, group(id="green", places=1), people=[person(1)],
        staffing=(Staffing("hall", sessions=1),),
    )  # fmt: skip
    assert wait(staffed, "wait-longest", filler=filler) == ONE_AFTER_ANOTHER / 7


def offers(place):
    held = world(place, outlook())
    seats = Seats(held)
    first = [course for course in held.courses["tsp"] if course.run.first == TUESDAY]
    asked = [seats.offer(course) for course in first]
    return held, asked, seats.hands_left(asked)


def waiters(held, *open_to):
    return [
        Waiter(str(number), "tsp", BEGIN, life, (f"{id}@{TUESDAY}",))
        for number, (life, id) in enumerate(zip(held.today, open_to, strict=True))
    ]


def test_the_allocator_holds_the_group_that_more_people_can_go_to():
    groups = [group(id=id, places=5) for id in ("blue", "green")]
    place = region(
        *groups, people=[person(number) for number in range(3)],
        staffing=(Staffing("hall", sessions=1),),
    )  # fmt: skip
    held, asked, left = offers(place)
    assert left[WEEK] == 1
    some = waiters(held, "blue", "green", "green")
    told = {name: fill(some, asked, BEGIN, left) for name, fill in FILLERS.items()}
    assert {one.group for one in told[ALLOCATOR]} == {"green"}
    assert len(told[ALLOCATOR]) == 2
    # First come, first served: whoever is first has the facilitators.
    assert [one.group for one in told[FIRST_COME]] == ["blue"]


def test_a_meeting_that_is_held_no_longer_gives_back_its_facilitators():
    held, (blue, green), left = offers(two_groups(staffing=(Staffing("hall", sessions=1),)))
    seats = Seats(held)
    assert left[WEEK] == 1
    seats.take(blue.pools)
    assert seats.hands_left([green])[WEEK] == 0
    seats.give_back(blue.pools)
    assert seats.hands_left([green])[WEEK] == 1


def test_a_limit_that_nothing_could_break_is_none():
    # Of one cohort each there are two sessions a week at most.
    groups = [group(id=id, places=1, starts=1) for id in ("blue", "green")]
    held, asked, left = offers(region(*groups, staffing=(Staffing("hall", sessions=2),)))
    assert (dict(held.hands.most), dict(left)) == ({}, {})
    assert {asks for offer in asked for asks in offer.asks} == {()}
