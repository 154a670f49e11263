"""Plans in good company near a bound found without it: the best of all, and proved."""

import pytest
from attrs import evolve

import planning.staging
from models.case import Sex
from models.placement import PlanAim
from optimiser.allocation import nearby
from optimiser.allocation.allocate import allocate
from optimiser.allocation.company import companied, counted, women_seats
from optimiser.allocation.nearby import Nearby
from optimiser.allocation.people import UNMET, WEEKS
from optimiser.allocation.search import WHOLE_PROOF
from planning.asking import AS_USUAL
from planning.making import made, make_plan
from planning.regrouping import Regrouping, optimum
from planning.staging import begun
from planning.weighing import limited
from tests.models.plan_rules import world
from tests.planning import every_company

USUAL = tuple(PlanAim)


@pytest.fixture
def no_branching(monkeypatch):
    """Company that has to be found and proved near the bound: nothing is settled by branching."""
    monkeypatch.setattr(planning.staging, "MOST_BRANCHED", 0)


@pytest.mark.parametrize("seed", range(12))
def test_company_and_all_after_it_are_the_best_of_all_plans_without_branching(seed, no_branching):
    region = every_company.region(seed, 3)
    report = make_plan(region)
    best = every_company.best_of_all(region, USUAL)
    assert tuple(one.value for one in report.stages) == best
    assert tuple(round(one.bound) for one in report.stages) == best


@pytest.mark.parametrize("seed", [0, 1, 4])
def test_some_patterns_of_each_kind_are_looked_at_first_where_all_are_many(
    seed, no_branching, monkeypatch
):
    # One of a man's and two of a woman's, then all of them: the same plan is found and proved.
    monkeypatch.setattr(nearby, "SOON", 0)
    monkeypatch.setattr(nearby, "LOOKS", ((1, 2), (2, 4), (3, 6)))
    region = every_company.region(seed, 3)
    report = make_plan(region)
    best = every_company.best_of_all(region, USUAL)
    assert tuple(one.value for one in report.stages) == best
    assert tuple(round(one.bound) for one in report.stages) == best


def weeks_found(region):
    """A lot's plan of the fewest weeks, all placed that can be, and what it is held to."""
    [part] = made(region, AS_USUAL).held.parts
    first = limited(part.instance, UNMET, ())
    unmet = allocate(first, begun(first, None)).value
    held = limited(part.instance, WEEKS, ((UNMET, unmet, unmet),))
    return part, held, allocate(held, begun(held, None))


def split():
    """Four places in June and six men, in a group of at least three: two wait 14 weeks each for
    September, where they are too few. In good company three wait, 3 * 14 weeks.
    """
    men = tuple(world.person(f"m{place}", sex=Sex.MALE) for place in range(6))
    region = world.region(*men, groups=(world.did(places=4),))
    return evolve(region, minimum={"did-tue": 3})


def near(part, held, kept):
    return Nearby(companied(held, part.company, 0.0, kept), women_seats(part.company), (),
                  WHOLE_PROOF)  # fmt: skip


def test_what_good_company_costs_is_found_and_proved():
    part, held, found = weeks_found(split())
    assert (found.value, found.bound) == (2 * 14, 2 * 14)
    best = near(part, held, (0, 0)).of(found, optimum(held, found))
    assert (best.value, best.bound) == (3 * 14, 3 * 14)
    assert counted(held, part.company, best.patterns, best.amounts) == 0


def test_with_company_let_go_the_bound_is_met_at_once():
    part, held, found = weeks_found(split())
    best = near(part, held, (0, 1)).of(found, optimum(held, found))
    assert (best.value, best.bound) == (2 * 14, 2 * 14)


def test_nothing_is_proved_where_patterns_are_too_many_to_go_through(monkeypatch):
    # A look at some of them shows the third man's wait; that two waits are not enough, it does not.
    monkeypatch.setattr(nearby, "MOST", 0)
    part, held, found = weeks_found(split())
    best = near(part, held, (0, 0)).of(found, optimum(held, found))
    assert (best.value, best.bound) == (3 * 14, 2 * 14)


def moved_and_found(seed):
    """How far above the plan without company that of moves is, and that near the bound; None where
    moves come to no such company.
    """
    for part in made(every_company.region(seed, 9), AS_USUAL).held.parts:
        first = limited(part.instance, UNMET, ())
        unmet = allocate(first, begun(first, None)).value
        settled = ((UNMET, unmet, unmet),)
        held = limited(part.instance, WEEKS, settled)
        found = allocate(held, begun(held, None))
        now, weights = optimum(held, found), limited(part.instance, None, settled).weights
        moving = Regrouping(held, part.company, weights, (), WHOLE_PROOF)
        moved = moving.dearly(moving.freely(found, now), now, 0)
        best = near(part, held, (0, 0)).of(found, now)
        if best.value is not None:
            good = moving.counted(moved) == 0
            yield (moved.value - found.value if good else None), best.value - found.value


def test_what_takes_two_steps_that_only_together_do_better_is_found():
    both = [pair for seed in range(20) for pair in moved_and_found(seed)]
    assert all(moved is None or found <= moved for moved, found in both)
    assert any(moved is None or found < moved for moved, found in both)
