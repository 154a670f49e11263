"""What a structure's unpaid work costs at the least: at the best project, learning included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from models.case import Employment
from models.dated import Bound
from models.facts import Facts
from optimiser.bounds.contact import Floor
from optimiser.bounds.scale import NEVER
from optimiser.bounds.scene import Costs, Scene, Tables
from optimiser.bounds.working import (
    WORTH_WHILE,
    Pace,
    cheapest_days,
    least_minutes,
    least_working,
    steps,
)
from optimiser.offering import detox_planned
from optimiser.streams import Stream, project_open


@frozen
class Labour:
    """The work days of a structure."""

    tables: Tables
    scene: Scene
    streams: Sequence[Stream]
    costs: Mapping[str, Costs]

    def floor(self) -> Floor:
        facts, horizon = self.tables.facts, self.scene.horizon
        streams = [stream for stream in self.streams if stream.project is not None]
        working = [s for s in streams if s.project is not None and not s.project.learning]
        learning = [s for s in streams if s.project is not None and s.project.learning]
        goal = 60 * (self.scene.outline.terms["unpaid-work"].hours or 0)
        taught: dict[int, tuple[int, int]] = {}
        for stream in learning:
            for day, held in self._work_days(stream).items():
                # Of several learning projects on a day the cheapest counts, at the longest.
                cost, length = taught.get(day, held)
                taught[day] = min(cost, held[0]), max(length, held[1])
        share = _figure(facts, "learning-share", lowest=True) or 0
        start = _figure(facts, "start-days", lowest=False)
        ruling = facts.menu.ruling("unpaid-work", "weekly")
        weekly = ruling is not None and ruling.value is True
        unemployed = facts.case.person.employment is Employment.UNEMPLOYED
        intensive = _figure(facts, "intensive-days", lowest=True) if unemployed else None
        tried: list[tuple[int, Stream, dict[int, tuple[int, int]]]] = []
        for stream in working:
            work_days = self._work_days(stream)
            pace = Pace(goal, goal * share // 100, 0, 1, frozenset())
            tried.append((cheapest_days(work_days, taught, pace), stream, work_days))
        best = Floor(NEVER)
        for least, stream, work_days in sorted(tried, key=lambda one: one[0]):
            if least >= best.cost:
                break
            excused = frozenset(
                week
                for week in range(horizon.weeks)
                if not weekly or self._excused(stream, horizon.days_of_week(week))
            )
            pace = Pace(
                goal,
                goal * share // 100,
                horizon.days if start is None else start,
                intensive or 1,
                excused,
            )
            found = Floor(least)
            if steps(work_days, taught, pace) <= WORTH_WHILE:
                found = least_working(work_days, taught, pace, horizon)
            if found.cost < best.cost:
                best = found
        lengths = [
            hours.end - hours.start for s in streams if s.project for hours in s.project.days
        ]
        return Floor(best.cost, best.last, least_minutes(goal, lengths) if lengths else 0)

    def _work_days(self, stream: Stream) -> dict[int, tuple[int, int]]:
        found = {}
        for day, cost in self.costs[stream.key].items():
            slots = self.tables.slots(stream, self.scene.horizon.date(day))
            found[day] = (cost, slots[0].end - slots[0].start)
        return found

    def _excused(self, stream: Stream, days: range) -> bool:
        if detox_planned(self.tables.facts):
            return True
        return stream.project is not None and any(
            not project_open(
                stream.project, self.scene.horizon.date(day), self.tables.facts.timetable
            )
            for day in days
        )


def _figure(facts: Facts, parameter: str, *, lowest: bool) -> int | None:
    ruling = facts.menu.ruling("unpaid-work", parameter)
    if ruling is None or not isinstance(ruling.value, Bound):
        return None
    end = ruling.value.lowest if lowest else ruling.value.highest
    return None if end is None else int(end)
