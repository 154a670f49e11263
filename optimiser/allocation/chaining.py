"""Chains of moves, the best of all at once: one person takes the seat of another, who takes that of
a third, and the last a free seat or the one the first has left.

The best way to bring one man or one woman more into each run is found move by move, to so many.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Bools, Floats, Ints

LONGEST = 4
# What is nearer to nothing than this is nothing.
CLOSE = 1e-6


@frozen(eq=False)
class Ways:
    """All moves as people sit: where from, where to, by a man (0) or a woman (1), and the change in
    what they come to; infinite where a move is not to be made.
    """

    origin: Ints
    node: Ints
    sex: Ints
    change: Floats


@frozen(eq=False)
class Changes:
    """What it changes in each node, [by a man, by a woman], that one leaves it or joins it;
    [came][went] that one comes in another's place; and whether a seat is free in it.
    """

    left: Floats
    joined: Floats
    instead: Floats
    free: Bools


def chains(
    ways: Ways, changes: Changes, begun: Bools | None = None
) -> list[tuple[int, ...]]:
    """Chains of moves, by number, that seem to do better, the best first; where `begun` is given,
    those that begin with one of these.
    """
    keys = ways.node * 2 + ways.sex
    value = changes.left[ways.sex, ways.origin] + ways.change
    if begun is not None:
        value = np.where(begun, value, np.inf)
    first = np.arange(len(keys))
    before: list[Ints] = []
    found: list[tuple[float, int, int]] = []
    for length in range(LONGEST):
        if length:
            back = np.flatnonzero((ways.node == ways.origin[first]) & np.isfinite(value))
            closed = value[back] + _closing(ways, changes, back, first[back])
            at = np.flatnonzero(closed < -CLOSE)
            found += [(closed[one], length, move) for one, move in
                      zip(at.tolist(), back[at].tolist(), strict=True)]  # fmt: skip
        best, last = _least(value, keys, changes.free.size)
        ends = best + changes.joined.T.ravel()
        ends[~np.repeat(changes.free, 2)] = np.inf
        for key in np.flatnonzero(ends < -CLOSE).tolist():
            found.append((ends[key], length, int(last[key])))
        came_at = best.reshape(-1, 2)[ways.origin].T
        took = came_at + changes.instead[:, ways.sex, ways.origin]
        came = took.argmin(axis=0)
        value = took[came, np.arange(len(keys))] + ways.change
        before.append(last[ways.origin * 2 + came])
        first = first[before[-1]]
    found.sort()
    return [_traced(before, length, move) for _, length, move in found]


def _closing(ways: Ways, changes: Changes, last: Ints, first: Ints) -> Floats:
    """What is different where the last comes in the place of the first, who left it empty so far.
    """
    node, went = ways.node[last], ways.sex[first]
    instead = changes.instead[ways.sex[last], went, node]
    return np.asarray(instead - changes.left[went, node])


def _least(value: Floats, keys: Ints, nodes: int) -> tuple[Floats, Ints]:
    """The least value for each key, and the first move that has it (0 where none does)."""
    best = np.full(2 * nodes, np.inf)
    np.minimum.at(best, keys, value)
    at = np.flatnonzero(value == best[keys])[::-1]
    moves = np.zeros(2 * nodes, dtype=np.int64)
    moves[keys[at]] = at
    return best, moves


def _traced(before: list[Ints], length: int, last: int) -> tuple[int, ...]:
    moves = [last]
    for place in range(length - 1, -1, -1):
        moves.append(int(before[place][moves[-1]]))
    return tuple(reversed(moves))
