"""Whether somebody could attend several runs: what is told of those who wait turns on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from attrs import define, field, frozen

from models.moments import monday
from models.population import Person
from models.timetable import Run
from optimiser.allocation.joint import LINK_MINUTES
from optimiser.allocation.offer import Offer
from optimiser.allocation.people import Load, homes


@frozen(eq=False)
class _Times:
    """How often a run meets in each week and on each day, and the most of any."""

    weeks: Mapping[date, int]
    days: Mapping[date, int]
    a_week: int
    a_day: int


@define(eq=False)
class Together:
    """What is on offer, for people who may attend so much: the runs' times, each looked up once."""

    offer: Offer
    load: Load
    _times: dict[str, _Times] = field(factory=dict, init=False)

    def stand(self, runs: Sequence[Run], person: Person) -> bool:
        """No two sessions meet, each day leaves time for the ways, and no day or week is too full.
        """
        own = self.load.of(person)
        times = [self._of(run) for run in runs]
        if any(one.a_week > own.a_week or one.a_day > own.a_day for one in times):
            return False
        if len(times) == 1 and times[0].a_day == 1:
            return True
        days = _summed([one.days for one in times])
        busiest = max(days.values())
        if busiest > own.a_day or max(_summed([one.weeks for one in times]).values()) > own.a_week:
            return False
        return busiest == 1 or self._time_between(runs, days, person)

    def _time_between(self, runs: Sequence[Run], days: Mapping[date, int], person: Person) -> bool:
        home = {run.group.venue: int(homes([person], run.group, self.offer)[0]) for run in runs}
        shared = sorted(
            (one.start, one.end, run.group.venue)
            for run in runs
            for one in run.meetings
            if days[one.day] > 1
        )
        for (_, ends, there), (starts, _, then) in pairwise(shared):
            way, gap = self.offer.timetable.between(there, then), starts - ends
            linked = way is not None and way <= gap <= way + LINK_MINUTES
            if gap < 0 or not (linked or gap >= home[there] + home[then]):
                return False
        return True

    def _of(self, run: Run) -> _Times:
        found = self._times.get(run.id)
        if found is None:
            weeks = Counter(monday(meeting.day) for meeting in run.meetings)
            days = Counter(meeting.day for meeting in run.meetings)
            most = max(weeks.values(), default=0), max(days.values(), default=0)
            found = self._times[run.id] = _Times(weeks, days, *most)
        return found


def _summed(counts: Sequence[Mapping[date, int]]) -> Mapping[date, int]:
    total = dict(counts[0])
    for one in counts[1:]:
        for day, number in one.items():
            total[day] = total.get(day, 0) + number
    return total
