"""What a timetable's own facts must be to each other.

Each check adds its complaints to the readers of the tables at fault, so that all are said with
their paths at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from attrs import frozen

from models.moments import WEEKDAYS, clock
from models.structuring import Reader, nearest
from models.timetable import Group, Intake, Project, Provider, Slot, Timetable, Venue
from scenarios.timetable_doses import EntryOf, judge_group, judge_provider

Noun = TypeVar("Noun")


@frozen
class Region:
    """A timetable as read, each noun beside the reader of its table."""

    reader: Reader
    timetable: Timetable
    venues: Sequence[tuple[Reader, Venue]]
    groups: Sequence[tuple[Reader, Group]]
    providers: Sequence[tuple[Reader, Provider]]
    projects: Sequence[tuple[Reader, Project]]
    ways: Sequence[tuple[Reader, tuple[str, str, int]]]


def complain(region: Region, entry_of: EntryOf | None) -> None:
    """Say everything that does not fit together; against the catalogue where one is given.

    A table that could not be read is not judged further: what stands in for its mistakes would
    only bring up more.
    """
    timetable = region.timetable
    _region(region)
    for named in (region.venues, region.groups, region.providers, region.projects):
        _ids([(reader, noun.id) for reader, noun in named])
    _venues(region)
    if not date.min < timetable.first <= timetable.last:
        return
    for reader, group in _sound(region.groups):
        _span(reader, group.first, group.last, timetable)
        _places(reader, group.places, group.taken)
        _slots(reader, "slots", group.slots)
        _group(reader, group)
    for reader, provider in _sound(region.providers):
        _span(reader, provider.first or timetable.first, provider.last or timetable.last, timetable)
        _slots(reader, "hours", provider.hours)
        _provider(reader, provider)
    for reader, project in _sound(region.projects):
        _span(reader, project.first, project.last, timetable)
        _places(reader, project.places, project.taken)
        _slots(reader, "days", project.days)
    if entry_of is not None:
        for reader, group in _sound(region.groups):
            judge_group(reader, group, timetable, entry_of)
        for reader, provider in _sound(region.providers):
            judge_provider(reader, provider, entry_of)


def _sound(tables: Sequence[tuple[Reader, Noun]]) -> list[tuple[Reader, Noun]]:
    """Those of the tables nothing has been said against."""
    return [
        (reader, noun)
        for reader, noun in tables
        if not any(said.path.startswith(reader.path) for said in reader.complaints)
    ]


def _region(region: Region) -> None:
    timetable = region.timetable
    if timetable.last < timetable.first:
        region.reader.complain(
            f"the region ends on {timetable.last}, before it starts on {timetable.first}", "last"
        )
    if not timetable.venues:
        region.reader.complain("an empty region: it has no venue", "venues")
    if not (timetable.groups or timetable.providers or timetable.projects):
        region.reader.complain("an empty region: no group, no provider and no project")


def _ids(named: Sequence[tuple[Reader, str]]) -> None:
    seen: set[str] = set()
    for reader, id in named:
        if id and id in seen:
            reader.complain(f'the id "{id}" is taken already', "id", id)
        seen.add(id)


def _venues(region: Region) -> None:
    known = list(region.timetable.venues)
    lain_in = {area for _, venue in region.venues for area in venue.areas}
    named = Counter(area for _, venue in region.venues for area in venue.home_minutes)
    for reader, venue in region.venues:
        # An area without a venue is no mistake; one named once and nearly as another is.
        for area in venue.home_minutes:
            hint = nearest(area, sorted((lain_in | named.keys()) - {area}))
            if hint and area not in lain_in and named[area] == 1:
                message = f'no other venue knows the area "{area}"{hint}'
                reader.complain(message, f"home_minutes.{area}", area)
    for tables in (region.groups, region.providers, region.projects):
        for reader, noun in tables:
            _venue(reader, "venue", noun.venue, known)
    pairs: set[frozenset[str]] = set()
    for reader, (one, other, _) in region.ways:
        for end in (one, other):
            _venue(reader, "between", end, known)
        if one and frozenset((one, other)) in pairs:
            reader.complain(f"the way between {one} and {other} stands there twice", "between")
        pairs.add(frozenset((one, other)))


def _venue(reader: Reader, key: str, id: str, known: list[str]) -> None:
    if id and id not in known:
        reader.complain(f'unknown venue "{id}"{nearest(id, known)}', key, id)


def _span(reader: Reader, first: date, last: date, timetable: Timetable) -> None:
    if last < first:
        reader.complain(f"ends on {last}, before it starts on {first}", "last", last)
    if first < timetable.first:
        reader.complain(f"begins before the region does on {timetable.first}", "first", first)
    if last > timetable.last:
        reader.complain(f"goes on after the region ends on {timetable.last}", "last", last)


def _places(reader: Reader, places: int, taken: int) -> None:
    if taken > places:
        reader.complain(f"taken = {taken}: there are {places} places", "taken", taken)


def _slots(reader: Reader, key: str, slots: Sequence[Slot]) -> None:
    """Each slot that overlaps one before it, once: a list pasted fifty times is fifty mistakes."""
    for place, other in enumerate(slots):
        one = next((slot for slot in slots[:place] if _overlap(slot, other)), None)
        if one is not None:
            stretches = " and ".join(f"{clock(s.start)}-{clock(s.end)}" for s in (one, other))
            reader.complain(f"{stretches} on {WEEKDAYS[one.weekday]} overlap", key)


def _overlap(one: Slot, other: Slot) -> bool:
    return one.weekday == other.weekday and one.start < other.end and other.start < one.end


def _group(reader: Reader, group: Group) -> None:
    days = Counter(slot.weekday for slot in group.slots)
    for weekday, times in days.items():
        if times > 1:
            reader.complain(f"meets {times} times on {WEEKDAYS[weekday]}: once a day", "slots")
    if group.women is not None and group.women > group.taken:
        message = f"women = {group.women}: only {group.taken} places are taken"
        reader.complain(message, "women", group.women)
    if group.intake is Intake.CLOSED and not group.starts:
        reader.complain("a closed group needs the days its cohorts start", "starts")
    if group.intake is Intake.ROLLING and group.starts:
        reader.complain("a rolling group has no starts: newcomers join at a module", "starts")
    for place, start in enumerate(group.starts):
        key = f"starts[{place}]"
        if not group.first <= start <= group.last:
            message = f"{start} is outside the group's dates, {group.first} to {group.last}"
            reader.complain(message, key, start)
        elif start.weekday() not in days:
            reader.complain(f"{start} is a {WEEKDAYS[start.weekday()]}: no slot", key, start)
        if start in group.starts[:place]:
            reader.complain(f"{start} stands there twice", key, start)


def _provider(reader: Reader, provider: Provider) -> None:
    for cadence in provider.cadences:
        if cadence.requirement not in provider.offers:
            message = f'a cadence for "{cadence.requirement}", which is not offered'
            reader.complain(message, "cadences", cadence.requirement)
