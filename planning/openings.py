"""Which group to open next: weekday, time, venue and programme, optimised and not guessed.

A candidate is a group of the region held on other days or somewhere else. At the prices of seats
as they are, what each person would gain by each of its runs is known exactly, and at any price of
its own seats that bounds what opening it can bring. Candidates are solved, the most promising
first, until none of the rest can bring more than the best one has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import ceil

import numpy as np
from attrs import evolve, frozen

from models.changes import AddGroup, MoveGroup
from models.moments import monday
from models.region import Region
from models.timetable import Group, Slot
from optimiser.allocation.allocate import Allocation, allocate
from optimiser.allocation.arrays import Floats, Ints
from optimiser.allocation.flow import opening
from optimiser.allocation.instance import Instance
from optimiser.allocation.offer import Programme
from planning.making import Made
from planning.prices import stated, weighed
from planning.repairing import Book
from planning.report import Opening, Openings
from planning.seating import Seating, Seatings, all_on_offer, seatings

DAYS = range(6)
# Programmes looked at: those whose seats are worth most.
PROGRAMMES = 2
# Candidates solved at most; what the others could bring is told with the answer.
SOLVED = 24
# Rounds of moving the prices of a candidate's seats towards the least bound.
ROUNDS = 40
SHUT = 1e15


@frozen(eq=False)
class Summed:
    """The best plan of the stated sum in a region, its bound, and what seats are worth there."""

    value: int
    bound: int
    of_pools: Mapping[str, float]


def which_next(made: Made, number: int = 1) -> Openings:
    """The groups to open, one after another, each the best that is left."""
    region, looked_at, solved, gain = made.region, 0, 0, 0
    groups: list[Opening] = []
    most = 0
    for place in range(number):
        found = _best(made, region, place)
        if found is None:
            break
        chosen, held = found.chosen, found.region
        looked_at, solved = looked_at + found.looked_at, solved + found.solved
        gain, most = gain + (chosen.gain or 0), most + found.most
        groups += [chosen, *found.others]
        region = held
    return Openings(number, looked_at, solved, gain, most, tuple(groups))


@frozen(eq=False)
class Found:
    """The best group to open, the region with it, and the others that were looked at."""

    chosen: Opening
    region: Region
    others: tuple[Opening, ...]
    looked_at: int
    solved: int
    most: int


def _best(made: Made, region: Region, place: int) -> Found | None:
    """The candidates in the order of what they can bring at most, solved until one stands."""
    before = _summed(made, region)
    offers = list(candidates(made, region, place, _dearest(made, region)))
    bounds = _bounded(made, region, offers, before, before.of_pools)
    gains: dict[str, tuple[int, int]] = {}
    best = 0
    while len(gains) < SOLVED and not made.asked.halted():
        left = [group for group in offers if group.id not in gains]
        group = max(left, key=lambda group: (bounds[group.id], group.id), default=None)
        if group is None or bounds[group.id] <= best:
            break
        after = _summed(made, AddGroup(group).apply(region))
        # More than this it cannot bring, whichever of the two plans could still be better.
        gains[group.id] = before.value - after.value, before.value - after.bound
        bounds[group.id] = min(bounds[group.id], gains[group.id][1])
        best = max(best, gains[group.id][0])
        # With a group there seats are worth less, so that its like promise less at those prices.
        like = [one for one in left if (one.programme, one.venue) == (group.programme, group.venue)]
        again = _bounded(made, region, like, before, after.of_pools)
        bounds |= {id: min(bounds[id], most) for id, most in again.items()}
    ranked = sorted(offers, key=lambda group: (-bounds[group.id], group.id))
    if not gains or best <= 0:
        return None
    chosen = max(gains, key=lambda id: (gains[id][0], id))
    unsolved = [bounds[group.id] for group in ranked if group.id not in gains]
    told = [
        Opening(group.id, group.programme, group.venue, group.slots, group.places,
                bounds[group.id], gains[group.id][0] if group.id in gains else None,
                group.id == chosen)
        for group in ranked
    ]  # fmt: skip
    by_id = {group.id: group for group in offers}
    return Found(
        next(one for one in told if one.chosen),
        AddGroup(by_id[chosen]).apply(region),
        tuple(one for one in told if not one.chosen and one.gain is not None),
        len(offers),
        len(gains),
        max([best, *unsolved, *(most for _, most in gains.values())]),
    )


def _held(made: Made, region: Region) -> Seatings:
    return seatings(region, made.admission.people, made.catalogue, made.struck)


def _outside(held: Seatings) -> int:
    """What those come to whom no group is open to."""
    unmet = sum(want.priority for person in held.nowhere for want in person.wants)
    return unmet * stated().unmet


def _solved(made: Made, part: Seating) -> tuple[Instance, Allocation]:
    instance = evolve(part.instance, weights=weighed(stated()))
    return instance, allocate(instance, opening(instance, part.wanted), made.asked.effort)


def _summed(made: Made, region: Region) -> Summed:
    """The stated sum over everybody."""
    held = _held(made, region)
    value = bound = _outside(held)
    of_pools: dict[str, float] = {}
    for part in held.parts:
        _, found = _solved(made, part)
        assert found.value is not None, "to place nobody is a plan"
        value, bound = value + found.value, bound + found.bound
        of_pools |= dict(zip((pool.id for pool in part.offer.pools), found.prices, strict=False))
    return Summed(value, bound, of_pools)


def _dearest(made: Made, region: Region) -> tuple[str, ...]:
    """The programmes whose seats are worth most; else those most people wait for.

    Where two people are kept apart, the seat that only one of them can take is no group's.
    """
    worth: Counter[str] = Counter()
    for part in _held(made, region).parts:
        _, found = _solved(made, part)
        programme = {group.id: group.programme for group in part.groups}
        for pool, price in zip(part.offer.pools, found.prices.tolist(), strict=False):
            worth[programme[pool.group]] += price * pool.seats
    dear = [code for code, value in worth.most_common() if value > 0]
    waited_for = Counter(one.programme for one in made.plan.unplaced)
    waiting = [code for code, _ in waited_for.most_common() if code in worth]
    return tuple(dict.fromkeys((*dear, *waiting)))[:PROGRAMMES]


def candidates(
    made: Made, region: Region, place: int, programmes: Sequence[str]
) -> Iterator[Group]:
    """Each group's like on every day, at every time it is given, at every venue with hands free."""
    busy = _Busy(made, region)
    groups = region.timetable.groups
    venues = sorted({group.venue for group in groups})
    for code in programmes:
        own = [group for group in groups if group.programme == code]
        model = max(own, key=lambda group: (group.places, -len(group.slots), group.id))
        length = model.slots[0].end - model.slots[0].start
        times = sorted({(slot.start, slot.end) for group in own for slot in group.slots})
        for venue, (start, end), day in product(venues, times, DAYS):
            slots = _shifted(model, day, start, end) if end - start == length else None
            if slots is None or region.shut(venue, slots) or not busy.leaves(venue, slots):
                continue
            id = f"new-{place + 1}-{code}-{venue}-{day}-{start}"
            bare = evolve(model, id=id, taken=0, women=None, attended_by=())
            alone = evolve(region, timetable=evolve(region.timetable, groups=(bare,)))
            yield MoveGroup(id, slots, venue).apply(alone).timetable.groups[0]


