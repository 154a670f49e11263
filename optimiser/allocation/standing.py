"""Days of unpaid work and treatment appointments as runs: at the same times from a first day on.

A project's run is the next open days on its weekdays until the hours are worked; its seats are the
places of each day. A provider's run is the treatment's appointments, one in each period of the
cadence, at one time of day and on one weekday, but on the next day that has it where that one is
closed; its seats are the provider's time, and the appointments of each week where they are stated.
Starts follow each other from an opening's beginning, as long as an appointment takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, combinations
from math import gcd

import numpy as np
from attrs import define, field, frozen

from models.arithmetic import ceiling
from models.moments import at, clock, monday
from models.timetable import Cadence, Group, Intake, Meeting, Project, Provider, Run, Slot, Timetable
from optimiser.allocation.offer import Pool
from optimiser.streams import open_on, project_open

# An appointment moves at most two sevenths of the cadence (docs/design.md, treatment.cadence).
NEAREST, FARTHEST, WHOLE = 5, 9, 7


@define
class Seats:
    """Pools numbered as they are met, shared by all runs that draw on them."""

    number: dict[str, int] = field(factory=dict)
    held: list[Pool] = field(factory=list)

    def of(self, id: str, giver: str, day: date, seats: int) -> int:
        place = self.number.get(id)
        if place is None:
            place = self.number[id] = len(self.held)
            self.held.append(Pool(id, giver, day, day, seats))
        return place


# A run with the pools it takes a seat of.
Seated = tuple[Run, tuple[int, ...]]


@frozen(eq=False)
class Runs:
    """Runs in the order they end, with the pools each takes."""

    runs: tuple[Run, ...]
    pools: tuple[tuple[int, ...], ...]


def ordered(found: Sequence[Seated]) -> Runs:
    held = sorted(found, key=lambda pair: (pair[0].last, pair[0].first, pair[0].id))
    return Runs(tuple(run for run, _ in held), tuple(pools for _, pools in held))


def group_of(project: Project, requirement: str, places: int) -> Group:
    """A project as a group that meets on its days, so that people are let in as into a group."""
    return Group(
        project.id, requirement, project.venue, project.days, project.first, project.last,
        Intake.ROLLING, places, bars=project.bars, attended_by=project.attended_by,
        closures=project.closures,
    )  # fmt: skip


def work(
    project: Project,
    group: Group,
    minutes: int,
    days_a_week: int,
    span: tuple[date, date],
    timetable: Timetable,
    seats: Seats,
) -> Iterator[Seated]:
    """Every way to work so many minutes at a project between two days."""
    open_days = list(_open_days(project, span, timetable))
    for number in range(1, days_a_week + 1):
        for slots in combinations(project.days, number):
            if len({slot.weekday for slot in slots}) < number:
                continue
            held = [(day, slot) for day, slot in open_days if slot in slots]
            ends = [0, *accumulate(slot.end - slot.start for _, slot in held)]
            named = "+".join(f"{slot.weekday}-{clock(slot.start)}" for slot in slots)
            for begin in range(len(held)):
                end = int(np.searchsorted(ends, ends[begin] + minutes))
                worked = held[begin:end]
                if end > len(held) or (number > 1 and not _all_used(worked, slots)):
                    continue
                id = f"{project.id}/{named}@{worked[0][0].isoformat()}x{len(worked)}"
                pools = tuple(
                    seats.of(_day_id(project.id, day, slot), project.id, day, group.places)
                    for day, slot in worked
                )
                yield Run(id, group, tuple(_meeting(group.id, *one) for one in worked)), pools


def _all_used(worked: Sequence[tuple[date, Slot]], slots: Sequence[Slot]) -> bool:
    """Whether a way to work on several days of the week is none on fewer of them."""
    return len({slot for _, slot in worked}) == len(slots)


def _open_days(
    project: Project, span: tuple[date, date], timetable: Timetable
) -> Iterator[tuple[date, Slot]]:
    for day in _days(max(span[0], timetable.first), min(span[1], timetable.last)):
        if project_open(project, day, timetable):
            for slot in project.days:
                if slot.weekday == day.weekday():
                    yield day, slot


def _day_id(giver: str, day: date, slot: Slot) -> str:
    return f"{giver}@{day.isoformat()}/{clock(slot.start)}"


def appointments(
    provider: Provider,
    cadence: Cadence,
    cell: int,
    a_week: int | None,
    span: tuple[date, date],
    timetable: Timetable,
    seats: Seats,
) -> Iterator[Seated]:
    """Every way to have a treatment's appointments between two days.

    `cell` is the stretch of the provider's time that a seat stands for (`cell_of`).
    """
    openings = cache(_openings_of(provider, timetable))
    requirement, every = cadence.requirement, cadence.every_days
    nearest, farthest = ceiling(NEAREST * every, WHOLE), FARTHEST * every // WHOLE
    each = ceiling(cadence.minutes, provider.step) * provider.step
    for start, slots in _starts(provider, cadence.minutes, each).items():
        group = Group(
            provider.id, requirement, provider.venue, slots, timetable.first, timetable.last,
            Intake.ROLLING, 1,
        )  # fmt: skip
        days = [
            day for day in _days(max(span[0], timetable.first), min(span[1], timetable.last))
            if any(slot.weekday == day.weekday() for slot in slots) and openings(day)
        ]  # fmt: skip
        given = frozenset(days)
        slot_of = {slot.weekday: slot for slot in slots}
        for first in days:
            dates = _dated(first, cadence.appointments, every, (nearest, farthest), given)
            if dates is None:
                continue
            held = [(day, slot_of[day.weekday()]) for day in dates]
            pools = [
                seats.of(f"{provider.id}@{day.isoformat()}/{clock(time)}", provider.id, day, 1)
                for day, _ in held
                for time in range(start, start + each, cell)
            ]
            if a_week is not None:
                weeks = dict.fromkeys(monday(day) for day in dates)
                pools += [
                    seats.of(f"{provider.id}@{week.isoformat()}/week", provider.id, week, a_week)
                    for week in weeks
                ]
            id = f"{provider.id}/{requirement}/{clock(start)}@{first.isoformat()}"
            meetings = tuple(_meeting(group.id, *one) for one in held)
            yield Run(id, group, meetings), tuple(pools)


def cell_of(provider: Provider, cadences: Sequence[Cadence]) -> int:
    """The longest stretch that all appointments of a provider begin on and are whole numbers of."""
    lengths = (ceiling(one.minutes, provider.step) * provider.step for one in cadences)
    return gcd(*lengths, *(hours.start for hours in provider.hours))


def _openings_of(provider: Provider, timetable: Timetable) -> Callable[[date], bool]:
    def open_(day: date) -> bool:
        return day not in timetable.holidays and open_on(
            provider.first, provider.last, provider.closures, provider.venue, day, timetable
        )

    return open_


def _starts(provider: Provider, minutes: int, each: int) -> Mapping[int, tuple[Slot, ...]]:
    """The weekly slots of appointments, by their time of day."""
    found: defaultdict[int, dict[int, Slot]] = defaultdict(dict)
    for hours in provider.hours:
        for start in range(hours.start, hours.end - minutes + 1, each):
            found[start].setdefault(
                hours.weekday, Slot(hours.weekday, start, start + minutes)
            )
    return {
        start: tuple(slots[weekday] for weekday in sorted(slots))
        for start, slots in sorted(found.items())
    }


def _dated(
    first: date, number: int, every: int, apart: tuple[int, int], given: frozenset[date]
) -> tuple[date, ...] | None:
    """One day in each period from the first, each the earliest that is given and lies so apart."""
    dates = [first]
    for place in range(1, number):
        opens = first + timedelta(days=every * place)
        closes = min(opens + timedelta(days=every - 1), dates[-1] + timedelta(days=apart[1]))
        begins = max(opens, dates[-1] + timedelta(days=apart[0]))
        day = next((day for day in _days(begins, closes) if day in given), None)
        if day is None:
            return None
        dates.append(day)
    return tuple(dates)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _meeting(group: str, day: date, slot: Slot) -> Meeting:
    return Meeting(group, day, at(day, slot.start), at(day, slot.end), "", 1)
