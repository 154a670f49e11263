"""The pattern of a commitment: its first and last day, the weeks of a rota, its days off."""

from datetime import date, timedelta

import pytest

from models.commitments import Commitment, CommitmentKind, DateRange, Shift

# A Monday.
ANCHOR = date(2026, 3, 2)


def work(*shifts: Shift, **more: object) -> Commitment:
    return Commitment(CommitmentKind.WORK, firm=False, shifts=shifts, **more)


def worked(commitment: Commitment, first: int, last: int) -> list[int]:
    """The days from the anchor on which a shift starts."""
    days = range(first, last + 1)
    return [n for n in days if commitment.shifts_on(ANCHOR + timedelta(days=n))]


MONDAYS = Shift(0, 540, 1020)


def test_a_commitment_holds_on_its_first_and_last_day_and_not_a_day_beyond():
    every_day = tuple(Shift(weekday, 540, 1020) for weekday in range(7))
    within = {"starts": ANCHOR + timedelta(days=3), "ends": ANCHOR + timedelta(days=5)}
    assert worked(work(*every_day, **within), 0, 9) == [3, 4, 5]


def test_days_off_are_free_and_the_days_around_them_are_not():
    off = (DateRange(ANCHOR + timedelta(days=7), ANCHOR + timedelta(days=14)),)
    assert worked(work(MONDAYS, off=off), 0, 28) == [0, 21, 28]


@pytest.mark.parametrize(
    ("anchor", "days"),
    [
        # The second week of two, by any day of the first week of the rota.
        (0, [7, 21, 35]),
        (6, [7, 21, 35]),
        (7, [0, 14, 28]),
        (14, [7, 21, 35]),  # an anchor in the future counts backwards
        (-3, [0, 14, 28]),
    ],
)
def test_a_rota_counts_its_weeks_from_its_anchor_both_ways(anchor, days):
    second = Shift(0, 540, 1020, week=2)
    held = work(second, cycle_weeks=2, anchor=ANCHOR + timedelta(days=anchor))
    assert worked(held, 0, 35) == days


def test_without_an_anchor_or_a_cycle_every_week_is_the_first():
    second = Shift(1, 540, 1020, week=2)
    assert worked(work(MONDAYS, second, cycle_weeks=2), 0, 15) == [0, 7, 14]
    assert worked(work(MONDAYS, second, anchor=ANCHOR), 0, 15) == [0, 7, 14]
