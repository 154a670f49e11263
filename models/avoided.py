"""Times at which one part is not to be attended: of one question only, no fact of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from attrs import frozen

from models.package import PlannedSession


@frozen(cache_hash=True)
class Avoided:
    """Stretches of days, in minutes after midnight by the clock, that a part keeps clear of.

    Its own sessions do, in all its legs: its ways there and back, and other parts, may lie there.
    """

    stretches: tuple[tuple[date, int, int], ...] = ()

    def meets(self, day: date, start: int, end: int) -> bool:
        """Whether a session of so many minutes after midnight meets any of them."""
        return any(start < ends and begins < end for begins, ends in self.on(day))

    def on(self, day: date) -> tuple[tuple[int, int], ...]:
        """The stretches of one day."""
        return self._by_day.get(day, ())

    @cached_property
    def _by_day(self) -> dict[date, tuple[tuple[int, int], ...]]:
        found: dict[date, tuple[tuple[int, int], ...]] = {}
        for day, start, end in self.stretches:
            found[day] = (*found.get(day, ()), (start, end))
        return found


ANY_TIME = Avoided()


def times_of(sessions: Iterable[PlannedSession]) -> Avoided:
    """The times of these sessions, to be avoided by the part they are of."""
    return Avoided(tuple(sorted(_by_the_clock(session) for session in sessions)))


def _by_the_clock(session: PlannedSession) -> tuple[date, int, int]:
    start = session.start.hour * 60 + session.start.minute
    return session.day, start, start + session.minutes
