"""The one-to-ones of a programme that stand in its modules, and in which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from models.commitments import DateRange
from models.entry import Leg
from models.facts import Facts
from models.fault import Fault
from models.package import Package, PlannedSession
from models.rules.lookups import main_sessions, parts
from models.rules.rule import Ground, gathered
from models.rules.sentences import day_of


def in_modules(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each one-to-one of a module lies from its first session to the day before the next module."""
    for part, entry in parts(package, facts):
        main = main_sessions(entry, package)
        broken: list[tuple[Ground, str]] = []
        for leg in entry.legs:
            sessions = package.of(part.code, leg.id) if tied(leg, main) else ()
            # One too many, or too few, is a matter of the dose.
            for session, days in zip(sessions, _spans(leg, main), strict=False):
                if session.day not in days:
                    said = f"{leg.title} {session.number} on {day_of(session.day)}"
                    until = f"{day_of(days.start)} to {day_of(days.end)}, with its module"
                    broken.append((leg.source, f"{said}: {until}."))
        yield from gathered("attendance.modules", part.code, broken)


def tied(leg: Leg, main: Sequence[PlannedSession]) -> bool:
    """Whether a leg stands in modules, and the sessions of the main leg say which they are of."""
    return bool(leg.in_modules) and any(session.module for session in main)


def _spans(leg: Leg, main: Sequence[PlannedSession]) -> list[DateRange]:
    """The days of the modules a leg stands in, in the order in which they are done."""
    # A session that names no module may be of the one before: it begins none.
    begins = {session.module: session.day for session in reversed(main) if session.module}
    found = []
    for code in leg.in_modules:
        if code in begins:
            later = [day for day in begins.values() if day > begins[code]]
            end = min(later) - timedelta(days=1) if later else main[-1].day
            found.append(DateRange(begins[code], end))
    return sorted(found, key=lambda days: days.start)
