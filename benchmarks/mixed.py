"""Baseline (c): the slot-by-slot model once more, as a mixed-integer programme.

Any draft of Booleans, clauses and linear rows is put into `ortools.math_opt`, row by row, and its
aims are minimised one after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from benchmarks.packages import Optimum, optimum
from models.facts import Facts
from optimiser.aims.expressions import tiers
from optimiser.draft import Draft
from optimiser.linear import Expression
from optimiser.solve import Exhausted

SOLVER = mathopt.SolverType.HIGHS
ENDLESS = 2**60
SETTLED = (mathopt.TerminationReason.OPTIMAL, mathopt.TerminationReason.INFEASIBLE)


class Mixed:
    """A draft's model as a mixed-integer programme."""

    def __init__(self, draft_model: cp_model.CpModel) -> None:
        self.model = mathopt.Model()
        # As lists: the library's own domains give a wrong figure for the place -1.
        domains = [list(held.domain) for held in draft_model.proto.variables]
        self._bounds = [(domain[0], domain[-1]) for domain in domains]
        self.variables = [
            self.model.add_integer_variable(lb=low, ub=high) for low, high in self._bounds
        ]
        for constraint in draft_model.proto.constraints:
            self._row(constraint)

    def _row(self, constraint: Any) -> None:
        when = list(constraint.enforcement_literal)
        off = [self._literal(-literal - 1) for literal in when]
        if constraint.has_bool_or():
            literals = [self._literal(one) for one in constraint.bool_or.literals]
            self.model.add_linear_constraint(mathopt.fast_sum(literals + off) >= 1)
        elif constraint.has_bool_and():
            for one in constraint.bool_and.literals:
                self.model.add_linear_constraint(
                    mathopt.fast_sum([self._literal(one), *off]) >= 1
                )
        elif constraint.has_at_most_one() and not when:
            literals = [self._literal(one) for one in constraint.at_most_one.literals]
            self.model.add_linear_constraint(mathopt.fast_sum(literals) <= 1)
        elif constraint.has_exactly_one() and not when:
            literals = [self._literal(one) for one in constraint.exactly_one.literals]
            self.model.add_linear_constraint(mathopt.fast_sum(literals) == 1)
        elif constraint.has_linear() and len(constraint.linear.domain) == 2:
            self._linear(constraint.linear, off)
        else:
            raise ValueError(f"no row for this kind of constraint: {constraint}")

    def _linear(self, linear: Any, off: list[Any]) -> None:
        """The row; where it is only enforced, slack enough for it to say nothing otherwise."""
        terms = list(zip(linear.vars, linear.coeffs, strict=True))
        spans = [sorted((c * self._bounds[v][0], c * self._bounds[v][1])) for v, c in terms]
        least, most = sum(low for low, _ in spans), sum(high for _, high in spans)
        expression = mathopt.fast_sum([c * self.variables[v] for v, c in terms])
        loose = mathopt.fast_sum(off)
        low, high = linear.domain
        if low > -ENDLESS and low > least:
            self.model.add_linear_constraint(expression + (low - least) * loose >= low)
        if high < ENDLESS and high < most:
            self.model.add_linear_constraint(expression - (most - high) * loose <= high)

    def _literal(self, literal: int) -> Any:
        return self.variables[literal] if literal >= 0 else 1 - self.variables[-literal - 1]

    def expression(self, tier: Expression) -> Any:
        flat = cp_model.FlatIntExpr(tier)
        terms = zip(flat.vars, flat.coeffs, strict=True)
        return mathopt.fast_sum([c * self.variables[v.index] for v, c in terms]) + flat.offset


def by_mixed(draft: Draft, beat: Sequence[int] | None) -> tuple[int, ...] | None:
    """The least of each aim in turn; None where the draft cannot reach what is to beat.

    Raises
    ------
    Exhausted
        When the solver gave up on an aim.
    """
    aims = tiers(draft)
    return staged(Mixed(draft.model), aims, beat)


def staged(
    mixed: Mixed, aims: Iterable[Expression], beat: Sequence[int] | None = None
) -> tuple[int, ...] | None:
    """The lexicographic least of some expressions over a mixed-integer programme."""
    values: list[int] = []
    level = beat is not None
    known: dict[Any, float] | None = None
    for place, aim in enumerate(aims):
        expression = mixed.expression(aim)
        cut = beat[place] if level and beat is not None and place < len(beat) else None
        if cut is not None:
            mixed.model.add_linear_constraint(expression <= cut)
        if known is not None and round(_worth(expression, known)) == 0:
            value = 0
        else:
            mixed.model.minimize(expression)
            found = _solved(mixed, known)
            if found is None:
                return None
            known = found
            value = round(_worth(expression, known))
        values.append(value)
        mixed.model.add_linear_constraint(expression <= value)
        level = level and (cut is None or value == cut)
    return tuple(values)


def _worth(expression: Any, values: dict[Any, float]) -> float:
    return float(mathopt.evaluate_expression(expression, values))


def _solved(mixed: Mixed, known: dict[Any, float] | None) -> dict[Any, float] | None:
    """A proved optimum's values; None where there is no solution."""
    parameters = mathopt.SolveParameters(
        random_seed=1, relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5
    )
    hints = [mathopt.SolutionHint(variable_values=known)] if known else []
    result = mathopt.solve(
        mixed.model,
        SOLVER,
        params=parameters,
        model_params=mathopt.ModelSolveParameters(solution_hints=hints),
    )
    if result.termination.reason not in SETTLED:
        raise Exhausted
    return result.variable_values() if result.has_primal_feasible_solution() else None


def mixed_optimum(facts: Facts) -> Optimum:
    """The optimum over all packages, each solved as a mixed-integer programme."""
    return optimum(facts, by_mixed)
