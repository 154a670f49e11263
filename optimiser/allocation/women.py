"""Seats that women alone take, beside those of everybody: so that they can be counted.

Each stands beside a pool in which a woman could be the only one, or beside a run that leads through
such pools. There are as many as there are women or places, so that they keep nobody out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import numpy as np
from attrs import evolve, field, frozen

from models.case import Sex
from models.population import Person
from optimiser.allocation.arrays import Ints, ints
from optimiser.allocation.offer import Offer, Programme


@frozen(eq=False)
class Women:
    """The women's seats, numbered on from the pools of the offer: by pool, and by run.

    `programmes` are those that lead through such pools.
    """

    seats: Ints = field(factory=lambda: ints([]))
    of_pools: Mapping[int, int] = field(factory=dict)
    of_runs: Mapping[str, int] = field(factory=dict)
    programmes: Set[str] = frozenset()

    def counted(self, person: Person) -> bool:
        """Whether somebody could take any of them."""
        if person.case.person.sex is not Sex.FEMALE:
            return False
        return any(want.programme in self.programmes for want in person.wants)

    def programme(self, programme: Programme) -> Programme:
        """A programme as a woman sees it, each run with the seats beside it."""
        if programme.code not in self.programmes:
            return programme
        taken = []
        for place, run in enumerate(programme.runs):
            pools = programme.pools_of(place).tolist()
            own = [self.of_pools[pool] for pool in pools if pool in self.of_pools]
            of_run = [self.of_runs[run.id]] if run.id in self.of_runs else []
            taken.append([*pools, *own, *of_run])
        lengths = ints([len(pools) for pools in taken])
        return evolve(
            programme,
            starts=np.concatenate((ints([0]), np.cumsum(lengths))),
            pools=ints([pool for pools in taken for pool in pools]),
            key=f"{programme.code} of women",
        )


def beside(people: Sequence[Person], offer: Offer, pools: Set[int], runs: Set[str]) -> Women:
    """Women's seats beside some pools and runs."""
    women = sum(person.case.person.sex is Sex.FEMALE for person in people)
    through = {
        code for code, one in offer.programmes.items() if not pools.isdisjoint(one.pools.tolist())
    }
    if not women or not through:
        return Women()
    first = len(offer.pools)
    of_pools = {pool: first + place for place, pool in enumerate(sorted(pools))}
    after = first + len(of_pools)
    of_runs = {run: after + place for place, run in enumerate(sorted(runs))}
    seats = [min(women, offer.pools[pool].seats) for pool in of_pools] + [women] * len(of_runs)
    return Women(ints(seats), of_pools, of_runs, through)
