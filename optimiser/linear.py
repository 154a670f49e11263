"""Sums over the draft's variables, built in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul

from attrs import frozen
from ortools.sat.python import cp_model

Literal = cp_model.IntVar
Expression = cp_model.LinearExpr


def total(terms: Iterable[Expression | Literal]) -> Expression:
    """The sum of some variables or expressions; of none it is the constant 0."""
    listed = list(terms)
    if not listed:
        return cp_model.LinearExpr.constant(0)
    return cp_model.LinearExpr.sum(listed)


def weighted(terms: Iterable[tuple[int, Expression | Literal]]) -> Expression:
    """The sum of weight times variable; of none it is the constant 0."""
    listed = list(terms)
    if not listed:
        return cp_model.LinearExpr.constant(0)
    weights, variables = zip(*listed, strict=True)
    return cp_model.LinearExpr.weighted_sum(list(variables), list(weights))


def constant(value: int) -> Expression:
    """A number where an expression is asked for."""
    return cp_model.LinearExpr.constant(value)


@frozen
class Flat:
    """An expression by the places of its variables in their model, taken apart once.

    The library takes one apart anew each time it is asked what it is made of.
    """

    places: tuple[int, ...]
    weights: tuple[int, ...]
    offset: int

    @classmethod
    def of(cls, expression: Expression | Literal) -> Flat:
        """What an expression is made of."""
        flat = cp_model.FlatIntExpr(expression)
        places = tuple(variable.index for variable in flat.vars)
        return cls(places, tuple(flat.coeffs), int(flat.offset))

    def worth(self, solution: Sequence[int]) -> int:
        """What it comes to in a solution."""
        values = map(solution.__getitem__, self.places)
        held: int = sum(map(mul, self.weights, values))
        return self.offset + held
