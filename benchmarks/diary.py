"""What a person is booked for so far, and the earliest time that is still free.

The greedy planner's only memory. It books against the law book's own rules of clashes, so that it
is never beaten for a time that nobody could have kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from attrs import evolve

from models.arithmetic import overlap
from models.facts import Facts
from models.moments import local, monday
from models.package import Package, PlannedSession
from models.rules import clashes
from models.rules.curfew import served
from models.rules.visits import visits
from models.timetable import Provider
from optimiser.attending import Slot
from optimiser.streams import appointment_slots

RAR = "rar"
Slots = Callable[[date], Iterable[Slot]]


class Diary:
    """Sessions booked under the terms of a package: its curfew and its detox are kept free."""

    def __init__(self, facts: Facts, terms: Package) -> None:
        self.facts = facts
        self.terms = evolve(terms, sessions=())
        self.sessions: tuple[PlannedSession, ...] = ()
        self._windows = served(terms)

    @property
    def package(self) -> Package:
        """The terms with what is booked."""
        return evolve(self.terms, sessions=self.sessions)

    def book(self, *sessions: PlannedSession) -> None:
        self.sessions += sessions

    def fits(self, session: PlannedSession) -> bool:
        """Whether a session can be attended beside all that is booked."""
        detox = self.terms.detox
        if detox is not None and detox[0] <= session.day <= detox[1]:
            return False
        week = [one for one in self.sessions if monday(one.day) == monday(session.day)]
        same_day = [one for one in week if one.day == session.day]
        if session.requirement == RAR and any(one.requirement == RAR for one in same_day):
            return False
        tried = evolve(self.terms, sessions=(*week, session))
        if any(True for rule in clashes.RULES for _ in rule.check(tried, self.facts)):
            return False
        held = visits(evolve(self.terms, sessions=(*same_day, session)), self.facts)
        return not any(overlap(one.block, window) for one in held for window in self._windows)

    def earliest(
        self, days: Iterable[date], slots: Slots, wanted: PlannedSession
    ) -> PlannedSession | None:
        """The wanted session at the first slot of the first day that fits; not yet booked."""
        for day in days:
            for slot in sorted(slots(day), key=lambda slot: slot.start):
                session = at(day, slot, wanted)
                if self.fits(session):
                    return session
        return None

    def by_appointment(self, givers: tuple[Provider, ...], minutes: int) -> Slots:
        return lambda day: appointment_slots(givers, minutes, day, self.facts.timetable)


def at(day: date, slot: Slot, wanted: PlannedSession) -> PlannedSession:
    """A session at a slot of a day."""
    return evolve(
        wanted,
        id=f"{wanted.part}-{wanted.leg}-{day.isoformat()}",
        start=local(day, slot.start),
        end=local(day, slot.end),
        venue=slot.venue,
        provider=slot.giver,
    )


def unbooked(
    part: str, leg: str, requirement: str, kind: str, title: str, day: date
) -> PlannedSession:
    """A session whose time is still to be found."""
    start = local(day, 0)
    return PlannedSession("", part, leg, 0, start, start, title, requirement, "", kind)


def through(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
