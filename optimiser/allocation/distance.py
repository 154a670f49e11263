"""People to be kept apart, by either's word, sit in no session together.

Each pair has a seat of its own beside every pool both could sit in: only one of them can take it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from models.population import Person
from optimiser.allocation.arrays import Ints, ints
from optimiser.allocation.offer import Offer, Programme


@frozen(eq=False)
class Distanced:
    """The seats of the pairs, numbered on from the other pools.

    `pools` are the seats of each such person, by the pool they stand beside.
    """

    seats: Ints
    pools: dict[int, dict[int, list[int]]]

    def programme(self, row: int, programme: Programme) -> Programme:
        """A programme as a person sees it, each run with the seats of their pairs."""
        beside = self.pools[row]
        taken = [
            sorted({one for pool in pools for one in (pool, *beside.get(pool, ()))})
            for pools in (programme.pools_of(run).tolist() for run in range(len(programme.runs)))
        ]
        lengths = ints([len(pools) for pools in taken])
        return evolve(
            programme,
            starts=np.concatenate((ints([0]), np.cumsum(lengths))),
            pools=ints([pool for pools in taken for pool in pools]),
            key=f"{programme.code} of {row}",
        )


def distanced(people: Sequence[Person], offer: Offer, first: int) -> Distanced:
    """The pairs' seats, numbered from `first`."""
    place = {person.reference: row for row, person in enumerate(people)}
    pairs = {
        (min(row, place[other]), max(row, place[other]))
        for row, person in enumerate(people)
        for other in person.case.person.kept_apart_from
        if other in place and place[other] != row
    }
    reached = {row: _pools(people[row], offer) for pair in pairs for row in pair}
    held: dict[int, dict[int, list[int]]] = {}
    number = first
    for pair in sorted(pairs):
        for pool in sorted(reached[pair[0]] & reached[pair[1]]):
            for row in pair:
                held.setdefault(row, {}).setdefault(pool, []).append(number)
            number += 1
    return Distanced(np.ones(number - first, dtype=np.int64), held)


def _pools(person: Person, offer: Offer) -> set[int]:
    """Every pool of the programmes a person wants in which people meet."""
    programmes = (offer.programmes.get(want.programme) for want in person.wants)
    every = {pool for one in programmes if one is not None for pool in one.pools.tolist()}
    return {pool for pool in every if offer.pools[pool].together}
