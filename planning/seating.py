"""A region as the allocation has it, and what the allocation finds as places again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

import numpy as np
from attrs import evolve, frozen

from models.catalogue import Catalogue
from models.placement import Placement
from models.population import Person
from models.region import Region
from models.timetable import Group, Run
from optimiser.allocation.allocate import Allocation
from optimiser.allocation.apart import Lot, lots
from optimiser.allocation.arrays import Floats, ints
from optimiser.allocation.company import NOBODY_SHORT, Company
from optimiser.allocation.instance import Instance
from optimiser.allocation.kinds import Crowd, crowd
from optimiser.allocation.offer import Offer, Programme, offered
from optimiser.allocation.people import MEASURES, Load
from optimiser.allocation.pricing import Wanted
from optimiser.allocation.women import Women
from planning.companies import Sitting, Watch
from planning.limits import UNLIMITED, Limits, coupling


@frozen
class Struck:
    """What a plan is made without: seats by pool, and groups for single people."""

    pools: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Struck) -> Struck:
        return Struck(self.pools | other.pools, self.pairs | other.pairs)

    def __len__(self) -> int:
        return len(self.pools) + len(self.pairs)


@frozen(eq=False)
class Seating:
    """People of one lot in the order of the population, as the allocation sees them."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    offer: Offer
    crowd: Crowd
    instance: Instance
    company: Company = NOBODY_SHORT

    @property
    def wanted(self) -> Wanted:
        return self.crowd.pricing

    def chosen(self, found: Allocation) -> tuple[tuple[Placement, ...], dict[str, Floats]]:
        """The places of everybody, and what the allocation says each person comes to.

        Of people alike to every group the first of the file has the first pattern.
        """
        waiting: dict[int, list[int]] = defaultdict(list)
        for row, kind in enumerate(self.crowd.kind.tolist()):
            waiting[kind].append(row)
        runs_of: dict[int, list[Run]] = {}
        measured = {person.reference: np.zeros(len(MEASURES)) for person in self.people}
        for pattern, kind in enumerate(found.patterns.kinds.tolist()):
            taken, waiting[kind] = (
                waiting[kind][: found.amounts[pattern]],
                waiting[kind][found.amounts[pattern] :],
            )
            runs = self.offer.runs_of(found.patterns.of(pattern))
            runs.sort(key=lambda run: (run.first, run.id))
            for row in taken:
                runs_of[row] = runs
                measured[self.people[row].reference] = found.patterns.measures[pattern]
        placements = tuple(
            Placement(person.reference, run.group.programme, run.id, run.group.id, run.first,
                      run.last)
            for row, person in enumerate(self.people)
            for run in runs_of.get(row, ())
        )  # fmt: skip
        return placements, measured


@frozen(eq=False)
class Seatings:
    """A lot each of people who share groups; `nowhere` are those no group is open to."""

    parts: tuple[Seating, ...]
    nowhere: tuple[Person, ...]


def seatings(
    region: Region,
    people: tuple[Person, ...],
    catalogue: Catalogue,
    struck: Struck = Struck(),
    taken: Mapping[str, int] | None = None,
    limits: Limits = UNLIMITED,
    sitting: Sitting | None = None,
) -> Seatings:
    """The region in numbers, without what is struck out and the seats `taken` by pool.

    Lots between which a limit stands are one. Weights are for the asker to set. Company is looked
    at where it is said who sits where already, be it nobody.
    """
    if struck.pairs:
        people = tuple(_kept_out(person, struck.pairs) for person in people)
    parts = []
    somewhere: set[int] = set()
    for lot in _beside(lots(people, region.timetable), limits):
        somewhere |= set(lot.people)
        # As the file has them: whoever comes first has the first of what is alike.
        held = tuple(people[place] for place in sorted(lot.people))
        by_id = {group.id: group for group in lot.groups}
        watch = None if sitting is None else Watch(region, catalogue, by_id, sitting)
        part = _seating(region, held, lot.groups, catalogue, struck.pools, taken or {}, watch)
        parts.append(_limited(part, limits))
    nowhere = tuple(person for place, person in enumerate(people) if place not in somewhere)
    return Seatings(tuple(parts), nowhere)


