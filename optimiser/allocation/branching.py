"""Whole people by HiGHS: branch and bound over a linear programme that is nearly whole already.

A plan it finds is checked as any other. Its bound is reckoned in floating point, to a millionth;
costs are whole, and a bound that falls short of the plan by more than a thousandth proves nothing.
So many nodes and no clock: the same answer each time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.math_opt.python import mathopt  # type: ignore[import-untyped]

from optimiser.allocation.arrays import Floats
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Patterns
from optimiser.allocation.plan import Found

NODES = 200
# Beyond so many patterns its first linear programme alone takes too long.
MOST_PATTERNS = 30_000
SHORT = 1e-3


def branched(rows: Rows, patterns: Patterns, loads: Floats) -> Found:
    """The best whole amounts beside some loads."""
    if len(patterns) > MOST_PATTERNS:
        return Found(None, None, False)
    model = mathopt.Model()
    held = [
        model.add_linear_constraint(lb=low, ub=high)
        for low, high in zip(
            (rows.lowest - loads).tolist(), (rows.highest - loads).tolist(), strict=True
        )
    ]
    people = rows.instance.people
    kinds = {
        kind: model.add_linear_constraint(lb=float(people[kind]), ub=float(people[kind]))
        for kind in np.unique(patterns.kinds).tolist()
    }
    cost_of = model.objective.set_linear_coefficient
    costs = patterns.costs(rows.instance.weights).tolist()
    starts, entries, shares = (part.tolist() for part in rows.entries(patterns))
    amounts = []
    for place, kind in enumerate(patterns.kinds.tolist()):
        variable = model.add_integer_variable(lb=0.0, ub=float(people[kind]))
        cost_of(variable, costs[place])
        kinds[kind].set_coefficient(variable, 1.0)
        for at in range(starts[place], starts[place + 1]):
            held[entries[at]].set_coefficient(variable, shares[at])
        amounts.append(variable)
    opened = []
    for column, (cost, limit) in enumerate(zip(rows.costs, rows.limits, strict=True)):
        variable = model.add_integer_variable(lb=0.0, ub=float(limit))
        cost_of(variable, float(cost))
        for row, share in rows.of_column(column):
            held[row].set_coefficient(variable, share)
        opened.append(variable)
    model.objective.is_maximize = False
    found = _solved(model)
    if not found.has_primal_feasible_solution():
        none = found.termination.reason == mathopt.TerminationReason.INFEASIBLE
        return Found(None, None, none)
    proved = found.best_objective_bound() >= found.objective_value() - SHORT
    return Found(_values(found, amounts), _values(found, opened), proved)


def _solved(model: mathopt.Model) -> Any:
    settings = mathopt.SolveParameters(
        relative_gap_tolerance=0.0, absolute_gap_tolerance=0.0, node_limit=NODES
    )
    return mathopt.solve(model, mathopt.SolverType.HIGHS, params=settings)


def _values(found: Any, variables: list[Any]) -> Floats:
    values = np.array(found.variable_values(variables), dtype=np.float64)
    return np.asarray(np.rint(values))
