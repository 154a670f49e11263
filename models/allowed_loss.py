"""How much worse than the best another option may be: the officer's to set, aim by aim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from models.fault import Fault
from models.rules.lookups import CONTACT

# Where the aims that have an allowance stand in the vector of measures.
ANSWERING, PRACTICE, WORK = 1, 3, 4
PERCENT = 100


@frozen
class AllowedLoss:
    """What another option may lose against the best in its own order of aims.

    Work may lose `work_minutes` or `work_percent` of the best's own minutes, whichever is more;
    `answering` and `practice` count purposes and needs unmet, and departures. `contact` counts
    those that see the officer later or less often than is asked: a court that chooses another
    package does not choose less supervision, so there are none beyond the best's own.
    """

    work_minutes: int = 1200
    work_percent: int = 20
    answering: int = 0
    practice: int = 1
    contact: int = 0

    def limits(self, best: Sequence[int]) -> dict[int, int]:
        """The most each limited aim may come to, by its place in the best's vector of measures.

        >>> AllowedLoss().limits((0, 2, 0, 1, 9000, 0))
        {1: 2, 3: 2, 4: 10800}
        """
        share = best[WORK] * self.work_percent // PERCENT
        return {
            ANSWERING: best[ANSWERING] + self.answering,
            PRACTICE: best[PRACTICE] + self.practice,
            WORK: best[WORK] + max(self.work_minutes, share),
        }

    def contacts(self, best: Iterable[Fault]) -> int:
        """How many departures from contact with the officer another option may have.

        Parameters
        ----------
        best
            What the best departs from.
        """
        return self.contact + sum(fault.subject == CONTACT for fault in best)

    def holds(self, vector: Sequence[int], best: Sequence[int]) -> bool:
        """Whether an option's measures are within what the best allows."""
        return all(vector[place] <= most for place, most in self.limits(best).items())
