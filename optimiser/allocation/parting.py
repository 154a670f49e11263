"""Where a linear programme takes people in parts: what is whole in every plan, and is not in this.

All seats taken, the people in a pool, in two pools both, one kind's in a pool: each is a whole
number in a plan. Where it lies between two, a plan has as few as the lower, or as many as the
upper. The first are about everybody, and move the bound most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import ceil, floor

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints, row_sums, sums
from optimiser.allocation.instance import Patterns

# What is nearer to a whole number than this is whole.
WHOLE = 1e-6
ANY_KIND = -1


@frozen
class Count:
    """How many people have `pools`, all of them; of one kind, and no others, where that is said.

    Where they are a `total` it is how many seats of these pools are taken.
    """

    pools: tuple[int, ...]
    kind: int = ANY_KIND
    total: bool = False
    exactly: bool = False

    def of(self, patterns: Patterns) -> Ints:
        """What one of each pattern counts for."""
        among = np.zeros(int(max(patterns.pools.max(initial=0), *self.pools, 0)) + 1)
        among[list(self.pools)] = 1.0
        taken = np.rint(row_sums(among[patterns.pools], patterns.starts)).astype(np.int64)
        if self.total:
            return taken
        there = taken == len(self.pools)
        if self.exactly:
            there &= patterns.starts[1:] - patterns.starts[:-1] == len(self.pools)
        if self.kind != ANY_KIND:
            there &= patterns.kinds == self.kind
        return np.asarray(there, dtype=np.int64)


@frozen
class Side:
    """Plans with no more of a count than so many, or where `least` is said no fewer."""

    count: Count
    number: int
    least: bool

    @property
    def most(self) -> int:
        return -self.number if self.least else self.number

    def of(self, patterns: Patterns) -> Ints:
        counts = self.count.of(patterns)
        return -counts if self.least else counts


Sides = tuple[Side, Side]


def parted(patterns: Patterns, amounts: Floats, pools: int) -> Sides | None:
    """Two sides of which every plan is on one and these amounts on neither, the nearer one first;
    None where the amounts are whole.
    """
    used = np.flatnonzero(amounts > WHOLE)
    some, people = patterns.at(used), amounts[used]
    for values in _counted(some, people, pools):
        counts = list(values)
        parts = np.array([values[count] for count in counts])
        off = np.abs(parts - np.rint(parts))
        if off.max(initial=0.0) > WHOLE:
            at = int(off.argmax())
            value = float(parts[at])
            sides = Side(counts[at], floor(value), False), Side(counts[at], ceil(value), True)
            return sides if value - floor(value) < 0.5 else (sides[1], sides[0])
    return None


def _counted(some: Patterns, people: Floats, pools: int) -> Iterator[Mapping[Count, float]]:
    """Counts with what they come to, those about most people first."""
    each = np.repeat(people, some.starts[1:] - some.starts[:-1])
    loads = sums(some.pools, each, pools)
    yield {Count(tuple(range(pools)), total=True): float(loads.sum())}
    yield {Count((pool,)): float(loads[pool]) for pool in np.flatnonzero(loads).tolist()}
    held = [some.of(row) for row in range(len(some))]
    by_pair: defaultdict[Count, float] = defaultdict(float)
    by_kind: defaultdict[Count, float] = defaultdict(float)
    for own, kind, amount in zip(held, some.kinds.tolist(), people.tolist(), strict=True):
        for pair in combinations(own, 2):
            by_pair[Count(pair)] += amount
        for pool in own:
            by_kind[Count((pool,), kind)] += amount
    yield by_pair
    yield by_kind
    yield {
        Count(own, kind, exactly=True): amount
        for own, kind, amount in zip(held, some.kinds.tolist(), people.tolist(), strict=True)
    }

