"""What one more place in a group is worth: an estimate for each, exact for the dearest.

Prices are of one stated sum of the aims, so that weeks, minutes and unmet need can be set against
each other. An estimate is the dual of the last linear programme: right for a small change. The
exact change is found by solving again with the place there.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from attrs import evolve

from models.changes import Resize
from optimiser.allocation.allocate import Allocation, allocate
from optimiser.allocation.arrays import Floats
from optimiser.allocation.flow import opening
from optimiser.allocation.instance import Instance, Opening
from optimiser.allocation.people import MEASURES, TRAVEL, UNMET, WEEKS, WORK
from planning.forecast_calibration import calibration
from planning.making import Made
from planning.seating import Seating, on_offer
from planning.staging import again
from planning.worth_report import SeatPrice, Weights

DEAREST = 10
NOTHING = 1e-6


def stated() -> Weights:
    """The stated objective, whose figures stand with those of the forecast."""
    figure = calibration().value
    return Weights(
        unmet=int(figure("weight-unmet")),
        week=int(figure("weight-weeks")),
        work_minute=int(figure("weight-work")),
        travel_minute=int(figure("weight-travel")),
    )


def weighed(weights: Weights) -> Floats:
    """The stated objective by measure of the allocation."""
    found = np.zeros(len(MEASURES))
    found[UNMET], found[WEEKS] = weights.unmet, weights.week
    found[WORK], found[TRAVEL] = weights.work_minute, weights.travel_minute
    return found


def seat_prices(made: Made, exact: int = DEAREST) -> tuple[SeatPrice, ...]:
    """Every group in which a place is worth anything, the dearest first."""
    weights = weighed(stated())
    found: list[tuple[SeatPrice, Seating, Instance, Opening, Allocation]] = []
    for part in made.held.parts:
        instance = evolve(part.instance, weights=weights)
        start = opening(instance, part.wanted)
        solved = allocate(instance, start, made.asked.effort)
        worth: Counter[str] = Counter()
        for pool, price in zip(part.offer.pools, solved.prices.tolist(), strict=False):
            if pool.id not in made.struck.pools:
                worth[pool.group] += price
        programme = {group.id: group.programme for group in part.groups}
        found += [
            (SeatPrice(group, programme[group], price), part, instance, start, solved)
            for group, price in worth.items()
            if price > NOTHING
        ]
    found.sort(key=lambda one: (-one[0].estimate, one[0].group))
    return (
        *(_exact(made, *one) for one in found[:exact]),
        *(price for price, *_ in found[exact:]),
    )


def _exact(
    made: Made,
    price: SeatPrice,
    part: Seating,
    instance: Instance,
    start: Opening,
    before: Allocation,
) -> SeatPrice:
    """The price with what one more place really changes, and between which bounds that lies."""
    if made.asked.halted() or before.value is None:
        return price
    group = made.region.group(price.group)
    assert group is not None, "a pool is of a group of the region"
    region = Resize(group.id, group.places + 1).apply(made.region)
    groups = tuple(region.group(one.id) or one for one in part.groups)
    more = part.instance.seats.copy()
    more[: len(part.offer.pools)] = on_offer(region, part.people, groups, made.catalogue).seats
    shut = [place for place, pool in enumerate(part.offer.pools) if pool.id in made.struck.pools]
    more[shut] = 0
    after = allocate(evolve(instance, seats=more), again(before), made.asked.effort)
    made.asked.advance(1)
    assert after.value is not None, "the plan without the place is a plan with it"
    return evolve(
        price,
        exact=before.value - after.value,
        lowest=max(0, before.bound - after.value),
        highest=before.value - after.bound,
    )
