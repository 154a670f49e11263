"""Nothing is attended during a planned detox, and groups and treatment follow it.

attended(d) + detox begun on s <= 1 for s <= d < s + length;  first group day >= s + length.
"""

from __future__ import annotations

from optimiser.amounts import figure
from optimiser.draft import Draft
from optimiser.linear import Literal


def post(draft: Draft) -> None:
    """The detox begins on exactly one day; all it covers is free."""
    if not draft.detox:
        return
    length = detox_days(draft)
    draft.model.add_exactly_one(draft.detox.values())
    by_day: dict[int, list[Literal]] = {}
    for day, _, literal in draft.attended():
        by_day.setdefault(day, []).append(literal)
    for day in range(draft.horizon.days):
        covering = covered_by(draft, range(day, day + 1), length)
        if covering:
            for literal in by_day.get(day, []):
                draft.model.add_at_most_one(literal, *covering)
    for choices in draft.runs.values():
        for choice in choices:
            late = [lit for start, lit in draft.detox.items() if start + length > choice.first]
            draft.model.add_at_most_one(choice.literal, *late)
    for requirement in draft.outline.requirements:
        if requirement.entry.stream == "treatment":
            for day, literal in draft.first(requirement.code):
                late = [lit for start, lit in draft.detox.items() if start + length > day]
                draft.model.add_at_most_one(literal, *late)


def detox_days(draft: Draft) -> int:
    """How long a detox lasts, from the catalogue."""
    return figure(draft.facts, "detox", "days")


def covered_by(draft: Draft, days: range, length: int | None = None) -> list[Literal]:
    """The Booleans of detoxes that touch any of these days."""
    if not draft.detox:
        return []
    lasting = detox_days(draft) if length is None else length
    return [
        literal
        for start, literal in draft.detox.items()
        if start < days.stop and days.start < start + lasting
    ]
