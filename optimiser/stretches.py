"""The days of a run in each of which one of the appointments during it has to lie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from models.entry import Leg
from models.timetable import Run


def stretches_of(
    run: Run, leg: Leg, number: int, numbered: Callable[[date], int]
) -> tuple[range, ...]:
    """Those of the modules a leg stands in; else so many equal ones of all the run's days.

    A module lasts until the next one begins (an assumption, printed), the last until the run ends.
    """
    first, stop = numbered(run.first), numbered(run.last + timedelta(days=1))
    if not leg.in_modules:
        span = stop - first
        return tuple(
            range(first + span * place // number, first + span * (place + 1) // number)
            for place in range(number)
        )
    begun: dict[str, int] = {}
    for meeting in run.meetings:
        begun.setdefault(meeting.module, numbered(meeting.day))
    edges = sorted({*begun.values(), stop})
    starts = sorted(begun[code] for code in leg.in_modules if code in begun)
    return tuple(range(at, edges[edges.index(at) + 1]) for at in starts)
