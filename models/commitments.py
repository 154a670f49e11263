"""The weekly times of a person's life that are already taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cached_property

from attrs import frozen

from models.moments import LONDON, at, instant, local, monday


class CommitmentKind(Enum):
    WORK = "work"
    EDUCATION = "education"
    WORSHIP = "worship"
    CARING = "caring"
    UNAVAILABLE = "unavailable"


AT_STAKE = (CommitmentKind.WORK, CommitmentKind.EDUCATION, CommitmentKind.CARING)


@frozen
class DateRange:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@frozen
class Shift:
    """One weekly stretch; `end` exceeds 1440 where it runs over midnight.

    `week` is the number of the rota week it stands in, from 1.
    """

    weekday: int
    start: int
    end: int
    week: int = 1


@frozen
class Extra:
    """A dated stretch outside the pattern (an extra shift, an exam)."""

    start: datetime
    end: datetime


@frozen
class Commitment:
    """A pattern of stretches repeated every `cycle_weeks` weeks, with dated exceptions.

    `anchor` is a day of week 1 of the rota; a one-week pattern needs none. Days in `off` (a
    stretch counts to the day it starts on) are free.
    """

    kind: CommitmentKind
    firm: bool
    title: str = ""
    starts: date | None = None
    ends: date | None = None
    cycle_weeks: int = 1
    anchor: date | None = None
    shifts: tuple[Shift, ...] = ()
    free_weeks: tuple[int, ...] = ()
    off: tuple[DateRange, ...] = ()
    extra: tuple[Extra, ...] = ()

    @property
    def at_stake(self) -> bool:
        """Whether minutes taken from it count as lost."""
        return not self.firm and self.kind in AT_STAKE

    @property
    def elsewhere(self) -> bool:
        """Whether it takes the person from home, or only keeps a time free of attendance."""
        return self.kind is not CommitmentKind.UNAVAILABLE

    def shifts_on(self, day: date) -> Sequence[Shift]:
        """The shifts of the pattern that start on a day."""
        if (self.starts is not None and day < self.starts) or (
            self.ends is not None and day > self.ends
        ):
            return ()
        shifts = self._by_weekday.get(day.weekday(), ())
        if not shifts or any(day in free for free in self.off):
            return ()
        week = 1
        if self.cycle_weeks > 1 and self.anchor is not None:
            weeks = (monday(day) - monday(self.anchor)).days // 7
            week = weeks % self.cycle_weeks + 1
        return [shift for shift in shifts if shift.week == week]

    @cached_property
    def _by_weekday(self) -> dict[int, list[Shift]]:
        found: dict[int, list[Shift]] = {}
        for shift in self.shifts:
            found.setdefault(shift.weekday, []).append(shift)
        return found

    def extras_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The stretches beside the pattern that start on a day, as London times."""
        for extra in self.extra:
            if extra.start.date() == day:
                yield extra.start.replace(tzinfo=LONDON), extra.end.replace(tzinfo=LONDON)

    def on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The stretches that start on `day`, as London times, pattern first."""
        for shift in self.shifts_on(day):
            yield local(day, shift.start), local(day, shift.end)
        yield from self.extras_on(day)

    def between(self, first: date, last: date) -> Iterator[tuple[int, int]]:
        """The stretches that start on the days from `first` to `last`, as instants."""
        day = first
        while day <= last:
            for shift in self.shifts_on(day):
                yield at(day, shift.start), at(day, shift.end)
            for start, end in self.extras_on(day):
                yield instant(start), instant(end)
            day += timedelta(days=1)
