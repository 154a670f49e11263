"""Seats, meeting by meeting: who has one, what is left, and the hands and rooms they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from planning.forecast_filling import Offer
from planning.forecast_world import Course, World
from planning.limits import When


class Seats:
    """The seats of every meeting; a meeting is kept until it is held, and counted then."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._held: dict[str, int] = {}
        # Whoever sits there from the beginning is taught whatever the forecast says.
        self._meetings = Counter(
            limit
            for pool, limits in world.hands.of.items()
            if world.taken.get(pool)
            for limit in limits
        )

    def left(self, pool: str) -> int:
        return self._world.seats_left(pool) - self._held.get(pool, 0)

    def offer(self, course: Course) -> Offer:
        pools = course.pools
        return Offer(course.run, pools, tuple(map(self.left, pools)), tuple(map(self._asks, pools)))

    def hands_left(self, offers: Sequence[Offer]) -> Mapping[When, int]:
        """The meetings that can be held besides, under each limit some offers ask of."""
        limits = {limit for offer in offers for asks in offer.asks for limit in asks}
        most = self._world.hands.most
        return {limit: max(0, most[limit] - self._meetings[limit]) for limit in limits}

    def _asks(self, pool: str) -> tuple[When, ...]:
        """The limits a meeting would count under; none where it is held already."""
        limits = self._world.hands.of.get(pool, ())
        return () if not limits or self._is_held(pool) else limits

    def _is_held(self, pool: str) -> bool:
        return self._held.get(pool, 0) > 0 or self._world.taken.get(pool, 0) > 0

    def take(self, pools: Iterable[str]) -> None:
        """Keep a seat at each meeting.

        Raises
        ------
        ValueError
            Where one has none left: whoever gives out places never does that.
        """
        for pool in pools:
            if self.left(pool) < 1:
                raise ValueError(f"no seat is left at {pool}")
            self._meetings.update(self._asks(pool))
            self._held[pool] = self._held.get(pool, 0) + 1

    def give_back(self, pools: Iterable[str]) -> None:
        for pool in pools:
            self._held[pool] -= 1
            self._meetings.subtract(self._asks(pool))

    def use(self) -> dict[str, float]:
        """By group, the share of the seats of its meetings in the forecast that were kept."""
        filled: dict[str, int] = {}
        held: dict[str, int] = {}
        counted: set[str] = set()
        for course in self._world.by_run.values():
            group = course.run.group.id
            for day, pool in zip(course.days, course.pools, strict=True):
                if day < self._world.days and pool not in counted:
                    counted.add(pool)
                    held[group] = held.get(group, 0) + self._world.seats[pool]
                    taken = min(self._world.taken.get(pool, 0), self._world.seats[pool])
                    filled[group] = filled.get(group, 0) + self._held.get(pool, 0) + taken
        return {group: filled[group] / held[group] for group in held if held[group]}
