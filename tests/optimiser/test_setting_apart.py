"""What sets an option apart is asked of aims it can be better in, and of no others."""

import pytest
from attrs import evolve
from ortools.sat.python import cp_model

from commands.knowing import facts_of
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.narrowed import Narrowed, bettered
from optimiser.narrowing import Narrowing
from optimiser.options import best_dated
from optimiser.orders import AIMS, TRAVEL, WORK, ends, expressions, figures
from optimiser.outline import outlines
from optimiser.solve import Effort


@pytest.fixture(scope="module")
def found():
    """A case's best package and a draft of the outline it comes from."""
    facts, _ = facts_of("football-violence", None, None)
    outline = next(outlines(facts, candidates(facts)))
    best = best_dated(facts, candidates(facts), Effort(30.0))
    assert best is not None
    assert best.outline.codes == outline.codes
    return facts, outline, best


def narrowed(facts, outline, least):
    draft = build(facts, outline, Days(facts))
    assert draft is not None
    return Narrowed(draft, expressions(draft), ends(draft), None, least)


def holds_as_much_travel(found, least):
    """Whether the draft set apart holds dates that travel as much as the best."""
    facts, outline, best = found
    held = narrowed(facts, outline, least)
    held.set_apart([best], costed=True)
    held.draft.model.add(held.aims[TRAVEL] >= figures(best.measures)[TRAVEL])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 20.0
    return solver.solve(held.draft.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def test_what_can_be_better_in_travel_alone_travels_less(found):
    _, _, best = found
    known = {
        place: value for place, value in enumerate(figures(best.measures)[:AIMS]) if place != TRAVEL
    }
    assert not holds_as_much_travel(found, known)


def test_what_may_be_better_in_another_aim_may_travel_as_much(found):
    assert holds_as_much_travel(found, {})


@pytest.mark.parametrize("more", [0, 1])
def test_little_is_promised_where_travel_alone_can_be_better(found, more):
    facts, outline, best = found
    mine = figures(best.measures)
    limits = {WORK: mine[WORK] + 1200}
    alone = {**dict(enumerate(mine[:AIMS])), TRAVEL: mine[TRAVEL] - 1}
    narrowing = Narrowing(facts, outline, Days(facts), limits, 0, 0, Effort(1.0), alone=alone)
    # A minute more of work for the option, and work can be better as well.
    vector = (*mine[:WORK], mine[WORK] + more, *mine[WORK + 1 : AIMS])
    option = evolve(best, measures=evolve(best.measures, work=vector[WORK]))
    assert narrowing.little_better([option]) is (more == 0)


@pytest.mark.parametrize(("less", "aims"), [(0, []), (1, [TRAVEL])])
def test_what_comes_to_as_much_in_every_aim_betters_nothing(found, less, aims):
    _, _, best = found
    mine = figures(best.measures)
    least = {**dict(enumerate(mine[:AIMS])), TRAVEL: mine[TRAVEL] - less}
    assert bettered(best.measures, least) == aims
