"""Days, weeks and months of an order as whole numbers."""

from datetime import date

from optimiser.horizon import Horizon


def test_an_order_of_one_month_from_8_june_ends_on_7_july() -> None:
    horizon = Horizon(date(2026, 6, 8), 12)
    # 8 June is day 0; 7 July is 29 days later.
    assert horizon.end_of(1) == 29
    assert horizon.date(29) == date(2026, 7, 7)


def test_the_first_day_after_a_month_needs_a_second_month() -> None:
    horizon = Horizon(date(2026, 6, 8), 12)
    assert horizon.month_of(29) == 1
    assert horizon.month_of(30) == 2


def test_a_year_from_the_last_day_of_january_holds_every_day_once() -> None:
    horizon = Horizon(date(2027, 1, 31), 12)
    days = [day for number in range(1, 13) for day in horizon.month(number)]
    assert days == list(range(horizon.day(date(2028, 1, 31))))


def test_weeks_are_calendar_weeks_whatever_the_first_day() -> None:
    horizon = Horizon(date(2026, 6, 11), 3)  # a Thursday
    assert horizon.week(0) == 0
    assert horizon.week(3) == 0  # Sunday 14 June
    assert horizon.week(4) == 1  # Monday 15 June
    assert list(horizon.days_of_week(0)) == [0, 1, 2, 3]
