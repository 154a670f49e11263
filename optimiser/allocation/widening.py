"""The proof at the end: plans within a little of the bound first, then farther off.

A plan within so much of the bound is made of patterns whose reduced costs are no more than that. Of
these the linear programme is cut until it shows that there is no such plan, which raises the bound,
or until its few patterns hold one.
"""

from __future__ import annotations

from math import inf

import numpy as np

from optimiser.allocation.arrays import Ints
from optimiser.allocation.closing import whole
from optimiser.allocation.coupled import priced_costs
from optimiser.allocation.cutting import Below, Known
from optimiser.allocation.gathered import Gathered, gathered
from optimiser.allocation.instance import Patterns, joined
from optimiser.allocation.plan import Whole, checked
from optimiser.allocation.search import NOTHING, Effort, Search, least_whole, rounding

# Patterns gone through at most: more take too much memory.
MOST = 400_000
# Plans so near to what none falls below are looked at first. Where none is there, farther off, by
# this squared at most each time; nearer where that is too much.
NEAR, STEP = 15, 8
# Patterns of an integer programme at most: of more it takes minutes.
GONE_THROUGH = 10_000
# So often at most.
TIMES = 12


def widen(search: Search, patterns: Patterns, effort: Effort) -> None:
    """Whole people at the lowest cost and its proof, where the coupling has no columns.

    `patterns` are those of the linear programme. Costs must be whole.
    """
    if search.plan is None:
        return
    lowest = search.floor
    limit = lowest + NEAR
    # Where a look came to nothing: nearer ones are halfway to it.
    too_far: float = inf
    for place in range(TIMES):
        if search.over(effort):
            return
        limit = min(limit, search.plan.value - 1)
        found = _looked(search, patterns, limit, effort)
        if found is None:
            if limit <= search.floor:
                return
            too_far = limit
        else:
            farther = found + max(NEAR, (found - lowest) // STEP)
            limit = min(farther, lowest + NEAR * STEP ** (2 * place + 2))
        if limit >= too_far:
            limit = search.floor + round(too_far - search.floor) // 2


def _looked(search: Search, patterns: Patterns, limit: int, effort: Effort) -> int | None:
    """What is known of plans up to the limit, or as far as these are few enough."""
    none_up_to = search.floor - 1
    held = _within(search, limit)
    while held is None and limit > none_up_to:
        limit = none_up_to + (limit - none_up_to) // STEP
        held = _within(search, limit) if limit > none_up_to else None
    return None if held is None else _settled(search, held, patterns, limit, effort)


def _within(search: Search, limit: int) -> Gathered | None:
    """What plans up to the limit are made of; None where that is too much."""
    listed = _listed(search, limit)
    # Held by nobody but `gathered`, which lets go of it: there are many.
    return gathered(search.rows, listed.pop()) if listed else None


def _listed(search: Search, limit: int) -> list[Patterns]:
    rows = search.rows
    prices, weights = rows.prices(search.duals)
    room = max(limit - search.reached + rounding(limit), 0.0)
    every = rows.instance.pricing.near(prices, weights, np.full(len(search.least), room), MOST)
    return [] if every is None else [joined(every)]


def _settled(
    search: Search, held: Gathered, patterns: Patterns, limit: int, effort: Effort
) -> int | None:
    """What no plan of these patterns falls below, where the best up to the limit is known now.

    That may be that there is none. None where it is not known.
    """
    looked = Below(held, _first(search, held, patterns), limit, effort)
    found = looked.cut()
    if _stands(search, held, found, limit, effort):
        return round(max(found.floor, search.floor))
    _better(search, held, found.taken, effort)
    if search.closed or search.plan is None:
        return search.floor
    limit = min(limit, search.plan.value - 1)
    found = looked.part(limit)
    if _stands(search, held, found, limit, effort):
        return round(max(found.floor, search.floor))
    assert search.plan is not None
    limit = round(min(limit, search.plan.value - 1, _as_far_as(found)))
    rest = np.flatnonzero(found.reduced <= limit - found.rooted + rounding(limit))
    if limit < search.floor or not _better(search, held, rest, effort):
        return None
    search.bound = max(search.bound, float(min(limit + 1, search.plan.value)))
    return limit + 1


def _stands(
    search: Search, held: Gathered, found: Known, limit: int, effort: Effort
) -> bool:
    """Whether there is no more to look for up to the limit, after what was found is taken in."""
    search.bound = max(search.bound, min(found.bound, limit + 1.0))
    search.better(_spread(search, held, held.patterns.at(found.plan), found.amounts))
    return search.floor > limit or search.over(effort)


def _as_far_as(found: Known) -> float:
    """What plans come to at most whose patterns are few enough for an integer programme."""
    if len(found.reduced) <= GONE_THROUGH:
        return inf
    farthest = float(np.partition(found.reduced, GONE_THROUGH)[GONE_THROUGH])
    return least_whole(found.rooted + farthest) - 1


def _first(search: Search, held: Gathered, patterns: Patterns) -> Ints:
    """The patterns of the linear programme that cost no more than they are worth."""
    prices, weights = search.rows.prices(search.duals)
    reduced = priced_costs(patterns, prices, weights) - search.least[patterns.kinds]
    cheap = patterns.at(np.flatnonzero(reduced <= NOTHING))
    at = held.places(held.kind[cheap.kinds], cheap)
    return np.unique(at[at >= 0])


def _better(search: Search, held: Gathered, some: Ints, effort: Effort) -> bool:
    """The best plan of some patterns, if it betters what there is; whether none of them does more.
    """
    plan, proved = whole(held.rows, held.patterns.at(some), effort.whole, soon=0.0)
    if plan is not None:
        search.better(_spread(search, held, plan.patterns, plan.amounts))
    return proved


def _spread(search: Search, held: Gathered, some: Patterns, amounts: Ints) -> Whole | None:
    """A plan of gathered kinds as everybody's own."""
    own, numbers = held.spread(some, amounts)
    return checked(search.rows, own, numbers.astype(float), np.zeros(len(search.rows.costs)))
