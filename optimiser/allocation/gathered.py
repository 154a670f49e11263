"""Kinds that no pattern still in question tells apart, taken as one.

A proof at the end is about few patterns. There many kinds have the same ones, at costs that differ
by what is the same for all of them: whatever one person of such a kind has, one of another could
have instead. As one kind they leave an integer programme nothing to go through twice, and a cut on
one is a cut on all.
"""

from __future__ import annotations

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from optimiser.allocation.arrays import Ints, ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Patterns

Marks = NDArray[np.uint64]
ODD = 0x9E3779B97F4A7C15


@frozen(eq=False)
class Gathered:
    """The patterns as those of kinds taken together: `patterns` by the number of these.

    A plan of them comes to `offset` more than it says. The rows of `patterns` from `begins[i]` on
    are the i-th kind's, and those of `every` from `starts[j]` on its member j's, in the same order.
    """

    rows: Rows
    patterns: Patterns
    offset: int
    begins: Ints
    kind: Ints
    every: Patterns
    members: tuple[tuple[int, ...], ...]
    starts: Ints
    people: Ints
    marks: Marks

    def places(self, kinds: Ints, patterns: Patterns) -> Ints:
        """Where patterns that take the same pools are, for these gathered kinds; -1: nowhere."""
        found = []
        marks = _marks(patterns, self.rows.pools)
        for row, (kind, mark) in enumerate(zip(kinds.tolist(), marks, strict=True)):
            begin, end = int(self.begins[kind]), int(self.begins[kind + 1])
            alike = begin + np.flatnonzero(self.marks[begin:end] == mark)
            pools = patterns.of(row)
            found.append(next((at for at in alike.tolist() if self.patterns.of(at) == pools), -1))
        return ints(found)

    def spread(self, patterns: Patterns, amounts: Ints) -> tuple[Patterns, Ints]:
        """So many of these patterns of gathered kinds, as the members' own."""
        left = self.people.copy()
        rows: list[int] = []
        numbers: list[int] = []
        at = self.places(patterns.kinds, patterns)
        for kind, row, amount in zip(
            patterns.kinds.tolist(), at.tolist(), amounts.tolist(), strict=True
        ):
            for member in self.members[kind]:
                number = min(int(left[member]), amount)
                if number:
                    rows.append(int(self.starts[member] + row - self.begins[kind]))
                    numbers.append(number)
                    left[member] -= number
                    amount -= number
        return self.every.at(ints(rows)), ints(numbers)


def gathered(rows: Rows, every: Patterns) -> Gathered | None:
    """The kinds gathered by these patterns, told kind by kind; None where a kind has none of them.

    Costs must be whole.
    """
    instance = rows.instance
    number = len(instance.people)
    begins = np.searchsorted(every.kinds, np.arange(number + 1))
    if (begins[1:] == begins[:-1]).any():
        return None
    costs = np.rint(every.costs(instance.weights)).astype(np.int64)
    least = np.minimum.reduceat(costs, begins[:-1])
    told = _Told(rows, every, begins, costs - least[every.kinds])
    together: dict[int, list[list[int]]] = {}
    for kind in range(number):
        alike = together.setdefault(told.marks[kind], [])
        for held in alike:
            if told.same(held[0], kind):
                held.append(kind)
                break
        else:
            alike.append([kind])
    members = sorted(tuple(held) for alike in together.values() for held in alike)
    kind_of = np.zeros(number, dtype=np.int64)
    for place, some in enumerate(members):
        kind_of[list(some)] = place
    first = ints([some[0] for some in members])
    people = ints([int(instance.people[list(some)].sum()) for some in members])
    # The first members' patterns come first, so that those of all need be there only once.
    others = np.delete(np.arange(number), first)
    at = np.concatenate([told.order(kind) for kind in (*first.tolist(), *others.tolist())])
    lengths = (begins[1:] - begins[:-1])[np.concatenate((first, others))]
    starts = np.zeros(number, dtype=np.int64)
    starts[np.concatenate((first, others))] = np.cumsum(lengths) - lengths
    del told
    every = every.at(at)
    ends = np.concatenate((ints([0]), np.cumsum(lengths[: len(first)])))
    whole = slice(0, int(ends[-1]))
    patterns = Patterns(
        np.repeat(np.arange(len(first)), lengths[: len(first)]),
        every.measures[whole],
        every.starts[: ends[-1] + 1],
        every.pools[: every.starts[ends[-1]]],
    )
    return Gathered(
        Rows(evolve(instance, people=people)),
        patterns,
        int(instance.people @ (least - least[first[kind_of]])),
        ends,
        kind_of,
        every,
        tuple(members),
        starts,
        instance.people,
        _marks(patterns, rows.pools),
    )


def _marks(patterns: Patterns, pools: int) -> Marks:
    """A number for the pools each pattern takes: the same where they are."""
    drawn = np.random.default_rng(0).integers(1 << 63, size=pools, dtype=np.uint64)
    running = np.concatenate((np.zeros(1, np.uint64), np.cumsum(drawn[patterns.pools])))
    return np.asarray(running[patterns.starts[1:]] - running[patterns.starts[:-1]])


class _Told:
    """What tells a kind's patterns: the pools, the cost above its least, measures a row looks at.

    A mark is the same where all of it is; kinds of the same mark are held against each other.
    """

    def __init__(self, rows: Rows, every: Patterns, begins: Ints, above: Ints) -> None:
        self._every, self._begins, self._above = every, begins, above
        self._measures = every.measures[:, rows.measured]
        marks = _marks(every, rows.pools)
        for own in (above, *np.rint(self._measures.T).astype(np.int64)):
            # Any odd number far from others: what two sums have alike by chance is held apart.
            marks = marks * np.uint64(ODD) + own.astype(np.uint64)
        self._order = np.lexsort((marks, every.kinds))
        # Sums of marks, which are there twice where patterns are.
        self.marks = np.add.reduceat(marks * marks + marks, begins[:-1]).tolist()

    def order(self, kind: int) -> Ints:
        """A kind's patterns, those of kinds alike one by one alike."""
        return self._order[self._begins[kind] : self._begins[kind + 1]]

    def same(self, one: int, other: int) -> bool:
        mine, theirs = self.order(one), self.order(other)
        if len(mine) != len(theirs) or not (self._above[mine] == self._above[theirs]).all():
            return False
        if not (self._measures[mine] == self._measures[theirs]).all():
            return False
        here, there = self._every.at(mine), self._every.at(theirs)
        return np.array_equal(here.starts, there.starts) and np.array_equal(here.pools, there.pools)
