"""What tells plans apart where people are taken in parts, and the proof by going into both."""

import numpy as np
import pytest

from benchmarks.allocation_regions import made, settings
from benchmarks.allocation_rows import LOAD, _Entries, weights
from models.population import Population
from optimiser.allocation import congruence, cutting, widening
from optimiser.allocation.apart import lots
from optimiser.allocation.arrays import ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.cutting import Below
from optimiser.allocation.gathered import gathered
from optimiser.allocation.parting import Count, parted
from optimiser.allocation.search import Effort
from optimiser.allocation.settle import settle
from tests.optimiser.allocation.listed import best, drawn, plans
from tests.optimiser.allocation.test_widening import SEEDS, TRIANGLE, proved, relaxed, widened


def by_sides_alone(monkeypatch):
    """No cuts, and no integer programme."""
    monkeypatch.setattr(congruence, "PRIMES", ())
    monkeypatch.setattr(widening, "whole", lambda *_, **__: (None, False))


@pytest.mark.parametrize("seed", SEEDS)
def test_sides_alone_come_to_the_least_of_all_plans(seed, monkeypatch):
    by_sides_alone(monkeypatch)
    held = drawn(seed)
    search = widened(held)
    assert (search.plan.value, search.floor) == (best(held), best(held))


def test_without_sides_some_of_these_stay_unproved(monkeypatch):
    by_sides_alone(monkeypatch)
    monkeypatch.setattr(cutting, "SIDES", 0.0)
    assert proved() < len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_after_few_sides_there_is_a_bound_that_no_plan_crosses(seed, monkeypatch):
    by_sides_alone(monkeypatch)
    held = drawn(seed)
    every = gathered(Rows(held), held.pricing.every)
    for whole in (0.0, 1.0, 2.0, 60.0):
        looked = Below(every, ints([]), 10**9, Effort(whole=whole))
        assert looked.cut().floor <= looked.part(10**9).floor <= best(held)


@pytest.mark.parametrize("seed", range(60))
def test_every_plan_is_on_one_side_and_the_optimum_in_parts_on_neither(seed):
    held = drawn(seed)
    master, found = relaxed(held)
    sides = parted(master.patterns, found.amounts, len(held.seats))
    if sides is None:
        assert np.abs(found.amounts - np.rint(found.amounts)).max() < 1e-6
        return
    counts = [side.of(master.patterns) for side in sides]
    away = [count @ found.amounts - side.most for count, side in zip(counts, sides, strict=True)]
    assert min(away) > 0
    assert away[0] <= away[1] + 1e-9
    for amounts in plans(held):
        kept = [
            count @ np.array(amounts) <= side.most
            for count, side in zip(counts, sides, strict=True)
        ]
        assert kept.count(True) == 1


def test_three_seats_in_halves_are_told_apart_by_how_many_pairs_there_are():
    # Halves of three pairs fill all three seats; who has two of them both is in halves.
    master, halves = relaxed(TRIANGLE)
    near, far = parted(master.patterns, halves.amounts, 3)
    assert near.count == far.count == Count((0, 1))
    assert {near.number, far.number} == {0, 1}


def test_what_counts():
    every = TRIANGLE.pricing.every
    assert Count((0, 1, 2), total=True).of(every).tolist() == [2, 0, 2, 0, 2, 0]
    assert Count((1,)).of(every).tolist() == [1, 0, 1, 0, 0, 0]
    assert Count((1,), kind=0).of(every).tolist() == [1, 0, 0, 0, 0, 0]
    assert Count((1,), kind=0, exactly=True).of(every).tolist() == [0, 0, 0, 0, 0, 0]
    assert Count((), kind=2, exactly=True).of(every).tolist() == [0, 0, 0, 0, 0, 1]


def test_stopped_before_the_first_linear_programme_there_is_still_a_plan():
    stops = iter([False, True])
    search = widened(TRIANGLE, Effort(halted=lambda: next(stops, True)))
    assert search.floor <= 200 <= search.plan.value


def test_where_the_seats_taken_stay_in_parts_however_they_are_cut_it_is_proved():
    # 471 people who want two or three courses in turn, with seats for four in five.
    world = made(2500, 1, 80, settings()["seed"] + 22)
    region = world.region
    apart = lots(region.population.people, region.timetable)
    lot = next(one for one in apart if len(one.people) == 471)
    people = Population(tuple(region.population.people[place] for place in lot.people)).people
    found = settle(people, region.timetable, _Entries(world.entries), LOAD, weights())
    assert found.lots == 1
    assert found.proved
