"""What is done otherwise: first come, first served; a Boolean for each person and group; a flow.

The first takes people in order, each to what is best for them among the places left. The second
is what one would write first. The third knows only people who each need one closed group.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from attrs import frozen
from ortools.graph.python import min_cost_flow
from ortools.linear_solver import pywraplp

from benchmarks.yardsticks import Yardstick
from optimiser.allocation.instance import Instance
from optimiser.allocation.kinds import Crowd

FULL = 1e9
MILLISECONDS = 1000


@frozen
class Otherwise:
    """A plan by other means: its value (None: none found), and a bound where there is one."""

    value: int | None
    bound: int | None = None
    left: int = 0
    variables: int = 0


def first_come(instance: Instance, order: Sequence[int]) -> Otherwise:
    """People of these kinds one after another; `left` of them find no place at all."""
    seats = instance.seats.astype(np.int64)
    cost, left = 0.0, 0
    for kind in order:
        prices = np.where(seats > 0, 0.0, FULL)
        taken = instance.pricing.priced(prices, instance.weights, np.array([kind]))
        [pattern] = taken.source.taken(taken.choice, np.array([kind]))
        if taken.least[kind] >= FULL:
            left += 1
            continue
        seats[pattern.pools] -= 1
        cost += float(pattern.costs(instance.weights)[0])
    return Otherwise(None if left else round(cost), left=left)


def booleans(build: Callable[[Any], None], seconds: float) -> Otherwise:
    """A CP-SAT model of Booleans, for so long, on as many workers as there are cores."""
    solver: Any = pywraplp.Solver.CreateSolver("SAT")
    solver.SetTimeLimit(int(seconds * MILLISECONDS))
    settings: Any = pywraplp.MPSolverParameters()
    settings.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
    build(solver)
    status = solver.Solve(settings)
    bound = round(solver.Objective().BestBound())
    number = solver.NumVariables()
    if status not in (solver.OPTIMAL, solver.FEASIBLE):
        return Otherwise(None, bound, variables=number)
    return Otherwise(round(solver.Objective().Value()), bound, variables=number)


def of_yardstick(yardstick: Yardstick) -> Callable[[Any], None]:
    """A Boolean for each person and group they could go to, one for each pair that clashes."""

    def build(solver: Any) -> None:
        objective = solver.Objective()
        loads: dict[int, list[Any]] = {}
        for kind in yardstick.order:
            mine: dict[int, Any] = {}
            for course in yardstick.kinds[kind]:
                _course(solver, yardstick, course, mine)
            for group, taken in mine.items():
                loads.setdefault(group, []).append(taken)
            for one, other in yardstick.clashes:
                if one in mine and other in mine:
                    both = solver.BoolVar("")
                    solver.Add(both >= mine[one] + mine[other] - 1)
                    objective.SetCoefficient(both, 1)
        for group, taken in loads.items():
            seats = int(yardstick.instance.seats[group])
            if seats < len(taken):
                solver.Add(solver.Sum(taken) <= seats)

    return build


def _course(solver: Any, yardstick: Yardstick, course: str, mine: dict[int, Any]) -> None:
    """One configuration, one group of each of its subparts, each group only beside its parent."""
    configurations = yardstick.configurations[course]
    chosen = [solver.BoolVar("") for _ in configurations]
    solver.Add(solver.Sum(chosen) == 1)
    for taken, subparts in zip(chosen, configurations, strict=True):
        for subpart in subparts:
            here = [mine.setdefault(group, solver.BoolVar("")) for group in subpart]
            solver.Add(solver.Sum(here) == taken)
    for subparts in configurations:
        for group in (group for subpart in subparts for group in subpart):
            parent = yardstick.parents.get(group)
            if parent is not None:
                solver.Add(mine[group] <= mine[parent])


def of_crowd(crowd: Crowd) -> Callable[[Any], None]:
    """A Boolean for each person, programme and run open to them, and one for none of them."""

    def build(solver: Any) -> None:
        instance = crowd.instance
        loads: dict[int, list[Any]] = {}
        for shape in crowd.pricing.shapes:
            costs = shape.costs(instance.weights)
            for row, kind in enumerate(shape.kinds.tolist()):
                for _ in range(int(instance.people[kind])):
                    before: dict[int, Any] | None = None
                    for want, programme in enumerate(shape.ways.programmes):
                        mine = _runs(solver, costs[want][row])
                        for run, taken in mine.items():
                            if run < len(programme.runs):
                                for pool in programme.pools_of(run).tolist():
                                    loads.setdefault(pool, []).append(taken)
                        if before is not None:
                            _in_turn(solver, shape.ways.programmes, want, before, mine)
                        before = mine
        for pool, people in loads.items():
            solver.Add(solver.Sum(people) <= int(instance.seats[pool]))

    return build


def _runs(solver: Any, costs: Any) -> dict[int, Any]:
    mine = {run: solver.BoolVar("") for run in np.flatnonzero(np.isfinite(costs)).tolist()}
    for run, taken in mine.items():
        solver.Objective().SetCoefficient(taken, float(costs[run]))
    solver.Add(solver.Sum(list(mine.values())) == 1)
    return mine


def _in_turn(
    solver: Any, programmes: Any, want: int, before: dict[int, Any], mine: dict[int, Any]
) -> None:
    """Each run only after one of the programme before that has ended by then."""
    last = programmes[want - 1].last
    for run, taken in mine.items():
        if run < len(programmes[want].runs):
            first = programmes[want].first[run]
            ended = [one for at, one in before.items() if at < len(last) and last[at] < first]
            solver.Add(taken <= solver.Sum(ended))


def flow(crowd: Crowd) -> Otherwise:
    """The exact optimum where everybody wants one programme and each run has seats of its own."""
    instance = crowd.instance
    network = min_cost_flow.SimpleMinCostFlow()
    kinds, pools = len(instance.people), len(instance.seats)
    sink = kinds + pools
    for pool, seats in enumerate(instance.seats.tolist()):
        network.add_arc_with_capacity_and_unit_cost(kinds + pool, sink, seats, 0)
    for shape in crowd.pricing.shapes:
        [programme] = shape.ways.programmes
        [costs] = shape.costs(instance.weights)
        for row, kind in enumerate(shape.kinds.tolist()):
            people = int(instance.people[kind])
            network.set_node_supply(kind, people)
            for run in np.flatnonzero(np.isfinite(costs[row])).tolist():
                node = sink
                if run < len(programme.runs):
                    [pool] = programme.pools_of(run).tolist()
                    node = kinds + pool
                network.add_arc_with_capacity_and_unit_cost(
                    kind, node, people, round(float(costs[row, run]))
                )
    network.set_node_supply(sink, -int(instance.people.sum()))
    assert network.solve() == network.OPTIMAL
    cost = int(network.optimal_cost())
    return Otherwise(cost, cost, variables=network.num_arcs())
