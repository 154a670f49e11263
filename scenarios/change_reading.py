"""What-ifs from a file: `[[changes]]` of a kind each, tried on the region one after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from models.changes import (
    AddFacilitators,
    AddGroup,
    AddHoliday,
    Change,
    CloseGroup,
    LoseRoom,
    MoreArrivals,
    MoveGroup,
    Resize,
    ResizeProject,
)
from models.difference import Difference, contradicted, contradicts
from models.region import Region
from models.structuring import Reader, day, filled, load_table, nearest, number, text, word
from scenarios.shipped import fetch
from scenarios.timetable_checks import Region as Judged
from scenarios.timetable_checks import complain
from scenarios.timetable_doses import EntryOf
from scenarios.timetable_reading import parse_group, parse_slots

SCHEMA = 1
# Bounds of absurdity: beyond them a number is a slip of the keyboard.
PLACES = number(1, 500)
FACILITATORS = number(-1000, 1000)
PERCENT = number(-100, 1000)


def read_difference(path: str | Path, region: Region, entry_of: EntryOf) -> Difference:
    """A what-if in a file of its own: `schema`, `name` and its changes.

    Raises
    ------
    InvalidInput
        With every mistake of the file.
    """
    name, data = fetch(Path(path).absolute() if not Path(path).suffix else path)
    reader = Reader(name, load_table(name, data))
    reader.take("schema", number(SCHEMA, SCHEMA))
    found = difference(reader, region, entry_of)
    reader.finish()
    return found


def difference(reader: Reader, region: Region, entry_of: EntryOf) -> Difference:
    """`name` and `changes` of a table; each change is held to what those before it made."""
    name = reader.take("name", filled)
    changes: list[Change] = []
    for table in reader.tables("changes"):
        before = len(reader.complaints)
        if _of_closed(table, changes, region):
            continue
        change = _change(table, region)
        if change is None or len(reader.complaints) > before:
            continue
        if mistake := contradicted(change, changes, region) or change.mistake(region):
            table.complain(mistake)
            continue
        region = change.apply(region)
        _judge(table, change, region, entry_of)
        changes.append(change)
    if not changes and reader.raw("changes") in (None, []):
        reader.complain("holds no changes", "changes")
    return Difference(tuple(changes), name)


def _of_closed(reader: Reader, before: list[Change], region: Region) -> bool:
    """Whether it is of a group that a change before it closes altogether: then that is said."""
    group = reader.raw("group")
    for one in before:
        if isinstance(one, CloseGroup) and one.group == group and region.group(group) is None:
            reader.complain(contradicts(one), "group", group)
            for key in ("kind", *KEYS):
                reader.raw(key)
            return True
    return False


def _change(reader: Reader, region: Region) -> Change | None:
    before = len(reader.complaints)
    kind = reader.take("kind", word(*KINDS))
    if len(reader.complaints) > before:
        # Which keys belong here is not known: none of them is complained of.
        for key in KEYS:
            reader.raw(key)
        return None
    return KINDS[kind](reader, region)


def _add_group(reader: Reader, region: Region) -> Change:
    timetable = region.timetable
    return AddGroup(parse_group(reader.table("group"), timetable.first, timetable.last))


def _close_group(reader: Reader, region: Region) -> Change:
    return CloseGroup(_group(reader, region), reader.take("from", day))


def _move_group(reader: Reader, region: Region) -> Change:
    slots = parse_slots(reader, "slots")
    return MoveGroup(_group(reader, region), slots, reader.take("venue", filled, None))


def _resize(reader: Reader, region: Region) -> Change:
    project = reader.take("project", filled, None)
    if project is None:
        return Resize(_group(reader, region), reader.take("places", PLACES))
    known = [one.id for one in region.timetable.projects]
    if project not in known:
        message = f'there is no project "{project}"{nearest(project, known)}'
        reader.complain(message, "project", project)
    return ResizeProject(project, reader.take("places", PLACES))


def _add_facilitators(reader: Reader, region: Region) -> Change:
    return AddFacilitators(reader.take("place", filled), reader.take("number", FACILITATORS))


def _lose_room(reader: Reader, region: Region) -> Change:
    first, last = reader.take("from", day), reader.take("to", day)
    if date.min < last < first:
        reader.complain(f"ends on {last}, before it starts on {first}", "to", last)
    return LoseRoom(reader.take("venue", filled), first, last)


def _add_holiday(reader: Reader, region: Region) -> Change:
    return AddHoliday(reader.take("day", day))


def _more_arrivals(reader: Reader, region: Region) -> Change:
    percent = reader.take("percent", PERCENT)
    programme = reader.take("programme", text, None)
    area = reader.take("area", text, None)
    known = region.timetable.areas
    if area is not None and area not in known:
        reader.complain(f'there is no area "{area}"{nearest(area, known)}', "area", area)
    wanted = {group.programme for group in region.timetable.groups}
    wanted |= {want.programme for person in region.people for want in person.wants}
    if programme is not None and programme not in wanted:
        hint = nearest(programme, sorted(wanted))
        message = f'nobody offers or wants a programme "{programme}"{hint}'
        reader.complain(message, "programme", programme)
    return MoreArrivals(percent, programme, area)


def _group(reader: Reader, region: Region) -> str:
    id = reader.take("group", filled)
    known = [group.id for group in region.timetable.groups]
    if id and id not in known:
        reader.complain(f'there is no group "{id}"{nearest(id, known)}', "group", id)
    return id


def _judge(reader: Reader, change: Change, region: Region, entry_of: EntryOf) -> None:
    """A group made or moved is held to what a timetable's groups are held to."""
    if isinstance(change, AddGroup):
        made, path = change.group, f"{reader.path}.group"
    elif isinstance(change, MoveGroup) and (moved := region.group(change.group)) is not None:
        made, path = moved, reader.path
    else:
        return
    # Complains where the group stands in the file, and asks for no keys of its own.
    place = Reader(reader.file, {}, path, reader.complaints)
    complain(Judged(place, region.timetable, (), [(place, made)], (), (), ()), entry_of)


KINDS: dict[str, Callable[[Reader, Region], Change]] = {
    "add-group": _add_group,
    "close-group": _close_group,
    "move-group": _move_group,
    "resize": _resize,
    "add-facilitators": _add_facilitators,
    "lose-room": _lose_room,
    "add-holiday": _add_holiday,
    "more-arrivals": _more_arrivals,
}
KEYS = (
    "group", "from", "to", "slots", "venue", "places", "place", "number", "day", "percent",
    "programme", "area", "project",
)  # fmt: skip
