"""What a structure's unpaid work costs at the least: at the best project, learning included."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from models.case import Employment
from models.dated import Bound
from models.facts import Facts
from optimiser.bounds.contact import Floor
from optimiser.bounds.ledger import Ledger
from optimiser.bounds.scale import NEVER, Ints
from optimiser.bounds.scene import Scene
from optimiser.bounds.working import (
    Offered,
    Pace,
    cheapest_days,
    least_minutes,
    least_working,
)
from optimiser.offering import detox_planned
from optimiser.streams import Stream, project_open

WEEK = 7


@frozen(eq=False)
class AtProject:
    """Work at one project: the least its cheapest days cost, and what they may be."""

    least: int
    stream: Stream
    working: Offered
    learning: Offered
    streams: tuple[str, ...]
    minutes: int


@frozen
class Labour:
    """The work days of a structure."""

    ledger: Ledger
    scene: Scene

    def at_projects(self) -> list[AtProject]:
        """What the work costs at each project were its days the cheapest; the best first."""
        streams = [stream for stream in self.ledger.streams if stream.project is not None]
        costs = {s.key: self.ledger.costs(s, self.scene) for s in streams}
        learning = [s for s in streams if s.key not in self.ledger.projects]
        taught = tuple(costs[s.key].tobytes() for s in learning)
        lessons = self.ledger.kept(("learning", taught), lambda: self._offered(learning, costs))
        pace = self._pace(frozenset())
        minutes = self.ledger.kept(("minutes",), lambda: self._minutes(streams, pace.goal))
        found = []
        for stream in streams:
            if stream.key in self.ledger.projects:
                keys = (stream.key, *(s.key for s in learning))
                key = (stream.key, costs[stream.key].tobytes(), taught)
                held, least = self.ledger.kept(
                    ("cheapest", *key),
                    lambda stream=stream: self._cheapest(stream, costs, lessons, pace),  # type: ignore[misc]
                )
                found.append(AtProject(least, stream, held, lessons, keys, minutes))
        return sorted(found, key=lambda one: one.least)

    def _cheapest(
        self, stream: Stream, costs: dict[str, Ints], lessons: Offered, pace: Pace
    ) -> tuple[Offered, int]:
        held = self._offered([stream], costs)
        return held, cheapest_days(held, lessons, pace)

    def week_by_week(self, at: AtProject) -> Floor:
        """What the work costs at a project at the least, week by week."""
        pace, horizon = self._pace(self._excused(at.stream)), self.ledger.horizon
        # The days of work end long before the order: the same for orders of many lengths.
        days = 1 + max(self.ledger.last(key) for key in at.streams)
        working, learning = at.working.until(days), at.learning.until(days)
        weeks = horizon.week(days - 1)
        pace = evolve(pace, excused=frozenset(w for w in pace.excused if w <= weeks))
        floor = self.ledger.tables.kept(
            ("working", working.key, learning.key, pace),
            lambda: least_working(working, learning, pace, horizon),
        )
        return evolve(floor, minutes=at.minutes)

    def _minutes(self, streams: Sequence[Stream], goal: int) -> int:
        lengths = {h.end - h.start for s in streams if s.project for h in s.project.days}
        return least_minutes(goal, sorted(lengths)) if lengths else 0

    def _offered(self, streams: Sequence[Stream], costs: dict[str, Ints]) -> Offered:
        """Days at any of these projects: the cheapest counts, at the longest."""
        size = self.ledger.horizon.days
        cheapest = np.full(size, NEVER, dtype=np.int64)
        lengths: set[int] = set()
        for stream in streams:
            own = costs[stream.key]
            np.minimum(cheapest, own, out=cheapest)
            minutes = self.ledger.tables.length_of_day(stream, size)
            lengths |= {int(length) for length in np.unique(minutes[own < NEVER])}
        return Offered(cheapest, max(lengths, default=0), min(lengths, default=0))

    def _pace(self, excused: frozenset[int]) -> Pace:
        facts = self.ledger.facts
        goal = 60 * (self.scene.outline.terms["unpaid-work"].hours or 0)
        share = figure(facts, "learning-share", lowest=True)
        start = figure(facts, "start-days", lowest=False)
        unemployed = facts.case.person.employment is Employment.UNEMPLOYED
        intensive = figure(facts, "intensive-days", lowest=True) if unemployed else None
        return Pace(
            goal,
            goal * (share or 0) // 100,
            None if share is None else goal * share // 100,
            self.ledger.horizon.days if start is None else start,
            intensive or 1,
            figure(facts, "most-days-a-week", lowest=False) or WEEK,
            excused,
        )

    def _excused(self, stream: Stream) -> frozenset[int]:
        """The weeks in which no work is asked for, were the work done at this project."""
        horizon = self.ledger.horizon
        return self.ledger.tables.kept(
            ("excused", stream.key, horizon.days),
            lambda: frozenset(
                week
                for week in range(horizon.weeks)
                if not self._weekly or self._shut(stream, horizon.days_of_week(week))
            ),
        )

    @property
    def _weekly(self) -> bool:
        ruling = self.ledger.facts.menu.ruling("unpaid-work", "weekly")
        return ruling is not None and ruling.value is True

    def _shut(self, stream: Stream, days: range) -> bool:
        facts, horizon = self.ledger.facts, self.ledger.horizon
        return detox_planned(facts) or any(
            not project_open(stream.project, horizon.date(day), facts.timetable)
            for day in days
            if stream.project is not None
        )


def figure(facts: Facts, parameter: str, *, lowest: bool) -> int | None:
    """One end of a figure of unpaid work, where the catalogue states it."""
    ruling = facts.menu.ruling("unpaid-work", parameter)
    if ruling is None or not isinstance(ruling.value, Bound):
        return None
    end = ruling.value.lowest if lowest else ruling.value.highest
    return None if end is None else int(end)
