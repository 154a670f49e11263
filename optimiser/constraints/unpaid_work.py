"""Unpaid work: the hours done at one project, soon, every week, fast for the unemployed.

H <= minutes worked < H + one day;  departures for a first day after S + 7, a week without work
between first and last, fewer than four days a week for the unemployed, too little learning.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.case import Employment
from models.facts import Facts
from models.moments import add_months
from optimiser.constraints.detox import covered_by
from optimiser.draft import Draft
from optimiser.linear import Expression, Literal, total, weighted
from optimiser.streams import Stream, longest_day, project_open, shortest_day


def post(draft: Draft) -> None:
    """The project, the hours, the pace and the learning."""
    streams = [s for s in draft.streams.values() if s.project is not None]
    if not streams:
        return
    working = [s for s in streams if s.project is not None and not s.project.learning]
    learning = [s for s in streams if s.project is not None and s.project.learning]
    at = {s.key: draft.model.new_bool_var(f"works at {s.key}") for s in working}
    draft.model.add_exactly_one(at.values())
    for stream in working:
        for literal in draft.present(stream.key).values():
            draft.model.add_implication(literal, at[stream.key])
    minutes = total(_minutes(draft, stream) for stream in streams)
    goal = 60 * (draft.outline.terms["unpaid-work"].hours or 0)
    projects = [s.project for s in streams if s.project is not None]
    draft.model.add(minutes >= goal)
    draft.model.add(minutes < goal + shortest_day(projects))
    _learning(draft, learning, goal)
    _window(draft, streams)
    weeks = _weeks(draft, streams)
    _start(draft)
    _pace(draft, weeks, at)


def _minutes(draft: Draft, stream: Stream) -> Expression:
    return weighted(
        (slots[0].end - slots[0].start, literal)
        for day, literal in draft.present(stream.key).items()
        for slots in [stream.slots(draft.horizon.date(day), draft.facts.timetable)]
    )


def _learning(draft: Draft, learning: list[Stream], goal: int) -> None:
    """At least the share of learning (a should), never more than it rounded up to a day."""
    share = draft.facts.menu.bound("unpaid-work", "learning-share")
    if share is None or share.lowest is None:
        return
    least = goal * int(share.lowest) // 100
    minutes = total(_minutes(draft, stream) for stream in learning)
    departs = draft.departs("unpaid-work.learning", "unpaid-work")
    draft.model.add(minutes >= least).only_enforce_if(departs.negated())
    if learning:
        day = longest_day(s.project for s in learning if s.project is not None)
        draft.model.add(minutes < least + day)


def _window(draft: Draft, streams: list[Stream]) -> None:
    """Where a window is in force on the plan's date, the work is done within it."""
    window = draft.facts.menu.bound("unpaid-work", "window-months")
    if window is None or window.highest is None:
        return
    end = draft.horizon.day(add_months(draft.horizon.start, int(window.highest)))
    for stream in streams:
        for day, literal in draft.present(stream.key).items():
            if day >= end:
                draft.model.add(literal == 0)


def _weeks(draft: Draft, streams: list[Stream]) -> dict[int, list[Literal]]:
    weeks: dict[int, list[Literal]] = {}
    for stream in streams:
        for day, literal in draft.present(stream.key).items():
            weeks.setdefault(draft.horizon.week(day), []).append(literal)
    return weeks


def _start(draft: Draft) -> None:
    """The first day of work within the given days of the start (a should)."""
    soon = draft.facts.menu.bound("unpaid-work", "start-days")
    if soon is None or soon.highest is None:
        return
    departs = draft.departs("unpaid-work.start", "unpaid-work")
    early = [
        literal
        for stream in draft.streams.values()
        if stream.project is not None
        for day, literal in draft.present(stream.key).items()
        if day <= int(soon.highest)
    ]
    draft.model.add_bool_or(*early, departs)


def _pace(draft: Draft, weeks: dict[int, list[Literal]], at: Mapping[str, Literal]) -> None:
    """Between first and last week: work each week, and four days where unemployed (shoulds)."""
    weekly = draft.facts.menu.ruling("unpaid-work", "weekly")
    every = range(min(weeks), max(weeks) + 1)
    begun, on = _spans(draft, weeks, every)
    if weekly is not None and weekly.value is True:
        departs = draft.departs("unpaid-work.weekly", "unpaid-work")
        for week in every:
            worked = weeks.get(week, [])
            excused = _excused(draft, week, at)
            draft.model.add_bool_or(
                *worked, *excused, departs, begun[week].negated(), on[week].negated()
            )
    intensive = draft.facts.menu.bound("unpaid-work", "intensive-days")
    if intensive is None or intensive.lowest is None or not _unemployed(draft.facts):
        return
    most = int(intensive.lowest)
    departs = draft.departs("unpaid-work.intensive", "unpaid-work")
    for week in every[:-1]:
        excused = _excused(draft, week, at)
        draft.model.add(total(weeks.get(week, [])) >= most).only_enforce_if(
            [begun[week], on[week + 1], departs.negated(), *(lit.negated() for lit in excused)]
        )


def _spans(
    draft: Draft, weeks: Mapping[int, list[Literal]], every: range
) -> tuple[dict[int, Literal], dict[int, Literal]]:
    """Per week: whether work has begun by it, and whether some is left in it or after it."""
    begun: dict[int, Literal] = {}
    on: dict[int, Literal] = {}
    for week in every:
        begun[week] = draft.model.new_bool_var(f"work begun by week {week}")
        on[week] = draft.model.new_bool_var(f"work in or after week {week}")
        for literal in weeks.get(week, []):
            draft.model.add_implication(literal, begun[week])
            draft.model.add_implication(literal, on[week])
    for week in every[1:]:
        draft.model.add_implication(begun[week - 1], begun[week])
        draft.model.add_implication(on[week], on[week - 1])
    return begun, on


def _excused(draft: Draft, week: int, at: Mapping[str, Literal]) -> list[Literal]:
    """Literals true where a week touches a detox, a bank holiday or the project's closure."""
    days = draft.horizon.days_of_week(week)
    found = covered_by(draft, range(days.start, days.stop))
    timetable = draft.facts.timetable
    for key, literal in at.items():
        project = draft.streams[key].project
        if project is not None and any(
            not project_open(project, draft.horizon.date(day), timetable) for day in days
        ):
            found.append(literal)
    return found


def _unemployed(facts: Facts) -> bool:
    return facts.case.person.employment is Employment.UNEMPLOYED
