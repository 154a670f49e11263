"""How far a plan's pools are from good company, so that moves of single people can be told apart.

A pool held with too few is as far from it as people would have to leave it or to join it, whichever
are fewer; a woman alone among others is so by herself. This only guides (`reseating.py`): how often
company is too small is counted by `company.py`.
"""

from __future__ import annotations

import numpy as np

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.company import Company, women_seats

# What a pool with too few, or a woman alone, counts for, and each person too many or too few there.
EACH, STEP = 1, 2
# One more and one less of each sex, people and women: a man or a woman comes, either goes, a woman
# comes for a man or a man for a woman.
WAYS = ((1, 0), (1, 1), (-1, 0), (-1, -1), (0, 1), (0, -1))


class Crowding:
    """What a lot's company asks of each pool."""

    def __init__(self, company: Company, pools: int) -> None:
        self._least = np.zeros(pools, dtype=np.int64)
        self._anyway = np.zeros(pools, dtype=bool)
        for few in company.few:
            self._least[few.pool], self._anyway[few.pool] = few.least, few.anyway
        self._mixed = np.zeros(pools, dtype=bool)
        self._there, self._before = np.zeros((2, pools), dtype=np.int64)
        for one in company.alone:
            self._mixed[one.pool] = True
            self._there[one.pool], self._before[one.pool] = one.there, one.before
        self.women_seats = women_seats(company)

    def far(self, people: Ints, women: Ints, pools: Ints | slice = slice(None)) -> Ints:
        """How far pools are from good company with so many people, and women among them."""
        least = self._least[pools]
        missing = least - people
        either = np.where(self._anyway[pools], missing, np.minimum(people, missing))
        few = np.where(either > 0, EACH + STEP * either, 0)
        alone = self._mixed[pools] & (women + self._before[pools] == 1)
        alone &= people + self._there[pools] > 1
        return np.asarray(few + np.where(alone, EACH + STEP, 0))

    def changes(self, people: Ints, women: Ints) -> Floats:
        """What each of `WAYS` would change in every pool."""
        now = self.far(people, women)
        changed = [self.far(people + more, women + of_them) - now for more, of_them in WAYS]
        return np.array(changed, dtype=float)
