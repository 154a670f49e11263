"""Everybody's groups at once, held against every plan there is and against a flow."""

from datetime import date

import numpy as np
import pytest
from attrs import evolve
from ortools.graph.python import min_cost_flow

from models.population import Want
from models.runs import runs
from models.timetable import Intake
from optimiser.allocation.allocate import allocate
from optimiser.allocation.coupled import Rows
from optimiser.allocation.flow import opening
from optimiser.allocation.search import Effort
from optimiser.allocation.settle import settle
from tests.models.plan_rules import world
from tests.optimiser.allocation.every_plan import (
    LOAD,
    UNMET_UNIT,
    Small,
    best,
    cost_of,
    entry_of,
    limited,
    small,
    with_seats,
)

SEEDS = range(40)
DID, TSP = world.did(places=1), world.tsp(places=2, last=date(2026, 12, 9))
# Fourteen visits of two half-hour ways at 2 a minute.
FOURTEEN = 14 * 60 * 2
WEEK = 30


def loads(instance, found):
    """People in each pool."""
    taken = np.zeros(len(instance.seats), dtype=int)
    for row, amount in enumerate(found.amounts.tolist()):
        for pool in found.patterns.of(row):
            taken[pool] += amount
    return taken


@pytest.mark.parametrize("seed", SEEDS)
def test_the_value_is_the_least_of_all_plans_and_proved(seed):
    held = small(seed)
    found = allocate(held.instance())
    expected = best(held)
    assert (found.value, found.bound) == (expected, expected)


@pytest.mark.parametrize("seed", range(80))
def test_where_few_pools_can_be_held_the_value_is_the_least_of_all_plans(seed):
    held = small(seed)
    instance, limits = limited(held, seed)
    expected = best(held, limits)
    pricing = held.crowd().pricing
    for found in (allocate(instance), allocate(instance, opening(instance, pricing))):
        assert (found.value, found.bound) == (expected, expected)
        assert (loads(instance, found) <= instance.seats).all()
        held_pools = {pool for pool, taken in enumerate(loads(instance, found)) if taken}
        shut = {pool for pool, column in instance.coupling.of_seats if not found.opened[column]}
        assert held_pools.isdisjoint(shut)


@pytest.mark.parametrize("effort", [Effort(rounds=1), Effort(whole=0.0)])
@pytest.mark.parametrize("seed", SEEDS)
def test_where_few_pools_can_be_held_a_bound_left_open_is_none_the_less_one(seed, effort):
    held = small(seed)
    instance, limits = limited(held, seed)
    found = allocate(instance, effort=effort)
    assert found.bound <= best(held, limits) <= found.value


@pytest.mark.parametrize("seed", SEEDS)
def test_a_start_from_flows_ends_at_the_same_value(seed):
    held = small(seed).crowd()
    found = allocate(held.instance, opening(held.instance, held.pricing))
    alone = allocate(held.instance)
    assert (found.value, found.bound) == (alone.value, alone.value)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_adds_up_and_keeps_to_the_seats(seed):
    instance = small(seed).instance()
    found = allocate(instance)
    assert found.value == round(float(found.patterns.costs(instance.weights) @ found.amounts))
    assert (loads(instance, found) <= instance.seats).all()
    seated = np.zeros(len(instance.people), dtype=int)
    np.add.at(seated, found.patterns.kinds, found.amounts)
    assert seated.tolist() == instance.people.tolist()


@pytest.mark.parametrize("rounds", [0, 1])
@pytest.mark.parametrize("seed", SEEDS)
def test_stopped_early_the_bound_is_never_above_the_best_nor_the_plan_below_it(seed, rounds):
    held = small(seed)
    found = allocate(held.instance(), effort=Effort(rounds=rounds))
    expected = best(held)
    assert found.rounds <= rounds
    assert found.bound <= expected
    assert found.value is None or found.value >= expected


@pytest.mark.parametrize("seed", SEEDS)
def test_halted_at_once_the_bound_holds(seed):
    held = small(seed)
    found = allocate(held.instance(), effort=Effort(halted=lambda: True))
    assert found.bound <= best(held)
    assert found.rounds == 0


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_one_more_place_never_hurts(seed):
    instance = small(seed).instance()
    before = allocate(instance).value
    after = [allocate(with_seats(instance, pool, 1)).value for pool in range(len(instance.seats))]
    assert all(value <= before for value in after)


def test_the_one_more_place_that_is_wanted_is_worth_what_it_saves():
    # Two want did in June or September, one place each: 0 weeks from Tuesday 2 June, and 14 from
    # 8 September. With a second place in June both begin then.
    people = world.person("a"), world.person("b")
    instance = Small(people, (DID,)).instance()
    assert allocate(instance).value == 2 * FOURTEEN + 14 * WEEK
    assert min(allocate(with_seats(instance, pool, 1)).value for pool in (0, 1)) == 2 * FOURTEEN


