"""Wall clock in Europe/London and whole elapsed minutes: what a date and a time of day mean.

An *instant* is a whole number of minutes since 1970-01-01 00:00 UTC. Differences of instants
are elapsed minutes, so a night shift over the end of summer time is an hour longer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUTES_A_DAY = 24 * 60
NOON = 12 * 60
# Minutes after midnight within which nearly no day sees the clocks change.
STEADY = 2 * MINUTES_A_DAY
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def local(day: date, minute: int) -> datetime:
    """The London wall-clock time `minute` minutes of clock face after midnight of `day`.

    `minute` may exceed 1440: 1500 is one in the morning of the next day, by the clock.
    """
    days, within = divmod(minute, MINUTES_A_DAY)
    at = day + timedelta(days=days)
    return datetime(at.year, at.month, at.day, within // 60, within % 60, tzinfo=LONDON)


def instant(moment: datetime) -> int:
    """Whole minutes since the epoch of an aware datetime."""
    return int(moment.timestamp()) // 60


@lru_cache(maxsize=1 << 14)  # the runs of a group meet on the same days over and over
def at(day: date, minute: int) -> int:
    """The instant of a wall-clock minute of a day."""
    midnight = _steady(day)
    if midnight is None or not 0 <= minute <= STEADY:
        return instant(local(day, minute))
    return midnight + minute


@lru_cache(maxsize=1 << 12)
def _steady(day: date) -> int | None:
    """The instant of the midnight a day begins with; None where the clocks change soon after."""
    midnight = instant(local(day, 0))
    return midnight if instant(local(day, STEADY)) - midnight == STEADY else None


def from_instant(minutes: int) -> datetime:
    """The London datetime of an instant."""
    return datetime.fromtimestamp(minutes * 60, tz=UTC).astimezone(LONDON)


def minute_of(day: date, moment: int) -> int:
    """What the clock says at an instant of a day, in minutes after its midnight."""
    midnight = _steady(day)
    if midnight is not None and 0 <= moment - midnight <= STEADY:
        return moment - midnight
    said = from_instant(moment)
    return (said.date() - day).days * MINUTES_A_DAY + said.hour * 60 + said.minute


def clock(minute: int) -> str:
    """A minute of the day as "19:30"; minutes past midnight wrap.

    >>> clock(1170)
    '19:30'
    """
    within = minute % MINUTES_A_DAY
    return f"{within // 60:02d}:{within % 60:02d}"


def clock_aloud(minute: int) -> str:
    """A minute of the day as it is said, by the twelve-hour clock; past midnight it wraps.

    >>> clock_aloud(570), clock_aloud(720), clock_aloud(1140), clock_aloud(1440)
    ('9:30am', 'midday', '7pm', 'midnight')
    """
    hour, past = divmod(minute % MINUTES_A_DAY, 60)
    if past == 0 and hour % 12 == 0:
        return "midday" if hour else "midnight"
    minutes = f":{past:02d}" if past else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{'am' if hour < 12 else 'pm'}"


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def last_day(start: date, months: int) -> date:
    """The last day of a period of `months` beginning with the day `start`."""
    return add_months(start, months) - timedelta(days=1)


def monday(day: date) -> date:
    """The Monday of the calendar week in which `day` lies."""
    return day - timedelta(days=day.weekday())


def day_of(day: date) -> str:
    """A day as it is written in court.

    >>> day_of(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{day.day} {day:%B %Y}"
