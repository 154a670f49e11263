"""RAR days are spread over the order where some are one-to-one (a should).

For consecutive RAR days d < d': d' - d <= ceil(order days / n) + 7, n the scheduled days. Written
with c(d), the RAR days up to d: a RAR day d with another beyond d + G has one on d + 1 .. d + G.
"""

from __future__ import annotations

from optimiser.draft import Draft
from optimiser.linear import Literal, total


def post(draft: Draft) -> None:
    """One row a possible RAR day and order length; a longer order allows wider gaps."""
    count = draft.outline.rar_days
    plus = draft.facts.menu.bound("rar", "spread-days")
    if count < 2 or plus is None or plus.highest is None:
        return
    if not any(stream.requirement == "rar" for stream in draft.streams.values()):
        return
    days = range(draft.horizon.days)
    activity = {day: found for day in days if (found := draft.rar_day(day))}
    departs = draft.departs("rar.spread", "rar")
    so_far = _so_far(draft, activity, count)
    beyond = _beyond(draft, activity)
    least = draft.outline.least_months
    gaps: dict[int, int] = {}
    for months in range(least, draft.horizon.months + 1):
        gap = -(-(draft.horizon.end_of(months) + 1) // count) + int(plus.highest)
        gaps[gap] = months
    for day, held in activity.items():
        for gap, months in gaps.items():
            if day + gap >= draft.horizon.days - 1:
                continue
            draft.model.add(
                total(held) + beyond[day + gap] - 1
                <= so_far[day + gap] - so_far[day] + departs + draft.reaches(months + 1)
            )


def _so_far(draft: Draft, activity: dict[int, list[Literal]], count: int) -> dict[int, Literal]:
    """The number of RAR days up to each day."""
    found: dict[int, Literal] = {}
    for day in range(draft.horizon.days):
        held = activity.get(day)
        if held is None and day:
            found[day] = found[day - 1]
            continue
        found[day] = draft.model.new_int_var(0, count, f"RAR days up to {day}")
        before: list[Literal] = [found[day - 1]] if day else []
        draft.model.add(found[day] == total([*before, *(held or [])]))
    return found


def _beyond(draft: Draft, activity: dict[int, list[Literal]]) -> dict[int, Literal]:
    """Whether a RAR day lies after each day."""
    after: dict[int, Literal] = {}
    for day in reversed(range(draft.horizon.days)):
        held = activity.get(day + 1)
        if held is None and day + 1 in after:
            after[day] = after[day + 1]
            continue
        after[day] = draft.model.new_bool_var(f"a RAR day after {day}")
        for literal in held or []:
            draft.model.add_implication(literal, after[day])
        if day + 1 in after:
            draft.model.add_implication(after[day + 1], after[day])
    return after
