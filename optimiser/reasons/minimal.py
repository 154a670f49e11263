"""The smallest set of members that cannot hold together, asked by halves.

QuickXplain: Ulrich Junker, "QuickXplain: preferred explanations and relaxations for
over-constrained problems", AAAI 2004. Of n members and an answer of k it asks about 2 k log(n/k)
times where one at a time asks n times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def smallest(members: Sequence[T], possible: Callable[[Sequence[T]], bool]) -> list[T]:
    """Members that cannot all hold, while without any one of them the rest can.

    `members` are known to be impossible together; `possible` must not be less true of fewer.

    >>> smallest([1, 2, 3, 4], lambda some: sum(some) < 6)
    [2, 4]
    """
    if not possible([]):
        return []
    found = _explain([], [], list(members), possible)
    return [member for member in members if member in found]


def _explain(
    held: list[T], added: list[T], rest: list[T], possible: Callable[[Sequence[T]], bool]
) -> list[T]:
    if added and not possible(held):
        return []
    if len(rest) == 1:
        return rest
    half = len(rest) // 2
    first, second = rest[:half], rest[half:]
    late = _explain([*held, *first], first, second, possible)
    early = _explain([*held, *late], late, first, possible)
    return [*early, *late]
