"""A first plan that keeps to the seats: everybody in turn, at prices that close what is full."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.instance import Instance, Patterns, joined

# What a seat in a full pool costs beside any other price: nobody takes it who has a way round.
FULL = 1e9
ROUNDS = 200


@frozen(eq=False)
class Seeded:
    """Patterns with how many people have each; `placed` where that is everybody."""

    patterns: Patterns
    amounts: Ints
    placed: bool

    def value(self, weights: Floats) -> float:
        return float(self.patterns.costs(weights) @ self.amounts)


def seeds(instance: Instance, prices: Floats, weights: Floats) -> Seeded:
    """Round by round, each kind's cheapest pattern among pools that still have seats.

    Within a round kinds are served in turn while seats last; who finds none comes in the next.
    """
    left = instance.seats.astype(np.int64)
    waiting = instance.people.copy()
    found: list[Patterns] = []
    amounts: list[int] = []
    for _ in range(ROUNDS):
        kinds = np.flatnonzero(waiting)
        if not len(kinds):
            break
        closing = prices + np.where(left <= 0, FULL, 0.0)
        priced = instance.pricing.priced(closing, weights, kinds)
        patterns = priced.patterns(kinds)
        served = []
        starts, pools = patterns.starts.tolist(), patterns.pools
        for row, kind in enumerate(patterns.kinds.tolist()):
            taken = pools[starts[row] : starts[row + 1]]
            number = int(waiting[kind])
            if len(taken):
                number = min(number, int(left[taken].min()))
            if number > 0:
                left[taken] -= number
                waiting[kind] -= number
                served.append(row)
                amounts.append(number)
        if not served:
            break
        found.append(patterns.at(ints(served)))
    if not found:
        return Seeded(_nothing(instance), ints([]), not waiting.any())
    return Seeded(joined(found), ints(amounts), not waiting.any())


def _nothing(instance: Instance) -> Patterns:
    return Patterns(ints([]), np.zeros((0, len(instance.weights))), ints([0]), ints([]))
