"""Everybody's places in a region: people apart from each other in turn, or side by side.

The public way in. Each lot of people who share no group with the others is allocated by itself;
with an executor the lots are given to it, those that take longest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor

import numpy as np
from attrs import field, frozen

from models.entry import Entry
from models.placement import Placement
from models.population import Person
from models.timetable import Group, Run, Timetable
from optimiser.allocation.allocate import Allocation, allocate, no_clock
from optimiser.allocation.apart import Lot, lots
from optimiser.allocation.arrays import Floats
from optimiser.allocation.flow import opening
from optimiser.allocation.kinds import Crowd, crowd
from optimiser.allocation.offer import Offer, offered
from optimiser.allocation.people import MEASURES, UNMET, UNPLACED, Load
from optimiser.allocation.search import WHOLE_PROOF, Effort


@frozen
class Weights:
    """What a unit of priority unmet, a person not all placed, a week waited, a minute of work and
    a minute of travel cost beside each other; whole numbers, so that a proof can round.
    """

    unmet: int = 100_000
    unplaced: int = 0
    weeks: int = 600
    work: int = 1
    travel: int = 2

    @property
    def array(self) -> Floats:
        each = (self.unmet, self.unplaced, self.weeks, self.work, self.travel)
        return np.array(each, dtype=float)


@frozen
class Places:
    """The places a run has left: of its group, less those taken by run, by group or as it says."""

    taken: Mapping[str, int] = field(factory=dict)

    def __call__(self, run: Run) -> int:
        group = run.group
        taken = self.taken.get(run.id, self.taken.get(group.id, group.taken))
        return max(0, group.places - taken)


@frozen
class Task:
    """A lot of people to place, with all it takes: what a worker is given."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    timetable: Timetable
    entries: Mapping[str, Entry]
    weights: Weights
    load: Load
    places: Places
    effort: Effort


@frozen
class Settled:
    """Where everybody goes, what it comes to, and what no plan comes below.

    `left_out` are (person, programme) without a place; `prices` what a seat was worth to the last
    linear programme, by pool, an estimate; `seconds` by phase, summed over lots.
    """

    value: int
    bound: int
    placements: tuple[Placement, ...]
    left_out: tuple[tuple[str, str], ...]
    measures: Mapping[str, int]
    prices: Mapping[str, float]
    seats: Mapping[str, int]
    seconds: Mapping[str, float]
    kinds: int = 0
    rounds: int = 0
    lots: int = 1

    @property
    def proved(self) -> bool:
        return self.bound >= self.value


def settle(
    people: Sequence[Person],
    timetable: Timetable,
    entry_of: Callable[[Group], Entry],
    load: Load,
    weights: Weights = Weights(),
    places: Places = Places(),
    effort: Effort = WHOLE_PROOF,
    clock: Callable[[], float] = no_clock,
    executor: Executor | None = None,
) -> Settled:
    """The plan of least weighted cost for people and what a timetable offers, with its bound.

    With an executor, `effort` must be one that can be sent to a worker, and phases are not timed.
    """
    apart = lots(people, timetable)
    tasks = (
        _task(lot, people, timetable, entry_of, weights, load, places, effort) for lot in apart
    )
    if executor is None:
        parts = [settled(task, clock) for task in tasks]
    else:
        parts = list(executor.map(settled, tasks))
    reached = {place for lot in apart for place in lot.people}
    nowhere = [person for place, person in enumerate(people) if place not in reached]
    return together([*parts, _without(nowhere, weights)])


def _task(
    lot: Lot,
    people: Sequence[Person],
    timetable: Timetable,
    entry_of: Callable[[Group], Entry],
    weights: Weights,
    load: Load,
    places: Places,
    effort: Effort,
) -> Task:
    from attrs import evolve

    venues = {group.venue: timetable.venues[group.venue] for group in lot.groups}
    return Task(
        tuple(people[place] for place in lot.people),
        lot.groups,
        evolve(timetable, groups=(), providers=(), projects=(), venues=venues),
        {group.id: entry_of(group) for group in lot.groups},
        weights,
        load,
        places,
        effort,
    )


