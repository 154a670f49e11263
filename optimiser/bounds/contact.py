"""What the officer's contact costs at the least: one in each period that must hold one.

Months are disjoint, so the sum of each month's cheapest day is exact for them. Beside treatment
the weekly contact is bounded with it (`optimiser.bounds.treatment`), and only the months wholly
after those weeks are counted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from models.circumstances import holds
from models.facts import Facts
from optimiser.bounds.scale import NEVER
from optimiser.constraints.contact import business_days_after
from optimiser.horizon import Horizon


@frozen
class Floor:
    """The least of one stream: `cost` doubled, the earliest `last` day at that cost, minutes."""

    cost: int
    last: int = 0
    minutes: int = 0


def monthly(facts: Facts, horizon: Horizon, costs: Mapping[int, int], minutes: int) -> Floor:
    """The first contact and one in each month of the order."""
    ruling = facts.menu.ruling("contact", "monthly")
    wanted = ruling is not None and ruling.value is True
    until = first_until(facts, horizon)
    total, last, number = 0, 0, 0
    for month in range(1, horizon.months + 1):
        days: Sequence[int] = horizon.month(month)
        if month == 1 and until is not None:
            days = [day for day in days if day <= until]
        elif not wanted:
            break
        best = min((costs.get(day, NEVER) for day in days), default=NEVER)
        if best >= NEVER:
            return Floor(NEVER)
        total += best
        number += 1
        last = next(day for day in days if costs.get(day) == best)
    return Floor(total, last, number * minutes)


def first_until(facts: Facts, horizon: Horizon) -> int | None:
    """The last day for the first contact, where it lies in the first month."""
    soon = facts.menu.bound("contact", "first-days")
    if soon is None or soon.highest is None:
        return None
    until = business_days_after(facts, horizon, int(soon.highest))
    return until if until < horizon.month(1).stop else None


def weekly_weeks(facts: Facts, horizon: Horizon) -> int:
    """How many first weeks of the order must hold a contact or treatment; 0 without the rule."""
    weeks = facts.menu.bound("contact", "weekly-weeks")
    if weeks is None or weeks.highest is None or not holds("medium-or-high", facts.case):
        return 0
    return min(int(weeks.highest), horizon.days // 7)


def monthly_after(
    facts: Facts, horizon: Horizon, costs: Mapping[int, int], first: int
) -> tuple[int, int]:
    """Cost and last day of one contact in each month that begins on or after day `first`."""
    ruling = facts.menu.ruling("contact", "monthly")
    if ruling is None or ruling.value is not True:
        return 0, 0
    total, last = 0, 0
    for month in range(1, horizon.months + 1):
        days = horizon.month(month)
        if days.start < first:
            continue
        best = min((costs.get(day, NEVER) for day in days), default=NEVER)
        if best >= NEVER:
            return NEVER, 0
        total += best
        last = next(day for day in days if costs.get(day) == best)
    return total, last
