"""Which group to close next: what is chosen is what trying each of them would choose."""

import pytest
from attrs import evolve

from models.changes import Resize
from planning import anew
from planning.closings import least_missed
from planning.making import AS_USUAL, made
from tests.planning import making_worlds

SEEDS = range(6)


def plan_of(seed):
    return made(evolve(making_worlds.region(seed), staffing=()))


def tried(plan, region, groups):
    """What the best plan comes to without each of some groups, beside the best with all."""
    before = anew.summed(plan, region).value
    return {
        group: anew.summed(plan, Resize(group, 0).apply(region)).value - before
        for group in groups
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_group_to_close_costs_least_of_all_tried(seed):
    plan = plan_of(seed)
    found = least_missed(plan)
    costs = tried(plan, plan.region, {one.group for one in plan.plan.placements})
    chosen = found.groups[0]
    assert (chosen.chosen, chosen.cost, found.cost) == (True, costs[chosen.group], chosen.cost)
    assert (chosen.cost, found.least, found.proved) == (min(costs.values()), chosen.cost, True)
    assert found.looked_at == len(costs) == len(found.groups)
    for one in found.groups:
        assert one.least <= costs[one.group]
        assert one.cost in (None, costs[one.group])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_second_is_chosen_beside_the_first(seed):
    plan = plan_of(seed)
    found = least_missed(plan, 2)
    first, second = (one for one in found.groups if one.chosen)
    region = Resize(first.group, 0).apply(plan.region)
    costs = tried(plan, region, {one.group for one in plan.plan.placements} - {first.group})
    assert second.cost == min(costs.values())
    assert found.cost == first.cost + second.cost


def test_of_groups_that_cost_the_same_the_one_of_most_sessions_is_closed(monkeypatch):
    plan = plan_of(0)
    monkeypatch.setattr(anew.Anew, "least", lambda lot, group: 0)
    monkeypatch.setattr(anew.Anew, "without", lambda lot, group, effort: lot)
    sessions = [one.sessions for one in least_missed(plan).groups]
    assert len(sessions) > 1
    assert sessions == sorted(sessions, reverse=True)


def test_stopped_at_once_nothing_is_chosen():
    plan = plan_of(0)
    stopped = evolve(plan, asked=evolve(AS_USUAL, halted=lambda: True))
    found = least_missed(stopped)
    assert (found.groups, found.solved, found.cost) == ((), 0, 0)
