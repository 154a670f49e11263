"""How the sessions of a day join into visits, and when a visit keeps the person from home.

Two sessions of a day are linked when one follows the other at one venue, or at two venues with a
stated way between them, with no more than an hour to wait. Sessions that are not linked leave
time to go home between.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from attrs import frozen

from models.arithmetic import Stretch
from models.facts import Facts
from models.moments import instant
from models.package import Package, PlannedSession

LONGEST_WAIT = 60
"""Minutes between two sessions of one visit beyond the way between them (docs/design.md,
Visits): a definition of the word, not a figure of a guide."""


@frozen
class Visit:
    """Linked sessions of one day; `block` runs from leaving home to being back, as instants."""

    sessions: tuple[PlannedSession, ...]
    block: Stretch
    travel: int


def home(venue: str, facts: Facts) -> int:
    """One-way minutes from home; the region's default for a venue it does not hold."""
    if venue in facts.case.travel or venue in facts.timetable.venues:
        return facts.home_minutes(venue)
    return facts.timetable.default_home_minutes


def gap(earlier: PlannedSession, later: PlannedSession) -> int:
    """Minutes from the end of one session to the start of another; below 0 where they overlap."""
    return instant(later.start) - instant(earlier.end)


def linked(earlier: PlannedSession, later: PlannedSession, facts: Facts) -> bool:
    way = facts.timetable.between(earlier.venue, later.venue)
    return way is not None and way <= gap(earlier, later) <= way + LONGEST_WAIT


def days(package: Package) -> Iterator[tuple[PlannedSession, ...]]:
    """The sessions of each day that has any, in order."""
    ordered = sorted(package.sessions, key=lambda s: (instant(s.start), instant(s.end), s.id))
    for _, sessions in groupby(ordered, key=lambda session: session.day):
        yield tuple(sessions)


def visits(package: Package, facts: Facts) -> tuple[Visit, ...]:
    """Every visit of the package, in order."""
    return tuple(
        _visit(tuple(chain), facts) for day in days(package) for chain in _chains(day, facts)
    )


def _chains(day: tuple[PlannedSession, ...], facts: Facts) -> Iterator[list[PlannedSession]]:
    chain = [day[0]]
    for session in day[1:]:
        if not linked(chain[-1], session, facts):
            yield chain
            chain = []
        chain.append(session)
    yield chain


def _visit(sessions: tuple[PlannedSession, ...], facts: Facts) -> Visit:
    first, last = sessions[0], sessions[-1]
    there, back = home(first.venue, facts), home(last.venue, facts)
    between = sum(
        facts.timetable.between(one.venue, other.venue) or 0 for one, other in pairwise(sessions)
    )
    block = (instant(first.start) - there, instant(last.end) + back)
    return Visit(sessions, block, there + between + back)
