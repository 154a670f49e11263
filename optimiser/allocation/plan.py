"""A plan in whole people, and what has been proved of it so far."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints, sums
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Patterns

WHOLE = 1e-6


@frozen(eq=False)
class Whole:
    """How many people have each of some patterns, the coupling's columns, and the sum of costs."""

    value: int
    patterns: Patterns
    amounts: Ints
    opened: Ints


@frozen(eq=False)
class Found:
    """Amounts of some patterns and of the coupling's columns, and whether none are better; without
    amounts, whether it is proved that there are none.
    """

    amounts: Floats | None
    opened: Floats | None
    proved: bool


def checked(rows: Rows, patterns: Patterns, amounts: Floats, opened: Floats) -> Whole | None:
    """The plan these amounts make, or None where they are not whole or break a row."""
    counts = np.rint(amounts)
    if np.abs(counts - amounts).max(initial=0.0) > WHOLE:
        return None
    people = sums(patterns.kinds, counts, len(rows.instance.people))
    if not np.array_equal(people, rows.instance.people) or (counts < 0).any():
        return None
    loads = rows.loads(patterns, counts)
    opened = rows.held(loads, opened)
    columns = np.rint(opened)
    if np.abs(columns - opened).max(initial=0.0) > WHOLE:
        return None
    loads = loads + rows.of_columns(columns)
    if (loads > rows.highest + WHOLE).any() or (loads < rows.lowest - WHOLE).any():
        return None
    used = np.flatnonzero(counts)
    value = patterns.costs(rows.instance.weights) @ counts + rows.costs @ columns
    return Whole(
        round(float(value)),
        patterns.at(used),
        counts[used].astype(np.int64),
        columns.astype(np.int64),
    )
