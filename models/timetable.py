"""What a region has on offer: venues, groups, providers, projects. Local, not law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from models.commitments import DateRange


class Intake(Enum):
    """How a newcomer may join a group.

    CLOSED: only on one of its `starts`. ROLLING: at the start of any module the group reaches
    whose prerequisite modules the newcomer has done.
    """

    CLOSED = "closed"
    ROLLING = "rolling"


@frozen
class Slot:
    """A weekly stretch of opening or meeting; minutes after midnight."""

    weekday: int
    start: int
    end: int


@frozen
class Venue:
    """`bars` are offence kinds not admitted; `home_minutes` the one-way minutes from an area."""

    id: str
    name: str
    areas: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    closures: tuple[DateRange, ...] = ()
    home_minutes: Mapping[str, int] = field(factory=dict)
    women_only: bool = False


@frozen
class Group:
    """A programme on offer at a venue in weekly slots.

    `sessions` and `minutes` are given where no guide states the dose (local). `taken` counts the
    places taken; `starts` are the first days of closed cohorts; `modules` the order in which a
    rolling group runs its modules, over and over, from `first`.
    """

    id: str
    programme: str
    venue: str
    slots: tuple[Slot, ...]
    first: date
    last: date
    intake: Intake
    places: int
    taken: int = 0
    edition: str = ""
    starts: tuple[date, ...] = ()
    modules: tuple[str, ...] = ()
    sessions: int | None = None
    sexes: str = "any"
    women: int | None = None
    attended_by: tuple[str, ...] = ()
    closures: tuple[DateRange, ...] = ()
    bars: tuple[str, ...] = ()


@frozen
class Cadence:
    """How a provider delivers a treatment: `appointments` of `minutes`, one every `every_days`."""

    requirement: str
    appointments: int
    every_days: int
    minutes: int


# Looked up by for every day of a plan, as are projects: hashed once.
@frozen(cache_hash=True)
class Provider:
    """Whoever gives one-to-one appointments: officers, treatment services, facilitators, courts.

    `offers` are "officer", "facilitator", "court" or requirement and intervention codes. Starts
    of appointments lie on `step` minutes from the start of an opening slot.
    """

    id: str
    name: str
    venue: str
    offers: tuple[str, ...]
    hours: tuple[Slot, ...]
    step: int = 30
    first: date | None = None
    last: date | None = None
    cadences: tuple[Cadence, ...] = ()
    sex: str = ""
    closures: tuple[DateRange, ...] = ()
    agrees: bool | None = None


@frozen(cache_hash=True)
class Project:
    """An unpaid-work project: whole days of work. `learning` days are education and training."""

    id: str
    name: str
    venue: str
    days: tuple[Slot, ...]
    first: date
    last: date
    places: int
    taken: int = 0
    bars: tuple[str, ...] = ()
    attended_by: tuple[str, ...] = ()
    learning: bool = False
    closures: tuple[DateRange, ...] = ()


@frozen
class Timetable:
    """One region's provision between two days; `travel` holds minutes between pairs of venues."""

    id: str
    name: str
    first: date
    last: date
    nation: str
    venues: Mapping[str, Venue]
    groups: tuple[Group, ...] = ()
    providers: tuple[Provider, ...] = ()
    projects: tuple[Project, ...] = ()
    travel: Mapping[tuple[str, str], int] = field(factory=dict)
    default_home_minutes: int = 45
    monitoring: bool = True
    alcohol_monitoring_from: date | None = None
    electronic_monitoring_from: date | None = None
    holidays: frozenset[date] = frozenset()

    @property
    def areas(self) -> tuple[str, ...]:
        """Every area that a venue serves or knows the way from, by name."""
        venues = self.venues.values()
        return tuple(sorted({area for one in venues for area in (*one.areas, *one.home_minutes)}))

    def between(self, one: str, other: str) -> int | None:
        """Minutes from one venue to another, or None where the timetable does not say."""
        if one == other:
            return 0
        return self.travel.get((one, other), self.travel.get((other, one)))


@frozen
class Meeting:
    """One dated session of a group: instants, and which session of which module it is."""

    group: str
    day: date
    start: int
    end: int
    module: str
    number: int


@frozen
class Run:
    """The dated sessions a person joining a group at one entry point would attend."""

    id: str
    group: Group
    meetings: tuple[Meeting, ...]

    @property
    def first(self) -> date:
        return self.meetings[0].day

    @property
    def last(self) -> date:
        return self.meetings[-1].day
