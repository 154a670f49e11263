"""The region of a made-up case: venues, groups, providers and projects, drawn anew for each.

Venues stand on a grid of five-minute squares round the person's home, so that every way obeys the
triangle inequality. Doses come from the catalogue; hours, days and places are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from random import Random

from benchmarks.classes import Class, Request
from benchmarks.lives import HOME
from models.catalogue.catalogue import Catalogue
from models.entry import Delivery, Entry
from models.timetable import Cadence, Group, Intake, Project, Provider, Slot, Timetable, Venue
from scenarios.timetable_reading import bank_holidays

HOUR = 60
SQUARE = 5
DOOR = 5
PLACES = ("office", "centre", "hall", "clinic", "yard", "garden", "canal", "college")
MEETING_PLACES = ("office", "centre", "hall")
EVENINGS, MORNINGS, AFTERNOONS = (17 * HOUR + 30, 18 * HOUR), (9 * HOUR + 30, 10 * HOUR), (810,)
SATURDAY = 5
SPARE_MINUTES = 120  # for a session whose length no guide gives
# Each offers a day that none before it does, so that none is left out as needless.
WORK_DAYS = (
    ("yard", (5, 6), False),
    ("college", (1, 5), True),
    ("garden", (0, 1, 2), False),
    ("canal", (3, 4), False),
)


def region(
    random: Random, held: Class, request: Request, catalogue: Catalogue, start: date, months: int
) -> Timetable:
    """Somewhere with what the case may need, for as long as its order and a little more."""
    first, last = start - timedelta(days=28), start + timedelta(days=31 * (months + 2))
    corners = {
        place: (random.randrange(1, 5), random.randrange(-3, 4)) for place in PLACES
    }
    venues = {
        place: Venue(place, place.title(), home_minutes={HOME: _minutes((0, 0), corner)})
        for place, corner in corners.items()
    }
    travel = {
        (one, other): _minutes(corners[one], corners[other])
        for one, other in combinations(PLACES, 2)
    }
    groups: list[Group] = []
    for code in request.programmes:
        entry = catalogue.entry(code)
        runs = random.randint(*held.runs)
        groups += _groups(random, entry, runs, start, last)
    for code in request.activities:
        entry = catalogue.entry(code)
        if entry.main is not None and entry.main.delivery is Delivery.GROUP:
            groups += _groups(random, entry, random.randint(2, 4), start, last)
    return Timetable(
        "made-up",
        "Made up",
        first,
        last,
        "ENG",
        venues,
        tuple(groups),
        tuple(_providers(random, held, request)),
        tuple(
            Project(name, name.title(), name, _whole_days(days), first, last, 9, learning=learning)
            for name, days, learning in WORK_DAYS[: held.projects]
        ),
        travel,
        holidays=bank_holidays("ENG", first, last),
    )


def _minutes(one: tuple[int, int], other: tuple[int, int]) -> int:
    return DOOR + SQUARE * (abs(one[0] - other[0]) + abs(one[1] - other[1]))


def _whole_days(days: tuple[int, ...]) -> tuple[Slot, ...]:
    return tuple(Slot(day, 9 * HOUR, 16 * HOUR) for day in days)


# ---- groups ----------------------------------------------------------------------------------


def _groups(
    random: Random, entry: Entry, runs: int, start: date, last: date
) -> Iterator[Group]:
    """Groups at several places and times whose starts together make so many runs."""
    number = max(1, min(len(MEETING_PLACES), runs // 2))
    places = random.sample(MEETING_PLACES, number)
    spots = random.sample(("evening", "day", "saturday"), number)
    # All begin before the catalogue's waiting limit: the last a week before sixteen weeks.
    gap = 98 // runs
    for place, (venue, spot) in enumerate(zip(places, spots, strict=True)):
        starts = tuple(
            start + timedelta(days=7 + gap * turn + random.randrange(max(1, gap // 2)))
            for turn in range(place, runs, number)
        )
        yield Group(
            f"{entry.code}-{venue}-{spot}",
            entry.code,
            venue,
            _slots(random, entry, spot),
            start,
            last,
            Intake.CLOSED,
            places=12,
            taken=random.randrange(4, 11),
            starts=starts,
            women=3,
        )


def _slots(random: Random, entry: Entry, spot: str) -> tuple[Slot, ...]:
    """One meeting a week or two, as often as the guide lets the group meet."""
    main = entry.main
    if main is None:
        return ()
    length = int(main.minutes.highest or SPARE_MINUTES) if main.minutes else SPARE_MINUTES
    most = int(main.per_week.highest or 1) if main.per_week else 2
    short = main.sessions is None or (main.sessions.highest or 0) <= 10
    weekly = 1 if short else min(most, 2)
    if spot == "saturday":
        starts = {SATURDAY: random.choice(MORNINGS)}
        if weekly > 1:
            starts[random.choice([1, 2])] = random.choice(EVENINGS)
    else:
        hours = EVENINGS if spot == "evening" else random.choice([MORNINGS, AFTERNOONS])
        first = random.randrange(3)
        starts = {first + 2 * turn: random.choice(hours) for turn in range(weekly)}
    return tuple(Slot(day, at, at + length) for day, at in sorted(starts.items()))


# ---- providers -------------------------------------------------------------------------------


def _providers(random: Random, held: Class, request: Request) -> Iterator[Provider]:
    offers = {"officers": ("office", ("officer",)), "facilitators": ("office", ("facilitator",))}
    for name, (venue, given) in offers.items():
        yield Provider(name, name.title(), venue, given, _hours(random, held), sex=request.sex)
    if request.dependent:
        # A week has no room for weekly treatment beside groups where attendances are capped.
        every = 14 if held.attendances_a_week else random.choice([14, 14, 7])
        cadence = Cadence("atr", 12, every, HOUR)
        yield Provider(
            "alcohol-service",
            "Alcohol service",
            "clinic",
            ("atr",),
            _hours(random, held),
            cadences=(cadence,),
        )


def _hours(random: Random, held: Class) -> tuple[Slot, ...]:
    """Office hours with one late evening; of a hard class two or three short days."""
    if held.short_days:
        days = sorted(random.sample(range(5), random.choice(held.short_days)))
        starts = [random.choice([9, 10, 12, 14, 16]) * HOUR for _ in days]
        return tuple(
            Slot(day, at, at + random.choice([3, 4]) * HOUR)
            for day, at in zip(days, starts, strict=True)
        )
    late = random.randrange(5)
    return tuple(
        Slot(day, 9 * HOUR, 19 * HOUR + 30 if day == late else 17 * HOUR) for day in range(5)
    )
