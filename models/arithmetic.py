"""Stretches of time as pairs of instants: joined, met and taken away, each minute once."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a minute; touching ends share none.

    >>> overlap((0, 60), (60, 90)), overlap((0, 61), (60, 90))
    (False, True)
    """
    return one[0] < other[1] and other[0] < one[1]


def union(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same minutes as disjoint stretches in order.

    >>> union([(50, 90), (0, 60), (100, 100)])
    ((0, 90),)
    """
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def meet(one: Sequence[Stretch], other: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The minutes in both of two unions.

    >>> meet([(0, 60), (90, 120)], [(30, 100)])
    ((30, 60), (90, 100))
    """
    if not one or not other:
        return ()
    shared: list[Stretch] = []
    # One is often a stretch of a day, the other all of some years.
    here, there = max(0, bisect(one, other[0]) - 1), max(0, bisect(other, one[0]) - 1)
    while here < len(one) and there < len(other):
        start = max(one[here][0], other[there][0])
        end = min(one[here][1], other[there][1])
        if start < end:
            shared.append((start, end))
        if one[here][1] <= other[there][1]:
            here += 1
        else:
            there += 1
    return tuple(shared)


def without(one: Sequence[Stretch], other: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The minutes of one union that are not in the other.

    >>> without([(0, 60)], [(10, 20), (50, 70)])
    ((0, 10), (20, 50))
    """
    left: list[Stretch] = []
    for start, end in one:
        for taken_from, taken_to in other:
            if taken_to <= start or taken_from >= end:
                continue
            if start < taken_from:
                left.append((start, taken_from))
            start = taken_to
        if start < end:
            left.append((start, end))
    return tuple(left)


def minutes(stretches: Iterable[Stretch]) -> int:
    """The length of disjoint stretches."""
    return sum(end - start for start, end in stretches)


def ceiling(number: int, parts: int) -> int:
    """A whole number of parts, rounded up.

    >>> ceiling(12, 2), ceiling(13, 2)
    (6, 7)
    """
    return -(-number // parts)
