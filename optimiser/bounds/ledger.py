"""Who is credited with what is saved where two streams share a day, and what each then pays.

A saving is shared by two items, and each item shares a day with at most one other. Whichever of
the two is credited with it, the sum of all costs is no more than what the days take. It is
credited to the scarcer of the two: fewer sessions can claim less of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from models.entry import Leg, Stage
from models.timetable import Run
from optimiser.bounds.contact import first_until, weekly_weeks
from optimiser.bounds.scale import NEVER, Ints
from optimiser.bounds.scene import Scene
from optimiser.bounds.tables import Tables
from optimiser.bounds.treatment import Standing
from optimiser.horizon import Horizon
from optimiser.offering import detox_planned
from optimiser.outline import Outline
from optimiser.sharing import exclusive
from optimiser.streams import Stream, longest_day

T = TypeVar("T")


class Ledger:
    """The streams of one outline with what each pays by day, no group being settled.

    `order` is the least length of the order: what is asked of every month is asked of those.
    """

    def __init__(
        self,
        tables: Tables,
        outline: Outline,
        streams: tuple[Stream, ...],
        horizon: Horizon,
        order: Horizon,
    ) -> None:
        self.tables, self.outline = tables, outline
        self.horizon, self.order = horizon, order
        self.facts = tables.facts
        self.end = horizon.end_of(horizon.months)
        self.streams = streams
        # A planned detox excuses the weeks it touches: nothing is said of any week then.
        excused = detox_planned(self.facts) or not outline.imposes("atr")
        self.weeks = 0 if excused else weekly_weeks(self.facts, order)
        self.legs = {
            (candidate.code, leg.id): leg
            for candidate in (*outline.parts, *outline.requirements)
            for leg in candidate.entry.legs
        }
        self._sharing = [s for s in streams if s.key != "contact/review" and s.order <= 1]
        self._numbers = {s.key: (self._number(s), n) for n, s in enumerate(self._sharing)}
        self._ranges: dict[str, tuple[int, int]] = {}
        self._base: dict[tuple[str, str], Ints] = {}
        self._kept: dict[tuple[object, ...], Any] = {}
        self._beside: dict[tuple[object, ...], Ints] = {}

    def kept(self, key: tuple[object, ...], find: Callable[[], T]) -> T:
        """What was found before for the same costs, else found now."""
        if key not in self._kept:
            self._kept[key] = find()
        return self._kept[key]  # type: ignore[no-any-return]

    def leg(self, stream: Stream) -> Leg | None:
        return self.legs.get((stream.part, stream.leg))

    def of(self, part: str) -> list[Stream]:
        return [stream for stream in self.streams if stream.part == part]

    def costs(self, stream: Stream, scene: Scene, project: str = "") -> Ints:
        """Twice what a session of the stream adds on each day, beside the groups of a scene.

        For the appointments of a treatment, the range of days of the first does for all. The
        unpaid work is done at one `project`, and nothing is saved with any other.
        """
        found = self._alone(stream, project if project in self.linked(stream) else "")
        if scene.free:
            found = found.copy()
            free = np.asarray([day for day in scene.free if day < found.size], dtype=np.int64)
            found[free] = np.where(found[free] < NEVER, np.minimum(found[free], 0), NEVER)
        if not scene.runs:
            return found
        found = found.copy()
        low, high = self._range(stream)
        for code, run in scene.runs.items():
            days = self.tables.taken(run).numbers
            begin, end = np.searchsorted(days, (low, high + 1))
            found[days[begin:end]] = self._added(stream, code, run, scene)[begin:end]
        for day in scene.doubled:
            found[day] = NEVER
        return found

    def _added(self, stream: Stream, code: str, run: Run, scene: Scene) -> Ints:
        """Twice what the stream adds to each of a run's days."""
        key = (stream.key, code, run.id, len(run.meetings))
        if key not in self._beside:
            rar = scene.rar(code)
            apart = exclusive(None, code, rar, stream, stream.part, stream.rar)
            if apart or self.tables.a_day < 2:
                self._beside[key] = np.full(len(run.meetings), NEVER, dtype=np.int64)
            else:
                added = self.tables.beside(stream, run)
                self._beside[key] = np.where(added < NEVER // 2, 2 * added, NEVER)
        return self._beside[key]

    def _range(self, stream: Stream) -> tuple[int, int]:
        if stream.key not in self._ranges:
            last = self.horizon.days - 1 if stream.project is not None else self.end
            lasts = [one.last for one in self.course(stream)] or [stream.last]
            self._ranges[stream.key] = max(0, stream.first), min(last, *lasts[-1:])
        return self._ranges[stream.key]

    def course(self, stream: Stream) -> list[Stream]:
        """The appointments of a treatment at one provider, in order; none of anything else."""
        if not stream.order:
            return []
        return [s for s in self.streams if s.leg == stream.leg and s.givers == stream.givers]

    def _alone(self, stream: Stream, project: str) -> Ints:
        key = (stream.key, project)
        if key not in self._base:
            alone = self.tables.alone(stream, self.horizon.days)
            found = 2 * (alone + self._credit(stream, project))
            low, high = self._range(stream)
            found[:low] = NEVER
            found[high + 1 :] = NEVER
            found[alone >= NEVER] = NEVER
            self._base[key] = found
        return self._base[key]

    @cached_property
    def gap(self) -> int | None:
        """The most days between two RAR days; None where the rule or the length is open."""
        count, plus = self.outline.rar_days, self.facts.menu.bound("rar", "spread-days")
        settled = self.order.months == self.horizon.months
        if count < 2 or plus is None or plus.highest is None or not settled:
            return None
        return -(-(self.end + 1) // count) + int(plus.highest)

    @cached_property
    def near(self) -> int | None:
        """How near the middle appointment its three-way meeting lies."""
        reach = self.facts.menu.bound("treatment", "three-way-days")
        return int(reach.highest) if reach is not None and reach.highest is not None else None

    # Savings -----------------------------------------------------------------------------------

    def _credit(self, stream: Stream, project: str) -> Ints:
        """The most the stream is credited with on each day."""
        credit = np.zeros(self.horizon.days, dtype=np.int64)
        for other in self._sharing:
            if working(other) and other.key != project:
                continue
            claimed = self._claimed(stream, other)
            if claimed is not None:
                np.minimum(credit, claimed, out=credit)
        return credit

    def _claimed(self, stream: Stream, other: Stream) -> Ints | None:
        """What the stream is credited with of what it saves beside another."""
        if not self._credited(stream, other):
            return None
        saved = self.tables.saving(stream, other, self.horizon.days)
        if saved is None:
            return None
        low, high = self._range(other)
        claimed = saved.copy()
        claimed[:low] = claimed[high + 1 :] = 0
        for days in self._unclaimed(stream, other):
            claimed[days.start : days.stop] = 0
        return claimed

    def linked(self, stream: Stream) -> frozenset[str]:
        """The projects whose work a stream is credited with saving beside."""
        return self.kept(
            ("linked", stream.key),
            lambda: frozenset(
                other.key
                for other in self._sharing
                if working(other) and self._claimed(stream, other) is not None
            ),
        )

    @cached_property
    def projects(self) -> dict[str, bool]:
        """The projects of work, and whether anything may save beside each."""
        saving = frozenset[str]().union(*(self.linked(stream) for stream in self._sharing))
        return {s.key: s.key in saving for s in self.streams if working(s)}

    def _credited(self, one: Stream, other: Stream) -> bool:
        """Whether the first of two is the one credited with what they save."""
        if one.key == other.key or self.tables.a_day < 2 or _of_one_treatment(one, other):
            return False
        apart = exclusive(one, one.part, one.rar, other, other.part, other.rar)
        return not apart and self._numbers[one.key] < self._numbers[other.key]

    def standing(self, streams: Sequence[Stream]) -> tuple[Standing, Standing, Standing]:
        """The sessions of a treatment's legs before, during and after, and what pairs save."""
        key = ("standing", streams[0].key)
        return self.kept(
            key,
            lambda: (
                self._standing(streams, Stage.BEFORE),
                self._standing(streams, Stage.DURING),
                self._standing(streams, Stage.AFTER),
            ),
        )

    def _standing(self, streams: Sequence[Stream], stage: Stage) -> Standing:
        # Sessions that are not asked for are counted as a kind of contact instead.
        legs = [s for s in streams if s.stage == stage.value and s.kind != "hearing" and s.lowest]
        number = sum(stream.lowest for stream in legs)
        pairs = min(number // 2, number - max((s.lowest for s in legs), default=0))
        partners = list(legs)
        if stage is Stage.DURING:
            pairs = number
            partners += [s for s in streams if s.order == 1]
        saved = 0
        for one in legs:
            for other in partners:
                if one.leg != other.leg and self.tables.a_day > 1:
                    found = self.tables.saving(one, other, self.horizon.days)
                    saved = min(saved, 0 if found is None else 2 * int(found.min()))
        return Standing(number, pairs, saved)

    def _unclaimed(self, one: Stream, other: Stream) -> list[range]:
        """Days on which neither of two is credited: a contact beside treatment in its weeks.

        Treatment stands in for the contact of a week, so a contact on the same day is left out of
        what is counted; the first contact alone is asked for by itself.
        """
        if not self.weeks or {one.part, other.part} != {"contact", "atr"}:
            return []
        until = first_until(self.facts, self.order)
        return [range(0 if until is None else until + 1, 7 * self.weeks)]

    def _number(self, stream: Stream) -> tuple[int, int]:
        """Roughly how many sessions of a kind there are, those whose days a run bounds first."""
        if stream.project is not None:
            hours = self.outline.terms["unpaid-work"].hours or 0
            return 1, -(-60 * hours // longest_day([stream.project]))
        if stream.part == "contact":
            return 1, self.order.months + self.weeks // 2
        if stream.order:
            return 1, len(self.course(stream))
        bounded = any(candidate.code == stream.part for candidate in self.outline.grouped)
        return 0 if bounded else 1, stream.highest


def working(stream: Stream) -> bool:
    """Whether a stream is work at a project, of which one is chosen; learning may be at any."""
    return stream.project is not None and not stream.project.learning


def _of_one_treatment(one: Stream, other: Stream) -> bool:
    """Whether both belong to a treatment, whose own savings are counted with its legs."""
    return one.part == other.part and "@" in one.key
