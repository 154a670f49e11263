"""What an option trades against the first one, in one line: what is better, then what is worse."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Need
from optimiser.results import Measures, Option

MINUTES_AN_HOUR = 60
SAME = "The same in every measure, with other groups or times."
ETE = "education, training and employment"


def trade(one: Option, first: Option) -> str:
    """What of the first is bettered and what is given up: needs and conditions by what they are."""
    better, worse = list(_answers(one, first)), list(_answers(first, one))
    given_up = [f"{what} not {how}" for what, how in worse]
    gained = [f"{what} {how}" for what, how in better]
    for label, mine, theirs in _amounts(one.measures, first.measures):
        if mine < theirs:
            gained.append(f"{_time(theirs - mine)} less {label}")
        elif mine > theirs:
            given_up.append(f"{_time(mine - theirs)} more {label}")
    for (single, many), mine, theirs in _numbers(one, first):
        label = single if abs(mine - theirs) == 1 else many
        if mine < theirs:
            gained.append(f"{theirs - mine:,} fewer {label}")
        elif mine > theirs:
            given_up.append(f"{mine - theirs:,} more {label}")
    parts = ["; ".join(gained)] if gained else []
    if given_up:
        parts.append(f"{'but ' if gained else ''}{'; '.join(given_up)}")
    return ", ".join(parts) or SAME


def _answers(one: Option, other: Option) -> Iterator[tuple[str, str]]:
    """The needs one addresses and the purposes it serves that the other doesn't."""
    unmet = {status.need for status in other.needs if not status.met_by}
    for status in one.needs:
        if status.met_by and status.need in unmet:
            yield _need(status.need), "addressed"
    for purpose in other.purposes_unserved:
        if purpose not in one.purposes_unserved:
            yield purpose.value.replace("-", " "), "served"


def _need(need: Need) -> str:
    return ETE if need is Need.ETE else f"the need {need.value.replace('-', ' ')}"


def _amounts(mine: Measures, first: Measures) -> Iterator[tuple[str, int, int]]:
    yield "work lost", mine.work, first.work
    yield "rest after nights taken", mine.rest, first.rest
    yield "travel", mine.travel, first.travel
    yield "curfew", mine.curfew, first.curfew
    # Fewer attendances take less time: that is said only where they don't.
    fewer, less = mine.attendances - first.attendances, mine.attended - first.attended
    if fewer * less <= 0:
        yield "time attended", mine.attended, first.attended


def _numbers(one: Option, other: Option) -> Iterator[tuple[tuple[str, str], int, int]]:
    mine, first = one.measures, other.measures
    yield ("attendance", "attendances"), mine.attendances, first.attendances
    yield (
        ("day waiting for first main sessions", "days waiting for first main sessions"),
        mine.waiting,
        first.waiting,
    )
    yield (
        ("day to the last session", "days to the last session"), mine.last_day, first.last_day
    )
    yield ("month", "months"), mine.months, first.months
    yield (
        ("departure from guidance", "departures from guidance"),
        mine.practice + mine.proportionality,
        first.practice + first.proportionality,
    )
    yield (
        ("thing still to be settled", "things still to be settled"),
        mine.conditions,
        first.conditions,
    )


def _time(minutes: int) -> str:
    """
    >>> _time(45), _time(120), _time(87845)
    ('45 min', '2 h', '1,464 h 5 min')
    """
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    return " ".join(
        f"{number:,} {unit}" for number, unit in ((hours, "h"), (rest, "min")) if number
    )
