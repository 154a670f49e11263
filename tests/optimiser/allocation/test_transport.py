"""Seating people at the least cost, some of whom can't be without a seat."""

import numpy as np
import pytest

from optimiser.allocation.transport import Unseated, carried

NEVER = np.inf


def seated(costs, people, seats):
    found = carried(np.array(costs, dtype=float), np.array(people), np.array(seats))
    triples = (found.row.tolist(), found.run.tolist(), found.amount.tolist())
    return sorted(zip(*triples, strict=True))


def test_who_cannot_be_without_has_the_only_seat_though_another_pays_more_for_none():
    # One seat. The first pays 9 for none; the second can't be without: 0 + 9 is all there is.
    assert seated([[0, 9], [0, NEVER]], [1, 1], [1]) == [(0, 1, 1), (1, 0, 1)]


def test_a_seat_too_few_for_those_who_cannot_be_without_is_said():
    with pytest.raises(Unseated):
        seated([[0, NEVER], [0, NEVER]], [1, 1], [1])
    assert seated([[0, NEVER], [0, NEVER]], [1, 1], [2]) == [(0, 0, 1), (1, 0, 1)]
