"""Timetables: what a region has on offer, from a TOML or JSON file, every mistake said at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import holidays
from attrs import frozen

from models.case import OffenceKind
from models.structuring import (
    Reader,
    boolean,
    choice,
    day,
    day_range,
    filled,
    listed,
    load_table,
    mapping,
    number,
    time_of_day,
    weekday,
    word,
)
from models.timetable import (
    Cadence,
    Group,
    Intake,
    Project,
    Provider,
    Slot,
    Timetable,
    Venue,
)
from scenarios.shipped import TIMETABLES, fetch
from scenarios.timetable_checks import Region, complain
from scenarios.timetable_doses import EntryOf

SCHEMA = 1
LONGEST_WAY = 24 * 60

ids = listed(filled)
closures = listed(day_range)
offence_kinds = listed(word(*(kind.value for kind in OffenceKind)))


@frozen
class ReadTimetable:
    """A timetable and the SHA-256 of the bytes it was read from."""

    timetable: Timetable
    digest: str


def read_timetable(path_or_name: str | Path, entry_of: EntryOf | None = None) -> ReadTimetable:
    """Read a file, or a shipped region by its bare name ("east-midlands").

    Raises
    ------
    InvalidInput
        With every mistake of the file.
    """
    name, data = fetch(path_or_name, TIMETABLES)
    timetable = parse_timetable(name, load_table(name, data), entry_of)
    return ReadTimetable(timetable, hashlib.sha256(data).hexdigest())


def parse_timetable(
    name: str, data: Mapping[str, Any], entry_of: EntryOf | None = None
) -> Timetable:
    """The timetable a plain table holds; `name` is the file it is said to come from.

    With `entry_of(code, edition)` (a KeyError for what is not held) the groups are also held
    against the catalogue: codes, editions, modules, sessions, minutes and the time to finish.

    Raises
    ------
    InvalidInput
        With every mistake of the table.
    """
    reader = Reader(name, data)
    reader.take("schema", number(SCHEMA, SCHEMA))
    first, last = reader.take("first", day), reader.take("last", day)
    nation = reader.take("nation", word("ENG", "WLS"))
    venues = [(below, _venue(below)) for below in reader.tables("venues")]
    groups = [(below, parse_group(below, first, last)) for below in reader.tables("groups")]
    providers = [(below, _provider(below)) for below in reader.tables("providers")]
    projects = [(below, _project(below, first, last)) for below in reader.tables("projects")]
    ways = [(below, _way(below)) for below in reader.tables("travel")]
    timetable = Timetable(
        id=reader.take("id", filled),
        name=reader.take("name", filled),
        first=first,
        last=last,
        nation=nation,
        venues={venue.id: venue for _, venue in venues},
        groups=tuple(group for _, group in groups),
        providers=tuple(provider for _, provider in providers),
        projects=tuple(project for _, project in projects),
        travel={(one, other): minutes for _, (one, other, minutes) in ways},
        default_home_minutes=reader.take("default_home_minutes", number(0, LONGEST_WAY), 45),
        monitoring=reader.take("monitoring", boolean, True),
        alcohol_monitoring_from=reader.take("alcohol_monitoring_from", day, None),
        electronic_monitoring_from=reader.take("electronic_monitoring_from", day, None),
        holidays=frozenset() if reader.complaints else bank_holidays(nation, first, last),
    )
    complain(Region(reader, timetable, venues, groups, providers, projects, ways), entry_of)
    reader.finish()
    return timetable


def bank_holidays(nation: str, first: date, last: date) -> frozenset[date]:
    """The bank holidays of England ("ENG") or Wales ("WLS") in the years from `first` to `last`."""
    years = range(first.year, last.year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=years))


def _venue(reader: Reader) -> Venue:
    return Venue(
        id=reader.take("id", filled),
        name=reader.take("name", filled),
        areas=reader.take("areas", ids, ()),
        bars=reader.take("bars", offence_kinds, ()),
        closures=reader.take("closures", closures, ()),
        home_minutes=reader.take("home_minutes", mapping(number(0, LONGEST_WAY)), {}),
        women_only=reader.take("women_only", boolean, False),
    )


def parse_group(reader: Reader, first: date, last: date) -> Group:
    return Group(
        id=reader.take("id", filled),
        programme=reader.take("programme", filled),
        venue=reader.take("venue", filled),
        slots=parse_slots(reader, "slots"),
        first=reader.take("first", day, first),
        last=reader.take("last", day, last),
        intake=reader.take("intake", choice(Intake)),
        places=reader.take("places", number(1)),
        taken=reader.take("taken", number(0), 0),
        edition=reader.take("edition", filled, ""),
        starts=reader.take("starts", listed(day), ()),
        modules=reader.take("modules", ids, ()),
        sessions=reader.take("sessions", number(1), None),
        sexes=reader.take("sexes", word("any", "male", "female"), "any"),
        women=reader.take("women", number(0), None),
        attended_by=reader.take("attended_by", ids, ()),
        closures=reader.take("closures", closures, ()),
        bars=reader.take("bars", offence_kinds, ()),
    )


def _provider(reader: Reader) -> Provider:
    return Provider(
        id=reader.take("id", filled),
        name=reader.take("name", filled),
        venue=reader.take("venue", filled),
        offers=reader.take("offers", ids),
        hours=parse_slots(reader, "hours"),
        step=reader.take("step", number(1), 30),
        first=reader.take("first", day, None),
        last=reader.take("last", day, None),
        cadences=tuple(_cadence(below) for below in reader.tables("cadences")),
        sex=reader.take("sex", word("male", "female"), ""),
        closures=reader.take("closures", closures, ()),
        agrees=reader.take("agrees", boolean, None),
    )


def _cadence(reader: Reader) -> Cadence:
    return Cadence(
        requirement=reader.take("requirement", filled),
        appointments=reader.take("appointments", number(1)),
        every_days=reader.take("every_days", number(1)),
        minutes=reader.take("minutes", number(1)),
    )


def _project(reader: Reader, first: date, last: date) -> Project:
    return Project(
        id=reader.take("id", filled),
        name=reader.take("name", filled),
        venue=reader.take("venue", filled),
        days=parse_slots(reader, "days"),
        first=reader.take("first", day, first),
        last=reader.take("last", day, last),
        places=reader.take("places", number(1)),
        taken=reader.take("taken", number(0), 0),
        bars=reader.take("bars", offence_kinds, ()),
        attended_by=reader.take("attended_by", ids, ()),
        learning=reader.take("learning", boolean, False),
        closures=reader.take("closures", closures, ()),
    )


def parse_slots(reader: Reader, key: str) -> tuple[Slot, ...]:
    """Stretches of one `day`, or of several `days` alike."""
    slots = []
    for below in reader.tables(key):
        several = "days" in below
        days = below.take("days", listed(weekday)) if several else (below.take("day", weekday),)
        start, end = below.take("start", time_of_day), below.take("end", time_of_day)
        if end <= start and "start" in below and "end" in below:
            below.complain("ends before it starts", "end", below.raw("end"))
        slots += [Slot(each, start, end) for each in days]
    if not slots:
        reader.complain("has no weekly slot", key)
    return tuple(slots)


def _way(reader: Reader) -> tuple[str, str, int]:
    between = reader.take("between", ids)
    minutes = reader.take("minutes", number(0, LONGEST_WAY))
    if len(between) != 2:
        reader.complain("names two venues", "between", list(between))
        return "", "", minutes
    return between[0], between[1], minutes
