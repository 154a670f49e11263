"""What one day of a person's life leaves free, and what attending costs on it.

This is the optimiser's own arithmetic of visits, travel and minutes lost; the rules have theirs.
Times are minutes after midnight by the wall clock; attendances never run over a change of the
clocks, which happens at one in the morning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import accumulate, product

from attrs import frozen

from models.case import Case
from models.facts import Facts
from models.moments import MINUTES_A_DAY
from optimiser.curfew import Window, windows
from optimiser.horizon import Horizon

Interval = tuple[int, int]
LINK_MINUTES = 60


@frozen(cache_hash=True)
class Slot:
    """A time and place at which something may be attended; minutes after midnight."""

    start: int
    end: int
    venue: str
    giver: str = ""


@frozen(cache_hash=True)
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
        self._windows: dict[tuple[date, int, int], dict[int, tuple[Window, ...]]] = {}
        self._profiles: dict[date, DayProfile] = {}
        self._offered: dict[tuple[tuple[object, ...], date], tuple[Slot, ...]] = {}
        self._numbers: dict[int, int] = {}
        self._same: dict[tuple[Slot, ...], int] = {}
        self._held: list[tuple[Slot, ...]] = []
        self._single: dict[object, tuple[Attending, ...]] = {}
        self._pair: dict[object, tuple[Attending, ...]] = {}
        self._within: dict[object, tuple[Slot, ...]] = {}
        self._grounds: dict[DayProfile, _Ground] = {}
        self._met: dict[tuple[Interval, ...], _Met] = {}
        self._home = {venue: facts.home_minutes(venue) for venue in facts.timetable.venues}
        self._between = {
            (one, other): facts.timetable.between(one, other)
            for one in facts.timetable.venues
            for other in facts.timetable.venues
        }

    def curfew_windows(
        self, horizon: Horizon, months: int, hours: int
    ) -> dict[int, tuple[Window, ...]]:
        """Per weekday the windows a curfew of so many months and hours a day may choose from."""
        key = (horizon.start, months, hours)
        if key not in self._windows:
            self._windows[key] = windows(self._facts, horizon, months, hours)
        return self._windows[key]

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
        key = (self.profile(day), self.number(slots), windows)
        found = self._single.get(key)
        if found is None:
            ground, met = self._ground(key[0]), self._met_by(windows)
            ways = (self._way((slot,), ground, met) for slot in slots)
            found = self._single[key] = _undominated(way for way in ways if way is not None)
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
        way = self._home[slot.venue] if whole else 0
        return self._ground(profile).lost(slot.start - way, slot.end + way)

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
            ground, met = self._ground(key[0]), self._met_by(windows)
            ways = (self._way(pair, ground, met) for pair in product(one, other))
            found = self._pair[key] = _undominated(way for way in ways if way is not None)
        return found

    def ways(self, day: date, items: tuple[tuple[Slot, ...], ...]) -> tuple[Attending, ...]:
        """The ways to attend one or two things on a day."""
        return self.alone(day, items[0]) if len(items) == 1 else self.both(day, items[0], items[1])

    def _way(self, slots: tuple[Slot, ...], ground: _Ground, met: _Met) -> Attending | None:
        """The way of attending one thing, or two in either order; None where it cannot be."""
        if len(slots) == 1:
            slot = slots[0]
            home = self._home[slot.venue]
            block = slot.start - home, slot.end + home
            if ground.firm(*block):
                return None
            return Attending(ground.lost(*block), 2 * home, slots, met.mask(block))
        first, second = slots if slots[0].start <= slots[1].start else (slots[1], slots[0])
        gap = second.start - first.end
        if gap < 0:
            return None
        out, back = self._home[first.venue], self._home[second.venue]
        way = self._between[first.venue, second.venue]
        if way is not None and way <= gap <= way + LINK_MINUTES:
            block = first.start - out, second.end + back
            if ground.firm(*block):
                return None
            travel = out + way + back
            return Attending(ground.lost(*block), travel, slots, met.mask(block))
        if gap < out + back:
            return None
        blocks = (first.start - out, first.end + out), (second.start - back, second.end + back)
        if ground.firm(*blocks[0]) or ground.firm(*blocks[1]):
            return None
        lost = ground.lost(*blocks[0]) + ground.lost(*blocks[1])
        mask = met.mask(blocks[0]) | met.mask(blocks[1])
        return Attending(lost, 2 * (out + back), slots, mask)

    def _ground(self, profile: DayProfile) -> _Ground:
        found = self._grounds.get(profile)
        if found is None:
            found = self._grounds[profile] = _Ground(profile)
        return found

    def _met_by(self, windows: tuple[Interval, ...]) -> _Met:
        found = self._met.get(windows)
        if found is None:
            found = self._met[windows] = _Met(windows)
        return found


class _Ground:
    """The minutes of a day's profile added up, so that a block's loss is one subtraction."""

    def __init__(self, profile: DayProfile) -> None:
        self._soft = _added_up(profile.soft)
        self._firm = _added_up(profile.firm)

    def lost(self, start: int, end: int) -> int:
        return self._soft[end + MINUTES_A_DAY] - self._soft[start + MINUTES_A_DAY]

    def firm(self, start: int, end: int) -> int:
        return self._firm[end + MINUTES_A_DAY] - self._firm[start + MINUTES_A_DAY]


def _added_up(stretches: tuple[Interval, ...]) -> list[int]:
    """Minutes taken before each minute, from the midnight before to that after the next day."""
    taken = bytearray(3 * MINUTES_A_DAY)
    for start, end in stretches:
        low, high = max(start + MINUTES_A_DAY, 0), min(end + MINUTES_A_DAY, 3 * MINUTES_A_DAY)
        taken[low:high] = b"\x01" * max(0, high - low)
    return list(accumulate(taken, initial=0))


class _Met:
    """Which of some curfew windows a block meets, as bits; found once for each block."""

    def __init__(self, windows: tuple[Interval, ...]) -> None:
        self._windows = windows
        self._found: dict[Interval, int] = {}

    def mask(self, block: Interval) -> int:
        if not self._windows:
            return 0
        found = self._found.get(block)
        if found is None:
            found = self._found[block] = sum(
                1 << bit for bit, window in enumerate(self._windows) if _meet(block, window)
            )
        return found


def _undominated(ways: Iterable[Attending]) -> tuple[Attending, ...]:
    """Keep, per set of curfew windows met, the cheapest way; drop what another way betters."""
    best: dict[int, Attending] = {}
    for way in ways:
        old = best.get(way.mask)
        if old is None or _worth(way) < _worth(old):
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


def _worth(way: Attending) -> tuple[int, int, int, int]:
    """What a way takes, then when its one or two things begin."""
    return way.lost, way.travel, way.slots[0].start, way.slots[-1].start


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _profile(case: Case, day: date) -> DayProfile:
    firm: list[Interval] = []
    soft: list[Interval] = []
    for offset in (-1, 0, 1):
        other = day + timedelta(days=offset)
        for commitment in case.commitments:
            if not (commitment.firm or commitment.at_stake):
                continue
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
