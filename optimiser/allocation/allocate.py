"""Everybody's groups at once, by column generation, until the bound meets the plan.

A linear programme over the patterns found so far gives every seat a price; every kind of people
is shown the cheapest pattern at those prices, exactly, which also gives a bound that holds for
every plan; patterns cheaper than what their kind has come in. Once none is, the few patterns of
no reduced cost are taken by whole people.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import numpy as np
from attrs import define, field, frozen

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.closing import unlike, whole
from optimiser.allocation.coupled import Rows, priced_costs
from optimiser.allocation.instance import Instance, Opening, Patterns, joined
from optimiser.allocation.master import Master
from optimiser.allocation.plan import Whole, checked
from optimiser.allocation.seeds import seeds

# Costs are whole, so a bound may be rounded up; the sums behind it are this exact.
ROUNDING = 1e-6
# Patterns come in that better what their kind has by more than this, and of no reduced cost are
# those below it.
NOTHING = 1e-6
# Patterns of each kind to begin with, where there are prices to tell them by.
LIKELY = 4
# Rounds without a better bound after which prices are held no longer.
PATIENCE = 3
# Prices held are let stray so many times as far, where all patterns near them are there.
FARTHER = 4.0
# Patterns an exact integer programme may have at most.
MOST = 200_000


def _never() -> bool:
    return False


def no_clock() -> float:
    return 0.0


@frozen
class Effort:
    """When to stop before the proof: after so many rounds, or as soon as `halted` says so.

    `whole` is what each integer programme at the end may take, in deterministic seconds.
    """

    rounds: int = 10_000
    whole: float = 60.0
    halted: Callable[[], bool] = _never


WHOLE_PROOF = Effort()


@frozen(eq=False)
class Allocation:
    """The best plan found: so many people (`amounts`) of each pattern, and what it is worth.

    No plan comes to less than `bound`. `prices` are what a seat of each pool was worth to the last
    linear programme, an estimate; `opened` the values of the coupling's own columns. Where no plan
    was found `value` is None, and `impossible` says that there is none. `duals` of all rows give
    the bound `reached` by prices alone, which whole people may have raised since.
    """

    value: int | None
    bound: int
    patterns: Patterns
    amounts: Ints
    opened: Ints
    prices: Floats
    rounds: int
    columns: int
    seconds: dict[str, float]
    duals: Floats
    reached: float
    impossible: bool = False

    @property
    def proved(self) -> bool:
        return self.value is not None and self.bound >= self.value


@define
class _Search:
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


def allocate(
    instance: Instance,
    opening: Opening | None = None,
    effort: Effort = WHOLE_PROOF,
    clock: Callable[[], float] = no_clock,
) -> Allocation:
    """The cheapest plan with its proof, from a first plan and prices of seats where there are any.
    """
    search = _Search(Rows(instance), clock, since=clock())
    master = _begun(search, opening)
    search.spent_on("first plan")
    impossible = _generate(search, master, effort, 0.0 if opening is None else opening.trust)
    if not impossible and not search.closed:
        _close(search, master, effort)
        search.spent_on("whole people")
    seats, _ = search.rows.prices(search.duals)
    plan = search.plan
    none = np.zeros(0, dtype=np.int64)
    return Allocation(
        None if plan is None else plan.value,
        search.floor,
        master.patterns.at(none) if plan is None else plan.patterns,
        none if plan is None else plan.amounts,
        none if plan is None else plan.opened,
        seats,
        search.rounds,
        len(master.patterns),
        search.seconds,
        search.duals,
        search.reached,
        impossible,
    )


def _begun(search: _Search, opening: Opening | None) -> Master:
    """The master over a first plan, and everybody's cheapest patterns at the first prices."""
    instance, rows = search.rows.instance, search.rows
    first = np.zeros(rows.pools) if opening is None else opening.prices
    duals = rows.lawful(np.concatenate((-first, np.zeros(len(rows.lowest) - rows.pools))))
    prices, weights = rows.prices(duals)
    everybody = np.arange(len(instance.people))
    priced = instance.pricing.priced(prices, weights)
    search.bounded(duals, priced.least)
    none = np.zeros(len(rows.costs))
    parts = []
    if opening is not None:
        parts.append(opening.patterns)
        search.better(checked(rows, opening.patterns, opening.amounts.astype(float), none))
        if not search.closed:
            parts += instance.pricing.likely(prices, weights, LIKELY)
    if search.plan is None:
        seeded = seeds(instance, prices, weights)
        parts += [seeded.patterns, priced.patterns(everybody)]
        search.better(checked(rows, seeded.patterns, seeded.amounts.astype(float), none))
    pool = joined(parts)
    return Master(rows, pool.at(unlike(pool)))


def _generate(search: _Search, master: Master, effort: Effort, trust: float) -> bool:
    """Patterns until none is worth having; whether it is proved that no plan is possible.

    With some trust in the first prices they are held near the best ones known, until those stand.
    """
    instance, rows = search.rows.instance, search.rows
    held, patience = trust > 0.0 and not search.closed, PATIENCE
    if held:
        master.hold(rows.prices(search.duals)[0], trust)
    while search.rounds < effort.rounds and not search.closed and not effort.halted():
        relaxed = master.solve()
        search.spent_on("linear programme")
        search.rounds += 1
        duals = rows.lawful(relaxed.duals)
        prices, weights = rows.prices(duals)
        priced = instance.pricing.priced(prices, weights)
        bettered = search.bounded(duals, priced.least)
        fits = relaxed.standing_in < ROUNDING and relaxed.strayed < ROUNDING
        if fits:
            search.better(checked(rows, master.patterns, relaxed.amounts, relaxed.columns))
        improving = np.flatnonzero(priced.least < relaxed.kinds - NOTHING)
        if fits and (not len(improving) or search.floor >= relaxed.value - ROUNDING):
            search.spent_on("pricing")
            return False
        if len(improving):
            master.add(priced.patterns(improving))
        patience = PATIENCE if bettered else patience - 1
        if held and bettered:
            if not len(improving):
                # No pattern is missing so near: the best prices lie farther off.
                trust *= FARTHER
            master.hold(rows.prices(search.duals)[0], trust)
        elif held and (not len(improving) or not patience):
            master.let_go()
            held = False
        elif not len(improving) and not master.dearer():
            return True
        search.spent_on("pricing")
    return False


def _close(search: _Search, master: Master, effort: Effort) -> None:
    """Whole people over the patterns of no reduced cost; else over all a better plan may have."""
    rows, patterns = search.rows, master.patterns
    prices, weights = rows.prices(search.duals)
    reduced = priced_costs(patterns, prices, weights) - search.least[patterns.kinds]
    # What is in use stays: the best duals need not be the last ones.
    in_use = master.amounts > ROUNDING
    near = np.flatnonzero((reduced <= NOTHING) | in_use)
    for some in (near[_unsettled(patterns.at(near), master.amounts[near])], near):
        search.better(whole(rows, patterns.at(some), effort.whole)[0])
        if search.closed or effort.halted():
            return
    slack = np.inf if search.plan is None else search.plan.value - search.bound
    wider = np.flatnonzero((reduced <= slack) | in_use)
    search.better(whole(rows, patterns.at(wider), effort.whole)[0])
    if search.plan is None or search.closed or effort.halted():
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
