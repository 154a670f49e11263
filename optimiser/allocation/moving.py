"""Who could have which run instead of the one they have, all else of theirs as it is.

A *slot* is one want of one person in a plan. A *node* is a run of a programme, or none of it. A
move takes a slot to another node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Bools, Floats, Ints, ints
from optimiser.allocation.chains import NONE
from optimiser.allocation.instance import Instance, Patterns
from optimiser.allocation.offer import Programme
from optimiser.allocation.pricing import AT_A_TIME, Shape, Wanted


@frozen(eq=False)
class Prices:
    """Prices of seats and weights of measures; moves are looked at that leave a person no more than
    `slack` above their least.
    """

    seats: Floats
    weights: Floats
    slack: float


@frozen(eq=False)
class Seated:
    """Everybody of one shape in a plan: their kind's row there, and the run of each want."""

    shape: Shape
    rows: Ints
    runs: Ints


@frozen(eq=False)
class Worth:
    """What people come to: at prices of seats, without them, and in what is settled alone."""

    priced: Floats
    cost: Floats
    settled: Floats

    def at(self, places: Ints) -> Worth:
        return Worth(self.priced[places], self.cost[places], self.settled[places])


@frozen(eq=False)
class Slots:
    """Whose slots (by `seated` and their row of it) of which want, the node of each, and its worth.
    """

    seated: Ints
    person: Ints
    want: Ints
    node: Ints
    worth: Worth


@frozen(eq=False)
class Moves:
    slot: Ints
    node: Ints
    worth: Worth


class Nodes:
    """Runs of all programmes numbered on, none of each programme after its runs."""

    def __init__(self, wanted: Wanted) -> None:
        self.first: dict[str, int] = {}
        pools: list[Ints] = []
        self._run: dict[tuple[str, tuple[int, ...]], int] = {}
        self._own: dict[str, Ints] = {}
        for code, one in wanted.offer.programmes.items():
            self.first[code] = len(pools)
            self._own[code] = np.unique(one.pools)
            for run in range(len(one.runs)):
                pools.append(one.pools_of(run))
                self._run[code, tuple(sorted(pools[-1].tolist()))] = run
            pools.append(ints([]))
        self.starts = np.concatenate((ints([0]), np.cumsum(ints([len(one) for one in pools]))))
        self.pools = np.concatenate(pools) if pools else ints([])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, programme: Programme, runs: Ints) -> Ints:
        return self.first[programme.code] + np.where(runs == NONE, len(programme.runs), runs)

    def run(self, code: str, pools: Ints) -> int:
        """The run of a programme whose pools are among these."""
        own = pools[np.isin(pools, self._own[code])]
        return self._run[code, tuple(sorted(own.tolist()))] if len(own) else NONE


def seated(wanted: Wanted, nodes: Nodes, patterns: Patterns, amounts: Ints) -> Iterator[Seated]:
    """The people of a plan one by one, shape by shape."""
    whose = np.repeat(np.arange(len(patterns)), amounts)
    for shape in wanted.shapes:
        at = whose[np.isin(patterns.kinds[whose], shape.kinds)]
        runs_of: dict[int, list[int]] = {}
        for pattern in at.tolist():
            if pattern not in runs_of:
                pools = ints(patterns.of(pattern))
                runs_of[pattern] = [nodes.run(one.code, pools) for one in shape.ways.programmes]
        runs = [runs_of[pattern] for pattern in at.tolist()]
        rows = np.searchsorted(shape.kinds, patterns.kinds[at])
        yield Seated(shape, rows, ints(runs).reshape(len(at), len(shape.figures)))


def moves(
    instance: Instance, people: Sequence[Seated], nodes: Nodes, prices: Sequence[Prices],
    settled: Floats,
) -> tuple[Slots, Moves]:
    """Everybody's slots, and all moves within the slack of each of the prices, the first of which
    they are valued by; `settled` are the weights of what is settled.
    """
    maker = _Maker(instance, prices, settled)
    slots: list[tuple[Ints | Floats, ...]] = []
    found: list[tuple[Ints | Floats, ...]] = []
    number = 0
    for place, some in enumerate(people):
        for want, programme in enumerate(some.shape.ways.programmes):
            for begin in range(0, len(some.rows), AT_A_TIME):
                here = slice(begin, begin + AT_A_TIME)
                rows, runs = some.rows[here], some.runs[here]
                every = np.arange(len(rows))
                at = np.where(runs[:, want] == NONE, len(programme.runs), runs[:, want])
                near, worth = maker.of(some.shape, rows, runs, want)
                near[every, at] = False
                who, to = np.nonzero(near)
                first = nodes.first[programme.code]
                same = np.full(len(rows), place), begin + every, np.full(len(rows), want)
                slots.append((*same, first + at, *(one[every, at] for one in worth)))
                found.append((number + who, first + to, *(one[who, to] for one in worth)))
                number += len(rows)
    place_of, person, of_want, node, priced, cost, kept = (
        np.concatenate(part) for part in zip(*slots, strict=True)
    )
    of, to, *worths = (np.concatenate(part) for part in zip(*found, strict=True))
    held = Slots(place_of, person, of_want, node, Worth(priced, cost, kept))
    return held, Moves(of, to, Worth(*worths))


class _Maker:
    """What some people of a shape come to with each run of one want and with none of it."""

    def __init__(self, instance: Instance, prices: Sequence[Prices], settled: Floats) -> None:
        wanted = instance.pricing
        assert isinstance(wanted, Wanted), "people want programmes"
        self._free = wanted.of_runs(np.zeros(len(instance.seats)))
        self._prices = [(wanted.of_runs(one.seats), one) for one in prices]
        self._weights = instance.weights, settled

    def of(
        self, shape: Shape, rows: Ints, runs: Ints, want: int
    ) -> tuple[Bools, tuple[Floats, Floats, Floats]]:
        """Which are near the least at all of the prices, and the worth of each."""
        near: list[Bools] = []
        priced: list[Floats] = []
        for of_runs, one in self._prices:
            costs = shape.priced(one.weights, of_runs, rows)
            least = shape.ways.at(rows, one.weights).least(costs)
            priced.append(_with_each(shape, costs, rows, runs, want, one.weights))
            near.append(priced[-1] <= least[:, None] + one.slack)
        cost, kept = (
            _with_each(shape, shape.priced(weights, self._free, rows), rows, runs, want, weights)
            for weights in self._weights
        )
        return np.logical_and.reduce(near), (priced[0], cost, kept)


def _with_each(
    shape: Shape, costs: list[Floats], rows: Ints, runs: Ints, want: int, weights: Floats
) -> Floats:
    """What people come to with each run of one want and with none, the others as they are."""
    every = np.arange(len(rows))
    fixed = []
    for place, cost in enumerate(costs):
        if place == want:
            fixed.append(cost)
            continue
        only = np.full(cost.shape, np.inf)
        run = np.where(runs[:, place] == NONE, cost.shape[1] - 1, runs[:, place])
        only[every, run] = cost[every, run]
        fixed.append(only)
    return shape.ways.at(rows, weights).marginal(fixed, want)
