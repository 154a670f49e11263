"""Instances whose patterns are listed, kind by kind, and their best plan by going through all."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from random import Random

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import ints
from optimiser.allocation.coupled import priced_costs
from optimiser.allocation.instance import Instance, Patterns, Priced

# A pattern: what it costs, and the pools it takes.
Way = tuple[int, tuple[int, ...]]
ALONE = ()


def patterns(ways: list[tuple[int, Way]]) -> Patterns:
    """Ways of kinds as patterns of one measure, their cost."""
    lengths = [len(pools) for _, (_, pools) in ways]
    return Patterns(
        ints([kind for kind, _ in ways]),
        np.array([[float(cost)] for _, (cost, _) in ways]).reshape(len(ways), 1),
        ints([sum(lengths[:place]) for place in range(len(ways) + 1)]),
        ints([pool for _, (_, pools) in ways for pool in pools]),
    )


@frozen(eq=False)
class Listed:
    """The pricing of kinds that have these ways and no others."""

    ways: tuple[tuple[Way, ...], ...]

    @property
    def every(self) -> Patterns:
        return patterns([(kind, way) for kind, some in enumerate(self.ways) for way in some])

    def priced(self, prices, weights, kinds=None) -> Priced:
        every = self.every
        costs = priced_costs(every, prices, weights)
        least = np.full(len(self.ways), np.inf)
        np.minimum.at(least, every.kinds, costs)
        return Priced(least, self, (prices, weights))

    def taken(self, choice, kinds) -> list[Patterns]:
        every = self.every
        costs = priced_costs(every, *choice)
        at = [min(np.flatnonzero(every.kinds == kind), key=costs.__getitem__) for kind in kinds]
        return [every.at(ints(at))]

    def near(self, prices, weights, slack, most) -> list[Patterns] | None:
        every = self.every
        least = self.priced(prices, weights).least
        costs = priced_costs(every, prices, weights)
        rows = np.flatnonzero(costs <= (least + slack)[every.kinds])
        return None if len(rows) > most else [every.at(rows)]

    def likely(self, prices, weights, number) -> list[Patterns]:
        return self.taken((prices, weights), range(len(self.ways)))


def instance(seats: list[int], people: list[int], *ways: tuple[Way, ...]) -> Instance:
    return Instance(ints(seats), ints(people), np.ones(1), Listed(ways))


def drawn(seed: int) -> Instance:
    """Few seats in pools that patterns take two or three of: linear programmes come out in parts.
    """
    luck = Random(seed)
    pools = range(luck.randint(3, 5))
    seats = [luck.randint(1, 2) for _ in pools]
    number = luck.randint(3, 4)
    sets = [some for size in (2, 3) for some in combinations(pools, size)]
    ways = tuple(
        (
            (luck.choice([60, 100]), ALONE),
            *((luck.choice([0, 0, 5]), pools) for pools in luck.sample(sets, 3)),
        )
        for _ in range(number)
    )
    return instance(seats, [luck.randint(1, 2) for _ in range(number)], *ways)


def best(held: Instance) -> int:
    """The least that any whole plan comes to."""
    ways = held.pricing.ways
    everybody = [kind for kind, number in enumerate(held.people.tolist()) for _ in range(number)]

    @cache
    def least(place: int, left: tuple[int, ...]) -> int:
        if place == len(everybody):
            return 0
        found = []
        for cost, pools in ways[everybody[place]]:
            rest = tuple(free - pools.count(pool) for pool, free in enumerate(left))
            if min(rest) >= 0:
                found.append(cost + least(place + 1, rest))
        return min(found)

    return least(0, tuple(held.seats.tolist()))


def plans(held: Instance) -> Iterator[tuple[int, ...]]:
    """How many people have each of the listed patterns, for every plan that keeps to the seats."""
    every = held.pricing.every
    each = []
    for kind, number in enumerate(held.people.tolist()):
        rows = np.flatnonzero(every.kinds == kind)
        each.append([
            some for some in product(range(number + 1), repeat=len(rows)) if sum(some) == number
        ])  # fmt: skip
    for chosen in product(*each):
        amounts = tuple(number for some in chosen for number in some)
        taken = np.zeros(len(held.seats), dtype=int)
        for row, number in enumerate(amounts):
            np.add.at(taken, list(every.of(row)), number)
        if (taken <= held.seats).all():
            yield amounts
