"""Stretches of time against every minute of them."""

from random import Random

import pytest

from models.arithmetic import meet, union


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
