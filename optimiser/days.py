"""What one day of a person's life leaves free, and what attending costs on it.

This is the optimiser's own arithmetic of visits, travel and minutes lost; the rules have theirs.
Times are minutes after midnight by the wall clock; attendances never run over a change of the
clocks, which happens at one in the morning.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import product

from attrs import frozen

from models.case import Case
from models.facts import Facts
from models.moments import MINUTES_A_DAY

Interval = tuple[int, int]
LINK_MINUTES = 60


@frozen
class Slot:
    """A time and place at which something may be attended; minutes after midnight."""

    start: int
    end: int
    venue: str
    giver: str = ""


@frozen
class DayProfile:
    """The stretches of a day that are taken: `firm` ones never met, `soft` ones lost if met."""

    firm: tuple[Interval, ...]
    soft: tuple[Interval, ...]


@frozen
class Attending:
    """What attending one or two things on a day costs, and at which slots.

    `mask` holds the curfew windows the visits meet, as bits.
    """

    lost: int
    travel: int
    slots: tuple[Slot, ...]
    mask: int = 0


class Days:
    """The profile of every day of a case, and the cheapest way to attend things on it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._profiles: dict[date, DayProfile] = {}
        self._single: dict[object, tuple[Attending, ...]] = {}
        self._pair: dict[object, tuple[Attending, ...]] = {}
        self._home = {venue: facts.home_minutes(venue) for venue in facts.timetable.venues}
        self._between = {
            (one, other): facts.timetable.between(one, other)
            for one in facts.timetable.venues
            for other in facts.timetable.venues
        }

    def profile(self, day: date) -> DayProfile:
        found = self._profiles.get(day)
        if found is None:
            found = self._profiles[day] = _profile(self._facts.case, day)
        return found

    def alone(
        self, day: date, slots: tuple[Slot, ...], windows: tuple[Interval, ...] = ()
    ) -> tuple[Attending, ...]:
        """The ways to attend one thing on a day that no other way is better than in all respects.

        Better means fewer minutes lost, then less travel, and no curfew window met that the other
        does not meet. Empty where firm commitments leave no slot.
        """
        key = (self.profile(day), slots, windows)
        found = self._single.get(key)
        if found is None:
            ways = (self._way((slot,), key[0], windows) for slot in slots)
            found = self._single[key] = _undominated(way for way in ways if way is not None)
        return found

    def both(
        self,
        day: date,
        one: tuple[Slot, ...],
        other: tuple[Slot, ...],
        windows: tuple[Interval, ...] = (),
    ) -> tuple[Attending, ...]:
        """The same for two things on one day; `slots` of each way are in the order given."""
        key = (self.profile(day), one, other, windows)
        found = self._pair.get(key)
        if found is None:
            ways = (self._way(pair, key[0], windows) for pair in product(one, other))
            found = self._pair[key] = _undominated(way for way in ways if way is not None)
        return found

    def _way(
        self, slots: tuple[Slot, ...], profile: DayProfile, windows: tuple[Interval, ...]
    ) -> Attending | None:
        visits = self._visits(sorted(slots, key=lambda slot: slot.start))
        if visits is None:
            return None
        blocks, travel = visits
        if any(_meet(block, firm) for block in blocks for firm in profile.firm):
            return None
        lost = sum(_shared(block, soft) for block in blocks for soft in profile.soft)
        mask = 0
        for bit, window in enumerate(windows):
            if any(_meet(block, window) for block in blocks):
                mask |= 1 << bit
        return Attending(lost, travel, slots, mask)

    def _visits(self, slots: list[Slot]) -> tuple[list[Interval], int] | None:
        """The blocks of the visits and their travel, or None where there is no time to travel."""
        blocks: list[Interval] = []
        travel = 0
        first = last = slots[0]
        for slot in slots[1:]:
            gap = slot.start - last.end
            way = self._between[last.venue, slot.venue]
            if gap < 0:
                return None
            if way is not None and way <= gap <= way + LINK_MINUTES:
                travel += way
            elif gap >= self._home[last.venue] + self._home[slot.venue]:
                blocks.append(self._block(first, last))
                travel += self._home[first.venue] + self._home[last.venue]
                first = slot
            else:
                return None
            last = slot
        blocks.append(self._block(first, last))
        return blocks, travel + self._home[first.venue] + self._home[last.venue]

    def _block(self, first: Slot, last: Slot) -> Interval:
        return first.start - self._home[first.venue], last.end + self._home[last.venue]


def _undominated(ways: Iterable[Attending]) -> tuple[Attending, ...]:
    """Keep, per set of curfew windows met, the cheapest way; drop what another way betters."""
    best: dict[int, Attending] = {}
    for way in ways:
        old = best.get(way.mask)
        if old is None or _cost(way) < _cost(old):
            best[way.mask] = way
    return tuple(
        way
        for way in best.values()
        if not any(
            other is not way
            and other.mask & way.mask == other.mask
            and (other.lost, other.travel) <= (way.lost, way.travel)
            for other in best.values()
        )
    )


def _cost(way: Attending) -> tuple[int, int, tuple[int, ...]]:
    return way.lost, way.travel, tuple(slot.start for slot in way.slots)


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shared(one: Interval, other: Interval) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _profile(case: Case, day: date) -> DayProfile:
    firm: list[Interval] = []
    soft: list[Interval] = []
    for offset in (-1, 0, 1):
        other = day + timedelta(days=offset)
        for commitment in case.commitments:
            for start, end in commitment.on(other):
                taken = (_minute(start, day), _minute(end, day))
                if taken[1] > -MINUTES_A_DAY // 2 and taken[0] < 3 * MINUTES_A_DAY // 2:
                    (firm if commitment.firm else soft).append(taken)
    for order in case.existing:
        for start, end in order.sessions:
            if abs((start.date() - day).days) <= 1:
                firm.append((_minute(start, day), _minute(end, day)))
    return DayProfile(_union(firm), _union(soft))


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

