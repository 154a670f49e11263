"""The streams of one outline, and what each pays by day beside a structure's groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from models.entry import Leg, Stage
from models.timetable import Run
from optimiser.bounds.contact import weekly_weeks
from optimiser.bounds.credits import Claims, Credits, Stages, Turn, working
from optimiser.bounds.scale import NEVER, Ints
from optimiser.bounds.scene import Scene
from optimiser.bounds.tables import Tables
from optimiser.bounds.treatment import Standing
from optimiser.constraints.attendance import reach_days
from optimiser.horizon import Horizon
from optimiser.offering import detox_planned
from optimiser.outline import Outline
from optimiser.sharing import exclusive
from optimiser.streams import Stream
from optimiser.stretches import stretches_of

T = TypeVar("T")


class Ledger:
    """The streams of one outline with what each pays by day, no group being settled.

    `order` is the least length of the order: what is asked of every month is asked of those.
    `other` is the same of another turn: what does not depend on it is found once for both.
    """

    def __init__(
        self,
        tables: Tables,
        outline: Outline,
        streams: tuple[Stream, ...],
        horizon: Horizon,
        order: Horizon,
        turn: Turn = Turn.SCARCER,
        other: Ledger | None = None,
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
        self._ranges = {stream.key: self._range(stream) for stream in streams}
        self._claims: Claims = (
            Claims(tables, outline, streams, self._ranges, order, self.weeks)
            if other is None
            else other._claims
        )
        self.credits = Credits(self._claims, turn)
        self._base: dict[tuple[object, ...], Ints] = {}
        # Of the scene that was asked about last.
        self._scene: Scene | None = None
        self._paid: dict[tuple[str, str], Ints] = {}
        self._stages: dict[tuple[object, ...], Stages] = {} if other is None else other._stages
        self._kept: dict[tuple[object, ...], Any] = {} if other is None else other._kept
        self._beside: dict[tuple[object, ...], Ints] = {} if other is None else other._beside

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
        linked = project if self._linked(stream, project) else ""
        if scene is not self._scene:
            self._scene, self._paid = scene, {}
        key = stream.key, linked
        if key not in self._paid:
            self._paid[key] = self._costs(stream, scene, linked)
        return self._paid[key]

    def _costs(self, stream: Stream, scene: Scene, linked: str) -> Ints:
        found = self._alone(stream, linked, self.stages(scene))
        if scene.free:
            found = found.copy()
            free = np.asarray([day for day in scene.free if day < found.size], dtype=np.int64)
            found[free] = np.where(found[free] < NEVER, np.minimum(found[free], 0), NEVER)
        if not scene.runs:
            return found
        found = found.copy()
        low, high = self._ranges[stream.key]
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

    def _linked(self, stream: Stream, project: str) -> bool:
        return project in self.credits.linked.get(stream.key, ())

    def _range(self, stream: Stream) -> tuple[int, int]:
        last = self.horizon.days - 1 if stream.project is not None else self.end
        lasts = [one.last for one in self.course(stream)] or [stream.last]
        return max(0, stream.first), min(last, *lasts[-1:])

    def last(self, key: str) -> int:
        """The last day of a stream."""
        return self._ranges[key][1]

    def course(self, stream: Stream) -> list[Stream]:
        """The appointments of a treatment at one provider, in order; none of anything else."""
        if not stream.order:
            return []
        return [s for s in self.streams if s.leg == stream.leg and s.givers == stream.givers]

    def _alone(self, stream: Stream, project: str, stages: Stages) -> Ints:
        partners = self.credits.partners(stream, project)
        key = (stream.key, project, *(stages.get(partner) for partner in partners))
        if key not in self._base:
            alone = self.tables.alone(stream, self.horizon.days)
            credit = np.zeros_like(alone)
            claimed = self.credits.of(stream, project, stages)
            credit[: claimed.size] = claimed[: credit.size]
            found = 2 * alone + credit
            low, high = self._ranges[stream.key]
            found[:low] = NEVER
            found[high + 1 :] = NEVER
            found[alone >= NEVER] = NEVER
            self._base[key] = found
        return self._base[key]

    def stages(self, scene: Scene) -> Stages:
        """The days on which streams beside the runs of a scene can lie, by their key."""
        runs = tuple((code, run.first, run.last) for code, run in scene.runs.items())
        if runs not in self._stages:
            self._stages[runs] = {
                stream.key: self.days(stream, scene)
                for stream in self.streams
                if stream.part in scene.runs and self.leg(stream) is not None
            }
        return self._stages[runs]

    def days(self, stream: Stream, scene: Scene) -> range:
        """The days the stage of a stream leaves it, its part's run being settled."""
        run, leg = scene.runs.get(stream.part), self.leg(stream)
        if run is None or leg is None or leg.stage is Stage.MAIN:
            return range(self.horizon.days)
        first, last = self.horizon.day(run.first), self.horizon.day(run.last)
        if leg.stage is Stage.DURING:
            return range(first, last + 1)
        least = max(1, int(leg.gap_days.lowest or 1)) if leg.gap_days is not None else 1
        reach = reach_days(leg, stream.lowest)
        if leg.stage is Stage.BEFORE:
            return range(max(0, first - reach), max(0, first - least + 1))
        return range(last + least, last + reach + 1)

    def stretches(self, stream: Stream, run: Run) -> tuple[range, ...]:
        """The days of a run in each of which an appointment of a stream during it lies."""
        leg = self.legs[stream.part, stream.leg]
        return stretches_of(run, leg, stream.lowest, self.horizon.day)

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

    @cached_property
    def projects(self) -> dict[str, bool]:
        """The projects of work, and whether anything may save beside each."""
        saving = frozenset[str]().union(*self.credits.linked.values())
        return {s.key: s.key in saving for s in self.streams if working(s)}

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
