"""Prices of whole programmes raised and lowered together, until the bound is highest.

Where people want two programmes, what one is dearer the other may be cheaper; no programme alone
shows that. How high each stands as a whole is a few numbers: a cutting-plane search finds them,
each trial a bound and the seats asked for beyond those there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from optimiser.allocation.arrays import Floats, Ints, sums
from optimiser.allocation.instance import Instance
from optimiser.allocation.offer import Programme

TRIALS = 25
CLOSE = 1e-5
# Prices move by up to this part of the dearest; those below it in proportion, so that none falls
# below nothing.
SPAN = 0.5


def levelled(prices: Floats, programmes: Sequence[Programme], instance: Instance) -> Floats:
    """The prices with each programme's moved as a whole to where the bound is highest."""
    span = SPAN * float(prices.max(initial=0.0))
    if span <= 0.0:
        return prices
    moves = np.zeros((len(programmes), len(prices)))
    for place, programme in enumerate(programmes):
        pools = np.unique(programme.pools)
        moves[place, pools] = np.minimum(1.0, prices[pools] / span)
    search = _Search(moves, span)
    best, bound = prices, -np.inf
    at = np.zeros(len(programmes))
    for _ in range(TRIALS):
        tried = np.maximum(prices + at @ moves, 0.0)
        value, beyond = _tried(instance, tried)
        if value > bound:
            best, bound = tried, value
        at, most = search.cut(at, value, moves @ beyond)
        if most - bound <= CLOSE * abs(bound):
            break
    return best


def _tried(instance: Instance, prices: Floats) -> tuple[float, Floats]:
    """The bound at some prices, and the seats then asked for beyond those there are."""
    priced = instance.pricing.priced(prices, instance.weights)
    asked = np.zeros(len(prices))
    everybody: Ints = np.arange(len(instance.people))
    for patterns in priced.source.taken(priced.choice, everybody):
        people = instance.people[patterns.kinds].astype(float)
        each = np.repeat(people, patterns.starts[1:] - patterns.starts[:-1])
        asked += sums(patterns.pools, each, len(prices))
    bound = float(instance.people @ priced.least - prices @ instance.seats)
    return bound, asked - instance.seats


class _Search:
    """The cuts so far: the bound lies below each of them."""

    def __init__(self, moves: Floats, span: float) -> None:
        self._solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self._at = [self._solver.NumVar(-span, span, "") for _ in moves]
        infinity = self._solver.infinity()
        self._bound = self._solver.NumVar(-infinity, infinity, "")
        self._solver.Maximize(self._bound)

    def cut(self, at: Floats, value: float, slopes: Floats) -> tuple[Floats, float]:
        """Where to try next, and the most the bound can still come to."""
        row = self._solver.Constraint(-self._solver.infinity(), value - float(slopes @ at))
        row.SetCoefficient(self._bound, 1.0)
        for variable, slope in zip(self._at, slopes.tolist(), strict=True):
            row.SetCoefficient(variable, -slope)
        self._solver.Solve()
        found = np.array([variable.solution_value() for variable in self._at])
        return found, float(self._bound.solution_value())
