"""Who is given which place, week by week: the interface, and first come, first served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Protocol

from attrs import frozen

from models.placement import Placement
from models.timetable import Run
from planning.forecast_fit import Life
from planning.limits import When

NOTHING_SHORT: Mapping[When, int] = {}


@frozen(eq=False)
class Waiter:
    """Somebody who waits for one programme; `open` are the runs that fit, earliest first.

    `reference` is the forecast's own number for them; `life` is whom they are like.
    """

    reference: str
    programme: str
    since: date
    life: Life
    open: tuple[str, ...]

    @property
    def priority(self) -> int:
        want = self.life.person.want(self.programme)
        return want.priority if want is not None else 1


@frozen(eq=False)
class Offer:
    """A run that begins soon, and the seats left at each of its meetings.

    Runs of a rolling group share the seats of the meetings they have in common. `asks` are the
    limits of facilitators and rooms each meeting would count under; none where it is held already.
    """

    run: Run
    pools: tuple[str, ...]
    free_by_pool: tuple[int, ...]
    asks: tuple[tuple[When, ...], ...] = ()

    @property
    def free(self) -> int:
        return min(self.free_by_pool)


class Filler(Protocol):
    """Gives out places: at most one for each who waits, no seat twice, and no more meetings than
    are `left` under each limit.
    """

    def __call__(
        self,
        waiting: Sequence[Waiter],
        offers: Sequence[Offer],
        week: date,
        left: Mapping[When, int] = NOTHING_SHORT,
    ) -> Sequence[Placement]: ...


def first_come(
    waiting: Sequence[Waiter],
    offers: Sequence[Offer],
    week: date,
    left: Mapping[When, int] = NOTHING_SHORT,
) -> Sequence[Placement]:
    """The earliest run that fits and can be held with a seat, to those who wait in their order."""
    held: set[str] = set()
    hands = Counter(left)
    by_run = {offer.run.id: offer for offer in offers}
    free = {
        pool: number
        for offer in offers
        for pool, number in zip(offer.pools, offer.free_by_pool, strict=True)
    }
    placed = []
    for waiter in waiting:
        for id in waiter.open:
            offer = by_run.get(id)
            if offer is None or any(free[pool] < 1 for pool in offer.pools):
                continue
            asked = _asked(offer, held)
            if asked <= hands:
                hands.subtract(asked)
                held.update(offer.pools)
                for pool in offer.pools:
                    free[pool] -= 1
                placed.append(placement(waiter, offer.run))
                break
    return placed


def _asked(offer: Offer, held: Set[str]) -> Counter[When]:
    """How many meetings more a run would put under each limit beside what is held."""
    return Counter(
        limit
        for pool, limits in zip(offer.pools, offer.asks, strict=False)
        if pool not in held
        for limit in limits
    )


def placement(waiter: Waiter, run: Run) -> Placement:
    return Placement(
        waiter.reference, waiter.programme, run.id, run.group.id, run.first, run.last
    )
