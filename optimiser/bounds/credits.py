"""Who is credited with what is saved where two streams share a day.

A saving is shared by two items, and each item shares a day with at most one other. However the
two divide it, the sum of all costs is no more than what the days take. A stream that would not
choose the day anyway takes what leaves it no cheaper than its usual days; what is left goes to
the scarcer of the two, since fewer sessions can claim less of it, or half to each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property

import numpy as np
from attrs import frozen

from optimiser.bounds.contact import first_until
from optimiser.bounds.scale import NEVER, Ints
from optimiser.bounds.tables import Tables
from optimiser.horizon import Horizon
from optimiser.outline import Outline
from optimiser.sharing import HEARING, exclusive
from optimiser.streams import Stream, longest_day

Stages = Mapping[str, range]


class Turn(Enum):
    """Who has what neither of two streams takes for a day it would not choose."""

    SCARCER = "the scarcer"
    HALVES = "each a half"
    BESIDE_WORK = "each a half, but all to what is held beside a day of work"


@frozen(eq=False)
class Claim:
    """What two streams take of what they save by day, and what neither takes."""

    first: Ints
    second: Ints
    left: Ints
    first_scarcer: bool


class Claims:
    """What two streams of an outline save by day, and what each would take of it, doubled."""

    def __init__(
        self,
        tables: Tables,
        outline: Outline,
        streams: tuple[Stream, ...],
        ranges: dict[str, tuple[int, int]],
        order: Horizon,
        weeks: int,
    ) -> None:
        self._tables, self._outline, self._streams = tables, outline, streams
        self._ranges, self._order, self._weeks = ranges, order, weeks
        self.length = 1 + max((last for _, last in ranges.values()), default=0)
        # Later appointments of a treatment, and joint reviews, are offered like the first.
        self.each = [s for s in streams if s.key != "contact/review" and s.order <= 1]
        self._place = {stream.key: place for place, stream in enumerate(self.each)}
        self._regrets: dict[str, Ints] = {}
        self._found: dict[tuple[str, str], Claim | None] = {}

    def of(self, one: Stream, other: Stream) -> Claim | None:
        """What the first of two takes, what the other takes and what is left; None: nothing."""
        key = (one.key, other.key)
        if key not in self._found:
            self._found[key] = self._of(one, other)
        return self._found[key]

    def _of(self, one: Stream, other: Stream) -> Claim | None:
        if not self._may_share(one, other):
            return None
        saving = self._tables.saving(one, other, self.length)
        if saving is None:
            return None
        left = -2 * saving
        (low, high), (low_too, high_too) = self._range(one), self._range(other)
        low, high = max(low, low_too), min(high, high_too)
        left[:low] = 0
        left[high + 1 :] = 0
        unclaimed = self._unclaimed(one, other)
        left[unclaimed.start : unclaimed.stop] = 0
        if not left.any():
            return None
        second = np.minimum(left, self._regret(other))
        first = np.minimum(left - second, self._regret(one))
        left -= first + second
        sooner = self._rank(one, left) <= self._rank(other, left)
        return Claim(first, second, left, first_scarcer=sooner)

    def in_turn(self, one: Stream, other: Stream) -> tuple[Stream, Stream] | None:
        """The two in the order of their places; None where nothing is said of them together."""
        place, other_place = self._place.get(one.key), self._place.get(other.key)
        if place is None or other_place is None or place == other_place:
            return None
        return (one, other) if place < other_place else (other, one)

    def _may_share(self, one: Stream, other: Stream) -> bool:
        if self._tables.a_day < 2:
            return False
        heard = HEARING in (one.kind, other.kind)
        if one.part == other.part and one.course and not heard:
            # What a treatment's own sessions save is counted with its legs.
            return False
        return not exclusive(one, one.part, one.rar, other, other.part, other.rar)

    def _range(self, stream: Stream) -> tuple[int, int]:
        return self._ranges[stream.key]

    def _regret(self, stream: Stream) -> Ints:
        """How much dearer each day is than the dearest a stream has to take."""
        if stream.key not in self._regrets:
            low, high = self._range(stream)
            alone = self._tables.alone(stream, self.length)
            held = np.sort(alone[low : high + 1])
            held = held[held < NEVER]
            usual = int(held[min(self._number(stream), held.size) - 1]) if held.size else 0
            self._regrets[stream.key] = 2 * np.maximum(alone - usual, 0)
        return self._regrets[stream.key]

    def _unclaimed(self, one: Stream, other: Stream) -> range:
        """Days on which neither of two is credited: a contact beside treatment in its weeks.

        Treatment stands in for the contact of a week, so a contact on the same day is left out of
        what is counted; the first contact alone is asked for by itself.
        """
        if not self._weeks or {one.part, other.part} != {"contact", "atr"}:
            return range(0)
        until = first_until(self._tables.facts, self._order)
        return range(0 if until is None else until + 1, 7 * self._weeks)

    def _rank(self, stream: Stream, left: Ints) -> tuple[bool, float, int]:
        """Scarcer first: those whose days a run bounds, then those with fewer sessions there."""
        bounded = any(candidate.code == stream.part for candidate in self._outline.grouped)
        number: float = self._number(stream)
        if stream.part == "contact" or stream.order:
            # These are spread over their range: only some of them lie where something is saved.
            days = np.flatnonzero(left)
            low, high = self._range(stream)
            span = int(days[-1] - days[0]) + 1 if days.size else 0
            number *= span / max(1, high - low + 1)
        return not bounded, number, self._place[stream.key]

    def _number(self, stream: Stream) -> int:
        """Roughly how many sessions of a kind there are; learning is counted with the work."""
        if stream.project is not None:
            hours = self._outline.terms["unpaid-work"].hours or 0
            return max(1, -(-60 * hours // longest_day([stream.project])))
        if stream.part == "contact":
            return self._order.months + self._weeks // 2
        if stream.order:
            return sum(s.leg == stream.leg and s.givers == stream.givers for s in self._streams)
        return max(1, stream.highest)


class Credits:
    """What each stream of an outline is credited with by day, doubled and not above nothing."""

    def __init__(self, claims: Claims, turn: Turn) -> None:
        self._claims, self._turn = claims, turn
        self._each = claims.each
        self._partners: dict[tuple[str, str], tuple[tuple[str, Ints], ...]] = {}
        self._splits: dict[tuple[str, str], tuple[Ints, Ints] | None] = {}

    def of(self, stream: Stream, project: str, stages: Stages) -> Ints:
        """The most a stream is credited with on each day, work being done at a project.

        `stages` are the days the runs of a structure leave the streams beside them.
        """
        credit = np.zeros(self._claims.length, dtype=np.int64)
        for key, claimed in self._beside(stream, project):
            days = stages.get(key)
            held = slice(None) if days is None else slice(days.start, days.stop)
            np.minimum(credit[held], claimed[held], out=credit[held])
        return credit

    def partners(self, stream: Stream, project: str) -> Iterator[str]:
        """The streams it is credited with saving beside, by their key."""
        return (key for key, _ in self._beside(stream, project))

    def _beside(self, stream: Stream, project: str) -> tuple[tuple[str, Ints], ...]:
        """Those it is credited with saving beside, and what by day."""
        key = (stream.key, project)
        if key not in self._partners:
            self._partners[key] = tuple(
                (other.key, claimed)
                for other in self._each
                if not working(other) or other.key == project
                if (claimed := self._claimed(stream, other)) is not None
            )
        return self._partners[key]

    @cached_property
    def linked(self) -> dict[str, frozenset[str]]:
        """The projects whose work each stream is credited with saving beside."""
        projects = [stream for stream in self._each if working(stream)]
        return {
            stream.key: frozenset(
                project.key
                for project in projects
                if (claimed := self._claimed(stream, project)) is not None and claimed.any()
            )
            for stream in self._each
        }

    def _claimed(self, stream: Stream, other: Stream) -> Ints | None:
        two = self._claims.in_turn(stream, other)
        if two is None:
            return None
        key = (two[0].key, two[1].key)
        if key not in self._splits:
            self._splits[key] = self._split(*two)
        split = self._splits[key]
        return None if split is None else split[0 if stream is two[0] else 1]

    def _split(self, one: Stream, other: Stream) -> tuple[Ints, Ints] | None:
        """What each of two is credited with on each day."""
        claim = self._claims.of(one, other)
        if claim is None:
            return None
        first, second, left = claim.first, claim.second, claim.left
        if self._turn is Turn.BESIDE_WORK and (one.project is None) is not (other.project is None):
            held = (one.project is None), (other.project is None)
            return -first - left * held[0], -second - left * held[1]
        if self._turn is not Turn.SCARCER:
            half = left // 2
            return -first - half, -second - (left - half)
        if claim.first_scarcer:
            return -first - left, -second
        return -first, -second - left


def working(stream: Stream) -> bool:
    """Whether a stream is work at a project, of which one is chosen; learning may be at any."""
    return stream.project is not None and not stream.project.learning
