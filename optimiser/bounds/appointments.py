"""What one-to-one appointments cost at the least: a leg by itself, RAR days spread together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from optimiser.bounds.contact import Floor
from optimiser.bounds.scale import NEVER
from optimiser.horizon import Horizon


def weeks_apart(
    horizon: Horizon, costs: Mapping[int, int], count: int, most: int, minutes: int
) -> Floor:
    """So many sessions, at most `most` in a calendar week: the cheapest weeks, each by itself."""
    weeks: dict[int, list[int]] = {}
    for day, cost in costs.items():
        weeks.setdefault(horizon.week(day), []).append(cost)
    offered = sorted(cost for held in weeks.values() for cost in sorted(held)[:most])
    if len(offered) < count:
        return Floor(NEVER)
    return Floor(sum(offered[:count]), _nth_day(horizon, costs, count, most), count * minutes)


def _nth_day(horizon: Horizon, costs: Iterable[int], count: int, most: int) -> int:
    """The earliest day by which so many sessions can be held."""
    held: dict[int, int] = {}
    for day in sorted(costs):
        week = horizon.week(day)
        if held.get(week, 0) < most:
            held[week] = held.get(week, 0) + 1
            if sum(held.values()) == count:
                return day
    return 0


def stretches(costs: Mapping[int, int], count: int, first: int, last: int, minutes: int) -> Floor:
    """One session in each equal stretch of a run's days."""
    span = last - first + 1
    total = 0
    for place in range(count):
        days = range(first + span * place // count, first + span * (place + 1) // count)
        best = min((costs.get(day, NEVER) for day in days), default=NEVER)
        if best >= NEVER:
            return Floor(NEVER)
        total += best
    return Floor(total, 0, count * minutes)


def spread(
    legs: Sequence[tuple[Mapping[int, int], int]],
    met: Iterable[int],
    gap: int,
    horizon: Horizon,
    *,
    weekly: bool,
) -> Floor:
    """Sessions of RAR legs and group days under RAR, consecutive RAR days at most `gap` apart.

    Parameters
    ----------
    legs
        Costs by day and number of sessions of each leg.
    met
        The days of groups under RAR: RAR days that are settled.
    weekly
        Whether the sessions of a lone leg lie in different weeks.
    """
    goal = tuple(count for _, count in legs)
    states = _states(goal)
    settled = set(met)
    # reached[state][day]: least cost with the last RAR day on `day` and `state` sessions held.
    reached: dict[tuple[int, ...], list[int]] = {s: [NEVER] * horizon.days for s in states}
    after = 0  # the first day from which a gap may be counted: the last settled day
    none_yet = True
    empty = tuple(0 for _ in goal)
    for day in range(horizon.days):
        low = max(after, day - gap)
        if day in settled:
            for state in states:
                before = min(reached[state][low:day], default=NEVER)
                if none_yet and state == empty:
                    before = 0
                reached[state][day] = before
            after, none_yet = day, False
            continue
        top = min(day, _week_start(horizon, day)) if weekly else day
        for place, (costs, _) in enumerate(legs):
            own = costs.get(day)
            if own is None:
                continue
            for state in states:
                if not state[place]:
                    continue
                earlier = (*state[:place], state[place] - 1, *state[place + 1 :])
                # A settled day in the same week is another leg's: it may precede in the week.
                until = max(top, after + 1) if weekly and not none_yet else top
                before = min(reached[earlier][low:until], default=NEVER)
                if none_yet and earlier == empty:
                    before = 0
                if before + own < reached[state][day]:
                    reached[state][day] = before + own
    ends = reached[goal][after:] if not none_yet else reached[goal]
    best = min(ends, default=NEVER)
    if best >= NEVER:
        return Floor(NEVER)
    first = after if not none_yet else 0
    return Floor(best, first + ends.index(best))


def _week_start(horizon: Horizon, day: int) -> int:
    return horizon.days_of_week(horizon.week(day)).start


def _states(goal: tuple[int, ...]) -> list[tuple[int, ...]]:
    """All counts up to the goal, fewer sessions first."""
    states: list[tuple[int, ...]] = [()]
    for count in goal:
        states = [(*state, n) for state in states for n in range(count + 1)]
    return sorted(states, key=lambda state: (sum(state), state))
