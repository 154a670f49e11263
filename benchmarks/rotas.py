"""The hours of a made-up life already taken: rotas of one, two and four weeks, nights, worship."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from models.commitments import Commitment, CommitmentKind, DateRange, Shift

HOUR = 60
WORKDAYS = range(5)


def life(random: Random, start: date) -> tuple[Commitment, ...]:
    """Work on a rota of one, two or four weeks, nights among them; some worship and some care."""
    held = [random.choice(ROTAS)(random, start)]
    if random.random() < 0.25:
        weekday, hour = random.choice([(4, 13), (5, 10), (6, 10)])
        service = (Shift(weekday, hour * HOUR, hour * HOUR + 90),)
        held.append(Commitment(CommitmentKind.WORSHIP, True, "Worship", shifts=service))
    if random.random() < 0.25:
        school = tuple(Shift(weekday, 15 * HOUR, 15 * HOUR + 45) for weekday in WORKDAYS)
        firm = random.random() < 0.5
        held.append(Commitment(CommitmentKind.CARING, firm, "School", shifts=school))
    return tuple(held)


def _work(
    random: Random, start: date, title: str, shifts: list[Shift], weeks: int = 1
) -> Commitment:
    """Shifts repeated, with a fortnight of holiday in the year."""
    away = start + timedelta(days=random.randrange(40, 300))
    return Commitment(
        CommitmentKind.WORK,
        False,
        title,
        cycle_weeks=weeks,
        anchor=start if weeks > 1 else None,
        shifts=tuple(shifts),
        off=(DateRange(away, away + timedelta(days=13)),),
    )


def _days(random: Random, start: date) -> Commitment:
    """The same hours every week, by day."""
    begins = random.choice([7, 8, 9]) * HOUR
    ends = begins + random.choice([8, 8, 9]) * HOUR
    week = random.choice([WORKDAYS, range(1, 6), range(4)])
    return _work(random, start, "Days", [Shift(day, begins, ends) for day in week])


def _nights(random: Random, start: date) -> Commitment:
    """Four or five nights a week, every week."""
    begins = random.choice([21, 22]) * HOUR
    nights = random.choice([range(4), WORKDAYS])
    return _work(random, start, "Nights", [Shift(day, begins, begins + 8 * HOUR) for day in nights])


def _earlies_and_lates(random: Random, start: date) -> Commitment:
    """One week from six to two, the next from two to ten."""
    shifts = [Shift(day, 6 * HOUR, 14 * HOUR, 1) for day in WORKDAYS]
    shifts += [Shift(day, 14 * HOUR, 22 * HOUR, 2) for day in WORKDAYS]
    return _work(random, start, "Earlies and lates", shifts, 2)


def _days_and_nights(random: Random, start: date) -> Commitment:
    """A week of days, then a week of nights."""
    shifts = [Shift(day, 8 * HOUR, 16 * HOUR, 1) for day in WORKDAYS]
    shifts += [Shift(day, 22 * HOUR, 30 * HOUR, 2) for day in range(4)]
    return _work(random, start, "Days and nights", shifts, 2)


def _four_weeks(random: Random, start: date) -> Commitment:
    """Two long days, two long nights and four days off, over and over for four weeks."""
    first = random.randrange(8)
    shifts = []
    for day in range(28):
        place = (day + first) % 8
        if place < 4:
            begins = (7 if place < 2 else 19) * HOUR
            shifts.append(Shift(day % 7, begins, begins + 12 * HOUR, day // 7 + 1))
    return _work(random, start, "Long days and nights", shifts, 4)


def _four_weeks_of_shifts(random: Random, start: date) -> Commitment:
    """Earlies, lates, nights and a week of short days in turn."""
    begins = {1: 6, 2: 14, 3: 22, 4: 9}
    shifts = [
        Shift(day, hour * HOUR, (hour + (6 if week == 4 else 8)) * HOUR, week)
        for week, hour in begins.items()
        for day in WORKDAYS
    ]
    return _work(random, start, "Rotating shifts", shifts, 4)


ROTAS = (
    _days,
    _days,
    _nights,
    _earlies_and_lates,
    _days_and_nights,
    _four_weeks,
    _four_weeks_of_shifts,
)
