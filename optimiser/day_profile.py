"""What of one day of a person's life is taken, in minutes after midnight by the wall clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from attrs import frozen

from models.case import Case
from models.commitments import Commitment
from models.moments import MINUTES_A_DAY

Interval = tuple[int, int]


@frozen(cache_hash=True)
class DayProfile:
    """The stretches of a day that are taken: `firm` ones never met, `soft` ones lost if met."""

    firm: tuple[Interval, ...]
    soft: tuple[Interval, ...]


def profile(case: Case, rests: tuple[Commitment, ...], day: date) -> DayProfile:
    """What commitments, the rest after nights and existing orders take of a day."""
    firm: list[Interval] = []
    soft: list[Interval] = []
    # Two days before, so that the rest after a long shift begun then is seen to its end.
    for offset in (-2, -1, 0, 1):
        other = day + timedelta(days=offset)
        for commitment in (*case.commitments, *rests):
            if not (commitment.firm or commitment.at_stake):
                continue
            for start, end in commitment.on(other):
                taken = (_minute(start, day), _minute(end, day))
                if taken[1] > -MINUTES_A_DAY // 2 and taken[0] < 3 * MINUTES_A_DAY // 2:
                    (firm if commitment.firm else soft).append(taken)
    for order in case.existing:
        for start, end in order.sessions:
            if abs((start.date() - day).days) <= 1:
                firm.append((_minute(start, day), _minute(end, day)))
    return DayProfile(_union(firm), _union(soft))


def _minute(moment: datetime, day: date) -> int:
    """A London wall-clock time as minutes after midnight of `day`, by the face of the clock."""
    at = moment.replace(tzinfo=None)
    return (at.date() - day).days * MINUTES_A_DAY + at.hour * 60 + at.minute


def _union(intervals: list[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
