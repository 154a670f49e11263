"""Groups to open and to close where hands and rooms are short: held to every plan there is."""

from collections import Counter
from datetime import date

import pytest
from attrs import evolve

from models.changes import AddGroup
from models.region import Staffing
from planning import anew, candidates, promising
from planning.closings import least_missed
from planning.making import made
from planning.openings import which_next
from tests.models.plan_rules import world
from tests.planning import every_sum

QUICK = (0, 2, 3)
SEEDS = [s if s in QUICK else pytest.param(s, marks=pytest.mark.slow) for s in range(8)]


@pytest.mark.parametrize("seed", SEEDS)
def test_closing_a_group_costs_what_every_plan_without_it_says(seed):
    region = every_sum.region(seed)
    plan = made(region)
    found = least_missed(plan)
    before = every_sum.least_sum(region)
    costs = {
        group: every_sum.least_sum(region, shut=group) - before
        for group in {one.group for one in plan.plan.placements}
    }
    assert found.cost == min(costs.values()) == found.least
    for one in found.groups:
        assert one.least <= costs[one.group]
        assert one.cost in (None, costs[one.group])


@pytest.mark.parametrize("seed", SEEDS)
def test_opening_a_group_gains_what_every_plan_with_it_says(seed):
    region = every_sum.region(seed, number=4)
    plan = made(region)
    found = which_next(plan)
    before = every_sum.least_sum(region)
    gains = {
        one.id: before - every_sum.least_sum(_with(region, one.id, found)) for one in found.groups
    }
    assert {one.id: one.gain for one in found.groups} == gains
    assert found.gain == max(gains.values(), default=0)


def _with(region, id, found):
    codes = {one.programme for one in found.groups}
    offers = candidates.candidates(region, 0, sorted(codes))
    return AddGroup(next(one for one in offers if one.id == id)).apply(region)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_group_brings_more_than_the_worth_of_seats_and_hands_promises(seed):
    region = every_sum.region(seed)
    plan = made(region)
    before = anew.summed(plan, region)
    offers = list(candidates.candidates(region, 0, ("did", "tsp")))
    most = promising.promised(plan, region, offers, before, before)
    over = [
        one.id
        for one in offers
        if before.value - anew.summed(plan, AddGroup(one).apply(region)).value > most[one.id]
    ]
    assert (len(offers) > 3, over) == (True, [])


def two_at_once(**more):
    """Cohorts on Tuesday and Wednesday, hands for one session a week: `did-wed` is the fuller."""
    wednesday = evolve(
        world.did(places=4), id="did-wed", slots=(world.tsp().slots[0],),
        starts=(date(2026, 6, 3),),
    )  # fmt: skip
    tuesday = evolve(world.did(places=2), starts=(date(2026, 6, 2),))
    people = [world.person(name) for name in "abc"]
    return world.region(
        *people, groups=(tuesday, wednesday), staffing=(Staffing("town", sessions=1),), **more
    )


def test_who_sat_in_a_closed_group_is_seen_by_the_facilitators_it_leaves_free():
    # Three sit on Wednesday at 14 visits of 60 minutes at 2: 1,680 each. Without that group its
    # facilitators hold Tuesday's for two of them; the third waits, and costs 100,000.
    found = least_missed(made(two_at_once()))
    assert [(one.group, one.people, one.cost) for one in found.groups if one.chosen] == [
        ("did-wed", 3, 100_000 - 1_680)
    ]
    assert found.proved


def test_a_group_that_goes_on_for_those_there_before_leaves_no_facilitators_free():
    # One sits on Wednesday anyway, so that Tuesday can never be held: all three wait.
    found = least_missed(made(two_at_once(taken={"did-wed": 1})))
    assert found.cost == 3 * (100_000 - 1_680)


def test_a_group_is_opened_where_another_gives_way_to_it():
    # The one session a week is Tuesday's, for two of six. With twelve places on a day when all can
    # come, its facilitators would rather hold that: four more are placed.
    tuesday = evolve(world.did(places=2), starts=(date(2026, 6, 2),))
    like = evolve(world.did(places=6), id="did-noon", starts=(date(2026, 6, 1),),
                  slots=(world.Slot(0, 12 * 60, 14 * 60 + 30),), taken=6)  # fmt: skip
    people = [world.person(name) for name in "abcdef"]
    region = world.region(
        *people, groups=(tuesday, like), staffing=(Staffing("town", sessions=2),)
    )
    # `did-noon` is full of others and goes on; one session a week is left to plan.
    found = which_next(made(region))
    assert found.gain == 4 * (100_000 - 1_680)
    before = Counter(one.run for one in made(region).plan.placements)
    assert before == Counter({"did-tue@2026-06-02": 2})
