"""What is to be allocated, in numbers: seat pools, kinds of people, patterns and what couples them.

A *pool* is the seats of one group over a stretch in which the same people sit in it: a closed
cohort, or one module of a rolling group. A *kind* is people whose wants, windows and free time are
the same to every group; `people` says how many they are. A *pattern* is all one person does: a run
for each want or none, the pools that takes and what it costs, one figure for each measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from attrs import field, frozen

from optimiser.allocation.arrays import Bools, Floats, Ints, ints, stretches


@frozen(eq=False)
class Patterns:
    """Patterns, one a row: `pools[starts[i]:starts[i + 1]]` are the pools of the i-th."""

    kinds: Ints
    measures: Floats
    starts: Ints
    pools: Ints

    def __len__(self) -> int:
        return len(self.kinds)

    def costs(self, weights: Floats) -> Floats:
        return np.asarray(self.measures @ weights)

    def at(self, rows: Ints) -> Patterns:
        positions, starts = stretches(self.starts, rows)
        return Patterns(self.kinds[rows], self.measures[rows], starts, self.pools[positions])

    def of(self, row: int) -> tuple[int, ...]:
        """The pools of one pattern, which tell it from every other of its kind and cost."""
        return tuple(self.pools[self.starts[row] : self.starts[row + 1]].tolist())


def joined(parts: Sequence[Patterns]) -> Patterns:
    """Patterns one after another."""
    lengths = [part.starts[1:] - part.starts[:-1] for part in parts]
    return Patterns(
        np.concatenate([part.kinds for part in parts]),
        np.concatenate([part.measures for part in parts]),
        np.concatenate((ints([0]), np.cumsum(np.concatenate(lengths)))),
        np.concatenate([part.pools for part in parts]),
    )


@frozen(eq=False)
class Priced:
    """The least any pattern of each kind comes to at some prices, and where to have it."""

    least: Floats
    source: Pricing
    choice: object

    def patterns(self, kinds: Ints) -> Patterns:
        return joined(self.source.taken(self.choice, kinds))


class Pricing(Protocol):
    """Whoever knows what patterns there are. Each pool has a price, each measure a weight."""

    def priced(self, prices: Floats, weights: Floats, kinds: Ints | None = None) -> Priced:
        """A cheapest pattern of every kind, exactly; of some kinds only where they are named."""
        ...

    def taken(self, choice: object, kinds: Ints) -> list[Patterns]:
        """The patterns that `priced` found for some kinds."""
        ...

    def near(
        self, prices: Floats, weights: Floats, slack: Floats, most: int
    ) -> list[Patterns] | None:
        """Every pattern within its kind's slack of the kind's cheapest; None where over `most`."""
        ...

    def likely(self, prices: Floats, weights: Floats, number: int) -> list[Patterns]:
        """Of every kind about so many patterns that are cheapest or nearly so."""
        ...


class Companies(Protocol):
    """Columns that follow from who sits where: see `optimiser.allocation.company`."""

    def columns(self, loads: Floats, taken: Floats) -> Floats:
        """The columns as they are at some loads of the rows, beside those taken already."""
        ...

    def own(self, column: int) -> bool:
        """Whether a column is of these."""
        ...

    def parted(self, loads: Floats, taken: Floats, open_: Bools) -> list[tuple[int, bool, float]]:
        """The columns, of those still open, to settle where loads ask for more than is taken: each
        with whether it is likelier taken or not, and how likely.
        """
        ...


@frozen(eq=False)
class Coupling:
    """Rows beside the pools', and whole-number columns beside the patterns.

    Rows are numbered on from the pools. `of_pools` holds (row, pool, coefficient): every pattern
    enters the row as often as it takes the pool; `of_measures` (row, measure, coefficient), as
    much as it measures; `of_columns` (row, column, coefficient). `of_seats` holds (pool, column):
    the pool has its seats only where the column is taken, which is then one or nothing. What
    `companies` says of columns follows from the others and from who sits where.
    """

    lowest: Floats
    highest: Floats
    costs: Floats
    limits: Ints
    of_pools: tuple[tuple[int, int, float], ...] = ()
    of_measures: tuple[tuple[int, int, float], ...] = ()
    of_columns: tuple[tuple[int, int, float], ...] = ()
    of_seats: tuple[tuple[int, int], ...] = ()
    companies: Companies | None = None


def uncoupled() -> Coupling:
    none = np.zeros(0)
    return Coupling(none, none, none, ints([]))


@frozen(eq=False)
class Instance:
    """What to minimise: the weighted measures of everybody's patterns within the seats."""

    seats: Ints
    people: Ints
    weights: Floats
    pricing: Pricing
    coupling: Coupling = field(factory=uncoupled)


@frozen(eq=False)
class Opening:
    """Where to start: prices of seats, and patterns with how many people have each.

    The best prices are thought to lie mostly within `trust` of these.
    """

    prices: Floats
    patterns: Patterns
    amounts: Ints
    trust: float
