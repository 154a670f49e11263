"""Kinds of people who want programmes, and their cheapest patterns at any prices of seats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from attrs import evolve, field, frozen

from optimiser.allocation.arrays import Bools, Figures, Floats, Ints, ints
from optimiser.allocation.chains import NONE, Choice
from optimiser.allocation.instance import Patterns, Priced
from optimiser.allocation.offer import Offer, Programme
from optimiser.allocation.people import MEASURES, UNMET, UNPLACED, WEEKS

# Kinds priced at a time, so that their costs stay in the processor's cache.
AT_A_TIME = 256
# And where every pattern near the cheapest is told, one by one.
LISTED_AT_A_TIME = 32


class Ways(Protocol):
    """How the runs of several programmes may follow each other or stand side by side.

    Where they are `chained`, whoever misses any want misses the last.
    """

    @property
    def chained(self) -> bool: ...

    @property
    def programmes(self) -> tuple[Programme, ...]: ...

    def at(self, rows: Ints | slice, weights: Floats) -> Ways: ...

    def extra(self, rows: Ints, runs: Ints) -> Floats | float: ...

    def least(self, costs: Sequence[Floats]) -> Floats: ...

    def cheapest(self, costs: Sequence[Floats]) -> Ints: ...

    def marginal(self, costs: Sequence[Floats], want: int) -> Floats: ...

    def within(self, costs: Sequence[Floats], slack: Floats) -> Iterator[tuple[Ints, Ints]]: ...


@frozen(eq=False)
class Shape:
    """Kinds of people who want the same programmes in the same order.

    `kinds` are their numbers in the instance. For each want, `figures` hold the measures of every
    run as (measure, kind, run), from WEEKS on; `open` says which runs a kind may take, and
    `priority` what it leaves unmet without one.
    """

    ways: Ways
    kinds: Ints
    figures: tuple[Figures, ...]
    open: tuple[Bools, ...]
    priority: tuple[Ints, ...]
    _costs: dict[bytes, list[Floats]] = field(factory=dict, init=False)

    def costs(self, weights: Floats) -> list[Floats]:
        """What each run costs each kind, and none in the last column; kept for these weights."""
        key = weights.tobytes()
        if key not in self._costs:
            self._costs.clear()
            self._costs[key] = [self._costed(want, weights) for want in range(len(self.figures))]
        return self._costs[key]

    def _costed(self, want: int, weights: Floats) -> Floats:
        figures, kinds = self.figures[want], len(self.kinds)
        costs = np.empty((kinds, figures.shape[2] + 1))
        costs[:, :-1] = 0.0
        for figure, weight in zip(figures, weights[WEEKS:], strict=True):
            costs[:, :-1] += weight * figure
        costs[:, :-1][~self.open[want]] = np.inf
        costs[:, -1] = weights[UNMET] * self.priority[want]
        if self.ways.chained and want == len(self.figures) - 1:
            costs[:, -1] += weights[UNPLACED]
        return costs

    def priced(
        self, weights: Floats, prices: dict[str, Floats], rows: Ints | slice
    ) -> list[Floats]:
        """The costs of some kinds with the prices of seats on top."""
        return [
            cost[rows] + prices[programme.name]
            for cost, programme in zip(self.costs(weights), self.ways.programmes, strict=True)
        ]

    def narrowed(self, weights: Floats, prices: dict[str, Floats], slack: float) -> Shape:
        """Without the runs that cost their kind more than so much above its least."""
        every = slice(None)
        costs = self.priced(weights, prices, every)
        ways = self.ways.at(every, weights)
        most = ways.least(costs)[:, None] + slack
        kept = tuple(
            open_ & (ways.marginal(costs, want)[:, :-1] <= most)
            for want, open_ in enumerate(self.open)
        )
        return evolve(self, open=kept)

    def patterns(self, rows: Sequence[int] | Ints, choices: Sequence[Choice] | Ints) -> Patterns:
        """Choices of some kinds as patterns."""
        measures = np.zeros((len(rows), len(MEASURES)))
        at = np.asarray(rows, dtype=np.int64)
        runs = np.asarray(choices, dtype=np.int64).reshape(len(rows), len(self.figures))
        owners, pools = [], []
        for want, programme in enumerate(self.ways.programmes):
            taken = np.flatnonzero(runs[:, want] != NONE)
            without = np.flatnonzero(runs[:, want] == NONE)
            run = runs[taken, want]
            measures[taken, WEEKS:] += self.figures[want][:, at[taken], run].T
            measures[without, UNMET] += self.priority[want][at[without]]
            lengths = programme.starts[run + 1] - programme.starts[run]
            owners.append(np.repeat(taken, lengths))
            begins = np.repeat(programme.starts[run] - (np.cumsum(lengths) - lengths), lengths)
            pools.append(programme.pools[begins + np.arange(len(begins))])
        measures[:, UNPLACED] = (runs == NONE).any(axis=1)
        measures += self.ways.extra(at, runs)
        owner, pool = np.concatenate(owners), np.concatenate(pools)
        order = np.lexsort((pool, owner))
        starts = np.searchsorted(owner[order], np.arange(len(rows) + 1))
        return Patterns(self.kinds[at], measures, ints(starts), pool[order])


class Wanted:
    """The pricing of everybody who wants programmes: each shape in turn."""

    def __init__(self, offer: Offer, shapes: Sequence[Shape]) -> None:
        self.offer = offer
        self.shapes = tuple(shapes)
        self._number = sum(len(shape.kinds) for shape in shapes)

    def of_runs(self, prices: Floats) -> dict[str, Floats]:
        """What each run costs at some prices of seats, and nothing for none, by programme."""
        wanted = {one.name: one for shape in self.shapes for one in shape.ways.programmes}
        return {
            name: np.concatenate((programme.prices(prices), [0.0]))
            for name, programme in wanted.items()
        }

    def priced(self, prices: Floats, weights: Floats, kinds: Ints | None = None) -> Priced:
        """The least of every kind, or of some: then infinite for the others."""
        least = np.full(self._number, np.inf)
        of_runs = self.of_runs(prices)
        for shape, rows in self._rows(kinds):
            for begin in range(0, len(rows), AT_A_TIME):
                some = rows[begin : begin + AT_A_TIME]
                held = _sliced(some)
                costs = shape.priced(weights, of_runs, held)
                least[shape.kinds[some]] = shape.ways.at(held, weights).least(costs)
        return Priced(least, self, (of_runs, weights))

    def narrowed(self, prices: Floats, weights: Floats, slack: float) -> Wanted:
        """Without the runs that cost their kind more than so much above its least."""
        of_runs = self.of_runs(prices)
        return Wanted(self.offer, [one.narrowed(weights, of_runs, slack) for one in self.shapes])

    def _rows(self, kinds: Ints | None) -> Iterator[tuple[Shape, Ints]]:
        if kinds is None:
            for shape in self.shapes:
                yield shape, np.arange(len(shape.kinds))
            return
        asked = np.zeros(self._number, dtype=bool)
        asked[kinds] = True
        for shape in self.shapes:
            rows = np.flatnonzero(asked[shape.kinds])
            if len(rows):
                yield shape, rows

    def taken(self, choice: object, kinds: Ints) -> list[Patterns]:
        assert isinstance(choice, tuple)
        of_runs, weights = choice
        found = []
        for shape, rows in self._rows(kinds):
            for begin in range(0, len(rows), AT_A_TIME):
                some = rows[begin : begin + AT_A_TIME]
                held = _sliced(some)
                costs = shape.priced(weights, of_runs, held)
                chosen = shape.ways.at(held, weights).cheapest(costs)
                found.append(shape.patterns(some.tolist(), chosen))
        return found

    def near(
        self, prices: Floats, weights: Floats, slack: Floats, most: int
    ) -> list[Patterns] | None:
        of_runs = self.of_runs(prices)
        found: list[Patterns] = []
        left = most
        for shape in self.shapes:
            for begin in range(0, len(shape.kinds), LISTED_AT_A_TIME):
                some = np.arange(begin, min(begin + LISTED_AT_A_TIME, len(shape.kinds)))
                costs = shape.priced(weights, of_runs, some)
                ways = shape.ways.at(some, weights)
                parts = []
                for part in ways.within(costs, slack[shape.kinds[some]]):
                    parts.append(part)
                    left -= len(part[0])
                    if left < 0:
                        return None
                rows = begin + np.concatenate([rows for rows, _ in parts])
                # Kind by kind, whatever the order they were told in.
                order = np.argsort(rows, kind="stable")
                chosen = np.concatenate([choices for _, choices in parts])[order]
                found.append(shape.patterns(rows[order], chosen))
        return found

    def likely(self, prices: Floats, weights: Floats, number: int) -> list[Patterns]:
        """The cheapest with each of so many runs of the last want; side by side, the cheapest."""
        of_runs = self.of_runs(prices)
        found = []
        for shape in self.shapes:
            for begin in range(0, len(shape.kinds), AT_A_TIME):
                some = np.arange(begin, min(begin + AT_A_TIME, len(shape.kinds)))
                costs = shape.priced(weights, of_runs, _sliced(some))
                ways = shape.ways.at(_sliced(some), weights)
                if ways.chained:
                    rows, choices = _with_each(ways, costs, number)
                else:
                    rows, choices = np.arange(len(some)), ways.cheapest(costs)
                found.append(shape.patterns(some[rows].tolist(), choices))
        return found


def _with_each(ways: Ways, costs: list[Floats], number: int) -> tuple[Ints, Ints]:
    """The rows of some kinds, and for each a cheapest choice with another run of the last want."""
    totals = ways.marginal(costs, len(costs) - 1)
    keep = min(number, totals.shape[1])
    runs = np.argpartition(totals, keep - 1, axis=1)[:, :keep].ravel()
    rows = np.repeat(np.arange(len(totals)), keep)
    there = np.isfinite(totals[rows, runs])
    rows, runs = rows[there], runs[there]
    held = [cost[rows] for cost in costs]
    only = np.full(held[-1].shape, np.inf)
    at = np.arange(len(rows))
    only[at, runs] = held[-1][at, runs]
    return rows, ways.cheapest([*held[:-1], only])


def _sliced(rows: Ints) -> slice | Ints:
    """The same rows as a slice where they are all there, which need not be copied."""
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows
