"""The bounds of a case shared by its further options: of dates that keep every should or not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import define

from models.entry import EntryKind
from models.facts import Facts
from models.timetable import Run
from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.build import horizon_of
from optimiser.days import Days
from optimiser.orders import TRAVEL, WAITING
from optimiser.outline import Outline
from optimiser.relaxed import leisurely, relaxed
from optimiser.structures import Unfolding


@define(slots=False)
class Ideals:
    """The bounds of a case: of dates that keep every should, and of those that may depart.

    `contact` says whether they may depart from contact with the officer too.
    """

    facts: Facts
    days: Days
    contact: bool = True

    @cached_property
    def keeping(self) -> Bounds:
        return Bounds(Tables(self.facts, self.days))

    @cached_property
    def departing(self) -> Bounds:
        return Bounds(Tables(relaxed(self.facts, contact=self.contact), self.days))

    def travel(
        self, outline: Outline, runs: Mapping[str, Run], months: range, *, departing: bool
    ) -> int:
        """What a structure travels at the least, whatever it loses of work."""
        bounds = self._departing_freely if departing else self._keeping_freely
        ideal = bounds.ideal(outline, runs, months.start, most=months[-1])
        return 0 if ideal is None else ideal.travel

    def whatever_else(self, outline: Outline) -> dict[int, int]:
        """What travel and waiting come to at the least, whatever all other aims come to."""
        bounds = self._departing_freely
        whole = Unfolding(bounds.facts, outline, bounds, horizon_of(self.facts, outline))
        loose = whole.loose
        if loose is None or not all(runs for _, runs in whole.parts):
            return {}
        waits = [
            min(whole.horizon.day(run.first) for run in runs)
            for part, runs in whole.parts
            if part.entry.kind is EntryKind.PROGRAMME
        ]
        waits += [span.begins[0] for span in whole.treatments.values()]
        travel = whole.vector(whole.least[0], loose, whole.fewest_months)[TRAVEL]
        return {TRAVEL: travel, WAITING: sum(waits)}

    @cached_property
    def _keeping_freely(self) -> Bounds:
        free = leisurely(self.facts)
        return Bounds(Tables(free, Days(free)))

    @cached_property
    def _departing_freely(self) -> Bounds:
        free = leisurely(relaxed(self.facts, contact=self.contact))
        return Bounds(Tables(free, Days(free)))
