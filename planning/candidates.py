"""The groups that could be opened: the like of each on other days, at other times, elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from attrs import evolve

from models.changes import MoveGroup
from models.moments import monday
from models.region import Region
from models.timetable import Group, Slot
from planning.making import Made
from planning.repairing import Book
from planning.seating import all_on_offer

DAYS = range(6)


def candidates(
    made: Made, region: Region, place: int, programmes: Sequence[str]
) -> Iterator[Group]:
    """Each group's like on every day, at every time it is given, at every venue with hands free."""
    busy = _Busy(made, region)
    groups = region.timetable.groups
    venues = sorted({group.venue for group in groups})
    for code in programmes:
        own = [group for group in groups if group.programme == code]
        model = max(own, key=lambda group: (group.places, -len(group.slots), group.id))
        length = model.slots[0].end - model.slots[0].start
        times = sorted({(slot.start, slot.end) for group in own for slot in group.slots})
        for venue, (start, end), day in product(venues, times, DAYS):
            slots = _shifted(model, day, start, end) if end - start == length else None
            if slots is None or region.shut(venue, slots) or not busy.leaves(venue, slots):
                continue
            id = f"new-{place + 1}-{code}-{venue}-{day}-{start}"
            bare = evolve(model, id=id, taken=0, women=None, attended_by=())
            alone = evolve(region, timetable=evolve(region.timetable, groups=(bare,)))
            yield MoveGroup(id, slots, venue).apply(alone).timetable.groups[0]


class _Busy:
    """How many sessions facilitators have in their fullest week, and groups meet at once."""

    def __init__(self, made: Made, region: Region) -> None:
        self.region = region
        book = Book(region, all_on_offer(region, made.catalogue), made.plan)
        weeks: Counter[tuple[str, date]] = Counter()
        meeting: Counter[tuple[str, date]] = Counter()
        for one in book.meetings:
            meeting[one.venue, one.day] += 1
            weeks.update((staff.place, monday(one.day)) for staff in region.staff_of(one.venue))
        self._sessions: dict[str, int] = {}
        for (place, _), number in weeks.items():
            self._sessions[place] = max(number, self._sessions.get(place, 0))
        self._room: dict[tuple[str, int], int] = {}
        for (venue, day), number in meeting.items():
            rooms = region.rooms_on(venue, day)
            key = venue, day.weekday()
            if rooms is not None:
                self._room[key] = min(rooms - number, self._room.get(key, rooms))

    def leaves(self, venue: str, slots: Sequence[Slot]) -> bool:
        """Whether hands and a room are left in every week; a room is taken for the whole day."""
        for staff in self.region.staff_of(venue):
            held = self._sessions.get(staff.place, 0) + len(slots)
            if staff.sessions is not None and held > staff.sessions:
                return False
        return all(self._room.get((venue, slot.weekday), 1) > 0 for slot in slots)


def _shifted(model: Group, day: int, start: int, end: int) -> tuple[Slot, ...] | None:
    """The weekly slots from another day on, as far apart as they were; None beyond Saturday."""
    first = min(slot.weekday for slot in model.slots)
    days = [slot.weekday - first + day for slot in model.slots]
    if max(days) not in DAYS:
        return None
    return tuple(Slot(weekday, start, end) for weekday in days)
