"""What counting proves of bookings before any is sought: never more than is so."""

from datetime import timedelta

import pytest
from attrs import evolve

from models.catalogue import load
from models.placement import PlanAim
from planning.admitting import admitted
from planning.asking import AS_USUAL
from planning.bookings import begun, rounds
from planning.counting import from_counting
from planning.making import make_plan
from planning.staging import MEASURE, limited
from tests.planning.booking_worlds import MONDAYS, SATURDAYS, drawn, person, project, region
from tests.planning.every_booking import best_of_all, ways_to_be_seen, ways_to_work

M, S = MONDAYS, SATURDAYS
FIRST_ROUND = 0


def stopped(place):
    """The bounds of the first round where it was stopped before anything was sought."""
    report = make_plan(place, halted=lambda: True)
    return [stage.bound for stage in report.plan.rounds[FIRST_ROUND].stages]


def begun_at(place):
    """The prices that the first lot of the first round is begun with, if any."""
    catalogue = load()
    admission = admitted(place, catalogue)
    book = begun(place, admission, [], {}, catalogue, AS_USUAL)
    lot = book.lots(next(iter(rounds(admission)))).parts[0]
    held = limited(lot.instance, MEASURE[PlanAim.PRIORITY], [])
    return from_counting(lot)(held, None)


def to_be_seen(number, last=M[5]):
    return tuple(person(f"p{place}", 0, ("atr",), last=last) for place in range(number))


def test_so_many_appointments_are_for_so_many_people_and_the_others_are_left_out():
    # Six Mondays with one appointment each, three for each of five people: two can be seen. Five
    # less six thirds are three, of priority and of people, and of nothing else.
    place = region(*to_be_seen(5), appointments={"service": 1})
    assert stopped(place) == [3.0, 3.0, 0.0, 0.0, 0.0]
    assert begun_at(place).prices.max() == pytest.approx(1 / 3)


def test_one_person_more_is_one_more_left_out_and_one_appointment_more_is_a_third_less():
    # Twelve appointments, in six weeks of two, are for four.
    assert stopped(region(*to_be_seen(6), appointments={"service": 1}))[0] == 4.0
    assert stopped(region(*to_be_seen(5), appointments={"service": 2}))[0] == 1.0


def test_where_all_can_be_seen_counting_knows_nothing():
    place = region(*to_be_seen(2), appointments={"service": 1})
    assert begun_at(place) is None
    assert stopped(place)[0] == 0.0


def test_days_of_work_are_counted_as_appointments_are():
    # Six Saturdays of one place, two for each of five people: three can do their hours.
    place = region(*(person(f"p{each}", last=S[5]) for each in range(5)))
    assert stopped(place)[:2] == [2.0, 2.0]


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_counted_that_is_not_so_of_tiny_appointments(seed):
    # At most five Mondays of one appointment: never more than one of three people has three.
    place = drawn(seed, 3, groups=False)
    people = tuple(
        evolve(one, unpaid_work_hours=0, treatments=("atr",), last=M[4] + timedelta(days=seed % 3))
        for one in place.people
    )
    place = evolve(
        place,
        population=evolve(place.population, people=people),
        appointments={"service": 1},
    )
    best = best_of_all(place, ways_to_be_seen)
    assert max(stopped(place)[:2]) <= min(best[:2])
    assert best[0] >= 2


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_counted_that_is_not_so_of_tiny_work(seed):
    place = drawn(seed, 3, groups=False)
    people = tuple(
        evolve(one, unpaid_work_hours=14, treatments=(), last=S[2]) for one in place.people
    )
    yard = project(places=1)
    place = evolve(
        place,
        population=evolve(place.population, people=people),
        timetable=evolve(place.timetable, projects=(yard,)),
    )
    best = best_of_all(place, ways_to_work)
    assert max(stopped(place)[:2]) <= min(best[:2])


@pytest.mark.parametrize("seed", range(12))
def test_no_bound_of_bookings_stopped_at_once_is_above_what_the_best_come_to(seed):
    place = evolve(drawn(seed, 10), appointments={"service": 1})
    best = make_plan(place).plan.rounds
    for aim, found in zip(best[FIRST_ROUND].stages, stopped(place), strict=True):
        assert found <= aim.value
