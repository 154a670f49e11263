"""The officer sees the person soon, weekly beside treatment, monthly, and reviews with others.

All shoulds: for each period P that must hold a contact, sum of contacts in P + departure >= 1,
where the order lasts to the end of P.
"""

from __future__ import annotations

from datetime import timedelta

from models.circumstances import holds
from models.facts import Facts
from optimiser.constraints.detox import covered_by
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.linear import Literal


def post(draft: Draft) -> None:
    """First contact, contact by month, and with treatment by week and review."""
    menu = draft.facts.menu
    soon = menu.bound("contact", "first-days")
    if soon is not None and soon.highest is not None:
        until = business_days_after(draft.facts, draft.horizon, int(soon.highest))
        _holds(draft, "contact.first", [_contact(draft, range(until + 1))], 1)
    monthly = menu.ruling("contact", "monthly")
    if monthly is not None and monthly.value is True:
        for number in range(1, draft.horizon.months + 1):
            days = draft.horizon.month(number)
            _holds(draft, "contact.monthly", [_contact(draft, days)], number)
    if draft.outline.imposes("atr") and holds("medium-or-high", draft.facts.case):
        _beside_treatment(draft)


def _beside_treatment(draft: Draft) -> None:
    menu, horizon = draft.facts.menu, draft.horizon
    weeks = menu.bound("contact", "weekly-weeks")
    if weeks is not None and weeks.highest is not None:
        for week in range(int(weeks.highest)):
            days = range(7 * week, 7 * week + 7)
            if days.stop > horizon.days:
                break
            literals = [_contact(draft, days), _under(draft, "atr", days), covered_by(draft, days)]
            _holds(draft, "contact.weekly", literals, _month_ending(draft, days))
    period = menu.bound("contact", "review-days")
    if period is not None and period.highest is not None:
        length = int(period.highest)
        for start in range(0, horizon.days - length + 1, length):
            days = range(start, start + length)
            literals = [
                [
                    literal
                    for stream in draft.streams.values()
                    if stream.kind in ("review", "three-way")
                    for day, literal in draft.present(stream.key).items()
                    if day in days
                ]
            ]
            _holds(draft, "contact.reviews", literals, _month_ending(draft, days))


def _month_ending(draft: Draft, days: range) -> int:
    """The least length in months of an order that lasts to the end of these days."""
    return draft.horizon.month_of(days.stop - 1)


def _holds(draft: Draft, rule: str, literals: list[list[Literal]], months: int) -> None:
    """One of the literals, or a departure, or the order ends before it has `months` months."""
    departs = draft.departs(rule, "contact")
    flat = [literal for group in literals for literal in group]
    draft.model.add_bool_or(*flat, departs, draft.reaches(months).negated())


def _contact(draft: Draft, days: range) -> list[Literal]:
    return [
        literal
        for stream in draft.of("contact")
        for day, literal in draft.present(stream.key).items()
        if day in days
    ]


def _under(draft: Draft, requirement: str, days: range) -> list[Literal]:
    return [
        literal
        for stream in draft.streams.values()
        if stream.requirement == requirement
        for day, literal in draft.present(stream.key).items()
        if day in days
    ]


def business_days_after(facts: Facts, horizon: Horizon, count: int) -> int:
    """The day number of the `count`-th working day after day 0."""
    day = horizon.start
    left = count
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in facts.timetable.holidays:
            left -= 1
    return horizon.day(day)
