"""From the linear programme's optimum to whole people, and the proof that none do better."""

from __future__ import annotations

import numpy as np

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.closing import whole
from optimiser.allocation.coupled import priced_costs
from optimiser.allocation.instance import Patterns, joined
from optimiser.allocation.master import Master
from optimiser.allocation.search import NOTHING, ROUNDING, Effort, Search, rounding
from optimiser.allocation.widening import widen

# Patterns an exact integer programme may have at most.
MOST = 200_000


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
        branch = not effort.nearby
        search.better(whole(rows, patterns.at(some), effort.whole, branch=branch)[0])
        if search.over(effort) or effort.nearby:
            return
        if search.plan is not None and not len(rows.costs):
            if effort.wide:
                widen(search, patterns, effort)
            return
    slack = np.inf if search.plan is None else search.plan.value - search.bound
    wider = np.flatnonzero((reduced <= slack) | in_use)
    search.better(whole(rows, patterns.at(wider), effort.whole)[0])
    if search.plan is None or search.over(effort):
        return
    if len(rows.costs):
        _through_all(search, effort)
    elif effort.wide:
        widen(search, patterns, effort)


def _through_all(search: Search, effort: Effort) -> None:
    """An integer programme of all patterns that a better plan may have, where they are not many."""
    assert search.plan is not None
    rows = search.rows
    prices, weights = rows.prices(search.duals)
    # Reckoned from the bound at these prices: branches may have raised the other since.
    room = search.plan.value - 1 - search.reached + rounding(search.reached)
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
