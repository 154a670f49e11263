"""The curfew windows considered for each weekday, and what each takes from work.

By default one overnight block (the catalogue's assumption), begun on the hour, moved where it
would take work; shortened only as far as no block of the full length leaves work alone. Hours the
court fixed are never shortened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

import numpy as np
import numpy.typing as npt
from attrs import frozen

from models.facts import Facts
from models.moments import NOON, STEADY, at, instant
from optimiser.curfew_choice import attendable, worth_offering
from optimiser.curfew_weeks import WEEK, day_minutes, days_a_week
from optimiser.horizon import Horizon

CURFEW = "curfew"
HOUR = 60
HOURS = range(24)
Stretch = tuple[int, int]
Ints = npt.NDArray[np.int64]


@frozen(order=True)
class Window:
    """A weekly curfew window in minutes after midnight of its weekday.

    `lost` are elapsed minutes of commitments not firm over all its nights, `total` its own minutes
    as the order imposes them. A night begun before noon on the day of sentence is not served and
    takes nothing, but is imposed, and one on which the clocks change is as long as any by the
    clock: none is lighter for either. Windows sort by what they take, then by how far they stand
    from the usual start. One of no length is a day without.
    """

    lost: int
    away: int
    start: int
    end: int
    total: int

    @property
    def kept(self) -> bool:
        """Whether there is a curfew at all on its day."""
        return self.end > self.start


FREE = Window(0, 0, 0, 0, 0)


# What windows sort by, as they do by themselves, but looked up at once.
IN_TURN = attrgetter("lost", "away", "start", "end", "total")


class Nights:
    """A person's commitments over a curfew, ready to be compared with windows."""

    def __init__(self, facts: Facts, horizon: Horizon, months: int) -> None:
        self._horizon = horizon
        self._last = horizon.end_of(months)
        self._instants: dict[tuple[int, int], Ints] = {}
        self._begun: dict[int, tuple[Ints, list[tuple[int, date]]]] = {}
        self._windows: dict[tuple[int, int, int, int], Window | None] = {}
        first = horizon.start - timedelta(days=2)
        last = horizon.date(self._last) + timedelta(days=3)
        self._soft = _Covered(
            stretch
            for commitment in facts.case.commitments
            if commitment.at_stake
            for stretch in commitment.between(first, last)
        )
        self._firm = _Covered(
            stretch
            for commitment in facts.case.commitments
            if commitment.firm and commitment.elsewhere
            for stretch in commitment.between(first, last)
        )
        self._held = _Covered(
            (instant(start), instant(end))
            for order in facts.case.existing
            for start, end in order.sessions
        )

    def window(self, weekday: int, hour: int, length: int, usual: int) -> Window | None:
        """The window of `length` hours from `hour`; None where it would meet a firm commitment."""
        key = (weekday, hour, length, usual)
        if key not in self._windows:
            self._windows[key] = self._window(weekday, hour, length, usual)
        return self._windows[key]

    def _window(self, weekday: int, hour: int, length: int, usual: int) -> Window | None:
        start, end = self._at(weekday, hour), self._at(weekday, hour + length)
        total = start.size * length * HOUR
        if weekday == self._horizon.start.weekday() and hour * HOUR < NOON:
            start, end = start[1:], end[1:]
        if self._firm.between(start, end) or self._held.between(start, end):
            return None
        lost = self._soft.between(start, end)
        away = min(abs(hour - usual), 24 - abs(hour - usual))
        return Window(lost, away, hour * HOUR, (hour + length) * HOUR, total)

    def _at(self, weekday: int, hour: int) -> Ints:
        """The instants of an hour after midnight, week by week; asked for by many windows."""
        if (weekday, hour) not in self._instants:
            midnights, changing = self._midnights(weekday)
            found = midnights + hour * HOUR
            for place, day in changing:
                found[place] = at(day, hour * HOUR)
            self._instants[weekday, hour] = found
        return self._instants[weekday, hour]

    def _midnights(self, weekday: int) -> tuple[Ints, list[tuple[int, date]]]:
        """The midnights that begin a weekday, week by week, and the days (each with its place)
        within two of which the clocks change: no window is over later."""
        if weekday not in self._begun:
            first = (weekday - self._horizon.start.weekday()) % 7
            days = [self._horizon.date(day) for day in range(first, self._last + 1, 7)]
            begun = [at(day, 0) for day in days]
            changing = [
                (place, day)
                for place, day in enumerate(days)
                if at(day, STEADY) - begun[place] != STEADY
            ]
            self._begun[weekday] = np.asarray(begun, dtype=np.int64), changing
        return self._begun[weekday]


class _Covered:
    """How many minutes of some stretches lie before an instant."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        apart = _union(stretches)
        self._starts = np.asarray([start for start, _ in apart], dtype=np.int64)
        # By how many have begun: when the last of them ends, and the minutes of them all.
        self._ends = np.asarray([0, *(end for _, end in apart)], dtype=np.int64)
        self._all = np.cumsum([0, *(end - start for start, end in apart)], dtype=np.int64)

    def between(self, starts: Ints, ends: Ints) -> int:
        """The minutes that lie between these instants, in all."""
        return int((self._before(ends) - self._before(starts)).sum())

    def _before(self, instants: Ints) -> Ints:
        begun = np.searchsorted(self._starts, instants)
        found: Ints = self._all[begun] - np.maximum(self._ends[begun] - instants, 0)
        return found


def windows(
    facts: Facts, horizon: Horizon, months: int, hours: int, *, fixed: bool = False
) -> dict[int, tuple[Window, ...]]:
    """Per weekday the windows to choose from: those that take no work, then the least costly.

    All that begin on the hour, but for those that others stand in for: see `curfew_choice`. Hours
    that are `fixed` are not shortened; where seven days of them are more than a week may hold, a
    day may be free, which stands last.
    """
    nights, minutes = Nights(facts, horizon, months), day_minutes(facts)
    if hours * HOUR > minutes.most:
        return dict.fromkeys(range(WEEK), ())
    usual, shortest = _usual_hour(facts), hours if fixed else max(1, -(-minutes.least // HOUR))
    every = {weekday: _choice(nights, weekday, hours, usual, shortest) for weekday in range(WEEK)}
    sentenced = horizon.start.weekday()
    found = worth_offering(every, attendable(facts), minutes, sentenced)
    if fixed and days_a_week(facts, hours) < WEEK:
        return {weekday: (*held, FREE) for weekday, held in found.items()}
    return found


def _choice(
    nights: Nights, weekday: int, hours: int, usual: int, shortest: int
) -> tuple[Window, ...]:
    full = _begun(nights, weekday, hours, usual)
    for length in range(hours, shortest - 1, -1):
        found = full if length == hours else _begun(nights, weekday, length, usual)
        free = tuple(window for window in found if not window.lost)
        if free:
            return free + tuple(window for window in full if window.lost)
    return full


def _begun(nights: Nights, weekday: int, length: int, usual: int) -> tuple[Window, ...]:
    """The windows that meet nothing firm, those that take least first."""
    found = (nights.window(weekday, hour, length, usual) for hour in HOURS)
    return tuple(sorted((window for window in found if window is not None), key=IN_TURN))


def _usual_hour(facts: Facts) -> int:
    ruling = facts.menu.ruling("curfew-default", "start")
    if ruling is None or not isinstance(ruling.value, str):
        raise LookupError("no row of the catalogue states when a curfew begins")
    return int(ruling.value.split(":")[0])


def _union(stretches: Iterable[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
