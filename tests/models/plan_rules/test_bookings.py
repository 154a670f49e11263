"""Bookings read by the clerk: each rule kept, broken by one, and on the boundary."""

from collections import Counter
from datetime import date, timedelta

import pytest
from attrs import evolve

from models.commitments import Commitment, CommitmentKind, DateRange, Shift
from models.placement import Attendance, Booking
from models.plan_rules import each_booked, faults
from models.sources import Force
from tests.models.plan_rules import world
from tests.planning.booking_worlds import (
    DAY,
    FIRST,
    MONDAYS,
    SATURDAY,
    SATURDAYS,
    at_work,
    holiday,
    person,
    plan,
    project,
    provider,
    region,
    seen,
)

S, M = SATURDAYS, MONDAYS


def musts(place, *bookings):
    found = faults(place, plan(place, *bookings))
    return Counter(fault.rule for fault in found if fault.force is Force.MUST)


def test_two_saturdays_are_fourteen_hours():
    assert musts(region(person("a")), at_work("a", S[0], S[1])) == Counter()


def test_a_project_exactly_full_is_lawful_and_one_too_many_is_not():
    # Two places: two people on each day, then three.
    place = region(person("a"), person("b"), person("c"), projects=(project(places=2),))
    two = [at_work("a", S[0], S[1]), at_work("b", S[0], S[1])]
    assert musts(place, *two) == Counter()
    assert musts(place, *two, at_work("c", S[1], S[2])) == Counter({"booking.places": 1})


def test_who_works_there_before_takes_a_place():
    place = region(person("a"), projects=(project(places=2, taken=2),))
    assert musts(place, at_work("a", S[0], S[1])) == Counter({"booking.places": 1})
    freed = evolve(place, taken={"yard": 1})
    assert musts(freed, at_work("a", S[0], S[1])) == Counter()


def test_nobody_works_on_a_holiday_or_a_closed_day():
    place = region(person("a"))
    booking = at_work("a", S[0], S[1])
    assert musts(holiday(place, S[1]), booking) == Counter({"booking.known": 1})
    shut = region(person("a"), projects=(project(closures=(DateRange(S[1], S[1]),)),))
    assert musts(shut, booking) == Counter({"booking.known": 1})


def test_a_day_beyond_the_order_is_not_in_time():
    place = region(person("a", last=S[1]))
    assert musts(place, at_work("a", S[0], S[1])) == Counter()
    short = region(person("a", last=S[1] - timedelta(days=1)))
    assert musts(short, at_work("a", S[0], S[1])) == Counter({"booking.window": 1})


def test_nobody_begins_before_their_first_day():
    place = region(person("a", first=S[0] + timedelta(days=1)))
    assert musts(place, at_work("a", S[0], S[1])) == Counter({"booking.window": 1})


def test_the_hours_are_worked_and_no_day_more():
    # 21 hours are three days of seven: two are too few, four too many.
    place = region(person("a", 21))
    assert musts(place, at_work("a", *S[:2])) == Counter({"unpaid-work.hours": 1})
    assert musts(place, at_work("a", *S[:3])) == Counter()
    assert musts(place, at_work("a", *S[:4])) == Counter({"unpaid-work.hours": 1})


def test_two_people_kept_apart_work_on_no_day_together():
    who = {"kept_apart_from": ("b",)}
    place = region(person("a", who=who), person("b"), projects=(project(places=2),))
    assert musts(place, at_work("a", S[0], S[1]), at_work("b", S[2], S[3])) == Counter()
    shared = musts(place, at_work("a", S[0], S[1]), at_work("b", S[1], S[2]))
    assert shared == Counter({"booking.apart": 1})


def test_one_day_a_week_unless_the_plan_has_more():
    weekdays = (SATURDAY, 6)
    place = region(person("a"), projects=(project(weekdays=weekdays),))
    booking = at_work("a", S[0], S[0] + timedelta(days=1))
    assert musts(place, booking) == Counter({"booking.pace": 1})
    assert musts(evolve(place, work_days_a_week=2), booking) == Counter()


def test_a_venue_out_of_reach_and_a_barred_offence_are_faults():
    far = region(person("a", who={"cannot_attend": ("depot",)}))
    assert musts(far, at_work("a", S[0], S[1])) == Counter({"places.barred": 1})
    barred = region(person("a"), projects=(project(bars=("drink-driving",)),))
    assert musts(barred, at_work("a", S[0], S[1])) == Counter({"places.barred": 1})


def test_worship_on_a_day_of_work_is_a_clash():
    shift = Shift(SATURDAY, 16 * 60 + 15, 17 * 60)
    firm = Commitment(CommitmentKind.WORSHIP, firm=True, shifts=(shift,))
    # Back home at 16:30, a quarter of an hour into it; from 16:30 on it stands beside it.
    place = region(person("a", commitments=(firm,)))
    assert musts(place, at_work("a", S[0], S[1])) == Counter({"clashes.firm": 1})
    later = evolve(firm, shifts=(Shift(SATURDAY, 16 * 60 + 30, 17 * 60),))
    assert musts(region(person("a", commitments=(later,))), at_work("a", S[0], S[1])) == Counter()


