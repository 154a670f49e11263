"""An instance without the seats that can never be short.

Where no more people could sit in a pool than it has seats, it limits nothing: of projects with
room, most days are such.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from optimiser.allocation.arrays import Ints, ints, stretches
from optimiser.allocation.chains import Chain
from optimiser.allocation.instance import Instance, Patterns
from optimiser.allocation.offer import Programme
from optimiser.allocation.pricing import Shape, Wanted


def lean(instance: Instance, pricing: Wanted) -> tuple[Instance, Wanted, Ints]:
    """The same instance with fewer pools, where everybody wants one thing at the most; and which
    pools these are.
    """
    asked = np.zeros(len(instance.seats), dtype=np.int64)
    for shape in pricing.shapes:
        for row, kind in enumerate(shape.kinds.tolist()):
            asked[_reached(shape, row)] += instance.people[kind]
    short = np.flatnonzero(asked > instance.seats)
    number = np.full(len(instance.seats), -1, dtype=np.int64)
    number[short] = np.arange(len(short))
    cut: dict[str, Programme] = {}
    shapes = []
    for shape in pricing.shapes:
        (whole,) = shape.ways.programmes
        if whole.name not in cut:
            cut[whole.name] = _cut(whole, number)
        shapes.append(evolve(shape, ways=Chain((cut[whole.name],))))
    held = Wanted(pricing.offer, shapes)
    return evolve(instance, seats=instance.seats[short], pricing=held), held, ints(short)


def _reached(shape: Shape, row: int) -> Ints:
    """The pools of every run that is open to a kind, each once."""
    (programme,) = shape.ways.programmes
    runs = np.flatnonzero(shape.open[0][row])
    positions, _ = stretches(programme.starts, runs)
    return ints(np.unique(programme.pools[positions]))


def _cut(programme: Programme, number: Ints) -> Programme:
    pools = number[programme.pools]
    left = np.concatenate((ints([0]), np.cumsum(pools >= 0)))
    return evolve(programme, starts=ints(left[programme.starts]), pools=pools[pools >= 0])


def run_of(pricing: Wanted, patterns: Patterns, row: int) -> tuple[Programme, int] | None:
    """A run that is just what a pattern takes and comes to; None where it is none.

    Runs that take the same seats and measure the same are as good as each other to the kind.
    """
    kind, pools = int(patterns.kinds[row]), patterns.of(row)
    for shape in pricing.shapes:
        at = np.flatnonzero(shape.kinds == kind)
        if len(at):
            (programme,) = shape.ways.programmes
            place = _same(shape, int(at[0]), programme, patterns.measures[row].tolist(), pools)
            return None if place is None else (programme, place)
    raise LookupError("the pattern is of no kind there is")


def _same(
    shape: Shape, row: int, programme: Programme, measures: Sequence[float], pools: tuple[int, ...]
) -> int | None:
    figures = shape.figures[0][:, row, :]
    wanted = np.array(measures[len(measures) - len(figures) :]).reshape(-1, 1)
    alike = shape.open[0][row] & (figures == wanted).all(axis=0)
    if any(measures[: len(measures) - len(figures)]):
        return None
    return next(
        (
            run
            for run in np.flatnonzero(alike).tolist()
            if tuple(sorted(programme.pools_of(run).tolist())) == pools
        ),
        None,
    )
