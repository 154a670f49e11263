"""Sums over the draft's variables, built in one go."""

from __future__ import annotations

from collections.abc import Iterable

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
