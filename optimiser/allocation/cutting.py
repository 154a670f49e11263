"""The linear programme over all patterns a better plan could be of, with cuts.

Patterns come in by their reduced costs as before, but out of a list: that is gone through exactly,
whatever cuts there are. So after each round it is known what no plan of the list falls below.
"""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.congruence import Cut, congruent
from optimiser.allocation.coupled import priced_costs
from optimiser.allocation.gathered import Gathered
from optimiser.allocation.master import Master, Relaxed
from optimiser.allocation.search import NOTHING, ROUNDING, Effort

# Rounds of cuts for each deterministic second that whole people may take.
CUT_ROUNDS = 1.0


@frozen(eq=False)
class Below:
    """What no plan of some patterns falls below, and by how much at least one with each exceeds it.

    `taken` are the patterns the linear programme had at the end.
    """

    bound: float
    reduced: Floats
    taken: Ints

    @property
    def floor(self) -> int:
        """The bound in whole costs."""
        return ceil(self.bound - ROUNDING)


def below(held: Gathered, first: Ints, limit: int, effort: Effort) -> Below:
    """Cuts until no plan of the patterns comes to as little as the limit, or none are found.

    `first` are patterns to begin with.
    """
    cutting = _Cutting(held, first)
    rounds = 0
    while not effort.halted():
        relaxed = cutting.master.solve()
        new = cutting.priced(relaxed)
        if cutting.floor > limit:
            break
        if len(new):
            cutting.take(new)
            continue
        rounds += 1
        if relaxed.standing_in > ROUNDING or rounds > CUT_ROUNDS * effort.whole:
            break
        cuts = congruent(held.rows, cutting.master.patterns, relaxed.amounts)
        if not cuts:
            break
        cutting.cut(cuts)
    return Below(cutting.bound, cutting.reduced, np.flatnonzero(cutting.inside))


class _Cutting:
    """The linear programme and its cuts; the best bound so far, and reduced costs at that."""

    def __init__(self, held: Gathered, first: Ints) -> None:
        self.held = held
        self.bound = -np.inf
        costs = held.patterns.costs(held.rows.instance.weights)
        self.reduced = np.zeros(len(costs))
        self.inside = np.zeros(len(costs), dtype=bool)
        # Whoever has no pattern among the first has the cheapest.
        self.inside[first] = self.inside[self._cheapest(costs)] = True
        self.master = Master(held.rows, held.patterns.at(np.flatnonzero(self.inside)))
        self._cuts: list[Cut] = []
        self._counts: list[Any] = []

    @property
    def floor(self) -> int:
        return ceil(self.bound - ROUNDING)

    def take(self, new: Ints) -> None:
        self.inside[new] = True
        self.master.add(self.held.patterns.at(new))

    def cut(self, cuts: list[Cut]) -> None:
        for cut in cuts:
            self.master.cut(cut)
            self._cuts.append(cut)
            counts = cut.of(self.held.patterns)
            self._counts.append(counts.astype(np.min_scalar_type(int(counts.max()))))

    def priced(self, relaxed: Relaxed) -> Ints:
        """The patterns that better what their kind has, once the bound is known at the duals."""
        rows, patterns = self.held.rows, self.held.patterns
        duals, of_cuts = rows.lawful(relaxed.duals), np.minimum(relaxed.cuts, 0.0)
        priced = priced_costs(patterns, *rows.prices(duals))
        cuts = 0.0
        for at in np.flatnonzero(of_cuts).tolist():
            priced -= of_cuts[at] * self._counts[at]
            cuts += of_cuts[at] * self._cuts[at].most
        cheapest = self._cheapest(priced)
        least = priced[cheapest]
        bound = self.held.offset + rows.bound(duals, least) + cuts
        if bound > self.bound:
            self.bound, self.reduced = bound, priced - least[patterns.kinds]
        better = cheapest[least < relaxed.kinds - NOTHING]
        return better[~self.inside[better]]

    def _cheapest(self, costs: Floats) -> Ints:
        """The cheapest pattern of each kind at some costs."""
        kinds = self.held.patterns.kinds
        least = np.minimum.reduceat(costs, self.held.begins[:-1])
        at = np.flatnonzero(costs == least[kinds])
        return at[np.unique(kinds[at], return_index=True)[1]]
