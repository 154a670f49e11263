"""A plan of all aims at once to begin with is near, and no stage turns on it."""

import numpy as np
import pytest
from attrs import evolve

import planning.staging
from models.placement import PlanAim
from optimiser.allocation.people import MEASURES, TRAVEL, UNMET, UNPLACED, WEEKS, WORK
from optimiser.allocation.search import WHOLE_PROOF
from planning.asking import Asked, no_clock
from planning.maker import Maker
from planning.seating import Struck
from planning.staging import staged
from planning.weighing import anyway, at_once, limited
from tests.planning import making_worlds

AIMS = tuple(PlanAim)


def parts(seed):
    region = evolve(making_worlds.region(seed), staffing=())
    maker = Maker(region, Asked(), None)
    return maker.seated(Struck(), maker.kept(Struck())).parts


def weights(instance):
    return {measure: instance.weights[measure] for measure in range(len(MEASURES))}


def test_a_settled_measure_keeps_its_weight_in_parts_of_the_stages_own():
    """A week weighs 600 minutes of work: a unit of need, 100,000 minutes, is 167 weeks."""
    (part, *_) = parts(5)
    held = limited(part.instance, WEEKS, [(UNMET, 3, 4)])
    assert weights(held) == {UNMET: 167, UNPLACED: 0, WEEKS: 1, WORK: 0, TRAVEL: 0}
    assert anyway(WEEKS, [(UNMET, 3, 4)]) == 4 * 167


def test_a_settled_measure_never_weighs_less_than_one():
    """A minute of work is half of two minutes of travel, and no weight is a half."""
    (part, *_) = parts(5)
    assert weights(limited(part.instance, TRAVEL, [(WORK, 0, 9)]))[WORK] == 1


def test_at_once_the_first_measure_is_ten_times_as_steep_beside_those_after_it():
    (part, *_) = parts(5)
    held = at_once(part.instance, (WEEKS, WORK, TRAVEL), [(UNMET, 3, 4)])
    assert weights(held) == {UNMET: 1_000_000, UNPLACED: 0, WEEKS: 6_000, WORK: 1, TRAVEL: 2}
    assert held.coupling.highest[-1] == 4


def test_at_once_need_is_steep_enough_as_it_is():
    (part, *_) = parts(5)
    held = at_once(part.instance, (UNMET, UNPLACED, WEEKS, WORK, TRAVEL))
    assert weights(held) == {UNMET: 100_000, UNPLACED: 100_000, WEEKS: 600, WORK: 1, TRAVEL: 2}
    assert np.array_equal(held.coupling.highest, part.instance.coupling.highest)


@pytest.mark.parametrize("seed", range(16))
def test_what_a_stage_begins_with_changes_neither_value_nor_bound(seed, monkeypatch):
    monkeypatch.setattr(planning.staging, "MANY", 0)
    asked = []
    ahead = planning.staging._Stages._begin
    monkeypatch.setattr(
        planning.staging._Stages,
        "_begin",
        lambda stages, measures: asked.append(measures[0]) or ahead(stages, measures),
    )
    found = [staged(one.instance, AIMS, WHOLE_PROOF, no_clock, one.company) for one in parts(seed)]
    assert set(asked) == {UNMET, WEEKS, WORK}
    monkeypatch.setattr(planning.staging, "MANY", 1_000)
    alone = [staged(one.instance, AIMS, WHOLE_PROOF, no_clock, one.company) for one in parts(seed)]
    assert [one.values for one in found] == [one.values for one in alone]
    assert [one.bounds for one in found] == [one.bounds for one in alone]
    assert all(one.values == one.bounds for one in found)
    assert len(asked) == 3 * len(found)


@pytest.mark.parametrize("many", [0, 1_000])
def test_stopped_before_it_begins_there_is_a_plan_and_a_bound_of_the_first_aim(many, monkeypatch):
    monkeypatch.setattr(planning.staging, "MANY", many)
    effort = evolve(WHOLE_PROOF, halted=lambda: True)
    for part in parts(7):
        found = staged(part.instance, AIMS, effort, no_clock, part.company)
        best = staged(part.instance, AIMS, WHOLE_PROOF, no_clock, part.company)
        assert found.values >= best.values
        assert found.bounds[0] <= best.values[0]
