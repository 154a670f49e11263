"""First prices of seats, from flows: each want by itself, as if nobody had another.

What the people of one programme and its runs cost each other is a transport problem, and a
min-cost flow solves it exactly. The price of a full run is what the cheapest chain of moves costs
that frees a seat in it: a shortest path in the residual graph. Where a run takes several pools its
share of their seats is what it would have if all their runs were alike. The prices are only where
the generation of patterns starts from: any prices give a bound that holds.
"""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from optimiser.allocation.arrays import Bools, Floats, Ints
from optimiser.allocation.instance import Instance
from optimiser.allocation.offer import Programme
from optimiser.allocation.pricing import Wanted

# Of each want's runs, so many of the cheapest are looked at.
CHEAPEST = 24
# Supplies and seats are multiplied by this, so that pools shared by some runs divide evenly.
PARTS = 12


def opening_prices(instance: Instance) -> Floats:
    """A price for every pool; nothing where the pricing is not of people who want programmes."""
    prices = np.zeros(len(instance.seats))
    pricing = instance.pricing
    if not isinstance(pricing, Wanted):
        return prices
    for code, programme in pricing.offer.programmes.items():
        costs, people = _wanting(pricing, code, instance)
        if len(costs) and len(programme.runs):
            of_runs = _run_prices(costs, people, _shares(programme, instance.seats))
            _spread(programme, of_runs, prices)
    return prices


def _wanting(pricing: Wanted, code: str, instance: Instance) -> tuple[Floats, Ints]:
    """What each run costs each kind that wants the programme, and how many people those are."""
    costs, people = [], []
    for shape in pricing.shapes:
        for want, programme in enumerate(shape.ways.programmes):
            if programme.code == code:
                costs.append(shape.costs(instance.weights)[want])
                people.append(instance.people[shape.kinds])
    if not costs:
        return np.zeros((0, 0)), instance.people[:0]
    return np.concatenate(costs), np.concatenate(people)


def _shares(programme: Programme, seats: Ints) -> Ints:
    """What a run has of the least of its pools, in parts of a seat."""
    if not len(programme.pools):
        return seats[:0]
    users = np.bincount(programme.pools, minlength=len(seats))[programme.pools]
    each = PARTS * seats[programme.pools] // users
    return np.minimum.reduceat(each, programme.starts[:-1])


def _spread(programme: Programme, of_runs: Floats, prices: Floats) -> None:
    """Each run's price evenly over its pools, and each pool's the mean over its runs."""
    lengths = programme.starts[1:] - programme.starts[:-1]
    each = np.repeat(of_runs / lengths, lengths)
    total = np.bincount(programme.pools, each, minlength=len(prices))
    users = np.bincount(programme.pools, minlength=len(prices))
    prices += total / np.maximum(users, 1)


def _run_prices(costs: Floats, people: Ints, shares: Ints) -> Floats:
    """The price of a seat in each run, where the last column of costs is none of them."""
    kinds, runs = len(costs), costs.shape[1] - 1
    keep = min(CHEAPEST, runs)
    near = np.argpartition(costs[:, :-1], keep - 1, axis=1)[:, :keep]
    kind, run = np.repeat(np.arange(kinds), keep), near.ravel()
    cost = costs[kind, run]
    there = np.isfinite(cost) & (shares[run] > 0)
    kind, run, cost = kind[there], run[there], cost[there]
    # Nodes: kinds, then runs, then none, then the sink.
    none, sink = kinds + runs, kinds + runs + 1
    tails = np.concatenate((kind, np.arange(kinds), kinds + np.arange(runs), [none]))
    heads = np.concatenate((kinds + run, np.full(kinds, none), np.full(runs + 1, sink)))
    supply = PARTS * people
    total = int(supply.sum())
    limits = np.concatenate((supply[kind], supply, shares, [total]))
    each = np.concatenate((np.rint(cost), np.rint(costs[:, -1]), np.zeros(runs + 1)))
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), limits.astype(np.int64),
        each.astype(np.int64),
    )  # fmt: skip
    flow.set_nodes_supplies(np.arange(kinds, dtype=np.int32), supply.astype(np.int64))
    flow.set_node_supply(sink, -total)
    if flow.solve() != flow.OPTIMAL:
        return np.zeros(runs)
    flows = np.asarray(flow.flows(arcs))
    used = np.flatnonzero(flows[: len(kind)])
    loads = flows[len(kind) + kinds : len(kind) + kinds + runs]
    moves = _moves(costs, kind[used], run[used], runs)
    return _displaced(moves, loads < shares)


def _moves(costs: Floats, kind: Ints, run: Ints, runs: int) -> Floats:
    """The least it costs anybody in a run to be in another instead, or in none."""
    moves = np.full((runs, runs + 1), np.inf)
    order = np.argsort(run, kind="stable")
    kind, run = kind[order], run[order]
    begins = np.flatnonzero(np.diff(run, prepend=-1))
    ends = np.append(begins[1:], len(run))
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        at = int(run[begin])
        there = costs[kind[begin:end]]
        moves[at] = (there - there[:, at, None]).min(axis=0)
    return moves


def _displaced(moves: Floats, free: Bools) -> Floats:
    """What it costs to free a seat in each run: one move after another, until there is room."""
    prices = np.where(free, 0.0, np.maximum(moves[:, -1], 0.0))
    for _ in range(len(prices)):
        through = np.where(free, 0.0, np.minimum(prices, (moves[:, :-1] + prices).min(axis=1)))
        if np.allclose(through, prices, rtol=0.0, atol=1e-6):
            break
        prices = through
    return np.where(np.isfinite(prices), np.maximum(prices, 0.0), 0.0)
