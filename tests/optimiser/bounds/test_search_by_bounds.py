"""The search with bounds finds what dating every structure of every outline finds."""

import pytest

from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.build import horizon_of
from optimiser.candidates import candidates
from optimiser.dating import date_outline, date_structures
from optimiser.days import Days
from optimiser.options import best_dated
from optimiser.outline import outlines
from optimiser.solve import Effort
from optimiser.structures import Structures, Unfolding, beginnings
from tests.optimiser.bounds.worlds import structures
from tests.optimiser.tiny import SEEDS, tiny


def every_structure(unfolding):
    """Runs and months of each structure of an outline, whatever its bound."""
    chosen = [{}]
    for _ in unfolding.parts:
        chosen = [runs for begun in chosen for runs, _ in beginnings(unfolding, begun)]
    for runs in chosen:
        for months in unfolding.months(runs):
            yield runs, months


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_the_search_ends_with_the_best_of_all_structures(seed):
    world = tiny(seed)
    days = Days(world)
    bounds = Bounds(Tables(world, days))
    vectors = []
    for outline in outlines(world, candidates(world)):
        unfolding = Unfolding(world, outline, bounds, horizon_of(world, outline))
        for runs, months in every_structure(unfolding):
            ideal = bounds.ideal(outline, runs, months)
            if ideal is not None:
                only = Structures(outline, (runs,), range(months, months + 1))
                dated = date_structures(world, only, [ideal], days, Effort(60.0))
                vectors += [dated.measures.vector] if dated is not None else []
        whole = date_outline(world, outline, days, Effort(60.0))
        vectors += [whole.measures.vector] if whole is not None else []
    found = best_dated(world, candidates(world), Effort(60.0))
    assert min(vectors, default=None) == (None if found is None else found.measures.vector)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_package_is_of_a_structure_that_is_unfolded(seed):
    world = tiny(seed)
    bounds = Bounds(Tables(world, Days(world)))
    left_out = []
    for held in structures(seed):
        unfolding = Unfolding(world, held.outline, bounds, horizon_of(world, held.outline))
        unfolded = [
            ({run.id for run in runs.values()}, months)
            for runs, months in every_structure(unfolding)
        ]
        inside = held.months <= unfolding.horizon.months  # no longer order is ever needed
        if inside and ({run.id for run in held.runs.values()}, held.months) not in unfolded:
            left_out.append(held)
    assert left_out == []
