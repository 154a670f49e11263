"""One curfew window a weekday, inside the day's and the week's bounds, never across a visit.

sum of a weekday's windows = 1, one of no length where the day may be free, as many of these as
the week's bound asks for;  hours falling on each calendar day that has any within the day's bound;
sum of the windows within the week's.  (Visits and windows exclude each other in the days as laid
out.)
"""

from __future__ import annotations

from models.dated import Bound
from optimiser.amounts import curfew_hours
from optimiser.curfew_weeks import WEEK, bounds, days_a_week
from optimiser.draft import Draft
from optimiser.linear import Expression, Literal, total, weighted


def post(draft: Draft) -> None:
    """Choose the seven windows; hours over midnight count to the day they fall on."""
    if not draft.curfew:
        return
    for weekday, windows in draft.curfew_windows.items():
        draft.model.add_exactly_one(draft.curfew[weekday, n] for n in range(len(windows)))
    _free_days(draft)
    _apart(draft)
    daily = bounds(draft.facts, "hours-a-day")
    weekly = bounds(draft.facts, "hours-a-week")
    for weekday in range(WEEK):
        quiet = _quiet(draft, weekday)
        _within(draft, _minutes_on(draft, weekday), daily, unless=quiet)
    _within(draft, total(_minutes_on(draft, weekday) for weekday in range(WEEK)), weekly)


def _free(draft: Draft) -> dict[int, Literal]:
    """Where a weekday may be without a curfew, that it is."""
    return {
        weekday: draft.curfew[weekday, place]
        for weekday, windows in draft.curfew_windows.items()
        for place, window in enumerate(windows)
        if not window.kept
    }


def _free_days(draft: Draft) -> None:
    """As many weekdays with a curfew as its hours leave room for in a week, and no fewer."""
    free = _free(draft)
    if free:
        hours = curfew_hours(draft.facts, draft.outline.terms["curfew"])
        draft.model.add(total(free.values()) == WEEK - days_a_week(draft.facts, hours))


def _quiet(draft: Draft, weekday: int) -> Literal | None:
    """That no minute of a curfew falls on a weekday; None where that can't be."""
    free = _free(draft)
    if weekday not in free:
        return None
    quiet = draft.model.new_bool_var(f"no curfew on weekday {weekday}")
    draft.model.add_implication(quiet, free[weekday])
    draft.model.add(_minutes_on(draft, weekday) == 0).only_enforce_if(quiet)
    return quiet


def _apart(draft: Draft) -> None:
    """The windows of two following nights neither run into each other nor touch.

    The law of an order would let them: but two that touch are one block, and longer than any that
    is meant.
    """
    for weekday, tonight in draft.curfew_windows.items():
        following = (weekday + 1) % 7
        for place, window in enumerate(tonight):
            for other, later in enumerate(draft.curfew_windows[following]):
                if window.kept and later.kept and window.end >= later.start + 1440:
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


def _within(
    draft: Draft, minutes: Expression, hours: Bound, unless: Literal | None = None
) -> None:
    if hours.lowest is not None:
        least = draft.model.add(minutes >= int(hours.lowest * 60))
        if unless is not None:
            least.only_enforce_if(unless.negated())
    if hours.highest is not None:
        draft.model.add(minutes <= int(hours.highest * 60))
