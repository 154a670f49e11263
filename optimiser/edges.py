"""Which of several sessions is the first, or the last: a Boolean a day, of which one is true."""

from __future__ import annotations

from collections.abc import Mapping

from optimiser.linear import Expression, Literal, constant
from optimiser.model import Model


def edges(
    model: Model, days: Mapping[int, Literal], name: str, *, last: bool
) -> list[tuple[int, Literal]]:
    """Day and Boolean of each possible first (or last) of the days attended, at least one.

    A chain of Booleans says whether it lies on a day or before: a clause of all days up to each
    would come to a hundred thousand literals in an order of two years.
    """
    ordered = sorted(days, reverse=last)
    found = {day: model.new_bool_var(f"{name} edge {day}") for day in ordered}
    model.add_exactly_one(found.values())
    reached: Expression | Literal = constant(0)
    for day in ordered:
        model.add_implication(found[day], days[day])
        by_now = model.new_bool_var(f"{name} edge by {day}")
        model.add(by_now == reached + found[day])
        model.add_implication(days[day], by_now)
        reached = by_now
    return [(day, found[day]) for day in ordered]
