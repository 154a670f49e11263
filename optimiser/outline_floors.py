"""What no package of an outline betters in the aims an order may put first, without a solver.

Only what must be attended is counted, each thing by itself; where nothing may depart from contact
with the officer, that too: once in each month of the order, and so in its last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, gcd

from attrs import evolve

from models.entry import Stage
from models.facts import Facts
from models.rules.lookups import CONTACT
from models.timetable import Project
from optimiser.amounts import shortest_months
from optimiser.build import horizon_of
from optimiser.constraints.contact import each_month
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.offering import centre_runs, offer_curfew, streams_of
from optimiser.orders import ATTENDANCES, LAST, MINUTES, MONTHS
from optimiser.outline import Outline
from optimiser.streams import Stream, longest_day
from optimiser.structures import days_after


def outline_floors(
    facts: Facts, outline: Outline, days: Days, *, seen: bool = False
) -> Mapping[int, int]:
    """The least of the last day, attendances, months and minutes, by their place.

    With or without departures; `seen`, of packages that don't depart from contact with the officer.
    """
    draft = Draft(facts, outline, horizon_of(facts, outline), days)
    last = attended = minutes = 0
    for candidate in outline.grouped:
        runs = candidate.runs
        if candidate.entry.stream == "attendance-centre":
            runs = tuple(centre_runs(facts, candidate, outline.terms[candidate.code].hours or 0))
        if runs:
            ended = min(draft.horizon.day(run.last) for run in runs)
            last = max(last, ended + days_after(candidate))
            attended += min(len(run.meetings) for run in runs)
            minutes += min(sum(m.end - m.start for m in run.meetings) for run in runs)
    last = max([last, *_treated(draft)])
    for held in _appointments(draft).values():
        attended += min(number for number, _ in held)
        minutes += min(length for _, length in held)
    if outline.imposes("unpaid-work"):
        goal = 60 * (outline.terms["unpaid-work"].hours or 0)
        projects = [s.project for s in streams_of(draft) if s.project is not None]
        if projects:
            attended += ceil(goal / longest_day(projects))
            minutes += whole_days(projects, goal)
    offer_curfew(draft)
    minutes += sum(
        min((window.total for window in found), default=0)
        for found in draft.curfew_windows.values()
    )
    months = max(outline.least_months, shortest_months(facts), draft.horizon.month_of(last))
    if seen and each_month(facts):
        contact = [stream for stream in streams_of(draft) if stream.part == CONTACT]
        attended += months * bool(contact)
        minutes += months * min((stream.minutes for stream in contact), default=0)
        last = max(last, _first_seen(draft, contact, months))
    return {LAST: last, ATTENDANCES: attended, MONTHS: months, MINUTES: minutes}


def whole_days(projects: Sequence[Project], goal: int) -> int:
    """The least whole days at one project, with learning, come to: a multiple of all lengths."""
    learning = [one for one in projects if one.learning]
    measures = [
        gcd(*(hours.end - hours.start for one in (project, *learning) for hours in one.days))
        for project in projects
        if not project.learning
    ]
    return min((measure * ceil(goal / measure) for measure in measures), default=goal)


def _first_seen(draft: Draft, contact: Sequence[Stream], month: int) -> int:
    """The first day of a month on which the officer can be seen, or the month begins."""
    days = draft.horizon.month(month)
    for stream in contact:
        draft.offer(evolve(stream, first=max(stream.first, days.start), last=days.stop - 1))
    return min((day for one in contact for day in draft.present(one.key)), default=days.start)


def _appointments(draft: Draft) -> dict[str, list[tuple[int, int]]]:
    """By part, how many appointments there are at the least and how long: at each provider."""
    by_giver: dict[tuple[str, str], list[Stream]] = {}
    for stream in streams_of(draft):
        if stream.project is None:
            by_giver.setdefault((stream.part, stream.course), []).append(stream)
    found: dict[str, list[tuple[int, int]]] = {}
    for (part, _), streams in by_giver.items():
        number = sum(stream.lowest for stream in streams)
        length = sum(stream.lowest * stream.minutes for stream in streams)
        found.setdefault(part, []).append((number, length))
    return found


def _treated(draft: Draft) -> list[int]:
    """The earliest day each treatment, with what comes before and after it, can be over."""
    soonest: dict[str, list[int]] = {}
    held = list(streams_of(draft))
    for stream in held:
        beside = [one for one in held if one.course == stream.course and one.part == stream.part]
        mains = [one.order for one in beside if one.stage == Stage.MAIN.value]
        if stream.order and stream.order == max(mains):
            around = {one.stage for one in beside if one.lowest} - {Stage.MAIN.value}
            sides = sum(stage.value in around for stage in (Stage.BEFORE, Stage.AFTER))
            soonest.setdefault(stream.part, []).append(stream.first + sides)
    return [min(found) for found in soonest.values()]
