"""Wall clock and instants, on every day of a year and around both changes of the clocks."""

from datetime import date, datetime, timedelta

import pytest

from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.moments import (
    STEADY,
    add_months,
    at,
    clock,
    clock_aloud,
    instant,
    last_day,
    local,
    minute_of,
    monday,
)

EVERY_DAY = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)


def test_an_instant_is_that_of_the_wall_clock_on_every_day_of_a_year():
    minutes = (-30, 0, 59, 60, 90, 119, 120, 1439, 1440, 1500, STEADY - 1, STEADY, STEADY + 1)
    for day in EVERY_DAY:
        for minute in minutes:
            assert at(day, minute) == instant(local(day, minute)), (day, minute)
            # At half past one the clock says so twice, or goes on from one to two.
            if day + timedelta(days=minute // 1440) not in (FORWARD, BACK):
                assert minute_of(day, at(day, minute)) == minute, (day, minute)


@pytest.mark.parametrize(("day", "elapsed"), [(FORWARD, 23), (BACK, 25), (date(2026, 6, 8), 24)])
def test_a_day_on_which_the_clocks_change_is_an_hour_shorter_or_longer(day, elapsed):
    assert at(day, 24 * 60) - at(day, 0) == elapsed * 60


def test_a_meeting_after_the_clocks_have_changed_is_at_its_time_by_the_clock():
    for day in (FORWARD, BACK):
        assert [minute_of(day, at(day, minute)) for minute in (0, 180, 570)] == [0, 180, 570]


def test_shifts_between_two_days_are_those_of_each_day_as_instants():
    """Nights of a rota of two weeks, with days off and an exam beside them, over both changes."""
    exam = datetime(2026, 3, 29, 9, 30), datetime(2026, 3, 29, 12, 0)
    rota = Commitment(
        CommitmentKind.WORK,
        firm=False,
        starts=date(2026, 2, 2),
        ends=date(2026, 11, 30),
        cycle_weeks=2,
        anchor=date(2026, 1, 5),
        shifts=(Shift(5, 1320, 1860, 2), Shift(6, 1320, 1860), Shift(2, 540, 1020)),
        extra=(Extra(*exam),),
    )
    first, last = EVERY_DAY[0], EVERY_DAY[-1]
    said = [
        (instant(start), instant(end)) for day in EVERY_DAY for start, end in rota.on(day)
    ]
    assert list(rota.between(first, last)) == said
    assert (at(FORWARD, 570), at(FORWARD, 720)) in said
    # From ten at night on the Saturday to seven on the Sunday: nine hours by the clock.
    lasting = {end - start for start, end in said if start == at(date(2026, 3, 28), 1320)}
    assert lasting == {8 * 60}


@pytest.mark.parametrize(
    ("day", "months", "later", "last"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 2), date(2027, 3, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 31), 12, date(2027, 1, 31), date(2027, 1, 30)),
        # A month that has no such day gives its last, and what begins on the last of a month
        # ends the day before the last of a shorter one.
        (date(2026, 3, 31), 1, date(2026, 4, 30), date(2026, 4, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28), date(2026, 2, 27)),
        (date(2026, 1, 30), 1, date(2026, 2, 28), date(2026, 2, 27)),
        (date(2026, 1, 29), 1, date(2026, 2, 28), date(2026, 2, 27)),
        (date(2026, 1, 28), 1, date(2026, 2, 28), date(2026, 2, 27)),
        (date(2028, 1, 31), 1, date(2028, 2, 29), date(2028, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28), date(2029, 2, 27)),
        (date(2026, 3, 31), 0, date(2026, 3, 31), date(2026, 3, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28), date(2026, 2, 27)),
    ],
)
def test_months_end_the_day_before_the_same_day_or_the_last_of_a_shorter_month(
    day, months, later, last
):
    assert (add_months(day, months), last_day(day, months)) == (later, last)


@pytest.mark.parametrize(
    ("minute", "aloud", "by_the_clock"),
    [
        (0, "midnight", "00:00"),
        (5, "12:05am", "00:05"),
        (60, "1am", "01:00"),
        (719, "11:59am", "11:59"),
        (720, "midday", "12:00"),
        (725, "12:05pm", "12:05"),
        (780, "1pm", "13:00"),
        (1439, "11:59pm", "23:59"),
        (1440, "midnight", "00:00"),
        (1500, "1am", "01:00"),
        (2160, "midday", "12:00"),
    ],
)
def test_a_minute_of_the_day_as_it_is_said_and_by_the_clock(minute, aloud, by_the_clock):
    assert (clock_aloud(minute), clock(minute)) == (aloud, by_the_clock)


def test_a_week_begins_on_its_monday():
    assert [monday(date(2026, 3, day)) for day in (1, 2, 8, 9)] == [
        date(2026, 2, 23),
        date(2026, 3, 2),
        date(2026, 3, 2),
        date(2026, 3, 9),
    ]
