"""A plan read against its region: who sits in which run, and when each run meets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen

from models.catalogue import Catalogue
from models.entry import Entry
from models.placement import Booking, Placement, Plan
from models.population import UNPAID_WORK, Person
from models.region import Region
from models.runs import runs
from models.timetable import Group, Intake, Meeting, Run


@frozen
class Roll:
    """What every rule of a plan reads.

    Parameters
    ----------
    people : mapping
        Everybody to place, by reference.
    runs : mapping
        Every run of every group of the region, by id.
    entries : mapping
        What each group delivers, in its edition, by group.
    of : mapping
        The placements of each person that name a run there is, by reference.
    heads : Counter
        How many people of the plan sit in each run.
    """

    region: Region
    plan: Plan
    catalogue: Catalogue
    people: Mapping[str, Person]
    runs: Mapping[str, Run]
    entries: Mapping[str, Entry]
    of: Mapping[str, tuple[Placement, ...]]
    heads: Counter[str]

    def booked(self) -> Iterator[Booking]:
        """The bookings of people there are that hold anything."""
        for one in self.plan.bookings:
            if one.person in self.people and one.sessions:
                yield one

    def seated(self) -> Iterator[tuple[Person, tuple[tuple[Placement, Run], ...]]]:
        """Each person with a place, with their runs by first day."""
        for reference, placements in self.of.items():
            pairs = [(one, self.runs[one.run]) for one in placements]
            yield (
                self.people[reference],
                tuple(sorted(pairs, key=lambda pair: (pair[1].first, pair[1].id))),
            )

    def taken(self, run: Run) -> int:
        return run.group.places - self.region.free(run)

    def held(self) -> Iterator[tuple[Run, int, int]]:
        """Each run anybody sits in, with those of the plan and those there before."""
        for id, run in self.runs.items():
            placed, taken = self.heads[id], self.taken(run)
            if placed or taken:
                yield run, placed, taken


def roll(region: Region, plan: Plan, catalogue: Catalogue) -> Roll:
    timetable = region.timetable
    people = {person.reference: person for person in region.people}
    entries = {group.id: entry_of(group, catalogue) for group in timetable.groups}
    found = {
        run.id: run
        for group in timetable.groups
        for run in runs(group, entries[group.id], timetable, timetable.first, timetable.last)
    }
    of: defaultdict[str, list[Placement]] = defaultdict(list)
    for one in plan.placements:
        if one.person in people and one.run in found:
            of[one.person].append(one)
    heads = Counter(one.run for placements in of.values() for one in placements)
    held = {reference: tuple(placements) for reference, placements in of.items()}
    return Roll(region, plan, catalogue, people, found, entries, held, heads)


def entry_of(group: Group, catalogue: Catalogue) -> Entry:
    """What a group delivers, in the edition it names or the latest."""
    return catalogue.entry(group.programme, group.edition)


def pools(run: Run) -> Iterator[tuple[str, Meeting]]:
    """The meetings of a run with the pool of seats each draws on.

    A closed cohort is a pool of its own; whoever meets in a rolling group on a day shares one.
    """
    closed = run.group.intake is Intake.CLOSED
    for meeting in run.meetings:
        pool = run.id if closed else run.group.id
        yield f"{pool} {meeting.day.isoformat()}", meeting


def venue_of(booking: Booking, region: Region) -> str:
    """Where a project works or a provider sees people; "" where there is no such one."""
    project, provider = region.project(booking.giver), region.provider(booking.giver)
    found = project if booking.requirement == UNPAID_WORK else provider
    return found.venue if found is not None else ""
