"""The optimiser against every package there is: on tiny worlds the least vector is the same."""

from functools import cache

import pytest

from models.rules.visits import visits
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.search import PATIENCE
from optimiser.solve import Effort
from tests.optimiser.every_package import least_vector
from tests.optimiser.tiny import SEEDS, tiny


@cache
def least_of(seed):
    return least_vector(tiny(seed))


def found_at_once(seed):
    """The best of a world is the best of all its packages, and proved."""
    world = tiny(seed)
    found = best_dated(world, candidates(world), Effort(60.0))
    assert least_of(seed) == (None if found is None else found.measures.vector)
    assert found is None or found.proved


@pytest.mark.parametrize("patience", [PATIENCE, 0])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_of_every_package(seed, patience, monkeypatch):
    """Without patience, what is dated may have no dates: nothing of it waits on (it hung)."""
    monkeypatch.setattr("optimiser.search.PATIENCE", patience)
    found_at_once(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(SEEDS), 480))
def test_the_best_of_every_package_of_more_worlds(seed):
    found_at_once(seed)


def test_the_worlds_are_not_all_alike():
    """Among the worlds are unavoidable loss, linked visits, departures, and no package at all."""
    shown = {"loss": 0, "linked": 0, "departures": 0, "conditions": 0, "curfew": 0, "none": 0}
    for seed in SEEDS:
        world = tiny(seed)
        found = best_dated(world, candidates(world), Effort(60.0))
        if found is None:
            shown["none"] += 1
            continue
        measures = found.measures
        shown["loss"] += measures.work > 0
        shown["linked"] += any(len(v.sessions) > 1 for v in visits(found.package, world))
        shown["departures"] += measures.practice + measures.proportionality > 0
        shown["conditions"] += measures.conditions > 0
        shown["curfew"] += measures.curfew > 0
    assert min(shown.values()) >= 2, shown