def _beside(held: Sequence[Lot], limits: Limits) -> list[Lot]:
    """The lots, those between which a limit stands as one."""
    left = list(held)
    everything = {group.id for lot in left for group in lot.groups}
    for limit in limits.among(everything):
        groups = {limits.group_of[pool] for pool in limit.pools}
        near = [lot for lot in left if any(group.id in groups for group in lot.groups)]
        if len(near) > 1:
            left = [lot for lot in left if lot not in near]
            people = tuple(place for lot in near for place in lot.people)
            left.append(Lot(people, tuple(group for lot in near for group in lot.groups)))
    return sorted(left, key=lambda lot: -len(lot.people))


def _limited(part: Seating, limits: Limits) -> Seating:
    """A lot with the limits that it could break."""
    own = limits.among({group.id for group in part.groups})
    if not own:
        return part
    number = {pool.id: place for place, pool in enumerate(part.offer.pools)}
    rows = coupling(own, number, len(part.instance.seats))
    return evolve(part, instance=evolve(part.instance, coupling=rows))


def _seating(
    region: Region,
    people: tuple[Person, ...],
    groups: tuple[Group, ...],
    catalogue: Catalogue,
    closed: Set[str],
    taken: Mapping[str, int],
    watch: Watch | None,
) -> Seating:
    offer = on_offer(region, people, groups, catalogue)
    women = Women() if watch is None else watch.women(people, offer)
    held = crowd(people, offer, np.ones(len(MEASURES)), most_attended(catalogue), women)
    seats = held.instance.seats.copy()
    # Beyond the pools of the offer stand those of people to be kept apart.
    seats[: len(offer.pools)] = [
        0 if pool.id in closed else pool.seats - taken.get(pool.id, 0) for pool in offer.pools
    ]
    company = NOBODY_SHORT if watch is None else watch.company(offer, women, seats)
    return Seating(people, groups, offer, held, evolve(held.instance, seats=seats), company)


def most_attended(catalogue: Catalogue) -> Load:
    """The most attendances of a day and a week that any step of the catalogue allows.

    Where a lower one is in force for a person, or they are to attend less, it is theirs by
    admission.
    """
    return Load(
        *(catalogue.most("load", f"attendances-a-{stretch}") for stretch in ("day", "week"))
    )


def on_offer(
    region: Region,
    people: tuple[Person, ...],
    groups: tuple[Group, ...],
    catalogue: Catalogue,
) -> Offer:
    """Every run between anybody's first and last day; nothing of a programme no group gives."""
    timetable = region.timetable
    wanted = {want.programme for person in people for want in person.wants}
    offer = offered(
        (group for group in groups if group.programme in wanted),
        lambda group: catalogue.entry(group.programme, group.edition),
        timetable,
        min((person.first for person in people), default=timetable.first),
        max((person.last for person in people), default=timetable.first),
        region.free,
    )
    missing = {code: _nothing(code) for code in sorted(wanted - offer.programmes.keys())}
    return evolve(offer, programmes={**offer.programmes, **missing})


def all_on_offer(region: Region, catalogue: Catalogue) -> Offer:
    """Every run of every group, wanted or not."""
    timetable = region.timetable
    return offered(
        timetable.groups,
        lambda group: catalogue.entry(group.programme, group.edition),
        timetable,
        timetable.first,
        timetable.last,
        region.free,
    )


def _nothing(code: str) -> Programme:
    none = ints([])
    return Programme(code, (), none, none, ints([0]), none, ())


def _kept_out(person: Person, pairs: Set[tuple[str, str]]) -> Person:
    closed = sorted(group for reference, group in pairs if reference == person.reference)
    if not closed:
        return person
    who = person.case.person
    kept = evolve(who, cannot_attend=(*who.cannot_attend, *closed))
    return evolve(person, case=evolve(person.case, person=kept))
