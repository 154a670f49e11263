"""What people attend already: which runs they cannot attend besides.

Two visits of a day leave time to go home between them, and no day or week holds too much.
"""

from __future__ import annotations

from collections import Counter
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
    Monday, and how many attendances each day and each week hold.
    """

    begins: Ints
    ends: Ints
    days: Mapping[int, int]
    weeks: Mapping[int, int]


def away(attended: Iterable[tuple[date, int, int, int]]) -> Away:
    """From attendances: day, start and end by the wall clock, and the way home in minutes."""
    held = sorted(attended)
    days = [day.toordinal() - 1 for day, _, _, _ in held]
    return Away(
        ints([at * MINUTES_A_DAY + one[1] - one[3] for at, one in zip(days, held, strict=True)]),
        ints([at * MINUTES_A_DAY + one[2] + one[3] for at, one in zip(days, held, strict=True)]),
        Counter(days),
        Counter(day // DAYS_A_WEEK for day in days),
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
    """Every session of some runs: whose it is, when, and how many its run has that day and week.
    """

    number: int
    run: Ints
    begin: Ints
    end: Ints
    day: Ints
    of_day: Ints
    of_week: Ints

    @staticmethod
    def of(meetings: Meetings) -> _Sessions:
        slots = np.array(meetings.slots, dtype=np.int64).reshape(-1, 3)
        weekday, start, end = slots[meetings.slot].T
        day = meetings.week * DAYS_A_WEEK + weekday
        return _Sessions(
            len(meetings.places),
            meetings.run,
            day * MINUTES_A_DAY + start,
            day * MINUTES_A_DAY + end,
            day,
            _alike(meetings.run, day),
            _alike(meetings.run, meetings.week),
        )

    def met(self, away: Away, home: int, load: Load) -> Ints:
        """The runs that clash with a visit or make a day or week too full."""
        begin, end = self.begin - home, self.end + home
        after = np.searchsorted(away.begins, end)
        # Visits of one person do not overlap, so the last that begins before the end ends last.
        before = np.concatenate((ints([-1]), np.maximum.accumulate(away.ends)))
        shut = before[after] > begin
        days = ints([away.days.get(day, 0) for day in self.day.tolist()])
        shut |= (days > 0) & (days + self.of_day > load.a_day)
        week = (self.day // DAYS_A_WEEK).tolist()
        weeks = ints([away.weeks.get(one, 0) for one in week])
        shut |= (weeks > 0) & (weeks + self.of_week > load.a_week)
        return np.unique(self.run[shut])


def _alike(run: Ints, at: Ints) -> Ints:
    """How many sessions of the same run stand at the same day, or week, as each."""
    _, inverse, counts = np.unique(
        np.stack((run, at)), axis=1, return_inverse=True, return_counts=True
    )
    return ints(counts[inverse.ravel()])
