"""Bookings made: the best of all there are, lawful, with the reason of who waits."""

from collections import Counter
from datetime import timedelta

import pytest
from attrs import evolve

from models.commitments import Commitment, CommitmentKind, Shift
from models.placement import Waiting
from planning.making import make_plan
from tests.models.plan_rules import world
from tests.planning.booking_worlds import (
    MONDAYS,
    SATURDAY,
    SATURDAYS,
    SUNDAY,
    drawn,
    holiday,
    person,
    project,
    region,
)
from tests.planning.every_booking import best_of_all, counted, musts, ways_to_be_seen, ways_to_work

S, M = SATURDAYS, MONDAYS


def days(report):
    return {one.person: tuple(each.day for each in one.sessions) for one in report.plan.bookings}


def why(report):
    return {(one.person, one.requirement): one.reason for one in report.plan.unbooked}


def values(report):
    return [tuple(stage.value for stage in one.stages) for one in report.plan.rounds]


def test_two_people_share_one_place_one_after_the_other():
    # The yard has one place: Saturdays 6 and 13 June, then 20 and 27 June. 20 June is 19 days
    # after 1 June: two whole weeks waited; 6 June none.
    report = make_plan(region(person("a"), person("b")))
    assert sorted(days(report).values()) == [(S[0], S[1]), (S[2], S[3])]
    assert values(report) == [(0, 0, 2, 0, 2 * 2 * 60)]
    assert all(one.proved for one in report.plan.rounds)


def test_a_holiday_is_skipped():
    report = make_plan(holiday(region(person("a")), S[1]))
    assert days(report) == {"a": (S[0], S[2])}


def test_two_people_kept_apart_are_seen_in_one_week_each_at_their_own_time():
    # Until 20 June there are three Mondays: both have all three, at nine and at ten.
    apart = {"kept_apart_from": ("b",)}
    people = person("a", 0, ("atr",), last=S[2], who=apart), person("b", 0, ("atr",), last=S[2])
    report = make_plan(region(*people, appointments={"service": 2}))
    assert days(report) == {"a": M[:3], "b": M[:3]}


def test_a_window_too_short_by_a_day_is_said():
    fits = region(person("a", last=S[1]))
    assert why(make_plan(fits)) == {}
    short = region(person("a", last=S[1] - timedelta(days=1)))
    report = make_plan(short)
    assert why(report) == {("a", "unpaid-work"): Waiting.WINDOW}
    assert report.plan.unbooked[0].sentence == (
        "No project within reach has days for 14 hours from 1 June 2026 to 12 June 2026."
    )


def test_who_finds_no_place_in_time_waits_because_all_is_full():
    # Two days each, until 13 June: only one of them can.
    place = region(person("a", last=S[1]), person("b", last=S[1]))
    report = make_plan(place)
    assert list(why(report).values()) == [Waiting.FULL]
    assert values(report)[0][:2] == (1, 1)
    said = "The one way to work the hours that would do is full on some day."
    assert report.plan.unbooked[0].sentence == said


def test_a_clash_with_worship_and_a_venue_out_of_reach_are_told_apart():
    shift = Shift(SATURDAY, 9 * 60, 12 * 60)
    firm = Commitment(CommitmentKind.WORSHIP, firm=True, shifts=(shift,))
    far = {"cannot_attend": ("depot",)}
    place = region(person("a", commitments=(firm,)), person("b", who=far))
    assert why(make_plan(place)) == {
        ("a", "unpaid-work"): Waiting.CLASH, ("b", "unpaid-work"): Waiting.REACH,
    }  # fmt: skip


def test_whoever_works_nights_is_booked_on_the_day_that_costs_no_work():
    # Fridays 22:00 to 06:00 end two and a half hours before leaving on Saturday at 08:30; nights
    # of Saturday from 06:00 meet the Saturday, not the Sunday.
    shifts = (Shift(4, 22 * 60, 30 * 60), Shift(SATURDAY, 6 * 60, 14 * 60))
    work = Commitment(CommitmentKind.WORK, firm=False, shifts=shifts)
    place = region(
        person("a", commitments=(work,)), projects=(project(weekdays=(SATURDAY, SUNDAY)),)
    )
    report = make_plan(place)
    assert {day.weekday() for day in days(report)["a"]} == {SUNDAY}
    assert values(report)[0][3] == 0


def test_work_stands_beside_the_treatment_and_the_group():
    wants = (world.Want("did"),)
    place = region(person("a", 14, ("atr",), wants=wants), projects=(project(weekdays=(0, 1)),))
    report = make_plan(place)
    assert [one.requirement for one in report.plan.bookings] == ["atr", "unpaid-work"]
    assert report.plan.bookings[0].sessions[0].day == M[0]
    # Mondays to 15 June begin with an appointment at 9 or 10: the work is on Tuesdays, ends at
    # 16:00 and leaves time before the group at 18:00.
    assert {day.weekday() for day in (each.day for each in report.plan.bookings[1].sessions)} == {1}
    assert musts(place, report.plan) == []


