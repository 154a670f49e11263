"""A region to plan for: what is on offer, who runs it in which rooms, and who waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from models.arithmetic import ceiling
from models.commitments import DateRange
from models.entry import Entry
from models.population import Person, Population
from models.timetable import Group, Project, Provider, Run, Slot, Timetable


@frozen
class Staffing:
    """Hands and rooms at a venue, or over every venue of an area.

    Parameters
    ----------
    place : str
        A venue's id, or an area: then the sessions are shared by the venues that lie in it.
    sessions : int or None
        Group sessions a week that its facilitators can run; None where nobody says.
    rooms : int or None
        Groups that can meet at once; None where nobody says. Rooms are a venue's only.
    sessions_each : int
        Sessions a week of one facilitator: what a facilitator more or fewer makes of `sessions`.
    """

    place: str
    sessions: int | None = None
    rooms: int | None = None
    sessions_each: int = 1


@frozen
class LostRoom:
    """One room fewer at a venue on those days."""

    venue: str
    days: DateRange


@frozen
class Growth:
    """So many percent more (fewer, below 0) people who want a programme or live in an area."""

    percent: int
    programme: str | None = None
    area: str | None = None

    def of(self, person: Person) -> bool:
        """Whether it speaks of a person."""
        here = self.area is None or person.area == self.area
        return here and (self.programme is None or person.want(self.programme) is not None)


@frozen
class Region:
    """`taken` and `minimum` say otherwise than the timetable and the catalogue do.

    Parameters
    ----------
    taken : mapping of str to int
        Places taken, by group, or by run for one cohort of it; by unpaid-work project.
    minimum : mapping of str to int
        The least number a group meets with, by group.
    growth : tuple of Growth
        What a what-if says of the number of people; see `people`.
    hours : mapping of str to tuple of Slot
        When a venue is open, by venue; always, where nobody says.
    appointments : mapping of str to int
        New appointments a provider gives in a week at most; as its hours hold, where nobody says.
    work_days_a_week : int
        The most days of unpaid work of one person in a week.
    """

    timetable: Timetable
    population: Population = field(factory=Population)
    staffing: tuple[Staffing, ...] = ()
    taken: Mapping[str, int] = field(factory=dict)
    minimum: Mapping[str, int] = field(factory=dict)
    lost_rooms: tuple[LostRoom, ...] = ()
    growth: tuple[Growth, ...] = ()
    hours: Mapping[str, tuple[Slot, ...]] = field(factory=dict)
    appointments: Mapping[str, int] = field(factory=dict)
    work_days_a_week: int = 1

    def group(self, id: str) -> Group | None:
        return next((group for group in self.timetable.groups if group.id == id), None)

    def project(self, id: str) -> Project | None:
        return next((one for one in self.timetable.projects if one.id == id), None)

    def provider(self, id: str) -> Provider | None:
        return next((one for one in self.timetable.providers if one.id == id), None)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people to place: those of the population, more or fewer as the growth has it."""
        people = self.population.people
        for growth in self.growth:
            people = _grown(people, growth)
        return people

    def free(self, run: Run) -> int:
        """Places left in a run before anybody of the population has one."""
        group = run.group
        taken = self.taken.get(run.id, self.taken.get(group.id, group.taken))
        return max(0, group.places - taken)

    def least(self, group: Group, entry: Entry) -> int:
        """The least number a run of the group should have: the plan's, else the guide's, else 1."""
        if group.id in self.minimum:
            return self.minimum[group.id]
        lowest = entry.group_size.lowest if entry.group_size is not None else None
        return 1 if lowest is None else int(lowest)

    def staff_of(self, venue: str) -> tuple[Staffing, ...]:
        """The facilitators who serve a venue: its own, and those of the areas it lies in."""
        places = {venue, *self.timetable.venues[venue].areas}
        return tuple(one for one in self.staffing if one.place in places)

    def rooms_on(self, venue: str, day: date) -> int | None:
        """How many groups can meet at once at a venue on a day; None where nobody says."""
        stated = [one.rooms for one in self.staffing if one.place == venue]
        rooms = next((number for number in stated if number is not None), None)
        if rooms is None:
            return None
        lost = sum(one.venue == venue and day in one.days for one in self.lost_rooms)
        return max(0, rooms - lost)

    def shut(self, venue: str, slots: Iterable[Slot]) -> tuple[Slot, ...]:
        """Those of the slots that do not lie inside one opening of the venue."""
        if venue not in self.hours:
            return ()
        opened = self.hours[venue]
        return tuple(slot for slot in slots if not any(_inside(slot, each) for each in opened))

    def places_a_day(self, project: str) -> dict[int, int]:
        """The free places of an unpaid-work project on each weekday it works."""
        found = next(one for one in self.timetable.projects if one.id == project)
        return {slot.weekday: self.places_at(found) for slot in found.days}

    def places_at(self, project: Project) -> int:
        """The places of a project on one of its days before anybody of the population has one."""
        return max(0, project.places - self.taken.get(project.id, project.taken))

    def appointments_a_week(self, provider: Provider, minutes: int) -> int:
        """How many appointments of so many minutes a provider's opening hours hold in a week.

        Starts lie on the provider's step, so what an appointment takes is rounded up to it.
        """
        each = ceiling(minutes, provider.step) * provider.step
        return sum(_in_turn(slot.end - slot.start, each, minutes) for slot in provider.hours)


def _inside(slot: Slot, opening: Slot) -> bool:
    same = slot.weekday == opening.weekday
    return same and opening.start <= slot.start and slot.end <= opening.end


def _in_turn(open_for: int, each: int, minutes: int) -> int:
    """Appointments one after another in one opening; the last need not fill its step."""
    return 0 if open_for < minutes else (open_for - minutes) // each + 1


def _grown(people: tuple[Person, ...], growth: Growth) -> tuple[Person, ...]:
    """The same people with some of them twice, or left out, evenly along the list.

    Of `n` people it speaks of, `n * percent // 100` are added, or as many taken away.
    """
    grown: list[Person] = []
    spoken_of = 0
    for person in people:
        if not growth.of(person):
            grown.append(person)
            continue
        before = spoken_of * abs(growth.percent) // 100
        spoken_of += 1
        copies = spoken_of * abs(growth.percent) // 100 - before
        if growth.percent >= 0:
            grown.append(person)
            grown += [_copy(person, number) for number in range(1, copies + 1)]
        elif not copies:
            grown.append(person)
    return tuple(grown)


def _copy(person: Person, number: int) -> Person:
    reference = f"{person.reference}+{number}"
    case = evolve(
        person.case,
        reference=reference,
        person=evolve(person.case.person, reference=reference),
    )
    return evolve(person, reference=reference, case=case)
