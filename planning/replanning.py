"""Who can keep the runs they have after a what-if: as many people as possible, proved.

Everybody else is planned around them by the aims in order. Whoever keeps some programmes and waits
for others goes on waiting for those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from attrs import field, frozen

from models.case import Sex
from models.placement import Placement, Plan
from models.population import Person
from models.timetable import Run
from optimiser.allocation.allocate import allocate
from optimiser.allocation.arrays import ints
from optimiser.allocation.instance import Instance, Patterns
from optimiser.allocation.offer import Offer
from optimiser.allocation.search import Effort
from planning.admitting import Admission
from planning.companies import Sitting
from planning.forecast_allocating import OneEach
from planning.limits import runs_with_pools
from planning.seating import Struck

# What keeping and leaving come to: one for each who has to leave.
MOVED = np.array([1.0])


@frozen
class Kept:
    """The places that stay, the seats they take by pool, and how many people must move at least."""

    placements: tuple[Placement, ...] = ()
    seats: Mapping[str, int] = field(factory=dict)
    least_moved: int = 0

    @property
    def people(self) -> frozenset[str]:
        return frozenset(one.person for one in self.placements)


def keepers(
    near: Plan, admission: Admission, offer: Offer, struck: Struck, effort: Effort
) -> Kept:
    """The most people who can keep all that they have; of people alike the first of the file.

    `offer` holds every run of the region as it is now.
    """
    runs = runs_with_pools(offer)
    own: defaultdict[str, list[Placement]] = defaultdict(list)
    for one in near.placements:
        own[one.person].append(one)
    may: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    gone = 0
    here = {person.reference: person for person in admission.people}
    for reference in [reference for reference in own if reference in here]:
        shut = {*here[reference].case.person.cannot_attend}
        shut |= {group for person, group in struck.pairs if person == reference}
        if all(_stands(one, runs, shut, offer) for one in own[reference]):
            pools = sorted(pool for one in own[reference] for pool in runs[one.run][1])
            may[tuple(pools)].append(reference)
        else:
            gone += 1
    seats = {
        pool.id: 0 if pool.id in struck.pools else pool.seats for pool in offer.pools
    }
    staying, moved = _most(list(may.items()), seats, effort)
    placements = tuple(one for one in near.placements if one.person in staying)
    taken = Counter(pool for one in placements for pool in runs[one.run][1])
    return Kept(placements, taken, gone + moved)


def sitting(kept: Kept, people: Sequence[Person], everything: Offer) -> Sitting:
    """Where those sit who stay."""
    female = {one.reference for one in people if one.case.person.sex is Sex.FEMALE}
    runs = runs_with_pools(everything)
    own = [one for one in kept.placements if one.person in female]
    return Sitting(
        kept.seats,
        Counter(pool for one in own for pool in runs[one.run][1]),
        {one.run: runs[one.run][1] for one in own},
        Counter(one.run for one in own),
        {pool.id: pool for pool in everything.pools if kept.seats.get(pool.id)},
    )


def _stands(
    one: Placement, runs: dict[str, tuple[Run, tuple[str, ...]]], shut: set[str], offer: Offer
) -> bool:
    """Whether a run is there as it was, and the person is still let into its group."""
    if one.run not in runs:
        return False
    run, _ = runs[one.run]
    venue = offer.timetable.venues[run.group.venue]
    if not shut.isdisjoint({run.group.id, venue.id, *venue.areas}):
        return False
    return (run.first, run.last, run.group.venue) == (one.first, one.last, venue.id)


def _most(
    alike: Sequence[tuple[tuple[str, ...], list[str]]], seats: dict[str, int], effort: Effort
) -> tuple[frozenset[str], int]:
    """Who stays, as many as the seats allow, and how many must leave at least."""
    if not alike:
        return frozenset(), 0
    number = {id: place for place, id in enumerate(seats)}
    kinds: list[int] = []
    pools: list[int] = []
    starts = [0]
    for kind, (taken, _) in enumerate(alike):
        for held in ((), taken):
            kinds.append(kind)
            pools += [number[pool] for pool in held]
            starts.append(len(pools))
    leaving = np.array([[float(place % 2 == 0)] for place in range(len(kinds))])
    choices = Patterns(ints(kinds), leaving, ints(starts), ints(pools))
    people = ints([len(references) for _, references in alike])
    first = ints(range(0, len(kinds), 2))
    instance = Instance(ints(list(seats.values())), people, MOVED, OneEach(choices, first))
    found = allocate(instance, effort=effort)
    staying: set[str] = set()
    for row, kind in enumerate(found.patterns.kinds.tolist()):
        if not found.patterns.measures[row, 0]:
            staying |= set(alike[kind][1][: int(found.amounts[row])])
    return frozenset(staying), max(0, found.bound)
