"""Who is given which place, week by week: the interface, and first come, first served."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from attrs import frozen

from models.placement import Placement
from models.timetable import Run
from planning.forecast_fit import Life


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

    Runs of a rolling group share the seats of the meetings they have in common.
    """

    run: Run
    pools: tuple[str, ...]
    free_by_pool: tuple[int, ...]

    @property
    def free(self) -> int:
        return min(self.free_by_pool)


class Filler(Protocol):
    """Gives out places: at most one for each who waits, and no seat twice."""

    def __call__(
        self, waiting: Sequence[Waiter], offers: Sequence[Offer], week: date
    ) -> Sequence[Placement]: ...


def first_come(
    waiting: Sequence[Waiter], offers: Sequence[Offer], week: date
) -> Sequence[Placement]:
    """The earliest run that fits and has a seat, to those who wait in their order."""
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
            if offer is not None and all(free[pool] > 0 for pool in offer.pools):
                for pool in offer.pools:
                    free[pool] -= 1
                placed.append(placement(waiter, offer.run))
                break
    return placed


def placement(waiter: Waiter, run: Run) -> Placement:
    return Placement(
        waiter.reference, waiter.programme, run.id, run.group.id, run.first, run.last
    )
