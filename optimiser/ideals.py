"""The bounds of a case shared by its further options: of dates that keep every should or not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import define

from models.facts import Facts
from models.timetable import Run
from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.days import Days
from optimiser.outline import Outline
from optimiser.relaxed import leisurely, relaxed


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

    @cached_property
    def _keeping_freely(self) -> Bounds:
        free = leisurely(self.facts)
        return Bounds(Tables(free, Days(free)))

    @cached_property
    def _departing_freely(self) -> Bounds:
        free = leisurely(relaxed(self.facts, contact=self.contact))
        return Bounds(Tables(free, Days(free)))
