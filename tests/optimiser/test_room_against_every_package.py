"""The room to miss that is chosen, against every package of a tiny world that is as good in all
earlier aims."""

from functools import cache

import pytest

from models.facts import Facts
from models.fault import Aim
from optimiser.candidates import candidates
from optimiser.dating import Dated
from optimiser.options import best_dated
from optimiser.solve import Effort
from tests.optimiser.every_package import packages
from tests.optimiser.further import weighed
from tests.optimiser.roomy import roomy

SEEDS = range(16)
# With a curfew worlds of thousands of packages.
LARGEST = (1, 3)


@cache
def found(seed: int, *, tagged: bool = False) -> Dated | None:
    world = roomy(seed, tagged=tagged)
    return best_dated(world, candidates(world), Effort(60.0))


@cache
def everything(seed: int, *, tagged: bool = False) -> tuple[int, ...] | None:
    """The least vector of all packages, then the most and the least room of those that have it."""
    world: Facts = roomy(seed, tagged=tagged)
    every = [
        one
        for package in packages(world)
        if (one := weighed(package, world)) is not None
    ]
    if not every:
        return None
    least = min(one.measures.vector for one in every)
    room = [one.measures.forgiveness for one in every if one.measures.vector == least]
    return (*least, max(room), min(room))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_most_room_of_every_package_as_good_otherwise(seed):
    best, every = found(seed), everything(seed)
    if best is None or every is None:
        assert best is every is None
        return
    *least, most, _ = every
    assert best.measures.vector == tuple(least)
    assert best.measures.forgiveness == most
    status = best.status[-1]
    assert (status.aim, status.proved, status.value, status.bound) == (
        Aim.FORGIVENESS, True, most, most,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(len(SEEDS), 240))
def test_the_most_room_of_every_package_of_more_worlds(seed):
    test_the_most_room_of_every_package_as_good_otherwise(seed)


@pytest.mark.parametrize("seed", [n for n in range(8) if n not in LARGEST])
def test_no_package_with_a_curfew_has_more_room(seed):
    # The packages looked at have for each weekday one window of those that cost as little.
    best, every = found(seed, tagged=True), everything(seed, tagged=True)
    if best is None or every is None:
        assert best is every is None
        return
    *least, most, _ = every
    assert best.measures.vector == tuple(least)
    assert best.measures.forgiveness >= most
    assert best.status[-1].proved


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*LARGEST, *range(8, 160)])
def test_no_package_with_a_curfew_of_more_worlds_has_more_room(seed):
    test_no_package_with_a_curfew_has_more_room(seed)


def test_the_worlds_are_not_all_alike():
    """Among them are none with room, all with room, and those in which it has to be chosen."""
    shown = {"never": 0, "always": 0, "chosen": 0}
    for seed in SEEDS:
        every = everything(seed)
        if every is not None:
            *_, most, least = every
            shown["never"] += most == 0
            shown["always"] += least > 0
            shown["chosen"] += most > least
    assert min(shown.values()) >= 2, shown
