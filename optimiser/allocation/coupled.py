"""All rows of the master but the kinds': pools first, then what couples them; and their bound."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Bools, Floats, Ints, ints, row_sums, stretches, sums
from optimiser.allocation.instance import Instance, Patterns

ROUNDING = 1e-6


@frozen(eq=False)
class Held:
    """The least and the most of each of the coupling's columns."""

    low: Floats
    high: Floats


class Rows:
    """The rows' bounds, the entries of patterns in them, and what duals mean to patterns."""

    def __init__(self, instance: Instance) -> None:
        coupling = instance.coupling
        self.instance = instance
        self.pools = len(instance.seats)
        self.lowest = np.concatenate((np.full(self.pools, -np.inf), coupling.lowest))
        self.highest = np.concatenate((instance.seats.astype(float), coupling.highest))
        self.held_pools = ints([pool for pool, _ in coupling.of_seats])
        self.held_by = ints([column for _, column in coupling.of_seats])
        self.highest[self.held_pools] = 0.0
        self.costs = coupling.costs
        self.limits = coupling.limits
        self.companies = coupling.companies
        of_pools = sorted(coupling.of_pools, key=lambda entry: entry[1])
        self._pool_row = ints([row for row, _, _ in of_pools])
        self._pool = ints([pool for _, pool, _ in of_pools])
        self._pool_share = np.array([share for _, _, share in of_pools])
        # Where the rows begin that each pool enters.
        self._pool_begins = np.searchsorted(self._pool, np.arange(self.pools + 1))
        self._measured = coupling.of_measures
        # The measures that enter a row.
        self.measured = ints(sorted({measure for _, measure, _ in coupling.of_measures}))
        seats = [(pool, column, -int(instance.seats[pool])) for pool, column in coupling.of_seats]
        entries = (*coupling.of_columns, *seats)
        self._column_row = ints([row for row, _, _ in entries])
        self._column = ints([column for _, column, _ in entries])
        self._column_share = np.array([float(share) for _, _, share in entries])

    def fitting(self, held: Held) -> Held | None:
        """Without the columns there is no room for beside those that are taken; None where these
        alone are too many. Only rows that hold no pattern are looked at.
        """
        left = self.highest - self.of_columns(held.low)
        own = np.ones(len(left), dtype=bool)
        own[: self.pools] = False
        own[self._pool_row] = False
        own[[row for row, _, _ in self._measured]] = False
        if (left[own] < -ROUNDING).any():
            return None
        beyond = own[self._column_row] & (self._column_share > left[self._column_row] + ROUNDING)
        high = held.high.copy()
        out = np.unique(self._column[beyond])
        high[out] = held.low[out]
        return Held(held.low, high)

    def of_column(self, column: int) -> list[tuple[int, float]]:
        found = np.flatnonzero(self._column == column)
        return [(int(self._column_row[at]), float(self._column_share[at])) for at in found]

    def entries(self, patterns: Patterns) -> tuple[Ints, Ints, Floats]:
        """Where each pattern's entries start, their rows, each once a pattern, and their sums."""
        number = len(patterns)
        owner = np.repeat(np.arange(number), patterns.starts[1:] - patterns.starts[:-1])
        owners, rows, shares = [owner], [patterns.pools], [np.ones(len(owner))]
        if len(self._pool):
            at, begins = stretches(self._pool_begins, patterns.pools)
            owners.append(np.repeat(owner, begins[1:] - begins[:-1]))
            rows.append(self._pool_row[at])
            shares.append(self._pool_share[at])
        for row_of, measure, share_of in self._measured:
            owners.append(np.arange(number))
            rows.append(np.full(number, row_of))
            shares.append(patterns.measures[:, measure] * share_of)
        width = len(self.lowest)
        keys = np.concatenate(owners) * width + np.concatenate(rows)
        once, inverse = np.unique(keys, return_inverse=True)
        summed = sums(inverse, np.concatenate(shares), len(once))
        starts = np.searchsorted(once, np.arange(number + 1) * width)
        return ints(starts), ints(once % width), summed

    def lawful(self, duals: Floats) -> Floats:
        """The duals with those of the wrong sign for their row made nothing."""
        rising = np.where(np.isneginf(self.lowest), 0.0, np.maximum(duals, 0.0))
        falling = np.where(np.isposinf(self.highest), 0.0, np.minimum(duals, 0.0))
        return np.asarray(rising + falling)

    def seat_prices(self, duals: Floats) -> Floats:
        """What a seat of each pool costs by its own row alone, which is never less than nothing."""
        return -self.lawful(duals)[: self.pools]

    def prices(self, duals: Floats) -> tuple[Floats, Floats]:
        """What each pool costs a pattern, and what each measure weighs, at these duals."""
        prices = -duals[: self.pools]
        if len(self._pool):
            shared = self._pool_share * duals[self._pool_row]
            prices = prices - sums(self._pool, shared, self.pools)
        weights = self.instance.weights.copy()
        for row, measure, share in self._measured:
            weights[measure] -= share * duals[row]
        return prices, weights

    def bound(self, duals: Floats, least: Floats, held: Held | None = None) -> float:
        """What no plan falls below, where `least` are the kinds' cheapest at these duals.

        Of plans whose columns lie in `held` only, where it is given.
        """
        rising, falling = np.maximum(duals, 0.0), np.minimum(duals, 0.0)
        lowest = np.where(rising > 0, self.lowest, 0.0)
        highest = np.where(falling < 0, self.highest, 0.0)
        seats = float(rising @ lowest + falling @ highest)
        columns = 0.0
        if len(self.costs):
            taken = self._column_share * duals[self._column_row]
            net = self.costs - sums(self._column, taken, len(self.costs))
            low, high = (0.0, self.limits) if held is None else (held.low, held.high)
            columns = float(np.minimum(net * low, net * high).sum())
        return float(self.instance.people @ least) + seats + columns

    def of_columns(self, opened: Floats) -> Floats:
        """What the coupling's own columns add to each row."""
        if not len(self._column):
            return np.zeros(len(self.lowest))
        added = self._column_share * opened[self._column]
        return sums(self._column_row, added, len(self.lowest))

    def held(self, loads: Floats, opened: Floats) -> Floats:
        """The columns where each that brings seats is taken just where somebody sits in them."""
        taken = opened.copy()
        taken[self.held_by] = 0.0
        np.maximum.at(taken, self.held_by, (loads[self.held_pools] > 0).astype(float))
        return taken if self.companies is None else self.companies.columns(loads, taken)

    @property
    def own_columns(self) -> Bools:
        """The columns that are there for a company alone."""
        every = range(len(self.costs))
        if self.companies is None:
            return np.zeros(len(self.costs), dtype=bool)
        return np.array([self.companies.own(column) for column in every], dtype=bool)

    @property
    def of_patterns(self) -> Bools:
        """The rows beside the pools that pools enter."""
        found = np.zeros(len(self.lowest), dtype=bool)
        found[self._pool_row] = True
        return found

    def loads(self, patterns: Patterns, amounts: Floats) -> Floats:
        """How much of each row the patterns take, so many of each."""
        starts, rows, shares = self.entries(patterns)
        owner = np.repeat(np.arange(len(patterns)), starts[1:] - starts[:-1])
        return sums(rows, shares * amounts[owner], len(self.lowest))


def priced_costs(patterns: Patterns, prices: Floats, weights: Floats) -> Floats:
    """What each pattern comes to at some prices."""
    return patterns.costs(weights) + row_sums(prices[patterns.pools], patterns.starts)
