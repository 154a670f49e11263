"""A solve in two parts, side by side: a treatment begins in the earlier half of its days or later.

The relaxation of a draft with a treatment is a mix of courses that begin weeks apart, and a search
takes long to part them again. Each half by itself takes less than half of the effort.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ortools.sat.python import cp_model

from optimiser.engine import Engine, Outcome, side_by_side
from optimiser.linear import settle
from optimiser.on_the_way import Heard

# By their place in a model, Booleans of which exactly one is true, in two parts; or nothing.
Parts = tuple[tuple[int, ...], ...]


def solved_in_parts(
    work: cp_model.CpModel, parts: Parts, seconds: float, heard: Heard | None
) -> Outcome:
    """The least of a model's objective, as one solve would find it: the better of its parts'."""
    early, late = parts
    halves = side_by_side(
        Engine(_without(work, late), seconds), Engine(_without(work, early), seconds), heard
    )
    spent = sum(half.spent for half in halves)
    left = [half for half in halves if not half.none]
    found = [half.solution for half in left if half.solution is not None]
    if not found:
        return Outcome(None, None, not left, spent)
    best = min(found, key=lambda solution: _comes_to(work, solution))
    bounds = [half.bound for half in left if half.bound is not None]
    return Outcome(best, min(bounds) if len(bounds) == len(left) else None, False, spent)


def _without(work: cp_model.CpModel, left_out: Sequence[int]) -> cp_model.CpModel:
    """The model where none of these Booleans is true."""
    part = work.clone()
    settle(part, ((place, 0) for place in left_out))
    return part


def _comes_to(work: cp_model.CpModel, solution: Sequence[int]) -> int:
    objective: Any = work.proto.objective  # the library leaves it untyped
    terms = zip(objective.vars, objective.coeffs, strict=True)
    return sum(factor * solution[place] for place, factor in terms)
