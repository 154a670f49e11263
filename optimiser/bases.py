"""What streams take of work by themselves, whatever else there is: where slack is counted from.

A package that loses so much more than all of these takes no session dearer than its stream's base
and the difference.
"""

from __future__ import annotations

from optimiser.draft import Draft
from optimiser.streams import Stream, longest_day


def base_minutes(draft: Draft, streams: list[Stream]) -> dict[str, int]:
    """Per stream what the dearest of its sessions takes at the least, were its days the cheapest.

    Minutes of work of the session itself, without travel; on a day on which a group takes work,
    where the two may overlap, none.
    """
    found = {
        stream.key: (cheapest(draft, [stream], max(1, stream.lowest)) or [0])[-1]
        for stream in streams
        if stream.project is None
    }
    for stream, taken in working_days(draft, streams).items():
        found[stream] = (taken or [0])[-1]
    return found


def floor_of(draft: Draft, streams: list[Stream]) -> int:
    """What the appointments and work days that must be held take of work at the least."""
    floor = sum(
        sum(cheapest(draft, [stream], stream.lowest))
        for stream in streams
        if stream.project is None and not stream.course
    )
    working = [
        sum(taken)
        for key, taken in working_days(draft, streams).items()
        if any(s.key == key and s.project and not s.project.learning for s in streams)
    ]
    return floor + min(working, default=0)


def working_days(draft: Draft, streams: list[Stream]) -> dict[str, list[int]]:
    """Per project what each of the cheapest days that make up the hours takes of work.

    At a project, lessons may stand in for days of work; a lesson stands beside any project.
    """
    offered = [stream for stream in streams if stream.project is not None]
    if not offered:
        return {}
    lessons = [s for s in offered if s.project is not None and s.project.learning]
    longest = longest_day([s.project for s in offered if s.project is not None])
    number = -(-60 * (draft.outline.terms["unpaid-work"].hours or 0) // longest)
    found = {
        stream.key: cheapest(draft, [stream, *lessons], number)
        for stream in offered
        if stream not in lessons
    }
    dearest = max(found.values(), key=lambda taken: taken[-1:], default=[])
    return found | {lesson.key: dearest for lesson in lessons}


def cheapest(draft: Draft, streams: list[Stream], number: int) -> list[int]:
    """What each of so many sessions takes of work by itself, on the days that take least."""
    first, last = min(s.first for s in streams), max(s.last for s in streams)
    taken: list[int] = []
    free = 0
    for day in range(max(0, first), min(last, draft.horizon.days - 1) + 1):
        least = _least(draft, streams, day)
        if least is not None:
            taken.append(least)
            free += least == 0
        if free >= number:
            break
    return sorted(taken)[:number]


def _least(draft: Draft, streams: list[Stream], day: int) -> int | None:
    """The least minutes of work any of the streams takes by itself; None where there is none."""
    on = draft.horizon.date(day)
    taken = [
        draft.days.minutes_in_work(on, slot)
        for stream in streams
        if stream.first <= day <= stream.last
        for slot in stream.slots(on, draft.facts.timetable)
        if draft.days.alone(on, (slot,))
    ]
    if not taken:
        return None
    return 0 if day in draft.losing_days else min(taken)
