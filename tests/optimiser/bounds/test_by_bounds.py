"""Where bounds alone prove the first option: no structure of the world is bounded lower."""

import pytest

from optimiser.bounds.ideal import Bounds
from optimiser.bounds.scene import Tables
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.options import best_dated, propose
from optimiser.solve import Effort
from optimiser.tracing import Trace
from tests.optimiser.bounds.worlds import structures
from tests.optimiser.tiny import tiny

SEEDS = range(24)


def told(seed):
    """The best of a world, and whether bounds alone prove it."""
    world, trace = tiny(seed), Trace()
    best = best_dated(world, candidates(world), Effort(60.0), trace=trace)
    return best, best is not None and trace.by_bounds(best)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_structure_is_bounded_lower_where_bounds_alone_prove_the_best(seed):
    best, by_bounds = told(seed)
    if best is None or not by_bounds:
        return
    world = tiny(seed)
    bounds = Bounds(Tables(world, Days(world)))
    for held in structures(seed):
        ideal = bounds.ideal(held.outline, held.runs, held.months)
        assert ideal is not None
        assert (*held.outline.cost, *ideal.aims) >= best.measures.vector


def test_some_worlds_are_proved_by_bounds_alone_and_some_are_not():
    shown = [by_bounds for best, by_bounds in map(told, SEEDS) if best is not None]
    assert min(shown.count(True), shown.count(False)) >= 3, shown


def test_what_is_not_proved_is_not_proved_by_bounds():
    trace = Trace()
    world = tiny(next(seed for seed in SEEDS if told(seed)[1]))
    best = best_dated(world, candidates(world), Effort(60.0), trace=trace)
    assert best is not None
    vector = best.measures.vector
    trace.drafted.append((*vector[:-1], vector[-1] - 1))
    assert not trace.by_bounds(best)


def test_an_answer_without_an_option_tells_nothing():
    answers = [propose(tiny(seed)) for seed in range(48)]
    assert {answer.by_bounds is None for answer in answers if not answer.options} == {True}
    assert {answer.by_bounds is None for answer in answers if answer.options} == {False}
