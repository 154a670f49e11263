"""Weekly stretches in words: the days that share their hours together."""

from __future__ import annotations

from collections.abc import Iterable

from models.commitments import Shift
from models.moments import MINUTES_A_DAY, WEEKDAYS, clock_aloud


def listed(names: Iterable[str]) -> str:
    """
    >>> listed(["Monday"]), listed(["Monday", "Tuesday", "Friday"])
    ('Monday', 'Monday, Tuesday and Friday')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def weekly(shifts: Iterable[Shift]) -> str:
    """
    >>> weekly([Shift(1, 780, 1020), Shift(3, 780, 1020), Shift(6, 0, 1440)])
    'Tuesday and Thursday 1pm to 5pm; Sunday all day'
    """
    hours: dict[tuple[int, int], list[int]] = {}
    for shift in shifts:
        days = hours.setdefault((shift.start, shift.end), [])
        if shift.weekday not in days:
            days.append(shift.weekday)
    return "; ".join(
        f"{listed(WEEKDAYS[day].capitalize() for day in sorted(days))} "
        + (
            "all day"
            if end - start == MINUTES_A_DAY
            else f"{clock_aloud(start)} to {clock_aloud(end)}"
        )
        for (start, end), days in hours.items()
    )
