"""What a curfew window takes, against every night of it minute by minute."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from attrs import evolve

from models.case import ExistingOrder
from models.commitments import Commitment, CommitmentKind, Shift
from models.moments import LONDON, instant
from optimiser.curfew import Nights
from optimiser.horizon import Horizon
from tests.optimiser.working import working

HOURS = range(24)
LENGTH = 9
USUAL = 19


def nights_of(random: Random) -> tuple[Commitment, ...]:
    """Work that is lost and care that is not to be met, on nights of a rota of two weeks."""

    def shifts(number: int) -> tuple[Shift, ...]:
        starts = [60 * random.randrange(14, 24) + 15 * random.randrange(4) for _ in range(number)]
        return tuple(
            Shift(random.randrange(7), start, start + 15 * random.randrange(4, 24), 1 + place % 2)
            for place, start in enumerate(starts)
        )

    rota = {"cycle_weeks": 2, "anchor": date(2026, 3, 2)}
    return (
        Commitment(CommitmentKind.WORK, firm=False, shifts=shifts(6), **rota),
        Commitment(CommitmentKind.CARING, firm=True, shifts=shifts(2), **rota),
    )


def minutes_of(commitments, horizon: Horizon) -> set[int]:
    first, last = horizon.start - timedelta(days=2), horizon.date(horizon.days) + timedelta(days=3)
    return {
        minute
        for one in commitments
        for start, end in one.between(first, last)
        for minute in range(start, end)
    }


@pytest.mark.parametrize("seed", range(12))
def test_a_window_takes_each_minute_of_its_nights_once(seed):
    # Three months from 2 March hold the change of the clocks, on 29 March.
    base, horizon = working(60), Horizon(date(2026, 3, 2), 3)
    commitments = nights_of(Random(seed))
    facts = evolve(base, case=evolve(base.case, commitments=commitments))
    nights = Nights(facts, horizon, horizon.months)
    soft = minutes_of([one for one in commitments if not one.firm], horizon)
    firm = minutes_of([one for one in commitments if one.firm], horizon)
    shut = 0
    for weekday in range(7):
        evenings = [
            day
            for day in map(horizon.date, range(horizon.end_of(horizon.months) + 1))
            if day.weekday() == weekday
        ]
        for hour in HOURS:
            held = [
                range(instant(start), instant(end))
                for day in evenings
                for start in [datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)]
                for end in [start + timedelta(hours=LENGTH)]
            ]
            window = nights.window(weekday, hour, LENGTH, USUAL)
            if any(minute in firm for night in held for minute in night):
                assert window is None
                shut += 1
            else:
                assert window.lost == sum(minute in soft for night in held for minute in night)
                assert window.total == sum(map(len, held))
                assert (window.start, window.end) == (60 * hour, 60 * (hour + LENGTH))
    assert 0 < shut < 7 * len(HOURS)


def test_a_window_meets_no_session_of_an_order_there_is_already():
    # A session on Tuesday 10 March 2026, 7pm to 9pm: no Tuesday window from noon to 8pm holds.
    session = (
        datetime(2026, 3, 10, 19, tzinfo=LONDON), datetime(2026, 3, 10, 21, tzinfo=LONDON),
    )  # fmt: skip
    base, horizon = working(60), Horizon(date(2026, 3, 2), 3)
    existing = (ExistingOrder(sessions=(session,)),)
    facts = evolve(base, case=evolve(base.case, existing=existing, commitments=()))
    nights = Nights(facts, horizon, horizon.months)
    shut = [hour for hour in HOURS if nights.window(1, hour, LENGTH, USUAL) is None]
    assert shut == list(range(11, 21))
    assert all(nights.window(2, hour, LENGTH, USUAL) is not None for hour in HOURS)
