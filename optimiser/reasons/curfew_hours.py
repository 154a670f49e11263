"""How often a curfew of the hours the court fixed can be kept, where that is not every day."""

from __future__ import annotations

from collections.abc import Iterator

from models.dated import Bound, Ruling
from models.facts import Facts
from models.rules.sentences import counted
from optimiser.curfew_weeks import WEEK, days_a_week


def of_its_hours(facts: Facts) -> tuple[str, Ruling] | None:
    """What the law leaves of a week for the hours a day that the court fixed, and the row of it.

    None where it leaves all of it, or no hours are fixed.
    """
    ask = facts.case.ask_for("curfew")
    hours = ask.terms.hours_a_day if ask is not None else None
    if hours is None:
        return None
    for most, ruling in _limits(facts, "hours-a-day"):
        if hours > most:
            return f"{ruling.row.text} {hours} hours are more than {most:g}.", ruling
    days = days_a_week(facts, hours)
    for most, ruling in _limits(facts, "hours-a-week"):
        if days < WEEK and most // hours == days:
            fit = f"at {hours} hours a day there is room for {counted(days, 'days')} of a week"
            return f"{ruling.row.text} {fit[0].upper()}{fit[1:]}.", ruling
    return None


def _limits(facts: Facts, parameter: str) -> Iterator[tuple[float, Ruling]]:
    for ruling in facts.menu.floors("curfew", parameter):
        if isinstance(ruling.value, Bound) and ruling.value.highest is not None:
            yield ruling.value.highest, ruling
