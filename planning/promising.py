"""What opening a group can bring at most, without solving for it.

At the prices of seats as they are, what each person would gain by each of its runs is known
exactly, and at any price of its own seats that bounds what opening it can bring.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from attrs import evolve

from models.region import Region
from models.timetable import Group
from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.instance import Instance
from optimiser.allocation.offer import Programme
from planning.anew import Summed, on_offer, outside
from planning.hands import Hands
from planning.making import Made
from planning.prices import stated, weighed
from planning.seating import Seating

# Rounds of moving the prices of a candidate's seats towards the least bound.
ROUNDS = 40
SHUT = 1e15


def promised(
    made: Made,
    region: Region,
    offers: Sequence[Group],
    before: Summed,
    dear: Summed,
) -> dict[str, int]:
    """What opening each candidate can bring at most, at prices of a plan that are `dear`."""
    gains: dict[str, float] = {}
    for code in sorted({group.programme for group in offers}):
        own = tuple(group for group in offers if group.programme == code)
        gains |= _of_programme(made, region, code, own, dear, before.value)
    return {id: ceil(most) for id, most in gains.items()}


def _of_programme(
    made: Made,
    region: Region,
    code: str,
    offers: tuple[Group, ...],
    dear: Summed,
    value: int,
) -> dict[str, float]:
    groups = (*region.timetable.groups, *offers)
    held = on_offer(made, evolve(region, timetable=evolve(region.timetable, groups=groups)))
    new = {group.id for group in offers}
    gains = dict.fromkeys(new, 0.0)
    bound = float(outside(held)) + dear.beside
    hands = Hands(region, dear.of_limits)
    for part in held.parts:
        instance = evolve(part.instance, weights=weighed(stated()))
        prices = np.zeros(len(part.instance.seats))
        # Nothing is asked for a candidate's own seats, whatever they were worth elsewhere.
        prices[: len(part.offer.pools)] = [
            0.0 if one.group in new else dear.of_pools.get(one.id, 0.0) for one in part.offer.pools
        ]
        programme = part.offer.programmes.get(code)
        runs = () if programme is None else programme.runs
        places = [at for at, run in enumerate(runs) if run.group.id in new]
        least = _without(part, code, np.array(places, dtype=np.int64), prices, instance)
        bound += float(instance.people @ least)
        if programme is None or not places:
            continue
        taken = _taken(part, programme, places, hands)
        better, people = _gained(part, code, np.array(places), prices, least, instance)
        of_group: dict[str, list[int]] = {}
        for row, at in enumerate(places):
            of_group.setdefault(runs[at].group.id, []).append(row)
        for id, rows in of_group.items():
            own = [places[row] for row in rows]
            gains[id] += _most(better[:, rows], people, programme, own, instance.seats, taken)
    # How far the best plan may be from the bound is open to every candidate.
    slack = max(0.0, value - bound)
    return {id: most + slack for id, most in gains.items()}


def _taken(part: Seating, programme: Programme, runs: Sequence[int], hands: Hands) -> Floats:
    """What the facilitators and rooms of some runs' pools are worth elsewhere, by pool."""
    found = np.zeros(len(part.instance.seats))
    for run in runs:
        number = {part.offer.pools[pool].id: pool for pool in programme.pools_of(run).tolist()}
        for id, worth in hands.of(programme.runs[run], tuple(number)).items():
            found[number[id]] = worth
    return found


def _without(
    part: Seating, code: str, shut: Ints, prices: Floats, instance: Instance
) -> Floats:
    """The least each kind comes to where some runs of a programme are shut."""
    of_runs = part.wanted.of_runs(prices)
    if code in of_runs:
        # Run by run: a price as high as this, among those that are summed, would swallow them.
        of_runs[code] = of_runs[code].copy()
        of_runs[code][shut] += SHUT
    least = np.full(len(instance.people), np.inf)
    for shape in part.wanted.shapes:
        costs = shape.priced(instance.weights, of_runs, slice(None))
        ways = shape.ways.at(slice(None), instance.weights)
        least[shape.kinds] = ways.least(costs)
    return least


def _gained(
    part: Seating,
    code: str,
    places: Ints,
    prices: Floats,
    least: Floats,
    instance: Instance,
) -> tuple[Floats, Ints]:
    """What each kind that wants the programme gains by each of some runs, and how many they are."""
    pricing = part.wanted
    of_runs = pricing.of_runs(prices)
    gained, people = [], []
    for shape in pricing.shapes:
        for want, programme in enumerate(shape.ways.programmes):
            if programme.code == code:
                costs = shape.priced(instance.weights, of_runs, slice(None))
                ways = shape.ways.at(slice(None), instance.weights)
                came_to = ways.marginal(costs, want)[:, places]
                gained.append(np.maximum(0.0, least[shape.kinds][:, None] - came_to))
                people.append(instance.people[shape.kinds])
    if not gained:
        return np.zeros((0, len(places))), np.zeros(0, dtype=np.int64)
    return np.concatenate(gained), np.concatenate(people)


def _most(
    gained: Floats,
    people: Ints,
    programme: Programme,
    runs: Sequence[int],
    seats: Ints,
    taken_from_others: Floats,
) -> float:
    """The least bound found on what some runs bring, over prices of the pools they share.

    At any prices: everybody their best gain less the price, and what the seats then fetch beyond
    what the facilitators and rooms of their meetings are worth elsewhere.
    """
    wanting = gained.max(axis=1, initial=0.0) > 0
    gained, people = gained[wanting], people[wanting].astype(float)
    if not len(people):
        return 0.0
    pools = sorted({pool for run in runs for pool in programme.pools_of(run).tolist()})
    number = {pool: place for place, pool in enumerate(pools)}
    taken = np.zeros((len(runs), len(pools)))
    for row, run in enumerate(runs):
        taken[row, [number[pool] for pool in programme.pools_of(run).tolist()]] = 1.0
    places = seats[pools].astype(float)
    cost = taken_from_others[pools]
    # As far as that the seats fetch nothing.
    prices = np.divide(cost, places, out=np.zeros(len(pools)), where=places > 0)
    best = np.inf
    step = float(gained.max()) / 4
    at = np.arange(len(people))
    for _ in range(ROUNDS):
        net = gained - (taken @ prices)[None, :]
        choice = net.argmax(axis=1)
        worth = np.maximum(0.0, net[at, choice])
        fetched = np.maximum(0.0, prices * places - cost)
        best = min(best, float(people @ worth + fetched.sum()))
        chosen = np.where(worth > 0, people, 0.0)
        load = np.bincount(choice, chosen, minlength=len(runs)) @ taken
        excess = load - places
        length = float(np.abs(excess).max())
        if length == 0:
            break
        prices = np.maximum(0.0, prices + step * excess / length)
        step *= 0.93
    return best
