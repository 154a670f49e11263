"""Days and weeks as whole numbers: where the wall clock and the draft meet."""

from __future__ import annotations

import datetime
from datetime import timedelta
from functools import cached_property

from attrs import define

from models.moments import add_months, monday


@define(slots=False, frozen=True)
class Horizon:
    """The days an order could run over: day 0 is the sentence date, `months` the longest order.

    `work_months` is the operational period of a suspended sentence where it lasts longer: unpaid
    work may run on to its end. Weeks are numbered from the calendar week (Monday to Sunday) in
    which day 0 lies.
    """

    start: datetime.date
    months: int
    work_months: int = 0

    @cached_property
    def days(self) -> int:
        """How many days something may be attended on: the longest order, or the work after it."""
        return self.end_of(max(self.months, self.work_months)) + 1

    def end_of(self, months: int) -> int:
        """The last day of an order of `months` months, as a day number."""
        return self._begins(months) - 1

    def date(self, day: int) -> datetime.date:
        return self.start + timedelta(days=day)

    def day(self, on: datetime.date) -> int:
        return (on - self.start).days

    @cached_property
    def _first_monday(self) -> int:
        return (monday(self.start) - self.start).days

    def week(self, day: int) -> int:
        """The number of the calendar week a day lies in."""
        return (day - self._first_monday) // 7

    def days_of_week(self, week: int) -> range:
        """The days of a calendar week that lie inside the horizon."""
        first = self._first_monday + 7 * week
        return range(max(0, first), min(self.days, first + 7))

    @cached_property
    def weeks(self) -> int:
        return self.week(self.days - 1) + 1

    def month_of(self, day: int) -> int:
        """The least whole number of months an order needs to hold a day."""
        low = max(1, day // 31)
        while self.end_of(low) < day:
            low += 1
        return low

    def month(self, number: int) -> range:
        """The days of the order's month `number`, counted from 1."""
        return range(self._begins(number - 1), self._begins(number))

    def _begins(self, months: int) -> int:
        """The day after so many whole months; asked for over and over."""
        if months not in self._months:
            self._months[months] = (add_months(self.start, months) - self.start).days
        return self._months[months]

    @cached_property
    def _months(self) -> dict[int, int]:
        return {}
