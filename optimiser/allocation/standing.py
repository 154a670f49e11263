"""Days of unpaid work and treatment appointments as runs: at the same times from a first day on.

A project's run is the next open days on its weekdays until the hours are worked; its seats are the
places of each day. A provider's run is the treatment's appointments, one in each period of the
cadence, at one time of day and on one weekday, but on the next day that has it where that one is
closed; its seats are the provider's time, and the appointments of each week where they are stated.
Starts follow each other from an opening's beginning, as long as an appointment takes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, combinations
from math import gcd

from attrs import define, field, frozen

from models.arithmetic import ceiling
from models.moments import at, clock, monday
from models.timetable import (
    Cadence,
    Group,
    Intake,
    Meeting,
    Project,
    Provider,
    Run,
    Slot,
    Timetable,
)
from optimiser.allocation.offer import Pool
from optimiser.amounts import days_apart
from optimiser.streams import open_on, project_open

WEEK = "week"


@define
class Seats:
    """Pools numbered as they are met, shared by all runs that draw on them.

    `taken` are the seats of each, by its id, that were given before.
    """

    taken: Mapping[str, int] = field(factory=dict)
    number: dict[str, int] = field(factory=dict)
    held: list[Pool] = field(factory=list)

    def of(self, id: str, giver: str, day: date, seats: int, together: bool = True) -> int:
        place = self.number.get(id)
        if place is None:
            place = self.number[id] = len(self.held)
            left = max(0, seats - self.taken.get(id, 0))
            self.held.append(Pool(id, giver, day, day, left, together))
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
    meets = {one: _meeting(project.id, *one) for one in open_days}
    seat = {
        (day, slot): seats.of(_day_id(project.id, day, slot), project.id, day, group.places)
        for day, slot in open_days
    }
    for number in range(1, days_a_week + 1):
        for slots in combinations(project.days, number):
            if len({slot.weekday for slot in slots}) < number:
                continue
            held = [(day, slot) for day, slot in open_days if slot in slots]
            meetings = tuple(meets[one] for one in held)
            pools = tuple(seat[one] for one in held)
            ends = [0, *accumulate(slot.end - slot.start for _, slot in held)]
            named = "+".join(f"{slot.weekday}-{clock(slot.start)}" for slot in slots)
            for begin, (first, _) in enumerate(held):
                end = bisect_left(ends, ends[begin] + minutes)
                if end > len(held) or (number > 1 and not _all_used(held[begin:end], slots)):
                    continue
                id = f"{project.id}/{named}@{first.isoformat()}x{end - begin}"
                yield Run(id, group, meetings[begin:end]), pools[begin:end]


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
    open_ = tuple(_open_dates(provider, span, timetable))
    requirement, every = cadence.requirement, cadence.every_days
    each = ceiling(cadence.minutes, provider.step) * provider.step
    for start, slots in _starts(provider, cadence.minutes, each).items():
        group = Group(
            provider.id, requirement, provider.venue, slots, timetable.first, timetable.last,
            Intake.ROLLING, 1,
        )  # fmt: skip
        weekdays = {slot.weekday for slot in slots}
        days = [day for day in open_ if day.weekday() in weekdays]
        given = frozenset(days)
        slot_of = {slot.weekday: slot for slot in slots}
        meets = {day: _meeting(group.id, day, slot_of[day.weekday()]) for day in days}
        taken = {
            day: tuple(
                seats.of(id, provider.id, day, 1)
                for id in cells(provider, day, start, cadence.minutes, cell)
            )
            for day in days
        }
        for first in days:
            dates = _dated(first, cadence.appointments, every, days_apart(every), given)
            if dates is None:
                continue
            pools = [pool for day in dates for pool in taken[day]]
            if a_week is not None:
                weeks = dict.fromkeys(monday(day) for day in dates)
                # Appointments of one week are each at their own time: nobody meets anybody.
                pools += [
                    seats.of(week_of(provider, week), provider.id, week, a_week, together=False)
                    for week in weeks
                ]
            id = f"{provider.id}/{requirement}/{clock(start)}@{first.isoformat()}"
            yield Run(id, group, tuple(meets[day] for day in dates)), tuple(pools)


def cells(
    provider: Provider, day: date, start: int, minutes: int, cell: int
) -> Iterator[str]:
    """The ids of the stretches of a provider's time that an appointment takes."""
    each = ceiling(minutes, provider.step) * provider.step
    for time in range(start, start + each, cell):
        yield f"{provider.id}@{day.isoformat()}/{clock(time)}"


def week_of(provider: Provider, day: date) -> str:
    """The id of a provider's appointments in the week of a day."""
    return f"{provider.id}@{monday(day).isoformat()}/{WEEK}"


def of_week(id: str) -> bool:
    """Whether a pool is of a provider's appointments in a week."""
    return id.rpartition("/")[2] == WEEK


def cell_of(provider: Provider, cadences: Sequence[Cadence]) -> int:
    """The longest stretch that all appointments of a provider begin on and are whole numbers of."""
    lengths = (ceiling(one.minutes, provider.step) * provider.step for one in cadences)
    return gcd(*lengths, *(hours.start for hours in provider.hours))


def _open_dates(
    provider: Provider, span: tuple[date, date], timetable: Timetable
) -> Iterator[date]:
    for day in _days(max(span[0], timetable.first), min(span[1], timetable.last)):
        if day not in timetable.holidays and open_on(
            provider.first, provider.last, provider.closures, provider.venue, day, timetable
        ):
            yield day


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
        day = opens = first + timedelta(days=every * place)
        if day not in given or not apart[0] <= (day - dates[-1]).days <= apart[1]:
            closes = min(opens + timedelta(days=every - 1), dates[-1] + timedelta(days=apart[1]))
            begins = max(opens, dates[-1] + timedelta(days=apart[0]))
            moved = next((one for one in _days(begins, closes) if one in given), None)
            if moved is None:
                return None
            day = moved
        dates.append(day)
    return tuple(dates)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _meeting(group: str, day: date, slot: Slot) -> Meeting:
    return Meeting(group, day, at(day, slot.start), at(day, slot.end), "", 1)
