"""Facilitators and rooms of a forecast: the limits each meeting falls under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from models.region import Region
from models.timetable import Meeting, Run
from planning.limits import Session, When, by_limit, limited


@frozen(eq=False)
class Hands:
    """At most so many meetings under each limit, and the limits that each meeting falls under.

    A limit that all meetings together could not break is none.
    """

    most: Mapping[When, int] = field(factory=dict)
    of: Mapping[str, tuple[When, ...]] = field(factory=dict)


def hands(region: Region, held: Iterable[tuple[Run, tuple[str, ...]]]) -> Hands:
    """Of runs, each with the pool of seats of every meeting."""
    if not limited(region):
        return Hands()
    sessions: dict[str, Session] = {}
    for run, pools in held:
        for pool, meeting in zip(pools, run.meetings, strict=True):
            sessions.setdefault(pool, _session(pool, run, meeting))
    most: dict[When, int] = {}
    of: defaultdict[str, list[When]] = defaultdict(list)
    for limit, number, under in by_limit(region, tuple(sessions.values())):
        if len(under) > number:
            most[limit] = number
            for one in under:
                of[one.pool].append(limit)
    return Hands(most, {pool: tuple(limits) for pool, limits in of.items()})


def _session(pool: str, run: Run, meeting: Meeting) -> Session:
    return Session(pool, run.group.venue, meeting.day, meeting.start, meeting.end)