def settled(task: Task, clock: Callable[[], float] = no_clock) -> Settled:
    """One lot, from the people to the proof."""
    begun = clock()
    timetable = task.timetable
    offer = offered(
        task.groups,
        lambda group: task.entries[group.id],
        timetable,
        timetable.first,
        timetable.last,
        task.places,
    )
    made = crowd(task.people, offer, task.weights.array, task.load)
    known = clock()
    start = opening(made.instance, made.pricing)
    opened = clock()
    found = allocate(made.instance, start, task.effort, clock)
    spent = {"people": known - begun, "flows": opened - known, **found.seconds}
    return _told(made, offer, found, task.weights, spent)


def _told(
    made: Crowd, offer: Offer, found: Allocation, weights: Weights, seconds: Mapping[str, float]
) -> Settled:
    """The allocation in the planner's words."""
    waiting: dict[int, list[int]] = {}
    for row, kind in enumerate(found.patterns.kinds.tolist()):
        waiting.setdefault(kind, []).extend([row] * int(found.amounts[row]))
    placements: list[Placement] = []
    left_out: list[tuple[str, str]] = []
    for person, kind in zip(made.people, made.kind.tolist(), strict=True):
        pools = found.patterns.of(waiting[kind].pop()) if kind >= 0 else ()
        runs = {run.group.programme: run for run in offer.runs_of(pools)}
        for want in person.wants:
            run = runs.get(want.programme)
            if run is None:
                left_out.append((person.reference, want.programme))
            else:
                placements.append(
                    Placement(
                        person.reference, want.programme, run.id, run.group.id, run.first, run.last
                    )
                )
    totals = found.patterns.measures.T @ found.amounts
    assert found.value is not None, "nobody need have a place, so there is a plan"
    return Settled(
        value=found.value,
        bound=found.bound,
        placements=tuple(placements),
        left_out=tuple(left_out),
        measures=dict(zip(MEASURES, np.rint(totals).astype(int).tolist(), strict=True)),
        prices={
            pool.id: round(float(price), 6)
            for pool, price in zip(offer.pools, found.prices, strict=False)
        },
        seats={pool.id: pool.seats for pool in offer.pools},
        seconds=seconds,
        kinds=len(made.instance.people),
        rounds=found.rounds,
    )


def _without(people: Sequence[Person], weights: Weights) -> Settled:
    """People who can go nowhere: all they want stays unmet."""
    measures = dict.fromkeys(MEASURES, 0)
    measures[MEASURES[UNMET]] = sum(want.priority for one in people for want in one.wants)
    measures[MEASURES[UNPLACED]] = sum(bool(one.wants) for one in people)
    cost = int(weights.array @ list(measures.values()))
    left_out = tuple((one.reference, want.programme) for one in people for want in one.wants)
    return Settled(cost, cost, (), left_out, measures, {}, {}, {}, lots=0)


def together(parts: Iterable[Settled]) -> Settled:
    """Lots that share no group, as one."""
    held = list(parts)
    seconds: defaultdict[str, float] = defaultdict(float)
    measures = dict.fromkeys(MEASURES, 0)
    for part in held:
        for phase, spent in part.seconds.items():
            seconds[phase] += spent
        for name, value in part.measures.items():
            measures[name] += value
    return Settled(
        value=sum(part.value for part in held),
        bound=sum(part.bound for part in held),
        placements=tuple(one for part in held for one in part.placements),
        left_out=tuple(one for part in held for one in part.left_out),
        measures=measures,
        prices={pool: price for part in held for pool, price in part.prices.items()},
        seats={pool: seats for part in held for pool, seats in part.seats.items()},
        seconds=dict(seconds),
        kinds=sum(part.kinds for part in held),
        rounds=sum(part.rounds for part in held),
        lots=sum(part.lots for part in held),
    )
