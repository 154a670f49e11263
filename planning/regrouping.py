"""People moved into better company before the columns that count it are asked: freely first, then
at what it costs of the aim in hand.

What is free leaves the aim where it was, which its bound has proved already. What is not is a plan
to begin with.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from optimiser.allocation.allocate import Allocation
from optimiser.allocation.arrays import Floats
from optimiser.allocation.company import Company, counted
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Instance
from optimiser.allocation.moving import Prices
from optimiser.allocation.reseating import reseated
from optimiser.allocation.search import Effort

# What a step towards good company may cost: less than any whole cost, then more and more.
FREE = 0.01
DEARER = (10.0, 100.0, 1_000.0, 10_000.0)
# Moves are looked at that leave a person so many times as much above their least.
BEYOND = 3.0
# The sums behind a bound are this exact.
NOTHING = 1e-3


@frozen(eq=False)
class Regrouping:
    """A lot at one of its aims: `settled` weighs the aims before, `known` are prices they stand on.
    """

    held: Instance
    company: Company
    settled: Floats
    known: tuple[Prices, ...]
    effort: Effort

    def freely(self, found: Allocation, now: Prices) -> Allocation:
        """A plan that costs no more, in company as good or better."""
        return self._moved(found, now, FREE)

    def dearly(self, found: Allocation, now: Prices, most: int) -> Allocation:
        """A plan in which company is too small no more often than this, if one is come upon."""
        for worth in DEARER:
            if self.counted(found) <= most or self.effort.halted():
                break
            found = self._moved(found, evolve(now, slack=now.slack + BEYOND * worth), worth)
        return found

    def counted(self, found: Allocation) -> int:
        return counted(self.held, self.company, found.patterns, found.amounts)

    def _moved(self, found: Allocation, now: Prices, worth: float) -> Allocation:
        prices = (now, *self.known)
        plan = reseated(
            self.held, self.company, found.patterns, found.amounts, prices, self.settled, worth,
            self.effort.halted,
        )  # fmt: skip
        if plan is None or (worth == FREE and plan.value > worth_of(self.held, found)):
            return found
        return evolve(
            found, value=plan.value, patterns=plan.patterns, amounts=plan.amounts,
            opened=plan.opened,
        )  # fmt: skip


def optimum(held: Instance, found: Allocation) -> Prices:
    """The prices that the bound of an allocation stands on: no plan as good has a person farther
    above their least than value and bound are apart.
    """
    assert found.value is not None, "to place nobody is a plan"
    seats, weights = Rows(held).prices(found.duals)
    return Prices(seats, weights, found.value - found.reached + NOTHING)


def unpriced(held: Instance) -> Prices:
    """No prices, where there is nothing yet that anything could cost."""
    return Prices(np.zeros(len(held.seats)), np.zeros(len(held.weights)), NOTHING)


def worth_of(held: Instance, found: Allocation) -> int:
    """What a plan comes to by the weights of an instance."""
    return round(float(found.patterns.costs(held.weights) @ found.amounts))


def cheapest(held: Instance, plans: Sequence[Allocation]) -> Allocation:
    return min(plans, key=lambda plan: worth_of(held, plan))
