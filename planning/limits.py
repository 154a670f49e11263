"""How many groups can meet: facilitators by place and week, rooms by venue and time.

Each limit is over pools of seats, which are held as soon as one person sits in them. What is held
whatever the plan says has taken its share before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property

import numpy as np
from attrs import field, frozen

from models.moments import monday
from models.region import Region
from models.timetable import Intake, Meeting, Run
from optimiser.allocation.arrays import ints
from optimiser.allocation.instance import Coupling
from optimiser.allocation.offer import Offer


@frozen(cache_hash=True)
class When:
    """A week of a place's facilitators, by its Monday; or the rooms of a venue at one time."""

    place: str
    day: date
    start: int | None = None


@frozen
class Limit:
    """At most so many sessions of these pools, each with its own number."""

    most: int
    sessions: frozenset[tuple[str, int]]
    of: When

    @property
    def pools(self) -> Iterator[str]:
        return (pool for pool, _ in self.sessions)


@frozen
class Limits:
    """All limits of a region, and the group of each pool."""

    rows: tuple[Limit, ...] = ()
    group_of: Mapping[str, str] = field(factory=dict)

    def among(self, groups: Set[str]) -> tuple[Limit, ...]:
        """Those that only some groups could still break."""
        found = []
        for one in self.rows:
            own = frozenset(each for each in one.sessions if self.group_of[each[0]] in groups)
            if sum(sessions for _, sessions in own) > one.most:
                found.append(Limit(one.most, own, one.of))
        return tuple(found)

    @cached_property
    def of_pool(self) -> Mapping[str, list[tuple[int, int]]]:
        """The rows each pool stands in, and its number of sessions there."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for row, one in enumerate(self.rows):
            for pool, many in one.sessions:
                found[pool].append((row, many))
        return found

    def taken(self, held: Set[str]) -> list[int]:
        """The sessions of pools that are held, row by row."""
        return [sum(many for pool, many in one.sessions if pool in held) for one in self.rows]

    def shut_beside(self, held: Set[str]) -> frozenset[str]:
        """The pools there is nothing left for beside those that are held, and each other."""
        beside, taken, of_pool = set(held), self.taken(held), self.of_pool
        for pool in sorted(of_pool.keys() - beside):
            if all(taken[row] + many <= self.rows[row].most for row, many in of_pool[pool]):
                beside.add(pool)
                for row, many in of_pool[pool]:
                    taken[row] += many
        return frozenset(of_pool.keys() - beside)


UNLIMITED = Limits()


@frozen
class Session:
    """One meeting of a pool of seats."""

    pool: str
    venue: str
    day: date
    start: int
    end: int


def limited(region: Region) -> bool:
    """Whether anybody says how many sessions can be run or how many groups can meet at once."""
    return any(one.sessions is not None or one.rooms is not None for one in region.staffing)


def limits(region: Region, offer: Offer, shut: Set[str], held: Set[str]) -> Limits:
    """Every limit that could be broken; `offer` holds every run of the region.

    No pool that is `shut` is held, and those of `held` are in any case.
    """
    sessions, anyway = sessions_of(region, offer, shut)
    anyway |= held
    found: dict[frozenset[tuple[str, int]], Limit] = {}
    for of, most, some in by_limit(region, sessions):
        number = Counter(one.pool for one in some)
        taken = sum(many for pool, many in number.items() if pool in anyway)
        free = frozenset((pool, many) for pool, many in number.items() if pool not in anyway)
        left = max(0, most - taken)
        if sum(many for _, many in free) > left:
            before = found.get(free)
            if before is None or left < before.most:
                found[free] = Limit(left, free, of)
    return Limits(tuple(found.values()), {pool.id: pool.group for pool in offer.pools})


def by_limit(
    region: Region, sessions: Sequence[Session]
) -> Iterator[tuple[When, int, list[Session]]]:
    """Each week of a place's facilitators and each time at a venue with rooms: the most there can
    be, and the sessions that fall there.
    """
    yield from _by_week(region, sessions)
    yield from _at_once(region, sessions)


def sessions_of(
    region: Region, offer: Offer, shut: Set[str]
) -> tuple[tuple[Session, ...], set[str]]:
    """Every session there could be, each once, and the pools that are held without a plan."""
    found: dict[tuple[str, date], Session] = {}
    anyway: set[str] = set()
    for run, pools in runs_with_pools(offer).values():
        taken = run.group.places > region.free(run)
        anyway.update(pools if taken else ())
        for pool, meeting in pooled(run, pools):
            if taken or pool not in shut:
                found[pool, meeting.day] = Session(
                    pool, run.group.venue, meeting.day, meeting.start, meeting.end
                )
    return tuple(found.values()), anyway


def _by_week(
    region: Region, sessions: Sequence[Session]
) -> Iterator[tuple[When, int, list[Session]]]:
    for staffing in region.staffing:
        if staffing.sessions is not None:
            weeks: defaultdict[date, list[Session]] = defaultdict(list)
            for one in sessions:
                if staffing in region.staff_of(one.venue):
                    weeks[monday(one.day)].append(one)
            for week, some in weeks.items():
                yield When(staffing.place, week), staffing.sessions, some


def _at_once(
    region: Region, sessions: Sequence[Session]
) -> Iterator[tuple[When, int, list[Session]]]:
    days: defaultdict[tuple[str, date], list[Session]] = defaultdict(list)
    for one in sessions:
        days[one.venue, one.day].append(one)
    for (venue, day), some in days.items():
        rooms = region.rooms_on(venue, day)
        for start in sorted({one.start for one in some}) if rooms is not None else ():
            at_once = [one for one in some if one.start <= start < one.end]
            yield When(venue, day, start), rooms or 0, at_once


def coupling(own: Sequence[Limit], number: Mapping[str, int], first: int) -> Coupling:
    """Limits as rows, numbered from `first`, over the pools that stand at these numbers.

    A column for each pool says whether it is held: only then has it seats.
    """
    pools = sorted({number[pool] for one in own for pool in one.pools if pool in number})
    column = {pool: place for place, pool in enumerate(pools)}
    return Coupling(
        np.full(len(own), -np.inf),
        np.array([float(one.most) for one in own]),
        np.zeros(len(pools)),
        ints([1] * len(pools)),
        of_columns=tuple(
            (first + row, column[number[pool]], float(sessions))
            for row, one in enumerate(own)
            for pool, sessions in sorted(one.sessions)
            if pool in number
        ),
        of_seats=tuple(column.items()),
    )


def pooled(run: Run, pools: tuple[str, ...]) -> Iterator[tuple[str, Meeting]]:
    """Each meeting with its pool: a cohort's one, or that of the module it belongs to."""
    if run.group.intake is Intake.CLOSED:
        for meeting in run.meetings:
            yield pools[0], meeting
        return
    by_start = {pool.rpartition("@")[2]: pool for pool in pools}
    pool = pools[0]
    for meeting in run.meetings:
        if meeting.number == 1:
            pool = by_start[meeting.day.isoformat()]
        yield pool, meeting


def runs_with_pools(offer: Offer) -> dict[str, tuple[Run, tuple[str, ...]]]:
    """Every run by its id, with the ids of the pools it takes a seat of."""
    found = {}
    for programme in offer.programmes.values():
        for place, run in enumerate(programme.runs):
            pools = programme.pools_of(place).tolist()
            found[run.id] = run, tuple(offer.pools[pool].id for pool in pools)
    return found
