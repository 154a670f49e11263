"""What is on offer, in numbers: every run of every group, the seats it takes and when it meets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import numpy as np
from attrs import define, field, frozen

from models.entry import Entry
from models.moments import from_instant
from models.runs import runs
from models.timetable import Group, Intake, Meeting, Run, Slot, Timetable
from optimiser.allocation.arrays import Floats, Ints, ints, row_sums

Taught = tuple[int, int, int]


@frozen
class Pool:
    """The seats of one cohort, or of one module of a rolling group while it is taught.

    `together`: who has its seats meets who has the others.
    """

    id: str
    group: str
    first: date
    last: date
    seats: int
    together: bool = True


@frozen(eq=False)
class Meetings:
    """When the runs of one group meet: how often each, by week of a rota and weekly slot.

    `slots` are (weekday, start, end) in minutes; `weeks` the calendar week of every meeting,
    `slot` and `run` (its place in the programme) beside it.
    """

    group: Group
    slots: tuple[Taught, ...]
    places: Ints
    run: Ints
    week: Ints
    slot: Ints

    def counts(self, cycle: int) -> Floats:
        """Meetings of each run by (week of a rota of `cycle` weeks x slot)."""
        width = cycle * len(self.slots)
        cell = (self.week % cycle) * len(self.slots) + self.slot
        flat = np.bincount(cell * len(self.places) + self.run, minlength=width * len(self.places))
        return flat.reshape(width, len(self.places)).astype(float)


@define(eq=False, slots=False, frozen=True)
class Programme:
    """The runs of one programme, those that end first before the others."""

    code: str
    runs: tuple[Run, ...]
    first: Ints
    last: Ints
    starts: Ints
    pools: Ints
    meetings: tuple[Meetings, ...]
    key: str = ""

    @cached_property
    def most_a_week(self) -> int:
        """The most sessions any run has in a calendar week."""
        return max((most_in(one.week, one.run) for one in self.meetings), default=0)

    def fits(self, a_day: int, a_week: int) -> bool:
        """Whether no run alone has more sessions in a day or a week."""
        return self.most_a_week <= a_week and (a_day > 1 or self._once_a_day)

    @property
    def _once_a_day(self) -> bool:
        return all(
            len({weekday for weekday, _, _ in one.slots}) == len(one.slots) for one in self.meetings
        )

    @property
    def name(self) -> str:
        """What tells it from the same programme with other pools."""
        return self.key or self.code

    def pools_of(self, run: int) -> Ints:
        return self.pools[self.starts[run] : self.starts[run + 1]]

    def prices(self, prices: Floats) -> Floats:
        """What each run costs at some prices of seats."""
        return row_sums(prices[self.pools], self.starts)


def most_in(weeks: Ints, runs: Ints) -> int:
    """The most meetings of one run in one week."""
    if not len(weeks):
        return 0
    return int(np.unique(np.stack((weeks, runs)), axis=1, return_counts=True)[1].max())


@define
class _Pools:
    """Pools numbered as they are met."""

    number: dict[str, int] = field(factory=dict)
    held: list[Pool] = field(factory=list)

    def of(self, run: Run, free: Callable[[Run], int]) -> list[int]:
        if run.group.intake is Intake.CLOSED:
            return [self._numbered(run.id, run, run.meetings, free)]
        begun = [at for at, meeting in enumerate(run.meetings) if meeting.number == 1]
        ends = [*begun[1:], len(run.meetings)]
        return [
            self._numbered(
                f"{run.group.id}/{run.meetings[at].module}@{run.meetings[at].day.isoformat()}",
                run, run.meetings[at:end], free,
            )
            for at, end in zip(begun, ends, strict=True)
        ]  # fmt: skip

    def _numbered(
        self, id: str, run: Run, meetings: tuple[Meeting, ...], free: Callable[[Run], int]
    ) -> int:
        place = self.number.get(id)
        if place is None:
            place = self.number[id] = len(self.held)
            seats = free(run)
            self.held.append(
                Pool(id, run.group.id, meetings[0].day, meetings[-1].day, seats)
            )
        return place


@define(eq=False, slots=False, frozen=True)
class Offer:
    """Every programme with its runs, and the pools of all of them."""

    timetable: Timetable
    programmes: dict[str, Programme]
    pools: tuple[Pool, ...]
    entries: dict[str, Entry]

    @property
    def seats(self) -> Ints:
        return ints([pool.seats for pool in self.pools])

    def programme(self, code: str) -> Programme:
        """A programme on offer, or one without a run."""
        found = self.programmes.get(code)
        return programme(code, [], []) if found is None else found

    def runs_of(self, pools: Iterable[int]) -> list[Run]:
        """The runs that take just these pools, one a programme; others' seats are passed over."""
        taken: dict[str, list[int]] = {}
        for pool in pools:
            if pool < len(self.pools):
                taken.setdefault(self._programme_of[pool], []).append(pool)
        return [self._runs[tuple(sorted(held))] for held in taken.values()]

    @cached_property
    def _programme_of(self) -> dict[int, str]:
        return {
            pool: code for code, one in self.programmes.items() for pool in one.pools.tolist()
        }

    @cached_property
    def _runs(self) -> dict[tuple[int, ...], Run]:
        return {
            tuple(sorted(one.pools_of(place).tolist())): run
            for one in self.programmes.values()
            for place, run in enumerate(one.runs)
        }


