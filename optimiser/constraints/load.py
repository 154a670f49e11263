"""At most so many attendances in a calendar week.

sum of everything attended in a week <= the catalogue's weekly load, or the case's own.
"""

from __future__ import annotations

from models.facts import Facts
from optimiser.draft import Draft
from optimiser.linear import Literal, total


def post(draft: Draft) -> None:
    """Everything attended counts one."""
    most = most_a_week(draft.facts)
    if most is None:
        return
    weeks: dict[int, list[Literal]] = {}
    for day, _, literal in draft.attended():
        weeks.setdefault(draft.horizon.week(day), []).append(literal)
    for attended in weeks.values():
        if len(attended) > most:
            draft.model.add(total(attended) <= most)


def most_a_week(facts: Facts) -> int | None:
    """The weekly load in force."""
    own = facts.case.limits.attendances_a_week
    bound = facts.menu.bound("load", "attendances-a-week")
    shared = int(bound.highest) if bound is not None and bound.highest is not None else None
    return min((limit for limit in (own, shared) if limit is not None), default=None)


def most_a_day(facts: Facts) -> int:
    """The daily load in force; the draft combines at most two attendances in a day."""
    own = facts.case.limits.attendances_a_day
    bound = facts.menu.bound("load", "attendances-a-day")
    shared = int(bound.highest) if bound is not None and bound.highest is not None else 2
    return min(limit for limit in (own, shared, 2) if limit is not None)
