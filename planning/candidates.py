"""The groups that could be opened: the like of each on other days, at other times, elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import evolve

from models.changes import MoveGroup
from models.region import Region
from models.timetable import Group, Slot

DAYS = range(6)


def candidates(
    region: Region, place: int, programmes: Sequence[str]
) -> Iterator[Group]:
    """Each group's like on every day, at every time it is given, at every venue with groups."""
    groups = region.timetable.groups
    venues = sorted({group.venue for group in groups})
    for code in programmes:
        own = [group for group in groups if group.programme == code]
        model = max(own, key=lambda group: (group.places, -len(group.slots), group.id))
        length = model.slots[0].end - model.slots[0].start
        times = sorted({(slot.start, slot.end) for group in own for slot in group.slots})
        for venue, (start, end), day in product(venues, times, DAYS):
            slots = _shifted(model, day, start, end) if end - start == length else None
            if slots is None or region.shut(venue, slots) or not _ever(region, venue, slots):
                continue
            id = f"new-{place + 1}-{code}-{venue}-{day}-{start}"
            bare = evolve(model, id=id, taken=0, women=None, attended_by=())
            alone = evolve(region, timetable=evolve(region.timetable, groups=(bare,)))
            yield MoveGroup(id, slots, venue).apply(alone).timetable.groups[0]


def _ever(region: Region, venue: str, slots: Sequence[Slot]) -> bool:
    """Whether there are hands and a room for it at all: others may give way to it."""
    staff = (one.sessions for one in region.staff_of(venue))
    if any(sessions is not None and sessions < len(slots) for sessions in staff):
        return False
    return all(one.rooms != 0 for one in region.staffing if one.place == venue)


def _shifted(model: Group, day: int, start: int, end: int) -> tuple[Slot, ...] | None:
    """The weekly slots from another day on, as far apart as they were; None beyond Saturday."""
    first = min(slot.weekday for slot in model.slots)
    days = [slot.weekday - first + day for slot in model.slots]
    if max(days) not in DAYS:
        return None
    return tuple(Slot(weekday, start, end) for weekday in days)
