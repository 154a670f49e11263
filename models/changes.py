"""What-ifs: each a small change to a region, put together by adding them.

`apply` never touches the region it is given; `mistake` says why a change cannot be made, or "".
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from attrs import evolve, frozen

from models.commitments import DateRange
from models.moments import WEEKDAYS, clock
from models.region import Growth, LostRoom, Region, Staffing
from models.timetable import Group, Slot


class Change(Protocol):
    @property
    def sentence(self) -> str: ...

    def mistake(self, region: Region) -> str: ...

    def apply(self, region: Region) -> Region: ...


@frozen
class AddGroup:
    """A group more."""

    group: Group

    @property
    def sentence(self) -> str:
        group = self.group
        return (
            f"Add {group.id}: {group.programme} at {group.venue}, {times(group.slots)}, "
            f"{group.places} places."
        )

    def mistake(self, region: Region) -> str:
        if region.group(self.group.id) is not None:
            return f'there is a group "{self.group.id}" already'
        return _no_meeting(self.group.venue, self.group.slots, region)

    def apply(self, region: Region) -> Region:
        return _with_groups(region, (*region.timetable.groups, self.group))


@frozen
class CloseGroup:
    """A group that meets no more from a day on; runs that would go on beyond it are not run."""

    group: str
    from_: date

    @property
    def sentence(self) -> str:
        return f"Close {self.group} from {self.from_.isoformat()}."

    def mistake(self, region: Region) -> str:
        return _no_group(self.group, region)

    def apply(self, region: Region) -> Region:
        last = self.from_ - timedelta(days=1)
        kept = []
        for group in region.timetable.groups:
            if group.id != self.group:
                kept.append(group)
            elif group.first <= last:
                starts = tuple(start for start in group.starts if start <= last)
                kept.append(evolve(group, last=min(group.last, last), starts=starts))
        return _with_groups(region, tuple(kept))


@frozen
class MoveGroup:
    """A group at other times, and at another venue where one is named.

    A cohort starts on the first meeting on or after the day it was to start.
    """

    group: str
    slots: tuple[Slot, ...]
    venue: str | None = None

    @property
    def sentence(self) -> str:
        where = f" at {self.venue}" if self.venue is not None else ""
        return f"Move {self.group} to {times(self.slots)}{where}."

    def mistake(self, region: Region) -> str:
        group = region.group(self.group)
        if group is None:
            return _no_group(self.group, region)
        return _no_meeting(self.venue or group.venue, self.slots, region)

    def apply(self, region: Region) -> Region:
        return _with_groups(
            region,
            tuple(
                self._moved(group) if group.id == self.group else group
                for group in region.timetable.groups
            ),
        )

    def _moved(self, group: Group) -> Group:
        starts = tuple(dict.fromkeys(_on_or_after(start, self.slots) for start in group.starts))
        return evolve(group, slots=self.slots, venue=self.venue or group.venue, starts=starts)


@frozen
class Resize:
    """A group of so many places, those taken among them."""

    group: str
    places: int

    @property
    def sentence(self) -> str:
        return f"Give {self.group} {self.places} places."

    def mistake(self, region: Region) -> str:
        return _no_group(self.group, region)

    def apply(self, region: Region) -> Region:
        groups = tuple(
            evolve(group, places=self.places) if group.id == self.group else group
            for group in region.timetable.groups
        )
        return _with_groups(region, groups)


@frozen
class ResizeProject:
    """An unpaid-work project of so many places a day, those taken among them."""

    project: str
    places: int

    @property
    def sentence(self) -> str:
        return f"Give {self.project} {self.places} places a day."

    def mistake(self, region: Region) -> str:
        known = region.project(self.project) is not None
        return "" if known else f'there is no project "{self.project}"'

    def apply(self, region: Region) -> Region:
        projects = tuple(
            evolve(one, places=self.places) if one.id == self.project else one
            for one in region.timetable.projects
        )
        return evolve(region, timetable=evolve(region.timetable, projects=projects))


@frozen
class AddFacilitators:
    """Facilitators more (fewer, below 0) at a venue or in an area."""

    place: str
    number: int

    @property
    def sentence(self) -> str:
        verb = "Add" if self.number >= 0 else "Lose"
        each = "facilitator" if abs(self.number) == 1 else "facilitators"
        return f"{verb} {abs(self.number)} {each} at {self.place}."

    def mistake(self, region: Region) -> str:
        held = any(one.place == self.place for one in region.staffing if one.sessions is not None)
        return "" if held else f'no facilitators are stated at "{self.place}"'

    def apply(self, region: Region) -> Region:
        return evolve(region, staffing=tuple(self._added(one) for one in region.staffing))

    def _added(self, staffing: Staffing) -> Staffing:
        if staffing.place != self.place or staffing.sessions is None:
            return staffing
        sessions = staffing.sessions + self.number * staffing.sessions_each
        return evolve(staffing, sessions=max(0, sessions))


@frozen
class LoseRoom:
    """One room fewer at a venue, on the days from the first to the last."""

    venue: str
    from_: date
    to: date

    @property
    def sentence(self) -> str:
        days = f"from {self.from_.isoformat()} to {self.to.isoformat()}"
        return f"Lose a room at {self.venue} {days}."

    def mistake(self, region: Region) -> str:
        if missing := _no_venue(self.venue, region):
            return missing
        if outside := _no_day(self.from_, self.to, region):
            return outside
        stated = region.rooms_on(self.venue, self.from_) is not None
        return "" if stated else f'the rooms of "{self.venue}" are not stated'

    def apply(self, region: Region) -> Region:
        lost = LostRoom(self.venue, DateRange(self.from_, self.to))
        return evolve(region, lost_rooms=(*region.lost_rooms, lost))


@frozen
class AddHoliday:
    """A day on which nobody meets."""

    day: date

    @property
    def sentence(self) -> str:
        return f"Hold no session on {self.day.isoformat()}."

    def mistake(self, region: Region) -> str:
        return _no_day(self.day, self.day, region)

    def apply(self, region: Region) -> Region:
        holidays = region.timetable.holidays | {self.day}
        return evolve(region, timetable=evolve(region.timetable, holidays=holidays))


@frozen
class MoreArrivals:
    """So many percent more people (fewer, below 0), of a programme or an area where named."""

    percent: int
    programme: str | None = None
    area: str | None = None

    @property
    def sentence(self) -> str:
        number = f"{abs(self.percent)} percent {'more' if self.percent >= 0 else 'fewer'} people"
        wanting = f" for {self.programme}" if self.programme is not None else ""
        living = f" in {self.area}" if self.area is not None else ""
        return f"Expect {number}{wanting}{living}."

    def mistake(self, region: Region) -> str:
        return ""

    def apply(self, region: Region) -> Region:
        grown = Growth(self.percent, self.programme, self.area)
        return evolve(region, growth=(*region.growth, grown))


def times(slots: tuple[Slot, ...]) -> str:
    """Weekly slots in words.

    >>> times((Slot(1, 1080, 1230), Slot(3, 1080, 1230)))
    'Tuesday 18:00-20:30 and Thursday 18:00-20:30'
    """
    return " and ".join(
        f"{WEEKDAYS[slot.weekday].title()} {clock(slot.start)}-{clock(slot.end)}" for slot in slots
    )


def _on_or_after(day: date, slots: tuple[Slot, ...]) -> date:
    ahead = min((slot.weekday - day.weekday()) % len(WEEKDAYS) for slot in slots)
    return day + timedelta(days=ahead)


def _with_groups(region: Region, groups: tuple[Group, ...]) -> Region:
    return evolve(region, timetable=evolve(region.timetable, groups=groups))


def _no_group(id: str, region: Region) -> str:
    return "" if region.group(id) is not None else f'there is no group "{id}"'


def _no_meeting(venue: str, slots: tuple[Slot, ...], region: Region) -> str:
    if missing := _no_venue(venue, region):
        return missing
    shut = region.shut(venue, slots)
    return f"{venue} is not open on {times(shut)}" if shut else ""


def _no_venue(id: str, region: Region) -> str:
    return "" if id in region.timetable.venues else f'there is no venue "{id}"'


def _no_day(first: date, last: date, region: Region) -> str:
    begins, ends = region.timetable.first, region.timetable.last
    if first <= ends and begins <= last:
        return ""
    days = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    return f"{days} is outside the region's dates, {begins.isoformat()} to {ends.isoformat()}"
