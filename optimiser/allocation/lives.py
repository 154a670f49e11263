"""When people are taken: their weeks as arrays, and the minutes of them a weekly slot would meet.

Times are minutes of the clock's face. Week 0 is the week of the first Monday of the calendar, so
that a rota's week is a remainder. A life with dated exceptions has no repeating week and is laid
out day by day instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import lcm

import numpy as np
from attrs import frozen

from models.arithmetic import union
from models.case import Case
from models.commitments import Commitment
from models.moments import MINUTES_A_DAY
from optimiser.allocation.arrays import Floats, Ints

WEEK = 7 * MINUTES_A_DAY
# A visit begins and ends at most so long before or after the day of its session.
REACH = MINUTES_A_DAY
Stretch = tuple[int, int]


@frozen
class Life:
    """Taken stretches over `cycle` weeks, over and over; or, with a cycle of 0, once for all.

    `firm` are never to be met; of `soft`, each minute met is lost.
    """

    cycle: int
    firm: tuple[Stretch, ...]
    soft: tuple[Stretch, ...]


FREE = Life(1, (), ())


def life(case: Case, first: date, last: date) -> Life:
    """What is taken of a person's time from a day to another."""
    held = [one for one in case.commitments if one.firm or one.at_stake]
    sessions = [stretch for order in case.existing for stretch in order.sessions]
    if not held and not sessions:
        return FREE
    if not sessions and all(_plain(one, first, last) for one in held):
        cycle = lcm(*(one.cycle_weeks for one in held))
        return Life(
            cycle,
            _repeating((one for one in held if one.firm), cycle),
            _repeating((one for one in held if not one.firm), cycle),
        )
    booked = [(_face(start), _face(end)) for start, end in sessions]
    return Life(
        0,
        union([*booked, *_dated((one for one in held if one.firm), first, last)]),
        union(_dated((one for one in held if not one.firm), first, last)),
    )


def _plain(commitment: Commitment, first: date, last: date) -> bool:
    """Whether a commitment repeats week after week, without an exception in those days."""
    return (
        not commitment.extra
        and not any(away.start <= last and away.end >= first for away in commitment.off)
        and (commitment.starts is None or commitment.starts <= first)
        and (commitment.ends is None or commitment.ends >= last)
        and (commitment.cycle_weeks == 1 or commitment.anchor is not None)
    )


def _repeating(commitments: Iterable[Commitment], cycle: int) -> tuple[Stretch, ...]:
    """The stretches of a whole cycle, and those of its neighbours that a visit could reach."""
    stretches: list[Stretch] = []
    length = cycle * WEEK
    for commitment in commitments:
        anchor = 0
        if commitment.anchor is not None and commitment.cycle_weeks > 1:
            anchor = (commitment.anchor.toordinal() - 1) // 7
        for shift in commitment.shifts:
            for week in range(cycle // commitment.cycle_weeks):
                at = (anchor + shift.week - 1 + week * commitment.cycle_weeks) % cycle
                start = at * WEEK + shift.weekday * MINUTES_A_DAY
                begins, ends = start + shift.start, start + shift.end
                stretches.append((begins, ends))
                if ends > length - REACH:
                    stretches.append((begins - length, ends - length))
                if begins < REACH:
                    stretches.append((begins + length, ends + length))
    return union(stretches)


def _dated(commitments: Iterable[Commitment], first: date, last: date) -> list[Stretch]:
    stretches = []
    begin, end = first.toordinal() - 2, last.toordinal() + 2
    for commitment in commitments:
        for ordinal in range(begin, end + 1):
            for start, stop in commitment.on(date.fromordinal(ordinal)):
                stretches.append((_face(start), _face(stop)))
    return stretches


def _face(moment: object) -> int:
    """A wall-clock time as minutes since the first Monday."""
    from datetime import datetime

    assert isinstance(moment, datetime)
    return (moment.toordinal() - 1) * MINUTES_A_DAY + moment.hour * 60 + moment.minute


@frozen(eq=False)
class Taken:
    """The stretches of several lives of one cycle, side by side, padded with nothing."""

    starts: Floats
    ends: Floats

    @staticmethod
    def of(lives: Sequence[tuple[Stretch, ...]]) -> Taken:
        most = max(map(len, lives), default=0)
        starts = np.zeros((len(lives), most))
        ends = np.zeros((len(lives), most))
        for row, stretches in enumerate(lives):
            if stretches:
                starts[row, : len(stretches)] = [start for start, _ in stretches]
                ends[row, : len(stretches)] = [end for _, end in stretches]
        return Taken(starts, ends)

    def met(self, rows: Ints, begins: Floats, ends: Floats) -> Floats:
        """Minutes of each life met by blocks; `begins` and `ends` are (life, block)."""
        if not self.starts.shape[1]:
            return np.zeros(begins.shape)
        starts, stops = self.starts[rows], self.ends[rows]
        total = np.zeros(begins.shape)
        for at in range(starts.shape[1]):
            shared = np.minimum(stops[:, at, None], ends) - np.maximum(starts[:, at, None], begins)
            total += np.maximum(shared, 0.0)
        return total
