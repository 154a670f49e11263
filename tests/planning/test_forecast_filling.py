"""Who is given the places of a week: first come, first served, and the allocator."""

from datetime import timedelta
from itertools import product
from random import Random

import pytest
from attrs import evolve

from models.commitments import Commitment, CommitmentKind, Shift
from models.population import Want
from models.timetable import Intake
from planning.forecast import replicate
from planning.forecast_allocating import pools
from planning.forecast_fillers import FILLERS
from planning.forecast_filling import Waiter
from planning.forecast_measures import LISTED, Key
from planning.forecast_outlook import ALLOCATOR, FIRST_COME, Arrivals
from planning.forecast_seats import Seats
from planning.forecast_world import world
from tests.planning.small import BEGIN, TUESDAY, group, hall, outlook, person, region

WEEK = BEGIN


def waiting_in(place, open_to):
    """A world, and one waiter for each entry of `open_to`: places of runs, or None for all."""
    held = world(place, outlook())
    runs = [course.run.id for course in held.courses["tsp"]]
    waiters = [
        Waiter(str(number), "tsp", BEGIN, life, tuple(runs if few is None else few))
        for number, (life, few) in enumerate(zip(held.today, open_to, strict=True))
    ]
    offers = [Seats(held).offer(course) for course in held.courses["tsp"]]
    return waiters, offers


def given(filler, waiters, offers):
    return {one.person: one.run for one in FILLERS[filler](waiters, offers, WEEK)}


EARLY, LATER = f"evening@{TUESDAY}", f"evening@{TUESDAY + timedelta(weeks=4)}"


def two_cohorts_of_one(*people):
    return region(group(places=1, starts=2), people=people)


def test_first_come_takes_the_earliest_and_leaves_none_to_who_has_no_other():
    waiters, offers = waiting_in(two_cohorts_of_one(person(1), person(2)), [None, [EARLY]])
    assert given(FIRST_COME, waiters, offers) == {"0": EARLY}


def test_the_allocator_sends_who_can_wait_to_the_later_run():
    waiters, offers = waiting_in(two_cohorts_of_one(person(1), person(2)), [None, [EARLY]])
    # Four weeks at 600 are far less than a unit of priority at 100,000.
    assert given(ALLOCATOR, waiters, offers) == {"0": LATER, "1": EARLY}


def test_the_allocator_gives_the_one_place_to_the_greater_need():
    urgent = evolve(person(2), wants=(Want("tsp", priority=3),))
    waiters, offers = waiting_in(two_cohorts_of_one(person(1), urgent), [[EARLY], [EARLY]])
    assert given(ALLOCATOR, waiters, offers) == {"1": EARLY}
    assert given(FIRST_COME, waiters, offers) == {"0": EARLY}


def test_where_nothing_is_offered_nobody_is_placed():
    waiters, _ = waiting_in(two_cohorts_of_one(person(1)), [[]])
    assert given(ALLOCATOR, waiters, []) == {}


def rolling(places, taken=0):
    modules = ("self-control", "problem-solving", "positive-relationships")
    one = group(places=places, taken=taken)
    return evolve(one, intake=Intake.ROLLING, starts=(), modules=modules)


def test_runs_of_a_rolling_group_share_the_seats_of_the_modules_they_have_in_common():
    held = world(region(rolling(4), people=[person(1)]), outlook())
    offers = [Seats(held).offer(course) for course in held.courses["tsp"][:3]]
    of, seats, _ = pools(offers)
    # Three runs of three modules, each begun a module after the other: 5 modules between them,
    # shared by runs 1, 12, 123, 23 and 3.
    assert seats == [4] * 5
    assert [len(of[offer.run.id]) for offer in offers] == [3, 3, 3]


