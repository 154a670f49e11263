"""Whole people at the end: integer programmes over the few patterns that may still matter.

A pattern whose reduced cost exceeds what a better plan may be above the bound is in no better
plan. So the integer programme over all patterns below that is exact; and mostly those of no
reduced cost at all are enough.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Patterns
from optimiser.allocation.plan import Found, Whole, checked

# So few patterns are tried by CP-SAT first, for so many deterministic seconds.
FEW, SOON = 5_000, 3.0
# One worker and a deterministic limit: the same answer each time. Without presolve, whose search
# for inclusions can certify a wrong optimum (upstream issue 5293).
STEADY = (
    "num_workers: 1 linearization_level: 2 cp_model_presolve: false catch_sigint_signal: false"
)


def whole(
    rows: Rows, patterns: Patterns, seconds: float, soon: float = SOON, branch: bool = True
) -> tuple[Whole | None, bool]:
    """The best plan of the patterns found, and whether it is proved that none is better.

    For so `soon` by CP-SAT where they are few, else by branch and bound if it is to `branch`; where
    that finds none or proves nothing, by CP-SAT for so many seconds.
    """
    from optimiser.allocation.branching import branched

    settled, free = _settled(rows, patterns)
    some, loads = patterns.at(free), rows.loads(patterns, settled)

    def told(found: Found) -> Whole | None:
        if found.amounts is None or found.opened is None:
            return None
        settled[free] = found.amounts
        return checked(rows, patterns, settled, found.opened)

    first: Whole | None = None
    if len(free) <= FEW and soon:
        found = _solved(rows, some, loads, min(seconds, soon))
        first = told(found)
        if found.proved or not branch:
            return first, found.proved
    found = branched(rows, some, loads)
    if found.amounts is None and not found.proved and first is None:
        found = _solved(rows, some, loads, seconds)
    plan = told(found)
    if first is not None and (plan is None or first.value < plan.value):
        return first, False
    return plan, found.proved


def _settled(rows: Rows, patterns: Patterns) -> tuple[Floats, Ints]:
    """What kinds of one pattern have of it, and the patterns of the other kinds."""
    people = rows.instance.people
    choices = np.bincount(patterns.kinds, minlength=len(people))
    fixed = choices[patterns.kinds] == 1
    amounts = np.where(fixed, people[patterns.kinds], 0).astype(float)
    return amounts, np.flatnonzero(~fixed)


def _solved(rows: Rows, patterns: Patterns, loads: Floats, seconds: float) -> Found:
    solver: Any = pywraplp.Solver.CreateSolver("SAT")
    solver.SetSolverSpecificParametersAsString(f"{STEADY} max_deterministic_time: {seconds}")
    settings: Any = pywraplp.MPSolverParameters()
    settings.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
    pools = [
        solver.Constraint(low, high)
        for low, high in zip(
            (rows.lowest - loads).tolist(), (rows.highest - loads).tolist(), strict=True
        )
    ]
    people = rows.instance.people
    kinds = {
        int(kind): solver.Constraint(int(people[kind]), int(people[kind]))
        for kind in np.unique(patterns.kinds)
    }
    objective = solver.Objective()
    amounts = _columns(solver, rows, patterns, pools, kinds)
    opened = []
    for column, (cost, limit) in enumerate(zip(rows.costs, rows.limits, strict=True)):
        variable = solver.IntVar(0, int(limit), "")
        objective.SetCoefficient(variable, float(cost))
        for row, share in rows.of_column(column):
            pools[row].SetCoefficient(variable, share)
        opened.append(variable)
    status = solver.Solve(settings)
    if status not in (solver.OPTIMAL, solver.FEASIBLE):
        return Found(None, None, status == solver.INFEASIBLE)
    return Found(_values(amounts), _values(opened), status == solver.OPTIMAL)


def _columns(
    solver: Any, rows: Rows, patterns: Patterns, pools: list[Any], kinds: dict[int, Any]
) -> list[Any]:
    objective = solver.Objective()
    starts, entries, shares = (part.tolist() for part in rows.entries(patterns))
    most = rows.instance.people[patterns.kinds].tolist()
    costs = patterns.costs(rows.instance.weights).tolist()
    amounts = []
    for place, kind in enumerate(patterns.kinds.tolist()):
        variable = solver.IntVar(0, most[place], "")
        objective.SetCoefficient(variable, costs[place])
        kinds[kind].SetCoefficient(variable, 1)
        for at in range(starts[place], starts[place + 1]):
            pools[entries[at]].SetCoefficient(variable, shares[at])
        amounts.append(variable)
    return amounts


def _values(variables: list[Any]) -> Floats:
    return np.array([round(variable.solution_value()) for variable in variables], dtype=float)


def unlike(patterns: Patterns) -> Ints:
    """The rows of patterns that are not there twice."""
    seen: set[tuple[int, tuple[float, ...], tuple[int, ...]]] = set()
    kept = []
    measures = patterns.measures.tolist()
    for row, kind in enumerate(patterns.kinds.tolist()):
        key = (kind, tuple(measures[row]), patterns.of(row))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return np.asarray(kept, dtype=np.int64)
