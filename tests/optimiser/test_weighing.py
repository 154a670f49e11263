"""Several aims in one solve come to the same as one after another."""

from itertools import product

import pytest

from models.errors import InternalDisagreement
from optimiser.solve import Effort, least
from optimiser.weighing import MOST, Scale, least_weighed
from tests.optimiser.one_of import asked_both_ways, one_of

RANGES = ((0, 3), (2, 4), (0, 6))
PACKAGES = [(2, 3, 1), (1, 4, 0), (1, 2, 5), (1, 2, 4), (3, 2, 0)]


def world(packages=PACKAGES):
    """One of these packages is chosen; each tier is what it comes to in one aim."""
    model, tiers, _ = one_of(packages)
    return model, tiers


def test_a_number_stands_for_its_values_and_counts_the_first_most():
    scale = Scale(RANGES)
    assert scale.weights == (21, 7, 1)  # 3 x 7, 7, 1
    every = list(product(*(range(low, high + 1) for low, high in RANGES)))
    assert [scale.values(scale.number(one)) for one in every] == every
    assert sorted(every, key=scale.number) == every
    assert scale.number((1,)) == 21


def test_the_least_of_all_aims_is_that_of_one_after_another():
    model, tiers = world()
    staged = least(model, tiers, effort=Effort(1.0))
    at_once = least_weighed(model, tiers, RANGES, effort=Effort(1.0))
    assert staged is not None
    assert at_once is not None
    assert at_once.values == staged.values == (1, 2, 4)
    assert at_once.proved


@pytest.mark.parametrize("strictly", [False, True])
@pytest.mark.parametrize("places", [1, 2, 3])
def test_whatever_is_in_hand_the_answer_is_as_one_after_another(strictly, places):
    for beat in product(range(5), range(1, 6), range(8)):
        asked_both_ways(world, RANGES, beat[:places], strictly=strictly)


def test_floors_that_hold_in_turn_and_tiers_met_exactly():
    model, tiers = world()
    found = least_weighed(model, tiers, RANGES, floors=(1, 2, 1), exactly=1, effort=Effort(1.0))
    assert found is not None
    assert (found.values, found.bounds) == ((1, 2, 4), (1, 2, 4))
    assert least_weighed(model, tiers, RANGES, floors=(0,), exactly=1, effort=Effort(1.0)) is None


def test_a_tier_that_has_to_be_met_is_met_by_less_as_well():
    # At most 2 is asked of the first: the least of the others is what has 1 of it.
    model, tiers = world([(1, 2, 4), (2, 3, 1)])
    found = least_weighed(model, tiers, RANGES, floors=(2,), exactly=1, effort=Effort(1.0))
    assert found is not None
    assert (found.values, found.worth(tiers[0])) == ((2, 2, 4), 1)


def test_aims_too_wide_for_one_number_are_solved_in_turn():
    model, tiers = world()
    wide = ((0, 3), (0, MOST // 4), (0, 6))
    found = least_weighed(model, tiers, wide, effort=Effort(1.0))
    assert found is not None
    assert found.values == (1, 2, 4)


def test_an_aim_outside_its_range_is_an_internal_error():
    model, tiers = world([(1, 2, 9)])
    with pytest.raises(InternalDisagreement):
        least_weighed(model, tiers, ((0, 3), (2, 4), (0, 6)), effort=Effort(1.0))