@pytest.mark.parametrize("seed", range(12))
def test_the_allocator_is_as_good_as_every_way_to_place_a_few(seed):
    random = Random(seed)
    place = region(rolling(2), group(id="day", places=1, starts=6), people=map(person, range(4)))
    held = world(place, outlook())
    courses = list(held.courses["tsp"][:5])
    offers = [Seats(held).offer(course) for course in courses]
    waiters = [
        Waiter(str(number), "tsp", BEGIN, life, tuple(
            one.run.id for one in courses if random.random() < 0.6
        ))
        for number, life in enumerate(held.today)
    ]  # fmt: skip
    by_id = {offer.run.id: offer for offer in offers}

    def worth(choice):
        left = {
            pool: free
            for offer in offers
            for pool, free in zip(offer.pools, offer.free_by_pool, strict=True)
        }
        total = 0
        for id in choice:
            if id is None:
                total += 100_000
                continue
            for pool in by_id[id].pools:
                left[pool] -= 1
            run = by_id[id].run
            # Ten minutes each way, 15 times, at 2 a minute.
            total += 600 * ((run.first - BEGIN).days // 7) + 2 * 20 * 15
        return total if min(left.values()) >= 0 else None

    every = [worth(choice) for choice in product(*([None, *one.open] for one in waiters))]
    placed = given(ALLOCATOR, waiters, offers)
    chosen = worth([placed.get(one.reference) for one in waiters])
    assert chosen == min(value for value in every if value is not None)


@pytest.mark.parametrize("filler", [ALLOCATOR, FIRST_COME])
@pytest.mark.parametrize("seed", range(3))
def test_no_seat_is_given_twice_and_everybody_comes_to_an_end(filler, seed):
    asked = outlook(
        18, [Arrivals("tsp", 3.0)], seed=seed, filler=filler,
        absent=0.2, completed=0.5, leaving_a_week=0.02,
    )  # fmt: skip
    place = region(rolling(6, taken=3), group(places=5, starts=40), people=[person(1), person(2)])
    # Giving a seat twice raises.
    found = replicate(world(place, asked), 0)
    endings = ("finished", "left", "stopped", "late", "attempts", "nowhere", "after", "open")
    for who in ("newcomers", LISTED):
        assert sum(found[Key(name, of=who)] for name in endings) == found[Key("arrived", of=who)]
    assert 0 < found[Key("use", group="evening", of="")] <= 1


def test_a_seat_that_is_not_there_is_never_given():
    held = world(region(group(places=1), people=[person(1)]), outlook())
    seats, course = Seats(held), held.courses["tsp"][0]
    seats.take(course.pools)
    with pytest.raises(ValueError, match="no seat is left"):
        seats.take(course.pools)
    seats.give_back(course.pools)
    assert seats.offer(course).free == 1


def test_a_venue_for_women_takes_no_man_and_who_is_not_known_is_not_shut_out():
    place = region(group(), people=[person(1)])
    timetable = place.timetable
    women = evolve(place, timetable=evolve(timetable, venues={"hall": hall(women_only=True)}))
    assert [life.home for life in world(women, outlook()).today] == [{"evening": 10}]


def test_minutes_of_work_lost_are_those_of_the_session_and_the_way_both_ends():
    # Tuesdays 17:00 to 19:00; the session from 18:00, left for at 17:50: 70 minutes, 15 times.
    tuesdays = Commitment(CommitmentKind.WORK, False, shifts=(Shift(1, 17 * 60, 19 * 60),))
    held = world(region(group(), people=[person(1, commitments=(tuesdays,))]), outlook())
    assert held.today[0].minutes_lost(held.courses["tsp"][3].run) == 15 * 70


@pytest.mark.parametrize(("ends", "clashes"), [((17, 50), False), ((17, 51), True)])
def test_what_is_firm_until_the_moment_of_leaving_does_not_clash(ends, clashes):
    shift = Shift(1, 16 * 60, 60 * ends[0] + ends[1])
    firm = Commitment(CommitmentKind.CARING, True, shifts=(shift,))
    held = world(region(group(), people=[person(1, commitments=(firm,))]), outlook())
    assert held.today[0].clashes(held.courses["tsp"][0].run) is clashes
