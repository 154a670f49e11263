"""The linear programme over the patterns found so far: one row a kind of people, one a pool.

GLOP, kept from round to round: with presolve off and incrementality on its basis survives new
columns, so a round costs a few pivots. `prices` are what the patterns see of its duals.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from attrs import frozen
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.coupled import Held, Rows
from optimiser.allocation.instance import Patterns, joined
from optimiser.allocation.search import NOTHING, ROUNDING, SHARE

# Everybody must have a pattern; until one is found that fits, a stand-in that costs this often
# as much as the dearest pattern of the first pool.
STAND_IN = 10.0
BEYOND_DOUBT = 1e9
STEADY = "use_preprocessing: false  use_dual_simplex: false"
# What it is asked anew, from nothing, where it gives up on its own numbers.
ANEW = (
    "use_preprocessing: true  use_dual_simplex: true",
    "use_preprocessing: true  use_dual_simplex: false",
)


class Cutting(Protocol):
    """A row over patterns: no more than `most` of what they count for."""

    @property
    def most(self) -> int: ...

    def of(self, patterns: Patterns) -> Ints: ...


class Unsolved(RuntimeError):
    """The linear programme was given up, however it was asked: nothing is known of it."""


@frozen(eq=False)
class Relaxed:
    """An optimum of the linear programme.

    `standing_in` is how many people only have a stand-in; `strayed` how many seats are bought or
    sold at the edges of the box the prices are held in (see `Master.hold`). `cuts` are the duals of
    the cuts.
    """

    value: float
    amounts: Floats
    columns: Floats
    duals: Floats
    kinds: Floats
    standing_in: float
    strayed: float
    cuts: Floats

    def bettered(self, least: Floats) -> Ints:
        """The kinds whose cheapest pattern is cheaper than what they have.

        Beside stand-ins that are very dear only by more than the sums are exact: else a pattern
        that is there already would come in for ever.
        """
        exact = SHARE * np.abs(self.kinds) if self.standing_in > ROUNDING else 0.0
        return np.flatnonzero(least < self.kinds - np.maximum(NOTHING, exact))


class Master:
    def __init__(self, rows: Rows, first: Patterns) -> None:
        self.rows = rows
        self.instance = rows.instance
        self.patterns = first
        self.amounts = np.zeros(len(first))
        self._solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString(STEADY)
        self._settings: Any = pywraplp.MPSolverParameters()
        of = pywraplp.MPSolverParameters
        self._settings.SetIntegerParam(of.INCREMENTALITY, of.INCREMENTALITY_ON)
        self._settings.SetIntegerParam(of.PRESOLVE, of.PRESOLVE_OFF)
        self._settings.SetIntegerParam(of.SCALING, of.SCALING_OFF)
        self._anew: Any = pywraplp.MPSolverParameters()
        self._anew.SetIntegerParam(of.INCREMENTALITY, of.INCREMENTALITY_OFF)
        self._cuts: list[tuple[Cutting, Any]] = []
        self._build(first)

    def _build(self, first: Patterns) -> None:
        solver, rows = self._solver, self.rows
        self._objective = solver.Objective()
        self._pools = [
            solver.Constraint(low, high)
            for low, high in zip(rows.lowest.tolist(), rows.highest.tolist(), strict=True)
        ]
        people = self.instance.people.tolist()
        self._kinds = [solver.Constraint(number, number) for number in people]
        self._amounts: list[Any] = []
        self._dear = STAND_IN * (1.0 + float(first.costs(self.instance.weights).max(initial=0.0)))
        self._stand_ins = []
        for row, number in zip(self._kinds, people, strict=True):
            variable = solver.NumVar(0.0, number, "")
            self._objective.SetCoefficient(variable, self._dear)
            row.SetCoefficient(variable, 1.0)
            self._stand_ins.append(variable)
        # Few patterns may not come up to the lower end of a row either.
        asked = (rows.lowest > 0.0) | (rows.of_patterns & ~np.isneginf(rows.lowest))
        for row, wanted in zip(self._pools, asked.tolist(), strict=True):
            if wanted:
                variable = solver.NumVar(0.0, solver.infinity(), "")
                self._objective.SetCoefficient(variable, self._dear)
                row.SetCoefficient(variable, 1.0)
                self._stand_ins.append(variable)
        self._box: list[tuple[Any, Any]] = []
        self._columns = []
        for column, (cost, limit) in enumerate(zip(rows.costs, rows.limits, strict=True)):
            variable = solver.NumVar(0.0, int(limit), "")
            self._objective.SetCoefficient(variable, float(cost))
            for row, coefficient in rows.of_column(column):
                self._pools[row].SetCoefficient(variable, coefficient)
            self._columns.append(variable)
        self._add(first)

    def hold(self, prices: Floats, trust: float) -> None:
        """Hold every pool's price within `trust` of a price thought to be near the best.

        Seats may be bought at the upper edge and sold at the lower one, so that a price beyond
        them gains nothing. Few patterns leave prices loose: held, they ask for likely patterns.
        """
        if not self._box:
            infinity = self._solver.infinity()
            for row in self._pools[: self.rows.pools]:
                bought = self._solver.NumVar(0.0, infinity, "")
                sold = self._solver.NumVar(0.0, infinity, "")
                row.SetCoefficient(bought, -1.0)
                row.SetCoefficient(sold, 1.0)
                self._box.append((bought, sold))
        cost_of = self._objective.SetCoefficient
        for (bought, sold), price in zip(self._box, prices.tolist(), strict=True):
            cost_of(bought, price + trust)
            cost_of(sold, -max(price - trust, 0.0))

    def let_go(self) -> None:
        """Hold prices no longer."""
        for pair in self._box:
            for variable in pair:
                variable.SetUb(0.0)

    def keep(self, held: Held) -> None:
        """Keep the coupling's columns between these ends."""
        ends = zip(self._columns, held.low.tolist(), held.high.tolist(), strict=True)
        for variable, low, high in ends:
            variable.SetBounds(low, high)

    def cut(self, cut: Cutting) -> None:
        """Keep to a cut from here on."""
        row = self._solver.Constraint(-self._solver.infinity(), float(cut.most))
        for variable, share in zip(self._amounts, cut.of(self.patterns).tolist(), strict=True):
            if share:
                row.SetCoefficient(variable, float(share))
        # Few patterns may not come up to what is asked for at least.
        if cut.most < 0:
            variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
            self._objective.SetCoefficient(variable, self._dear)
            row.SetCoefficient(variable, -1.0)
            self._stand_ins.append(variable)
        self._cuts.append((cut, row))

    def enforce(self, place: int, kept: bool) -> None:
        """Keep to one of the cuts, by its place among them, or not."""
        cut, row = self._cuts[place]
        row.SetUb(float(cut.most) if kept else self._solver.infinity())

    def dearer(self) -> bool:
        """Make standing in dearer; False where it is dear beyond doubt already."""
        if self._dear > BEYOND_DOUBT:
            return False
        self._dear *= STAND_IN**2
        for variable in self._stand_ins:
            self._objective.SetCoefficient(variable, self._dear)
        return True

    def add(self, patterns: Patterns) -> None:
        self._add(patterns)
        self.patterns = joined([self.patterns, patterns])
        self.amounts = np.concatenate((self.amounts, np.zeros(len(patterns))))

    def _add(self, patterns: Patterns) -> None:
        new = self._solver.NumVar
        cost_of = self._objective.SetCoefficient
        starts, entries, coefficients = self.rows.entries(patterns)
        begins = starts.tolist()
        entries_list, coefficient_list = entries.tolist(), coefficients.tolist()
        infinity = self._solver.infinity()
        costs = patterns.costs(self.instance.weights).tolist()
        cut_by = [(row, cut.of(patterns).tolist()) for cut, row in self._cuts]
        for place, (kind, cost) in enumerate(zip(patterns.kinds.tolist(), costs, strict=True)):
            variable = new(0.0, infinity, "")
            cost_of(variable, cost)
            self._kinds[kind].SetCoefficient(variable, 1.0)
            for entry in range(begins[place], begins[place + 1]):
                self._pools[entries_list[entry]].SetCoefficient(variable, coefficient_list[entry])
            for row, shares in cut_by:
                if shares[place]:
                    row.SetCoefficient(variable, float(shares[place]))
            self._amounts.append(variable)

    def solve(self) -> Relaxed:
        """The optimum over the patterns so far.

        Raises
        ------
        Unsolved
            Where the solver gives up, which with stand-ins is never the instance's doing.
        """
        self._optimal()
        value = self._objective.Value()
        self.amounts = np.array([variable.solution_value() for variable in self._amounts])
        return Relaxed(
            value,
            self.amounts,
            np.array([variable.solution_value() for variable in self._columns]),
            np.array([row.dual_value() for row in self._pools]),
            np.array([row.dual_value() for row in self._kinds]),
            sum(variable.solution_value() for variable in self._stand_ins),
            sum(variable.solution_value() for pair in self._box for variable in pair),
            np.array([row.dual_value() for _, row in self._cuts]),
        )

    def _optimal(self) -> None:
        """An optimum, from the last basis or, where the solver loses itself there, from nothing."""
        status = self._solver.Solve(self._settings)
        for way in ANEW:
            if status == pywraplp.Solver.OPTIMAL:
                return
            self._solver.SetSolverSpecificParametersAsString(way)
            status = self._solver.Solve(self._anew)
            self._solver.SetSolverSpecificParametersAsString(STEADY)
        if status != pywraplp.Solver.OPTIMAL:
            raise Unsolved(f"The linear programme ended with status {status}.")

    @property
    def iterations(self) -> int:
        return int(self._solver.iterations())
