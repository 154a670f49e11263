"""What people attend already: which runs they cannot attend besides.

Two visits of a day leave time to go home between them, and no day or week holds too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from attrs import frozen

from models.moments import MINUTES_A_DAY
from models.population import Person
from optimiser.allocation.arrays import Bools, Ints, ints
from optimiser.allocation.offer import Meetings, Offer, Programme
from optimiser.allocation.people import DAYS_A_WEEK, Load, homes


@frozen(eq=False)
class Away:
    """Visits from leaving home to being back, in minutes of the clock's face since the first
    Monday; the day and the week of each attendance, in order.
    """

    begins: Ints
    ends: Ints
    days: Ints
    weeks: Ints


def away(attended: Iterable[tuple[date, int, int, int]]) -> Away:
    """From attendances: day, start and end by the wall clock, and the way home in minutes."""
    held = sorted(attended)
    days = [day.toordinal() - 1 for day, _, _, _ in held]
    return Away(
        ints([at * MINUTES_A_DAY + one[1] - one[3] for at, one in zip(days, held, strict=True)]),
        ints([at * MINUTES_A_DAY + one[2] + one[3] for at, one in zip(days, held, strict=True)]),
        ints(days),
        ints(days) // DAYS_A_WEEK,
    )


@frozen(eq=False)
class Beside:
    """Says which runs people who are away now and then cannot attend: (person, run)."""

    people: Sequence[Person]
    away: Mapping[int, Away]
    offer: Offer
    load: Load

    def __call__(self, rows: Ints, programme: Programme) -> Bools:
        shut = np.zeros((len(rows), len(programme.runs)), dtype=bool)
        for meetings in programme.meetings:
            sessions = _Sessions.of(meetings)
            for place, row in enumerate(rows.tolist()):
                if row in self.away:
                    person = self.people[row]
                    home = int(homes([person], meetings.group, self.offer)[0])
                    own = sessions.met(self.away[row], home, self.load.of(person))
                    shut[place, meetings.places[own]] = True
        return shut


@frozen(eq=False)
class _Sessions:
    """The sessions of some runs: whose each is, which of the dated ones (`at`), and how many its
    run has on that day and in that week. Dated ones stand once each.
    """

    run: Ints
    at: Ints
    of_day: Ints
    of_week: Ints
    day: Ints
    begin: Ints
    end: Ints

    @staticmethod
    def of(meetings: Meetings) -> _Sessions:
        slots = np.array(meetings.slots, dtype=np.int64).reshape(-1, 3)
        width = len(slots)
        dated, at = np.unique(meetings.week * width + meetings.slot, return_inverse=True)
        weekday, start, end = slots[dated % width].T
        day = dated // width * DAYS_A_WEEK + weekday
        return _Sessions(
            meetings.run,
            ints(at),
            _alike(meetings.run, day[at]),
            _alike(meetings.run, meetings.week),
            day,
            day * MINUTES_A_DAY + start,
            day * MINUTES_A_DAY + end,
        )

    def met(self, away: Away, home: int, load: Load) -> Ints:
        """The runs that clash with a visit or make a day or week too full."""
        # Visits that begin before a session is over, of which the one that ends last is looked at.
        begun = np.searchsorted(away.begins, self.end + home)
        ends = np.concatenate((ints([-1]), np.maximum.accumulate(away.ends)))
        clash = ends[begun] > self.begin - home
        shut = clash[self.at]
        for held, at, own, most in (
            (away.days, self.day, self.of_day, load.a_day),
            (away.weeks, self.day // DAYS_A_WEEK, self.of_week, load.a_week),
        ):
            there = np.searchsorted(held, at, "right") - np.searchsorted(held, at, "left")
            if there.any():
                there = there[self.at]
                shut |= (there > 0) & (there + own > most)
        return np.unique(self.run[shut])


def _alike(run: Ints, at: Ints) -> Ints:
    """How many sessions of the same run stand at the same day, or week, as each."""
    key = run * (at.max(initial=0) + 1) + at
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    return ints(counts[inverse])
