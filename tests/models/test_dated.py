"""Bounds: what lies within, what two of them share, and how they are said."""

import pytest

from models.commitments import Commitment, CommitmentKind
from models.dated import Bound

OPEN = Bound()


@pytest.mark.parametrize(
    ("one", "other", "shared", "empty"),
    [
        (Bound(1, 9), Bound(5, 12), Bound(5, 9), False),
        (Bound(1, 9), Bound(9, 12), Bound(9, 9), False),  # the one they share
        (Bound(1, 9), Bound(10, 12), Bound(10, 9), True),
        (Bound(1, 9), OPEN, Bound(1, 9), False),
        (Bound(1, None), Bound(None, 9), Bound(1, 9), False),
        (Bound(1, None), Bound(5, None), Bound(5, None), False),
        (Bound(None, 9), Bound(None, 5), Bound(None, 5), False),
        (OPEN, OPEN, OPEN, False),
    ],
)
def test_two_bounds_share_what_both_allow(one, other, shared, empty):
    assert one.meet(other) == other.meet(one) == shared
    assert shared.empty is empty


@pytest.mark.parametrize(
    ("bound", "within"),
    [
        (Bound(2, 4), [2, 3, 4]),
        (Bound(2, None), [2, 3, 4, 5]),
        (Bound(None, 4), [1, 2, 3, 4]),
        (OPEN, [1, 2, 3, 4, 5]),
    ],
)
def test_a_bound_holds_its_own_ends(bound, within):
    assert [value for value in range(1, 6) if bound.holds(value)] == within


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        (Bound(2, 4), "2 to 4"),
        (Bound(4, 4), "4"),
        (Bound(2, None), "at least 2"),
        (Bound(None, 4), "at most 4"),
        (Bound(0, None), "at least 0"),
        (OPEN, "any"),
    ],
)
def test_a_bound_is_said_by_the_ends_it_has(bound, said):
    assert str(bound) == said


@pytest.mark.parametrize(
    ("kind", "firm", "at_stake"),
    [
        (CommitmentKind.WORK, False, True),
        (CommitmentKind.WORK, True, False),  # never taken, so that none of it is lost
        (CommitmentKind.WORSHIP, False, False),
        (CommitmentKind.UNAVAILABLE, True, False),
    ],
)
def test_only_work_and_the_like_that_are_not_firm_are_at_stake(kind, firm, at_stake):
    assert Commitment(kind, firm=firm).at_stake is at_stake
