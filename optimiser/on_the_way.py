"""Hearing of a solve's first solution while the solve goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ortools.sat.python import cp_model

Heard = Callable[[tuple[int, ...]], None]


def status_heard(solver: Any, model: cp_model.CpModel, heard: Heard | None) -> Any:
    """How a solve of the model ends; its first solution, complete, is told of as it is found."""
    if heard is None:
        return solver.solve(model)
    first = _FirstFound(heard)
    status = solver.solve(model, first)
    if first.raised is not None:
        raise first.raised
    return status


class _FirstFound(cp_model.CpSolverSolutionCallback):
    """Tells of the first solution and of no other.

    What is raised on hearing it (an interrupt, say) ends the solve and waits in `raised`: the
    library's own frames stand in between.
    """

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard: Heard | None = heard
        self.raised: BaseException | None = None

    def on_solution_callback(self) -> None:
        heard, self._heard = self._heard, None
        if heard is None:
            return
        response: Any = self.Response  # the library leaves it untyped
        try:
            heard(tuple(response().solution))
        except BaseException as raised:
            self.raised = raised
            self.StopSearch()
