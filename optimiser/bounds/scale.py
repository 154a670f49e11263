"""Minutes of work, minutes of travel and days of waiting as one number that sorts like the three.

The order of such triples is kept by addition, so the least sum of streams is at least the sum of
their least: what makes bounds by stream exact for aims taken one after another. Twice a triple
and a sum of a few things that can't be had still fit 64 bits, so whole arrays are added at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WAITING_BITS = 14
TRAVEL_BITS = 20

# More than anything that can be paid: a day nothing can be attended on.
NEVER = 1 << 58


def encode(work: int, travel: int, waiting: int = 0) -> int:
    return (((work << TRAVEL_BITS) + travel) << WAITING_BITS) + waiting


def encoded(work: Ints, travel: Ints) -> Ints:
    return ((work << TRAVEL_BITS) + travel) << WAITING_BITS


def decode(cost: int) -> tuple[int, int, int]:
    """The triple a cost stands for, or for a bound between two triples the least after it.

    More waiting or travel than fits a long order comes of half a unit: no whole triple but
    one with a unit more is there.
    """
    rest, waiting = divmod(cost, 1 << WAITING_BITS)
    if waiting >> (WAITING_BITS - 1):
        rest, waiting = rest + 1, 0
    work, travel = divmod(rest, 1 << TRAVEL_BITS)
    if travel >> (TRAVEL_BITS - 1):
        work, travel, waiting = work + 1, 0, 0
    return work, travel, waiting
