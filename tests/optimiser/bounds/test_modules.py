"""One-to-ones that stand in modules: their days, no ideal above a package, and the best found."""

from datetime import timedelta

import pytest
from attrs import evolve

from models.entry import Stage
from models.facts import Facts
from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.options import best_dated
from optimiser.solve import Effort
from optimiser.stretches import stretches_of
from tests.house.worlds import cohort, unrolled
from tests.models.rules.build import START, exactly, facts, leg, module, programme
from tests.optimiser.bounds.worlds import structures_of
from tests.optimiser.every_package import least_vector
from tests.optimiser.tiny import HOUR, ONE_TO_ONE, tiny

# Every sixth world is one of a course in a group.
GROUPED = range(1, 1 + 6 * 8, 6)


def modular(seed: int) -> Facts:
    """A course of two modules, with a one-to-one in the first or in the second."""
    world = tiny(seed)
    taught = (module("a", 2), module("b", 1, "a"))
    beside = leg(
        "beside", Stage.DURING, ONE_TO_ONE, exactly(1), exactly(HOUR), with_="facilitator",
        in_modules=("ab"[seed // 6 % 2],),
    )  # fmt: skip
    course = world.menu.entries["course"]
    course = evolve(course, legs=(leg(sessions=exactly(3), modules=taught), beside))
    providers = tuple(
        evolve(one, last=START + timedelta(days=21)) if one.id == "facilitator" else one
        for one in world.timetable.providers
    )
    return evolve(
        world,
        menu=evolve(world.menu, entries={**world.menu.entries, "course": course}),
        timetable=evolve(world.timetable, providers=providers),
    )


@pytest.mark.parametrize("seed", GROUPED)
def test_an_ideal_of_a_modular_course_is_never_above_a_package(seed):
    world = modular(seed)
    bounds = Bounds(Tables(world, Days(world)))
    above = []
    for held in structures_of(world):
        ideal = bounds.ideal(held.outline, held.runs, held.months)
        if ideal is None or ideal.aims > held.least[4:]:
            above.append((held, ideal))
    assert above == []


@pytest.mark.parametrize("seed", GROUPED)
def test_the_best_of_every_package_of_a_modular_course(seed):
    world = modular(seed)
    found = best_dated(world, candidates(world), Effort(60.0))
    assert least_vector(world) == (None if found is None else found.measures.vector)


def test_some_modular_courses_can_be_held():
    found = [best_dated(w, candidates(w), Effort(60.0)) for w in map(modular, GROUPED)]
    assert sum(bool(one and one.package.of("course", "beside")) for one in found) >= 2


@pytest.mark.parametrize(
    ("named", "days"),
    [
        # Mondays and Wednesdays from day 14: a on 14 and 16, b on 21 and 23, c on 28.
        (("a",), [range(14, 21)]),
        (("a", "b"), [range(14, 21), range(21, 28)]),
        (("c", "a"), [range(14, 21), range(28, 29)]),
        ((), [range(14, 21), range(21, 29)]),  # 15 days in two stretches
    ],
)
def test_a_module_lasts_until_the_next_begins(named, days):
    taught = (module("a", 2), module("b", 2, "a"), module("c", 1, "b"))
    beside = leg("beside", Stage.DURING, ONE_TO_ONE, exactly(len(days)), in_modules=named)
    entry = programme("p", leg(sessions=exactly(5), modules=taught), beside)
    [run] = unrolled(entry, cohort("p", 14, weekdays=(0, 2)), facts=facts(entries=[entry]))
    found = stretches_of(run, beside, len(days), lambda day: (day - START).days)
    assert list(found) == days
