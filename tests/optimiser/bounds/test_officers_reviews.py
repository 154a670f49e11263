"""Treatment whose last leg is the officer's: not above any package, and the best is found."""

from random import Random

import pytest
from attrs import evolve

from models.entry import Stage
from models.facts import Facts
from models.timetable import Slot
from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.options import best_dated
from optimiser.solve import Effort
from tests.models.rules.build import day, exactly, leg
from tests.optimiser.bounds.worlds import structures_of
from tests.optimiser.every_package import least_vector
from tests.optimiser.tiny import HOUR, ONE_TO_ONE, tiny

# Every sixth world is one of treatment.
TREATED = range(3, 3 + 6 * 8, 6)
# Two worlds of thousands of packages; a third like them is looked at every time.
LARGEST = (27, 45)
SEEDS = [pytest.param(n, marks=pytest.mark.slow) if n in LARGEST else n for n in TREATED]


def reviewed(seed: int) -> Facts:
    """A world of treatment, a review with the officer at its end beside or without a meeting."""
    world, random = tiny(seed), Random(seed)
    atr = world.menu.entries["atr"]
    review = leg(
        "review", Stage.AFTER, ONE_TO_ONE, exactly(1), exactly(HOUR), kind="review",
        with_="officer",
    )  # fmt: skip
    entries = {**world.menu.entries, "atr": evolve(atr, legs=(*atr.legs, review))}
    [officer] = [one for one in world.timetable.providers if "officer" in one.offers]
    [clinic] = [one for one in world.timetable.providers if "atr" in one.offers]
    # One day a week at the clinic, so that every package can be laid out; the officer is there
    # in the first week and in the last, then often on the clinic's day.
    clinic = evolve(clinic, hours=clinic.hours[:1])
    weekday = random.choice([clinic.hours[0].weekday] * 3 + [4])
    start = clinic.hours[0].end + random.choice([0, 30, 60, 120])
    later = evolve(
        officer, id="officer-later", hours=(Slot(weekday, start, start + HOUR),),
        first=day(21), last=day(27),
    )  # fmt: skip
    return evolve(
        world,
        menu=evolve(world.menu, entries=entries),
        timetable=evolve(world.timetable, providers=(clinic, officer, later)),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_an_ideal_with_an_officers_review_is_never_above_a_package(seed):
    world = reviewed(seed)
    bounds = Bounds(Tables(world, Days(world)))
    above = []
    for held in structures_of(world):
        ideal = bounds.ideal(held.outline, held.runs, held.months)
        if ideal is None or ideal.aims > held.least[4:]:
            above.append((held, ideal))
    assert above == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_of_every_package_with_an_officers_review(seed):
    world = reviewed(seed)
    found = best_dated(world, candidates(world), Effort(60.0))
    assert least_vector(world) == (None if found is None else found.measures.vector)
    assert found is None or found.proved


def test_some_reviews_are_held_and_some_share_the_day_of_the_last_meeting():
    shown = {"held": 0, "shared": 0, "none": 0}
    for seed in TREATED:
        world = reviewed(seed)
        found = best_dated(world, candidates(world), Effort(60.0))
        if found is None:
            shown["none"] += 1
            continue
        package = found.package
        [review] = package.of("atr", "review")
        assert review.provider.startswith("officer")
        shown["held"] += 1
        shown["shared"] += any(one.day == review.day for one in package.of("atr", "after"))
    assert min(shown["held"], shown["shared"]) >= 1, shown