@pytest.mark.parametrize("seed", SEEDS)
def test_people_alike_are_one_kind_and_it_changes_nothing(seed):
    held = small(seed)
    twin = evolve(held.people[0], reference="twin")
    two = evolve(held, people=(*held.people, twin))
    found = two.crowd()
    assert found.kind[0] == found.kind[-1]
    assert len(found.instance.people) == len(held.crowd().instance.people)
    assert allocate(found.instance).value == best(two)


@pytest.mark.parametrize("seed", SEEDS)
def test_with_one_programme_wanted_the_value_is_that_of_a_flow(seed):
    held = small(seed)
    cohorts = world.did(places=1), evolve(
        world.tsp(places=2, intake=Intake.CLOSED, starts=(date(2026, 7, 1), date(2026, 8, 12))),
        id="did-wed", programme="did",
    )  # fmt: skip
    people = tuple(evolve(one, wants=(Want("did", 2),)) for one in held.people)
    alike = Small(people, cohorts)
    found = allocate(alike.instance())
    expected = flow(alike)
    assert (found.value, found.bound) == (expected, expected)


def flow(held):
    """People to runs to the sink, and from people to the sink at the cost of no place."""
    graph = min_cost_flow.SimpleMinCostFlow()
    sink, first_run = 0, 1 + len(held.people)
    offered = [
        run
        for group in held.groups
        for run in runs(group, entry_of(group), held.timetable, world.FIRST, held.timetable.last)
    ]
    for at, run in enumerate(offered):
        graph.add_arc_with_capacity_and_unit_cost(first_run + at, sink, run.group.places, 0)
    for row, person in enumerate(held.people):
        graph.set_node_supply(1 + row, 1)
        unmet = UNMET_UNIT * person.wants[0].priority
        graph.add_arc_with_capacity_and_unit_cost(1 + row, sink, 1, unmet)
        for at, run in enumerate(offered):
            cost = cost_of(person, run)
            if cost is not None:
                graph.add_arc_with_capacity_and_unit_cost(1 + row, first_run + at, 1, cost)
    graph.set_node_supply(sink, -len(held.people))
    assert graph.solve() == graph.OPTIMAL
    return graph.optimal_cost()


def test_nobody_costs_nothing():
    held = Small((), (DID, TSP))
    found = settle(held.people, held.timetable, entry_of, LOAD)
    assert (found.value, found.bound, found.placements, found.proved) == (0, 0, (), True)


def test_where_nobody_can_be_placed_everybody_stays_unmet():
    # Two people whose time ends on 30 June, before any run does: 1 unit and 3.
    short = date(2026, 6, 30)
    people = (
        world.person("a", last=short),
        world.person("b", Want("tsp", 3), last=short),
    )
    found = allocate(Small(people, (DID, TSP)).instance())
    assert (found.value, found.bound) == (4 * UNMET_UNIT, 4 * UNMET_UNIT)
    assert found.patterns.pools.tolist() == []


def test_without_a_group_everybody_stays_unmet():
    # No seat anywhere, 2 + 1 units.
    people = world.person("a", Want("did", 2)), world.person("b")
    full = evolve(DID, places=0)
    assert allocate(Small(people, (full,)).instance()).value == 3 * UNMET_UNIT


def test_whoever_wants_nothing_is_of_no_kind():
    held = Small((evolve(world.person("a"), wants=()), world.person("b")), (DID,)).crowd()
    assert held.kind.tolist() == [-1, 0]
    assert allocate(held.instance).value == FOURTEEN


@pytest.mark.parametrize("seed", SEEDS[::8])
def test_prices_trusted_far_too_much_cost_few_rounds(seed):
    # Held within a thousandth of 1 of nothing, prices of some thousands are to be found. Each time
    # all patterns so near are there they may stray four times as far: 4 ** 12 thousandths are
    # 16,777, beyond what one unit of need is worth.
    instance = small(seed).instance()
    start = opening(instance, instance.pricing)
    shy = evolve(start, prices=np.zeros(len(instance.seats)), trust=0.001)
    found = allocate(instance, shy)
    assert (found.value, found.bound) == (allocate(instance).value, found.value)
    assert found.rounds <= 4 * 12


@pytest.mark.parametrize("rounds", [0, 1, 10_000])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_proof_has_no_room_for_is_in_no_plan_as_good(seed, rounds):
    # With prices of few rounds there is more room between the best plan and the bound, never less.
    instance = small(seed).instance()
    best_value = allocate(instance).value
    found = allocate(instance, effort=Effort(rounds=rounds))
    prices, weights = Rows(instance).prices(found.duals)
    assert found.reached <= best_value + 1e-6
    room = max(0.0, best_value - found.reached) + 1e-3
    fewer = evolve(instance, pricing=instance.pricing.narrowed(prices, weights, room))
    assert allocate(fewer).value == best_value
