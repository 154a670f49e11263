"""Bounds of large sums: rounded up to whole costs, but never across a plan."""

from random import Random

import numpy as np
import pytest
from attrs import evolve

from optimiser.allocation import ending
from optimiser.allocation.allocate import allocate
from optimiser.allocation.coupled import Rows
from optimiser.allocation.search import WHOLE_PROOF, Search, least_whole
from tests.optimiser.allocation.listed import ALONE, Listed, drawn, instance
from tests.optimiser.allocation.test_widening import relaxed

DEAREST = 10**8
POOLS = range(9)


def dear(seed):
    """Sixty kinds of a few people, and seats in three pools of nine, at costs that add up high."""
    luck = Random(seed)
    seats = [luck.randint(5, 40) for _ in POOLS]
    ways = tuple(
        (
            (luck.randrange(DEAREST), ALONE),
            *((luck.randrange(DEAREST), tuple(sorted(luck.sample(POOLS, 3)))) for _ in range(6)),
        )
        for _ in range(60)
    )
    return instance(seats, [luck.randint(1, 3) for _ in ways], *ways)


@pytest.mark.parametrize("seed", range(60))
def test_where_costs_add_up_to_thousands_of_millions_no_bound_crosses_the_plan(seed):
    found = allocate(dear(seed))
    assert found.value > 10 * DEAREST
    assert found.bound <= found.value


def test_a_bound_a_little_above_a_whole_cost_is_that_cost_as_far_as_its_sums_are_exact():
    assert least_whole(7.000_000_1) == 7
    assert least_whole(7.000_1) == 8
    assert least_whole(3_000_000_000.000_1) == 3_000_000_000
    assert least_whole(3_000_000_000.1) == 3_000_000_001


class Asked(Listed):
    """Remembers how far above the cheapest it was asked to look."""

    def near(self, prices, weights, slack, most):
        self.slack.append(float(slack.max()))
        return super().near(prices, weights, slack, most)


@pytest.mark.parametrize("raised", [0.0, 40.0])
def test_a_bound_that_branches_raised_does_not_narrow_what_is_gone_through(raised):
    held = drawn(0)
    asked = Asked(held.pricing.ways)
    object.__setattr__(asked, "slack", [])
    held = evolve(held, pricing=asked)
    rows = Rows(held)
    _, found = relaxed(held)
    duals = rows.lawful(found.duals)
    search = Search(rows, lambda: 0.0)
    search.bounded(duals, held.pricing.priced(*rows.prices(duals)).least)
    search.better(ending.whole(rows, held.pricing.every, 1.0)[0])
    reached = search.bound
    search.bound += raised
    ending._through_all(search, WHOLE_PROOF)
    assert asked.slack == pytest.approx([max(search.plan.value - 1 - reached, 0.0)], abs=1e-3)
    assert np.isclose(search.reached, reached)
