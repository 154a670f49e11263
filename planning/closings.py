"""Which group to close next: the one whose people lose least, optimised and not guessed.

Candidates are the groups that the plan's people sit in. At the prices of seats as they are, closing
one costs at least what its seats are worth; so they are solved from the least of these on, until
none of the rest can cost less. Whoever sat there before goes on to the end of their course.
"""

from __future__ import annotations

from collections import Counter
from math import ceil

import numpy as np
from attrs import evolve, field, frozen

from models.runs import runs
from optimiser.allocation.allocate import Allocation, allocate
from optimiser.allocation.arrays import Ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.flow import opening
from optimiser.allocation.instance import Instance
from optimiser.allocation.search import rounding
from planning.making import Made
from planning.prices import stated, weighed
from planning.report import Closing, Closings
from planning.seating import Seating
from planning.staging import again
from planning.telling import sessions_held

# Groups solved at most for each that is to be closed.
SOLVED = 24


@frozen(eq=False)
class _Lot:
    """People who share groups, the best plan of the stated sum for them, and seats of each group.
    """

    part: Seating
    instance: Instance
    found: Allocation
    pools: dict[str, Ints] = field(init=False)

    @pools.default
    def _by_group(self) -> dict[str, Ints]:
        of = np.array([pool.group for pool in self.part.offer.pools], dtype=object)
        return {group: np.flatnonzero(of == group) for group in sorted(set(of.tolist()))}

    @property
    def value(self) -> int:
        assert self.found.value is not None, "to place nobody is a plan"
        return self.found.value

    def without(self, group: str, made: Made) -> _Lot:
        """The best plan where a group has no seats."""
        seats = self.instance.seats.copy()
        seats[self.pools[group]] = 0
        instance = evolve(self.instance, seats=seats)
        found = allocate(instance, again(self.found), made.asked.effort)
        return _Lot(self.part, instance, found)

    def least(self, group: str) -> int:
        """What closing a group costs at least, by the prices of its seats."""
        rows = Rows(self.instance)
        prices, _ = rows.prices(self.found.duals)
        # Seats that are there only where something else is taken are not in the sum by themselves.
        pools = np.setdiff1d(self.pools[group], rows.held_pools)
        worth = float(prices[pools] @ self.instance.seats[pools])
        return max(0, ceil(self.found.reached + worth - self.value - rounding(self.value)))


def least_missed(made: Made, number: int = 1) -> Closings:
    """The groups to close, one after another, each the one that costs least beside those before."""
    lots = [_solved(made, part) for part in made.held.parts]
    people = Counter(one.group for one in made.plan.placements)
    shut: set[str] = set()
    told: list[Closing] = []
    solved = cost = least = 0
    for _ in range(number):
        of = {group: at for at, lot in enumerate(lots) for group in lot.pools
              if people[group] and group not in shut}  # fmt: skip
        bounds = {group: lots[at].least(group) for group, at in of.items()}
        after: dict[str, _Lot] = {}
        costs: dict[str, int] = {}
        while len(after) < SOLVED and not made.asked.halted():
            left = [group for group in bounds if group not in after]
            group = min(left, key=lambda group: (bounds[group], group), default=None)
            # Of groups that cost the same the one of most sessions is wanted: they are solved too.
            if group is None or bounds[group] > min(costs.values(), default=bounds[group]):
                break
            lot = lots[of[group]]
            after[group] = lot.without(group, made)
            costs[group] = after[group].value - lot.value
            bounds[group] = max(bounds[group], after[group].found.bound - lot.value)
        if not costs:
            break
        freed = {group: _sessions(made, group) for group in bounds}
        chosen = min(costs, key=lambda group: (costs[group], -freed[group], group))
        solved, cost = solved + len(costs), cost + costs[chosen]
        least += min(bounds.values())
        order = sorted(
            bounds, key=lambda group: (costs.get(group, bounds[group]), -freed[group], group)
        )
        told += [
            _told(made, group, (people[group], freed[group]), costs.get(group), bounds[group],
                  group == chosen)
            for group in (chosen, *(one for one in order if one != chosen))
            if group in costs or number == 1
        ]  # fmt: skip
        lots[of[chosen]] = after[chosen]
        shut.add(chosen)
    return Closings(number, len(people), solved, cost, least, tuple(told))


def _solved(made: Made, part: Seating) -> _Lot:
    instance = evolve(part.instance, weights=weighed(stated()))
    found = allocate(instance, opening(instance, part.wanted), made.asked.effort)
    return _Lot(part, instance, found)


def _told(
    made: Made, id: str, holds: tuple[int, int], cost: int | None, least: int, chosen: bool
) -> Closing:
    group = made.region.group(id)
    assert group is not None, "a pool is of a group of the region"
    return Closing(id, group.programme, group.venue, *holds, least, cost, chosen)


def _sessions(made: Made, id: str) -> int:
    """The sessions of a group that the plan's people attend."""
    group = made.region.group(id)
    assert group is not None, "a pool is of a group of the region"
    timetable = made.region.timetable
    entry = made.catalogue.entry(group.programme, group.edition)
    of_group = runs(group, entry, timetable, timetable.first, timetable.last)
    own = tuple(one for one in made.plan.placements if one.group == id)
    return sessions_held(evolve(made.plan, placements=own), {run.id: run for run in of_group})
