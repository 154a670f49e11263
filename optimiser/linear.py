"""Sums over the draft's variables, built in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul
from typing import Any

from attrs import frozen
from ortools.sat.python import cp_model

Literal = cp_model.IntVar
Expression = cp_model.LinearExpr

# What the library writes where a row has no least or no most.
LOWEST, HIGHEST = -(1 << 63), (1 << 63) - 1


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
    def of(cls, expression: Expression | Literal | Flat) -> Flat:
        """What an expression is made of; one taken apart already stays as it is."""
        if isinstance(expression, Flat):
            return expression
        flat = cp_model.FlatIntExpr(expression)
        places = tuple(variable.index for variable in flat.vars)
        return cls(places, tuple(flat.coeffs), int(flat.offset))

    @classmethod
    def combined(cls, parts: Iterable[tuple[int, Flat, int]]) -> Flat:
        """The sum of some weights, each times what an expression and a number come to."""
        found: dict[int, int] = {}
        offset = 0
        for weight, part, more in parts:
            offset += weight * (part.offset + more)
            for place, held in zip(part.places, part.weights, strict=True):
                found[place] = found.get(place, 0) + weight * held
        places = tuple(sorted(place for place, held in found.items() if held))
        return cls(places, tuple(found[place] for place in places), offset)

    def worth(self, solution: Sequence[int]) -> int:
        """What it comes to in a solution."""
        values = map(solution.__getitem__, self.places)
        held: int = sum(map(mul, self.weights, values))
        return self.offset + held


def aim_at(model: cp_model.CpModel, aim: Flat) -> None:
    """What the library's `minimize` does, without taking the expression apart once more."""
    bare: Any = model  # the library leaves these calls untyped
    bare.clear_objective()
    objective = bare.proto.objective
    objective.vars.extend(aim.places)
    objective.coeffs.extend(aim.weights)
    objective.offset, objective.scaling_factor = aim.offset, 1.0


def at_most(model: cp_model.CpModel, aim: Flat, most: int) -> None:
    """A row that the aim comes to no more than so much."""
    _row(model, aim, LOWEST, most - aim.offset)


def at_least(model: cp_model.CpModel, aim: Flat, least: int) -> None:
    """A row that the aim comes to no less."""
    _row(model, aim, least - aim.offset, HIGHEST)


def _row(model: Any, aim: Flat, low: int, high: int) -> None:
    row = model.proto.constraints.add().linear
    row.vars.extend(aim.places)
    row.coeffs.extend(aim.weights)
    row.domain.extend([low, high])


def settle(model: cp_model.CpModel, values: Iterable[tuple[int, int]]) -> None:
    """Variables, by their places, come to just so much: as their range, not as a row each."""
    proto: Any = model.proto  # the library leaves it untyped
    variables = proto.variables
    for place, value in values:
        domain = variables[place].domain
        domain.clear()
        domain.extend([value, value])
