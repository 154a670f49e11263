"""The cheapest choice of one option each, where pairs of options cost something together.

Choices are eliminated one by one: what remains of one is a table over the choices it is paired
with. Going back, each choice's regret is what it costs over the best in its place; the regrets of
a whole choice add up to exactly what it costs over the cheapest, so that all choices within a
slack are listed without a dead end.
"""

from __future__ import annotations

from math import prod

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats


@frozen(eq=False)
class _Step:
    """One elimination: the choice, its scope (itself first), the paired costs over the scope.

    `received` are the steps whose remaining tables come in: which axis of each is this choice,
    and the shape to view it in once that axis stands first.
    """

    choice: int
    scope: tuple[int, ...]
    paired: Floats
    received: tuple[tuple[int, int, tuple[int, ...]], ...]


class Combined:
    """Choices of `lengths` options each; `pairs` are the costs of options of two choices."""

    def __init__(self, lengths: list[int], pairs: dict[tuple[int, int], Floats]) -> None:
        self.lengths = lengths
        self.pairs = pairs
        self._steps = _steps(lengths, pairs)

    def paired(self, chosen: tuple[int, ...]) -> float:
        return float(sum(costs[chosen[i], chosen[j]] for (i, j), costs in self.pairs.items()))

    def cheapest(self, costs: list[Floats], weight: float) -> tuple[float, tuple[int, ...]]:
        """The least sum, and options that reach it."""
        tables, value = self._tables(costs, weight)
        chosen = [0] * len(self.lengths)
        for step, table in zip(reversed(self._steps), reversed(tables), strict=True):
            beside = tuple(chosen[other] for other in step.scope[1:])
            chosen[step.choice] = int(table[(slice(None), *beside)].argmin())
        return value, tuple(chosen)

    def within(
        self, costs: list[Floats], weight: float, slack: float, most: int
    ) -> list[tuple[int, ...]] | None:
        """Every choice that costs at most `slack` over the least; None where over `most`."""
        tables, _ = self._tables(costs, weight)
        partial: list[tuple[list[int], float]] = [([0] * len(self.lengths), slack)]
        for step, table in zip(reversed(self._steps), reversed(tables), strict=True):
            grown = []
            for chosen, left in partial:
                column = table[(slice(None), *(chosen[other] for other in step.scope[1:]))]
                regret = column - column.min()
                for option in np.flatnonzero(regret <= left).tolist():
                    one = chosen.copy()
                    one[step.choice] = option
                    grown.append((one, left - float(regret[option])))
            partial = grown
            if len(partial) > most:
                return None
        return [tuple(chosen) for chosen, _ in partial]

    def _tables(self, costs: list[Floats], weight: float) -> tuple[list[Floats], float]:
        tables: list[Floats] = []
        remaining: list[Floats] = []
        value = 0.0
        for step in self._steps:
            own = costs[step.choice]
            table = step.paired * weight if weight != 1.0 else step.paired
            table = table + own.reshape(-1, *([1] * (len(step.scope) - 1)))
            for source, axis, shape in step.received:
                table = table + np.moveaxis(remaining[source], axis, 0).reshape(shape)
            tables.append(table)
            left = table.min(axis=0)
            remaining.append(left)
            if not left.ndim:
                value += float(left)
        return tables, value


def _steps(lengths: list[int], pairs: dict[tuple[int, int], Floats]) -> list[_Step]:
    """An order of elimination that keeps the tables small, the smallest next table first."""
    beside: dict[int, set[int]] = {choice: set() for choice in range(len(lengths))}
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    steps: list[_Step] = []
    waiting: list[tuple[int, tuple[int, ...]]] = []
    while beside:
        choice = min(
            beside, key=lambda one: (prod(lengths[other] for other in beside[one]) * lengths[one])
        )
        scope = (choice, *sorted(beside[choice]))
        paired = np.zeros([lengths[other] for other in scope])
        for axis, other in enumerate(scope[1:], start=1):
            key = (min(choice, other), max(choice, other))
            if key in pairs:
                costs = pairs[key] if key[0] == choice else pairs[key].T
                sides = [1] * len(scope)
                sides[0], sides[axis] = costs.shape
                paired = paired + costs.reshape(sides)
        received = []
        for source, over in waiting:
            if choice in over:
                shape = tuple(lengths[other] if other in over else 1 for other in scope)
                received.append((source, over.index(choice), shape))
        waiting = [(source, over) for source, over in waiting if choice not in over]
        if scope[1:]:
            waiting.append((len(steps), scope[1:]))
        steps.append(_Step(choice, scope, paired, tuple(received)))
        for other in scope[1:]:
            beside[other] |= set(scope[1:]) - {other}
            beside[other] -= {choice}
        del beside[choice]
    return steps
