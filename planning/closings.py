"""Which group to close next: the one whose people lose least, optimised and not guessed.

Candidates are the groups that the plan's people sit in. At the prices of seats as they are, closing
one costs at least what its seats are worth, less what its facilitators and rooms are worth to
others; so they are solved from the least of these on, until none of the rest can cost less. What
it leaves free is for others. Whoever sat there before goes on to the end of their course.
"""

from __future__ import annotations

from collections import Counter

from attrs import evolve

from models.runs import runs
from planning.anew import Anew, effort_of, summed
from planning.limits import limited
from planning.making import Made
from planning.telling import sessions_held
from planning.worth_report import Closing, Closings

# Groups solved at most for each that is to be closed.
SOLVED = 24


def least_missed(made: Made, number: int = 1) -> Closings:
    """The groups to close, one after another, each the one that costs least beside those before."""
    lots = list(summed(made, made.region).lots)
    people = Counter(one.group for one in made.plan.placements)
    shut: set[str] = set()
    told: list[Closing] = []
    solved = cost = least = 0
    effort = effort_of(made) if limited(made.region) else made.asked.effort
    for _ in range(number):
        of = {group: at for at, lot in enumerate(lots) for group in lot.pools
              if people[group] and group not in shut}  # fmt: skip
        bounds = {group: lots[at].least(group) for group, at in of.items()}
        after: dict[str, Anew] = {}
        costs: dict[str, int] = {}
        while len(after) < SOLVED and not made.asked.halted():
            left = [group for group in bounds if group not in after]
            group = min(left, key=lambda group: (bounds[group], group), default=None)
            # Of groups that cost the same the one of most sessions is wanted: they are solved too.
            if group is None or bounds[group] > min(costs.values(), default=bounds[group]):
                break
            lot = lots[of[group]]
            after[group] = lot.without(group, effort)
            made.asked.advance(1)
            # Nor less than nothing: the plan without it is a plan with it.
            costs[group] = max(0, after[group].value - lot.value)
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
