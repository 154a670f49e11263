"""Aims solved one after another: least, bounded, beaten, impossible."""

import pytest
from ortools.sat.python import cp_model

from optimiser.aims.expressions import tiers
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.linear import total, weighted
from optimiser.neatness import neatened
from optimiser.outline import outlines
from optimiser.solve import Beaten, Effort, Exhausted, least, nearer
from optimiser.tally import Tally
from tests.optimiser.tiny import tiny


def three() -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """Three things of which at least two are taken; they cost 1, 2 and 4."""
    model = cp_model.CpModel()
    things = [model.new_bool_var(name) for name in "abc"]
    model.add(total(things) >= 2)
    return model, things


def test_the_second_aim_is_least_among_the_least_of_the_first():
    model, (a, b, c) = three()
    # The first aim spares a; of the rest both are taken: 2 + 4.
    solved = least(model, (total([a]), weighted([(2, b), (4, c)])), effort=Effort(5.0))
    assert solved is not None
    assert solved.values == (0, 6)
    assert solved.proved


def test_a_model_that_cannot_be_met_has_no_least():
    model, things = three()
    model.add(total(things) <= 1)
    assert least(model, (total(things),), effort=Effort(5.0)) is None


@pytest.mark.parametrize(("in_hand", "beaten"), [(2, True), (3, False)])
def test_what_cannot_be_as_good_as_the_answer_in_hand_is_beaten(in_hand, beaten):
    model, (a, b, c) = three()
    cost = weighted([(1, a), (2, b), (4, c)])  # 1 + 2 = 3 at the least
    if beaten:
        with pytest.raises(Beaten):
            least(model, (cost,), beat=(in_hand,), effort=Effort(5.0))
    else:
        solved = least(model, (cost,), beat=(in_hand,), effort=Effort(5.0))
        assert solved is not None
        assert solved.values == (3,)


def test_aims_to_be_met_exactly_are_impossible_one_below_their_least():
    model, things = three()
    aims = (total(things),)
    assert least(model, aims, floors=(1,), exactly=1, effort=Effort(5.0)) is None
    met = least(model, aims, floors=(2,), exactly=1, effort=Effort(5.0))
    assert met is not None
    assert met.values == (2,)


def test_effort_is_used_up_by_solving():
    model, things = three()
    effort = Effort(5.0)
    least(model, (total(things),), effort=effort)
    assert effort.left < 5.0


@pytest.mark.parametrize("seed", range(6))
def test_tidied_dates_that_better_an_unproved_aim_are_counted_as_they_are(seed):
    world = tiny(seed)
    outline = next(outlines(world, candidates(world)))
    draft = build(world, outline, Days(world))
    assert draft is not None
    aims = tiers(draft)
    some = least(draft.model, (), effort=Effort(5.0))
    assert some is not None
    # Any dates at all, with nothing proved of them: what they come to is all that is known.
    unproved = least(draft.model, aims, effort=Effort(0.0), hint=some.solution)
    assert unproved is not None
    neat = neatened(draft, unproved)
    assert neat.values == tuple(neat.worth(aim) for aim in aims)


def test_nearer_keeps_what_stays_and_lowers_only_the_rest():
    # At least two of three, costing 1, 2 and 4: from b and c (6), a kept out leaves no other way;
    # b kept, a takes the place of c: 3, which is the least there is.
    model, (a, b, c) = three()
    cost = weighted([(1, a), (2, b), (4, c)])
    assert nearer(model, cost, (0, 1, 1), [[a]], turns=3, each=1.0) == (0, 1, 1)
    assert nearer(model, cost, (0, 1, 1), [[a], [b]], turns=3, each=1.0) == (1, 1, 0)
    # One turn is spent on the first kept.
    assert nearer(model, cost, (0, 1, 1), [[a], [b]], turns=1, each=1.0) == (0, 1, 1)


def test_nearer_asks_no_part_again_whose_effort_was_not_enough(monkeypatch):
    model = cp_model.CpModel()
    a, b = model.new_bool_var("a"), model.new_bool_var("b")
    asked = []

    def solve(tally, work, floor):
        """The second part runs out each time, the first comes to something better."""
        low, high = work.proto.variables[a.index].domain
        asked.append("b" if low == high else "a")
        tally.effort.left -= 2.0 if asked[-1] == "b" else 0.5
        if asked[-1] == "a":
            tally.solution = (tally.solution[0] - 1, tally.solution[1])

    monkeypatch.setattr(Tally, "solve", solve)
    # After the first is better only the second is left, and it was not done: no more is asked.
    assert nearer(model, a + b, (9, 1), [[a], [b]], turns=6, each=1.0) == (8, 1)
    assert asked == ["b", "a"]



def test_effort_spent_before_anything_less_is_found_is_not_read_as_none():
    model = cp_model.CpModel()
    tier = model.new_int_var(0, 9, "tier")
    model.add(tier >= 1)
    # In hand is 5; what is known is a solution of 7, which is no answer to "less than 5?".
    with pytest.raises(Exhausted):
        least(model, (tier,), beat=(5,), strictly=True, effort=Effort(0.0), hint=(7,))


def test_the_first_solution_is_heard_of_and_no_other():
    model, things = three()
    heard = []
    found = least(model, (total(things),), effort=Effort(5.0), heard=heard.append)
    assert found is not None
    [first] = heard
    # At least two of three: nothing more is said of the first.
    assert len(first) == 3
    assert sum(first) >= 2 == found.values[0]


def test_what_is_raised_on_hearing_ends_the_solve():
    model, things = three()

    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        least(model, (total(things),), effort=Effort(5.0), heard=interrupt)
