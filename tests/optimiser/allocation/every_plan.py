"""A small crowd, and its best plan found by going through every one.

A cohort has a pool of seats, and a rolling group one for each module as it is taught. Groups meet
on evenings of different days, and home is 30 minutes from all of them, so that what a person's runs
come to is the sum of what each does.
"""

from datetime import datetime, timedelta
from functools import cache
from itertools import product
from random import Random

import numpy as np
from attrs import evolve, frozen

from models.moments import last_day
from models.population import Person
from models.runs import runs
from models.timetable import Group, Intake, Run, Timetable
from optimiser.allocation.instance import Coupling, Instance
from optimiser.allocation.kinds import Crowd, crowd
from optimiser.allocation.offer import offered
from optimiser.allocation.people import MEASURES, TRAVEL, UNMET, WEEKS, WORK, Load
from tests.models.plan_rules import world
from tests.planning.making_worlds import commitments, wants

HOME = timedelta(minutes=30)
UNMET_UNIT, WEEK, MINUTE, TRAVELLED = 3_000, 30, 1, 2
# What a plan that breaks a limit comes to.
BEYOND = 10**9
# Nobody's week or day is full by these.
LOAD = Load(a_day=6, a_week=6)


@frozen
class Small:
    """People, and the groups they could go to."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]

    @property
    def timetable(self) -> Timetable:
        return world.timetable(*self.groups)

    def crowd(self) -> Crowd:
        held = self.timetable
        offer = offered(self.groups, entry_of, held, held.first, held.last)
        return crowd(self.people, offer, weights(), LOAD)

    def instance(self) -> Instance:
        return self.crowd().instance


def entry_of(group: Group):
    return catalogue().entry(group.programme)


@cache
def catalogue():
    from models.catalogue import load

    return load()


def weights():
    found = np.zeros(len(MEASURES))
    found[[UNMET, WEEKS, WORK, TRAVEL]] = UNMET_UNIT, WEEK, MINUTE, TRAVELLED
    return found


def small(seed: int) -> Small:
    """Two to six people; two cohorts, and a rolling group or two more cohorts."""
    luck = Random(seed)
    groups = [world.did(places=luck.randint(1, 2))]
    if luck.random() < 0.5:
        groups.append(world.tsp(places=luck.randint(1, 3), last=world.date(2026, 12, 9)))
    else:
        starts = tuple(world.date(2026, month, day) for month, day in ((6, 3), (9, 16)))
        groups.append(world.tsp(places=luck.randint(1, 2), intake=Intake.CLOSED, starts=starts))
    people = tuple(_person(luck, f"p{place}") for place in range(luck.randint(2, 6)))
    return Small(people, tuple(groups))


def _person(luck: Random, reference: str) -> Person:
    first = world.FIRST + timedelta(days=luck.choice([0, 1, 2, 20, 40]))
    return world.person(
        reference,
        *wants(luck),
        first=first,
        last=first + timedelta(days=luck.choice([110, 200, 365, 400])),
        commitments=commitments(luck),
    )


@frozen
class Most:
    """At most so many of these pools are held, each a group with a first day."""

    most: int
    pools: frozenset[tuple[str, str]]


def limited(held: Small, seed: int) -> tuple[Instance, tuple[Most, ...]]:
    """One or two limits on the pools that can be held, drawn by a seed."""
    luck = Random(seed)
    offer = held.crowd().pricing.offer
    pools = [(pool.group, pool.first.isoformat()) for pool in offer.pools]
    some = luck.sample(range(len(pools)), max(1, len(pools) - luck.randint(0, 2)))
    rows = [(luck.randint(0, 3), some)]
    if luck.random() < 0.5:
        rows.append((1, some[: len(some) // 2]))
    instance = held.instance()
    column = {pool: place for place, pool in enumerate(sorted(some))}
    coupling = Coupling(
        np.full(len(rows), -np.inf),
        np.array([float(most) for most, _ in rows]),
        np.zeros(len(column)),
        np.ones(len(column), dtype=np.int64),
        of_columns=tuple(
            (len(instance.seats) + row, column[pool], 1.0)
            for row, (_, own) in enumerate(rows)
            for pool in own
        ),
        of_seats=tuple(column.items()),
    )
    limits = tuple(Most(most, frozenset(pools[pool] for pool in own)) for most, own in rows)
    return evolve(instance, coupling=coupling), limits


def best(held: Small, limits: tuple[Most, ...] = ()) -> int:
    """The least all the people can come to, one after another, each with whatever is left."""
    found = {group.id: _runs(held, group) for group in held.groups}
    pools = sorted({pool for some in found.values() for run in some for pool in taken(run)})
    seats = {pool: _seats(held, pool) for pool in pools}
    choices = [ways(person, found, held.groups) for person in held.people]

    @cache
    def least(place: int, left: tuple[int, ...]) -> int:
        if place == len(choices):
            sat_in = {pool for pool, free in zip(pools, left, strict=True) if free < seats[pool]}
            return 0 if all(len(one.pools & sat_in) <= one.most for one in limits) else BEYOND
        costs = []
        for cost, used in choices[place]:
            rest = tuple(free - (pool in used) for pool, free in zip(pools, left, strict=True))
            if min(rest, default=0) >= 0:
                costs.append(cost + least(place + 1, rest))
        return min(costs)

    return least(0, tuple(seats[pool] for pool in pools))


def _runs(held: Small, group: Group) -> tuple[Run, ...]:
    return runs(group, entry_of(group), held.timetable, held.timetable.first, held.timetable.last)


def _seats(held: Small, pool: tuple[str, str]) -> int:
    return next(group.places for group in held.groups if group.id == pool[0])


def taken(run: Run) -> frozenset[tuple[str, str]]:
    """The pools of a run: its group with the first day of the cohort, or of each module."""
    if run.group.intake is Intake.CLOSED:
        return frozenset([(run.group.id, run.first.isoformat())])
    return frozenset(
        (run.group.id, meeting.day.isoformat()) for meeting in run.meetings if meeting.number == 1
    )


def ways(person: Person, found, groups) -> list[tuple[int, frozenset[tuple[str, str]]]]:
    """All a person could do, with what it comes to and the pools it takes."""
    each = []
    for want in person.wants:
        options: list[Run | None] = [None]
        options += [
            run
            for group in groups
            if group.programme == want.programme
            for run in found[group.id]
            if cost_of(person, run) is not None
        ]
        each.append(options)
    told = []
    for chosen in product(*each):
        if not _in_turn(person, chosen):
            continue
        cost, used = 0, frozenset()
        for want, run in zip(person.wants, chosen, strict=True):
            cost += UNMET_UNIT * want.priority if run is None else cost_of(person, run)
            used |= frozenset() if run is None else taken(run)
        told.append((cost, used))
    return told


def _in_turn(person: Person, chosen: tuple[Run | None, ...]) -> bool:
    """Whether all a run is to wait for has ended before it begins."""
    by_code = dict(zip((want.programme for want in person.wants), chosen, strict=True))
    return all(
        run is None
        or all(by_code[code] is not None and by_code[code].last < run.first for code in want.after)
        for want, run in zip(person.wants, chosen, strict=True)
    )


def cost_of(person: Person, run: Run) -> int | None:
    """Weeks waited, work lost and travel of one run; None where the person may not take it."""
    if run.first < person.first or run.last > person.last:
        return None
    months = entry_of(run.group).order_months
    if months is not None and last_day(person.case.dates.sentence, months) > person.last:
        return None
    work = 0
    for meeting in run.meetings:
        slot = run.group.slots[0]
        midnight = datetime.combine(meeting.day, datetime.min.time())
        begin = midnight + timedelta(minutes=slot.start) - HOME
        end = midnight + timedelta(minutes=slot.end) + HOME
        for commitment in person.commitments:
            for start, stop in commitment.on(meeting.day):
                until, since = stop.replace(tzinfo=None), start.replace(tzinfo=None)
                minutes = max(0, (min(end, until) - max(begin, since)) // timedelta(minutes=1))
                if minutes and commitment.firm:
                    return None
                work += minutes
    weeks = (run.first - person.first).days // 7
    return WEEK * weeks + MINUTE * work + TRAVELLED * 60 * len(run.meetings)


def with_seats(instance: Instance, pool: int, more: int) -> Instance:
    seats = instance.seats.copy()
    seats[pool] += more
    return evolve(instance, seats=seats)
