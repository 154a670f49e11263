"""One curfew window a weekday, inside the day's and the week's bounds, never across a visit.

sum of a weekday's windows = 1;  hours falling on each calendar day within the day's bound;
sum of the seven windows within the week's.  (Visits and windows exclude each other in the days
as laid out.)
"""

from __future__ import annotations

from models.dated import Bound
from optimiser.draft import Draft
from optimiser.linear import Expression, Literal, total, weighted


def post(draft: Draft) -> None:
    """Choose the seven windows; hours over midnight count to the day they fall on."""
    if not draft.curfew:
        return
    for weekday, windows in draft.curfew_windows.items():
        draft.model.add_exactly_one(draft.curfew[weekday, n] for n in range(len(windows)))
    _apart(draft)
    daily = _bounds(draft, "hours-a-day")
    weekly = _bounds(draft, "hours-a-week")
    for weekday in range(7):
        _within(draft, _minutes_on(draft, weekday), daily)
    _within(draft, total(_minutes_on(draft, weekday) for weekday in range(7)), weekly)


def _apart(draft: Draft) -> None:
    """The windows of two following nights neither run into each other nor touch.

    The law of an order would let them: but two that touch are one block, and longer than any that
    is meant.
    """
    for weekday, tonight in draft.curfew_windows.items():
        following = (weekday + 1) % 7
        for place, window in enumerate(tonight):
            for other, later in enumerate(draft.curfew_windows[following]):
                if window.end >= later.start + 1440:
                    draft.model.add_at_most_one(
                        draft.curfew[weekday, place], draft.curfew[following, other]
                    )


def _minutes_on(draft: Draft, weekday: int) -> Expression:
    """Minutes of curfew that fall between the midnights of a weekday."""
    falling: list[tuple[int, Literal]] = []
    for offset in (0, -1):
        night = (weekday + offset) % 7
        for place, window in enumerate(draft.curfew_windows[night]):
            low, high = window.start + offset * 1440, window.end + offset * 1440
            inside = max(0, min(high, 1440) - max(low, 0))
            falling.append((inside, draft.curfew[night, place]))
    return weighted(falling)


def _bounds(draft: Draft, parameter: str) -> Bound:
    bound = Bound()
    for ruling in draft.facts.menu.floors("curfew", parameter):
        if isinstance(ruling.value, Bound):
            bound = bound.meet(ruling.value)
    return bound


def _within(draft: Draft, minutes: Expression, hours: Bound) -> None:
    if hours.lowest is not None:
        draft.model.add(minutes >= int(hours.lowest * 60))
    if hours.highest is not None:
        draft.model.add(minutes <= int(hours.highest * 60))
