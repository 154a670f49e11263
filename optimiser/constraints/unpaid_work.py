"""Unpaid work: the hours done at one project, soon, every week, fast for the unemployed.

H <= minutes worked, and < H without the longest day;  departures for a first day after S + 7, a
week without work between first and last, more days in a week than the most, fewer than four days a
week for the unemployed, too little learning.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.case import Employment
from models.dated import Bound
from models.facts import Facts
from models.moments import add_months
from optimiser.constraints.detox import covered_by
from optimiser.draft import Draft
from optimiser.linear import Expression, Literal, total, weighted
from optimiser.streams import Stream, project_open


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
    goal = 60 * (draft.outline.terms["unpaid-work"].hours or 0)
    draft.model.add(total(_minutes(draft, stream) for stream in streams) >= goal)
    days = total(total(draft.present(stream.key).values()) for stream in streams)
    draft.model.add(days >= -(-goal // max(stream.minutes for stream in streams)))
    _no_needless_day(draft, streams, goal)
    _learning(draft, learning, goal)
    _window(draft, streams)
    if goal:
        _start(draft)
    weeks = _weeks(draft, streams)
    if weeks:
        _pace(draft, weeks, at)


def _minutes(draft: Draft, stream: Stream) -> Expression:
    return weighted(
        (slots[0].end - slots[0].start, literal)
        for day, literal in draft.present(stream.key).items()
        for slots in [stream.slots(draft.horizon.date(day), draft.facts.timetable)]
    )


def _learning(draft: Draft, learning: list[Stream], goal: int) -> None:
    """At least the share of learning (a should), never more than it rounded up to a day."""
    ruling = draft.facts.menu.ruling("unpaid-work", "learning-share")
    share = None if ruling is None or not isinstance(ruling.value, Bound) else ruling.value
    if ruling is None or share is None or share.lowest is None:
        return
    least = goal * int(share.lowest) // 100
    minutes = total(_minutes(draft, stream) for stream in learning)
    kept = draft.kept(ruling, "unpaid-work.learning", "unpaid-work")
    draft.model.add(minutes >= least).only_enforce_if(kept)
    _no_needless_day(draft, learning, least)


def _no_needless_day(draft: Draft, streams: list[Stream], goal: int) -> None:
    """Without its longest day the work would fall short of the goal.

    minutes < goal + length, for each length of day, unless a longer day is worked.
    """
    days = [
        (slots[0].end - slots[0].start, literal)
        for stream in streams
        for day, literal in draft.present(stream.key).items()
        for slots in [draft.slots(stream.key, day)]
    ]
    for length in sorted({length for length, _ in days}):
        longer = [literal for other, literal in days if other > length]
        bound = draft.model.add(weighted(days) < goal + length)
        if longer:
            none_longer = draft.model.new_bool_var(f"no day of work over {length} minutes")
            draft.model.add_bool_or(*longer, none_longer)
            bound.only_enforce_if(none_longer)


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
    ruling = draft.facts.menu.ruling("unpaid-work", "start-days")
    soon = None if ruling is None or not isinstance(ruling.value, Bound) else ruling.value
    if ruling is None or soon is None or soon.highest is None:
        return
    kept = draft.kept(ruling, "unpaid-work.start", "unpaid-work")
    early = [
        literal
        for stream in draft.streams.values()
        if stream.project is not None
        for day, literal in draft.present(stream.key).items()
        if day <= int(soon.highest)
    ]
    draft.model.add_bool_or(early).only_enforce_if(kept)


def _pace(draft: Draft, weeks: dict[int, list[Literal]], at: Mapping[str, Literal]) -> None:
    """Between first and last week: work each week, and four days where unemployed (shoulds)."""
    weekly = draft.facts.menu.ruling("unpaid-work", "weekly")
    every = range(min(weeks), max(weeks) + 1)
    begun, on = _spans(draft, weeks, every)
    if weekly is not None and weekly.value is True:
        kept = draft.kept(weekly, "unpaid-work.weekly", "unpaid-work")
        for week in every:
            worked = weeks.get(week, [])
            excused = _excused(draft, week, at)
            draft.model.add_bool_or(
                *worked, *excused, begun[week].negated(), on[week].negated()
            ).only_enforce_if(kept)
    _at_most(draft, weeks)
    ruling = draft.facts.menu.ruling("unpaid-work", "intensive-days")
    if ruling is None or not isinstance(ruling.value, Bound) or not _unemployed(draft.facts):
        return
    most = int(ruling.value.lowest or 0)
    kept = draft.kept(ruling, "unpaid-work.intensive", "unpaid-work")
    for week in every[:-1]:
        excused = _excused(draft, week, at)
        draft.model.add(total(weeks.get(week, [])) >= most).only_enforce_if(
            [begun[week], on[week + 1], *kept, *(lit.negated() for lit in excused)]
        )


def _at_most(draft: Draft, weeks: Mapping[int, list[Literal]]) -> None:
    """No week of more days than the most there should be."""
    ruling = draft.facts.menu.ruling("unpaid-work", "most-days-a-week")
    most = None if ruling is None or not isinstance(ruling.value, Bound) else ruling.value
    if ruling is None or most is None or most.highest is None:
        return
    kept = draft.kept(ruling, "unpaid-work.most-days", "unpaid-work")
    for worked in weeks.values():
        if len(worked) > most.highest:
            draft.model.add(total(worked) <= int(most.highest)).only_enforce_if(kept)


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
