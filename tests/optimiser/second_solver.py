"""A CP-SAT draft told again to a mixed-integer solver of `ortools.math_opt`, row by row.

Every kind of row our drafts hold is written as linear inequalities; a kind it does not know is
an error, so that a new one in a draft can't be passed over.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

ALMOST = 1e-6
Term = tuple[float, mathopt.Variable]


@frozen
class Row:
    """A sum of variables with its constant."""

    terms: tuple[Term, ...]
    constant: float = 0

    @property
    def sum(self) -> mathopt.LinearSum:
        return mathopt.fast_sum([c * v for c, v in self.terms]) + self.constant

    @property
    def least(self) -> float:
        ends = (c * (v.lower_bound if c > 0 else v.upper_bound) for c, v in self.terms)
        return self.constant + sum(ends)

    @property
    def most(self) -> float:
        ends = (c * (v.upper_bound if c > 0 else v.lower_bound) for c, v in self.terms)
        return self.constant + sum(ends)


class Told:
    """The same model for the other solver; aims are minimised one after another."""

    def __init__(self, model: cp_model.CpModel, solver: mathopt.SolverType) -> None:
        self.solver = solver
        self.model = mathopt.Model()
        self.variables = [self._variable(list(one.domain)) for one in model.proto.variables]
        for row in model.proto.constraints:
            self._tell(row)

    def least(self, aims: Sequence[cp_model.LinearExpr]) -> tuple[int, ...] | None:
        """The lexicographic least of the aims, None where the model cannot be met."""
        values: list[int] = []
        for aim in aims:
            flat = cp_model.FlatIntExpr(aim)
            terms = tuple(
                (float(coefficient), self.variables[variable.index])
                for variable, coefficient in zip(flat.vars, flat.coeffs, strict=True)
            )
            row = Row(terms, flat.offset)
            self.model.minimize(row.sum)
            found = mathopt.solve(
                self.model,
                self.solver,
                params=mathopt.SolveParameters(relative_gap_tolerance=0),
            )
            if found.termination.reason == mathopt.TerminationReason.INFEASIBLE:
                assert not values, "an aim fixed at its least can still be met"
                return None
            assert found.termination.reason == mathopt.TerminationReason.OPTIMAL
            value = round(found.objective_value())
            assert abs(found.objective_value() - value) < ALMOST * max(1, abs(value))
            self.model.add_linear_constraint(row.sum <= value)
            values.append(value)
        return tuple(values)

    def _variable(self, domain: list[int]) -> mathopt.Variable:
        if len(domain) != 2:
            raise NotImplementedError(f"a variable with gaps: {domain}")
        return self.model.add_integer_variable(lb=domain[0], ub=domain[1])

    def _tell(self, row) -> None:
        under = [self._literal(one) for one in row.enforcement_literal]
        if row.has_bool_or():
            self._at_least(self._literals(row.bool_or.literals), 1, under)
        elif row.has_bool_and():
            for literal in row.bool_and.literals:
                self._at_least(self._literal(literal), 1, under)
        elif row.has_at_most_one():
            self._at_most(self._literals(row.at_most_one.literals), 1, under)
        elif row.has_exactly_one():
            held = self._literals(row.exactly_one.literals)
            self._at_most(held, 1, under)
            self._at_least(held, 1, under)
        elif row.has_linear():
            self._linear(row.linear, under)
        elif row.has_lin_max():
            self._max(row.lin_max, under)
        else:
            raise NotImplementedError(f"a kind of row not told: {row}")

    def _linear(self, linear, under: list[Row]) -> None:
        if len(linear.domain) != 2:
            raise NotImplementedError(f"a sum with gaps: {linear.domain}")
        held = self._sum(linear.vars, linear.coeffs, 0)
        lowest, highest = linear.domain
        if lowest > held.least:
            self._at_least(held, lowest, under)
        if highest < held.most:
            self._at_most(held, highest, under)

    def _max(self, told, under: list[Row]) -> None:
        """The target is at least each of the sums and at most one of them."""
        target = self._sum(told.target.vars, told.target.coeffs, told.target.offset)
        chosen = []
        for one in told.exprs:
            held = self._sum(one.vars, one.coeffs, one.offset)
            self._at_least(_less(target, held), 0, under)
            choice = self.model.add_binary_variable()
            chosen.append((1.0, choice))
            self._at_most(_less(target, held), 0, [*under, Row(((1.0, choice),))])
        self._at_least(Row(tuple(chosen)), 1, under)

    def _at_least(self, held: Row, lowest: float, under: list[Row]) -> None:
        """`held >= lowest` where every literal of `under` is true."""
        slack = max(0.0, lowest - held.least)
        free = mathopt.fast_sum([slack * (1 - literal.sum) for literal in under])
        self._add(held.sum + free >= lowest)

    def _at_most(self, held: Row, highest: float, under: list[Row]) -> None:
        slack = max(0.0, held.most - highest)
        free = mathopt.fast_sum([slack * (1 - literal.sum) for literal in under])
        self._add(held.sum - free <= highest)

    def _add(self, inequality) -> None:
        self.model.add_linear_constraint(inequality)

    def _literals(self, literals: Iterable[int]) -> Row:
        rows = [self._literal(one) for one in literals]
        return Row(tuple(t for row in rows for t in row.terms), sum(r.constant for r in rows))

    def _literal(self, literal: int) -> Row:
        """A negated literal is one less its variable."""
        if literal >= 0:
            return Row(((1.0, self.variables[literal]),))
        return Row(((-1.0, self.variables[-literal - 1]),), 1)

    def _sum(self, indices: Sequence[int], coefficients: Sequence[int], constant: int) -> Row:
        terms = []
        for index, coefficient in zip(indices, coefficients, strict=True):
            literal = self._literal(index)
            terms += [(coefficient * c, variable) for c, variable in literal.terms]
            constant += coefficient * literal.constant
        return Row(tuple(terms), constant)


def _less(one: Row, other: Row) -> Row:
    return Row(
        (*one.terms, *((-c, variable) for c, variable in other.terms)),
        one.constant - other.constant,
    )
