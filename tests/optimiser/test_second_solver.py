"""The same drafts through a second solver: the same least, aim by aim, and the same best of all."""

from itertools import product

import pytest
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from models.facts import Facts
from optimiser.aims.expressions import tidiness, tiers
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.options import best_dated
from optimiser.outline import outlines
from optimiser.solve import Effort, least
from tests.optimiser.second_solver import Told
from tests.optimiser.tiny import SEEDS, tiny

HIGHS, SCIP = mathopt.SolverType.HIGHS, mathopt.SolverType.GSCIP
WORLDS = SEEDS[:24]


def drafts(world: Facts):
    """The draft of every outline of a world, with what the outline itself costs."""
    for outline in outlines(world, candidates(world)):
        draft = build(world, outline, Days(world))
        if draft is not None:
            yield outline, draft


@pytest.mark.parametrize("seed", WORLDS)
def test_two_solvers_find_the_same_least_of_every_aim(seed):
    for _, draft in drafts(tiny(seed)):
        aims = (*tiers(draft), tidiness(draft)[0])
        ours = least(draft.model, aims, effort=Effort(60.0))
        theirs = Told(draft.model, HIGHS if seed % 2 else SCIP).least(aims)
        assert theirs == (None if ours is None else ours.values)
        assert ours is None or ours.proved


@pytest.mark.parametrize("seed", WORLDS[:12])
def test_the_second_solver_finds_the_same_best_package(seed):
    world = tiny(seed)
    vectors = []
    for outline, draft in drafts(world):
        aims = tiers(draft)  # before the model is told: an aim may add variables
        found = Told(draft.model, SCIP).least(aims)
        if found is not None:
            beyond, departures, *rest = found
            cost = outline.cost
            vectors.append((cost[0] + beyond, *cost[1:3], cost[3] + departures, *rest))
    best = best_dated(world, candidates(world), Effort(60.0))
    length = len(vectors[0]) if vectors else 0
    ours = None if best is None else best.measures.vector[:length]
    assert min(vectors, default=None) == ours


def test_the_worlds_hold_what_can_go_wrong():
    """Among them are drafts that cannot be met, and every kind of row told."""
    impossible, kinds = 0, set()
    for seed in WORLDS:
        for _, draft in drafts(tiny(seed)):
            tidiness(draft)
            impossible += least(draft.model, (), effort=Effort(60.0)) is None
            for row in draft.model.proto.constraints:
                enforced = "enforced " * bool(len(row.enforcement_literal))
                kinds |= {enforced + kind for kind in KINDS if getattr(row, f"has_{kind}")()}
    assert impossible >= 1
    assert kinds >= {*KINDS} - {"bool_and"} | {"enforced bool_and", "enforced linear"}


KINDS = ("bool_or", "bool_and", "at_most_one", "exactly_one", "linear", "lin_max")


# ---- the telling itself ------------------------------------------------------------------------


def small(post) -> cp_model.CpModel:
    model = cp_model.CpModel()
    things = [model.new_bool_var(name) for name in "abc"]
    number = model.new_int_var(-2, 3, "number")
    post(model, *things, number)
    return model


POSTS = {
    "or": lambda m, a, b, c, n: m.add_bool_or(a, b.negated()),
    "enforced or": lambda m, a, b, c, n: m.add_bool_or(a, b).only_enforce_if(c.negated()),
    "enforced and": lambda m, a, b, c, n: m.add_bool_and(a, b.negated()).only_enforce_if(c),
    "at most one": lambda m, a, b, c, n: m.add_at_most_one(a, b.negated(), c),
    "exactly one": lambda m, a, b, c, n: m.add_exactly_one(a, b, c.negated()),
    "sum": lambda m, a, b, c, n: m.add_linear_constraint(2 * a - 3 * b + n, -1, 2),
    "enforced sum": lambda m, a, b, c, n: m.add(2 * a + n >= 3).only_enforce_if(b, c.negated()),
    "enforced equal": lambda m, a, b, c, n: m.add(a + b + n == 0).only_enforce_if(c),
    "max": lambda m, a, b, c, n: m.add_max_equality(n, [a + b, 2 * c - 1]),
}


@pytest.mark.parametrize("kind", POSTS)
def test_each_kind_of_row_is_told_exactly(kind):
    """Of the 8 x 6 choices those that CP-SAT accepts are those the second solver accepts."""
    for values in product((0, 1), (0, 1), (0, 1), range(-2, 4)):
        model = small(POSTS[kind])
        for index, value in enumerate(values):
            model.add(model.get_int_var_from_proto_index(index) == value)
        ours = least(model, (), effort=Effort(5.0)) is not None
        told = Told(model, HIGHS)
        theirs = told.least((cp_model.LinearExpr.constant(0),)) is not None
        assert (values, theirs) == (values, ours)


def test_a_kind_of_row_that_is_not_told_is_refused():
    model = small(lambda m, a, b, c, n: m.add_bool_xor(a, b, c))
    with pytest.raises(NotImplementedError, match="not told"):
        Told(model, HIGHS)
