"""Aims counted in the steps they can come in, and what betters an answer between two steps."""

from itertools import product

import pytest
from ortools.sat.python import cp_model

from optimiser.linear import Flat, constant
from optimiser.solve import Effort
from optimiser.steps import Steps, in_steps, wanted
from optimiser.weighing import Scale, least_weighed
from tests.optimiser.one_of import asked_both_ways, one_of

# Minutes of work in tens, travel in fives above three, days as they come.
PACKAGES = [(20, 8, 1), (10, 18, 0), (10, 8, 5), (10, 8, 4), (30, 3, 0)]
RANGES = ((0, 40), (0, 19), (0, 6))


def world():
    model, aims, _ = one_of(PACKAGES, above=(0, 3, 0))
    return model, aims


def test_steps_are_the_greatest_common_measure_and_what_is_left_over():
    _, (works, travels, days) = world()
    assert Steps.of(Flat.of(works)) == Steps(10, 0)
    assert Steps.of(Flat.of(travels)) == Steps(5, 3)
    assert Steps.of(Flat.of(days)) == Steps(1, 0)
    assert Steps.of(Flat.of(constant(7))) == Steps(1, 0)


def test_a_value_on_a_step_and_one_beside_it():
    fives = Steps(5, 3)
    assert (fives.down(13), fives.up(13), fives.value(2)) == (2, 2, 13)  # 3 + 2 x 5
    assert (fives.down(12), fives.up(14)) == (1, 3)
    assert fives.range(4, 19) == (1, 3)  # 8, 13 and 18
    assert fives.range(4, 7) == (1, 1)  # none lies there: its least stands


def test_a_scale_of_steps_is_as_many_times_shorter():
    _, aims = world()
    steps = [Steps.of(Flat.of(aim)) for aim in aims]
    ranges = [step.range(*ends) for step, ends in zip(steps, RANGES, strict=True)]
    assert ranges == [(0, 4), (0, 3), (0, 6)]
    assert Scale(tuple(ranges)).weights == (28, 7, 1)  # not 140, 7, 1


@pytest.mark.parametrize("place", range(len(PACKAGES)))
def test_what_an_aim_comes_to_is_its_steps_and_the_rest(place):
    model, aims = world()
    bare = cp_model.CpSolver()
    bare.parameters.num_workers = 1
    for aim, value in zip(aims, PACKAGES[place], strict=True):
        model.add(aim == value)
    assert bare.solve(model) == cp_model.OPTIMAL
    for aim in aims:
        flat, solution = Flat.of(aim), tuple(bare.response_proto.solution)
        step = Steps.of(flat)
        assert step.value(in_steps(flat, step).worth(solution)) == bare.value(aim)


def test_an_answer_between_two_steps_is_bettered_by_the_lower_whatever_follows():
    steps = (Steps(10), Steps(5, 3), Steps())
    assert wanted((10, 18, 4), steps, strictly=True) == ((1, 3, 4), True)
    assert wanted((10, 18, 4, 9), steps, strictly=True) == ((1, 3, 4, 9), True)
    assert wanted((10, 19, 0, 9), steps, strictly=True) == ((1, 3), False)
    assert wanted((10,), steps, strictly=True) == ((1,), True)


@pytest.mark.parametrize("strictly", [False, True])
@pytest.mark.parametrize("places", [1, 2, 3])
def test_whatever_is_in_hand_the_answer_is_as_one_aim_after_another(strictly, places):
    for beat in product((9, 10, 15, 20), (3, 7, 8, 9, 18), (0, 4, 5)):
        asked_both_ways(world, RANGES, beat[:places], strictly=strictly)


def test_floors_between_steps_are_rounded_up_and_aims_met_exactly_are_not():
    model, aims = world()
    found = least_weighed(model, aims, RANGES, floors=(10, 4, 2), exactly=1, effort=Effort(1.0))
    assert found is not None
    assert (found.values, found.bounds) == ((10, 8, 4), (10, 8, 4))
    assert least_weighed(model, aims, RANGES, floors=(9,), exactly=1, effort=Effort(1.0)) is None
