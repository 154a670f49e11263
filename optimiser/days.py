"""What one day of a person's life leaves free, and what attending costs on it.

This is the optimiser's own arithmetic of visits, travel and minutes lost; the rules have theirs.
Times are minutes after midnight by the wall clock; attendances never run over a change of the
clocks, which happens at one in the morning.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from models.case import Case
from models.facts import Facts
from models.moments import MINUTES_A_DAY
from optimiser.attending import (
    Attendances,
    Attending,
    DayMinutes,
    DayProfile,
    Distances,
    Interval,
    Slot,
    WindowsMet,
)
from optimiser.curfew import Window, windows
from optimiser.curfew_floor import Weeks, weeks
from optimiser.curfew_weeks import day_minutes
from optimiser.horizon import Horizon

# The firm stretches that begin on a day, then the soft ones.
Begun = tuple[list[Interval], list[Interval]]


class Days:
    """The profile of every day of a case, and the cheapest way to attend things on it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._windows: dict[tuple[date, int, int, bool], dict[int, tuple[Window, ...]]] = {}
        self._weeks: dict[tuple[date, int, int, bool], Weeks] = {}
        self._profiles: dict[date, DayProfile] = {}
        self._begun: dict[date, Begun] = {}
        self._alike: dict[DayProfile, DayProfile] = {}
        self._offered: dict[tuple[tuple[object, ...], date], tuple[Slot, ...]] = {}
        self._numbers: dict[int, int] = {}
        self._same: dict[tuple[Slot, ...], int] = {}
        self._held: list[tuple[Slot, ...]] = []
        self._single: dict[object, tuple[Attending, ...]] = {}
        self._pair: dict[object, tuple[Attending, ...]] = {}
        self._within: dict[object, tuple[Slot, ...]] = {}
        self._minutes: dict[DayProfile, DayMinutes] = {}
        self._met: dict[tuple[Interval, ...], WindowsMet] = {}
        venues = facts.timetable.venues
        self._distances = Distances(
            {venue: facts.home_minutes(venue) for venue in venues},
            {(one, to): facts.timetable.between(one, to) for one in venues for to in venues},
        )

    def curfew_windows(
        self, horizon: Horizon, months: int, hours: int, *, fixed: bool
    ) -> dict[int, tuple[Window, ...]]:
        """Per weekday the windows for a curfew of so many months and hours, `fixed` or not."""
        key = (horizon.start, months, hours, fixed)
        if key not in self._windows:
            self._windows[key] = windows(self._facts, horizon, months, hours, fixed=fixed)
        return self._windows[key]

    def curfew_weeks(self, horizon: Horizon, months: int, hours: int, *, fixed: bool) -> Weeks:
        """The weeks that these windows make up."""
        key = (horizon.start, months, hours, fixed)
        if key not in self._weeks:
            offered = self.curfew_windows(horizon, months, hours, fixed=fixed)
            self._weeks[key] = weeks(offered, day_minutes(self._facts))
        return self._weeks[key]

    def profile(self, day: date) -> DayProfile:
        found = self._profiles.get(day)
        if found is None:
            made = self._made(day)
            # Days alike share one, so that looking something up seldom compares two.
            found = self._profiles[day] = self._alike.setdefault(made, made)
        return found

    def _made(self, day: date) -> DayProfile:
        """What is taken around a day: a stretch may begin the day before, and a way end after."""
        firm: list[Interval] = []
        soft: list[Interval] = []
        for offset in (-1, 0, 1):
            other = day + timedelta(days=offset)
            if other not in self._begun:
                self._begun[other] = _begun(self._facts.case, other)
            for found, held in zip((firm, soft), self._begun[other], strict=True):
                for start, end in held:
                    taken = start + offset * MINUTES_A_DAY, end + offset * MINUTES_A_DAY
                    if taken[1] > -MINUTES_A_DAY // 2 and taken[0] < 3 * MINUTES_A_DAY // 2:
                        found.append(taken)
        for order in self._facts.case.existing:
            firm += [
                (_minute(begins, day), _minute(ends, day))
                for begins, ends in order.sessions
                if abs((begins.date() - day).days) <= 1
            ]
        return DayProfile(_union(firm), _union(soft))

    def alone(
        self, day: date, slots: tuple[Slot, ...], windows: tuple[Interval, ...] = ()
    ) -> tuple[Attending, ...]:
        """The ways to attend one thing on a day that no other way is better than in all respects.

        Better means fewer minutes lost, then less travel, and no curfew window met that the other
        does not meet. Empty where firm commitments leave no slot.
        """
        key = (self.profile(day), self.number(slots), windows)
        found = self._single.get(key)
        if found is None:
            found = self._single[key] = self._attendances(key[0], windows).alone(slots)
        return found

    def offered(
        self, offer: tuple[object, ...], day: date, find: Callable[[], tuple[Slot, ...]]
    ) -> tuple[Slot, ...]:
        """The slots of an offer on a day, found once."""
        key = (offer, day)
        if key not in self._offered:
            self._offered[key] = find()
        return self._offered[key]

    def number(self, slots: tuple[Slot, ...]) -> object:
        """A number the same for equal slots, without looking through them each time.

        Known by where they lie in memory, and held here so that nothing else comes to lie there.
        """
        if len(slots) == 1:
            return slots[0]
        found = self._numbers.get(id(slots))
        if found is None:
            found = self._same.setdefault(slots, len(self._same))
            self._numbers[id(slots)] = found
            self._held.append(slots)
        return found

    def within(
        self, day: date, slots: tuple[Slot, ...], most: int, *, whole: bool
    ) -> tuple[Slot, ...]:
        """The slots that take at most so much work: with their travel (`whole`), or without."""
        key = (self.profile(day), self.number(slots), most, whole)
        found = self._within.get(key)
        if found is None:
            found = self._within[key] = tuple(
                slot for slot in slots if self._taken(key[0], slot, whole=whole) <= most
            )
        return found

    def minutes_in_work(self, day: date, slot: Slot) -> int:
        """Minutes of a session itself, without travel, that fall in work."""
        return self._taken(self.profile(day), slot, whole=False)

    def _taken(self, profile: DayProfile, slot: Slot, *, whole: bool) -> int:
        way = self._distances.home[slot.venue] if whole else 0
        return self._minutes_of(profile).lost(slot.start - way, slot.end + way)

    def both(
        self,
        day: date,
        one: tuple[Slot, ...],
        other: tuple[Slot, ...],
        windows: tuple[Interval, ...] = (),
    ) -> tuple[Attending, ...]:
        """The same for two things on one day; `slots` of each way are in the order given."""
        key = (self.profile(day), self.number(one), self.number(other), windows)
        found = self._pair.get(key)
        if found is None:
            found = self._pair[key] = self._attendances(key[0], windows).both(one, other)
        return found

    def ways(self, day: date, items: tuple[tuple[Slot, ...], ...]) -> tuple[Attending, ...]:
        """The ways to attend one or two things on a day."""
        return self.alone(day, items[0]) if len(items) == 1 else self.both(day, items[0], items[1])

    def _minutes_of(self, profile: DayProfile) -> DayMinutes:
        found = self._minutes.get(profile)
        if found is None:
            found = self._minutes[profile] = DayMinutes(profile)
        return found

    def _attendances(self, profile: DayProfile, windows: tuple[Interval, ...]) -> Attendances:
        met = self._met.get(windows)
        if met is None:
            met = self._met[windows] = WindowsMet(windows)
        return Attendances(self._minutes_of(profile), met, self._distances)


def _begun(case: Case, day: date) -> Begun:
    """What is taken from this day on: the firm stretches that begin on it, then the soft ones."""
    firm: list[Interval] = []
    soft: list[Interval] = []
    for commitment in case.commitments:
        if commitment.firm or commitment.at_stake:
            found = firm if commitment.firm else soft
            found += [(shift.start, shift.end) for shift in commitment.shifts_on(day)]
            found += [
                (_minute(start, day), _minute(end, day))
                for start, end in commitment.extras_on(day)
            ]
    return firm, soft


def _minute(moment: datetime, day: date) -> int:
    """A London wall-clock time as minutes after midnight of `day`, by the face of the clock."""
    at = moment.replace(tzinfo=None)
    return (at.date() - day).days * MINUTES_A_DAY + at.hour * 60 + at.minute


def _union(intervals: list[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
