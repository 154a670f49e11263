"""The ideal of a structure: aims no schedule of it can better, from its streams one by one.

A structure is an outline with its runs and its months settled. The bound holds for schedules that
keep every should; one that departs from any is worse than every schedule that keeps them all, and
is looked for only where none does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from models.timetable import Run
from optimiser.amounts import order_horizon
from optimiser.bounds.contact import Floor
from optimiser.bounds.credits import Turn
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

# Structures of a case for which every turn of crediting savings is looked at.
TRIES = 5


@frozen
class Ideal:
    """What no schedule of a structure betters, taken one after another; minutes and days.

    The months and the minutes bound every schedule by themselves, whatever comes before them.
    """

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
        self._ledgers: dict[tuple[int, int, int, Turn], Ledger] = {}
        self._turns: list[Turn] = []
        self._found: dict[object, Ideal | None] = {}
        self._evenings = Evenings(tables.facts)

    def streams(self, outline: Outline, horizon: Horizon) -> tuple[Stream, ...]:
        """Every stream of an outline in an order of so many months."""
        key = (id(outline), horizon.months)
        if key not in self._streams:
            bare = Draft(self.facts, outline, horizon, self.tables.days)
            # The outline is kept too, so that no other comes to stand at its address.
            self._streams[key] = (outline, tuple(streams_of(bare)))
        return self._streams[key][1]

    def ledger(self, outline: Outline, months: int, most: int, turn: Turn = Turn.SCARCER) -> Ledger:
        """What the streams of an outline pay by day in orders of `months` to `most` months."""
        key = (id(outline), months, most, turn)
        if key not in self._ledgers:
            works = outline.imposes("unpaid-work")
            horizon = order_horizon(self.facts, most, works=works)
            streams = self.streams(outline, horizon)
            order = Horizon(self.facts.today, months)
            held = (self._ledgers.get((*key[:3], one)) for one in Turn)
            other = next((one for one in held if one is not None), None)
            self._ledgers[key] = Ledger(self.tables, outline, streams, horizon, order, turn, other)
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
        # Asked again under every order of aims; the ledger keeps the outline at its address.
        key = id(outline), tuple(sorted(run.id for run in runs.values())), months, most, free
        if key not in self._found:
            self._found[key] = self._ideal(outline, runs, months, most, free, ledger)
        return self._found[key]

    def _ideal(
        self,
        outline: Outline,
        runs: Mapping[str, Run],
        months: int,
        most: int | None,
        free: frozenset[int],
        ledger: Ledger,
    ) -> Ideal | None:
        horizon = ledger.horizon
        scene = Scene(self.tables, outline, runs, horizon, free)
        groups = scene.groups()
        if groups is None:
            return None
        best = self._floor(outline, scene, months, most or months)
        if best is None:
            return None
        work, travel, waiting = decode(groups - (-best.cost // 2))
        curfew = self._evenings.least(outline, scene, ledger)
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

    def _floor(self, outline: Outline, scene: Scene, months: int, most: int) -> Floor | None:
        """What the streams cost at the least, savings credited in the turn that bounds more.

        Which turn does is much the same for all structures of a case: after a few of them only the
        better one is looked at.
        """
        tried = self._turns
        settled = scene.runs.keys() == {c.code for c in outline.grouped}
        best: Floor | None = None
        turns = tuple(Turn) if settled and len(tried) < TRIES else (most_often(tried),)
        better = turns[0]
        for turn in turns:
            found = Floors(self.ledger(outline, months, most, turn), scene).all()
            if found is None:
                return None
            if best is None or found.cost > best.cost:
                best, better = found, turn
        if len(turns) > 1:
            tried.append(better)
        return best


def most_often(tried: Sequence[Turn]) -> Turn:
    """The turn that was better most often; of several the first there is, in every process."""
    return max(Turn, key=tried.count)
