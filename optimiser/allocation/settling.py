"""Columns of pools held and of company, settled at whole numbers: one, several, or all of them."""

from __future__ import annotations

import numpy as np
from attrs import evolve

from optimiser.allocation.arrays import Floats
from optimiser.allocation.coupled import Held, Rows
from optimiser.allocation.instance import Instance
from optimiser.allocation.search import ROUNDING


def in_part(rows: Rows, columns: Floats) -> int | None:
    """The pool that is held in part, the most of it; None where all are held or not."""
    parts = np.zeros(len(columns), dtype=bool)
    parts[rows.held_by] = True
    parts &= ~rows.own_columns
    parts &= np.abs(columns - np.rint(columns)) > ROUNDING
    if not parts.any():
        return None
    return int(np.argmax(np.where(parts, columns, -1.0)))


def either(held: Held, column: int, up: bool = True) -> tuple[Held, Held]:
    """With a column taken and without it, the other way round where it is not to go up."""
    low, high = held.low.copy(), held.high.copy()
    low[column], high[column] = 1.0, 0.0
    with_, without = Held(low, held.high), Held(held.low, high)
    return (with_, without) if up else (without, with_)


def most_asked(rows: Rows, asked: Floats) -> Floats:
    """Columns of pools that can all be held: one after another, what is most asked for first."""
    held = Held(np.zeros(len(rows.costs)), rows.limits.astype(float))
    for column in np.argsort(-asked, kind="stable").tolist():
        if held.high[column] > 0:
            one_more, _ = either(held, column)
            held = rows.fitting(one_more) or held
    return held.low


def settled(rows: Rows, columns: Floats) -> Instance:
    """The instance with these pools held and no others, in the company that the columns say.

    No other row has a lower end: plans are held to those afterwards, and where pools are whole they
    tell the programme little.
    """
    instance = rows.instance
    seats = instance.seats.copy()
    seats[rows.held_pools[columns[rows.held_by] == 0]] = 0
    coupling = instance.coupling
    of_patterns = rows.of_patterns[rows.pools :]
    taken = np.where(of_patterns, rows.of_columns(columns)[rows.pools :], 0.0)
    coupling = evolve(
        coupling,
        lowest=np.where(of_patterns, coupling.lowest - taken, -np.inf),
        highest=coupling.highest - taken,
        costs=np.zeros(0), limits=coupling.limits[:0], of_columns=(), of_seats=(), companies=None,
    )  # fmt: skip
    return evolve(instance, seats=seats, coupling=coupling)
