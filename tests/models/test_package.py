"""What a planned session says of itself."""

from datetime import datetime

import pytest

from models.moments import LONDON
from models.package import PlannedSession


def night_shift(year, month, day):
    """From 23:00 of a day to 04:00 of the next, by the clock on the wall."""
    return PlannedSession(
        id="night",
        part="unpaid-work",
        leg="main",
        number=1,
        start=datetime(year, month, day, 23, tzinfo=LONDON),
        end=datetime(year, month, day + 1, 4, tzinfo=LONDON),
        title="Unpaid work",
        requirement="unpaid-work",
        venue="yard",
        kind="unpaid-work",
    )


@pytest.mark.parametrize(
    ("month", "day", "hours"),
    [
        # Clocks go on an hour at 01:00 on 29 March 2026 and back at 02:00 on 25 October 2026.
        (3, 27, 5),
        (3, 28, 5 - 1),
        (10, 24, 5 + 1),
        (10, 25, 5),
    ],
)
def test_minutes_are_those_that_pass_not_those_of_the_clock(month, day, hours):
    assert hours * 60 == night_shift(2026, month, day).minutes
