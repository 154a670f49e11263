"""Streams: everything attended by appointment or by the day, as tables of day x slot.

A stream is one leg of a dose with one giver (or a choice of givers), or the work days of one
project, or the officer's contact. The same tables serve the draft, bounds and pricing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from attrs import field, frozen

from models.avoided import ANY_TIME, Avoided
from models.commitments import DateRange
from models.moments import minute_of
from models.timetable import Meeting, Project, Provider, Timetable
from models.timetable import Slot as Opening
from optimiser.attending import Slot

# Nothing is attended on day 0, while the person is in court (an assumption, printed).
FIRST_DAY = 1


@frozen
class Stream:
    """Sessions of one kind that may be placed on any of a range of days.

    `lowest` and `highest` bound how many; `first` and `last` the day numbers they may lie on.
    `order` numbers indexed streams (the k-th treatment appointment) from 1, else 0. Nothing of it
    is held at a time that is `avoided`.
    """

    key: str
    part: str
    leg: str
    requirement: str
    kind: str
    title: str
    minutes: int
    lowest: int
    highest: int
    givers: tuple[Provider, ...]
    first: int
    last: int
    order: int = 0
    stage: str = ""
    rar: bool = False
    project: Project | None = field(default=None)
    avoided: Avoided = ANY_TIME

    @property
    def course(self) -> str:
        """The provider of the treatment it belongs to, whoever gives it; "" outside one."""
        return self.key.rpartition("@")[2] if "@" in self.key else ""

    @property
    def offer(self) -> tuple[object, ...]:
        """What its openings depend on: whose they are, and for how long."""
        kept_clear = (self.avoided,) if self.avoided.stretches else ()
        if self.project is not None:
            return ("project", self.project.id, *kept_clear)
        return (self.minutes, *(giver.id for giver in self.givers), *kept_clear)

    def slots(self, day: date, timetable: Timetable) -> tuple[Slot, ...]:
        """Where and when a session may be held on a day, by venue order and start."""
        found = (
            work_slots(self.project, day, timetable)
            if self.project is not None
            else appointment_slots(self.givers, self.minutes, day, timetable)
        )
        if not self.avoided.on(day):
            return found
        return tuple(slot for slot in found if not self.avoided.meets(day, slot.start, slot.end))


def appointment_slots(
    givers: Iterable[Provider], minutes: int, day: date, timetable: Timetable
) -> tuple[Slot, ...]:
    """Every start on the givers' steps that leaves room for the appointment."""
    if day in timetable.holidays:
        return ()
    there = tuple(
        giver
        for giver in givers
        if open_on(giver.first, giver.last, giver.closures, giver.venue, day, timetable)
    )
    return _every_start(there, minutes, day.weekday())


@lru_cache(maxsize=4096)
def _every_start(givers: tuple[Provider, ...], minutes: int, weekday: int) -> tuple[Slot, ...]:
    """The same slots on every such day, so that looking something up seldom compares two."""
    return tuple(
        Slot(start, start + minutes, giver.venue, giver.id)
        for giver in givers
        for hours in giver.hours
        if hours.weekday == weekday
        for start in range(hours.start, hours.end - minutes + 1, giver.step)
    )


def work_slots(project: Project, day: date, timetable: Timetable) -> tuple[Slot, ...]:
    """The work day a project offers on a day, if it does."""
    offered = _work_day(project, day.weekday())
    return offered if offered and project_open(project, day, timetable) else ()


@lru_cache(maxsize=4096)
def _work_day(project: Project, weekday: int) -> tuple[Slot, ...]:
    return tuple(
        Slot(hours.start, hours.end, project.venue, project.id)
        for hours in project.days
        if hours.weekday == weekday
    )


def project_open(project: Project, day: date, timetable: Timetable) -> bool:
    """Whether a project works on a day as far as holidays and closures go."""
    return day not in timetable.holidays and open_on(
        project.first, project.last, project.closures, project.venue, day, timetable
    )


def open_on(
    first: date | None,
    last: date | None,
    closures: tuple[DateRange, ...],
    venue: str,
    day: date,
    timetable: Timetable,
) -> bool:
    """Whether something at a venue is open on a day: dates, its closures and the venue's."""
    if (first is not None and day < first) or (last is not None and day > last):
        return False
    shut = closures + timetable.venues[venue].closures
    return not shut or not any(day in days for days in shut)


def meeting_slot(meeting: Meeting, venue: str) -> Slot:
    """A meeting's time by the wall clock of its day."""
    minute = minute_of(meeting.day, meeting.start)
    return Slot(minute, minute + meeting.end - meeting.start, venue, meeting.group)


def longest_day(projects: Iterable[Project]) -> int:
    """Minutes of the longest work day any of the projects offers."""
    return max(hours.end - hours.start for project in projects for hours in project.days)


__all__ = ["Opening", "Stream", "appointment_slots", "project_open", "work_slots"]
