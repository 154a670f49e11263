"""Seats, meeting by meeting: who has one, and what is left."""

from __future__ import annotations

from collections.abc import Iterable

from planning.forecast_filling import Offer
from planning.forecast_world import Course, World


class Seats:
    """The seats of every meeting; a meeting is kept until it is held, and counted then."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._held: dict[str, int] = {}

    def left(self, pool: str) -> int:
        return self._world.seats_left(pool) - self._held.get(pool, 0)

    def offer(self, course: Course) -> Offer:
        return Offer(course.run, course.pools, tuple(map(self.left, course.pools)))

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
            self._held[pool] = self._held.get(pool, 0) + 1

    def give_back(self, pools: Iterable[str]) -> None:
        for pool in pools:
            self._held[pool] -= 1

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
