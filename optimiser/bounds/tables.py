"""What each stream pays by day alone, beside another and beside a meeting: kept for a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from attrs import frozen

from models.facts import Facts
from models.timetable import Run
from optimiser.attending import DayProfile, Slot
from optimiser.bounds.ground import Blocks, Ground, Openings, Ways
from optimiser.bounds.scale import NEVER, Ints
from optimiser.constraints.load import most_a_day, most_a_week
from optimiser.days import Days
from optimiser.horizon import Horizon
from optimiser.streams import Stream, meeting_slot, open_on, project_open

T = TypeVar("T")
Offer = tuple[object, ...]
NOTHING = 0  # the number of an offer without a slot


@frozen(eq=False, slots=False)
class Taken:
    """The days of a run, its slots, and what each meeting costs by itself and all together.

    `weeks` says how many of the meetings each calendar week holds.
    """

    days: tuple[int, ...]
    slots: tuple[Slot, ...]
    paid: tuple[int, ...]
    total: int
    weeks: Counter[int]

    @cached_property
    def on(self) -> dict[int, int]:
        """The place of each day."""
        return {day: place for place, day in enumerate(self.days)}

    @cached_property
    def numbers(self) -> Ints:
        return np.asarray(self.days, dtype=np.int64)


class Tables:
    """Lone costs and savings of streams by day, kept for all structures of a case."""

    def __init__(self, facts: Facts, days: Days) -> None:
        self.facts = facts
        self.days = days
        self.a_day = most_a_day(facts)
        self.a_week = most_a_week(facts)
        self._ways = Ways(facts)
        self._length = 0
        self._weeks = Horizon(facts.today, 1)
        self._kept: dict[tuple[object, ...], Any] = {}
        self._shapes: list[Openings] = [self._ways.openings(())]
        self._shape_of: dict[object, int] = {(): NOTHING}
        self._grounds: list[Ground] = []
        self._ground_of: dict[DayProfile, int] = {}
        self._kinds: Ints = np.zeros(0, dtype=np.int64)
        self._offers: dict[Offer, Ints] = {}
        self._alone: dict[tuple[int, int], int] = {}
        self._linked: dict[tuple[int, int], Blocks | None] = {}
        self._saved: dict[tuple[int, int, int], int] = {}
        self._both: dict[tuple[int, int, int], int] = {}
        self._kinds_by_day: dict[Offer, tuple[Ints, list[tuple[int, int]]]] = {}
        self._alone_by_day: dict[Offer, Ints] = {}
        self._saved_by_day: dict[tuple[Offer, Offer], Ints | None] = {}
        self._taken: dict[tuple[str, int], Taken] = {}
        self._beside: dict[tuple[Offer, str, int], Ints] = {}

    def kept(self, key: tuple[object, ...], find: Callable[[], T]) -> T:
        """What was found before for the same costs, in any order of the case, else found now."""
        if key not in self._kept:
            self._kept[key] = find()
        return self._kept[key]  # type: ignore[no-any-return]

    def alone(self, stream: Stream, length: int) -> Ints:
        """What a session costs with nothing else that day, for so many days."""
        self._reach(length)
        offer = stream.offer
        if offer not in self._alone_by_day:
            kinds, found = self._kinds_of(stream)
            paid = [self._lone(shape, kind) for shape, kind in found]
            self._alone_by_day[offer] = np.asarray(paid, dtype=np.int64)[kinds]
        return self._alone_by_day[offer][:length]

    def saving(self, one: Stream, other: Stream, length: int) -> Ints | None:
        """What is saved by day where both are held (never more than nothing); None: never any."""
        self._reach(length)
        key = (one.offer, other.offer)
        if key not in self._saved_by_day:
            found = self._saved_each_day(one, other)
            self._saved_by_day[key] = found if found.any() else None
        by_day = self._saved_by_day[key]
        return None if by_day is None else by_day[:length]

    def beside(self, stream: Stream, run: Run) -> Ints:
        """What a session adds to each meeting of a run that it shares the day with."""
        key = (stream.offer, run.id, len(run.meetings))
        if key not in self._beside:
            taken = self.taken(run)
            self._reach(taken.days[-1] + 1)
            shapes = self._by_day(stream)
            self._beside[key] = np.asarray(
                [
                    self._pair(int(shapes[day]), self._shape((slot,)), int(self._kinds[day])) - paid
                    if paid < NEVER
                    else NEVER
                    for day, slot, paid in zip(taken.days, taken.slots, taken.paid, strict=True)
                ],
                dtype=np.int64,
            )
        return self._beside[key]

    def taken(self, run: Run) -> Taken:
        """What a run takes by itself."""
        key = (run.id, len(run.meetings))
        if key not in self._taken:
            start = self.facts.today
            days = tuple((meeting.day - start).days for meeting in run.meetings)
            self._reach(days[-1] + 1)
            slots = tuple(meeting_slot(meeting, run.group.venue) for meeting in run.meetings)
            paid = tuple(
                self._lone(self._shape((slot,)), int(self._kinds[day]))
                for day, slot in zip(days, slots, strict=True)
            )
            # Two meetings of one run on a day can't be attended: nothing of a part shares a day.
            twice = len(set(days)) < len(days)
            total = NEVER if twice else min(NEVER, sum(paid))
            weeks = Counter(self._weeks.week(day) for day in days)
            self._taken[key] = Taken(days, slots, paid, total, weeks)
        return self._taken[key]

    def together(self, day: int, one: Slot, other: Slot) -> int:
        """What two meetings of one day cost."""
        return self._pair(self._shape((one,)), self._shape((other,)), int(self._kinds[day]))

    def length_of_day(self, stream: Stream, length: int) -> Ints:
        """Minutes of the first slot a stream offers by day; none where it offers none."""
        self._reach(length)
        shapes = self._by_day(stream)[:length]
        spans = [int(s.end[0] - s.start[0]) if s.start.size else 0 for s in self._shapes]
        return np.asarray(spans, dtype=np.int64)[shapes]

    # Kinds of days, numbered -----------------------------------------------------------------

    def _reach(self, length: int) -> None:
        """Look at least so many days ahead."""
        if length <= self._length:
            return
        kinds = []
        for day in range(length):
            profile = self.days.profile(self.facts.today + timedelta(days=day))
            if profile not in self._ground_of:
                self._ground_of[profile] = len(self._grounds)
                self._grounds.append(Ground(profile))
            kinds.append(self._ground_of[profile])
        self._kinds = np.asarray(kinds, dtype=np.int64)
        self._length = length
        self._offers.clear()
        self._kinds_by_day.clear()
        self._alone_by_day.clear()
        self._saved_by_day.clear()

    def _by_day(self, stream: Stream) -> Ints:
        """The number of the openings a stream has on each day."""
        offer = stream.offer
        if offer not in self._offers:
            seen: dict[object, int] = {}
            found = []
            for day in range(self._length):
                on = self.facts.today + timedelta(days=day)
                key = (on.weekday(), self._open(stream, day), stream.avoided.on(on))
                if key not in seen:
                    seen[key] = self._shape(stream.slots(on, self.facts.timetable))
                found.append(seen[key])
            self._offers[offer] = np.asarray(found, dtype=np.int64)
        return self._offers[offer]

    def _open(self, stream: Stream, day: int) -> tuple[bool, ...]:
        """Which of a stream's givers are open on a day."""
        timetable, on = self.facts.timetable, self.facts.today + timedelta(days=day)
        if stream.project is not None:
            return (project_open(stream.project, on, timetable),)
        if on in timetable.holidays:
            return ()
        return tuple(
            open_on(giver.first, giver.last, giver.closures, giver.venue, on, timetable)
            for giver in stream.givers
        )

    def _shape(self, slots: tuple[Slot, ...]) -> int:
        key = tuple((slot.start, slot.end, slot.venue) for slot in slots)
        if key not in self._shape_of:
            self._shape_of[key] = len(self._shapes)
            self._shapes.append(self._ways.openings(slots))
        return self._shape_of[key]

    def _kinds_of(self, stream: Stream) -> tuple[Ints, list[tuple[int, int]]]:
        """The number of each day's kind for a stream, and of each kind its openings and profile."""
        offer = stream.offer
        if offer not in self._kinds_by_day:
            number = len(self._grounds)
            every, kinds = np.unique(
                self._by_day(stream) * number + self._kinds, return_inverse=True
            )
            self._kinds_by_day[offer] = kinds, [divmod(one, number) for one in every.tolist()]
        return self._kinds_by_day[offer]

    def _saved_each_day(self, one: Stream, other: Stream) -> Ints:
        """What two streams save by day, found once for each two kinds of day that are ever one."""
        (first, kinds), (second, others) = self._kinds_of(one), self._kinds_of(other)
        both = first * len(others) + second
        saved = np.zeros(len(kinds) * len(others), dtype=np.int64)
        met = np.zeros(saved.size, dtype=bool)
        met[both] = True
        for place in np.flatnonzero(met).tolist():
            here, there = divmod(place, len(others))
            shape, kind = kinds[here]
            saved[place] = self._saving(shape, others[there][0], kind)
        return np.asarray(saved[both])

    # Costs by kind -----------------------------------------------------------------------------

    def _lone(self, shape: int, kind: int) -> int:
        key = (shape, kind)
        if key not in self._alone:
            self._alone[key] = self._ways.alone(self._shapes[shape], self._grounds[kind])
        return self._alone[key]

    def _saving(self, one: int, other: int, kind: int) -> int:
        key = (one, other, kind)
        if key not in self._saved:
            blocks = self._links(one, other)
            alone = self._lone(one, kind) + self._lone(other, kind)
            found = 0
            if blocks is not None and alone < NEVER:
                found = min(0, int(self._grounds[kind].paid(blocks).min()) - alone)
            self._saved[key] = self._saved[other, one, kind] = found
        return self._saved[key]

    def _links(self, one: int, other: int) -> Blocks | None:
        key = (one, other)
        if key not in self._linked:
            self._linked[key] = self._ways.linked(self._shapes[one], self._shapes[other])
        return self._linked[key]

    def _pair(self, one: int, other: int, kind: int) -> int:
        if NOTHING in (one, other):
            return NEVER
        key = (one, other, kind)
        if key not in self._both:
            held = self._shapes[one], self._shapes[other]
            self._both[key] = self._ways.both(*held, self._grounds[kind])
        return self._both[key]
