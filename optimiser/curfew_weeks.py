"""Seven curfew windows that can stand together and take the least of work.

The windows kept for a weekday are those that take least there. Where the nights around them leave
no room for these, a week of windows that have room is offered beside them, so that work is never
taken for want of a window that was left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from models.dated import Bound
from models.facts import Facts
from models.moments import MINUTES_A_DAY

if TYPE_CHECKING:
    from optimiser.curfew import Window

WEEK = 7
Cost = tuple[int, int, int]
Offered = Mapping[int, Sequence["Window"]]


def with_room(
    kept: dict[int, tuple[Window, ...]], every: Offered, most: int
) -> dict[int, tuple[Window, ...]]:
    """The windows kept, and with them the week of `every` that takes less than any of theirs.

    Of weeks that take as little, the one whose hours change on the fewest weekdays, then the one
    nearest the usual start. `most` are the minutes of curfew a calendar day may hold.
    """
    if not all(kept.values()) or _together([found[0] for found in kept.values()], most):
        return kept
    best = week_of(kept, most)
    widest = week_of(every, most, None if best is None else _lost(best) - 1)
    if widest is None:
        return kept
    return {
        weekday: found if window in found else (*found, window)
        for (weekday, found), window in zip(sorted(kept.items()), widest, strict=True)
    }


def most_a_day(facts: Facts) -> int:
    """The most minutes of curfew in a calendar day."""
    ends = [
        ruling.value.highest
        for ruling in facts.menu.floors("curfew", "hours-a-day")
        if isinstance(ruling.value, Bound) and ruling.value.highest is not None
    ]
    return int(60 * min(ends)) if ends else MINUTES_A_DAY


def week_of(
    offered: Offered, most: int, loss: int | None = None
) -> tuple[Window, ...] | None:
    """The best week of one window a weekday, none touching the next; of those that lose no more.

    Going round from each window of Monday. What loses more than the best so far, whatever the days
    left take, is not gone on with.
    """
    left = [sum(min(w.lost for w in offered[day]) for day in range(n, WEEK)) for n in range(WEEK)]
    best: tuple[Cost, tuple[Window, ...]] | None = None
    for monday in offered[0]:
        reached: dict[Window, tuple[Cost, tuple[Window, ...]]] = {
            monday: ((monday.lost, 0, monday.away), (monday,))
        }
        for weekday in range(1, WEEK):
            found: dict[Window, tuple[Cost, tuple[Window, ...]]] = {}
            for before, (cost, week) in reached.items():
                if loss is not None and cost[0] + left[weekday] > loss:
                    continue
                for window in offered[weekday]:
                    if follows(before, window, most):
                        way = _and(cost, before, window), (*week, window)
                        if window not in found or way < found[window]:
                            found[window] = way
            reached = found
        for sunday, (cost, week) in reached.items():
            if follows(sunday, monday, most) and (loss is None or cost[0] <= loss):
                whole = (cost[0], cost[1] + (sunday.start != monday.start), cost[2]), week
                if best is None or whole < best:
                    best, loss = whole, cost[0]
    return best[1] if best is not None else None


def _and(cost: Cost, before: Window, window: Window) -> Cost:
    lost, changes, away = cost
    return lost + window.lost, changes + (before.start != window.start), away + window.away


def follows(before: Window, window: Window, most: int) -> bool:
    """Whether a window may stand on the day after another: with time between, since two that touch
    are one long block, and both in the day's bound.
    """
    morning = before.end - MINUTES_A_DAY
    inside = max(0, morning - max(0, before.start - MINUTES_A_DAY))
    inside += max(0, min(window.end, MINUTES_A_DAY) - window.start)
    return morning < window.start and inside <= most


def _together(week: Sequence[Window], most: int) -> bool:
    return all(follows(one, other, most) for one, other in pairwise([*week, week[0]]))


def _lost(week: Sequence[Window]) -> int:
    return sum(window.lost for window in week)
