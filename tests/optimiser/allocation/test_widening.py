"""Whole people where the linear programme takes them in parts: the proof and what it stands on."""

import numpy as np
import pytest

from optimiser.allocation import branching, congruence, cutting, widening
from optimiser.allocation.allocate import allocate
from optimiser.allocation.arrays import ints
from optimiser.allocation.congruence import congruent
from optimiser.allocation.coupled import Rows
from optimiser.allocation.cutting import Below
from optimiser.allocation.gathered import gathered
from optimiser.allocation.master import Master
from optimiser.allocation.plan import checked
from optimiser.allocation.search import ROUNDING, WHOLE_PROOF, Effort, Search
from optimiser.allocation.widening import widen
from tests.optimiser.allocation.listed import ALONE, best, drawn, instance, plans

SEEDS = range(120)
HOME = (100, ALONE)
# One seat in each of three pools, each person to sit in two of them: only one of the three can,
# but halves of all three would fit.
TRIANGLE = instance(
    [1, 1, 1], [1, 1, 1], ((0, (0, 1)), HOME), ((0, (1, 2)), HOME), ((0, (0, 2)), HOME)
)


def relaxed(held):
    """The linear programme over all patterns."""
    master = Master(Rows(held), held.pricing.every)
    return master, master.solve()


def widened(held, effort=WHOLE_PROOF):
    """The end alone: from the bound at the linear programme's prices, and everybody at home."""
    rows = Rows(held)
    master, found = relaxed(held)
    duals = rows.lawful(found.duals)
    search = Search(rows, lambda: 0.0)
    search.bounded(duals, held.pricing.priced(*rows.prices(duals)).least)
    every = held.pricing.every
    home = [row for row in range(len(every)) if every.of(row) == ALONE]
    amounts = np.zeros(len(every))
    amounts[home] = held.people
    search.better(checked(rows, every, amounts, np.zeros(0)))
    widen(search, master.patterns, effort)
    return search


def proved():
    """How many of the worlds are proved; no bound of any crosses what is best."""
    closed = 0
    for seed in SEEDS:
        held = drawn(seed)
        search = widened(held)
        assert search.floor <= best(held) <= search.plan.value
        closed += search.closed
    return closed


def test_halves_of_three_people_are_cut_to_one_whole():
    # In halves each is at home by half: 3 x 50. One sits down and two are at home: 2 x 100.
    _, halves = relaxed(TRIANGLE)
    assert halves.value == pytest.approx(150)
    search = widened(TRIANGLE)
    assert (search.plan.value, search.floor) == (200, 200)


def test_a_cut_of_the_triangle_leaves_one_of_the_three_pairs():
    master, halves = relaxed(TRIANGLE)
    (cut, *_) = congruent(master.rows, master.patterns, halves.amounts)
    seated = [row for row in range(6) if master.patterns.of(row)]
    # (1 + 1) / 2 each, of 3 / 2 rounded down.
    assert cut.of(master.patterns)[seated].tolist() == [1, 1, 1]
    assert cut.most == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_end_alone_finds_the_least_of_all_plans_and_proves_it(seed):
    held = drawn(seed)
    expected = best(held)
    search = widened(held)
    assert (search.plan.value, search.floor) == (expected, expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_allocated_is_the_least_of_all_plans(seed):
    held = drawn(seed)
    found = allocate(held)
    assert (found.value, found.bound) == (best(held), best(held))


def unasked(*_):
    raise AssertionError("branch and bound was asked")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_nearby_asks_no_branch_and_bound_and_its_bound_holds(seed, monkeypatch):
    monkeypatch.setattr(branching, "branched", unasked)
    held = drawn(seed)
    found = allocate(held, effort=Effort(nearby=True))
    assert found.bound <= best(held) <= found.value


def test_a_plan_nearby_leaves_the_bound_where_the_linear_programme_has_it():
    # In halves 150; whole people, of whom one sits down, 200.
    found = allocate(TRIANGLE, effort=Effort(nearby=True))
    assert (found.value, found.bound) == (200, 150)


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_of_whole_people_breaks_a_cut_that_the_optimum_breaks(seed):
    held = drawn(seed)
    master, found = relaxed(held)
    cuts = congruent(master.rows, master.patterns, found.amounts)
    for cut in cuts:
        counts = cut.of(held.pricing.every)
        assert counts @ found.amounts > cut.most + 0.3
        assert max(counts @ np.array(amounts) for amounts in plans(held)) <= cut.most


def test_some_of_the_worlds_drawn_are_in_parts():
    parts = 0
    for seed in SEEDS:
        _, found = relaxed(drawn(seed))
        parts += np.abs(found.amounts - np.rint(found.amounts)).max() > ROUNDING
    assert parts >= 10


def test_kinds_with_the_same_ways_at_costs_a_constant_apart_are_one():
    # The second pays 7 more for all it does, the third for one of two things only.
    held = instance(
        [1, 9],
        [2, 1, 1],
        ((0, (0,)), (60, (1,))),
        ((7, (0,)), (67, (1,))),
        ((7, (0,)), (60, (1,))),
    )
    found = gathered(Rows(held), held.pricing.every)
    assert found.members == ((0, 1), (2,))
    assert found.rows.instance.people.tolist() == [3, 1]
    # One in the first pool and two in the second, as the first kind would pay: 120 and 7 more.
    some = found.patterns.at(ints([0, 1]))
    own, amounts = found.spread(some, ints([1, 2]))
    assert found.offset == 7
    assert float(own.costs(held.weights) @ amounts) == 0 + 60 + 67


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_falls_below_the_bound_of_cuts_however_few_rounds_there_are(seed):
    held = drawn(seed)
    rows = Rows(held)
    every = gathered(rows, held.pricing.every)
    for whole in (0.0, 1.0, 60.0):
        found = Below(every, ints([]), 10**9, Effort(whole=whole)).cut()
        assert found.floor <= best(held)


@pytest.mark.parametrize(
    ("most", "through", "primes"), [(9, 10_000, ()), (400, 3, ()), (12, 5, (2,))]
)
def test_where_little_can_be_gone_through_the_bound_is_one_and_some_gaps_stay(
    monkeypatch, most, through, primes
):
    monkeypatch.setattr(widening, "MOST", most)
    monkeypatch.setattr(widening, "GONE_THROUGH", through)
    monkeypatch.setattr(congruence, "PRIMES", primes)
    monkeypatch.setattr(cutting, "SIDES", 0.0)
    assert 10 <= proved() < len(SEEDS)
