"""The group that is missing, in a sentence: where, when, and what would be lost with it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from models.facts import Facts
from models.timetable import Group
from optimiser.results import MissingGroup, Option, Options
from optimiser.wish_facts import evening_start
from reports import naming, words
from reports.screen import section

TITLE = "A group that is missing"


def missing(option: Option, facts: Facts) -> Iterator[str]:
    """One sentence a group, the first by itself, the next with those before it."""
    for place, one in enumerate(option.missing):
        group = one.group
        evening = evening_start(facts)
        late = evening is not None and all(slot.start >= evening for slot in group.slots)
        kind = f"{_days(group)}{' evening' if late else ''} group"
        beside = " as well" if place else ""
        where = naming.venue(group.venue, facts)
        name = naming.entry(group.programme, facts)
        yield (
            f"With a {kind} of {name} at {where} ({_times(group)}){beside}, {_lost(one)}. "
            f"No such group runs; {words.plain(one.instead_of)} is taken instead."
        )


def none_missing(answer: Options) -> Iterator[RenderableType]:
    """That no group was found which would save work, where one was asked for."""
    first = next(iter(answer.options), None)
    if first is None or first.missing:
        return
    said = "No group was found that would save work, study or care in option 1."
    if not first.measures.work:
        said = "Option 1 takes no work, study or care: no group could save any."
    yield from section(TITLE, [said])


def _lost(one: MissingGroup) -> str:
    if one.after == 0:
        return "no work, study or care would be lost"
    return (
        f"{words.duration(one.after)} of work, study or care would be lost instead of "
        f"{words.duration(one.before)}"
    )


def _days(group: Group) -> str:
    return words.listing(words.DAYS[day] for day in dict.fromkeys(s.weekday for s in group.slots))


def _times(group: Group) -> str:
    times = dict.fromkeys((slot.start, slot.end) for slot in group.slots)
    return words.listing(f"{words.clock(start)} to {words.clock(end)}" for start, end in times)
