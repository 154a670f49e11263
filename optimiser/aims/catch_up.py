"""Free appointments for a missed session: where and when a facilitator could hold it one-to-one.

A catch-up is taken to last as long as the session missed (no guide states a length).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from attrs import evolve, frozen

from models.arithmetic import Stretch, overlap
from models.dated import Bound
from models.facts import Facts
from models.moments import LONDON, NOON, at, instant, local, monday
from models.package import Package, PlannedSession
from models.rules.curfew import served
from models.rules.visits import home, linked, visits
from models.timetable import Provider
from optimiser.attending import Slot
from optimiser.provision import givers
from optimiser.streams import appointment_slots


@frozen
class Opening:
    """An appointment a provider could hold on a day."""

    day: date
    slot: Slot


class Openings:
    """The appointments of a person's facilitators that no firm commitment stands on.

    The way there is not looked at: beside another session of the day it may be shorter.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._givers: dict[str, tuple[Provider, ...]] = {}
        self._starting: dict[date, tuple[Stretch, ...]] = {}
        self._slots: dict[tuple[str, int, date], list[Slot]] = {}

    def between(self, code: str, after: int, before: int, minutes: int) -> Iterator[Opening]:
        """The openings for so many minutes of an entry between two instants, in order."""
        day, last = _day(after), _day(before)
        while day <= last:
            slots = self._on(code, minutes, day)
            if slots:
                taken = self.firm(day)
                # The clocks change at night: by day, minutes of the clock are elapsed minutes.
                noon = at(day, NOON)
                for slot in slots:
                    start = noon + slot.start - NOON
                    end = start + minutes
                    if start < after or end > before:
                        continue
                    if not any(start < until and since < end for since, until in taken):
                        yield Opening(day, slot)
            day += timedelta(days=1)

    def firm(self, day: date) -> tuple[Stretch, ...]:
        """Firm commitments and sessions of existing orders that may reach into a day."""
        days = (day + timedelta(days=offset) for offset in (-2, -1, 0, 1))
        return tuple(stretch for one in days for stretch in self._firm_from(one))

    def _on(self, code: str, minutes: int, day: date) -> list[Slot]:
        found = self._slots.get((code, minutes, day))
        if found is None:
            if code not in self._givers:
                self._givers[code] = givers(self.facts, "facilitator", code)
            slots = appointment_slots(self._givers[code], minutes, day, self.facts.timetable)
            found = self._slots[code, minutes, day] = sorted(slots, key=lambda slot: slot.start)
        return found

    def _firm_from(self, day: date) -> tuple[Stretch, ...]:
        if day not in self._starting:
            case = self.facts.case
            found = [
                stretch
                for commitment in case.commitments
                if commitment.firm
                for stretch in commitment.between(day, day)
            ]
            found += [
                (_instant(start), _instant(end))
                for order in case.existing
                for start, end in order.sessions
                if start.date() == day
            ]
            self._starting[day] = tuple(found)
        return self._starting[day]


class CatchUps:
    """The openings a package leaves free: clear of its other visits, its curfew and its detox."""

    def __init__(self, package: Package, facts: Facts) -> None:
        self._package = package
        self._openings = Openings(facts)
        self._facts = facts
        self._nights = served(package)
        self._on: dict[date, list[PlannedSession]] = {}
        for session in package.sessions:
            self._on.setdefault(session.day, []).append(session)
        self._most_a_day = _most(facts, "day")
        self._most_a_week = _most(facts, "week")

    def free(self, missed: PlannedSession, before: int) -> Opening | None:
        """The first free opening after a missed session that ends by an instant."""
        openings = self._openings.between(missed.part, instant(missed.end), before, missed.minutes)
        return next((one for one in openings if self._fits(missed, one)), None)

    def _fits(self, missed: PlannedSession, opening: Opening) -> bool:
        day = opening.day
        detox = self._package.detox
        if detox is not None and detox[0] <= day <= detox[1]:
            return False
        others = [session for session in self._on.get(day, []) if session is not missed]
        if self._most_a_day is not None and len(others) >= self._most_a_day:
            return False
        if self._most_a_week is not None and self._in_week(missed, day) >= self._most_a_week:
            return False
        held = evolve(
            missed,
            start=local(day, opening.slot.start),
            end=local(day, opening.slot.end),
            venue=opening.slot.venue,
            provider=opening.slot.giver,
        )
        ordered = sorted([*others, held], key=lambda one: (instant(one.start), instant(one.end)))
        place = ordered.index(held)
        near = list(pairwise(ordered))[max(0, place - 1) : place + 1]
        if not all(self._apart(one, two) for one, two in near):
            return False
        taken = (*self._openings.firm(day), *self._nights)
        whole = visits(evolve(self._package, sessions=tuple(ordered)), self._facts)
        blocks = [visit.block for visit in whole if held in visit.sessions]
        return not any(overlap(block, other) for block in blocks for other in taken)

    def _in_week(self, missed: PlannedSession, day: date) -> int:
        week = monday(day)
        days = (week + timedelta(days=offset) for offset in range(7))
        return sum(one is not missed for on in days for one in self._on.get(on, []))

    def _apart(self, one: PlannedSession, other: PlannedSession) -> bool:
        """Linked in one visit, or with time to go home between."""
        gap = instant(other.start) - instant(one.end)
        needed = home(one.venue, self._facts) + home(other.venue, self._facts)
        return linked(one, other, self._facts) or gap >= needed


def _most(facts: Facts, stretch: str) -> int | None:
    """The load of a day or a week: the catalogue's, or the case's own where that is lower."""
    bound = facts.menu.bound("load", f"attendances-a-{stretch}")
    most = [bound.highest] if isinstance(bound, Bound) else []
    limits = facts.case.limits
    most.append(limits.attendances_a_day if stretch == "day" else limits.attendances_a_week)
    stated = [int(one) for one in most if one is not None]
    return min(stated, default=None)


def _day(moment: int) -> date:
    return datetime.fromtimestamp(60 * moment, LONDON).date()


def _instant(moment: datetime) -> int:
    return instant(moment if moment.tzinfo is not None else moment.replace(tzinfo=LONDON))
