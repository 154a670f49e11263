"""Aims in stages: what is settled is held to, from above and, with few hands, from below."""

import numpy as np
from attrs import evolve

from models.region import Staffing
from optimiser.allocation.people import TRAVEL, UNMET
from planning.asking import Asked
from planning.maker import Maker
from planning.seating import Struck
from planning.staging import limited
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
