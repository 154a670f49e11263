"""First prices of seats and a first plan, from flows: one programme at a time.

What the people of one programme and its runs cost each other is a transport problem. Programmes are
gone through one after another, each at the prices of the others, so that what somebody wants
besides is reckoned with: that raises the bound each time, as far as one programme alone can. Of a
rolling group one run after another is looked at, as if it were closed. Then, again one after
another, people are seated. The prices are only where the generation of patterns starts from (any
prices give a bound that holds), and the plan is only one to better.
"""

from __future__ import annotations

import numpy as np
from attrs import define

from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.chains import NONE
from optimiser.allocation.instance import Instance, Opening, Patterns, joined
from optimiser.allocation.levels import levelled
from optimiser.allocation.offer import Programme
from optimiser.allocation.pricing import Shape, Wanted
from optimiser.allocation.transport import Unseated, carried, seat_prices

# Seats of a run that takes none.
FREE = 1 << 30
# How far the best prices are from the first, in parts of the dearest.
TRUST = 0.02


def opening(instance: Instance, pricing: Wanted) -> Opening:
    """Prices by the last wants first, then a plan by the first wants first.

    A plan may go wrong where there are more pools than the programmes' own: it is to be checked.
    """
    order = _by_depth(pricing)
    shares = {one.code: _shares(one, instance.seats) for one in order}
    prices = _swept(order, shares, np.zeros(len(instance.seats)), instance, pricing)
    if len(order) > 1:
        prices = levelled(prices, order, instance)
        prices = _swept(order, shares, prices, instance, pricing)
    try:
        patterns, amounts = _seated(order, shares, prices, instance, pricing)
    except Unseated:
        # What comes first for some comes last for others: nobody has anything, to begin with.
        patterns, amounts = _nobody(order, instance, pricing)
    return Opening(prices, patterns, amounts, TRUST * float(prices.max(initial=0.0)))


def _swept(
    order: list[Programme],
    shares: dict[str, Ints],
    prices: Floats,
    instance: Instance,
    pricing: Wanted,
) -> Floats:
    """The prices of each programme anew, the last wants first, at those of the others."""
    prices = prices.copy()
    for programme in reversed(order):
        prices[programme.pools] = 0.0
        rows = [_Rows.all(shape, instance) for shape in pricing.shapes]
        costs, people = _costs(rows, programme, pricing, prices, instance.weights)
        if costs.size:
            seats = shares[programme.code]
            found = seat_prices(costs, carried(costs, people, seats))
            for run in np.flatnonzero(seats).tolist():
                # On the last pool of its run, in which all those who join later sit too.
                prices[programme.pools_of(run)[-1]] = found[run]
    return prices


def _by_depth(pricing: Wanted) -> list[Programme]:
    """The programmes, those that wait for none first."""
    depth = dict.fromkeys(pricing.offer.programmes, 0)
    for shape in pricing.shapes:
        for want, programme in enumerate(shape.ways.programmes):
            depth[programme.code] = max(depth[programme.code], want)
    return [pricing.offer.programmes[code] for code in sorted(depth, key=depth.__getitem__)]


def _shares(programme: Programme, seats: Ints) -> Ints:
    """Seats of each run: all of its pools' for one run after another, none for those between.

    Of the runs of a rolling group, each that begins when the last one that took its seats is over.
    """
    shares = np.zeros(len(programme.runs), dtype=np.int64)
    used = np.zeros(len(seats), dtype=bool)
    for run in np.argsort(programme.first, kind="stable").tolist():
        pools = programme.pools_of(run)
        if not used[pools].any():
            shares[run] = seats[pools].min(initial=FREE)
            used[pools] = True
    return shares


@define(eq=False)
class _Rows:
    """People of one shape alike so far: their kind there, how many, and the runs they have."""

    shape: Shape
    kinds: Ints
    people: Ints
    settled: list[Ints | None]

    @staticmethod
    def all(shape: Shape, instance: Instance) -> _Rows:
        number = len(shape.kinds)
        return _Rows(
            shape, np.arange(number), instance.people[shape.kinds], [None] * len(shape.figures)
        )

    def costs(self, want: int, of_runs: dict[str, Floats], weights: Floats) -> Floats:
        """The least each row comes to with each run of a want, in view of what is settled."""
        costs = self.shape.priced(weights, of_runs, self.kinds)
        at = np.arange(len(self.kinds))
        for place, runs in enumerate(self.settled):
            if runs is not None:
                only = np.full(costs[place].shape, np.inf)
                only[at, runs] = costs[place][at, runs]
                costs[place] = only
        return self.shape.ways.at(self.kinds, weights).marginal(costs, want)

    def settle(self, want: int, rows: Ints, runs: Ints, people: Ints) -> None:
        """So many people of these rows have these runs of a want, or none (the run after the last).
        """
        none = self.shape.figures[want].shape[2]
        self.kinds, self.people = self.kinds[rows], people
        self.settled = [None if one is None else one[rows] for one in self.settled]
        self.settled[want] = np.where(runs == none, NONE, runs)

    def patterns(self) -> Patterns:
        choices = np.stack([one for one in self.settled if one is not None], axis=1)
        return self.shape.patterns(self.kinds.tolist(), choices)


def _wanting(rows: list[_Rows], programme: Programme) -> list[tuple[_Rows, int]]:
    return [
        (one, want)
        for one in rows
        for want, wanted in enumerate(one.shape.ways.programmes)
        if wanted.code == programme.code
    ]


def _costs(
    rows: list[_Rows], programme: Programme, pricing: Wanted, prices: Floats, weights: Floats
) -> tuple[Floats, Ints]:
    of_runs = pricing.of_runs(prices)
    wanting = _wanting(rows, programme)
    if not wanting or not programme.runs:
        return np.zeros((0, 1)), ints([])
    return (
        np.concatenate([one.costs(want, of_runs, weights) for one, want in wanting]),
        np.concatenate([one.people for one, _ in wanting]),
    )


def _seated(
    order: list[Programme],
    shares: dict[str, Ints],
    prices: Floats,
    instance: Instance,
    pricing: Wanted,
) -> tuple[Patterns, Ints]:
    """Everybody's runs, programme by programme, each in view of the seats given before."""
    rows = [_Rows.all(shape, instance) for shape in pricing.shapes]
    for programme in order:
        own = prices.copy()
        own[programme.pools] = 0.0
        costs, people = _costs(rows, programme, pricing, own, instance.weights)
        if len(costs):
            found = carried(costs, people, shares[programme.code])
            begin = 0
            for one, want in _wanting(rows, programme):
                here = (found.row >= begin) & (found.row < begin + len(one.kinds))
                at, begin = found.row[here] - begin, begin + len(one.kinds)
                one.settle(want, at, found.run[here], found.amount[here])
        else:
            _without(rows, programme)
    return _as_patterns(rows)


def _nobody(order: list[Programme], instance: Instance, pricing: Wanted) -> tuple[Patterns, Ints]:
    rows = [_Rows.all(shape, instance) for shape in pricing.shapes]
    for programme in order:
        _without(rows, programme)
    return _as_patterns(rows)


def _without(rows: list[_Rows], programme: Programme) -> None:
    """Nobody has a run of a programme."""
    for one, want in _wanting(rows, programme):
        every = np.arange(len(one.kinds))
        one.settle(want, every, np.full(len(every), len(programme.runs)), one.people)


def _as_patterns(rows: list[_Rows]) -> tuple[Patterns, Ints]:
    return (
        joined([one.patterns() for one in rows]),
        np.concatenate([one.people for one in rows]),
    )
