"""What RAR appointments cost at the least, spread over the order with the groups under RAR."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optimiser.bounds.contact import Floor
from optimiser.bounds.scale import NEVER, Ints
from optimiser.horizon import Horizon

State = tuple[int, ...]


def spread(
    legs: Sequence[tuple[Ints, int]],
    met: Sequence[int],
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
        The days of groups under RAR in order: RAR days that are settled.
    weekly
        Whether the sessions of a lone leg lie in different weeks.
    """
    size = legs[0][0].size
    goal = tuple(count for _, count in legs)
    empty = tuple(0 for _ in goal)
    days = np.arange(size)
    settled = np.asarray(met, dtype=np.int64)
    # The last settled day before each day, from which the next gap may be counted.
    place = np.searchsorted(settled, days) - 1
    after = np.where(place >= 0, settled[place] if settled.size else 0, 0)
    opening = place < 0
    low = np.maximum(after, days - gap)
    top = days
    if weekly:
        week_start = days - (days + horizon.start.weekday()) % 7
        top = np.where(opening, week_start, np.maximum(week_start, after + 1))
    reached: dict[State, _Reached] = {}
    for state in _states(goal):
        best = np.full(size, NEVER, dtype=np.int64)
        for place_of_leg, (own, _) in enumerate(legs):
            if state[place_of_leg]:
                earlier = _one_fewer(state, place_of_leg)
                before = reached[earlier].least(low, top)
                if earlier == empty:
                    before = np.where(opening, 0, before)
                np.minimum(best, before + own, out=best)
        if settled.size:
            best[settled] = NEVER
            _settle(best, met, gap, begun=state == empty)
        reached[state] = _Reached(best)
    ends = reached[goal].costs[met[-1] if met else 0 :]
    least = int(ends.min()) if ends.size else NEVER
    if least >= NEVER:
        return Floor(NEVER)
    return Floor(least, (met[-1] if met else 0) + int(ends.argmin()))


def _settle(best: Ints, met: Sequence[int], gap: int, *, begun: bool) -> None:
    """Go through the settled days: none of them is passed over."""
    after = 0
    for number, day in enumerate(met):
        if number == 0 and begun:
            best[day] = 0
        else:
            held = best[max(after, day - gap) : day]
            best[day] = held.min() if held.size else NEVER
        after = day


class _Reached:
    """Least costs by day of a state, ready for the least over any stretch of days."""

    def __init__(self, costs: Ints) -> None:
        self.costs = np.minimum(costs, NEVER)
        self._doubling: list[Ints] = []

    def least(self, low: Ints, high: Ints) -> Ints:
        """The least over each stretch from `low` to before `high`."""
        if not self._doubling:
            self._double(int((high - low).max()))
        width = np.maximum(high - low, 1)
        level = np.frexp(width)[1] - 1
        table = np.stack(self._doubling)
        found = np.minimum(table[level, low], table[level, np.maximum(high - (1 << level), 0)])
        return np.where(high > low, found, NEVER)

    def _double(self, widest: int) -> None:
        self._doubling.append(self.costs)
        step = 1
        while 2 * step <= max(widest, 1):
            held = self._doubling[-1]
            following = held.copy()
            following[:-step] = np.minimum(held[:-step], held[step:])
            self._doubling.append(following)
            step *= 2


def _one_fewer(state: State, place: int) -> State:
    return (*state[:place], state[place] - 1, *state[place + 1 :])


def _states(goal: State) -> list[State]:
    """All counts up to the goal, fewer sessions first."""
    states: list[State] = [()]
    for count in goal:
        states = [(*state, n) for state in states for n in range(count + 1)]
    return sorted(states, key=lambda state: (sum(state), state))
