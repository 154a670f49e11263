"""Instances others have made of the same problem, in their JSON format, with their own pricing.

A person asks for courses. A course is delivered in one of several configurations, each of which
takes one group of each of its subparts; a group may ask that its parent be attended too. Two
groups that clash may both be attended, at a cost of 1. Seats are hard.

What a person could do is small once broken up: the options of a course are its lawful sets of
groups, and the cheapest choice of one option a course is found by eliminating courses one by one,
each into a table over the courses it clashes with.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from benchmarks.elimination import Combined
from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.instance import Instance, Patterns, Priced

UNLIMITED = 1 << 30


@frozen(eq=False)
class Yardstick:
    """One instance as read: `kinds` are the sorted courses of people who ask for the same.

    `order` is the kind of each person as the file lists them; `configurations` hold each course's
    subparts and their groups, by number.
    """

    name: str
    people: int
    requests: int
    groups: int
    best_known: int | None
    proven_bound: int | None
    kinds: tuple[tuple[str, ...], ...]
    instance: Instance
    options: dict[str, tuple[tuple[int, ...], ...]]
    clashes: frozenset[tuple[int, int]]
    order: tuple[int, ...]
    configurations: dict[str, list[list[list[int]]]]
    parents: dict[int, int]

    @property
    def alone(self) -> int:
        """The sum over people planned one at a time, places ignored."""
        nothing = np.zeros(len(self.instance.seats))
        least = self.instance.pricing.priced(nothing, self.instance.weights).least
        return round(float(self.instance.people @ least))


def read(path: str | Path) -> Yardstick:
    """An instance from a file, packed with gzip or not.

    Raises
    ------
    ValueError, KeyError, OSError
        Where the file is not of the format.
    """
    packed = Path(path).read_bytes()
    raw = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    return parsed(json.loads(raw))


def parsed(data: dict[str, Any]) -> Yardstick:
    place = {group: number for number, group in enumerate(data["groups"])}
    seats = [
        UNLIMITED if group["capacity"] is None else int(group["capacity"])
        for group in data["groups"].values()
    ]
    parents = {
        place[id]: place[group["parent"]]
        for id, group in data["groups"].items()
        if group["parent"] is not None
    }
    clashes = frozenset(
        (min(pair), max(pair))
        for pair in ((place[one], place[other]) for one, other in data["conflict_pairs"])
    )
    options = {
        course: tuple(_options(configurations, place, parents))
        for course, configurations in data["courses"].items()
    }
    asked = [tuple(sorted(courses)) for courses in data["persons"].values()]
    kinds = Counter(asked)
    order = sorted(kinds)
    number = {kind: at for at, kind in enumerate(order)}
    pricing = Coursework(order, options, clashes, len(place))
    instance = Instance(
        ints(seats), ints([kinds[kind] for kind in order]), np.ones(1), pricing
    )
    return Yardstick(
        data["name"], len(data["persons"]), sum(map(len, data["persons"].values())),
        len(place), data.get("best_known"), data.get("proven_lower_bound"),
        tuple(order), instance, options, clashes, tuple(number[kind] for kind in asked),
        {
            course: [
                [[place[group] for group in subpart] for subpart in subparts]
                for subparts in configurations
            ]
            for course, configurations in data["courses"].items()
        },
        parents,
    )  # fmt: skip


def _options(
    configurations: list[list[list[str]]], place: dict[str, int], parents: dict[int, int]
) -> Iterator[tuple[int, ...]]:
    """The lawful sets of groups of a course: each subpart one, each with its parent."""
    for subparts in configurations:
        for chosen in product(*subparts):
            groups = {place[group] for group in chosen}
            if all(parents.get(group, group) in groups for group in groups):
                yield tuple(sorted(groups))


class Coursework:
    """The pricing of a yardstick: kinds of people by the courses they ask for."""

    def __init__(
        self,
        kinds: list[tuple[str, ...]],
        options: dict[str, tuple[tuple[int, ...], ...]],
        clashes: frozenset[tuple[int, int]],
        groups: int,
    ) -> None:
        self._kinds = [_Kind([options[course] for course in kind], clashes) for kind in kinds]

    def priced(self, prices: Floats, weights: Floats, kinds: Ints | None = None) -> Priced:
        least = np.full(len(self._kinds), np.inf)
        chosen: dict[int, tuple[int, ...]] = {}
        for number in range(len(self._kinds)) if kinds is None else kinds.tolist():
            kind = self._kinds[number]
            costs = kind.costs(prices, weights[0])
            least[number], chosen[number] = kind.combined.cheapest(costs, weights[0])
        return Priced(least, self, chosen)

    def taken(self, choice: object, kinds: Ints) -> list[Patterns]:
        assert isinstance(choice, dict)
        return [self._kinds[kind].patterns(kind, [choice[kind]]) for kind in kinds.tolist()]

    def near(
        self, prices: Floats, weights: Floats, slack: Floats, most: int
    ) -> list[Patterns] | None:
        found: list[Patterns] = []
        left = most
        for number, kind in enumerate(self._kinds):
            costs = kind.costs(prices, weights[0])
            chosen = kind.combined.within(costs, weights[0], float(slack[number]), left)
            if chosen is None:
                return None
            left -= len(chosen)
            found.append(kind.patterns(number, chosen))
        return found

    def likely(self, prices: Floats, weights: Floats, number: int) -> list[Patterns]:
        priced = self.priced(prices, weights)
        return self.taken(priced.choice, np.arange(len(self._kinds)))


class _Kind:
    """People who ask for the same courses: their options, and the clashes between them."""

    def __init__(
        self, courses: list[tuple[tuple[int, ...], ...]], clashes: frozenset[tuple[int, int]]
    ) -> None:
        self.courses = courses
        self.lengths = [len(options) for options in courses]
        groups = [group for options in courses for option in options for group in option]
        sizes = [len(option) for options in courses for option in options]
        self._groups = ints(groups)
        self._begins = np.concatenate(([0], np.cumsum(sizes)))
        self._splits = np.cumsum(self.lengths)[:-1]
        self._own = np.array(
            [_within(option, clashes) for options in courses for option in options], dtype=float
        )
        pairs = {}
        for (one, first), (other, second) in combinations(enumerate(courses), 2):
            matrix = np.array([[_between(a, b, clashes) for b in second] for a in first])
            if matrix.any():
                pairs[one, other] = matrix.astype(float)
        self.combined = Combined(self.lengths, pairs)

    def costs(self, prices: Floats, weight: float) -> list[Floats]:
        summed = np.add.reduceat(prices[self._groups], self._begins[:-1]) + weight * self._own
        return np.split(summed, self._splits)

    def patterns(self, number: int, chosen: list[tuple[int, ...]]) -> Patterns:
        pools = [
            sorted(g for course, at in zip(self.courses, one, strict=True) for g in course[at])
            for one in chosen
        ]
        clashes = [self.combined.paired(one) + self._own_of(one) for one in chosen]
        starts = np.concatenate(([0], np.cumsum([len(one) for one in pools])))
        return Patterns(
            np.full(len(chosen), number),
            np.array(clashes, dtype=float).reshape(-1, 1),
            starts.astype(np.int64),
            ints([pool for one in pools for pool in one]),
        )

    def _own_of(self, chosen: tuple[int, ...]) -> float:
        begins = np.concatenate(([0], self._splits))
        return float(sum(self._own[begin + at] for begin, at in zip(begins, chosen, strict=True)))


def _within(option: tuple[int, ...], clashes: frozenset[tuple[int, int]]) -> int:
    return sum(pair in clashes for pair in combinations(option, 2))


def _between(
    one: tuple[int, ...], other: tuple[int, ...], clashes: frozenset[tuple[int, int]]
) -> int:
    return sum((min(a, b), max(a, b)) in clashes for a in one for b in other)
