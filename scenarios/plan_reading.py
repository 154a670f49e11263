"""A plan file to nouns: the region, who waits in it, the aims in order, the what-ifs.

The timetable, the population and the plan are read to the end before anything is refused, as far
as one can be read without the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from attrs import frozen

from models.catalogue import Catalogue, load
from models.changes import times
from models.difference import Difference
from models.errors import InvalidInput
from models.parsers import stand_in
from models.placement import PlanAim
from models.population import UNPAID_WORK
from models.region import Region, Staffing
from models.runs import runs
from models.structuring import (
    Parse,
    Reader,
    Wrong,
    choice,
    day,
    filled,
    listed,
    load_table,
    mapping,
    nearest,
    number,
    text,
)
from models.timetable import Slot, Timetable
from scenarios.change_reading import difference
from scenarios.nouns import complain_of_twins
from scenarios.person_reading import Setting
from scenarios.population_reading import ReadPopulation, offered, read_population
from scenarios.shipped import fetch
from scenarios.timetable_reading import parse_slots, read_timetable

T = TypeVar("T")
SCHEMA = 1
PLANS, POPULATIONS = "plans", "populations"
# Bounds of absurdity: beyond them a number is a slip of the keyboard.
SEED = number(0, 2**63 - 1)
MINUTES = number(0, 24 * 60)
SESSIONS = number(0, 10_000)
ROOMS = number(0, 500)
PEOPLE = number(0, 500)
NOWHERE = Timetable("", "", date.min, date.max, "ENG", venues={})


@frozen
class ReadPlan:
    """A plan as asked for.

    Parameters
    ----------
    inputs : mapping of str to str
        The sha256 of each file it was read from, by what the file is.
    forecast : mapping
        The plan's `forecast` table as it stands; the forecast knows what may be in it.
    """

    id: str
    title: str
    region: Region
    aims: tuple[PlanAim, ...]
    seed: int
    whatifs: Mapping[str, Difference]
    forecast: Mapping[str, Any]
    inputs: Mapping[str, str]
    notes: tuple[str, ...] = ()


def read_plan(path_or_name: str | Path, catalogue: Catalogue | None = None) -> ReadPlan:
    """A plan file, or a shipped plan by its bare name ("east-midlands").

    Raises
    ------
    InvalidInput
        With every mistake of the plan, its timetable and its population.
    """
    name, data = fetch(path_or_name, PLANS)
    shipped = Path(str(files("scenarios").joinpath(PLANS)))
    folder = shipped if name != str(path_or_name) else Path(name).parent
    return parse_plan(name, data, folder, catalogue or load())


def parse_plan(name: str, data: bytes, folder: Path, catalogue: Catalogue) -> ReadPlan:
    """The plan some bytes hold; the files it names stand in `folder`, or are shipped."""
    reader = Reader(name, load_table(name, data))
    reader.take("schema", number(SCHEMA, SCHEMA))
    try:
        timetable, digest = _timetable(reader, folder, catalogue)
    except InvalidInput as invalid:
        # The rows are read all the same: what their places are is not known then.
        reader.complaints[:] = invalid.complaints
        _population(reader, folder, NOWHERE, catalogue)
        raise InvalidInput(reader.complaints) from None
    aims = reader.take("aims", listed(choice(PlanAim)), tuple(PlanAim))
    complain_of_twins(reader, "aims", list(aims))
    read = _population(reader, folder, timetable, catalogue)
    most_days = catalogue.most(UNPAID_WORK, "most-days-a-week")
    region = Region(
        timetable=timetable,
        population=read.population,
        staffing=(*_staffing(reader, timetable), *_rooms(reader, timetable)),
        taken=_taken(reader, timetable, catalogue),
        minimum=_minimum(reader, timetable),
        hours=_hours(reader, timetable),
        appointments=_appointments(reader, timetable),
        work_days_a_week=reader.take("work_days_a_week", number(1, most_days), 1),
    )
    _complain_of_closed_doors(reader, region)
    plan = ReadPlan(
        id=reader.take("id", filled),
        title=reader.take("title", text, ""),
        region=region,
        aims=aims,
        seed=reader.take("seed", SEED, 0),
        whatifs=_whatifs(reader, region, catalogue),
        forecast=_forecast(reader),
        inputs={
            "plan": hashlib.sha256(data).hexdigest(),
            "timetable": digest,
            "population": read.digest,
        },
        notes=read.notes,
    )
    reader.finish()
    return plan


def _timetable(reader: Reader, folder: Path, catalogue: Catalogue) -> tuple[Timetable, str]:
    """The timetable a plan names; nothing else of a plan can be judged without it.

    Raises
    ------
    InvalidInput
        Where it cannot be read.
    """
    named = reader.take("timetable", filled)
    if not named:
        raise InvalidInput(reader.complaints)
    try:
        read = read_timetable(named if _bare(named) else folder / named, catalogue.entry)
    except InvalidInput as invalid:
        raise InvalidInput([*reader.complaints, *invalid.complaints]) from None
    return read.timetable, read.digest


def _population(
    reader: Reader, folder: Path, timetable: Timetable, catalogue: Catalogue
) -> ReadPopulation:
    named = reader.take("population", filled)
    begins = reader.take("from", day, None)
    if begins is not None and not timetable.first <= begins <= timetable.last:
        message = f"{begins} is outside the region's dates, {timetable.first} to {timetable.last}"
        reader.complain(message, "from", begins)
    setting = Setting(
        timetable=timetable,
        requires=offered(catalogue),
        week_one=reader.take("week_one", day, timetable.first),
        patterns=_readable(reader, "patterns", filled),
        begins=begins,
        reach=reader.take("reach", MINUTES, None),
        hours=catalogue.most(UNPAID_WORK, "hours"),
        treatments=catalogue.treatments,
    )
    if _bare(named) and not (folder / named).is_dir():
        folder, named = Path(str(files("scenarios").joinpath(POPULATIONS))), f"{named}.csv"
    try:
        if named:
            return read_population(folder / named, setting, catalogue)
    except InvalidInput as invalid:
        reader.complaints += invalid.complaints
    return ReadPopulation(Region(timetable).population, "")


def _bare(named: str) -> bool:
    """Whether a name means something shipped: no folder and no suffix."""
    return named == Path(named).name and not Path(named).suffix


def _staffing(reader: Reader, timetable: Timetable) -> tuple[Staffing, ...]:
    areas = {area for venue in timetable.venues.values() for area in venue.areas}
    known = sorted({*timetable.venues, *areas})
    found = []
    for table in reader.tables("staffing"):
        place = table.take("place", filled)
        if place and place not in known:
            hint = nearest(place, known)
            table.complain(f'"{place}" is no venue and no area with one{hint}', "place", place)
        if place in {one.place for one in found}:
            table.complain(f'"{place}" is staffed already', "place", place)
        sessions = table.take("sessions", SESSIONS)
        found.append(Staffing(place, sessions, None, table.take("sessions_each", SESSIONS, 1)))
    return tuple(found)


def _rooms(reader: Reader, timetable: Timetable) -> tuple[Staffing, ...]:
    table = _by_known(reader, "rooms", ROOMS, list(timetable.venues), "a venue")
    return tuple(Staffing(venue, rooms=number) for venue, number in table.items())


def _taken(reader: Reader, timetable: Timetable, catalogue: Catalogue) -> dict[str, int]:
    """Places taken by group, run or project; `taken_otherwise` is for the groups not named."""
    table = _readable(reader, "taken", PEOPLE)
    groups = {group.id: group for group in timetable.groups}
    projects = {one.id: one for one in timetable.projects}
    for key, number_taken in table.items():
        group = groups.get(key.partition("@")[0])
        held = group or projects.get(key)
        if held is None:
            hint = nearest(key, sorted({*groups, *projects}))
            message = f'there is no group and no project "{key}"{hint}'
            reader.complain(message, f"taken.{key}", number_taken)
        elif number_taken > held.places:
            message = f"{number_taken} taken: there are {held.places} places"
            reader.complain(message, f"taken.{key}", number_taken)
        elif group is not None and key != group.id:
            entry = catalogue.entry(group.programme)
            known = [one.id for one in runs(group, entry, timetable, date.min, timetable.last)]
            if key not in known:
                message = f'{group.id} has no run "{key}"{nearest(key, known)}'
                reader.complain(message, f"taken.{key}", number_taken)
    otherwise = reader.take("taken_otherwise", PEOPLE, None)
    if otherwise is None:
        return dict(table)
    return {id: min(otherwise, group.places) for id, group in groups.items()} | dict(table)


def _minimum(reader: Reader, timetable: Timetable) -> dict[str, int]:
    groups = {group.id: group for group in timetable.groups}
    table = _by_known(reader, "minimum", PEOPLE, list(groups), "a group")
    for id, least in table.items():
        if id in groups and least > groups[id].places:
            message = f"at least {least}: there are {groups[id].places} places"
            reader.complain(message, f"minimum.{id}", least)
    return table


def _appointments(reader: Reader, timetable: Timetable) -> dict[str, int]:
    """New appointments a week that a provider gives at most."""
    known = [one.id for one in timetable.providers]
    return _by_known(reader, "appointments", SESSIONS, known, "a provider")


def _by_known(
    reader: Reader, key: str, parse: Any, known: list[str], called: str
) -> dict[str, int]:
    table = _readable(reader, key, parse)
    for name, value in table.items():
        if name not in known:
            hint = nearest(name, known)
            reader.complain(f'"{name}" is not {called} here{hint}', f"{key}.{name}", value)
    return table


def _readable(reader: Reader, key: str, parse: Parse[T]) -> dict[str, T]:
    """A table from names to values: one that cannot be read does not hide what others have."""
    table = reader.raw(key)
    if not isinstance(table, dict):
        return reader.take(key, mapping(parse), {})
    found = {}
    for name, value in table.items():
        try:
            found[name] = parse(value)
        except Wrong as wrong:
            reader.complain(str(wrong), f"{key}.{name}", value)
            found[name] = stand_in(parse)
    return found


def _hours(reader: Reader, timetable: Timetable) -> dict[str, tuple[Slot, ...]]:
    found: dict[str, tuple[Slot, ...]] = {}
    for table in reader.tables("hours"):
        for venue in table.take("venues", listed(filled)):
            if venue not in timetable.venues:
                hint = nearest(venue, list(timetable.venues))
                table.complain(f'there is no venue "{venue}"{hint}', "venues", venue)
            found[venue] = parse_slots(table, "open")
    return found


def _complain_of_closed_doors(reader: Reader, region: Region) -> None:
    for group in region.timetable.groups:
        shut = region.shut(group.venue, group.slots)
        if shut:
            message = f"{group.id} meets on {times(shut)}, when {group.venue} is not open"
            reader.complain(message, "hours", group.id)


def _whatifs(reader: Reader, region: Region, catalogue: Catalogue) -> dict[str, Difference]:
    found: dict[str, Difference] = {}
    for table in reader.tables("whatifs"):
        read = difference(table, region, catalogue.entry)
        if read.name in found:
            table.complain(f'"{read.name}" stands there twice', "name", read.name)
        found[read.name] = read
    return found


def _forecast(reader: Reader) -> Mapping[str, Any]:
    table = reader.raw("forecast")
    if table is not None and not isinstance(table, dict):
        reader.complain("must be a table", "forecast", table)
        return {}
    return table or {}
