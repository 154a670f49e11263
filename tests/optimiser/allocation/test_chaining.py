"""Chains of moves beside every chain there is."""

from itertools import pairwise, product

import numpy as np
import pytest

from optimiser.allocation.chaining import CLOSE, LONGEST, Changes, Ways, chains

NODES, MOVES = 4, 9


def made_up(seed):
    """Moves between four nodes, a third of them full, and whole changes from -5 to 5."""
    luck = np.random.default_rng(seed)
    origin = luck.integers(0, NODES, MOVES)
    node = (origin + luck.integers(1, NODES, MOVES)) % NODES
    change = luck.integers(-5, 6, MOVES).astype(float)
    ways = Ways(origin, node, luck.integers(0, 2, MOVES), change)
    sides = luck.integers(-3, 4, (2, 2, NODES)).astype(float)
    instead = luck.integers(-3, 4, (2, 2, NODES)).astype(float)
    return ways, Changes(*sides, instead, luck.random(NODES) < 0.67)


def worth(ways, changes, chain):
    """What a chain comes to: it ends in a free node, or where it began; None where it may not."""
    links = list(pairwise(chain))
    if any(ways.node[one] != ways.origin[other] for one, other in links):
        return None
    value = sum(ways.change[one] for one in chain)
    value += sum(
        changes.instead[ways.sex[one], ways.sex[other], ways.node[one]] for one, other in links
    )
    first, last = chain[0], chain[-1]
    end = ways.node[last]
    ends = []
    if changes.free[end]:
        left = changes.left[ways.sex[first], ways.origin[first]]
        ends.append(value + left + changes.joined[ways.sex[last], end])
    if end == ways.origin[first]:
        ends.append(value + changes.instead[ways.sex[last], ways.sex[first], end])
    return min(ends, default=None)


def open_ended(ways, changes, chain):
    return worth(ways, changes, chain) if changes.free[ways.node[chain[-1]]] else None


@pytest.mark.parametrize("seed", range(30))
def test_the_best_chain_of_all_comes_first(seed):
    ways, changes = made_up(seed)
    every = [
        value
        for length in range(1, LONGEST + 1)
        for chain in product(range(MOVES), repeat=length)
        if (value := open_ended(ways, changes, chain)) is not None
    ]
    found = chains(ways, changes)
    values = [worth(ways, changes, chain) for chain in found]
    # Each is a chain that does better by what it says, and none that ends in a free seat does more.
    assert all(value is not None and value < -CLOSE for value in values)
    best = min(every, default=0.0)
    assert min(values, default=0.0) <= best or best > -CLOSE


def test_a_chain_may_be_asked_to_begin_with_one_of_some_moves():
    ways, changes = made_up(3)
    begun = np.arange(MOVES) < 3
    assert {chain[0] for chain in chains(ways, changes, begun)} <= {0, 1, 2}
    assert chains(ways, changes, np.zeros(MOVES, dtype=bool)) == []


def test_one_moves_into_the_seat_of_another_who_takes_the_free_one():
    # 0 to the full node 1 saves 3, 1 to the free node 2 costs 1: together 2 are saved.
    ways = Ways(np.array([0, 1]), np.array([1, 2]), np.array([0, 0]), np.array([-3.0, 1.0]))
    none = np.zeros((2, 3))
    changes = Changes(none, none, np.zeros((2, 2, 3)), np.array([True, False, True]))
    assert chains(ways, changes) == [(0, 1)]
    full = Changes(none, none, np.zeros((2, 2, 3)), np.array([True, False, False]))
    assert chains(ways, full) == []
