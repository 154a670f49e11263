"""Who is to be booked at once, put into numbers: lots of people who share projects or providers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from attrs import evolve, frozen

from models.catalogue import Catalogue
from models.entry import Entry
from models.placement import Booking
from models.population import UNPAID_WORK, Person, Want
from models.region import Region
from models.timetable import Group, Intake, Project, Provider
from optimiser.allocation.apart import Lot as Shared
from optimiser.allocation.apart import lots
from optimiser.allocation.arrays import Ints
from optimiser.allocation.away import Away, Beside
from optimiser.allocation.instance import Instance
from optimiser.allocation.kinds import Crowd, crowd
from optimiser.allocation.lean import lean
from optimiser.allocation.offer import Offer, Programme, programme
from optimiser.allocation.people import MEASURES, Load
from optimiser.allocation.pricing import Wanted
from optimiser.allocation.standing import (
    Seated,
    Seats,
    appointments,
    cell_of,
    cells,
    group_of,
    ordered,
    week_of,
    work,
)
from planning.booking_cadence import cadence_of, cadences_of
from planning.seating import most_attended

HOUR = 60


@frozen
class Asking:
    """Somebody and the one requirement they are to be booked for now, to be over by a day."""

    person: Person
    requirement: str
    until: date


@frozen(eq=False)
class Lot:
    """People who share projects or providers, as the allocation sees them.

    `people` want one programme each, which stands for their requirement. The seats of the instance
    are those of the offer's `short` pools: no other can be.
    """

    asking: tuple[Asking, ...]
    people: tuple[Person, ...]
    givers: tuple[str, ...]
    offer: Offer
    crowd: Crowd
    instance: Instance
    pricing: Wanted
    short: Ints
    beside: Beside


@frozen(eq=False)
class Lots:
    """`nowhere` are those that no project or provider is open to."""

    parts: tuple[Lot, ...]
    nowhere: tuple[Asking, ...]


def booking_lots(
    region: Region,
    asking: Sequence[Asking],
    away: Mapping[str, Away],
    before: Sequence[Booking],
    catalogue: Catalogue,
) -> Lots:
    """The people in lots, priced over all that is on offer to them beside what they attend.

    `before` are the bookings of the rounds before, which keep the time they take.
    """
    taken = _taken(region, before, catalogue)
    bare = [
        evolve(one.person, wants=(Want(one.requirement),), last=one.until) for one in asking
    ]
    stubs = tuple(_stubs(region, {one.requirement for one in asking}))
    found = lots(bare, evolve(region.timetable, groups=stubs))
    parts: list[Lot] = []
    somewhere: set[int] = set()
    for places, givers in _sharing(found):
        somewhere |= places
        held = tuple(asking[place] for place in sorted(places))
        parts.append(_lot(region, held, tuple(sorted(givers)), away, taken, catalogue))
    nowhere = tuple(one for place, one in enumerate(asking) if place not in somewhere)
    return Lots(tuple(parts), nowhere)


def _sharing(found: Sequence[Shared]) -> list[tuple[set[int], set[str]]]:
    """People and givers of lots; those of one giver, whatever it gives, share its time."""
    held: list[tuple[set[int], set[str]]] = []
    for lot in found:
        places, givers = set(lot.people), {group.id for group in lot.groups}
        near = [one for one in held if not givers.isdisjoint(one[1])]
        for one in near:
            held.remove(one)
            places |= one[0]
            givers |= one[1]
        held.append((places, givers))
    return held


def _stubs(region: Region, requirements: set[str]) -> Iterator[Group]:
    """What each project and provider gives, as groups that tell who could share it."""
    if UNPAID_WORK in requirements:
        for project in working(region):
            yield group_of(project, UNPAID_WORK, region.places_at(project))
    timetable = region.timetable
    for provider in timetable.providers:
        for code in sorted(requirements.intersection(provider.offers)):
            if provider.agrees is not False:
                yield Group(
                    provider.id, code, provider.venue, provider.hours, timetable.first,
                    timetable.last, Intake.ROLLING, 1,
                )  # fmt: skip


def working(region: Region) -> Iterator[Project]:
    """The projects that hours are worked at; education and training wait for the package."""
    return (one for one in region.timetable.projects if not one.learning)


def _lot(
    region: Region,
    asking: tuple[Asking, ...],
    givers: tuple[str, ...],
    away: Mapping[str, Away],
    taken: Mapping[str, int],
    catalogue: Catalogue,
) -> Lot:
    clerk = _Offering(region, catalogue, givers, Seats(taken), _span(asking))
    codes = [clerk.code_of(one) for one in asking]
    people = tuple(
        evolve(one.person, wants=(Want(code),), last=one.until)
        for one, code in zip(asking, codes, strict=True)
    )
    programmes = {code: clerk.programme(code) for code in dict.fromkeys(codes)}
    entries: dict[str, Entry] = {}
    for one in asking:
        for giver in givers:
            entries.setdefault(giver, catalogue.entry(one.requirement))
    offer = Offer(region.timetable, programmes, tuple(clerk.seats.held), entries)
    load: Load = most_attended(catalogue)
    rows = {
        row: away[person.reference]
        for row, person in enumerate(people)
        if person.reference in away
    }
    beside = Beside(people, rows, offer, load)
    held = crowd(people, offer, np.ones(len(MEASURES)), load, shut=beside)
    instance, pricing, short = lean(held.instance, held.pricing)
    return Lot(asking, people, givers, offer, held, instance, pricing, short, beside)


def _taken(
    region: Region, before: Sequence[Booking], catalogue: Catalogue
) -> Counter[str]:
    """The time of providers that is given already."""
    taken: Counter[str] = Counter()
    for one in before:
        provider = region.provider(one.giver) if one.requirement != UNPAID_WORK else None
        if provider is not None:
            cell = cell_of(provider, cadences_of(provider, catalogue))
            for each in one.sessions:
                minutes = each.end - each.start
                taken.update(cells(provider, each.day, each.start, minutes, cell))
                taken[week_of(provider, each.day)] += 1
    return taken


def _span(asking: Sequence[Asking]) -> tuple[date, date]:
    return min(one.person.first for one in asking), max(one.until for one in asking)


@frozen(eq=False)
class _Offering:
    """What some projects and providers offer, as programmes that draw on the same seats."""

    region: Region
    catalogue: Catalogue
    givers: tuple[str, ...]
    seats: Seats
    span: tuple[date, date]

    def code_of(self, one: Asking) -> str:
        """Those whose hours are as many days are alike: "unpaid-work/2520" is of 2,520 minutes."""
        if one.requirement != UNPAID_WORK:
            return one.requirement
        minutes = one.person.unpaid_work_hours * HOUR
        lengths = {
            slot.end - slot.start for project in self._projects for slot in project.days
        }
        if len(lengths) == 1:
            (length,) = lengths
            minutes = -(-minutes // length) * length
        return f"{UNPAID_WORK}/{minutes}"

    @property
    def _projects(self) -> list[Project]:
        return [one for one in working(self.region) if one.id in self.givers]

    def programme(self, code: str) -> Programme:
        requirement, _, minutes = code.partition("/")
        if requirement == UNPAID_WORK:
            runs = ordered([run for project in self._projects
                            for run in self._work(project, int(minutes))])  # fmt: skip
        else:
            runs = ordered([run for provider in self.region.timetable.providers
                            if provider.id in self.givers and requirement in provider.offers
                            for run in self._appointments(provider, requirement)])  # fmt: skip
        return programme(code, list(runs.runs), [list(pools) for pools in runs.pools])

    def _work(self, project: Project, minutes: int) -> Iterator[Seated]:
        group = group_of(project, UNPAID_WORK, self.region.places_at(project))
        return work(
            project, group, minutes, self.region.work_days_a_week, self.span,
            self.region.timetable, self.seats,
        )  # fmt: skip

    def _appointments(self, provider: Provider, requirement: str) -> Iterator[Seated]:
        return appointments(
            provider,
            cadence_of(provider, requirement, self.catalogue),
            cell_of(provider, cadences_of(provider, self.catalogue)),
            self.region.appointments.get(provider.id),
            self.span,
            self.region.timetable,
            self.seats,
        )
