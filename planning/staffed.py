"""What facilitators and rooms a plan takes, where none is left, and who waits for that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from datetime import date
from functools import cached_property

from attrs import field, frozen

from models.moments import monday
from models.placement import Lack, Plan
from models.region import Region
from optimiser.allocation.offer import Offer
from planning.limits import UNLIMITED, Limits, When, by_limit, runs_with_pools, sessions_of
from planning.report import Staffed

FACILITATORS, ROOMS = "facilitators", "rooms"


@frozen(eq=False)
class Left:
    """What the limits of a region leave beside the pools of seats that a plan holds."""

    limits: Limits = UNLIMITED
    held: Set[str] = field(factory=frozenset)

    @cached_property
    def _taken(self) -> list[int]:
        return self.limits.taken(self.held)

    def lacking(self, pools: Set[str]) -> Lack | None:
        """What there is too little of to hold all of these pools besides; None where there is
        enough.
        """
        more: Counter[int] = Counter()
        for pool in pools - self.held:
            more.update(dict(self.limits.of_pool.get(pool, ())))
        short = [
            self.limits.rows[row].of
            for row, sessions in more.items()
            if self._taken[row] + sessions > self.limits.rows[row].most
        ]
        return _lack(min(short, key=lambda of: (of.day, of.place))) if short else None


def staffed(region: Region, offer: Offer, plan: Plan) -> tuple[Staffed, ...]:
    """Place by place what is held of what is stated; `offer` holds every run of the region.

    Weeks that are over before anybody of the population could begin are no part of the plan.
    """
    pools = runs_with_pools(offer)
    sitting = {pool for one in plan.placements for pool in pools[one.run][1]}
    every, anyway = sessions_of(region, offer, frozenset())
    begins = min((monday(one.first) for one in region.people), default=date.min)
    held = [one for one in every if one.pool in sitting | anyway and one.day >= begins]
    found: defaultdict[Lack, list[tuple[When, int, int]]] = defaultdict(list)
    for of, most, sessions in by_limit(region, held):
        found[_lack(of)].append((of, most, len(sessions)))
    waiting = Counter(lack for one in plan.unplaced for lack in one.lacks)
    return tuple(_told(lack, found[lack], offered, waiting[lack])
                 for lack, offered in _stated(region))  # fmt: skip


def _lack(of: When) -> Lack:
    return Lack(FACILITATORS if of.start is None else ROOMS, of.place)


def _stated(region: Region) -> Iterator[tuple[Lack, int]]:
    for one in region.staffing:
        if one.sessions is not None:
            yield Lack(FACILITATORS, one.place), one.sessions
        if one.rooms is not None:
            yield Lack(ROOMS, one.place), one.rooms


def _told(lack: Lack, found: list[tuple[When, int, int]], offered: int, waiting: int) -> Staffed:
    weeks: dict[date, int] = {}
    full = set()
    for of, most, number in found:
        week = monday(of.day)
        weeks[week] = max(number, weeks.get(week, 0))
        if number >= most:
            full.add(week)
    fullest = max(weeks.values(), default=0)
    return Staffed(
        lack.what, lack.place, offered, fullest,
        min((week for week, number in weeks.items() if number == fullest), default=None),
        len(full), min(full, default=None), waiting,
    )  # fmt: skip
