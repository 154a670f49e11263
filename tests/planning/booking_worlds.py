"""One depot and one clinic in a town: regions with days of work and appointments, by hand.

The yard works on Saturdays from 09:00 to 16:00, seven hours a day: 14 hours are two days, 21 three.
From Monday 1 June 2026 its Saturdays are 6, 13, 20 and 27 June, 4 July. The clinic gives hours on
Mondays from 09:00 to 11:00, at nine and at ten, three a week apart. Home is 30 minutes away.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from attrs import evolve

from models.changes import AddHoliday
from models.commitments import Commitment, CommitmentKind, Shift
from models.placement import Attendance, Booking, Plan, Unbooked, Waiting
from models.population import Person, Population
from models.region import Region
from models.timetable import Cadence, Project, Provider, Slot, Venue
from tests.models.plan_rules import world

FIRST = world.FIRST
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
DAY = (9 * 60, 16 * 60)
SATURDAYS = tuple(date(2026, 6, 6) + timedelta(weeks=number) for number in range(60))
MONDAYS = tuple(FIRST + timedelta(weeks=number) for number in range(60))
YARD = Venue("depot", "Depot", areas=("town",), home_minutes={"town": 30})
CLINIC = Venue("clinic", "Clinic", areas=("town",), home_minutes={"town": 30})


def project(id: str = "yard", weekdays: tuple[int, ...] = (SATURDAY,), **more) -> Project:
    held = {
        "venue": "depot",
        "days": tuple(Slot(weekday, *DAY) for weekday in weekdays),
        "first": FIRST,
        "last": date(2027, 12, 31),
        "places": 1,
        **more,
    }
    return Project(id, id.title(), **held)


def provider(id: str = "service", **more) -> Provider:
    held = {
        "venue": "clinic",
        "offers": ("atr",),
        "hours": (Slot(MONDAY, 9 * 60, 11 * 60),),
        "cadences": (Cadence("atr", 3, 7, 60),),
        **more,
    }
    return Provider(id, id.title(), **held)


def person(reference: str, hours: int = 14, treatments: tuple[str, ...] = (), **more):
    """Somebody who asks for no programme unless it is named in `wants`."""
    made: Person = world.person(reference, **{k: v for k, v in more.items() if k != "wants"})
    wants = more.get("wants", ())
    return evolve(made, wants=wants, unpaid_work_hours=hours, treatments=treatments)


def region(
    *people: Person, projects: tuple[Project, ...] = (), providers: tuple[Provider, ...] = (),
    **more,
) -> Region:  # fmt: skip
    timetable = world.timetable(
        venues={"office": world.OFFICE, "hall": world.HALL, "depot": YARD, "clinic": CLINIC},
        projects=projects or (project(),),
        providers=providers or (provider(),),
    )
    return evolve(Region(timetable, Population(people)), **more)


def holiday(place: Region, day: date) -> Region:
    return AddHoliday(day).apply(place)


def at_work(reference: str, *days: date, giver: str = "yard") -> Booking:
    return Booking(reference, "unpaid-work", giver, tuple(Attendance(day, *DAY) for day in days))


def seen(reference: str, *days: date, start: int = 9 * 60, giver: str = "service") -> Booking:
    sessions = tuple(Attendance(day, start, start + 60) for day in days)
    return Booking(reference, "atr", giver, sessions)


def plan(place: Region, *bookings: Booking) -> Plan:
    """These bookings; whatever else is asked for is said to wait."""
    told = {(one.person, one.requirement) for one in bookings}
    waiting = tuple(
        Unbooked(one.reference, code, Waiting.FULL, "")
        for one in place.people for code in one.booked_for
        if (one.reference, code) not in told
    )  # fmt: skip
    return Plan(bookings=bookings, unbooked=waiting)


def drawn(seed: int, number: int, groups: bool = True) -> Region:
    """A region drawn by a seed: who asks for what, who works when, how many places there are."""
    luck = Random(seed)
    projects = (
        project(places=luck.randint(1, 2), taken=luck.randint(0, 1)),
        project("park", (luck.choice([1, 2]), SUNDAY), places=luck.randint(1, 2),
                bars=luck.choice([(), ("violence",)])),
    )  # fmt: skip
    providers = (
        provider(offers=("atr", "drr"), cadences=(Cadence("atr", 3, 7, 60),
                                                  Cadence("drr", 2, 14, 45))),
    )  # fmt: skip
    people = tuple(_drawn(luck, place, number, groups) for place in range(number))
    held = region(*people, projects=projects, providers=providers)
    held = evolve(
        held,
        work_days_a_week=luck.choice([1, 1, 2]),
        appointments={"service": luck.randint(1, 3)} if luck.random() < 0.4 else {},
    )
    return holiday(held, luck.choice([SATURDAYS[1], MONDAYS[1], MONDAYS[2]]))


def _drawn(luck: Random, place: int, number: int, groups: bool) -> Person:
    who: dict[str, object] = {}
    if luck.random() < 0.2:
        who["kept_apart_from"] = (f"p{luck.randrange(number):02d}",)
    if luck.random() < 0.1:
        who["cannot_attend"] = ("clinic",)
    first = FIRST + timedelta(days=luck.randint(0, 10))
    return person(
        f"p{place:02d}",
        luck.choice([0, 14, 14, 20, 28]),
        luck.choice([(), (), ("atr",), ("drr",), ("atr", "drr")]),
        who=who,
        wants=luck.choice([(), (world.Want("did"),), (world.Want("tsp"),)]) if groups else (),
        first=first,
        last=first + timedelta(days=luck.choice([24, 40, 200])),
        commitments=_commitments(luck),
        offences=(world.Offence(luck.choice([world.OffenceKind.DRINK_DRIVING,
                                             world.OffenceKind.VIOLENCE])),),
    )  # fmt: skip


def _commitments(luck: Random) -> tuple[Commitment, ...]:
    held = []
    if luck.random() < 0.5:
        nights = luck.random() < 0.4
        start = 22 * 60 if nights else luck.choice([8, 14]) * 60
        days = luck.choice([range(5), (4, 5), (0, 6)])
        shifts = tuple(Shift(day, start, start + 8 * 60, week=luck.choice([1, 2])) for day in days)
        held.append(
            Commitment(
                CommitmentKind.WORK, firm=False, cycle_weeks=2, anchor=FIRST, shifts=shifts
            )
        )
    if luck.random() < 0.3:
        shift = Shift(luck.choice([0, 5, 6]), 9 * 60, 11 * 60)
        held.append(Commitment(CommitmentKind.WORSHIP, firm=True, shifts=(shift,)))
    return tuple(held)
