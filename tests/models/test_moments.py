"""Wall clock and instants, on every day of a year and around both changes of the clocks."""

from datetime import date, datetime, timedelta

import pytest

from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.moments import STEADY, at, instant, local, minute_of

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
