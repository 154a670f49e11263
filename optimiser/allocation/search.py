"""What is known of a plan while it is sought: the best one, the best bound, and their closing."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import numpy as np
from attrs import define, field, frozen

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.closing import whole
from optimiser.allocation.coupled import Rows, priced_costs
from optimiser.allocation.instance import Patterns, joined
from optimiser.allocation.master import Master
from optimiser.allocation.plan import Whole

# Costs are whole, so a bound may be rounded up; the sums behind it are this exact.
ROUNDING = 1e-6
# Patterns come in that better what their kind has by more than this, and of no reduced cost are
# those below it.
NOTHING = 1e-6
# Patterns an exact integer programme may have at most.
MOST = 200_000


def _never() -> bool:
    return False


@frozen
class Effort:
    """When to stop before the proof: after so many rounds, or as soon as `halted` says so.

    `whole` is what each integer programme at the end may take, in deterministic seconds. No plan
    is wanted that comes to `enough` or more.
    """

    rounds: int = 10_000
    whole: float = 60.0
    halted: Callable[[], bool] = _never
    enough: float = np.inf


WHOLE_PROOF = Effort()


@define
class Search:
    """What is known so far: the best plan, the best bound, and the duals it stands on."""

    rows: Rows
    clock: Callable[[], float]
    plan: Whole | None = None
    bound: float = -np.inf
    duals: Floats = field(factory=lambda: np.zeros(0))
    least: Floats = field(factory=lambda: np.zeros(0))
    rounds: int = 0
    seconds: dict[str, float] = field(factory=dict)
    since: float = 0.0

    @property
    def floor(self) -> int:
        """The bound in whole costs."""
        return ceil(self.bound - ROUNDING)

    @property
    def reached(self) -> float:
        """The bound at the duals, whatever has been proved since by going through whole people."""
        return self.rows.bound(self.duals, self.least) if len(self.duals) else -np.inf

    @property
    def closed(self) -> bool:
        return self.plan is not None and self.floor >= self.plan.value

    def over(self, effort: Effort) -> bool:
        """Whether the plan is proved, no better one is wanted, or it is to stop."""
        return self.closed or self.bound > effort.enough - 1 + ROUNDING or effort.halted()

    def better(self, plan: Whole | None) -> None:
        if plan is not None and (self.plan is None or plan.value < self.plan.value):
            self.plan = plan

    def bounded(self, duals: Floats, least: Floats) -> bool:
        """A bound by the least of every kind at some duals; whether it is the best so far."""
        bound = self.rows.bound(duals, least)
        if bound <= self.bound:
            return False
        self.bound, self.duals, self.least = bound, duals, least
        return True

    def spent_on(self, phase: str) -> None:
        now = self.clock()
        self.seconds[phase] = self.seconds.get(phase, 0.0) + now - self.since
        self.since = now


def close(search: Search, master: Master, effort: Effort) -> None:
    """Whole people over the patterns of no reduced cost; else over all a better plan may have."""
    if search.over(effort):
        return
    rows, patterns = search.rows, master.patterns
    prices, weights = rows.prices(search.duals)
    reduced = priced_costs(patterns, prices, weights) - search.least[patterns.kinds]
    # What is in use stays: the best duals need not be the last ones.
    in_use = master.amounts > ROUNDING
    near = np.flatnonzero((reduced <= NOTHING) | in_use)
    for some in (near[_unsettled(patterns.at(near), master.amounts[near])], near):
        search.better(whole(rows, patterns.at(some), effort.whole)[0])
        if search.over(effort):
            return
    slack = np.inf if search.plan is None else search.plan.value - search.bound
    wider = np.flatnonzero((reduced <= slack) | in_use)
    search.better(whole(rows, patterns.at(wider), effort.whole)[0])
    if search.plan is None or search.over(effort):
        return
    room = search.plan.value - 1 - search.bound + ROUNDING
    every = rows.instance.pricing.near(
        prices, weights, np.full(len(search.least), max(room, 0.0)), MOST
    )
    if every is not None:
        plan, proved = whole(rows, joined(every), effort.whole)
        search.better(plan)
        if proved:
            # Whatever is better than the plan is made of these patterns: now nothing is.
            search.bound = max(search.bound, float(search.plan.value))


def _unsettled(patterns: Patterns, amounts: Floats) -> Ints:
    """The patterns in use, and all those of kinds the linear programme has in parts."""
    in_parts = np.zeros(int(patterns.kinds.max(initial=-1)) + 1, dtype=bool)
    in_parts[patterns.kinds[np.abs(amounts - np.rint(amounts)) > ROUNDING]] = True
    return np.flatnonzero(in_parts[patterns.kinds] | (amounts > ROUNDING))
