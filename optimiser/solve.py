"""Asking CP-SAT: the only module that does. Aims are solved one after another, exactly.

Settings guard against known faults of this version (see `docs/solver.md`): one worker, a seed and
a deterministic-time limit make an answer reproducible; presolve's inclusion search is off because
of the integer overflow of upstream issue 5293; linearisation 2 is what staged aims need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from ortools.sat.python import cp_model

from optimiser.linear import Expression


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

    def is_true(self, variable: cp_model.IntVar) -> bool:
        return bool(self.solution[variable.index])


class Exhausted(Exception):
    """Time ran out before anything was found: never to be read as impossible."""


def least(
    model: cp_model.CpModel,
    tiers: Sequence[Expression],
    *,
    floors: Sequence[int] | None = None,
    beat: Sequence[int] | None = None,
    effort: float = 60.0,
) -> Solved | None:
    """The lexicographic least of `tiers`, or None where the model is infeasible.

    Parameters
    ----------
    floors
        Known lower bounds of the tiers; a tier met at its floor needs no solve.
    beat
        Values of an answer already in hand: as soon as the tiers settled are lexicographically
        worse, None is returned (nothing here can better it).
    effort
        Deterministic seconds for all tiers together.

    Raises
    ------
    Exhausted
        When the effort is spent before a first solution.
    """
    work = model.clone()
    spent = 0.0
    values: list[int] = []
    bounds: list[int] = []
    solution: tuple[int, ...] | None = None
    level = True
    for place, tier in enumerate(tiers):
        floor = floors[place] if floors is not None else 0
        constant = _constant(tier)
        if constant is not None:
            values.append(constant)
            bounds.append(constant)
        else:
            reached = None if solution is None else _evaluate(tier, solution)
            if reached is not None and reached <= floor:
                values.append(reached)
                bounds.append(reached)
            elif effort - spent <= 0 and reached is not None:
                values.append(reached)
                bounds.append(floor)
            else:
                solver = _solver(max(effort - spent, 0.01))
                work.minimize(tier)
                if solution is not None:
                    _hint(work, solution)
                status = solver.solve(work)
                spent += solver.response_proto.deterministic_time
                if status == cp_model.INFEASIBLE:
                    return None
                if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                    solution = tuple(solver.response_proto.solution)
                    values.append(round(solver.objective_value))
                    proved = status == cp_model.OPTIMAL
                    bounds.append(values[-1] if proved else round(solver.best_objective_bound))
                elif solution is not None and reached is not None:
                    values.append(reached)
                    bounds.append(floor)
                else:
                    raise Exhausted
            work.add(tier <= values[-1])
        if level and beat is not None and place < len(beat):
            if bounds[-1] > beat[place]:
                return None
            level = values[-1] == beat[place]
    if solution is None:
        solver = _solver(effort)
        _plain(work)
        status = solver.solve(work)
        if status == cp_model.INFEASIBLE:
            return None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise Exhausted
        solution = tuple(solver.response_proto.solution)
    return Solved(tuple(values), tuple(bounds), solution)


def _evaluate(tier: Expression, solution: tuple[int, ...]) -> int:
    flat = cp_model.FlatIntExpr(tier)
    total = flat.offset
    for variable, coefficient in zip(flat.vars, flat.coeffs, strict=True):
        total += coefficient * solution[variable.index]
    return int(total)


def _hint(work: Any, solution: tuple[int, ...]) -> None:
    """Start from the last solution (the library leaves these calls untyped)."""
    work.clear_hints()
    for index, value in enumerate(solution):
        work.add_hint(work.get_int_var_from_proto_index(index), value)


def _plain(work: Any) -> None:
    work.clear_objective()


def _constant(tier: Expression) -> int | None:
    flat = cp_model.FlatIntExpr(tier)
    return None if flat.vars else int(flat.offset)


def _solver(seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = 20260608
    parameters.max_deterministic_time = seconds
    parameters.linearization_level = 2
    parameters.presolve_inclusion_work_limit = 0
    parameters.keep_all_feasible_solutions_in_presolve = True
    return solver
