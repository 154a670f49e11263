"""Room to miss: how many acceptable absences of each stage can be made good, and where.

A stage is what a guide counts absences over: a course, or each block of it. An absence is made
good by a free catch-up appointment before the next session. What is counted is what can be
promised whichever sessions are missed: every absence the guide allows where each session of the
stage has its catch-up, else none. For officers only: never said to the person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from models.entry import Attendance, Entry, Stage
from models.facts import Facts
from models.moments import at, instant
from models.package import Package, PlannedSession
from models.rules.lookups import entries, period
from models.runs import group_leg
from models.timetable import Run
from optimiser.aims.catch_up import CatchUps, Opening, Openings
from optimiser.amounts import longest
from optimiser.results import StageRoom

BLOCK = "block"


def forgiveness(package: Package, facts: Facts) -> tuple[StageRoom, ...]:
    """The room of every stage of what is attended, entries in the package's order.

    An entry whose guide says nothing of absences is one silent stage.
    """
    catching = CatchUps(package, facts)
    return tuple(
        room for entry in entries(package, facts) for room in _rooms(entry, package, catching)
    )


def forgiveness_value(rooms: Iterable[StageRoom]) -> int:
    """The aim: the least over the stages a guide speaks of; 0 where none does."""
    return min((room.good for room in rooms if not room.silent), default=0)


def promised(run: Run, facts: Facts) -> int | None:
    """What a package with this run forgives where each of its sessions can be made good.

    None where the guide says nothing of absences.
    """
    entry = facts.entry(run.group.programme, run.group.edition)
    leg = group_leg(entry)
    rules = [rule for rule in entry.attendance if leg is not None and rule.leg == leg.id]
    blocks = Counter(meeting.module for meeting in run.meetings)
    return min(
        (
            min(rule.allowed or 0, *(blocks.values() if rule.per == BLOCK else [blocks.total()]))
            for rule in rules
        ),
        default=None,
    )


def most_forgiving(run: Run, facts: Facts, openings: Openings | None = None) -> int | None:
    """A bound from above of the aim of every package with this run; None where it sets none.

    Only firm commitments and the hours of providers are looked at. `openings` may be shared by
    the runs of one case, which spares reading its days again.
    """
    most = promised(run, facts)
    if not most:
        return most
    held = openings or Openings(facts)
    ends = [meeting.start for meeting in run.meetings[1:]]
    horizon = longest(facts)
    ends.append(at(horizon.date(horizon.days), 0))
    code = run.group.programme
    whole = all(
        any(True for _ in held.between(code, one.end, end, one.end - one.start))
        for one, end in zip(run.meetings, ends, strict=True)
    )
    return most if whole else 0


def most_forgiving_of(runs: Iterable[Run], facts: Facts, openings: Openings | None = None) -> int:
    """The same for the runs of a structure together; 0 where no guide speaks of any of them."""
    held = openings or Openings(facts)
    found = (most_forgiving(run, facts, held) for run in runs)
    return min((most for most in found if most is not None), default=0)


def _rooms(entry: Entry, package: Package, catching: CatchUps) -> Iterator[StageRoom]:
    attended = package.of(entry.code)
    ruled = [(rule, package.of(entry.code, rule.leg)) for rule in entry.attendance]
    for rule, sessions in ruled:
        if sessions:
            yield from _stages(entry, rule, sessions, package, catching)
    if attended and not any(sessions for _, sessions in ruled):
        main = entry.main
        leg = main.id if main is not None else attended[0].leg
        yield StageRoom(entry.code, leg, entry.source, sessions=len(attended), silent=True)


def _stages(
    entry: Entry,
    rule: Attendance,
    sessions: tuple[PlannedSession, ...],
    package: Package,
    catching: CatchUps,
) -> Iterator[StageRoom]:
    """The course, or each block of it, with the catch-up of each of its sessions."""
    caught: dict[str, list[Opening | None]] = {}
    days: dict[str, list[PlannedSession]] = {}
    for session, before in _deadlines(entry, sessions, package):
        stage = session.module if rule.per == BLOCK else ""
        caught.setdefault(stage, []).append(catching.free(session, before))
        days.setdefault(stage, []).append(session)
    for stage, found in caught.items():
        pairs = list(zip(days[stage], found, strict=True))
        lacking = tuple(session.day for session, opening in pairs if opening is None)
        places = {(one.slot.giver, one.slot.venue): None for one in found if one is not None}
        allowed = rule.allowed or 0
        yield StageRoom(
            entry.code,
            rule.leg,
            rule.source,
            stage=stage,
            sessions=len(pairs),
            allowed=rule.allowed,
            per=rule.per,
            good=0 if lacking else min(allowed, len(pairs)),
            where=tuple(places),
            lacking=lacking,
            catch_up=rule.catch_up,
            beyond=rule.beyond,
            restart_at=rule.restart_at,
        )


def _deadlines(
    entry: Entry, sessions: tuple[PlannedSession, ...], package: Package
) -> Iterator[tuple[PlannedSession, int]]:
    """Each session with the instant by which it must be made good.

    That is the next session of the leg; for the last one, what follows the programme, else the
    end of the requirement.
    """
    after = {leg.id for leg in entry.legs if leg.stage is Stage.AFTER}
    following = [s.start for s in package.of(entry.code) if s.leg in after]
    planned = package.requirement(sessions[-1].requirement)
    end = period(planned, package).end if planned is not None else package.order.end
    close = at(min(end, package.order.end), 24 * 60)
    later = [instant(start) for start in following if start >= sessions[-1].end]
    ends = [instant(session.start) for session in sessions[1:]]
    return zip(sessions, [*ends, min([close, *later])], strict=True)
