"""What the facilitators and rooms of a meeting are worth to the other groups of a region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from models.moments import monday
from models.region import Region
from models.timetable import Meeting, Run
from planning.limits import When, pooled


class Hands:
    """The worth of a session more, limit by limit, at the last linear programme."""

    def __init__(self, region: Region, worth: Mapping[When, float]) -> None:
        self.region = region
        self._weeks: dict[tuple[str, date], float] = {}
        self._rooms: defaultdict[tuple[str, date], list[tuple[int, float]]] = defaultdict(list)
        for of, value in worth.items():
            if value <= 0:
                continue
            if of.start is None:
                self._weeks[of.place, of.day] = value
            else:
                self._rooms[of.place, of.day].append((of.start, value))

    def of(self, run: Run, pools: tuple[str, ...]) -> dict[str, float]:
        """What the meetings of each of a run's pools would take from others."""
        found = dict.fromkeys(pools, 0.0)
        if self._weeks or self._rooms:
            for pool, meeting in pooled(run, pools):
                found[pool] += self._meeting(run.group.venue, meeting)
        return found

    def _meeting(self, venue: str, meeting: Meeting) -> float:
        week = monday(meeting.day)
        staff = self.region.staff_of(venue)
        facilitators = sum(self._weeks.get((one.place, week), 0.0) for one in staff)
        rooms = self._rooms.get((venue, meeting.day), ())
        return facilitators + sum(
            value for start, value in rooms if meeting.start <= start < meeting.end
        )
