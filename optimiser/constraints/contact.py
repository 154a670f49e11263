"""The officer sees the person soon, weekly beside treatment, monthly, and reviews with others.

All shoulds: for each period P that must hold a contact, days with a contact in P + departure >= 1,
where the order lasts to the end of P. A day with two counts one: two visits on one day share their
way, but are a contact once. And the last session is no earlier than P begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import frozen

from models.circumstances import holds
from models.facts import Facts
from optimiser.constraints.detox import covered_by
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.linear import Literal, total


@frozen
class Period:
    """Days of which one must hold something of some streams, in an order that lasts so long."""

    rule: str
    keys: tuple[str, ...]
    days: range
    months: int
    covering: tuple[Literal, ...] = ()


def post(draft: Draft) -> None:
    """First contact, contact by month, and with treatment by week and review."""
    for period in periods(draft):
        _holds(draft, period)


def periods(draft: Draft) -> Iterator[Period]:
    """Every period that must hold a contact."""
    menu = draft.facts.menu
    seen = tuple(stream.key for stream in draft.of("contact"))
    soon = menu.bound("contact", "first-days")
    if soon is not None and soon.highest is not None:
        until = business_days_after(draft.facts, draft.horizon, int(soon.highest))
        yield Period("contact.first", seen, range(until + 1), 1)
    if each_month(draft.facts):
        for number in range(1, draft.horizon.months + 1):
            yield Period("contact.monthly", seen, draft.horizon.month(number), number)
    if draft.outline.imposes("atr") and holds("medium-or-high", draft.facts.case):
        yield from _beside_treatment(draft, seen)


def each_month(facts: Facts) -> bool:
    """Whether every month of the order must hold a contact."""
    ruling = facts.menu.ruling("contact", "monthly")
    return ruling is not None and ruling.value is True


def _beside_treatment(draft: Draft, seen: tuple[str, ...]) -> Iterator[Period]:
    menu, horizon = draft.facts.menu, draft.horizon
    weeks = menu.bound("contact", "weekly-weeks")
    if weeks is not None and weeks.highest is not None:
        treated = (key for key, one in draft.streams.items() if one.requirement == "atr")
        keys = (*seen, *treated)
        for week in range(int(weeks.highest)):
            days = range(7 * week, 7 * week + 7)
            if days.stop > horizon.days:
                break
            covering = tuple(covered_by(draft, days))
            yield Period("contact.weekly", keys, days, _month_ending(draft, days), covering)
    period = menu.bound("contact", "review-days")
    if period is not None and period.highest is not None:
        length = int(period.highest)
        joint = tuple(k for k, one in draft.streams.items() if one.kind in ("review", "three-way"))
        for start in range(0, horizon.days - length + 1, length):
            days = range(start, start + length)
            yield Period("contact.reviews", joint, days, _month_ending(draft, days))


def _month_ending(draft: Draft, days: range) -> int:
    """The least length in months of an order that lasts to the end of these days."""
    return draft.horizon.month_of(days.stop - 1)


def _holds(draft: Draft, period: Period) -> None:
    """One of these sessions, or a departure, or the order ends before it has so many months.

    Or one of the literals that cover the days is true, a detox.
    """
    keys, days, covering = period.keys, period.days, period.covering
    departs, lasts = draft.departs(period.rule, "contact"), draft.reaches(period.months)
    held = [lit for key in keys for day, lit in draft.present(key).items() if day in days]
    draft.model.add_bool_or(*held, *covering, departs, lasts.negated())
    excused = total([departs, *covering]) + 1 - lasts
    draft.model.add(draft.days_with(keys, days) + excused >= 1)
    draft.lasting.append((days.start, excused))


def business_days_after(facts: Facts, horizon: Horizon, count: int) -> int:
    """The day number of the `count`-th working day after day 0."""
    day = horizon.start
    left = count
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in facts.timetable.holidays:
            left -= 1
    return horizon.day(day)
