"""How CP-SAT is set: reproducible, guarded against known faults, lean for short solves."""

from __future__ import annotations

from typing import Any

# Broken rows that come into the relaxation at once.
ROWS = 200

# Variables of a draft beyond which its relaxation takes longer to set up than a search without.
LARGE = 15_000


def configure(parameters: Any, seconds: float, *, aimless: int = 0) -> None:
    """Settings for a solve of so many deterministic seconds (see `docs/solver.md`).

    `aimless` is how many variables a draft has that is only asked whether it holds anything.
    """
    parameters.num_workers = 1
    parameters.catch_sigint_signal = False
    parameters.random_seed = 20260608
    parameters.max_deterministic_time = seconds
    # The linear relaxation of these drafts is tight, so its rows come as they are broken, and cuts
    # cost more than they prove.
    parameters.linearization_level = 1 if aimless > LARGE else 2
    parameters.cut_level = 0
    parameters.new_constraints_batch_size = ROWS
    # Probing, merging cliques and a second round of presolve find little here and take most of the
    # time of a short solve.
    parameters.cp_model_probing_level = 0
    parameters.merge_at_most_one_work_limit = 0
    parameters.max_presolve_iterations = 1
    parameters.symmetry_level = 0
    # What is done to the clauses between stretches of search is worth a little: probing finds what
    # the relaxation of a treatment doesn't, shortening clauses takes longer than it spares.
    parameters.inprocessing_dtime_ratio = 0.1
    parameters.inprocessing_probing_dtime = 0.1
    parameters.inprocessing_minimization_dtime = 0.0
    parameters.presolve_inclusion_work_limit = 0
    parameters.keep_all_feasible_solutions_in_presolve = True
