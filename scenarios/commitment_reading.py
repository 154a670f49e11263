"""A working week, a rota over several, a school run: `[[commitments]]` to nouns."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from attrs import frozen

from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.moments import LONDON, MINUTES_A_DAY, WEEKDAYS, clock
from models.structuring import (
    Reader,
    boolean,
    choice,
    listed,
    moment,
    number,
    time_of_day,
    weekday,
)
from scenarios.nouns import build

DAYS_A_WEEK = len(WEEKDAYS)
# A rota longer than a year is a slip of the keyboard.
MOST_WEEKS = 52
FIRM = {CommitmentKind.WORSHIP, CommitmentKind.CARING, CommitmentKind.UNAVAILABLE}


@frozen
class _Placed:
    """A shift where it stands in its rota: minutes from the first Monday's midnight."""

    path: str
    shift: Shift

    @property
    def start(self) -> int:
        days = (self.shift.week - 1) * DAYS_A_WEEK + self.shift.weekday
        return days * MINUTES_A_DAY + self.shift.start

    @property
    def end(self) -> int:
        return self.start + self.shift.end - self.shift.start


def commitments(reader: Reader) -> tuple[Commitment, ...]:
    return tuple(_commitment(table) for table in reader.tables("commitments"))


def stretch(reader: Reader) -> tuple[Any, Any]:
    """`{ start, end }` of one dated stretch, as London times."""
    start, end = reader.take("start", moment), reader.take("end", moment)
    if end <= start and "start" in reader and "end" in reader:
        reader.complain(f"ends at {end:%H:%M on %Y-%m-%d}, not after it starts", "end", end)
    return start.replace(tzinfo=LONDON), end.replace(tzinfo=LONDON)


def _commitment(reader: Reader) -> Commitment:
    before = len(reader.complaints)
    weeks = reader.take("cycle_weeks", number(1, MOST_WEEKS), 1)
    # A mistaken number of weeks is complained of once, not again at every shift.
    last = weeks if len(reader.complaints) == before else MOST_WEEKS
    placed = [shift for table in reader.tables("shifts") for shift in _shifts(table, last)]
    kind = reader.take("kind", choice(CommitmentKind))
    found = build(
        reader,
        Commitment,
        kind=kind,
        firm=reader.take("firm", boolean, kind in FIRM),
        cycle_weeks=weeks,
        free_weeks=reader.take("free_weeks", listed(number(1, last)), ()),
        shifts=tuple(one.shift for one in placed),
        extra=tuple(Extra(*stretch(table)) for table in reader.tables("extra")),
    )
    if len(reader.complaints) == before:
        _check(reader, found, placed)
    return found


def _shifts(reader: Reader, weeks: int) -> list[_Placed]:
    """One shift for each weekday of the row; an end not after the start is the next day's."""
    before = len(reader.complaints)
    start, end = reader.take("start", time_of_day), reader.take("end", time_of_day)
    read = len(reader.complaints) == before and "start" in reader and "end" in reader
    days = reader.take("days", listed(weekday))
    week = reader.take("week", number(1, weeks), 1)
    if start >= MINUTES_A_DAY:
        reader.complain('a shift cannot start at "24:00"; it starts at "00:00" of the next day')
    if start == end and read:
        reader.complain(f"starts and ends at {clock(start)}", "end", clock(end))
    if not days and reader.raw("days") == []:
        reader.complain("days = []: a shift needs a day", "days", [])
    till = end if end > start else end + MINUTES_A_DAY
    return [_Placed(reader.path, Shift(day, start, till, week)) for day in days]


def _check(reader: Reader, found: Commitment, placed: list[_Placed]) -> None:
    """What only the whole commitment shows: its weeks, its overlaps, its ends."""
    if found.starts and found.ends and found.ends < found.starts:
        message = f"ends on {found.ends}, before it starts on {found.starts}"
        reader.complain(message, "ends", found.ends)
    if not placed and not found.extra:
        reader.complain("holds no shifts and no extra times", "shifts")
    if found.cycle_weeks > 1 and found.anchor is None:
        message = f"a rota of {found.cycle_weeks} weeks needs a day of its week 1"
        reader.complain(message, "anchor")
    worked = {shift.week for shift in found.shifts}
    for week in range(1, found.cycle_weeks + 1):
        if week in worked and week in found.free_weeks:
            reader.complain(f"week {week} is free and has a shift", "free_weeks", week)
        if placed and week not in worked and week not in found.free_weeks:
            message = (
                f"the rota has {found.cycle_weeks} weeks and nothing in week {week}; "
                f"say free_weeks = [{week}] if nothing is worked then"
            )
            reader.complain(message, "shifts", week)
    _complain_of_overlaps(reader, found, placed)


def _complain_of_overlaps(reader: Reader, found: Commitment, placed: list[_Placed]) -> None:
    ordered = sorted(placed, key=lambda one: (one.start, one.end))
    cycle = found.cycle_weeks * DAYS_A_WEEK * MINUTES_A_DAY
    for one, other in pairwise(ordered):
        if other.start < one.end:
            _overlap(reader, one, other)
    # The last shift may run over midnight into the first day of the next round.
    if len(ordered) > 1 and ordered[-1].end > ordered[0].start + cycle:
        _overlap(reader, ordered[-1], ordered[0])


def _overlap(reader: Reader, one: _Placed, other: _Placed) -> None:
    key = other.path.removeprefix(reader.path + ".")
    shift = other.shift
    message = (
        f"the shift of {WEEKDAYS[shift.weekday]} at {clock(shift.start)} "
        f"overlaps the one of {WEEKDAYS[one.shift.weekday]} at {clock(one.shift.start)}"
    )
    reader.complain(message, key, clock(shift.start))
