"""Everybody planned anew by the stated sum, in a region as it is or as it could be.

What is asked of groups to open and to close is asked of such plans: beside every facilitator and
room there is, so that a group opened takes those of a meeting worth less, and one closed leaves
its own to others.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from attrs import evolve, field, frozen

from models.region import Region
from optimiser.allocation.allocate import Allocation, allocate
from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.coupled import Held, Rows
from optimiser.allocation.flow import opening
from optimiser.allocation.instance import Instance
from optimiser.allocation.search import Effort, rounding
from planning.limits import UNLIMITED, Limits, When, limited, limits
from planning.making import Made
from planning.prices import stated, weighed
from planning.seating import Seating, Seatings, all_on_offer, seatings
from planning.staging import again

# What branching may take of each of many plans, as a part of what it may for one.
SHARE = 1 / 6


@frozen(eq=False)
class Anew:
    """People who share groups, and the best plan of the stated sum for them."""

    part: Seating
    instance: Instance
    found: Allocation
    pools: dict[str, Ints] = field(init=False)

    @pools.default
    def _by_group(self) -> dict[str, Ints]:
        of: dict[str, list[int]] = {}
        for place, pool in enumerate(self.part.offer.pools):
            of.setdefault(pool.group, []).append(place)
        return {group: ints(places) for group, places in of.items()}

    @property
    def value(self) -> int:
        assert self.found.value is not None, "to place nobody is a plan"
        return self.found.value

    def without(self, group: str, effort: Effort) -> Anew:
        """The best plan where nobody sits in a group, and the hands it had are free for others."""
        seats = self.instance.seats.copy()
        seats[self.pools[group]] = 0
        coupling = evolve(self.instance.coupling, limits=self._left_by(group))
        instance = evolve(self.instance, seats=seats, coupling=coupling)
        found = allocate(instance, again(self.found), effort)
        return Anew(self.part, instance, found)

    def least(self, group: str) -> int:
        """What closing a group costs at least, by the prices of its seats and of hands and rooms.
        """
        rows, duals = Rows(self.instance), self.found.duals
        if not len(duals):
            return 0
        nothing = np.zeros(len(self.instance.people))
        none = np.zeros(len(rows.costs))
        held = Held(none, self._left_by(group).astype(float))
        hands = rows.bound(duals, nothing, held) - rows.bound(duals, nothing)
        # Seats that are there only where a pool is held are in that sum already.
        pools = np.setdiff1d(self.pools[group], rows.held_pools)
        worth = float(rows.seat_prices(duals)[pools] @ self.instance.seats[pools])
        reached = self.found.reached + worth + hands
        return max(0, int(np.ceil(reached - self.value - rounding(self.value))))

    def apart_from_people(self) -> float:
        """What the bound holds beside everybody's cheapest: of seats, of hands and of rooms.

        Without the seats of people to be kept apart, of which nobody else asks the price.
        """
        duals = self.found.duals.copy()
        duals[len(self.part.offer.pools) : len(self.instance.seats)] = 0.0
        return Rows(self.instance).bound(duals, np.zeros(len(self.instance.people)))

    def hands(self) -> Floats:
        """What each limit costs at the last linear programme, in the order of the lot's rows."""
        rows = Rows(self.instance)
        return -rows.lawful(self.found.duals)[rows.pools :]

    def _left_by(self, group: str) -> Ints:
        """The columns of pools held, none of this group's."""
        coupling = self.instance.coupling
        left = coupling.limits.copy()
        own = set(self.pools[group].tolist())
        left[[column for pool, column in coupling.of_seats if pool in own]] = 0
        return left


@frozen(eq=False)
class Summed:
    """The best plan of the stated sum over everybody in a region, its bound, and its prices.

    `beside` is what the bound holds beside everybody's cheapest, `of_limits` what a session more
    in each week and place or at each venue and time costs, by what tells a limit from others.
    """

    value: int
    bound: int
    of_pools: Mapping[str, float]
    beside: float
    of_limits: Mapping[When, float]
    lots: tuple[Anew, ...]


def summed(made: Made, region: Region) -> Summed:
    """The best plan of the stated sum for everybody in a region, nobody's runs held to."""
    if not limited(region):
        return _of(made, on_offer(made, region), UNLIMITED)
    found = limits(region, all_on_offer(region, made.catalogue), frozenset(), frozenset())
    return _of(made, on_offer(made, region, found), found)


def _of(made: Made, held: Seatings, found: Limits) -> Summed:
    lots = tuple(_solved(made, part) for part in held.parts)
    of_pools: dict[str, float] = {}
    of_limits: dict[When, float] = {}
    for lot in lots:
        pools = (pool.id for pool in lot.part.offer.pools)
        of_pools |= dict(zip(pools, lot.found.prices.tolist(), strict=False))
        own = found.among({group.id for group in lot.part.groups})
        of_limits |= dict(zip((one.of for one in own), lot.hands().tolist(), strict=True))
    nobody = outside(held)
    return Summed(
        nobody + sum(lot.value for lot in lots),
        nobody + sum(lot.found.bound for lot in lots),
        of_pools,
        sum(lot.apart_from_people() for lot in lots),
        of_limits,
        lots,
    )


def _solved(made: Made, part: Seating) -> Anew:
    instance = evolve(part.instance, weights=weighed(stated()))
    effort = effort_of(made) if len(instance.coupling.costs) else made.asked.effort
    return Anew(part, instance, allocate(instance, opening(instance, part.wanted), effort))


def effort_of(made: Made) -> Effort:
    return evolve(made.asked.effort, whole=made.asked.whole * SHARE)


def on_offer(made: Made, region: Region, found: Limits = UNLIMITED) -> Seatings:
    return seatings(region, made.admission.people, made.catalogue, limits=found)


def outside(held: Seatings) -> int:
    """What those come to whom no group is open to."""
    unmet = sum(want.priority for person in held.nowhere for want in person.wants)
    return unmet * stated().unmet
