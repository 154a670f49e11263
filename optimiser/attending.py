"""The ways to attend one or two things on a day, and what each takes.

Times are minutes after midnight by the wall clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, product

from attrs import frozen

from models.moments import MINUTES_A_DAY

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


# What a way takes of work, its travel, its slots in the order asked for, the windows met as bits.
Way = tuple[int, int, tuple[Slot, ...], int]


@frozen
class Distances:
    """Minutes home from each venue, and from each to each where that is known."""

    home: Mapping[str, int]
    between: Mapping[tuple[str, str], int | None]


class DayMinutes:
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


class WindowsMet:
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


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@frozen
class Attendances:
    """One kind of day: what it leaves free, the curfew windows around it and how far all is."""

    minutes: DayMinutes
    met: WindowsMet
    distances: Distances

    def alone(self, slots: tuple[Slot, ...]) -> tuple[Attending, ...]:
        """The ways to attend one thing that no other way betters."""
        return _undominated(self._alone(slots))

    def both(self, one: tuple[Slot, ...], other: tuple[Slot, ...]) -> tuple[Attending, ...]:
        """The ways to attend two things, in either order, that no other way betters."""
        return _undominated(self._both(one, other))

    def _alone(self, slots: tuple[Slot, ...]) -> Iterator[Way]:
        minutes, met = self.minutes, self.met
        for slot in slots:
            home = self.distances.home[slot.venue]
            start, end = slot.start - home, slot.end + home
            if not minutes.firm(start, end):
                yield minutes.lost(start, end), 2 * home, (slot,), met.mask((start, end))

    def _both(self, one: tuple[Slot, ...], other: tuple[Slot, ...]) -> Iterator[Way]:
        # Asked of every pair of slots of every kind of day: names are looked up once.
        lost, firm, mask = self.minutes.lost, self.minutes.firm, self.met.mask
        home, between = self.distances.home, self.distances.between
        for pair in product(one, other):
            first, second = pair if pair[0].start <= pair[1].start else (pair[1], pair[0])
            gap = second.start - first.end
            if gap < 0:
                continue
            out, back = home[first.venue], home[second.venue]
            start, end = first.start - out, second.end + back
            way = between[first.venue, second.venue]
            if way is not None and way <= gap <= way + LINK_MINUTES:
                if not firm(start, end):
                    yield lost(start, end), out + way + back, pair, mask((start, end))
                continue
            left, again = first.end + out, second.start - back
            if again >= left and not (firm(start, left) or firm(again, end)):
                taken = lost(start, left) + lost(again, end)
                yield taken, 2 * (out + back), pair, mask((start, left)) | mask((again, end))


def _undominated(ways: Iterable[Way]) -> tuple[Attending, ...]:
    """Keep, per set of curfew windows met, the cheapest way; drop what another way betters."""
    best: dict[int, tuple[tuple[int, ...], tuple[Slot, ...]]] = {}
    for lost, travel, slots, mask in ways:
        old = best.get(mask)
        if old is not None and (lost, travel) > old[0][:2]:
            continue
        worth = lost, travel, slots[0].start, slots[-1].start
        if old is None or worth < old[0]:
            best[mask] = worth, slots
    return tuple(
        Attending(worth[0], worth[1], slots, mask)
        for mask, (worth, slots) in best.items()
        if not any(
            other != mask and other & mask == other and by[:2] <= worth[:2]
            for other, (by, _) in best.items()
        )
    )