def free_places(run: Run) -> int:
    """Places a timetable's group has left."""
    return max(0, run.group.places - run.group.taken)


def offered(
    groups: Iterable[Group],
    entry_of: Callable[[Group], Entry],
    timetable: Timetable,
    first: date,
    last: date,
    free: Callable[[Run], int] = free_places,
) -> Offer:
    """The runs of the groups between two days, with the places they have left."""
    pools = _Pools()
    found: dict[str, list[Run]] = {}
    entries: dict[str, Entry] = {}
    for group in groups:
        entries[group.id] = entry_of(group)
        held = runs(group, entries[group.id], timetable, first, last)
        found.setdefault(group.programme, []).extend(held)
    programmes = {}
    for code, some in found.items():
        some.sort(key=lambda run: (run.last, run.first, run.id))
        programmes[code] = programme(code, some, [pools.of(run, free) for run in some])
    return Offer(timetable, programmes, tuple(pools.held), entries)


def programme(code: str, held: list[Run], taken: list[list[int]]) -> Programme:
    """A programme of runs in the order they end, each with the pools it takes a seat of."""
    by_group: dict[tuple[str, tuple[Slot, ...]], list[int]] = {}
    for place, run in enumerate(held):
        by_group.setdefault((run.group.id, run.group.slots), []).append(place)
    return Programme(
        code,
        tuple(held),
        ints([run.first.toordinal() for run in held]),
        ints([run.last.toordinal() for run in held]),
        np.concatenate((ints([0]), np.cumsum(ints([len(one) for one in taken])))),
        ints([pool for one in taken for pool in one]),
        tuple(_meetings(held, places) for places in by_group.values()),
    )


def _meetings(held: list[Run], places: list[int]) -> Meetings:
    group = held[places[0]].group
    slots = tuple((slot.weekday, slot.start, slot.end) for slot in group.slots)
    number = {slot: place for place, slot in enumerate(slots)}
    of_weekday = {slot[0]: place for place, slot in enumerate(slots)}
    alone = len(of_weekday) == len(slots)
    run: list[int] = []
    ordinals: list[int] = []
    slot_of: list[int] = []
    for at, place in enumerate(places):
        for meeting in held[place].meetings:
            ordinal = meeting.day.toordinal()
            weekday = (ordinal - 1) % 7
            run.append(at)
            ordinals.append(ordinal)
            slot_of.append(of_weekday[weekday] if alone else number[_taught(meeting, weekday)])
    return Meetings(
        group, slots, ints(places), ints(run), (ints(ordinals) - 1) // 7, ints(slot_of)
    )


def _taught(meeting: Meeting, weekday: int) -> Taught:
    start, end = from_instant(meeting.start), from_instant(meeting.end)
    return weekday, start.hour * 60 + start.minute, end.hour * 60 + end.minute
