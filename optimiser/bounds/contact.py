"""What the officer's contact costs at the least: one in each period that must hold one.

Months are disjoint, so the sum of each month's cheapest day is exact for them. Beside treatment
the weekly contact is bounded with it (`optimiser.bounds.treatment`), and only the months wholly
after those weeks are counted here.
"""

from __future__ import annotations

from attrs import frozen

from models.circumstances import holds
from models.facts import Facts
from optimiser.bounds.scale import NEVER, Ints
from optimiser.constraints.contact import business_days_after, each_month
from optimiser.horizon import Horizon


@frozen
class Floor:
    """The least of one stream: `cost` doubled, the earliest `last` day at that cost, minutes."""

    cost: int
    last: int = 0
    minutes: int = 0


def monthly(facts: Facts, order: Horizon, costs: Ints, minutes: int) -> Floor:
    """The first contact and one in each month of the order."""
    until = first_until(facts, order)
    periods = [order.month(month) for month in range(1, order.months + 1)]
    if not each_month(facts):
        periods = periods[:1] if until is not None else []
    if until is not None:
        periods[0] = range(until + 1)
    return _one_in_each(periods, costs, minutes)


def monthly_after(facts: Facts, order: Horizon, costs: Ints, first: int, minutes: int) -> Floor:
    """One contact in each month that begins on or after day `first`."""
    months = range(1, order.months + 1) if each_month(facts) else ()
    periods = [order.month(month) for month in months]
    return _one_in_each([days for days in periods if days.start >= first], costs, minutes)


def _one_in_each(periods: list[range], costs: Ints, minutes: int) -> Floor:
    total = last = 0
    for days in periods:
        held = costs[days.start : days.stop]
        best = int(held.min()) if held.size else NEVER
        if best >= NEVER:
            return Floor(NEVER)
        total += best
        last = days.start + int(held.argmin())
    return Floor(total, last, len(periods) * minutes)


def first_until(facts: Facts, order: Horizon) -> int | None:
    """The last day for the first contact, where it lies in the first month."""
    soon = facts.menu.bound("contact", "first-days")
    if soon is None or soon.highest is None:
        return None
    until = business_days_after(facts, order, int(soon.highest))
    return until if until < order.month(1).stop else None


def weekly_weeks(facts: Facts, order: Horizon) -> int:
    """How many first weeks of the order must hold a contact or treatment; 0 without the rule."""
    weeks = facts.menu.bound("contact", "weekly-weeks")
    if weeks is None or weeks.highest is None or not holds("medium-or-high", facts.case):
        return 0
    return min(int(weeks.highest), (order.end_of(order.months) + 1) // 7)
