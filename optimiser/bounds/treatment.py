"""What a course of treatment costs at the least, with the weekly contact it stands in for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import field, frozen

from optimiser.bounds.scale import NEVER, Ints

# Sums of a course may hold several days that can't be had, and weeks with no contact to be had.
_NO_DAY = 1 << 61
NO_CONTACT = NEVER >> 2


@frozen
class Standing:
    """Sessions of other legs under a treatment, each of which can stand in for one contact.

    At most `pairs` pairs of them share a visit, saving `saved` (not above nothing); a pair
    stands in for one contact only.
    """

    number: int = 0
    pairs: int = 0
    saved: int = 0

    def least(self, weeks: Sequence[int]) -> int:
        """What they add at the least, given what a contact costs in each of these weeks."""
        dearest = sorted(weeks, reverse=True)[: self.number]
        best = total = -sum(dearest)
        for pairs in range(1, self.pairs + 1):
            if len(dearest) > self.number - pairs:
                total += dearest[self.number - pairs]
            total += self.saved
            best = min(best, total)
        return best


@frozen
class Weekly:
    """Twice the cost of a contact in each first week, were one needed, and what may stand in.

    `near` is how many days from the middle appointment the sessions `during` lie; None: anywhere.
    """

    costs: tuple[int, ...] = ()
    before: Standing = field(factory=Standing)
    during: Standing = field(factory=Standing)
    after: Standing = field(factory=Standing)
    near: int | None = None


@frozen
class Cadence:
    """The days from which a course may begin, the last of each appointment, days between."""

    firsts: range
    latest: tuple[int, ...]
    every: int


def course(costs: Ints, cadence: Cadence, weekly: Weekly) -> tuple[int, int]:
    """Twice the least cost of appointments at their cadence, and the earliest last day.

    Appointment k lies in the k-th period of `every` days from the first; consecutive ones
    ceil(5 every / 7) to floor(9 every / 7) days apart; the wait for the first counts.
    """
    every, latest = cadence.every, cadence.latest
    padded = np.full(max(latest) + 2 * every + 2, _NO_DAY, dtype=np.int64)
    size = min(costs.size, padded.size)
    padded[:size] = np.where(costs[:size] < NEVER, costs[:size], _NO_DAY)
    begins = cadence.firsts.start
    held = padded[begins : min(cadence.firsts.stop, latest[0] + 1)]
    firsts = begins + np.nonzero(held < _NO_DAY)[0]
    if not firsts.size:
        return NEVER, 0
    weeks = _Weeks(weekly)
    reached = np.full((firsts.size, every), _NO_DAY, dtype=np.int64)
    opening = weeks.opening[weeks.of(firsts)]
    reached[:, 0] = opening + padded[firsts] + 2 * firsts
    days = firsts[:, None] + np.arange(every)[None, :]
    for last in latest[1:]:
        following = days + every
        before = _before(reached, days, following, every, weeks)
        own = np.where(following <= last, padded[np.minimum(following, padded.size - 1)], _NO_DAY)
        reached, days = np.minimum(before + own, _NO_DAY), following
    middle = firsts + every * ((len(latest) + 1) // 2 - 1)
    during = np.asarray([weeks.during(int(day), every) for day in middle], dtype=np.int64)
    total = reached + weeks.closing[weeks.of(days)] + during[:, None]
    best = int(total.min())
    if best >= NO_CONTACT:
        return NEVER, 0
    return best, int(days[total == best].min())


def _before(reached: Ints, days: Ints, following: Ints, every: int, weeks: _Weeks) -> Ints:
    """The least until each day: the appointment before it, and contact in the weeks between."""
    reach = 2 * every // 7
    week, later = weeks.of(days), weeks.of(following)
    owed = reached - weeks.needed[np.minimum(week + 1, weeks.many)]
    best = np.full(reached.shape, _NO_DAY, dtype=np.int64)
    for shift in range(-reach, reach + 1):
        to = slice(max(0, shift), min(every, every + shift))
        at = slice(max(0, -shift), min(every, every - shift))
        if to.stop <= to.start:
            continue
        paid = owed[:, at] + weeks.needed[later[:, to]]
        if every + shift < 7:
            # Two appointments in one week: no week lies between them.
            paid = np.maximum(paid, reached[:, at])
        np.minimum(best[:, to], paid, out=best[:, to])
    return best


class _Weeks:
    """The contact needed up to each week, at its beginning, and after a course."""

    def __init__(self, weekly: Weekly) -> None:
        self._weekly = weekly
        costs = weekly.costs
        self.many = many = len(costs)
        self.needed = np.asarray([sum(costs[:week]) for week in range(many + 1)], dtype=np.int64)
        self.opening = np.asarray(
            [sum(costs[:week]) + weekly.before.least(costs[:week]) for week in range(many + 1)],
            dtype=np.int64,
        )
        self.closing = np.asarray(
            [
                sum(costs[week + 1 :]) + weekly.after.least(costs[week + 1 :])
                for week in range(many + 1)
            ],
            dtype=np.int64,
        )

    def of(self, days: Ints) -> Ints:
        return np.minimum(days // 7, self.many)

    def during(self, earliest: int, every: int) -> int:
        """What the sessions during a course add, its middle lying in the period from a day."""
        costs, near = self._weekly.costs, self._weekly.near
        if near is not None:
            low, high = max(0, earliest - near), earliest + every - 1 + near
            costs = costs[low // 7 : high // 7 + 1]
        return self._weekly.during.least(costs)
