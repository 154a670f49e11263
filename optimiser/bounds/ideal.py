"""The ideal of a structure: aims no schedule of it can better, from its streams one by one.

A structure is an outline with its runs and its months settled. The bound holds for schedules that
keep every should; one that departs from any is worse than every schedule that keeps them all, and
is looked for only where none does.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.timetable import Run
from optimiser.amounts import order_horizon
from optimiser.bounds.evenings import Evenings
from optimiser.bounds.floors import Floors
from optimiser.bounds.ledger import Ledger
from optimiser.bounds.scale import decode
from optimiser.bounds.scene import Scene, Tables
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.offering import streams_of
from optimiser.outline import Outline
from optimiser.streams import Stream


@frozen
class Ideal:
    """What no schedule of a structure betters, taken one after another; minutes and days."""

    work: int
    travel: int
    waiting: int
    last: int
    months: int
    minutes: int

    @property
    def aims(self) -> tuple[int, ...]:
        return (self.work, self.travel, self.waiting, self.last, self.months, self.minutes)


class Bounds:
    """The bounds of one case's structures, sharing tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.facts = tables.facts
        self._streams: dict[tuple[int, int], tuple[Outline, tuple[Stream, ...]]] = {}
        self._ledgers: dict[tuple[int, int, int], Ledger] = {}
        self._evenings = Evenings(tables.facts)

    def streams(self, outline: Outline, horizon: Horizon) -> tuple[Stream, ...]:
        """Every stream of an outline in an order of so many months."""
        key = (id(outline), horizon.months)
        if key not in self._streams:
            bare = Draft(self.facts, outline, horizon, self.tables.days)
            # The outline is kept too, so that no other comes to stand at its address.
            self._streams[key] = (outline, tuple(streams_of(bare)))
        return self._streams[key][1]

    def ledger(self, outline: Outline, months: int, most: int) -> Ledger:
        """What the streams of an outline pay by day in orders of `months` to `most` months."""
        key = (id(outline), months, most)
        if key not in self._ledgers:
            works = outline.imposes("unpaid-work")
            horizon = order_horizon(self.facts, most, works=works)
            streams = self.streams(outline, horizon)
            order = Horizon(self.facts.today, months)
            self._ledgers[key] = Ledger(self.tables, outline, streams, horizon, order)
        return self._ledgers[key]

    def ideal(
        self,
        outline: Outline,
        runs: Mapping[str, Run],
        months: int,
        *,
        most: int | None = None,
        free: frozenset[int] = frozenset(),
    ) -> Ideal | None:
        """The ideal of a structure; None where no schedule of it keeps every must and should.

        Parameters
        ----------
        most
            Where given, the ideal of every order from `months` to so many.
        free
            Days on which groups not yet settled may meet, so that a visit there may cost nothing.
        """
        ledger = self.ledger(outline, months, most or months)
        horizon = ledger.horizon
        scene = Scene(self.tables, outline, runs, horizon, free)
        groups = scene.groups()
        if groups is None:
            return None
        best = Floors(ledger, scene).all()
        if best is None:
            return None
        work, travel, waiting = decode(groups - (-best.cost // 2))
        curfew = self._evenings.least(outline, scene)
        if curfew is None:
            return None
        curfew_lost, curfew_minutes = curfew
        last = max(
            [0, *(horizon.day(run.last) for run in runs.values())]
            # An odd sum leaves half a unit to spare, and nothing is known of who has it.
            + ([floor.last for floor in (best,)] if best.cost % 2 == 0 else [])
        )
        held = sum(meeting.end - meeting.start for run in runs.values() for meeting in run.meetings)
        begun = sum(
            horizon.day(runs[part.code].first)
            for part in outline.parts
            if part.code in runs and part.entry.kind.value == "programme"
        )
        return Ideal(
            work + curfew_lost,
            travel,
            waiting + begun,
            last,
            months,
            held + best.minutes + curfew_minutes,
        )
