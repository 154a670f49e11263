"""What is known of bookings before any is made: by counting.

Where everybody asks for so many appointments and there are only so many a week, only so many
people can have theirs, whoever they are. In prices: where each appointment costs as much as what
leaving somebody out does, divided by how many of them a person needs, nobody comes to less than
being left out, and all that can be had for it is the seats there are. What prices prove holds at
any prices, so that no more has to be shown of these.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optimiser.allocation.allocate import Allocation
from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Instance, Opening, Patterns
from optimiser.allocation.people import MEASURES, UNMET, UNPLACED
from optimiser.allocation.pricing import Wanted
from optimiser.allocation.standing import of_week
from planning.booking_lots import Lot
from planning.staging import Start, plainly

# How many lengths of what people ask for are tried of each kind of seats.
MOST_LENGTHS = 12


def from_counting(lot: Lot) -> Start:
    """A start from the plan there is, else from the prices that counting knows of, if any."""

    def start(held: Instance, best: Allocation | None) -> Opening | None:
        return plainly(held, best) if best is not None else _counted(lot, held)

    return start


def _counted(lot: Lot, held: Instance) -> Opening | None:
    """The prices of seats that prove most, where that is more than prices of nothing do."""
    rows = Rows(held)
    people = float(held.people.sum())
    # Each requirement is one unit of priority, and one programme of somebody's.
    left_out = float(held.weights[UNMET] + held.weights[UNPLACED])
    best, proved = None, _bound(rows, np.zeros(rows.pools))
    for alike, lengths in _seats(lot, held):
        there = float(held.seats[alike].sum())
        for length in lengths:
            each = left_out / length
            if left_out * people - each * there <= proved:
                continue
            prices = np.zeros(rows.pools)
            prices[alike] = each
            found = _bound(rows, prices)
            if found > proved:
                best, proved = prices, found
    if best is None:
        return None
    nobody = Patterns(ints([]), np.zeros((0, len(MEASURES))), ints([0]), ints([]))
    return Opening(best, nobody, ints([]), 0.0)


def _bound(rows: Rows, prices: Floats) -> float:
    duals = rows.lawful(np.concatenate((-prices, np.zeros(len(rows.lowest) - rows.pools))))
    of_seats, weights = rows.prices(duals)
    return rows.bound(duals, rows.instance.pricing.priced(of_seats, weights).least)


def _seats(lot: Lot, held: Instance) -> Iterator[tuple[Ints, list[int]]]:
    """Seats that count alike, with how many of them people ask for: the appointments of weeks,
    where they are stated, and all there are.
    """
    assert isinstance(held.pricing, Wanted), "people want programmes"
    pools = lot.offer.pools
    weeks = np.array(
        [at < len(pools) and of_week(pools[at].id) for at in lot.short.tolist()], dtype=bool
    )
    for alike in (weeks, np.ones(len(weeks), dtype=bool)):
        asked: set[int] = set()
        for shape in held.pricing.shapes:
            for programme in shape.ways.programmes:
                before = np.concatenate((ints([0]), np.cumsum(alike[programme.pools])))
                asked.update(np.diff(before[programme.starts]).tolist())
        lengths = sorted(asked - {0})
        step = max(1, -(-len(lengths) // MOST_LENGTHS))
        if alike.any():
            yield np.flatnonzero(alike), lengths[::step]
