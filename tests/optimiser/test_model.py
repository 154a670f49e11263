"""A model is let go of as soon as nothing holds it: no collector is waited for."""

import gc
import weakref

import pytest

from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
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


def test_a_draft_that_was_solved_goes_with_its_last_holder(uncollected):
    facts = tiny(0)
    outline = next(outlines(facts, candidates(facts)))
    draft = build(facts, outline, Days(facts))
    assert least(draft.model, (draft.months,), effort=Effort(5.0)) is not None
    gone = weakref.ref(draft.model)
    del draft
    assert gone() is None