def test_a_clinic_sees_one_at_a_time():
    place = region(person("a", 0, ("atr",)), person("b", 0, ("atr",)))
    first = seen("a", *M[:3])
    assert musts(place, first, seen("b", *M[:3], start=10 * 60)) == Counter()
    assert musts(place, first, seen("b", *M[2:5])) == Counter({"booking.at-once": 1})


def test_appointments_of_a_week_are_no_more_than_stated():
    place = region(person("a", 0, ("atr",)), person("b", 0, ("atr",)))
    both = seen("a", *M[:3]), seen("b", *M[:3], start=10 * 60)
    assert musts(evolve(place, appointments={"service": 2}), *both) == Counter()
    few = evolve(place, appointments={"service": 1})
    assert musts(few, *both) == Counter({"booking.appointments": 1})


def test_appointments_are_as_many_and_as_far_apart_as_the_provider_has_them():
    place = region(person("a", 0, ("atr",)))
    assert musts(place, seen("a", *M[:2])) == Counter({"treatment.number": 1})
    # A week left out: the second lies in no period of its own.
    assert musts(place, seen("a", M[0], M[2], M[3])) == Counter({"treatment.cadence": 1})


@pytest.mark.parametrize("start", [8 * 60 + 30, 9 * 60 + 10, 10 * 60 + 30])
def test_an_appointment_lies_within_the_hours_on_a_step(start):
    # Hours from 9 to 11, steps of half an hour: too early, between steps, too late to end by 11.
    place = region(person("a", 0, ("atr",)))
    assert musts(place, seen("a", *M[:3], start=start)) == Counter({"booking.known": 1})


def test_every_requirement_is_answered_for_once():
    place = region(person("a"))
    nothing = evolve(plan(place), unbooked=())
    assert Counter(fault.rule for fault in faults(place, nothing)) == Counter(
        {"booking.answered": 1}
    )
    twice = plan(place, at_work("a", S[0], S[1]), at_work("a", S[2], S[3]))
    assert "booking.answered" in {fault.rule for fault in faults(place, twice)}


def test_what_nobody_asked_for_is_not_booked():
    # No hours are asked for, so two days are two more than they need as well.
    place = region(person("a", 0, ("atr",)))
    found = musts(place, at_work("a", S[0], S[1]))
    assert {"booking.known", "booking.answered"} <= found.keys()


def test_a_session_of_a_group_and_a_day_of_work_leave_time_to_go_home():
    # did meets on Tuesdays from 18:00; a day that ends at 16:00 leaves two hours, one that ends at
    # 17:30 leaves half an hour: 60 minutes of ways.
    wants = (world.Want("did"),)
    tuesdays = [date(2026, 6, 2), date(2026, 6, 9)]
    for end, wrong in ((16 * 60, 0), (17 * 60 + 30, 1)):
        slot = world.Slot(1, end - 7 * 60, end)
        place = region(person("a", wants=wants), projects=(evolve(project(), days=(slot,)),))
        sessions = tuple(Attendance(day, slot.start, slot.end) for day in tuesdays)
        made = evolve(
            plan(place, Booking("a", "unpaid-work", "yard", sessions)),
            placements=world.placed("a", world.JUNE),
        )
        found = Counter(one.rule for one in faults(place, made) if one.force is Force.MUST)
        assert found["clashes.together"] == wrong


def test_a_booking_is_counted_from_its_days():
    # Two Saturdays from home at 08:30 to home at 16:30; work from 12:00 to 20:00 on the first
    # only: 270 minutes. The first Saturday is five days after the Monday: no whole week. Ways of
    # an hour a day.
    shift = Shift(SATURDAY, 12 * 60, 20 * 60)
    work = Commitment(CommitmentKind.WORK, firm=False, shifts=(shift,), ends=S[0])
    place = region(person("a", commitments=(work,)))
    ((_, code, held),) = each_booked(place, plan(place, at_work("a", S[0], S[1])))
    assert (code, held.weeks_waited, held.work_minutes, held.travel_minutes) == (
        "unpaid-work", 0, 270, 120,
    )  # fmt: skip
    assert (held.priority_unmet, held.cannot_finish) == (0, 0)


def test_who_is_not_booked_is_one_unit_unmet():
    place = region(person("a", 14, ("atr",)))
    held = [(code, one.priority_unmet, one.cannot_finish) for _, code, one in
            each_booked(place, plan(place))]  # fmt: skip
    assert held == [("atr", 1, 1), ("unpaid-work", 1, 1)]


def test_providers_that_agree_to_nothing_give_nothing():
    place = region(person("a", 0, ("atr",)), providers=(provider(agrees=False),))
    assert musts(place, seen("a", *M[:3])) == Counter({"booking.known": 1})


def test_days_are_of_the_projects_times():
    place = region(person("a"))
    early = Booking("a", "unpaid-work", "yard", (Attendance(S[0], DAY[0] - 60, DAY[1]),
                                                 Attendance(S[1], *DAY)))  # fmt: skip
    assert musts(place, early)["booking.known"] == 1
    assert S[0] > FIRST
