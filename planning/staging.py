"""The aims one after another: each as low as it goes while those before it stay where they are.

Where people are many all of them at once, at weights, come first: that plan is near to the last one
and is soon found, since hardly two patterns come to the same; and its prices are near to those of
every stage, where a single aim makes nearly all patterns alike and its linear programme slow.

Lots of people who share no group are solved one by one: what is least in each is least in all. So
a bound on a later aim is of plans that are no worse in the earlier aims in any lot.

Company is of who sits with whom, and no sum over people. Once it is settled, each later aim is
first sought without it, which gives a bound; only where the plan found so keeps worse company is it
sought again beside the columns that count it (`optimiser/allocation/company.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from attrs import evolve, frozen

from models.placement import PlanAim
from optimiser.allocation.allocate import Allocation, allocate
from optimiser.allocation.company import (
    NOBODY_SHORT,
    Company,
    companied,
    counted,
    women_seats,
)
from optimiser.allocation.flow import TRUST, opening
from optimiser.allocation.instance import Instance, Opening
from optimiser.allocation.moving import Prices
from optimiser.allocation.nearby import Nearby
from optimiser.allocation.pricing import Wanted
from optimiser.allocation.search import Effort
from planning.regrouping import Regrouping, cheapest, optimum, unpriced
from planning.weighing import MEASURE, STEEPER, Settled, anyway, at_once, limited, unit

Clock = Callable[[], float]
Start = Callable[[Instance, Allocation | None], Opening | None]
# Of so many kinds of people all aims are asked at once first: of fewer a stage alone is as quick.
MANY = 1_500
# Company that plans near the bound leave open is settled by branching where kinds are so few: each
# branch has a linear programme of its own.
MOST_BRANCHED = 500


@frozen(eq=False)
class Staged:
    """The plan of a lot after the last stage, with value, bound and seconds of each aim."""

    allocation: Allocation
    values: tuple[int, ...]
    bounds: tuple[int, ...]
    seconds: tuple[float, ...]


def begun(held: Instance, best: Allocation | None) -> Opening | None:
    """Where to start: from the plan there is, else from flows."""
    assert isinstance(held.pricing, Wanted), "people want programmes"
    return opening(held, held.pricing) if best is None else again(best)


def plainly(held: Instance, best: Allocation | None) -> Opening | None:
    """Where to start without flows, which of runs that share their seats know little.

    Nor are prices held: so many seats, each of one day, are sooner priced anew.
    """
    return None if best is None else Opening(best.prices, best.patterns, best.amounts, 0.0)


def staged(
    instance: Instance,
    aims: Sequence[PlanAim],
    effort: Effort,
    clock: Clock,
    company: Company = NOBODY_SHORT,
    start: Start = begun,
) -> Staged:
    """The aims in order. Once stopped, the plan so far stands, and no more is proved of it."""
    stages = _Stages(instance, effort, clock, company, start)
    values: list[int] = []
    bounds: list[int] = []
    seconds: list[float] = []
    for place, aim in enumerate(aims):
        since = clock()
        left = [MEASURE[one] for one in aims[place:] if one is not PlanAim.COMPANY]
        value, bound = stages.company() if aim is PlanAim.COMPANY else stages.sum(left)
        values.append(value)
        bounds.append(bound)
        seconds.append(clock() - since)
    assert stages.best is not None, "there is an aim"
    return Staged(stages.best, tuple(values), tuple(bounds), tuple(seconds))


class _Stages:
    """One lot from aim to aim: the best plan so far, and what it is held to."""

    def __init__(
        self, instance: Instance, effort: Effort, clock: Clock, company: Company, start: Start
    ) -> None:
        self.instance, self.effort, self.clock = instance, effort, clock
        self.of, self.start = company, start
        self.best: Allocation | None = None
        # What seats were worth when all aims were last looked at, and when anything was, at the
        # weights of all; and how many times as much they are to what is asked now.
        self.of_all = self.prices = np.zeros(len(instance.seats))
        self.times = 1.0
        self.settled: list[Settled] = []
        # The same, with what no plan falls below whatever its company. Plans are sought without
        # company first, and those may do better than any in the company that is settled.
        self.held_to: list[Settled] = []
        self.alone = 0
        # What company no later plan may be worse than, and no plan is better than.
        self.kept: tuple[int, int] | None = None
        # The prices that the last sum was proved by.
        self.last: tuple[Prices, ...] = ()

    def sum(self, measures: Sequence[int]) -> tuple[int, int]:
        """The first of these made as low as it goes: what the best plan comes to, and what none
        falls below. The others follow, and are looked at for a plan to begin with.
        """
        measure, bound, self.alone = measures[0], 0, 0
        if not self.settled or not self.effort.halted():
            if self._worth_beginning(measures):
                self._begin(measures)
            self.times = 1 / unit(measure)
            held = limited(self.instance, measure, self.held_to)
            bound = self._bettered(held) - anyway(measure, self.settled)
        assert self.best is not None, "to place nobody is a plan"
        value = total(self.best, measure)
        bound = min(max(0, bound), value)
        alone = min(max(0, self.alone - anyway(measure, self.settled)), bound)
        self.settled.append((measure, bound, value))
        self.held_to.append((measure, alone, value))
        return value, bound

    def company(self) -> tuple[int, int]:
        """Company made as good as it gets, in the same two figures."""
        self.times = 1.0
        bound, held = 0, limited(self.instance, None, self.held_to)
        if self.best is None:
            self._bettered(held)
        if self._counted() and not self.effort.halted():
            assert self.best is not None, "there is a plan to count"
            now = self.last[0] if self.last else unpriced(held)
            self.best = self._regrouping(held, ()).freely(self.best, now)
        if self._counted() and not self.effort.halted():
            bound = self._in_company(held) - anyway(None, self.settled)
        value = self._counted()
        self.kept = min(max(0, bound), value), value
        return value + self.of.anyway, self.kept[0] + self.of.anyway

    def _worth_beginning(self, measures: Sequence[int]) -> bool:
        """Whether all of these are looked at before the first: not where pools are held by
        branching, nor among runs of which flows know nothing.
        """
        if self.best is not None and (measures[0] not in STEEPER or len(measures) == 1):
            return False
        many = len(self.instance.people) > MANY
        return many and self.start is begun and not self.instance.coupling.of_seats

    def _begin(self, measures: Sequence[int]) -> None:
        """A plan and prices to begin with, of measures at once. Nothing is proved by them."""
        self.times = STEEPER.get(measures[0], 1.0)
        self.prices = self.of_all
        held = at_once(self.instance, measures, self.held_to)
        found = self._allocated(held, evolve(self.effort, nearby=True))
        if found.value is None:
            return
        self.of_all = self.prices = found.prices / self.times
        if self.kept is None or self._count(found) <= self.kept[1]:
            self.best = found

    def _bettered(self, held: Instance) -> int:
        """The best plan there is by an instance, in the company that is settled; its bound."""
        found = self._allocated(held, self._effort(held))
        self.alone = found.bound
        if self.kept is None or found.value is None or self._count(found) <= self.kept[1]:
            return self._taken(held, found).bound
        moving, now = self._regrouping(held, self.last), optimum(held, found)
        near = moving.freely(found, now)
        if self._count(near) > self.kept[1]:
            near = moving.dearly(near, now, self.kept[1])
        if self._count(near) <= self.kept[1]:
            if near.value == found.value:
                return self._taken(held, near).bound
            self.best = cheapest(held, [near] if self.best is None else [near, self.best])
        beside = companied(held, self.of, 0.0, self.kept)
        best = self._nearby(beside, near).of(found, now)
        if not best.proved and len(held.people) <= MOST_BRANCHED and not self.effort.halted():
            self.best = self.best if best.value is None else best
            branched = self._allocated(beside, self._effort(held))
            bound = max(best.bound, branched.bound)
            best = evolve(branched if better(branched, best) else best, bound=bound)
        # What no plan so good may have is told by the prices that the proof stands on.
        self._taken(held, evolve(best, duals=found.duals, reached=found.reached))
        return best.bound

    def _in_company(self, held: Instance) -> int:
        """The best company beside what is settled taken, and its bound with that."""
        assert self.best is not None, "there is a plan to count"
        beside = companied(held, self.of, 1.0, None)
        if self.last:
            found = self._nearby(beside).among(self.last[0])
            self._taken(beside, found)
            if found.proved or not self._counted() or len(held.people) > MOST_BRANCHED:
                return found.bound
        return self._taken(beside, self._allocated(beside, self._effort(beside))).bound

    def _nearby(self, beside: Instance, *plans: Allocation) -> Nearby:
        known = plans if self.best is None else (*plans, self.best)
        return Nearby(beside, women_seats(self.of), known, self.effort)

    def _regrouping(self, held: Instance, known: tuple[Prices, ...]) -> Regrouping:
        settled = limited(self.instance, None, self.held_to).weights
        return Regrouping(held, self.of, settled, known, self.effort)

    def _allocated(self, held: Instance, effort: Effort) -> Allocation:
        best = self.best
        if best is not None:
            best = evolve(best, prices=self.prices * self.times)
        return allocate(held, self.start(held, best), effort, self.clock)

    def _effort(self, held: Instance) -> Effort:
        """After company that left a gap in some sum of many kinds, plans without it are mostly in
        parts to the last: they are not gone through for what is only a bound here.
        """
        left = self.kept is not None and any(value > bound for _, bound, value in self.settled)
        return evolve(self.effort, wide=not left or len(held.people) <= MOST_BRANCHED)

    def _taken(self, held: Instance, found: Allocation) -> Allocation:
        if found.value is not None:
            self.best = found
            self.prices = found.prices / self.times
            if held.coupling.companies is None and len(found.duals):
                self.last = (optimum(held, found),)
        self.instance = narrowed(self.instance, held, found)
        return found

    def _counted(self) -> int:
        assert self.best is not None, "to place nobody is a plan"
        return self._count(self.best)

    def _count(self, found: Allocation) -> int:
        return counted(self.instance, self.of, found.patterns, found.amounts)


def better(one: Allocation, other: Allocation) -> bool:
    """Whether one is a plan that comes to less than the other, if that is a plan at all."""
    return one.value is not None and (other.value is None or one.value < other.value)


def bounded(
    instance: Instance, aims: Sequence[PlanAim], values: Sequence[int], effort: Effort
) -> tuple[int, ...]:
    """What no plan falls below in each aim that is no worse than these values in those before.

    Company is not reckoned with: its own bound is nothing, and those after it are of more plans.
    """
    bounds: list[int] = []
    settled: list[Settled] = []
    for aim, value in zip(aims, values, strict=True):
        if aim is PlanAim.COMPANY:
            bounds.append(0)
            continue
        bound = 0
        if not effort.halted():
            measure = MEASURE[aim]
            held = limited(instance, measure, settled)
            found = allocate(held, begun(held, None), effort)
            instance = narrowed(instance, held, found)
            bound = found.bound - anyway(measure, settled)
        bounds.append(min(max(0, bound), value))
        settled.append((MEASURE[aim], bounds[-1], value))
    return tuple(bounds)


def narrowed(instance: Instance, held: Instance, found: Allocation) -> Instance:
    """The instance without what no plan as good as the one found may have.

    At the prices that prove the bound a plan lies above it by what each person's pattern costs
    beyond their cheapest: so a run that costs more than value and bound are apart is in none.
    """
    assert isinstance(instance.pricing, Wanted), "people want programmes"
    if found.value is None or not len(found.duals):
        return instance
    near = optimum(held, found)
    return evolve(
        instance, pricing=instance.pricing.narrowed(near.seats, near.weights, near.slack)
    )


def again(best: Allocation) -> Opening:
    """A start from a plan and its prices."""
    trust = TRUST * float(best.prices.max(initial=0.0))
    return Opening(best.prices, best.patterns, best.amounts, trust)


def total(found: Allocation, measure: int) -> int:
    """What a plan comes to in one measure."""
    return round(float(found.patterns.measures[:, measure] @ found.amounts))
