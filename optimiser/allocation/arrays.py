"""Names for arrays, and sums over rows of unequal length."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Figures = NDArray[np.int32]
Bools = NDArray[np.bool_]


def ints(values: object) -> Ints:
    return np.asarray(values, dtype=np.int64)


def sums(places: Ints, values: Floats, number: int) -> Floats:
    """What the values at each place add up to, for the places from 0 to `number`.

    >>> sums(ints([0, 2, 0]), np.array([1.0, 2.0, 4.0]), 3).tolist()
    [5.0, 0.0, 2.0]
    """
    return np.bincount(places, values, minlength=number).astype(np.float64)


def row_sums(values: Floats, starts: Ints) -> Floats:
    """The sum of each row's stretch of `values`; row i runs from starts[i] to starts[i + 1].

    >>> row_sums(np.array([1.0, 2.0, 4.0]), ints([0, 2, 2, 3])).tolist()
    [3.0, 0.0, 4.0]
    """
    running = np.concatenate(([0.0], np.cumsum(values)))
    return np.asarray(running[starts[1:]] - running[starts[:-1]])


def stretches(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Positions of the entries of some rows, row after row, and where each row then starts.

    >>> [found.tolist() for found in stretches(ints([0, 2, 2, 3]), ints([2, 0]))]
    [[2, 0, 1], [0, 1, 3]]
    """
    lengths = starts[rows + 1] - starts[rows]
    ends = np.cumsum(lengths)
    begins = np.concatenate((ints([0]), ends))
    offsets = np.repeat(starts[rows] - begins[:-1], lengths)
    return np.arange(begins[-1]) + offsets, begins
