"""Stretches of time against every minute of them."""

from itertools import pairwise
from random import Random

import pytest

from models.arithmetic import ceiling, meet, minutes, overlap, union, without


def some(random: Random, number: int, within: int) -> tuple[tuple[int, int], ...]:
    begun = [random.randrange(within) for _ in range(number)]
    return union((start, start + random.randrange(1, 40)) for start in begun)


def every_minute(stretches) -> set[int]:
    return {minute for start, end in stretches for minute in range(start, end)}


@pytest.mark.parametrize("seed", range(40))
def test_what_two_unions_share_is_what_each_minute_says(seed):
    random = Random(seed)
    one, other = some(random, random.randrange(4), 200), some(random, random.randrange(12), 200)
    shared = every_minute(one) & every_minute(other)
    assert every_minute(meet(one, other)) == every_minute(meet(other, one)) == shared
    assert all(start < end for start, end in meet(one, other))


def test_touching_stretches_share_nothing():
    assert meet([(10, 20)], [(0, 10), (20, 30)]) == meet([], [(0, 10)]) == ()


@pytest.mark.parametrize("seed", range(20))
def test_a_union_holds_each_minute_once_in_stretches_apart_and_in_order(seed):
    random = Random(seed)
    begun = [random.randrange(200) for _ in range(random.randrange(12))]
    loose = [(start, start + random.randrange(-2, 40)) for start in begun]
    joined = union(loose)
    assert every_minute(joined) == every_minute(loose)
    assert all(start < end for start, end in joined)
    assert all(one[1] < other[0] for one, other in pairwise(joined))


def test_a_stretch_inside_another_or_touching_it_is_one_with_it():
    assert union([(0, 90), (10, 20)]) == union([(60, 90), (0, 60)]) == ((0, 90),)
    assert union([(0, 59), (60, 90)]) == ((0, 59), (60, 90))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_left_of_one_without_another_is_what_each_minute_says(seed):
    random = Random(seed)
    one, other = some(random, random.randrange(4), 200), some(random, random.randrange(12), 200)
    left = without(one, other)
    assert every_minute(left) == every_minute(one) - every_minute(other)
    assert minutes(left) == len(every_minute(left))
    assert all(start < end for start, end in left)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((0, 60), (60, 90), False),
        ((0, 61), (60, 90), True),
        ((60, 90), (0, 60), False),
        ((60, 90), (0, 61), True),
        ((0, 90), (30, 31), True),
    ],
)
def test_stretches_overlap_by_a_minute_and_not_by_touching(one, other, shared):
    assert overlap(one, other) is overlap(other, one) is shared


@pytest.mark.parametrize(("number", "rounded"), [(12, 2), (13, 3), (18, 3), (0, 0), (1, 1)])
def test_parts_are_rounded_up(number, rounded):
    assert ceiling(number, 6) == rounded
