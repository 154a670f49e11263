"""Unpaid work when and where its project works."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.moments import clock_aloud
from models.package import Package, PlannedSession
from models.rules.held import UNPAID_WORK, Sort, held
from models.rules.openings import span
from models.rules.rule import Ground, Rule, gathered, local
from models.rules.sentences import day_of
from models.timetable import Project


def days(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each day of work is one its project works, in the project's hours and at its venue."""
    work = package.requirement(UNPAID_WORK)
    broken: list[tuple[Ground, str]] = []
    for one in held(package, facts):
        if one.sort is not Sort.WORK:
            continue
        if isinstance(one.by, Project):
            broken += [
                (local(one.by.id), f"{one.said}: {said}.") for said in _amiss(one.session, one.by)
            ]
        else:
            named = one.session.provider or (work.project if work is not None else "")
            if named:
                said = f"no project {named} is on offer"
                broken.append((local(named), f"{one.said}: {said}."))
    yield from gathered("unpaid-work.days", UNPAID_WORK, broken)


def _amiss(session: PlannedSession, project: Project) -> Iterator[str]:
    """What of a day of work is not as its project has it."""
    if not project.first <= session.day <= project.last:
        begins, ends = day_of(project.first), day_of(project.last)
        yield f"{project.id} works from {begins} to {ends}"
    taken = span(session)
    today = [one for one in project.days if one.weekday == taken.weekday]
    # A project of which the timetable gives no days may work on any.
    if project.days and not any(
        one.start <= taken.start and taken.end <= one.end for one in today
    ):
        times = ", ".join(f"{clock_aloud(one.start)} to {clock_aloud(one.end)}" for one in today)
        yield f"{project.id} works that day {times}" if times else f"{project.id} rests that day"
    if session.venue not in ("", project.venue):
        yield f"{project.id} is at {project.venue}, not at {session.venue}"


RULES = (Rule("unpaid-work.days", days, dated=True),)
