"""Asking CP-SAT: the only module that does. Aims are solved one after another, exactly.

How it is set (`optimiser.settings`) makes an answer reproducible and guards against known faults.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

from attrs import define, frozen
from ortools.sat.python import cp_model

from optimiser.linear import Expression
from optimiser.memory import give_back
from optimiser.on_the_way import Heard, status_heard
from optimiser.settings import LARGE, configure


@frozen
class Solved:
    """The best found for a list of tiers: values, proved bounds and every variable's value."""

    values: tuple[int, ...]
    bounds: tuple[int, ...]
    solution: tuple[int, ...]

    @property
    def proved(self) -> bool:
        return self.values == self.bounds

    def value(self, variable: cp_model.IntVar) -> int:
        return self.solution[variable.index]

    def worth(self, expression: Expression) -> int:
        """What an expression comes to in the solution."""
        return _evaluate(expression, self.solution)

    def is_true(self, variable: cp_model.IntVar) -> bool:
        return bool(self.solution[variable.index])


@define
class Effort:
    """Deterministic seconds still to be spent, shared by all solves of one answer."""

    left: float

    @property
    def spent(self) -> bool:
        return self.left <= 0


class Exhausted(Exception):
    """Time ran out before anything was found: never to be read as impossible."""


class Beaten(Exception):
    """Nothing in the model can better the answer in hand."""


def least(
    model: cp_model.CpModel,
    tiers: Sequence[Expression],
    *,
    floors: Sequence[int] = (),
    exactly: int = 0,
    beat: Sequence[int] | None = None,
    strictly: bool = False,
    effort: Effort,
    hint: Sequence[int] = (),
    heard: Heard | None = None,
) -> Solved | None:
    """The lexicographic least of `tiers`, or None where the model is infeasible.

    Parameters
    ----------
    floors
        Known lower bounds of the first tiers, each holding where those before it are met exactly
        (0 for the rest); a tier met at its floor by the last solution needs no solve.
    exactly
        How many of the first tiers must reach their floors, all at once; None is returned where
        they cannot.
    beat
        Values of an answer already in hand: the search ends where it cannot be bettered.
    strictly
        Whether what equals `beat` in every tier is not wanted either. Each tier is then first
        asked to be less; where none of several tiers can, and `beat` goes on after the last of
        them, what is returned has no solution.
    effort
        What may be spent; it is used up as the tiers are solved.
    hint
        A solution of the model to start from (of a part of its variables: only as a hint).
    heard
        Told of the first solution found, whatever it comes to, while the solve goes on.

    Raises
    ------
    Beaten
        As soon as the tiers settled are worse than `beat`, or `strictly`, all as good.
    Exhausted
        When the effort is spent before a first solution.
    """
    work = model.clone()
    tally = _Tally(effort, heard)
    if len(hint) == len(model.proto.variables):
        tally.solution = tuple(hint)
    elif hint:
        _hint(work, tuple(hint))
    values: list[int] = []
    bounds: list[int] = []
    level = beat is not None
    strictly = strictly and beat is not None and len(beat) >= len(tiers)
    at_floor = True
    for tier, floor in zip(tiers[:exactly], floors, strict=False):
        work.add(tier <= floor)
    for place, tier in enumerate(tiers):
        floor = floors[place] if place < len(floors) and at_floor else 0
        constant = _constant(tier)
        if place < exactly:
            if level and beat is not None and place < len(beat):
                if floor > beat[place]:
                    raise Beaten
                level = floor == beat[place]
            values.append(floor)
            bounds.append(floor)
            continue
        cut = beat[place] if level and beat is not None and place < len(beat) else None
        reached = tally.value(tier)
        if constant is not None:
            value = bound = constant
        elif reached is not None and reached <= floor:
            value = bound = reached
        elif strictly and cut is not None:
            value, bound = _less(work, tally, tier, floor, cut)
        else:
            _minimise(work, tier, floor, cut)
            found = tally.solve(work, floor)
            settled = tally.value(tier)
            if found is None or settled is None:
                if cut is not None:
                    raise Beaten
                return None
            value, bound = settled, found
        values.append(value)
        bounds.append(min(bound, value))
        at_floor = at_floor and value == floor
        if constant is None:
            work.add(tier <= value)
        if level and beat is not None and place < len(beat):
            if bounds[-1] > beat[place]:
                raise Beaten
            level = value == beat[place]
    if strictly and level and beat is not None:
        if len(beat) == len(tiers):
            raise Beaten
        if tally.solution is None:
            return Solved(tuple(values), tuple(bounds), ())
    if tally.solution is None:
        bare: Any = work  # the library leaves the call untyped
        bare.clear_objective()
        if tally.solve(work, 0) is None:
            return None
    if tally.solution is None:
        raise Exhausted
    return Solved(tuple(values), tuple(bounds), tally.solution)


