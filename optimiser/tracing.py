"""What a search did, for benchmarks and tests."""

from __future__ import annotations

from attrs import define, field

from optimiser.dating import Dated
from optimiser.structures import Vector


@define
class Trace:
    """What the search did: for benchmarks and tests, never for answers.

    `drafted` are the bounds of all that was given to a draft.
    """

    bounded: int = 0
    dated: int = 0
    drafted: list[Vector] = field(factory=list)

    def by_bounds(self, best: Dated) -> bool:
        """Whether the bounds alone prove the best: drafts gave dates, and had nothing to prove.

        So it is where all that was given to a draft was bounded no lower than what the best comes
        to. One whose bound is lower had to be shown by its draft to hold nothing so good.
        """
        return best.proved and all(bound >= best.measures.vector for bound in self.drafted)
