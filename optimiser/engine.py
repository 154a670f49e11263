"""Starting CP-SAT: the one place where drafts are solved, one at a time or two side by side.

How it is set (`optimiser.settings`) makes an answer reproducible and guards against known faults.
Two solves side by side share nothing: what they come to depends on neither's pace.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor

from attrs import define, field, frozen
from ortools.sat.python import cp_model

from optimiser.on_the_way import Heard, status_heard
from optimiser.settings import configure


@frozen
class Outcome:
    """How a solve ended: with a solution, with proof that there is `none`, or with neither.

    `bound` is what no solution betters, as far as one was found; `spent` the effort it took.
    """

    solution: tuple[int, ...] | None
    bound: int | None
    none: bool
    spent: float


@define
class Engine:
    """One solve of a model, with so many deterministic seconds; another thread may stop it."""

    model: cp_model.CpModel
    seconds: float
    _solver: cp_model.CpSolver = field(init=False)
    _stopped: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._solver = cp_model.CpSolver()

    def run(self, heard: Heard | None = None) -> Outcome:
        """Solve; `heard` is told of the first solution found, whatever it comes to."""
        if self._stopped:
            return Outcome(None, None, False, 0.0)
        solver, size = self._solver, len(self.model.proto.variables)
        aimless = 0 if self.model.has_objective() else size
        configure(solver.parameters, max(self.seconds, 0.01), aimless=aimless)
        status = status_heard(solver, self.model, heard)
        spent = solver.response_proto.deterministic_time
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            bound = math.ceil(solver.best_objective_bound - 1e-6)
            return Outcome(tuple(solver.response_proto.solution), bound, False, spent)
        return Outcome(None, None, status == cp_model.INFEASIBLE, spent)

    def stop(self) -> None:
        """End it, as soon as can be; nothing happens to one that has ended."""
        self._stopped = True
        self._solver.stop_search()


def side_by_side(
    first: Engine, second: Engine, heard: Heard | None = None
) -> tuple[Outcome, Outcome]:
    """What two solves come to, each on a processor of its own where there are two.

    Of the first alone is told on the way. Where that is interrupted, the second is stopped.
    """
    if processors() < 2:
        return first.run(heard), second.run()
    with ThreadPoolExecutor(1) as beside:
        waited_for = beside.submit(second.run)
        try:
            return first.run(heard), waited_for.result()
        finally:
            second.stop()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
