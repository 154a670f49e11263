"""What a curfew window takes, against every night of it minute by minute."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from attrs import evolve

from models.case import ExistingOrder
from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.moments import LONDON, instant
from optimiser.curfew import Nights, windows
from optimiser.curfew_choice import attendable, stands_in
from optimiser.horizon import Horizon
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable
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
            # On the day of sentence, a Monday, what begins before noon is imposed and not served.
            served = held[1:] if weekday == 0 and hour < 12 else held
            window = nights.window(weekday, hour, LENGTH, USUAL)
            if any(minute in firm for night in served for minute in night):
                assert window is None
                shut += 1
            else:
                assert window.lost == sum(minute in soft for night in served for minute in night)
                # By the clock, which on a night or two goes on or back by an hour.
                assert window.total == 60 * LENGTH * len(held)
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


def by_night() -> Facts:
    """Work from 9pm to 5am every night."""
    read, region = read_case("mission").case, read_timetable("east-midlands").timetable
    every = tuple(Shift(weekday, 21 * 60, 29 * 60) for weekday in range(7))
    work = Commitment(CommitmentKind.WORK, firm=False, shifts=every)
    held = evolve(read, commitments=(work,))
    return Facts(held, menu(load(), held), region, {})


def test_every_full_window_is_considered_for_the_groups_it_leaves_room_for():
    # Of 24 windows of 12 hours, those from 5am to 9am miss a night's work of 9pm to 5am. What is
    # not offered is stood in for by what takes no more and leaves room for as much.
    facts, horizon = by_night(), Horizon(date(2026, 3, 2), 3)
    nights, times = Nights(facts, horizon, 2), attendable(facts)
    for weekday, found in windows(facts, horizon, 2, 12).items():
        every = [nights.window(weekday, hour, 12, USUAL) for hour in HOURS]
        assert {one.start // 60 for one in every if not one.lost} == {5, 6, 7, 8, 9}
        assert set(found) < set(every)
        for one in set(every) - set(found):
            assert any(stands_in(other, one, weekday, times) for other in found)


@pytest.mark.parametrize(("fixed", "lengths"), [(False, {17, 16}), (True, {17, 0})])
def test_hours_the_court_fixed_are_never_shortened_for_work(fixed, lengths):
    # A night's work of 8 hours leaves 16: 17 always take an hour of it, but on a day left free
    # (7 x 17 are more than 112).
    offered = windows(by_night(), Horizon(date(2026, 3, 2), 3), 2, 17, fixed=fixed)
    assert {(one.end - one.start) // 60 for found in offered.values() for one in found} == lengths
