"""Rest after a night of work: told beside the work that is lost, and no part of it."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve

from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, DateRange, Extra, Shift
from models.facts import Facts
from models.moments import local
from models.rest import rests
from models.suitability import findings
from models.wishes import Wishes
from optimiser.aims.clashes import clashes, rest_taken
from optimiser.aims.measure import measure
from optimiser.attending import Slot
from optimiser.days import Days
from optimiser.results import Options
from optimiser.wishing import under_wishes
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable
from tests.models.rules.build import (
    START,
    case,
    contact,
    day,
    every_night,
    exactly,
    facts,
    package,
    planned,
    should,
)

# Night is 23:00 to 06:00, three hours of it make a night's work, and eight hours of rest follow.
NIGHT = (
    should("rest", "night-start", "23:00"),
    should("rest", "night-end", "06:00"),
    should("rest", "night-hours", exactly(3)),
    should("rest", "rest-hours", exactly(8)),
)
TEN_AT_NIGHT, SIX = 22 * 60, 30 * 60


def nights(start: int = TEN_AT_NIGHT, end: int = SIX, **more) -> Commitment:
    shifts = tuple(Shift(weekday, start, end) for weekday in range(7))
    return Commitment(CommitmentKind.WORK, firm=False, title="nights", shifts=shifts, **more)


def world(*commitments, rulings=NIGHT):
    return facts(*rulings, case=case(commitments=commitments))


def stretches(*commitments, on=START):
    return [
        (start.strftime("%a %H:%M"), end.strftime("%a %H:%M"))
        for rest in rests(world(*commitments))
        for start, end in rest.on(on)
    ]


@pytest.mark.parametrize(
    ("start", "end", "rested"),
    [
        ((22, 0), (6, 0), [("06:00", "14:00")]),  # seven hours of the night
        ((18, 0), (2, 0), [("02:00", "10:00")]),  # three, 23:00 to 02:00
        ((18, 0), (1, 59), []),  # a minute less
        ((3, 0), (11, 0), [("11:00", "19:00")]),  # three, 03:00 to 06:00
        ((3, 1), (11, 0), []),
        ((9, 0), (17, 0), []),
    ],
)
def test_a_shift_with_three_hours_of_the_night_is_followed_by_eight_of_rest(start, end, rested):
    begins, ends = start[0] * 60 + start[1], end[0] * 60 + end[1]
    ends += 1440 if ends < begins else 0
    found = stretches(nights(begins, ends))
    assert [(one[-5:], other[-5:]) for one, other in found] == rested


def test_nights_off_and_the_end_of_a_job_are_nights_without_rest():
    held = nights(off=(DateRange(START, START),), ends=day(1))
    assert stretches(held) == []
    assert len(stretches(held, on=day(1))) == 1
    assert stretches(held, on=day(2)) == []


def test_an_extra_night_is_rested_after_and_other_nights_away_from_bed_are_not():
    at = datetime.combine(day(1), datetime.min.time())
    extra = Extra(at - timedelta(hours=2), at + timedelta(hours=6))
    [rest] = rests(world(Commitment(CommitmentKind.WORK, firm=True, extra=(extra,))))
    assert list(rest.on(day(1))) == [(local(day(1), 6 * 60), local(day(1), 14 * 60))]
    assert (rest.firm, rest.title) == (False, "rest after work")
    care = Commitment(CommitmentKind.CARING, firm=False, shifts=nights().shifts)
    assert rests(world(care)) == ()


@pytest.mark.parametrize(
    ("start", "work", "rest"),
    [
        ("14:30", 0, 0),  # leaves home at 14:00, as the rest ends
        ("14:29", 0, 1),
        ("09:00", 0, 120),  # 08:30 to 10:30
        ("05:45", 45, 75),  # 05:15 to 07:15: 45 of the shift, 75 of rest
    ],
)
def test_minutes_of_rest_stand_beside_minutes_of_work_lost_and_cost_nothing(start, work, rest):
    known = world(nights())
    held = package(sessions=[contact(1, start)])
    measures = measure(held, known)
    assert (measures.work, measures.rest) == (work, rest)
    assert sum(clash.minutes for clash in clashes(held, known)) == work
    assert sum(clash.minutes for clash in rest_taken(held, known)) == rest
    hour, minute = map(int, start.split(":"))
    begins = hour * 60 + minute
    slot = Slot(begins, begins + 60, "office")
    # The draft's own arithmetic knows of work and of no rest.
    [way] = Days(known).alone(day(1), (slot,))
    assert way.lost == work
    asleep = evolve(measures, rest=0)
    assert asleep.vector == measures.vector


def test_rest_in_the_hours_of_another_job_is_work():
    # Block 08:30 to 10:30, all of it rest, and from nine the second job as well.
    day_job = Commitment(
        CommitmentKind.WORK, firm=False, title="shop", shifts=(Shift(day(1).weekday(), 540, 780),)
    )
    known, held = world(nights(), day_job), package(sessions=[contact(1, "09:00")])
    assert (measure(held, known).work, measure(held, known).rest) == (90, 30)
    assert [(one.commitment, one.minutes) for one in clashes(held, known)] == [("shop", 90)]
    assert [(one.commitment, one.minutes) for one in rest_taken(held, known)] == [
        ("rest after nights", 30)
    ]


def test_the_rest_after_two_nights_at_once_is_counted_once():
    # A second employer's night of 22:00 to 05:00 is rested after until 13:00, the first's until
    # 14:00: a block of 12:30 to 14:30 takes 90 minutes, not 90 and 30.
    known = world(nights(), nights(end=29 * 60))
    held = package(sessions=[contact(1, "13:00")])
    assert measure(held, known).rest == 90
    assert [one.minutes for one in rest_taken(held, known)] == [90]


def test_each_session_of_a_visit_takes_its_own_part_of_the_rest():
    # At one office, 12:00 to 13:00 and 13:30 to 14:30: a block from 11:30 to 15:00. The first has
    # 11:30 to 13:00, the second 13:00 to 14:00, where the rest ends.
    held = package(sessions=[contact(1, "12:00"), contact(1, "13:30")])
    known = world(nights())
    assert [one.minutes for one in rest_taken(held, known)] == [90, 60]
    assert measure(held, known).rest == 150


def test_a_curfew_at_home_takes_no_rest():
    # 08:00 to 20:00 every day, over the rest from six to two.
    held = package(planned("curfew", months=1), curfew=every_night(8 * 60, 20 * 60))
    known = world(nights())
    assert (measure(held, known).rest, rest_taken(held, known)) == (0, ())


def test_the_rest_after_a_very_long_shift_is_seen_two_days_on():
    # Friday 17:00 to Saturday 16:59; rest to Sunday 00:59.
    friday = (4 - START.weekday()) % 7
    long = Commitment(
        CommitmentKind.WORK, firm=False, shifts=(Shift(4, 17 * 60, 40 * 60 + 59),)
    )
    held = package(sessions=[contact(friday + 2, "00:40")])
    # 00:10 to 02:10 on Sunday, of which 49 minutes to 00:59.
    assert [one.minutes for one in rest_taken(held, world(long))] == [49]


def test_where_no_row_says_what_a_night_is_nobody_rests():
    assert rests(world(nights(), rulings=NIGHT[:3])) == ()


def night_worker(**wished) -> Options:
    answered, region = read_case("night-worker").case, read_timetable("east-midlands").timetable
    on_offer = menu(load(), answered)
    known = Facts(answered, on_offer, region, findings(answered, on_offer))
    return under_wishes(known, Wishes(**wished)).options


def test_the_shipped_night_worker_is_told_of_the_rest_and_can_keep_it():
    [option] = night_worker().options
    assert option.measures.work == 0
    # Option 1 has whole days of unpaid work from nine, after a shift that ends at six.
    assert sum(one.minutes for one in option.rest) == option.measures.rest > 0
    assert any("rest after a night shift" in said for said in option.assumptions)
    assert any("eight hours after a night shift" in said for said in option.unverified)
    mornings = tuple(Shift(weekday, SIX - 1440, SIX - 1440 + 480) for weekday in range(5))
    [kept] = night_worker(never=mornings).options
    assert (kept.measures.work, kept.measures.rest, kept.rest) == (0, 0, ())
    assert not any("rest after" in said for said in (*kept.assumptions, *kept.unverified))
