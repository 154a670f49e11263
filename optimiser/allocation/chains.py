"""The cheapest way through programmes that each wait for the one before: a walk along their runs.

Runs of a programme stand in the order they end. So of the runs that have ended before a next one
begins, the cheapest is a running minimum: one pass over the runs prices every kind at once, however
many ways there are to combine them. A programme whose forerunner finds no place finds none either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.offer import Programme

# The runs of a pattern, want by want; -1 where the want stays unmet.
Choice = tuple[int, ...]
NONE = -1


class Chain:
    """Wants in the order they must be met. Costs are (kind, run), the last column for none."""

    def __init__(self, programmes: Sequence[Programme]) -> None:
        self.programmes = tuple(programmes)
        # How many runs of the programme before have ended when each run begins.
        self._ended = [
            np.searchsorted(before.last, after.first, side="left")
            for before, after in pairwise(programmes)
        ]

    def least(self, costs: Sequence[Floats]) -> Floats:
        """The least each kind can come to."""
        _, best = self._walked(costs)
        return best

    def cheapest(self, costs: Sequence[Floats]) -> list[Choice]:
        """A choice that reaches the least, for every kind."""
        ways, _ = self._walked(costs)
        without = _left_out(costs)
        chosen = []
        for row in range(len(costs[0])):
            chosen.append(self._back(row, ways, without))
        return chosen

    def _walked(self, costs: Sequence[Floats]) -> tuple[list[Floats], Floats]:
        """The cost of the cheapest way to each run of each want, and the least of all ways."""
        ways: list[Floats] = []
        without = _left_out(costs)
        best = without[0].copy()
        reached: Floats | None = None
        for want, cost in enumerate(costs):
            way = cost[:, :-1]
            if reached is not None:
                way = way + reached
            ways.append(way)
            if way.shape[1]:
                np.minimum(best, way.min(axis=1) + without[want + 1], out=best)
            if want + 1 < len(costs):
                reached = _before(way, self._ended[want])
        return ways, best

    def _back(self, row: int, ways: list[Floats], without: list[Floats]) -> Choice:
        value, last, at = float(without[0][row]), NONE, NONE
        for want, way in enumerate(ways):
            if way.shape[1]:
                run = int(way[row].argmin())
                total = float(way[row, run] + without[want + 1][row])
                if total < value:
                    value, last, at = total, want, run
        chosen = [NONE] * len(ways)
        while last >= 0:
            chosen[last] = at
            last -= 1
            if last >= 0:
                at = int(ways[last][row, : self._ended[last][at]].argmin())
        return tuple(chosen)

    def within(self, costs: Sequence[Floats], slack: Floats) -> Iterator[tuple[int, Choice]]:
        """Every choice of every kind that costs at most its slack over the kind's least."""
        ways, best = self._walked(costs)
        without = _left_out(costs)
        for row in range(len(best)):
            most = float(best[row] + slack[row])
            if without[0][row] <= most:
                yield row, (NONE,) * len(ways)
            for want, way in enumerate(ways):
                tail = (NONE,) * (len(ways) - want - 1)
                left = most - without[want + 1][row]
                for choice in self._traced(row, costs, ways, want, left, way.shape[1]):
                    yield row, (*choice, *tail)

    def _traced(
        self, row: int, costs: Sequence[Floats], ways: list[Floats], want: int, most: float,
        until: int,
    ) -> Iterator[Choice]:
        """The ways up to a want, over its first runs, that cost at most so much."""
        for run in np.flatnonzero(ways[want][row, :until] <= most).tolist():
            if want == 0:
                yield (run,)
                continue
            left = most - float(costs[want][row, run])
            ended = int(self._ended[want - 1][run])
            for choice in self._traced(row, costs, ways, want - 1, left, ended):
                yield (*choice, run)


def _left_out(costs: Sequence[Floats]) -> list[Floats]:
    """What it costs to meet none of the wants from each on, and nothing after the last."""
    sums = [np.zeros(len(costs[0]))]
    for cost in reversed(costs):
        sums.append(sums[-1] + cost[:, -1])
    return sums[::-1]


def _before(way: Floats, ended: Ints) -> Floats:
    """The cheapest way to any run that has ended before each run of the next want begins."""
    running = np.minimum.accumulate(way, axis=1)
    none = np.full((len(way), 1), np.inf)
    return np.asarray(np.concatenate((none, running), axis=1)[:, ended])
