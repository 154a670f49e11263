"""Which curfew windows can stand on two days that follow, and on how many days of a week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from models.dated import Bound
from models.facts import Facts
from models.moments import MINUTES_A_DAY

if TYPE_CHECKING:
    from optimiser.curfew import Window

WEEK = 7


@frozen
class DayMinutes:
    """The least minutes of curfew on a calendar day that has any, and the most."""

    least: int = 0
    most: int = MINUTES_A_DAY


def day_minutes(facts: Facts) -> DayMinutes:
    """What the law of the case allows on a calendar day."""
    bound = bounds(facts, "hours-a-day")
    return DayMinutes(
        int(60 * (bound.lowest or 0)),
        MINUTES_A_DAY if bound.highest is None else int(60 * bound.highest),
    )


def days_a_week(facts: Facts, hours: int) -> int:
    """On how many days of a week windows of so many hours fit into its bound."""
    most = bounds(facts, "hours-a-week").highest
    return WEEK if most is None else min(WEEK, int(most // hours))


def bounds(facts: Facts, parameter: str) -> Bound:
    """All that holds of a curfew in every case, met with each other."""
    bound = Bound()
    for one in _stated(facts, parameter):
        bound = bound.meet(one)
    return bound


def _stated(facts: Facts, parameter: str) -> Iterator[Bound]:
    for ruling in facts.menu.floors("curfew", parameter):
        if isinstance(ruling.value, Bound):
            yield ruling.value


def follows(before: Window, window: Window, minutes: DayMinutes) -> bool:
    """Whether a window may stand on the day after another: with time between, since two that touch
    are one long block, and both in the day's bound.
    """
    morning = before.end - MINUTES_A_DAY
    inside = max(0, morning - max(0, before.start - MINUTES_A_DAY))
    inside += max(0, min(window.end, MINUTES_A_DAY) - window.start)
    apart = morning < window.start or not (before.kept and window.kept)
    return apart and (not inside or minutes.least <= inside <= minutes.most)
