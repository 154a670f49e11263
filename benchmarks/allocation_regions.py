"""Made-up regions for the allocator: people from a seed, and places for a share of demand."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen

from models.catalogue import load
from models.entry import Entry
from models.moments import WEEKDAYS
from models.population import Population
from models.region import Region
from models.runs import runs
from models.timetable import Group, Intake, Slot, Timetable, Venue
from scenarios.person_reading import Setting
from scenarios.population_reading import offered, parse_population
from scenarios.synthetic import people as made_up
from scenarios.synthetic import written

Settings = Mapping[str, Any]
# More groups than this for one programme of one area would be a slip in the settings.
MOST_GROUPS = 2000


@cache
def settings() -> Settings:
    return tomllib.loads(Path(__file__).with_name("allocation.toml").read_text("utf-8"))


@frozen
class Made:
    """A region to plan for, and what each of its groups delivers."""

    region: Region
    entries: Mapping[str, Entry]


def made(number: int, areas: int, percent: int, seed: int | None = None) -> Made:
    """A region of so many people in so many areas, with places for `percent` of what they want."""
    held = settings()
    seed = held["seed"] if seed is None else seed
    names = [f"area-{place:02d}" for place in range(1, areas + 1)]
    bare = _timetable(names)
    catalogue = load()
    setting = Setting(
        bare, offered(catalogue), held["first"], begins=held["first"], reach=held["area"]["limit"]
    )
    people = []
    groups: list[Group] = []
    for place, area in enumerate(names):
        share = number // areas + (place < number % areas)
        mix = {**held["mix"], "areas": {area: 1}}
        rows = made_up(share, seed + place, held["first"], mix)
        for row in rows:
            row["reference"] = f"{area}-{row['reference']}"
        read = parse_population("made up.csv", written(rows), setting).population.people
        people += read
        wanted = Counter(want.programme for person in read for want in person.wants)
        groups += _groups(area, wanted, percent, bare, Random(seed + place))
    entries = {group.id: catalogue.entry(group.programme, group.edition) for group in groups}
    timetable = _timetable(names, tuple(groups))
    return Made(Region(timetable, Population(tuple(people))), entries)


def _timetable(areas: Sequence[str], groups: tuple[Group, ...] = ()) -> Timetable:
    held = settings()
    near, far, number = (held["area"][key] for key in ("nearest", "farthest", "venues"))
    venues = {}
    for area in areas:
        for place in range(number):
            minutes = near + (far - near) * place // max(number - 1, 1)
            id = f"{area}-{place + 1}"
            venues[id] = Venue(id, id, (area,), home_minutes={area: minutes})
    first = held["first"]
    last = first + timedelta(weeks=held["weeks"]) - timedelta(days=1)
    return Timetable(
        "made-up", "Made up", first, last, "ENG", venues, groups, default_home_minutes=240
    )


def _groups(
    area: str, wanted: Mapping[str, int], percent: int, timetable: Timetable, random: Random
) -> Iterator[Group]:
    """Groups of each programme until their places are the share of what is wanted."""
    catalogue = load()
    venues = [venue for venue in timetable.venues.values() if area in venue.areas]
    for programme in settings()["programmes"]:
        code = programme["code"]
        left = wanted[code] * percent // 100
        for place in range(MOST_GROUPS):
            if left <= 0:
                break
            group = _group(f"{area}-{code}-{place + 1:02d}", programme, random, timetable, venues)
            group, left = _cut(group, catalogue.entry(code), timetable, left)
            if group is not None:
                yield group


def _group(
    id: str, programme: Settings, random: Random, timetable: Timetable, venues: list[Venue]
) -> Group:
    """A group on days drawn at one time of day, its cohorts one after another."""
    slots = settings()["slots"]
    start = _minute(random.choice(slots["starts"]))
    days = random.sample(slots["days"], programme["sessions_a_week"])
    held = tuple(
        Slot(weekday, start, start + slots["minutes"])
        for weekday in sorted(WEEKDAYS.index(day) for day in days)
    )
    first = timetable.first + timedelta(days=random.randrange(0, 84))
    return Group(
        id, programme["code"], random.choice(venues).id, held, first, timetable.last,
        Intake(programme["intake"]), programme["places"],
    )  # fmt: skip


def _cut(
    group: Group, entry: Entry, timetable: Timetable, left: int
) -> tuple[Group | None, int]:
    """The group with as many cohorts, or as long a life, as the places still asked for; the rest.

    A rolling group takes in as many at each module as its places divide into.
    """
    from attrs import evolve

    if group.intake is Intake.CLOSED:
        starts = []
        day = group.first
        while left > 0:
            found = runs(evolve(group, starts=(day,)), entry, timetable, day, timetable.last)
            if not found:
                break
            starts.append(day)
            places = min(group.places, left)
            left -= group.places if places == group.places else left
            day = found[0].last + timedelta(days=7)
        return (evolve(group, starts=tuple(starts)) if starts else None), left
    found = runs(group, entry, timetable, group.first, group.last)
    if not found:
        return None, left
    modules = len({meeting.module for meeting in found[0].meetings})
    intakes = list(accumulate(group.places // modules for _ in found))
    enough = next((place for place, seats in enumerate(intakes) if seats >= left), len(found) - 1)
    return evolve(group, last=found[enough].last), left - intakes[enough]


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def first_day() -> date:
    day: date = settings()["first"]
    return day
