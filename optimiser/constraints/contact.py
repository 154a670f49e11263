"""The officer sees the person soon, weekly beside treatment, monthly, and reviews with others.

All shoulds: for each period P that must hold a contact, days with a contact in P + departure >= 1,
where the order lasts to the end of P. A day with two counts one: two visits on one day share their
way, but are a contact once. And the last session is no earlier than P begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from models.circumstances import holds
from models.facts import Facts
from optimiser.constraints.detox import covered_by
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.linear import Literal, total
from optimiser.streams import Stream


def post(draft: Draft) -> None:
    """First contact, contact by month, and with treatment by week and review."""
    menu = draft.facts.menu
    seen = draft.of("contact")
    soon = menu.bound("contact", "first-days")
    if soon is not None and soon.highest is not None:
        until = business_days_after(draft.facts, draft.horizon, int(soon.highest))
        _holds(draft, "contact.first", seen, range(until + 1), 1)
    monthly = menu.ruling("contact", "monthly")
    if monthly is not None and monthly.value is True:
        for number in range(1, draft.horizon.months + 1):
            _holds(draft, "contact.monthly", seen, draft.horizon.month(number), number)
    if draft.outline.imposes("atr") and holds("medium-or-high", draft.facts.case):
        _beside_treatment(draft, seen)


def _beside_treatment(draft: Draft, seen: list[Stream]) -> None:
    menu, horizon = draft.facts.menu, draft.horizon
    weeks = menu.bound("contact", "weekly-weeks")
    if weeks is not None and weeks.highest is not None:
        treated = [one for one in draft.streams.values() if one.requirement == "atr"]
        for week in range(int(weeks.highest)):
            days = range(7 * week, 7 * week + 7)
            if days.stop > horizon.days:
                break
            months, covering = _month_ending(draft, days), covered_by(draft, days)
            _holds(draft, "contact.weekly", [*seen, *treated], days, months, covering)
    period = menu.bound("contact", "review-days")
    if period is not None and period.highest is not None:
        length = int(period.highest)
        joint = [one for one in draft.streams.values() if one.kind in ("review", "three-way")]
        for start in range(0, horizon.days - length + 1, length):
            days = range(start, start + length)
            _holds(draft, "contact.reviews", joint, days, _month_ending(draft, days))


def _month_ending(draft: Draft, days: range) -> int:
    """The least length in months of an order that lasts to the end of these days."""
    return draft.horizon.month_of(days.stop - 1)


def _holds(
    draft: Draft,
    rule: str,
    streams: list[Stream],
    days: range,
    months: int,
    covering: Sequence[Literal] = (),
) -> None:
    """One of these sessions, or a departure, or the order ends before it has `months` months.

    Or one of the literals that cover the days is true, a detox.
    """
    departs, lasts = draft.departs(rule, "contact"), draft.reaches(months)
    keys = [stream.key for stream in streams]
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
