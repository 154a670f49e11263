"""Several aims in one solve: each counts for more than all those after it can come to together.

The relaxation of a draft is tight, so a solve of five aims costs little more than a solve of one.
Numbers stay below what a double holds exactly; aims that would go beyond go into the next solve.
Each aim is counted in the steps it can come in (`optimiser.steps`): travel of five minutes and
fifteen is counted in fives, and the numbers stay a thousand times lower.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from ortools.sat.python import cp_model

from models.errors import InternalDisagreement
from optimiser.linear import Expression, Flat, at_least
from optimiser.on_the_way import Heard
from optimiser.parting import Parts
from optimiser.solve import Effort, Solved, least
from optimiser.steps import Steps, in_steps, wanted

Range = tuple[int, int]

# A bound of the solver is a double: whole numbers up to 2 ** 53 are exact in it.
MOST = 1 << 52


@frozen
class Scale:
    """Aims of known ranges as the digits of one number, the first counting most."""

    ranges: tuple[Range, ...]

    @property
    def weights(self) -> tuple[int, ...]:
        weight, found = 1, []
        for low, high in reversed(self.ranges):
            found.append(weight)
            weight *= high - low + 1
        return tuple(reversed(found))

    def number(self, values: Sequence[int]) -> int:
        """The number of these values, the lowest for those not given."""
        return sum(
            weight * (value - low)
            for weight, value, (low, _) in zip(self.weights, values, self.ranges, strict=False)
        )

    def values(self, number: int) -> tuple[int, ...]:
        """The values a number stands for."""
        found = []
        for weight, (low, _) in zip(self.weights, self.ranges, strict=True):
            digit, number = divmod(number, weight)
            found.append(low + digit)
        return tuple(found)


def least_weighed(
    model: cp_model.CpModel,
    tiers: Sequence[Expression | Flat],
    ranges: Sequence[Range],
    *,
    floors: Sequence[int] = (),
    exactly: int = 0,
    beat: Sequence[int] | None = None,
    strictly: bool = False,
    effort: Effort,
    hint: Sequence[int] = (),
    heard: Heard | None = None,
    parts: Parts = (),
) -> Solved | None:
    """The same as `least`, for tiers known to lie within ranges, in as few solves as can be.

    Parameters
    ----------
    ranges
        Of each tier what it comes to at the least and at the most, whatever the others come to.

    Raises
    ------
    Beaten, Exhausted
        As for `least`.
    InternalDisagreement
        Where a tier is found outside its range; one to be met `exactly` may come to less.
    """
    flat = [Flat.of(tier) for tier in tiers]
    steps = [Steps.of(aim) if place >= exactly else Steps() for place, aim in enumerate(flat)]
    ranges = [step.range(low, high) for step, (low, high) in zip(steps, ranges, strict=True)]
    counted = [in_steps(aim, step) for aim, step in zip(flat, steps, strict=True)]
    floors = [step.up(floor) for step, floor in zip(steps, floors, strict=False)]
    if beat is not None:
        beat, strictly = wanted(beat, steps, strictly=strictly)
    scales = _scales(ranges, floors, exactly, beat)
    work = model.clone()
    for tier, (low, _) in zip(counted[exactly:], ranges[exactly:], strict=True):
        if low > 0:
            at_least(work, tier, low)
    whole = [
        Flat.combined(
            (weight, tier, -low) for weight, tier, (low, _) in zip(*digits, strict=True)
        )
        for digits in (
            (scale.weights, held, scale.ranges)
            for scale, held in zip(scales, _parted(counted, scales), strict=False)
        )
    ]
    found = least(
        work,
        whole,
        floors=_numbers(scales, floors),
        exactly=exactly,
        beat=None if beat is None else (*_numbers(scales, beat), *beat[len(tiers) :]),
        strictly=strictly,
        effort=effort,
        hint=hint,
        heard=heard,
        parts=parts,
    )
    if found is None:
        return None
    values: list[int] = []
    bounds: list[int] = []
    for scale, value, bound in zip(scales, found.values, found.bounds, strict=True):
        held = scale.values(value)
        values += held
        bounds += _bounds(held, scale.values(bound), scale)
    values, bounds = (
        [step.value(number) for step, number in zip(steps, held, strict=True)]
        for held in (values, bounds)
    )
    worth = tuple(aim.worth(found.solution) for aim in flat) if found.solution else tuple(values)
    # What has to be met is met by less as well: what an aim comes to at the least under one order
    # may not be the least under another that leaves open what came before it.
    if worth[exactly:] != tuple(values[exactly:]) or any(
        came > met for came, met in zip(worth[:exactly], values, strict=False)
    ):
        raise InternalDisagreement("an aim comes to something outside its range")
    return Solved(tuple(values), tuple(bounds), found.solution)


def _scales(
    ranges: Sequence[Range], floors: Sequence[int], exactly: int, beat: Sequence[int] | None
) -> list[Scale]:
    """The tiers parted into numbers: each that is met exactly alone, and none beyond `beat`.

    Ranges are widened to hold the floors and the answer in hand.
    """
    wanted = () if beat is None else beat
    found: list[list[Range]] = []
    size = 1
    for place, (low, high) in enumerate(ranges):
        high = max(high, *(known[place] for known in (floors, wanted) if place < len(known)), low)
        low = min(low, wanted[place]) if place < len(wanted) else low
        size *= high - low + 1
        if place <= exactly or place == len(wanted) or size > MOST:
            found.append([])
            size = high - low + 1
        found[-1].append((low, high))
    return [Scale(tuple(held)) for held in found]


def _parted(values: Sequence[Any], scales: Sequence[Scale]) -> list[Sequence[Any]]:
    """The values of each scale in turn, as far as there are any."""
    found, start = [], 0
    for scale in scales:
        if start < len(values):
            found.append(values[start : start + len(scale.ranges)])
        start += len(scale.ranges)
    return found


def _numbers(scales: Sequence[Scale], values: Sequence[int]) -> tuple[int, ...]:
    """The number of each scale, no value below its range."""
    return tuple(
        scale.number([max(v, low) for v, (low, _) in zip(held, scale.ranges, strict=False)])
        for scale, held in zip(scales, _parted(values, scales), strict=False)
    )


def _bounds(values: Sequence[int], least_values: Sequence[int], scale: Scale) -> tuple[int, ...]:
    """What each aim is bounded by where those before it are met; its least once one is not."""
    found: list[int] = []
    met = True
    for value, bound, (low, _) in zip(values, least_values, scale.ranges, strict=True):
        found.append(min(bound if met else low, value))
        met = met and bound == value
    return tuple(found)
