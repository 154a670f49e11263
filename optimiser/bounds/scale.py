"""Minutes of work, minutes of travel and days of waiting as one number that sorts like the three.

The order of such triples is kept by addition, so the least sum of streams is at least the sum of
their least: what makes bounds by stream exact for aims taken one after another.
"""

from __future__ import annotations

_STEP = 1 << 24

# More than anything that can be paid: a day nothing can be attended on.
NEVER = _STEP**4


def encode(work: int, travel: int, waiting: int = 0) -> int:
    return (work * _STEP + travel) * _STEP + waiting


def decode(cost: int) -> tuple[int, int, int]:
    """The triple a cost stands for, or for a bound between two triples the lower one."""
    rest, waiting = divmod(cost, _STEP)
    work, travel = divmod(rest, _STEP)
    return work, travel, waiting
