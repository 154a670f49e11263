"""The linear programme over all patterns a better plan could be of, with cuts, and side by side.

Patterns come in by their reduced costs as before, but out of a list: that is gone through exactly,
whatever cuts there are. So after each round it is known what no plan of the list falls below. Where
no cut is left, plans are told apart by what is whole in each of them (`parting.py`): the nearer
sides are gone into first, down to a plan, then the one of the lowest bound. So many of them and no
clock: the same answer each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from math import inf
from typing import Any

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.congruence import congruent
from optimiser.allocation.coupled import priced_costs
from optimiser.allocation.gathered import Gathered
from optimiser.allocation.master import Cutting, Master, Relaxed, Unsolved
from optimiser.allocation.parting import WHOLE, Sides, parted
from optimiser.allocation.search import NOTHING, ROUNDING, Effort, least_whole

# Rounds of cuts, and sides gone into, for each deterministic second that whole people may take.
CUT_ROUNDS, SIDES = 1.0, 3.0
# Rounds of cuts on one of the sides.
FEW_ROUNDS = 6

Path = tuple[int, ...]


@frozen(eq=False)
class Known:
    """What no plan of some patterns falls below, and by how much at least one with each exceeds
    `rooted`, which none falls below either.

    `taken` are the patterns the linear programme had at the end, `plan` and `amounts` those of the
    best plan it came upon.
    """

    bound: float
    rooted: float
    reduced: Floats
    taken: Ints
    plan: Ints
    amounts: Ints

    @property
    def floor(self) -> float:
        """The bound in whole costs."""
        return _whole(self.bound)


def _whole(bound: float) -> float:
    return least_whole(bound) if bound > -inf else bound


class Below:
    """What no plan of the patterns falls below: the linear programme over them, cut, then side by
    side, until it is known of all plans that come to as little as the limit.

    `first` are patterns to begin with. `bound` and `reduced` are of where it is.
    """

    def __init__(self, held: Gathered, first: Ints, limit: int, effort: Effort) -> None:
        self.held, self.limit, self.effort = held, limit, effort
        self.bound = -inf
        costs = held.patterns.costs(held.rows.instance.weights)
        self.reduced = np.zeros(len(costs))
        self.inside = np.zeros(len(costs), dtype=bool)
        # Whoever has no pattern among the first has the cheapest.
        self.inside[first] = self.inside[self._cheapest(costs)] = True
        # Where the linear programme's patterns are in the list.
        self.places = np.flatnonzero(self.inside)
        self.master = Master(held.rows, held.patterns.at(self.places))
        self.plan, self.amounts = ints([]), ints([])
        self._cuts: list[Cutting] = []
        self._counts: list[Any] = []
        self._sides: list[int] = []
        self._apart: Sides | None = None
        self._root = self.bound, self.reduced

    def cut(self) -> Known:
        """Cuts alone: none is left then, unless it is known already."""
        self._apart = self._looked((), round(CUT_ROUNDS * self.effort.whole))
        self._root = self.bound, self.reduced
        # As many figures as there are patterns for each cut: told again where they are wanted.
        self._counts.clear()
        return self._told(self.bound)

    def part(self, limit: int) -> Known:
        """What is left after the cuts, side by side, up to another limit."""
        if self._apart is None:
            return self._told(self._root[0])
        self.limit = min(self.limit, limit)
        self._counts = [self._counted(cut) for cut in self._cuts]
        # What no plan falls below on the sides that were gone into to the end.
        left = inf
        waiting: list[tuple[float, int, Path]] = []
        ahead: tuple[float, Path] | None = self._nearer(waiting, self._root[0], (), self._apart)
        for _ in range(round(SIDES * self.effort.whole)):
            if ahead is None and waiting:
                bound, _, path = heappop(waiting)
                ahead = bound, path
            if ahead is None or self.effort.halted():
                break
            at_least, path = ahead
            parts = None
            if _whole(at_least) <= self.limit:
                try:
                    parts = self._looked(path, FEW_ROUNDS)
                except Unsolved:
                    break
                at_least = max(at_least, self.bound)
            if parts is None:
                ahead, left = None, min(left, at_least)
            else:
                ahead = self._nearer(waiting, at_least, path, parts)
        open_ = [bound for bound, _, _ in waiting] + ([] if ahead is None else [ahead[0]])
        return self._told(min([left, *open_]))

    def _told(self, bound: float) -> Known:
        taken = np.flatnonzero(self.inside)
        return Known(bound, *self._root, taken, self.plan, self.amounts)

    def _nearer(
        self, waiting: list[tuple[float, int, Path]], bound: float, path: Path, parts: Sides
    ) -> tuple[float, Path]:
        """The nearer side, which is next; the farther one waits."""
        near = len(self._cuts)
        self._cut(parts)
        self._sides += [near, near + 1]
        heappush(waiting, (bound, near, (*path, near + 1)))
        return bound, (*path, near)

    def _looked(self, path: Path, rounds: int) -> Sides | None:
        """The linear programme on some sides; what to tell plans there apart by, if anything.

        Nothing where it is known of all that come to as little as the limit, or never will be.
        """
        for at in self._sides:
            self.master.enforce(at, at in path)
        self.bound = -inf
        while not self.effort.halted():
            relaxed = self.master.solve()
            new = self._priced(relaxed)
            if _whole(self.bound) > self.limit:
                return None
            if len(new):
                self._take(new)
                continue
            if relaxed.standing_in > ROUNDING and self.master.dearer():
                continue
            if relaxed.standing_in > ROUNDING or self._met(relaxed):
                return None
            rounds -= 1
            patterns = self.master.patterns
            cuts = congruent(self.held.rows, patterns, relaxed.amounts) if rounds >= 0 else []
            if not cuts:
                return parted(patterns, relaxed.amounts, self.held.rows.pools)
            self._cut(cuts)
        return None

    def _met(self, relaxed: Relaxed) -> bool:
        """Whether the optimum is a plan: then only better ones are looked for from here on."""
        amounts = np.rint(relaxed.amounts)
        if np.abs(amounts - relaxed.amounts).max(initial=0.0) > WHOLE:
            return False
        used = np.flatnonzero(amounts)
        self.plan, self.amounts = self.places[used], amounts[used].astype(np.int64)
        self.limit = round(self.held.offset + relaxed.value) - 1
        return True

    def _take(self, new: Ints) -> None:
        self.inside[new] = True
        self.places = np.concatenate((self.places, new))
        self.master.add(self.held.patterns.at(new))

    def _cut(self, cuts: Iterable[Cutting]) -> None:
        for cut in cuts:
            self.master.cut(cut)
            self._cuts.append(cut)
            self._counts.append(self._counted(cut))

    def _counted(self, cut: Cutting) -> Any:
        """What each pattern of the list counts for, in as few bytes as will do."""
        counts = cut.of(self.held.patterns)
        ends = (np.min_scalar_type(int(end)) for end in (counts.min(), counts.max()))
        return counts.astype(np.result_type(*ends))

    def _priced(self, relaxed: Relaxed) -> Ints:
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
