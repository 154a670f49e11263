"""What is said of an aim's ends holds for packages: the least of each aim, and the most of each."""

import pytest
from ortools.sat.python import cp_model

from commands.knowing import facts_of
from optimiser.aims.expressions import ranges, tiers
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.orders import ATTENDANCES, ends, expressions
from optimiser.outline import outlines
from optimiser.outline_floors import outline_floors

CASES = ["football-violence", "sabbath-observant", "angry-weekend-drinker"]


def first_draft(case):
    facts, _ = facts_of(case, None, None)
    outline, days = next(outlines(facts, candidates(facts))), Days(facts)
    draft = build(facts, outline, days)
    assert draft is not None
    return draft, outline_floors(facts, outline, days)


def solved(model, effort):
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    return solver if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


@pytest.mark.parametrize("sense", ["least", "most"])
@pytest.mark.parametrize("case", CASES)
def test_no_dates_of_a_draft_lie_beyond_the_ends_of_an_aim(case, sense):
    draft, _ = first_draft(case)
    attendances = expressions(draft)[ATTENDANCES], ends(draft)[ATTENDANCES]
    asked = [*zip(tiers(draft), ranges(draft), strict=True), attendances]
    found = []
    for aim, (low, high) in asked:
        model = draft.model.clone()
        model.minimize(aim) if sense == "least" else model.maximize(aim)
        solver = solved(model, 0.5)
        if solver is not None:
            found.append(low <= solver.value(aim) <= high)
    assert found
    assert all(found)


@pytest.mark.parametrize("case", CASES)
def test_no_dates_of_an_outline_come_to_less_than_its_floors(case):
    draft, floors = first_draft(case)
    for place, floor in floors.items():
        model = draft.model.clone()
        model.add(expressions(draft)[place] < floor)
        assert solved(model, 2.0) is None, place
