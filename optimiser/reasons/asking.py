"""Whether a model can be met at all, and which assumptions cannot be met together.

The second door to CP-SAT beside `optimiser.solve`: no aim is ever set here, since assumptions with
an objective come back whole as their own core (upstream 3943), and where there are assumptions
presolve is off, since with it the core may name literals never assumed (5141).
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from ortools.sat.python import cp_model

from models.errors import InternalDisagreement
from optimiser.linear import Literal
from optimiser.settings import configure
from optimiser.solve import Effort, Exhausted


@frozen
class Answer:
    """A solution, or the places in the assumptions of some that cannot hold together."""

    possible: bool
    solution: tuple[int, ...] = ()
    core: tuple[int, ...] = ()

    def is_true(self, literal: Literal) -> bool:
        return bool(self.solution[literal.index])


def ask(model: cp_model.CpModel, assumed: Sequence[Literal], effort: Effort) -> Answer:
    """Whether the model can be met with all the assumed literals true.

    Raises
    ------
    Exhausted
        When the effort is spent before that is known.
    InternalDisagreement
        Where the solver's core names what was not assumed.
    """
    work = model.clone()
    if assumed:
        work.add_assumptions(assumed)
    solver = _solver(max(effort.left, 0.01), presolve=not assumed)
    status = solver.solve(work)
    effort.left -= solver.response_proto.deterministic_time
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(True, tuple(solver.response_proto.solution))
    if status != cp_model.INFEASIBLE:
        raise Exhausted
    places = {literal.index: place for place, literal in enumerate(assumed)}
    core = tuple(solver.response_proto.sufficient_assumptions_for_infeasibility)
    if not set(core) <= set(places):
        raise InternalDisagreement("a core names what was not assumed")
    return Answer(False, core=tuple(sorted(places[index] for index in core)))


def _solver(seconds: float, *, presolve: bool) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    configure(solver.parameters, seconds)
    solver.parameters.cp_model_presolve = presolve
    # Nothing is minimised: the relaxation that short proofs of an aim need would only take time.
    solver.parameters.linearization_level = 1
    return solver
