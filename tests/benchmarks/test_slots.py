"""The plain models answer as ours does, wherever both prove: on tiny worlds of every kind."""

import pytest
from ortools.sat.python import cp_model

from benchmarks.mixed import Mixed, mixed_optimum, staged
from benchmarks.packages import optimum
from benchmarks.slots import slot_draft
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.options import best_dated
from optimiser.outline import outlines
from optimiser.solve import Effort
from tests.optimiser.tiny import tiny

# Two of each kind of tiny world.
SEEDS = (1, 3, 4, 9, 10, 11, 12, 18, 20, 21, 22, 23)


def ours(facts):
    dated = best_dated(facts, candidates(facts), Effort(30.0))
    assert dated is None or dated.proved
    return None if dated is None else dated.measures.vector


@pytest.mark.parametrize("seed", SEEDS)
def test_slot_by_slot_and_as_a_mixed_programme_the_optimum_is_ours(seed):
    facts = tiny(seed)
    expected = ours(facts)
    plain, mixed = optimum(facts), mixed_optimum(facts)
    assert plain.proved
    assert mixed.proved
    assert plain.vector == expected
    assert mixed.vector == expected


def test_where_nothing_is_possible_neither_finds_anything():
    facts = tiny(8)
    assert ours(facts) is None
    assert optimum(facts).vector is None
    assert mixed_optimum(facts).vector is None


def test_every_start_of_an_appointment_is_a_boolean():
    facts = tiny(3)
    outline = next(iter(outlines(facts, candidates(facts))))
    plain, days = slot_draft(facts, outline, Days(facts)), build(facts, outline, Days(facts))
    # The officer is open an hour at steps of half an hour for half an hour: two starts a day.
    starts = [
        plain.starts(key, day) for key in plain.streams if key.startswith("contact")
        for day in plain.present(key)
    ]  # fmt: skip
    assert starts
    assert {len(found) for found in starts} <= {1, 2}
    assert max(len(found) for found in starts) == 2
    assert len(plain.model.proto.variables) > len(days.model.proto.variables)


def test_a_row_only_enforced_says_nothing_otherwise():
    model = cp_model.CpModel()
    number, on = model.new_int_var(0, 9, "number"), model.new_bool_var("on")
    model.add(number >= 7).only_enforce_if(on)
    # With the row off the least is 0; the second aim wants it on, but the first comes first.
    assert staged(Mixed(model), (number + 0, 1 - on)) == (0, 1)
    assert staged(Mixed(model), (1 - on, number + 0)) == (0, 7)


def test_what_has_no_row_is_refused():
    model = cp_model.CpModel()
    number = model.new_int_var(0, 9, "number")
    model.add(number != 4)
    with pytest.raises(ValueError, match="no row"):
        Mixed(model)