def nearer(
    model: cp_model.CpModel,
    objective: Expression,
    solution: Sequence[int],
    kept: Sequence[Sequence[cp_model.IntVar]],
    *,
    turns: int,
    each: float,
) -> tuple[int, ...]:
    """A solution of a lower objective, looked for near one in hand; nothing of it is proved.

    Parameters
    ----------
    solution
        One of the model, complete.
    kept
        In each turn, the variables that stay as they are in the best solution so far. They are
        gone through again until none helps.
    turns, each
        How many turns are taken at the most, and the effort of one.
    """
    model.minimize(objective)
    best, without = tuple(solution), 0
    for still in islice(cycle(kept), turns):
        near = model.clone()
        proto: Any = near.proto  # the library leaves it untyped
        for variable in still:
            domain, value = proto.variables[variable.index].domain, best[variable.index]
            domain.clear()
            domain.extend([value, value])
        tally = _Tally(Effort(each))
        tally.solution = best
        tally.solve(near, 0)
        without += 1
        if _evaluate(objective, tally.solution) < _evaluate(objective, best):
            best, without = tally.solution, 1
        if without >= len(kept):
            break
    return best


def _less(
    work: cp_model.CpModel, tally: _Tally, tier: Expression, floor: int, cut: int
) -> tuple[int, int]:
    """The least of a tier and its bound where that is less than `cut`, else `cut` itself.

    Whether `cut` can be reached is left open: the tiers that follow will show it.
    """
    if floor > cut:
        raise Beaten
    if floor < cut:
        less = work.clone()
        _minimise(less, tier, floor, cut - 1)
        found = tally.solve(less, floor)
        settled = tally.value(tier)
        if found is not None and settled is not None:
            if settled >= cut:
                # What was in hand is all there is: that nothing is less was not shown.
                raise Exhausted
            return settled, found
    if (tally.value(tier) or 0) > cut:
        # What is in hand does not reach `cut`: nothing is known yet that does.
        tally.solution = None
    return cut, cut


def _minimise(model: cp_model.CpModel, tier: Expression, floor: int, most: int | None) -> None:
    """Ask for the least of a tier, looked for between two values.

    As the range of the objective, not as rows: rows with the large numbers of several aims in one
    slow the relaxation down.
    """
    model.minimize(tier)
    if not floor and most is None:
        return
    flat = cp_model.FlatIntExpr(tier)
    proto: Any = model.proto  # the library leaves it untyped
    ends = [
        sorted(coefficient * end for end in (held[0], held[-1]))
        for variable, coefficient in zip(flat.vars, flat.coeffs, strict=True)
        for held in [list(proto.variables[variable.index].domain)]
    ]
    low, high = (sum(end[side] for end in ends) for side in (0, 1))
    low = max(low, floor - flat.offset) if floor else low
    high = high if most is None else min(high, most - flat.offset)
    proto.objective.domain.clear()
    proto.objective.domain.extend([low, high])


class _Tally:
    """The solution in hand and the effort left."""

    def __init__(self, effort: Effort, heard: Heard | None = None) -> None:
        self.effort = effort
        self.heard = heard
        self.solution: tuple[int, ...] | None = None

    def value(self, tier: Expression) -> int | None:
        """What the solution in hand makes of a tier."""
        return None if self.solution is None else _evaluate(tier, self.solution)

    def solve(self, work: cp_model.CpModel, floor: int) -> int | None:
        """Solve from the solution in hand: the proved bound, or the floor where time ran out.

        None where the model is infeasible.
        """
        if self.solution is not None:
            if self.effort.spent:
                return floor
            _hint(work, self.solution)
        solver = cp_model.CpSolver()
        size = len(work.proto.variables)
        if size > LARGE:
            # The solver is about to take several times what the draft does.
            give_back()
        aimless = 0 if work.has_objective() else size
        configure(solver.parameters, max(self.effort.left, 0.01), aimless=aimless)
        status = status_heard(solver, work, self.heard)
        self.heard = None
        self.effort.left -= solver.response_proto.deterministic_time
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.solution = tuple(solver.response_proto.solution)
            return max(floor, math.ceil(solver.best_objective_bound - 1e-6))
        if status == cp_model.INFEASIBLE:
            return None
        if self.solution is None:
            raise Exhausted
        return floor


def _evaluate(tier: Expression, solution: tuple[int, ...]) -> int:
    flat = cp_model.FlatIntExpr(tier)
    total = flat.offset
    for variable, coefficient in zip(flat.vars, flat.coeffs, strict=True):
        total += coefficient * solution[variable.index]
    return int(total)


def _hint(work: Any, solution: tuple[int, ...]) -> None:
    """Start from the last solution (the library leaves these calls untyped)."""
    work.clear_hints()
    hint = work.proto.solution_hint
    hint.vars.extend(range(len(solution)))
    hint.values.extend(solution)


def _constant(tier: Expression) -> int | None:
    flat = cp_model.FlatIntExpr(tier)
    return None if flat.vars else int(flat.offset)
