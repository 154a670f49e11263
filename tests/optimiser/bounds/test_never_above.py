"""No ideal is ever above a package of its structure that keeps every should."""

import pytest

from optimiser.amounts import longest_months
from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.build import horizon_of
from optimiser.days import Days
from optimiser.structures import Unfolding, beginnings
from tests.optimiser.bounds.worlds import structures
from tests.optimiser.tiny import SEEDS, tiny


@pytest.mark.parametrize("seed", SEEDS)
def test_an_ideal_is_never_above_a_package(seed):
    world = tiny(seed)
    bounds = Bounds(Tables(world, Days(world)))
    above = []
    for held in structures(seed):
        ideal = bounds.ideal(held.outline, held.runs, held.months)
        if ideal is None or ideal.aims > held.least[4:]:
            above.append((held, ideal))
    assert above == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ideal_of_several_lengths_is_never_above_a_package_of_any(seed):
    world = tiny(seed)
    bounds = Bounds(Tables(world, Days(world)))
    above = []
    for held in structures(seed):
        for least in range(1, held.months + 1):
            most = longest_months(world)
            ideal = bounds.ideal(held.outline, held.runs, least, most=most)
            if ideal is None or ideal.aims > held.least[4:]:
                above.append((held, least, ideal))
    assert above == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_beginning_is_above_what_follows_it(seed):
    world = tiny(seed)
    bounds = Bounds(Tables(world, Days(world)))
    above = []
    for held in structures(seed):
        unfolding = Unfolding(world, held.outline, bounds, horizon_of(world, held.outline))
        loose = unfolding.loose
        chosen: dict = {}
        for code, _ in [(part.code, runs) for part, runs in unfolding.parts]:
            ways = {runs[code].id: (runs, cost) for runs, cost in beginnings(unfolding, chosen)}
            chosen, cost = ways[held.runs[code].id]
            vector = unfolding.vector(cost, loose, unfolding.fewest_months)
            if vector > held.least:
                above.append((held, chosen, vector))
    assert above == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(SEEDS), 480))
def test_an_ideal_is_never_above_a_package_of_more_worlds(seed):
    test_an_ideal_is_never_above_a_package(seed)


def test_the_worlds_hold_structures_of_every_kind():
    """Some ideals are met and some are not; some packages lose work, some meet a group."""
    shown = {"met": 0, "below": 0, "loss": 0, "group": 0, "alone": 0}
    for seed in SEEDS:
        world = tiny(seed)
        bounds = Bounds(Tables(world, Days(world)))
        for held in structures(seed):
            ideal = bounds.ideal(held.outline, held.runs, held.months)
            met = ideal is not None and ideal.aims == held.least[4:]
            shown["met" if met else "below"] += 1
            shown["loss"] += held.least[4] > 0
            shown["group" if held.runs else "alone"] += 1
    assert min(shown.values()) >= 5, shown
