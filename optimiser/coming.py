"""The structures of one outline for an order of aims, by what they come to at the least.

An ideal (`optimiser.bounds`) is what no schedule of a structure betters. Where dates may depart
from a should, the ideals are those of the musts alone (`optimiser.relaxed`).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from attrs import define, field

from models.timetable import Run
from optimiser.bounds.scale import NEVER
from optimiser.build import horizon_of
from optimiser.ideals import Ideals
from optimiser.narrowed import Values
from optimiser.narrowing import Narrowing
from optimiser.orders import (
    LAST,
    MINUTES,
    MONTHS,
    PRACTICE,
    PROPORTIONALITY,
    TRAVEL,
    WAITING,
    WORK,
    Order,
)
from optimiser.structures import Structures, Unfolding, Vector, beginnings

# Deterministic seconds a bound counts for, so that effort runs out without reading a clock.
BOUND_EFFORT = 0.005

# So many bounds in one outline, and what is left of it goes into one draft as it stands.
WORTH_BOUNDING = 200

# A structure with what it comes to at the least; without months, all that are left of its outline.
Found = tuple[Vector, Mapping[str, Run], range | None]


@define
class Coming:
    """The structures of an outline as they come, and what is known of some of them."""

    whole: Narrowing
    ideals: Ideals
    _unfoldings: dict[bool, Unfolding] = field(factory=dict)

    def best_first(self, order: Order, lead: Values) -> Iterator[Found]:
        """The structures that may come to this, by what they come to at the least."""
        unfolding = self.unfolding(departing=self._departs(order, lead))
        loose = unfolding.loose
        if loose is None or not all(runs for _, runs in unfolding.parts):
            return
        outline, number = unfolding.outline, count()
        most = order.by_place(lead) | {WORK: self.whole.limits[WORK]}
        bare = unfolding.vector(0, loose, unfolding.fewest_months)
        waiting: list[tuple[Vector, int, Mapping[str, Run], range | None]] = []
        heapq.heappush(waiting, (bare, next(number), {}, None))
        bounded = 0
        while waiting:
            vector, _, runs, months = heapq.heappop(waiting)
            if months is not None:
                yield vector, runs, months
            elif bounded >= WORTH_BOUNDING:
                yield vector, {}, None
                return
            elif len(runs) < len(unfolding.parts):
                for more, cost in beginnings(unfolding, runs):
                    if cost < NEVER:
                        following = unfolding.vector(cost, loose, unfolding.fewest_months)
                        if _fits(unfolding, following, more, most):
                            heapq.heappush(waiting, (following, next(number), more, None))
            elif lengths := unfolding.months(runs):
                self.whole.effort.left -= BOUND_EFFORT
                bounded += 1
                ideal = unfolding.bounds.ideal(
                    outline, runs, lengths.start, most=lengths.stop - 1
                )
                if ideal is not None:
                    closer = (*outline.cost, *ideal.aims)
                    if _fits(unfolding, closer, runs, most):
                        heapq.heappush(waiting, (closer, next(number), runs, lengths))

    def by_itself(self, order: Order, lead: Values, some: Sequence[Found]) -> dict[int, int]:
        """What each aim of some structures comes to at the least, whatever the others come to."""
        departing = self._departs(order, lead)
        whole, unfolding = self.whole, self.unfolding(departing=departing)
        settled = [(runs, held) for _, runs, held in some if held is not None]
        structures = Structures(
            whole.outline,
            tuple(runs for _, runs, _ in some),
            range(min(held.start for _, held in settled), max(held.stop for _, held in settled)),
        )
        waiting, last, shortest = structures.soonest(unfolding.facts)
        lost, least = (min(vector[place] for vector, _, _ in some) for place in (WORK, MINUTES))
        # Their effort is counted with that of the bounds all of them have had before.
        travel = min(
            self.ideals.travel(whole.outline, runs, held, departing=departing)
            for runs, held in settled
        )
        return {
            WORK: lost, TRAVEL: travel, WAITING: waiting, LAST: last, MONTHS: shortest,
            MINUTES: least,
        }  # fmt: skip

    def unfolding(self, *, departing: bool) -> Unfolding:
        """All its structures, of dates that depart from a should or that keep every one."""
        if departing not in self._unfoldings:
            bounds = self.ideals.departing if departing else self.ideals.keeping
            outline = self.whole.outline
            self._unfoldings[departing] = Unfolding(
                bounds.facts, outline, bounds, horizon_of(self.whole.facts, outline)
            )
        return self._unfoldings[departing]

    def _departs(self, order: Order, lead: Values) -> bool:
        held, cost = order.by_place(lead), self.whole.outline.cost
        return any(held[place] > cost[place] for place in (PROPORTIONALITY, PRACTICE))


def rank(found: Found, after: Sequence[int]) -> Values:
    """What a structure comes to at the least, from work on, in the turn of an order."""
    return tuple(found[0][place] for place in after)


def _fits(
    unfolding: Unfolding, vector: Vector, runs: Mapping[str, Run], most: Mapping[int, int]
) -> bool:
    """Whether a structure may keep to what aims come to at the most.

    Of travel and waiting, nothing is known where more work is lost.
    """
    ends = max((unfolding.horizon.day(run.last) for run in runs.values()), default=0)
    return ends <= most.get(LAST, ends) and all(
        vector[place] <= most.get(place, vector[place]) for place in (WORK, MONTHS, MINUTES)
    )