def test_two_days_a_week_make_a_short_window_do():
    weekend = (SATURDAY, SUNDAY)
    place = region(person("a", 28, last=S[1] + timedelta(days=1)),
                   projects=(project(weekdays=weekend),))  # fmt: skip
    assert why(make_plan(place)) == {("a", "unpaid-work"): Waiting.WINDOW}
    twice = evolve(place, work_days_a_week=2)
    assert len(days(make_plan(twice))["a"]) == 4


def test_few_appointments_a_week_make_somebody_wait():
    # Two at nine and ten each Monday by the hours; with one a week the second begins after three.
    place = region(person("a", 0, ("atr",)), person("b", 0, ("atr",)))
    assert values(make_plan(place))[0][2] == 0
    few = evolve(place, appointments={"service": 1})
    assert values(make_plan(few))[0][2] == 3


def test_people_kept_apart_share_no_day():
    who = {"kept_apart_from": ("b",)}
    place = region(person("a", who=who), person("b"), projects=(project(places=2),))
    report = make_plan(place)
    one, other = days(report).values()
    assert not {*one} & {*other}


def test_an_existing_window_of_twelve_months_binds_orders_of_its_day():
    # Sentenced on 2 June 2025, while work was to be done within twelve months: by 1 June 2026.
    sentenced = S[0] - timedelta(days=369)
    one = person("a")
    dates = evolve(one.case.dates, sentence=sentenced, conviction=sentenced)
    old = evolve(one, case=evolve(one.case, dates=dates))
    assert why(make_plan(region(old))) == {("a", "unpaid-work"): Waiting.WINDOW}


@pytest.mark.parametrize("seed", range(24))
def test_no_random_bookings_break_a_must_and_no_bound_crosses_its_value(seed):
    place = drawn(seed, 12)
    report = make_plan(place)
    assert musts(place, report.plan) == []
    for one in report.plan.rounds:
        assert [stage.aim for stage in one.stages if stage.bound > stage.value] == []
    total = [sum(column) for column in zip(*values(report), strict=True)] or [0] * 5
    everything = {"atr", "drr", "unpaid-work"}
    assert tuple(total) == counted(place, report.plan, everything)


@pytest.mark.parametrize("seed", range(8))
def test_tiny_bookings_are_the_best_of_all_there_are(seed):
    # Work alone, of three people: every way to work for each, all of them together.
    place = drawn(seed, 3, groups=False)
    people = tuple(evolve(one, treatments=()) for one in place.people)
    place = evolve(place, population=evolve(place.population, people=people))
    report = make_plan(place)
    found = values(report)[-1] if values(report) else (0,) * 5
    assert found == best_of_all(place, ways_to_work)
    assert all(one.proved for one in report.plan.rounds)


@pytest.mark.parametrize("seed", range(6))
def test_tiny_appointments_are_the_best_of_all_there_are(seed):
    place = drawn(seed, 2, groups=False)
    people = tuple(
        evolve(one, unpaid_work_hours=0, treatments=("atr",), last=M[6]) for one in place.people
    )
    place = evolve(place, population=evolve(place.population, people=people))
    assert values(make_plan(place))[0] == best_of_all(place, ways_to_be_seen)


@pytest.mark.parametrize("seed", range(6))
def test_one_more_place_never_hurts(seed):
    place = drawn(seed, 8, groups=False)
    roomy = evolve(
        place,
        timetable=evolve(
            place.timetable,
            projects=tuple(evolve(one, places=one.places + 1) for one in place.timetable.projects),
        ),
    )
    before, after = (values(make_plan(one)) for one in (place, roomy))
    assert [after[at] <= before[at] for at in range(len(before))] == [True] * len(before)


def test_stopped_at_once_there_are_lawful_bookings_all_the_same():
    place = drawn(5, 8)
    report = make_plan(place, halted=lambda: True)
    assert musts(place, report.plan) == []
    assert len(report.plan.rounds) > 0


def test_whoever_asks_for_nothing_has_no_bookings_and_no_rounds():
    report = make_plan(world.region(world.person("a")))
    assert (report.bookings, report.plan.rounds) == (None, ())


def test_loads_of_projects_and_providers_add_up():
    place = drawn(3, 10)
    report = make_plan(place)
    worked = Counter(
        each.day for one in report.plan.bookings if one.requirement == "unpaid-work"
        for each in one.sessions
    )  # fmt: skip
    told = Counter()
    for one in report.bookings.days:
        told[one.day] += one.people
        assert one.people + one.taken <= one.places
    assert told == worked
    given = sum(len(one.sessions) for one in report.plan.bookings) - worked.total()
    assert sum(one.appointments for one in report.bookings.weeks) == given
