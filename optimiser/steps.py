"""The steps an aim can come in: what all its terms are multiples of, and what is left over.

Minutes of work, of travel and of restriction come in fives, tens or thirties. Counted in their
steps, several aims fit into one number, and what the solver weighs stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from attrs import frozen

from optimiser.linear import Flat


@frozen
class Steps:
    """An aim comes to `rest` and a whole number of steps of `size`, and to nothing else."""

    size: int = 1
    rest: int = 0

    @classmethod
    def of(cls, aim: Flat) -> Steps:
        """The largest steps of an aim; of a number, steps of one."""
        size = gcd(*aim.weights) or 1
        return cls(size, aim.offset % size)

    def down(self, value: int) -> int:
        """The most steps that come to no more than a value."""
        return (value - self.rest) // self.size

    def up(self, value: int) -> int:
        """The fewest steps that come to no less."""
        return -((self.rest - value) // self.size)

    def value(self, steps: int) -> int:
        """What so many steps come to."""
        return self.rest + self.size * steps

    def range(self, low: int, high: int) -> tuple[int, int]:
        """Between which numbers of steps an aim lies that comes to something between two values."""
        least = self.up(low)
        return least, max(least, self.down(high))


def in_steps(aim: Flat, steps: Steps) -> Flat:
    """How many steps an aim comes to."""
    over = (aim.offset - steps.rest) // steps.size
    return Flat(aim.places, tuple(weight // steps.size for weight in aim.weights), over)


def wanted(
    beat: Sequence[int], steps: Sequence[Steps], *, strictly: bool
) -> tuple[tuple[int, ...], bool]:
    """What betters an answer in hand, counted in steps, and whether it has to be better in some.

    An answer between two steps is bettered by coming down to the lower one, whatever the aims that
    follow come to: nothing of the answer is asked beyond that aim.
    """
    found: list[int] = []
    for value, step in zip(beat, steps, strict=False):
        found.append(step.down(value))
        if step.value(found[-1]) != value:
            return tuple(found), False
    return (*found, *beat[len(steps) :]), strictly
