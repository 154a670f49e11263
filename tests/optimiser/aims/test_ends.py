"""What is said of an aim's ends holds for packages: the least of each aim, and the most of each."""

import pytest
from attrs import evolve
from ortools.sat.python import cp_model

from commands.knowing import facts_of
from models.timetable import Slot
from optimiser.aims.expressions import ranges, tiers
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.orders import ATTENDANCES, ends, expressions
from optimiser.outline import outlines
from optimiser.outline_floors import outline_floors
from tests.house.worlds import TEN, candidate, cohort, draft, outline, unrolled
from tests.models.rules.build import exactly, facts, leg, programme, requirement

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


def test_of_two_groups_the_longer_sets_the_most_minutes():
    # Two sessions of an hour come to 120 minutes, two of an hour and a half to 180.
    course = programme("course", leg(sessions=exactly(2)))
    longer = tuple(Slot(weekday, TEN, TEN + 90) for weekday in (1, 4))
    groups = cohort("course", 7, weekdays=(0, 3)), evolve(
        cohort("course", 8, id="longer"), slots=longer
    )
    world = facts(entries=(requirement("programme"), course))
    part = candidate(
        course, carriers=("programme",), runs=unrolled(course, *groups, facts=world)
    )
    held = outline(candidate(requirement("programme")), parts=(part,))
    assert ranges(draft(world, held))[-1] == (0, 180)
