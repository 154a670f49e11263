"""People moved into better company: the plan stays a plan, and what is settled stays as it is."""

import numpy as np
import pytest
from attrs import evolve

from models.case import Sex
from optimiser.allocation.allocate import allocate
from optimiser.allocation.coupled import Rows
from optimiser.allocation.people import UNMET, WEEKS
from optimiser.allocation.search import Effort
from planning.asking import AS_USUAL
from planning.making import made
from planning.regrouping import Regrouping, optimum, worth_of
from planning.staging import begun
from planning.weighing import limited
from tests.models.plan_rules import world
from tests.planning import every_company


def regrouped(region):
    """Each lot's plan of the least need unmet, then fewest weeks; the same after free moves; and
    where it was regrouped.
    """
    for part in made(region, AS_USUAL).held.parts:
        first = limited(part.instance, UNMET, ())
        unmet = allocate(first, begun(first, None), Effort()).value
        settled = ((UNMET, unmet, unmet),)
        held = limited(part.instance, WEEKS, settled)
        found = allocate(held, begun(held, None), Effort())
        weights = limited(part.instance, None, settled).weights
        moving = Regrouping(held, part.company, weights, (), Effort())
        yield found, moving.freely(found, optimum(held, found)), moving


@pytest.mark.parametrize("seed", range(12))
def test_free_moves_cost_nothing_and_company_is_no_worse(seed):
    for found, near, moving in regrouped(every_company.region(seed, 9)):
        assert worth_of(moving.held, near) == near.value == found.value
        assert moving.counted(near) <= moving.counted(found)
        rows = Rows(moving.held)
        loads = rows.loads(near.patterns, near.amounts.astype(float))
        assert (loads[: rows.pools] <= moving.held.seats).all()
        people = np.bincount(
            near.patterns.kinds, near.amounts, minlength=len(moving.held.people)
        )
        assert people.tolist() == moving.held.people.tolist()


def test_moves_are_made_where_there_is_better_company_to_be_had():
    better = sum(
        moving.counted(near) < moving.counted(found)
        for seed in range(12)
        for found, near, moving in regrouped(every_company.region(seed, 9))
    )
    assert better


def test_at_a_price_two_cohorts_are_split_three_and_three():
    # Four places in June and six men: two wait 14 weeks each for September, where three are the
    # least. A third is not free: he would wait 14 weeks too.
    men = tuple(world.person(f"m{place}", sex=Sex.MALE) for place in range(6))
    region = world.region(*men, groups=(world.did(places=4),))
    [(found, near, moving)] = regrouped(evolve(region, minimum={"did-tue": 3}))
    assert (found.value, moving.counted(near)) == (2 * 14, 1)
    dear = moving.dearly(near, optimum(moving.held, found), 0)
    assert (dear.value, moving.counted(dear)) == (3 * 14, 0)
