"""Rest after a night's work: the hours of sleep an appointment the morning after would take.

It is told to the officer beside the work an order takes, and is no part of that figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import frozen

from models.arithmetic import meet, minutes
from models.case import Case
from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.facts import Facts, Menu
from models.moments import MINUTES_A_DAY
from models.parsers import time_of_day

AN_HOUR = 60
REST = "rest"


@frozen
class Night:
    """What makes a shift a night's work, and the rest that follows it, in minutes.

    `start` and `end` are minutes after midnight; the end is the next day's.
    """

    start: int
    end: int
    least: int
    rest: int

    def holds(self, shift: Shift) -> bool:
        """Whether so many minutes of a shift lie in the night before it, of it or after it."""
        nights = [
            (self.start + days * MINUTES_A_DAY, self.end + days * MINUTES_A_DAY)
            for days in (-1, 0, 1)
        ]
        return minutes(meet([(shift.start, shift.end)], nights)) >= self.least


def rest_hours(menu: Menu) -> float | None:
    """The hours of rest after a night shift; None where the catalogue does not say."""
    night = _night(menu)
    return None if night is None else night.rest / AN_HOUR


def rests(facts: Facts) -> tuple[Commitment, ...]:
    """The rest after each commitment's nights of work, as commitments of their own.

    Nobody holds them firm, and a stretch stands with the day its shift begins on, so that days
    off work are days off rest. Empty where the catalogue does not say what a night is.
    """
    night = _night(facts.menu)
    return () if night is None else tuple(_rests(facts.case, night))


def _rests(case: Case, night: Night) -> Iterator[Commitment]:
    for held in case.commitments:
        if held.kind is not CommitmentKind.WORK:
            continue
        shifts = tuple(
            Shift(shift.weekday, shift.end, shift.end + night.rest, shift.week)
            for shift in held.shifts
            if night.holds(shift)
        )
        extra = tuple(
            Extra(one.end, one.end + timedelta(minutes=night.rest))
            for one in held.extra
            if night.holds(_as_shift(one))
        )
        if shifts or extra:
            yield Commitment(
                CommitmentKind.WORK,
                firm=False,
                title=f"rest after {held.title or 'work'}",
                starts=held.starts,
                ends=held.ends,
                cycle_weeks=held.cycle_weeks,
                anchor=held.anchor,
                shifts=shifts,
                off=held.off,
                extra=extra,
            )


def _as_shift(one: Extra) -> Shift:
    start = one.start.hour * AN_HOUR + one.start.minute
    length = int((one.end - one.start).total_seconds()) // AN_HOUR
    return Shift(one.start.weekday(), start, start + length)


def _night(menu: Menu) -> Night | None:
    start, end = menu.ruling(REST, "night-start"), menu.ruling(REST, "night-end")
    least, rest = menu.bound(REST, "night-hours"), menu.bound(REST, "rest-hours")
    if start is None or end is None or least is None or rest is None:
        return None
    if least.lowest is None or rest.lowest is None:
        return None
    return Night(
        time_of_day(start.value),
        time_of_day(end.value) + MINUTES_A_DAY,
        round(least.lowest * AN_HOUR),
        round(rest.lowest * AN_HOUR),
    )
