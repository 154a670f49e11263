"""What attending takes on one kind of day, for all openings at once.

The same arithmetic of visits as `optimiser.days`, on arrays: bounds ask for every pair of streams
on every kind of day, and a slot at a time that would take longer than the search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen

from models.facts import Facts
from models.moments import MINUTES_A_DAY
from optimiser.attending import LINK_MINUTES, DayProfile, Interval, Slot
from optimiser.bounds.scale import NEVER, Ints, encoded

_UNKNOWN = 1 << 20  # minutes of a way the timetable does not state


@frozen(eq=False)
class Openings:
    """Slots as arrays: minutes after midnight, the way home, the number of the venue."""

    start: Ints
    end: Ints
    home: Ints
    venue: Ints


@frozen(eq=False)
class Blocks:
    """Visits as arrays: when the person leaves home and is back, and what is travelled."""

    start: Ints
    end: Ints
    travel: Ints


class Ground:
    """The work and the firm commitments of one kind of day, added up by minute."""

    def __init__(self, profile: DayProfile) -> None:
        self._soft = _added_up(profile.soft)
        self._firm = _added_up(profile.firm)

    def paid(self, blocks: Blocks) -> Ints:
        """What each visit costs; never to be had where it meets a firm commitment."""
        start, end = blocks.start + MINUTES_A_DAY, blocks.end + MINUTES_A_DAY
        cost = encoded(self._soft[end] - self._soft[start], blocks.travel)
        return np.where(self._firm[end] > self._firm[start], NEVER, cost)


class Ways:
    """The ways between home and venues, and the visits they make of openings."""

    def __init__(self, facts: Facts) -> None:
        venues = list(facts.timetable.venues)
        self._number = {venue: number for number, venue in enumerate(venues)}
        self._home = {venue: facts.home_minutes(venue) for venue in venues}
        ways = [[facts.timetable.between(one, other) for other in venues] for one in venues]
        self._between = _ints([[_UNKNOWN if way is None else way for way in row] for row in ways])

    def openings(self, slots: Sequence[Slot]) -> Openings:
        return Openings(
            _ints([slot.start for slot in slots]),
            _ints([slot.end for slot in slots]),
            _ints([self._home[slot.venue] for slot in slots]),
            _ints([self._number[slot.venue] for slot in slots]),
        )

    def alone(self, held: Openings, ground: Ground) -> int:
        """The cheapest visit to one of the openings."""
        return _least(ground.paid(_visit(held)))

    def linked(self, one: Openings, other: Openings) -> Blocks | None:
        """Every visit that joins one opening of each; None where none does."""
        found = [self._joined(one, other), self._joined(other, one)]
        blocks = Blocks(*(np.concatenate(held) for held in zip(*found, strict=True)))
        return blocks if blocks.start.size else None

    def both(self, one: Openings, other: Openings, ground: Ground) -> int:
        """The cheapest way to attend one opening of each, in one visit or two."""
        blocks = self.linked(one, other)
        joined = NEVER if blocks is None else _least(ground.paid(blocks))
        alone, beside = ground.paid(_visit(one)), ground.paid(_visit(other))
        apart = self._apart(one, other) | self._apart(other, one).T
        sums = np.where(apart, alone[:, None] + beside[None, :], NEVER)
        return min(joined, _least(sums))

    def _joined(self, first: Openings, second: Openings) -> tuple[Ints, Ints, Ints]:
        way, gap = self._way(first, second), _gap(first, second)
        one, two = np.nonzero((way <= gap) & (gap <= way + LINK_MINUTES))
        travel = first.home[one] + way[one, two] + second.home[two]
        return first.start[one] - first.home[one], second.end[two] + second.home[two], travel

    def _apart(self, first: Openings, second: Openings) -> Ints:
        """Where the second follows the first after the person has been home."""
        way, gap = self._way(first, second), _gap(first, second)
        linked = (way <= gap) & (gap <= way + LINK_MINUTES)
        home = first.home[:, None] + second.home[None, :]
        return np.asarray((gap >= home) & (gap >= 0) & ~linked)

    def _way(self, first: Openings, second: Openings) -> Ints:
        return np.asarray(self._between[first.venue[:, None], second.venue[None, :]])


def _visit(held: Openings) -> Blocks:
    return Blocks(held.start - held.home, held.end + held.home, 2 * held.home)


def _gap(first: Openings, second: Openings) -> Ints:
    return np.asarray(second.start[None, :] - first.end[:, None])


def _least(costs: Ints) -> int:
    return min(NEVER, int(costs.min())) if costs.size else NEVER


def _added_up(stretches: Iterable[Interval]) -> Ints:
    """Minutes taken before each minute, from the midnight before to that after the next day."""
    taken = np.zeros(3 * MINUTES_A_DAY + 1, dtype=np.int64)
    for start, end in stretches:
        low, high = max(start + MINUTES_A_DAY, 0), min(end + MINUTES_A_DAY, 3 * MINUTES_A_DAY)
        taken[low + 1 : max(low, high) + 1] = 1
    return np.cumsum(taken)


def _ints(values: object) -> Ints:
    return np.asarray(values, dtype=np.int64)