class _Busy:
    """How many sessions facilitators have in their fullest week, and groups meet at once."""

    def __init__(self, made: Made, region: Region) -> None:
        self.region = region
        book = Book(region, all_on_offer(region, made.catalogue), made.plan)
        weeks: Counter[tuple[str, date]] = Counter()
        meeting: Counter[tuple[str, date]] = Counter()
        for one in book.meetings:
            meeting[one.venue, one.day] += 1
            weeks.update((staff.place, monday(one.day)) for staff in region.staff_of(one.venue))
        self._sessions: dict[str, int] = {}
        for (place, _), number in weeks.items():
            self._sessions[place] = max(number, self._sessions.get(place, 0))
        self._room: dict[tuple[str, int], int] = {}
        for (venue, day), number in meeting.items():
            rooms = region.rooms_on(venue, day)
            key = venue, day.weekday()
            if rooms is not None:
                self._room[key] = min(rooms - number, self._room.get(key, rooms))

    def leaves(self, venue: str, slots: Sequence[Slot]) -> bool:
        """Whether hands and a room are left in every week; a room is taken for the whole day."""
        for staff in self.region.staff_of(venue):
            held = self._sessions.get(staff.place, 0) + len(slots)
            if staff.sessions is not None and held > staff.sessions:
                return False
        return all(self._room.get((venue, slot.weekday), 1) > 0 for slot in slots)


