"""Plans in good company near a bound that was found without it: whole people over what such plans
are made of.

A plan within so much of the bound has no pattern that costs more than that beyond its kind's least,
so an integer programme over all of these, with the columns that count company, is exact. Some of
each kind's are mostly enough for the best plan, women's more than others': they are tried first.
Where none is so near, plans farther off are looked at, and the bound is the higher for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import evolve, field, frozen

from optimiser.allocation.allocate import Allocation
from optimiser.allocation.arrays import Bools, Ints, ints
from optimiser.allocation.closing import unlike, whole
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Instance, Patterns, joined
from optimiser.allocation.moving import Prices
from optimiser.allocation.plan import Whole, checked
from optimiser.allocation.search import Effort, rounding
from optimiser.allocation.widening import NEAR, STEP

# Patterns of each kind in a look, and of a kind that company counts apart; the third look only
# where all of them are too many.
LOOKS = ((3, 12), (4, 24), (5, 48))
# So few patterns are gone through at once, and of more than that no proof is tried.
SOON, MOST = 6_000, 20_000
# Patterns listed at most, and distances from the bound at which plans are looked for.
LISTED, DISTANCES = 200_000, 5
# What one look may take, as a part of what whole people may, where branching finds nothing.
SHARE = 0.1


@frozen(eq=False)
class Nearby:
    """An instance with the columns of a company, in which plans are sought from `plans` on."""

    beside: Instance
    women: frozenset[int]
    plans: tuple[Allocation, ...]
    effort: Effort
    rows: Rows = field(init=False)

    @rows.default
    def _rows(self) -> Rows:
        return Rows(self.beside)

    def of(self, found: Allocation, near: Prices) -> Allocation:
        """The best plan near the bound of `found`, which is of the same sum without the company and
        stands on these prices. Without a value where none is known.
        """
        best, bound = self._given(), found.bound
        limit = bound
        for place in range(DISTANCES):
            room = max(limit - found.reached + rounding(limit), 0.0)
            every = self._within(evolve(near, slack=room))
            if every is None or self.effort.halted():
                break
            best, known = self._best(every, best, bound, look=not place)
            if known:
                bound = max(bound, limit + 1 if best is None else min(limit + 1, best.value))
            farther = NEAR * STEP ** (place + 1)
            limit = found.bound + farther
            if best is not None and best.value - 1 <= limit + farther:
                limit = best.value - 1
            if limit < bound or not (known or best is None):
                break
        return self._told(best, bound, found)

    def among(self, near: Prices) -> Allocation:
        """The best plan of all that are within the slack of some prices; its bound is its value
        where that is proved, else nothing.
        """
        every = self._within(near)
        best, bound = self._given(), 0
        if every is not None:
            # What is settled stays, and no company is better than all good.
            floor = best.value - self._company(best) if best is not None else -np.inf
            best, proved = self._best(every, best, floor)
            if best is not None and proved and best.value > floor:
                bound = best.value
        return self._told(best, bound, evolve(self.plans[0], duals=np.zeros(0)))

    def _company(self, plan: Whole) -> float:
        return float(self.rows.costs @ plan.opened)

    def _given(self) -> Whole | None:
        known = [self._checked(plan) for plan in self.plans]
        return min(
            (one for one in known if one is not None), key=lambda one: one.value, default=None
        )

    def _checked(self, plan: Allocation) -> Whole | None:
        none = np.zeros(len(self.rows.costs))
        return checked(self.rows, plan.patterns, plan.amounts.astype(float), none)

    def _within(self, near: Prices) -> Patterns | None:
        slack = np.full(len(self.beside.people), near.slack)
        found = self.beside.pricing.near(near.seats, near.weights, slack, LISTED)
        return None if found is None else joined(found)

    def _best(
        self, every: Patterns, best: Whole | None, floor: float, look: bool = True
    ) -> tuple[Whole | None, bool]:
        """The best plan of some patterns, and whether it is proved that none of them makes a better
        one; one that comes to the floor is good enough, and is what some are looked at for.
        """
        seconds = self.effort.whole * SHARE
        many = len(every) > MOST
        looks = LOOKS if many else LOOKS[:-1] if look and len(every) > SOON else ()
        for some in self._looks(every, looks):
            own = [plan.patterns for plan in self.plans]
            own += [] if best is None else [best.patterns]
            held = joined([*own, every.at(some)])
            best = _better(best, whole(self.rows, held.at(unlike(held)), seconds, soon=0.0)[0])
            if best is not None and best.value <= floor:
                return best, True
            if self.effort.halted():
                return best, False
        if many:
            return best, False
        found, proved = whole(self.rows, every, seconds, soon=0.0)
        return _better(best, found), proved

    def _looks(
        self, every: Patterns, looks: Sequence[tuple[int, int]]
    ) -> Iterator[Ints]:
        """Some patterns of each kind, evenly spread from first to last, more each time."""
        order = np.argsort(every.kinds, kind="stable")
        kinds, first, number = np.unique(
            every.kinds[order], return_index=True, return_counts=True
        )
        women = self._watched(every)[kinds]
        for few, more in looks:
            taken = np.minimum(np.where(women, more, few), number)
            owner = np.repeat(np.arange(len(kinds)), taken)
            place = np.arange(len(owner)) - np.repeat(np.cumsum(taken) - taken, taken)
            at = place * (number[owner] - 1) // np.maximum(taken[owner] - 1, 1)
            yield order[first[owner] + at]

    def _watched(self, every: Patterns) -> Bools:
        """The kinds of whom company is counted apart."""
        owner = np.repeat(np.arange(len(every)), every.starts[1:] - every.starts[:-1])
        found = np.zeros(len(self.beside.people), dtype=bool)
        found[every.kinds[owner[np.isin(every.pools, ints(sorted(self.women)))]]] = True
        return found

    @staticmethod
    def _told(best: Whole | None, bound: int, found: Allocation) -> Allocation:
        if best is None:
            return evolve(found, value=None, bound=bound)
        return evolve(
            found, value=best.value, bound=min(bound, best.value), patterns=best.patterns,
            amounts=best.amounts, opened=best.opened,
        )  # fmt: skip


def _better(one: Whole | None, other: Whole | None) -> Whole | None:
    if one is None or other is None:
        return one or other
    return other if other.value < one.value else one

