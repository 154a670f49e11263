"""Everybody's groups at once, by column generation, until the bound meets the plan.

A linear programme over the patterns found so far gives every seat a price; every kind of people
is shown the cheapest pattern at those prices, exactly, which also gives a bound that holds for
every plan; patterns cheaper than what their kind has come in. Once none is, the few patterns of
no reduced cost are taken by whole people.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.closing import unlike
from optimiser.allocation.coupled import Rows
from optimiser.allocation.ending import close
from optimiser.allocation.holding import hold_whole
from optimiser.allocation.instance import Instance, Opening, Patterns, joined
from optimiser.allocation.master import Master, Unsolved
from optimiser.allocation.plan import Whole, checked
from optimiser.allocation.search import ROUNDING, WHOLE_PROOF, Effort, Search, rounding
from optimiser.allocation.seeds import seeds
from optimiser.allocation.settling import most_asked, settled

# So few patterns may be gone through with pools held or not, where branching came to no proof.
FEW_HELD = 2_000
# Patterns of each kind to begin with, where there are prices to tell them by.
LIKELY = 4
# Rounds without a better bound after which prices are held no longer.
PATIENCE = 3
# Prices held are let stray so many times as far, where all patterns near them are there.
FARTHER = 4.0


def no_clock() -> float:
    return 0.0


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


def allocate(
    instance: Instance,
    opening: Opening | None = None,
    effort: Effort = WHOLE_PROOF,
    clock: Callable[[], float] = no_clock,
) -> Allocation:
    """The cheapest plan with its proof, from a first plan and prices of seats where there are any.
    """
    search = Search(Rows(instance), clock, since=clock())
    master = _begun(search, opening)
    search.spent_on("first plan")
    impossible = False
    # Where the solver loses itself, what is known by then stands: a plan, and a bound of its own.
    with suppress(Unsolved):
        impossible = _generate(search, master, effort, 0.0 if opening is None else opening.trust)
        if not impossible and not search.closed:
            if len(search.rows.held_by):
                hold_whole(search, master, effort, allocate)
            if not len(search.rows.held_by) or len(master.patterns) <= FEW_HELD:
                close(search, master, effort)
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


def _begun(search: Search, opening: Opening | None) -> Master:
    """The master over a first plan, and everybody's cheapest patterns at the first prices."""
    instance, rows = search.rows.instance, search.rows
    first = np.zeros(rows.pools) if opening is None else opening.prices
    duals = rows.lawful(np.concatenate((-first, np.zeros(len(rows.lowest) - rows.pools))))
    prices, weights = rows.prices(duals)
    everybody = np.arange(len(instance.people))
    priced = instance.pricing.priced(prices, weights)
    search.bounded(duals, priced.least)
    parts = []
    if opening is not None:
        parts.append(opening.patterns)
        search.better(_checked(rows, opening.patterns, opening.amounts))
        if not search.closed:
            parts += instance.pricing.likely(prices, weights, LIKELY)
    if search.plan is None:
        seeded = seeds(instance, prices, weights)
        parts += [seeded.patterns, priced.patterns(everybody)]
        search.better(_checked(rows, seeded.patterns, seeded.amounts))
        if len(rows.held_by):
            loads = rows.loads(seeded.patterns, seeded.amounts.astype(float))
            asked = np.zeros(len(rows.costs))
            np.maximum.at(asked, rows.held_by, loads[rows.held_pools])
            seeded = seeds(settled(rows, most_asked(rows, asked)), prices, weights)
            parts.append(seeded.patterns)
            search.better(_checked(rows, seeded.patterns, seeded.amounts))
    pool = joined(parts)
    return Master(rows, pool.at(unlike(pool)))


def _checked(rows: Rows, patterns: Patterns, amounts: Ints) -> Whole | None:
    return checked(rows, patterns, amounts.astype(float), np.zeros(len(rows.costs)))


def _generate(search: Search, master: Master, effort: Effort, trust: float) -> bool:
    """Patterns until none is worth having; whether it is proved that no plan is possible.

    With some trust in the first prices they are held near the best ones known, until those stand.
    """
    instance, rows = search.rows.instance, search.rows
    held, patience = trust > 0.0 and not search.closed, PATIENCE
    if held:
        master.hold(rows.seat_prices(search.duals), trust)
    while search.rounds < effort.rounds and not search.over(effort):
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
        improving = relaxed.bettered(priced.least)
        if fits and (not len(improving) or search.floor >= relaxed.value - rounding(relaxed.value)):
            search.spent_on("pricing")
            return False
        if len(improving):
            master.add(priced.patterns(improving))
        patience = PATIENCE if bettered else patience - 1
        if held and bettered:
            if not len(improving):
                # No pattern is missing so near: the best prices lie farther off.
                trust *= FARTHER
            master.hold(rows.seat_prices(search.duals), trust)
        elif held and (not len(improving) or not patience):
            master.let_go()
            held = False
        elif not len(improving) and not master.dearer():
            return True
        search.spent_on("pricing")
    return False
