"""What is known of a plan while it is sought: the best one and the best bound."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import numpy as np
from attrs import define, field, frozen

from optimiser.allocation.arrays import Floats
from optimiser.allocation.coupled import Rows
from optimiser.allocation.plan import Whole

# Costs are whole, so a bound may be rounded up; the sums behind it are this exact, or this part of
# what they come to.
ROUNDING, SHARE = 1e-6, 1e-12
# Patterns come in that better what their kind has by more than this, and of no reduced cost are
# those below it.
NOTHING = 1e-6


def rounding(value: float) -> float:
    """How exact a sum that comes to so much is."""
    return max(ROUNDING, SHARE * abs(value))


def least_whole(bound: float) -> int:
    """The least whole cost that is not below a bound."""
    return ceil(bound - rounding(bound))


def _never() -> bool:
    return False


@frozen
class Effort:
    """When to stop before the proof: after so many rounds, or as soon as `halted` says so.

    `whole` is what each integer programme at the end may take, in deterministic seconds. No plan
    is wanted that comes to `enough` or more. Where it is not `wide`, plans beyond the patterns of
    the linear programme are not gone through, and what is open is told as a gap. A plan `nearby` is
    one to begin with: whole people are not gone through by branch and bound for it either.
    """

    rounds: int = 10_000
    whole: float = 60.0
    halted: Callable[[], bool] = _never
    enough: float = np.inf
    wide: bool = True
    nearby: bool = False


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
        return least_whole(self.bound)

    @property
    def reached(self) -> float:
        """The bound at the duals, whatever has been proved since by going through whole people."""
        return self.rows.bound(self.duals, self.least) if len(self.duals) else -np.inf

    @property
    def closed(self) -> bool:
        return self.plan is not None and self.floor >= self.plan.value

    def over(self, effort: Effort) -> bool:
        """Whether the plan is proved, no better one is wanted, or it is to stop."""
        enough = self.bound > effort.enough - 1 + rounding(self.bound)
        return self.closed or enough or effort.halted()

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
