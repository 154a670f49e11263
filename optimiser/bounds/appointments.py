"""What one-to-one appointments cost at the least: so many a week, or one in each stretch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optimiser.bounds.contact import Floor
from optimiser.bounds.scale import NEVER, Ints
from optimiser.horizon import Horizon


def weeks_apart(
    horizon: Horizon, costs: Ints, days: range, count: int, most: int, minutes: int
) -> Floor:
    """So many sessions, at most `most` in a calendar week: the cheapest weeks, each by itself."""
    if count == 0:
        return Floor(0)
    start = max(0, days.start)
    held = costs[start : max(start, days.stop)]
    if most >= 7:
        offered = np.sort(held)[:count]
        by_day = np.nonzero(held < NEVER)[0]
        last = start + int(by_day[count - 1]) if by_day.size >= count else 0
    else:
        weeks = by_week(horizon, held, start)
        cheapest = np.sort(weeks, axis=1)[:, :most] if most > 1 else weeks.min(axis=1)
        offered = np.sort(cheapest, axis=None)[:count]
        last = _nth_day(horizon, weeks, start, count, most)
    if offered.size < count or offered[-1] >= NEVER:
        return Floor(NEVER)
    return Floor(int(offered.sum()), last, count * minutes)


def by_week(horizon: Horizon, held: Ints, start: int) -> Ints:
    """Costs from day `start` on as rows of seven, each a calendar week."""
    lead = (horizon.start.weekday() + start) % 7
    rows = -(-(lead + held.size) // 7)
    weeks = np.full(7 * rows, NEVER, dtype=np.int64)
    weeks[lead : lead + held.size] = held
    return weeks.reshape(rows, 7)


def _nth_day(horizon: Horizon, weeks: Ints, start: int, count: int, most: int) -> int:
    """The earliest day by which so many sessions can be held."""
    offered = weeks < NEVER
    done = np.minimum(offered.sum(axis=1), most).cumsum()
    row = int(np.searchsorted(done, count))
    if row >= done.size:
        return 0
    before = int(done[row - 1]) if row else 0
    place = int(np.nonzero(offered[row])[0][count - before - 1])
    return start + 7 * row + place - (horizon.start.weekday() + start) % 7


def stretches(costs: Ints, each: Sequence[range], minutes: int) -> Floor:
    """One session in each stretch of a run's days."""
    total = 0
    for days in each:
        held = costs[days.start : days.stop]
        best = int(held.min()) if held.size else NEVER
        if best >= NEVER:
            return Floor(NEVER)
        total += best
    return Floor(total, 0, len(each) * minutes)
