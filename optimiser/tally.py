"""What is in hand while aims are solved in turn: the best solution, and the effort left."""

from __future__ import annotations

from typing import Any

from attrs import define
from ortools.sat.python import cp_model

from optimiser.engine import Engine
from optimiser.linear import Flat
from optimiser.memory import give_back
from optimiser.on_the_way import Heard
from optimiser.parting import Parts, solved_in_parts
from optimiser.settings import LARGE

# A draft of fewer variables is solved as fast in one part as in two.
WORTH_PARTING = 1_500


@define
class Effort:
    """Deterministic seconds still to be spent, shared by all solves of one answer."""

    left: float

    @property
    def spent(self) -> bool:
        return self.left <= 0


class Exhausted(Exception):
    """Time ran out before anything was found: never to be read as impossible."""


class Tally:
    """The solution in hand and the effort left."""

    def __init__(self, effort: Effort, heard: Heard | None = None, parts: Parts = ()) -> None:
        self.effort = effort
        self.heard = heard
        self.parts = parts
        self.solution: tuple[int, ...] | None = None

    def value(self, tier: Flat) -> int | None:
        """What the solution in hand makes of a tier."""
        return None if self.solution is None else tier.worth(self.solution)

    def solve(self, work: cp_model.CpModel, floor: int) -> int | None:
        """Solve from the solution in hand: the proved bound, or the floor where time ran out.

        None where the model is infeasible.
        """
        if self.solution is not None:
            if self.effort.spent:
                return floor
            hinted(work, self.solution)
        size = len(work.proto.variables)
        if size > LARGE:
            # The solver is about to take several times what the draft does.
            give_back()
        if self.parts and size >= WORTH_PARTING and work.has_objective():
            found = solved_in_parts(work, self.parts, self.effort.left, self.heard)
        else:
            found = Engine(work, self.effort.left).run(self.heard)
        self.heard = None
        self.effort.left -= found.spent
        if found.solution is not None:
            self.solution = found.solution
            return floor if found.bound is None else max(floor, found.bound)
        if found.none:
            return None
        if self.solution is None:
            raise Exhausted
        return floor


def hinted(work: Any, solution: tuple[int, ...]) -> None:
    """Start from the last solution (the library leaves these calls untyped)."""
    work.clear_hints()
    hint = work.proto.solution_hint
    hint.vars.extend(range(len(solution)))
    hint.values.extend(solution)
