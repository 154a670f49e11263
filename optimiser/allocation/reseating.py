"""A plan in better company by moving single people, and chains of them, before any branching.

Most pools with too few can be filled or emptied by people who have another run that is as good for
the aims settled. What comes of it is a plan, checked as any other; nothing is proved here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.company import Company
from optimiser.allocation.coupled import Rows
from optimiser.allocation.crowding import Crowding
from optimiser.allocation.instance import Instance, Patterns, joined
from optimiser.allocation.moving import Nodes, Prices, moves, seated
from optimiser.allocation.plan import Whole, checked
from optimiser.allocation.pricing import Wanted
from optimiser.allocation.swapping import Swapping

# Times that everybody's moves are looked at anew.
PASSES = 12


def reseated(
    held: Instance, company: Company, patterns: Patterns, amounts: Ints,
    prices: Sequence[Prices], settled: Floats, worth: float, halted: Callable[[], bool],
) -> Whole | None:
    """The plan as it is after all moves that do better, where a step towards good company may cost
    so much (`worth`); None where a row does not let it.

    Moves are those within the slack of all `prices`, the first of which are of what costs now;
    `settled` weighs what is to stay as it is.
    """
    wanted = held.pricing
    assert isinstance(wanted, Wanted), "people want programmes"
    nodes, rows = Nodes(wanted), Rows(held)
    crowding = Crowding(company, rows.pools)
    seats = held.seats.copy()
    # Where not every pool can be held none is that was not.
    empty = rows.loads(patterns, amounts.astype(float))[rows.held_pools] == 0
    seats[rows.held_pools[empty]] = 0
    people = list(seated(wanted, nodes, patterns, amounts))
    for _ in range(PASSES):
        slots, found = moves(held, people, nodes, prices, settled)
        moved = Swapping(
            seats, nodes, crowding, people, slots, found, prices[0], worth
        ).bettered(halted)
        if not moved or halted():
            break
    plan = joined([some.shape.patterns(some.rows, some.runs) for some in people if len(some.rows)])
    return checked(rows, plan, np.ones(len(plan)), np.zeros(len(rows.costs)))
