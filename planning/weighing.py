"""What one stage asks: a measure beside those that are settled, or all of them at once.

All at once, each measure has a weight. A stage's own measure counts one for each, so the settled
ones keep their weights in parts of its own: then what a seat is worth where all count is, in those
parts, near to what it is worth to the stage.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from models.placement import PlanAim
from optimiser.allocation.instance import Coupling, Instance
from optimiser.allocation.people import MEASURES, TRAVEL, UNMET, UNPLACED, WEEKS, WORK

# A measure, what no plan falls below in it, and what the plan comes to.
Settled = tuple[int, int, int]
MEASURE = {
    PlanAim.PRIORITY: UNMET,
    PlanAim.FINISH: UNPLACED,
    PlanAim.WAITING: WEEKS,
    PlanAim.WORK: WORK,
    PlanAim.TRAVEL: TRAVEL,
}
WEIGHTS = {UNMET: 100_000, UNPLACED: 100_000, WEEKS: 600, WORK: 1, TRAVEL: 2}
# So many times its weight, and hardly any of it is given for the aims after it. Those that come
# first weigh as much already.
STEEPER = {WEEKS: 10, WORK: 10}


def at_once(
    instance: Instance, measures: Sequence[int], settled: Sequence[Settled] = ()
) -> Instance:
    """The instance with these measures at their weights, the first so steep that a plan gives
    hardly any of it for the others, and no settled one above its value.
    """
    held = limited(instance, None, settled)
    weights = STEEPER.get(measures[0], 1) * held.weights
    for place, measure in enumerate(measures):
        weights[measure] = WEIGHTS[measure] * (1 if place else STEEPER.get(measure, 1))
    return evolve(held, weights=weights)


def unit(measure: int | None) -> int:
    """The weight a stage's own measure has among all."""
    return 1 if measure is None else WEIGHTS[measure]


def kept_at(settled: int, measure: int | None) -> int:
    """The weight of a settled measure beside a stage's own, which counts one for each.

    A whole number, so that a bound may be rounded up; what it adds is the same for every plan that
    keeps to the rows.
    """
    return max(1, round(WEIGHTS[settled] / unit(measure)))


def anyway(measure: int | None, settled: Sequence[Settled]) -> int:
    """What the settled measures add to a stage."""
    return sum(kept_at(one, measure) * most for one, _, most in settled)


def limited(instance: Instance, measure: int | None, settled: Sequence[Settled]) -> Instance:
    """The instance with one measure to be low, if any, and no settled one above its value.

    Nor is one below its bound: no plan is, but where pools are held in part the linear programme
    would be.
    """
    weights = np.zeros(len(MEASURES))
    if measure is not None:
        weights[measure] = 1.0
    for one, _, _ in settled:
        weights[one] += kept_at(one, measure)
    coupling = instance.coupling
    first = len(instance.seats) + len(coupling.lowest)
    held = bool(coupling.of_seats)
    lowest = np.array([float(least) if held else -np.inf for _, least, _ in settled])
    rows = Coupling(
        np.concatenate((coupling.lowest, lowest)),
        np.concatenate((coupling.highest, np.array([float(most) for _, _, most in settled]))),
        coupling.costs,
        coupling.limits,
        coupling.of_pools,
        coupling.of_measures
        + tuple((first + place, one, 1.0) for place, (one, _, _) in enumerate(settled)),
        coupling.of_columns,
        coupling.of_seats,
    )
    return evolve(instance, weights=weights, coupling=rows)
