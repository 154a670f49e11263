"""A model is let go of as soon as nothing holds it: no collector is waited for."""

import gc
import weakref

import pytest
from ortools.sat.python import cp_model

from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.linear import Flat, aim_at, at_least, at_most, constant, settle, weighted
from optimiser.model import Model
from optimiser.outline import outlines
from optimiser.solve import Effort, least
from tests.optimiser.tiny import tiny


@pytest.fixture
def uncollected():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_a_model_and_its_clone_go_with_their_last_holder(uncollected):
    model = Model()
    thing = model.new_bool_var("thing")
    model.add(thing >= 1)
    gone = [weakref.ref(model), weakref.ref(copy := model.clone())]
    assert len(copy.proto.constraints) == len(model.proto.constraints) == 1
    del model, copy, thing
    assert [one() for one in gone] == [None, None]


def test_a_boolean_is_the_same_as_the_library_makes_it():
    ours, theirs = Model(), cp_model.CpModel()
    for model in (ours, theirs):
        model.add_at_most_one(model.new_bool_var("one"), model.new_bool_var("other"))
    assert str(ours.proto) == str(theirs.proto)
    assert len(ours.proto.variables) == 2


def test_an_expression_taken_apart_comes_to_what_the_library_says():
    """Two things asked for twice over, a constant, and a sum of nothing: 3a + 3a - b + 7."""
    model = Model()
    one, other = model.new_int_var(0, 9, "a"), model.new_int_var(0, 9, "b")
    aim = weighted([(3, one), (-1, other)]) + 3 * one + 7
    model.add(one == 2)
    model.add(other == 5)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    solution = tuple(solver.response_proto.solution)
    assert Flat.of(aim).worth(solution) == solver.value(aim) == 6 * 2 - 5 + 7
    assert Flat.of(constant(4)) == Flat((), (), 4)


def test_an_aim_taken_apart_is_asked_for_as_the_library_asks():
    ours, theirs = Model(), Model()
    for model in (ours, theirs):
        things = [model.new_bool_var(f"thing {number}") for number in range(3)]
        aim = weighted((number + 2, thing) for number, thing in enumerate(things)) + 5
        theirs.minimize(aim) if model is theirs else aim_at(ours, Flat.of(aim))
    assert str(ours.proto) == str(theirs.proto)


def test_rows_of_what_was_taken_apart_are_the_library_s_own():
    """An aim of which a thing is asked twice and another falls out; and a number alone."""
    ours, theirs = Model(), Model()
    for model in (ours, theirs):
        one, other, third = (model.new_bool_var(f"thing {number}") for number in range(3))
        for aim in (weighted([(4, third), (2, one), (1, other)]) - other + one + 5, constant(3)):
            if model is theirs:
                model.add(aim <= 9)
                model.add(aim >= 2)
            else:
                at_most(model, Flat.of(aim), 9)
                at_least(model, Flat.of(aim), 2)
    assert str(ours.proto) == str(theirs.proto)
    assert len(ours.proto.constraints) == 4


def test_what_is_settled_has_one_value_and_all_else_its_own():
    model = Model()
    things = [model.new_int_var(0, 9, f"thing {number}") for number in range(3)]
    settle(model, [(things[0].index, 4), (things[2].index, 0)])
    assert [list(one.domain) for one in model.proto.variables] == [[4, 4], [0, 9], [0, 0]]
    assert len(model.proto.constraints) == 0


def test_weighed_sums_of_what_was_taken_apart_are_those_of_the_library():
    model = Model()
    one, other, third = (model.new_bool_var(f"thing {number}") for number in range(3))
    first, second = weighted([(3, third), (2, one)]) + 4, weighted([(-6, third), (1, other)])
    together = weighted([(2, first - 4), (1, second - 1)])
    flat = Flat.combined([(2, Flat.of(first), -4), (1, Flat.of(second), -1)])
    assert flat == Flat.of(together) == Flat((0, 1), (4, 1), -1)


def test_a_draft_that_was_solved_goes_with_its_last_holder(uncollected):
    facts = tiny(0)
    outline = next(outlines(facts, candidates(facts)))
    draft = build(facts, outline, Days(facts))
    assert least(draft.model, (draft.months,), effort=Effort(5.0)) is not None
    gone = weakref.ref(draft.model)
    del draft
    assert gone() is None
