"""People of one programme and its runs as a transport problem: who sits where, and seat prices."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from optimiser.allocation.arrays import Bools, Floats, Ints, ints

# Prices nearer to each other than this are one.
SAME = 1e-6


@frozen(eq=False)
class Carried:
    """A cheapest flow: `amount` people of each `row` in each `run`; the run after the last is none.

    `free` says which runs have a seat left.
    """

    row: Ints
    run: Ints
    amount: Ints
    free: Bools


class Unseated(Exception):
    """Somebody must have a seat and there is none for them."""


def carried(costs: Floats, people: Ints, seats: Ints) -> Carried:
    """A cheapest way to seat people, exactly; costs are (row, run), with none in the last column.

    Raises
    ------
    Unseated
        Where not all can have a seat who can't be without.
    """
    rows, runs = len(costs), costs.shape[1] - 1
    row, run = np.nonzero(np.isfinite(costs[:, :-1]) & (seats > 0))
    # Who has a later programme already can't be without the one it comes after.
    without = np.flatnonzero(np.isfinite(costs[:, -1]))
    # Nodes: rows, then runs, then none, then the sink.
    none, sink = rows + runs, rows + runs + 1
    tails = np.concatenate((row, without, rows + np.arange(runs), [none]))
    heads = np.concatenate((rows + run, np.full(len(without), none), np.full(runs + 1, sink)))
    total = int(people.sum())
    limits = np.concatenate((people[row], people[without], seats, [total]))
    each = np.concatenate((costs[row, run], costs[without, -1], np.zeros(runs + 1)))
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), limits.astype(np.int64),
        np.rint(each).astype(np.int64),
    )  # fmt: skip
    flow.set_nodes_supplies(np.arange(rows, dtype=np.int32), people.astype(np.int64))
    flow.set_node_supply(sink, -total)
    if flow.solve() != flow.OPTIMAL:
        raise Unseated
    flows = np.asarray(flow.flows(arcs), dtype=np.int64)
    seated = len(row) + len(without)
    used = np.flatnonzero(flows[:seated])
    ends = np.concatenate((run, np.full(len(without), runs)))
    loads = flows[seated : seated + runs]
    return Carried(ints(tails[used]), ints(ends[used]), flows[used], loads < seats)


def seat_prices(costs: Floats, found: Carried) -> Floats:
    """What a seat of each run is worth: what it would cost to take one away.

    Somebody in it moves elsewhere, whoever sits there moves on, and so on until there is room: a
    shortest path over the least that moves between two runs cost.
    """
    moves = _moves(costs, found)
    room = np.append(found.free, True)
    prices = np.where(room, 0.0, moves[:, -1])
    for _ in range(len(prices)):
        through = np.where(room, 0.0, np.minimum(prices, (moves + prices).min(axis=1)))
        if np.allclose(through, prices, rtol=0.0, atol=SAME):
            break
        prices = through
    return np.asarray(np.where(np.isfinite(prices), np.maximum(prices, 0.0), 0.0)[:-1])


def _moves(costs: Floats, found: Carried) -> Floats:
    """The least it costs anybody in a run, or last in none, to be in another, or in none."""
    runs = costs.shape[1]
    moves = np.full((runs, runs), np.inf)
    order = np.argsort(found.run, kind="stable")
    row, run = found.row[order], found.run[order]
    begins = np.flatnonzero(np.diff(run, prepend=-1))
    ends = np.append(begins[1:], len(run))
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        there = costs[row[begin:end]]
        at = int(run[begin])
        moves[at] = (there - there[:, at, None]).min(axis=0)
    return moves
