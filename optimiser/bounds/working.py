"""What unpaid work costs at the least at one project: week by week until the hours are done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from optimiser.bounds.contact import Floor
from optimiser.bounds.scale import NEVER
from optimiser.horizon import Horizon

Day = tuple[int, int]  # twice the cost, minutes


@frozen
class Pace:
    """What the hours ask: minutes in all and of learning, the first day, days in a full week."""

    goal: int
    learning: int
    start: int
    a_week: int
    excused: frozenset[int]


# Beyond so many steps the cheapest days alone are a bound, and week by week is not looked at.
WORTH_WHILE = 40_000


def cheapest_days(working: Mapping[int, Day], learning: Mapping[int, Day], pace: Pace) -> int:
    """The cheapest days that make up the hours and the learning, whenever they fall."""
    taught = sorted(learning.values())
    longest = max((m for _, m in (*working.values(), *taught)), default=0)
    if not longest or (pace.learning and not taught):
        return NEVER
    days = -(-pace.goal // longest)
    lessons = -(-pace.learning // max(m for _, m in taught)) if pace.learning else 0
    if lessons > len(taught):
        return NEVER
    rest = sorted((*working.values(), *taught[lessons:]))
    if days - lessons > len(rest):
        return NEVER
    chosen = taught[:lessons] + rest[: max(0, days - lessons)]
    return sum(cost for cost, _ in chosen)


def steps(working: Mapping[int, Day], learning: Mapping[int, Day], pace: Pace) -> int:
    """Roughly how many steps going week by week takes."""
    shortest = min((m for _, m in (*working.values(), *learning.values())), default=1)
    states = (pace.goal // shortest + 1) * (pace.learning // shortest + 2)
    return states * (len(working) // 4 + 1) * 12


def least_working(
    working: Mapping[int, Day],
    learning: Mapping[int, Day],
    pace: Pace,
    horizon: Horizon,
) -> Floor:
    """Work begins in time and goes on every week that is not excused, until the hours are done.

    Relaxed: work and learning may share a day, and no weekly load is kept.
    """
    weeks = _by_week(working, horizon), _by_week(learning, horizon)
    every = sorted({*weeks[0], *weeks[1]})
    if not every:
        return Floor(NEVER)
    # state: minutes done and minutes learnt, each counted up to its goal -> least cost
    begun: dict[Day, int] = {}
    best, last = NEVER, 0
    for week in range(every[0], every[-1] + 1):
        options = _options(weeks[0].get(week, ()), weeks[1].get(week, ()))
        idle_allowed = week in pace.excused
        can_start = horizon.days_of_week(week).start <= pace.start
        states = dict(begun)
        if can_start:
            states[0, 0] = min(0, states.get((0, 0), 0))
        following: dict[Day, int] = {}
        for (done, learnt), paid in states.items():
            for days, minutes, taught, cost in options:
                total = min(pace.goal, done + minutes)
                state = total, min(pace.learning, learnt + taught)
                if days == 0 and not (idle_allowed and done):
                    continue
                finishing = state == (pace.goal, pace.learning)
                if not finishing and not idle_allowed and days < pace.a_week:
                    continue
                if paid + cost < following.get(state, NEVER):
                    following[state] = paid + cost
        finished = following.pop((pace.goal, pace.learning), NEVER)
        if finished < best:
            days_of = {*working, *learning}
            best = finished
            last = min((d for d in horizon.days_of_week(week) if d in days_of), default=0)
        begun = following
        if not begun and not horizon.days_of_week(week + 1).start <= pace.start:
            break
    return Floor(best, last)


def _by_week(days: Mapping[int, Day], horizon: Horizon) -> dict[int, list[Day]]:
    weeks: dict[int, list[Day]] = {}
    for day, held in days.items():
        weeks.setdefault(horizon.week(day), []).append(held)
    return weeks


def _options(
    working: Collection[Day], learning: Collection[Day]
) -> list[tuple[int, int, int, int]]:
    """Days, minutes, minutes of learning and cost of each way to spend a week worth having."""
    found: dict[tuple[int, int, int], int] = {}
    for days, minutes, cost in _choices(working):
        for more, taught, dearer in _choices(learning):
            key = days + more, minutes + taught, taught
            found[key] = min(found.get(key, NEVER), cost + dearer)
    return [(*key, cost) for key, cost in found.items()]


def _choices(days: Collection[Day]) -> list[tuple[int, int, int]]:
    """Number, minutes and cost of the cheapest and the longest so many days."""
    found = [(0, 0, 0)]
    cheapest = sorted(days)
    if len({minutes for _, minutes in days}) <= 1:
        total = 0
        for number, (cost, minutes) in enumerate(cheapest, start=1):
            total += cost
            found.append((number, number * minutes, total))
        return found
    for cost, minutes in cheapest:
        found += [(n + 1, m + minutes, c + cost) for n, m, c in found]
    return found


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