def _shifted(model: Group, day: int, start: int, end: int) -> tuple[Slot, ...] | None:
    """The weekly slots from another day on, as far apart as they were; None beyond Saturday."""
    first = min(slot.weekday for slot in model.slots)
    days = [slot.weekday - first + day for slot in model.slots]
    if max(days) not in DAYS:
        return None
    return tuple(Slot(weekday, start, end) for weekday in days)


def _bounded(
    made: Made,
    region: Region,
    offers: Sequence[Group],
    before: Summed,
    of_pools: Mapping[str, float],
) -> dict[str, int]:
    """What opening each candidate can bring at most, by some prices of the seats there are."""
    gains: dict[str, float] = {}
    for code in sorted({group.programme for group in offers}):
        own = tuple(group for group in offers if group.programme == code)
        gains |= _of_programme(made, region, code, own, of_pools, before.value)
    return {id: ceil(most) for id, most in gains.items()}


def _of_programme(
    made: Made,
    region: Region,
    code: str,
    offers: tuple[Group, ...],
    of_pools: Mapping[str, float],
    value: int,
) -> dict[str, float]:
    groups = (*region.timetable.groups, *offers)
    held = _held(made, evolve(region, timetable=evolve(region.timetable, groups=groups)))
    new = {group.id for group in offers}
    gains = dict.fromkeys(new, 0.0)
    bound = float(_outside(held))
    for part in held.parts:
        instance = evolve(part.instance, weights=weighed(stated()))
        prices = np.zeros(len(part.instance.seats))
        # Nothing is asked for a candidate's own seats, whatever they were worth elsewhere.
        prices[: len(part.offer.pools)] = [
            0.0 if one.group in new else of_pools.get(one.id, 0.0) for one in part.offer.pools
        ]
        programme = part.offer.programmes.get(code)
        runs = () if programme is None else programme.runs
        places = [at for at, run in enumerate(runs) if run.group.id in new]
        least = _without(part, code, np.array(places, dtype=np.int64), prices, instance)
        bound += float(instance.people @ least - prices @ instance.seats)
        if programme is None or not places:
            continue
        better, people = _gained(part, code, np.array(places), prices, least, instance)
        of_group: dict[str, list[int]] = {}
        for row, at in enumerate(places):
            of_group.setdefault(runs[at].group.id, []).append(row)
        for id, rows in of_group.items():
            own = [places[row] for row in rows]
            gains[id] += _most(better[:, rows], people, programme, own, instance.seats)
    # How far the best plan may be from the bound is open to every candidate.
    slack = max(0.0, value - bound)
    return {id: most + slack for id, most in gains.items()}


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
    gained: Floats, people: Ints, programme: Programme, runs: Sequence[int], seats: Ints
) -> float:
    """The least bound found on what some runs bring, over prices of the pools they share.

    At any prices: everybody their best gain less the price, and what the seats then fetch.
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
    prices = np.zeros(len(pools))
    best = np.inf
    step = float(gained.max()) / 4
    at = np.arange(len(people))
    for _ in range(ROUNDS):
        net = gained - (taken @ prices)[None, :]
        choice = net.argmax(axis=1)
        worth = np.maximum(0.0, net[at, choice])
        best = min(best, float(people @ worth + prices @ places))
        chosen = np.where(worth > 0, people, 0.0)
        load = np.bincount(choice, chosen, minlength=len(runs)) @ taken
        excess = load - places
        length = float(np.abs(excess).max())
        if length == 0:
            break
        prices = np.maximum(0.0, prices + step * excess / length)
        step *= 0.93
    return best
