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

    chained = True

    def __init__(self, programmes: Sequence[Programme]) -> None:
        self.programmes = tuple(programmes)
        # How many runs of the programme before have ended when each run begins.
        self._ended = [
            np.searchsorted(before.last, after.first, side="left")
            for before, after in pairwise(programmes)
        ]
        # The runs of the next programme in the order they begin, and how many have begun by the
        # time each run has ended.
        self._next = [np.argsort(after.first, kind="stable") for _, after in pairwise(programmes)]
        self._begun = [
            np.searchsorted(after.first[order], before.last, side="right")
            for (before, after), order in zip(pairwise(programmes), self._next, strict=True)
        ]

    def of(self, rows: Ints) -> Chain:
        """The ways of some people: the same for all."""
        return self

    def told(self, row: int) -> bytes:
        """What tells one person's ways from another's: nothing does."""
        return b""

    def at(self, rows: Ints | slice, weights: Floats) -> Chain:
        """The ways of some kinds only: here the same for all."""
        return self

    def extra(self, rows: Ints, runs: Ints) -> Floats | float:
        """What choices measure beyond their runs one by one."""
        return 0.0

    def least(self, costs: Sequence[Floats]) -> Floats:
        """The least each kind can come to."""
        _, best = self._walked(costs)
        return best

    def cheapest(self, costs: Sequence[Floats]) -> Ints:
        """A choice that reaches the least, for every kind: (kind, want)."""
        ways, _ = self._walked(costs)
        without = _left_out(costs)
        kinds = np.arange(len(without[0]))
        chosen = np.full((len(kinds), len(ways)), NONE, dtype=np.int64)
        value = without[0].copy()
        ending = np.full(len(kinds), NONE)
        at = np.full(len(kinds), NONE)
        for want, way in enumerate(ways):
            if way.shape[1]:
                run = way.argmin(axis=1)
                total = way[kinds, run] + without[want + 1]
                better = total < value
                value[better], ending[better], at[better] = total[better], want, run[better]
        for want in range(len(ways) - 1, -1, -1):
            here = np.flatnonzero(ending >= want)
            chosen[here, want] = at[here]
            if want and len(here):
                ended = self._ended[want - 1][at[here]]
                way = ways[want - 1][here]
                in_time = np.arange(way.shape[1]) < ended[:, None]
                at[here] = np.where(in_time, way, np.inf).argmin(axis=1)
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

    def marginal(self, costs: Sequence[Floats], want: int) -> Floats:
        """The least each kind comes to with each run of one want, and without any."""
        ways, _ = self._walked(costs[: want + 1])
        without = _left_out(costs)
        onward = without[want + 1][:, None]
        ahead: Floats | None = None
        for later in range(len(costs) - 1, want, -1):
            rest = costs[later][:, :-1]
            stop = without[later + 1][:, None]
            rest = rest + (stop if ahead is None else np.minimum(stop, ahead))
            ahead = _after(rest, self._next[later - 1], self._begun[later - 1])
        if ahead is not None:
            onward = np.minimum(onward, ahead)
        none = without[0].copy()
        for before, way in enumerate(ways[:want]):
            if way.shape[1]:
                np.minimum(none, way.min(axis=1) + without[before + 1], out=none)
        return np.concatenate((ways[want] + onward, none[:, None]), axis=1)

    def within(self, costs: Sequence[Floats], slack: Floats) -> Iterator[tuple[Ints, Ints]]:
        """Every choice of every kind that costs at most its slack over the kind's least.

        Many at a time: kinds, and (choice, want) beside them.
        """
        ways, best = self._walked(costs)
        without = _left_out(costs)
        most = best + slack
        rows = np.flatnonzero(without[0] <= most)
        yield rows, np.full((len(rows), len(ways)), NONE)
        for want in range(len(ways)):
            yield self._traced(costs, ways, want, most - without[want + 1])

    def _traced(
        self, costs: Sequence[Floats], ways: list[Floats], want: int, most: Floats
    ) -> tuple[Ints, Ints]:
        """The ways up to a want that cost each kind at most so much, back from its run."""
        rows, run = np.nonzero(ways[want] <= most[:, None])
        left = most[rows]
        chosen = np.full((len(rows), len(ways)), NONE)
        chosen[:, want] = run
        for before in range(want - 1, -1, -1):
            left = left - costs[before + 1][rows, run]
            there = ways[before][rows] <= left[:, None]
            there &= np.arange(there.shape[1]) < self._ended[before][run][:, None]
            at, run = np.nonzero(there)
            rows, left, chosen = rows[at], left[at], chosen[at]
            chosen[:, before] = run
        return rows, chosen


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


def _after(way: Floats, order: Ints, begun: Ints) -> Floats:
    """The cheapest way on from any run that begins after each run of the want before has ended."""
    running = np.minimum.accumulate(way[:, order[::-1]], axis=1)[:, ::-1]
    none = np.full((len(way), 1), np.inf)
    return np.asarray(np.concatenate((running, none), axis=1)[:, begun])
