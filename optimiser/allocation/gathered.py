"""Kinds that no pattern still in question tells apart, taken as one.

A proof at the end is about few patterns. There many kinds have the same ones, at costs that differ
by what is the same for all of them: whatever one person of such a kind has, one of another could
have instead. As one kind they leave an integer programme nothing to go through twice, and a cut on
one is a cut on all.
"""

from __future__ import annotations

import numpy as np
from attrs import evolve, field, frozen

from optimiser.allocation.arrays import Ints, ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Patterns

# A pattern's rows with its shares in them, and its cost above its kind's least.
Told = tuple[bytes, int]


@frozen(eq=False)
class Gathered:
    """The patterns as those of kinds taken together: `patterns` by the number of these.

    A plan of them comes to `offset` more than it says. The rows of `patterns` from `begins[i]` on
    are the i-th kind's; its members' own are in `every`, at `own[i]` (member, pattern).
    """

    rows: Rows
    patterns: Patterns
    offset: int
    begins: Ints
    kind: Ints
    every: Patterns
    members: tuple[tuple[int, ...], ...]
    own: tuple[Ints, ...]
    people: Ints
    _places: dict[int, dict[tuple[int, ...], int]] = field(factory=dict, init=False)

    def places(self, kinds: Ints, patterns: Patterns) -> Ints:
        """Where patterns that take the same pools are, for these gathered kinds; -1: nowhere."""
        found = []
        for row, kind in enumerate(kinds.tolist()):
            if kind not in self._places:
                begin, end = int(self.begins[kind]), int(self.begins[kind + 1])
                self._places[kind] = {self.patterns.of(at): at for at in range(begin, end)}
            found.append(self._places[kind].get(patterns.of(row), -1))
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
            for member, own in zip(self.members[kind], self.own[kind], strict=True):
                number = min(int(left[member]), amount)
                if number:
                    rows.append(int(own[row - self.begins[kind]]))
                    numbers.append(number)
                    left[member] -= number
                    amount -= number
        return self.every.at(ints(rows)), ints(numbers)


def gathered(rows: Rows, every: Patterns) -> Gathered | None:
    """The kinds gathered by these patterns; None where a kind has none of them.

    Costs must be whole.
    """
    every = every.at(np.argsort(every.kinds, kind="stable"))
    instance = rows.instance
    number = len(instance.people)
    begins = np.searchsorted(every.kinds, np.arange(number + 1))
    if (begins[1:] == begins[:-1]).any():
        return None
    costs = np.rint(every.costs(instance.weights)).astype(np.int64)
    least = np.minimum.reduceat(costs, begins[:-1])
    told = _told(rows, every, costs - least[every.kinds])
    together: dict[tuple[Told, ...], list[tuple[int, Ints]]] = {}
    ends = begins.tolist()
    for kind in range(number):
        order = sorted(range(ends[kind], ends[kind + 1]), key=told.__getitem__)
        key = tuple(told[row] for row in order)
        together.setdefault(key, []).append((kind, ints(order)))
    members = tuple(tuple(kind for kind, _ in held) for held in together.values())
    own = tuple(np.stack([order for _, order in held]) for held in together.values())
    kind_of = np.zeros(number, dtype=np.int64)
    for place, held in enumerate(members):
        kind_of[list(held)] = place
    first = ints([held[0] for held in members])
    people = ints([int(instance.people[list(held)].sum()) for held in members])
    offset = int(instance.people @ (least - least[first[kind_of]]))
    patterns = every.at(np.concatenate([of_members[0] for of_members in own]))
    lengths = ints([of_members.shape[1] for of_members in own])
    return Gathered(
        Rows(evolve(instance, people=people)),
        evolve(patterns, kinds=np.repeat(np.arange(len(members)), lengths)),
        offset,
        np.concatenate((ints([0]), np.cumsum(lengths))),
        kind_of,
        every,
        members,
        own,
        instance.people,
    )


def _told(rows: Rows, every: Patterns, above: Ints) -> list[Told]:
    starts, entries, shares = rows.entries(every)
    begins = starts.tolist()
    return [
        (entries[begin:end].tobytes() + shares[begin:end].tobytes(), cost)
        for begin, end, cost in zip(begins[:-1], begins[1:], above.tolist(), strict=True)
    ]
