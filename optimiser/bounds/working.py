"""What unpaid work costs at the least at one project: week by week until the hours are done."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from optimiser.bounds.appointments import by_week
from optimiser.bounds.contact import Floor
from optimiser.bounds.scale import NEVER, Ints
from optimiser.horizon import Horizon


@frozen(eq=False)
class Offered:
    """Twice the cost of a day of work or learning by day, and minutes of the longest."""

    costs: Ints
    minutes: int
    shortest: int

    def until(self, days: int) -> Offered:
        """The same for so many days."""
        return evolve(self, costs=self.costs[:days])

    @property
    def key(self) -> tuple[bytes, int, int]:
        return self.costs.tobytes(), self.minutes, self.shortest


@frozen
class Pace:
    """What the hours ask: minutes in all and of learning, the first day, days in a full week and
    the most in any.

    `learning_below` is the share of learning that is passed by less than a day; None: no share.
    """

    goal: int
    learning: int
    learning_below: int | None
    start: int
    a_week: int
    most_a_week: int
    excused: frozenset[int]


def cheapest_days(working: Offered, learning: Offered, pace: Pace) -> int:
    """The cheapest days that make up the hours and the learning, whenever they fall."""
    longest = max(working.minutes, learning.minutes)
    lessons = _lessons(pace.learning, learning.minutes)
    if lessons is None or not longest:
        return NEVER
    days = max(lessons, -(-pace.goal // longest))
    taught = np.sort(learning.costs)
    rest = np.sort(np.concatenate((working.costs, taught[lessons:])))
    chosen = np.concatenate((taught[:lessons], rest[: days - lessons]))
    if chosen.size < days or (days and chosen.max() >= NEVER):
        return NEVER
    return int(chosen.sum())


def least_working(working: Offered, learning: Offered, pace: Pace, horizon: Horizon) -> Floor:
    """Work begins in time and goes on every week that is not excused, until the hours are done.

    Relaxed: every day is as long as the longest, and no weekly load is kept.
    """
    most = _most(working, learning, pace)
    if most is None:
        return Floor(NEVER)
    ways = _Ways.of(most, pace)
    finished = _finished(working, learning, pace, most).ravel()
    begun = np.full(finished.size, NEVER, dtype=np.int64)
    best, last = NEVER, 0
    costs = ways.costs(_weeks(working, learning, most, horizon))
    for week, cost in enumerate(costs):
        if horizon.days_of_week(week).start <= pace.start:
            begun[0] = 0
        elif begun.min() >= best:
            break
        # Whoever has done more may go on as if it were less: no more is left to do.
        reached = ways.at_least(begun)[ways.before] + cost[:, None]
        ends = int(reached.min(axis=0)[finished].min())
        if ends < min(best, NEVER // 2):
            best, last = ends, _first_day(working, learning, horizon.days_of_week(week))
        if week in pace.excused:
            going = np.minimum(reached.min(axis=0), np.where(ways.some, begun, NEVER))
        else:
            going = reached[ways.full].min(axis=0, initial=NEVER)
        going[finished | (going >= NEVER // 2)] = NEVER
        begun = going
    return Floor(best, last)


@frozen(eq=False)
class _Ways:
    """The ways to spend a week, by the counts of days and of lessons they lead to.

    `before` says for each way and each count (the last stands for more as well) from which it comes
    at the least; `full` which ways make up a week, `some` which counts are not nothing.
    """

    shape: tuple[int, int]
    taken: Ints
    before: Ints
    full: NDArray[np.bool_]
    some: NDArray[np.bool_]

    @classmethod
    def of(cls, most: tuple[int, int], pace: Pace) -> _Ways:
        shape = most[0] + 1, most[1] + 1
        within = min(7, most[0]) + 1, min(7, most[1]) + 1
        days, lessons = (each.ravel() for each in np.indices(within))
        taken = np.flatnonzero((days + lessons > 0) & (days + lessons <= pace.most_a_week))
        held, taught = (each.ravel() for each in np.indices(shape))
        before = (
            np.maximum(0, held - days[taken, None]) * shape[1]
            + np.maximum(0, taught - lessons[taken, None])
        )
        full = np.asarray((days + lessons)[taken] >= pace.a_week)
        return cls(shape, taken, before, full, np.asarray(held + taught > 0))

    def costs(self, weeks: Ints) -> Ints:
        """What each way costs in each week."""
        return np.asarray(weeks.reshape(len(weeks), -1)[:, self.taken])

    def at_least(self, begun: Ints) -> Ints:
        """The least that so much or more done has cost."""
        backward = begun.reshape(self.shape)[::-1, ::-1]
        for axis in (0, 1):
            backward = np.minimum.accumulate(backward, axis=axis)
        return backward[::-1, ::-1].ravel()


def _most(working: Offered, learning: Offered, pace: Pace) -> tuple[int, int] | None:
    """The most days of work and of learning that are ever counted."""
    if _lessons(pace.learning, learning.minutes) is None or not working.minutes:
        return None
    if not learning.shortest:
        return -(-pace.goal // working.minutes), 0
    # Learning stays below its share and a day, or below the hours where no share is asked.
    share = pace.goal if pace.learning_below is None else pace.learning_below
    most = -(-(share + learning.minutes) // learning.shortest) - 1
    return -(-pace.goal // working.minutes), max(0, most)


def _lessons(minutes: int, length: int) -> int | None:
    if not minutes:
        return 0
    return -(-minutes // length) if length else None


def _finished(working: Offered, learning: Offered, pace: Pace, most: tuple[int, int]) -> Ints:
    """Which counts of days and lessons make up the hours and the learning."""
    days, lessons = np.arange(most[0] + 1)[:, None], np.arange(most[1] + 1)[None, :]
    hours = days * working.minutes + lessons * learning.minutes >= pace.goal
    return np.asarray(hours & (lessons * learning.minutes >= pace.learning))


def _weeks(working: Offered, learning: Offered, most: tuple[int, int], horizon: Horizon) -> Ints:
    """By week, the least that so many days and so many lessons cost, a day holding one."""
    rows = by_week(horizon, working.costs, 0)
    taught = by_week(horizon, learning.costs, 0)
    days, lessons = min(7, most[0]), min(7, most[1])
    found = np.full((len(rows), days + 1, lessons + 1), NEVER, dtype=np.int64)
    found[:, 0, 0] = 0
    for weekday in range(7):
        before = found.copy()
        if days:
            work = before[:, :-1] + rows[:, weekday, None, None]
            np.minimum(found[:, 1:], work, out=found[:, 1:])
        if lessons:
            learnt = before[:, :, :-1] + taught[:, weekday, None, None]
            np.minimum(found[:, :, 1:], learnt, out=found[:, :, 1:])
    return found


def _first_day(working: Offered, learning: Offered, days: range) -> int:
    either = np.minimum(
        working.costs[days.start : days.stop], learning.costs[days.start : days.stop]
    )
    offered = np.nonzero(either < NEVER)[0]
    return days.start + int(offered[0]) if offered.size else 0


def least_minutes(goal: int, lengths: Sequence[int]) -> int:
    """The least total of whole days of these lengths that reaches the goal."""
    reached = {0}
    best = goal + max(lengths)
    frontier = [0]
    while frontier:
        done = frontier.pop()
        for length in lengths:
            total = done + length
            if total >= goal:
                best = min(best, total)
            elif total not in reached:
                reached.add(total)
                frontier.append(total)
    return best if goal > 0 else 0
