"""Aims in stages: what is settled is held to, from above and, with few hands, from below."""

import numpy as np
import pytest
from attrs import evolve

import planning.staging
from models.region import Staffing
from optimiser.allocation.company import NOBODY_SHORT
from optimiser.allocation.people import TRAVEL, UNMET, WORK
from optimiser.allocation.search import WHOLE_PROOF
from planning.asking import Asked, no_clock
from planning.maker import Maker
from planning.seating import Struck
from planning.staging import _Stages, begun
from planning.weighing import limited
from tests.planning import making_worlds


def instance(*staffing):
    maker = Maker(evolve(making_worlds.region(5), staffing=staffing), Asked(), None)
    return maker.seated(Struck(), maker.kept(Struck())).parts[0].instance


def test_with_few_hands_no_settled_aim_is_thought_below_its_bound():
    held = limited(instance(Staffing("town", sessions=1)), TRAVEL, [(UNMET, 3, 4)])
    assert (held.coupling.lowest[-1], held.coupling.highest[-1]) == (3, 4)


def test_without_a_limit_a_settled_aim_is_held_from_above_alone():
    held = limited(instance(), TRAVEL, [(UNMET, 3, 4)])
    assert (held.coupling.lowest[-1], held.coupling.highest[-1]) == (-np.inf, 4)


@pytest.mark.parametrize(
    ("bound", "kept", "most", "wide"),
    [(3, (0, 0), 0, False), (4, (0, 0), 0, True), (3, None, 0, True), (3, (0, 0), 500, True)],
)
def test_only_a_gap_beside_company_in_many_kinds_is_not_carried_on(
    bound, kept, most, wide, monkeypatch
):
    monkeypatch.setattr(planning.staging, "MOST_BRANCHED", most)
    stages = _Stages(instance(), WHOLE_PROOF, no_clock, NOBODY_SHORT, begun)
    stages.kept, stages.settled = kept, [(TRAVEL, bound, 4)]
    assert stages._effort(stages.instance).wide is wide


def test_a_settled_aim_is_held_to_what_none_falls_below_whatever_its_company(monkeypatch):
    """In good company nobody loses less than 9; without it 5 can be had, and a plan of the next aim
    that is sought without company may lose as little.
    """

    def bettered(stages, held):
        stages.alone = 5
        return 9

    monkeypatch.setattr(_Stages, "_bettered", bettered)
    monkeypatch.setattr(planning.staging, "total", lambda *_: 9)
    stages = _Stages(
        instance(Staffing("town", sessions=1)), WHOLE_PROOF, no_clock, NOBODY_SHORT, begun
    )
    stages.best = object()
    assert stages.sum([WORK, TRAVEL]) == (9, 9)
    held = limited(stages.instance, TRAVEL, stages.held_to)
    assert (held.coupling.lowest[-1], held.coupling.highest[-1]) == (5, 9)
    assert stages.settled == [(WORK, 9, 9)]
