"""What each session is, and who of the timetable holds it: a provider, a group or a project.

What is missing stays missing: a session that names nobody the timetable knows is held by nobody
known, and none of their hours or places bind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from models.entry import Entry, Leg
from models.facts import Facts
from models.package import Package, PlannedSession
from models.rules.lookups import CONTACT, entry_of
from models.rules.sentences import when
from models.runs import group_leg
from models.timetable import Group, Project, Provider

UNPAID_WORK = "unpaid-work"
OFFICER, COURT = "officer", "court"


class Sort(Enum):
    """UNKNOWN is a session of a part that the catalogue does not hold."""

    APPOINTMENT = "appointment"
    GROUP = "group"
    WORK = "work"
    UNKNOWN = "unknown"


@frozen
class Held:
    """A session with its entry (None for the officer's own) and whoever holds it."""

    session: PlannedSession
    sort: Sort
    entry: Entry | None
    by: Provider | Group | Project | None

    @property
    def said(self) -> str:
        return f"{self.session.title or self.session.part} on {when(self.session)}"


def held(package: Package, facts: Facts) -> Iterator[Held]:
    """Every session of the package, as it stands."""
    region = facts.timetable
    providers = {one.id: one for one in region.providers}
    projects = {one.id: one for one in region.projects}
    groups = {one.id: one for one in region.groups}
    taken = {part.code: groups.get(part.group) for part in package.parts}
    entries = {
        part: entry_of(part, package, facts) for part in {one.part for one in package.sessions}
    }
    work = package.requirement(UNPAID_WORK)
    named = work.project if work is not None else ""
    for session in package.sessions:
        entry = entries[session.part]
        sort = _sort(session, entry)
        by: Provider | Group | Project | None = None
        if sort is Sort.WORK:
            by = projects.get(session.provider or named)
        elif sort is Sort.GROUP:
            by = taken.get(session.part) or groups.get(session.provider)
        elif sort is Sort.APPOINTMENT:
            by = providers.get(session.provider)
        yield Held(session, sort, entry, by)


def named_by(leg: Leg, entry: Entry) -> frozenset[str]:
    """What whoever gives a leg has to offer one of, as its guide has it.

    The officer's and the court's are theirs alone; any other is also given by who offers the entry.
    """
    alone = leg.with_ in (OFFICER, COURT)
    return frozenset({leg.with_}) if alone else frozenset({leg.with_, entry.code})


def offering(one: Held) -> frozenset[str]:
    """What a provider offers one of to give an appointment at all, whoever the guide names.

    Who offers the part or its requirement is one for each leg of it, and of a leg that the part
    does not have, whoever gives any. No treatment service sits as the court that reviews it.
    """
    if one.entry is None:
        return frozenset({OFFICER})
    legs = [leg for leg in one.entry.legs if leg.id == one.session.leg] or one.entry.legs
    by = frozenset(leg.with_ for leg in legs)
    return by if by == {COURT} else by | {one.session.part, one.session.requirement}


def _sort(session: PlannedSession, entry: Entry | None) -> Sort:
    if session.requirement == UNPAID_WORK:
        return Sort.WORK
    if entry is None:
        return Sort.APPOINTMENT if session.part == CONTACT else Sort.UNKNOWN
    leg = group_leg(entry)
    return Sort.GROUP if leg is not None and session.leg == leg.id else Sort.APPOINTMENT
