"""The aims of a plan, each reckoned by hand."""

from datetime import date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from models.commitments import Commitment, CommitmentKind, DateRange, Extra, Shift
from models.moments import MINUTES_A_DAY
from models.placement import Placement, PlanAim
from models.plan_rules import each_measured, measure_plan
from models.plan_rules.measures import PlanMeasures, _on
from models.population import Want
from models.timetable import Slot
from tests.models.plan_rules.world import (
    JUNE,
    LATER,
    SEPTEMBER,
    TUESDAY,
    did,
    person,
    placed,
    plan,
    region,
    tsp,
)


def measured(place, *placements):
    return measure_plan(place, plan(place.people, *placements))


def test_nobody_costs_nothing():
    assert measured(region()) == PlanMeasures()


def test_every_programme_without_a_place_counts_its_priority_and_its_person_once():
    place = region(person("a", Want("did", 3), Want("tsp", 2)), person("b", Want("did", 4)))
    found = measured(place, *placed("b", JUNE))
    assert (found.priority_unmet, found.cannot_finish) == (3 + 2, 1)


@pytest.mark.parametrize(
    ("first", "weeks"),
    [
        (date(2026, 6, 2), 0),  # the day itself
        (date(2026, 5, 27), 0),  # six days
        (date(2026, 5, 26), 1),
        (date(2026, 4, 20), 6),  # 43 days
    ],
)
def test_whole_weeks_are_waited_from_the_first_day_to_the_first_session(first, weeks):
    place = region(person("a", first=first))
    assert measured(place, *placed("a", JUNE)).weeks_waited == weeks


def test_each_of_two_programmes_is_waited_for():
    # To 8 July 37 days, to 8 September 99.
    place = region(person("a", "did", "tsp"))
    assert measured(place, *placed("a", LATER, SEPTEMBER)).weeks_waited == 37 // 7 + 99 // 7


def test_the_way_is_gone_out_and_back_for_every_session():
    place = region(person("a"))
    assert measured(place, *placed("a", JUNE)).travel_minutes == 14 * (30 + 30)


def test_two_sessions_at_one_venue_within_the_hour_are_one_visit():
    # Fourteen Tuesdays with both, one more with tsp alone: fifteen visits.
    tuesday = evolve(tsp(), slots=(Slot(TUESDAY, 15 * 60, 17 * 60 + 30),))
    place = region(person("a", "did", "tsp"), groups=(did(), tuesday))
    first, last = date(2026, 6, 2), date(2026, 9, 8)
    other = Placement("a", "tsp", "tsp-wed@2026-06-02", "tsp-wed", first, last)
    assert measured(place, *placed("a", JUNE), other).travel_minutes == 15 * 60


def test_between_two_venues_of_one_visit_the_way_between_is_gone():
    tuesday = evolve(tsp(), slots=(Slot(TUESDAY, 15 * 60, 17 * 60 + 30),), venue="hall")
    place = region(person("a", "did", "tsp"), groups=(did(), tuesday))
    place = evolve(place, timetable=evolve(place.timetable, travel={("office", "hall"): 10}))
    first, last = date(2026, 6, 2), date(2026, 9, 8)
    other = Placement("a", "tsp", "tsp-wed@2026-06-02", "tsp-wed", first, last)
    found = measured(place, *placed("a", JUNE), other)
    assert found.travel_minutes == 14 * (30 + 10 + 30) + 60


def shifts(start: int, end: int, kind: CommitmentKind = CommitmentKind.WORK, **more) -> Commitment:
    return Commitment(kind, False, shifts=(Shift(TUESDAY, start, end),), **more)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (9 * 60, 17 * 60 + 30, 0),  # leaves for the session when work ends
        (9 * 60, 17 * 60 + 31, 1),
        (16 * 60, 24 * 60, 210),  # from 17:30 to 21:00
        (20 * 60 + 59, 30 * 60, 1),  # a night begun before the person is home
        (21 * 60, 30 * 60, 0),
    ],
)
def test_work_is_lost_to_a_session_and_the_ways(start, end, minutes):
    place = region(person("a", commitments=(shifts(start, end),)))
    assert measured(place, *placed("a", JUNE)).work_minutes == 14 * minutes


def test_a_minute_of_work_and_a_course_at_once_is_lost_once():
    both = (shifts(18 * 60, 19 * 60), shifts(18 * 60 + 30, 19 * 60, CommitmentKind.EDUCATION))
    place = region(person("a", commitments=both))
    assert measured(place, *placed("a", JUNE)).work_minutes == 14 * 60


def test_what_is_firm_is_no_work_lost():
    firm = evolve(shifts(21 * 60, 22 * 60), firm=True)
    place = region(person("a", commitments=(firm,)))
    assert measured(place, *placed("a", JUNE)).work_minutes == 0


def test_weeks_of_a_rota_and_days_off_are_counted_as_they_fall():
    # Every other Tuesday from 2 June: seven of fourteen; 16 June is taken off.
    rota = shifts(
        18 * 60,
        19 * 60,
        cycle_weeks=2,
        anchor=date(2026, 6, 1),
        free_weeks=(2,),
        off=(DateRange(date(2026, 6, 16), date(2026, 6, 16)),),
    )
    place = region(person("a", commitments=(rota,)))
    assert measured(place, *placed("a", JUNE)).work_minutes == 6 * 60


def test_an_extra_shift_is_lost_once():
    extra = Extra(datetime(2026, 6, 9, 19), datetime(2026, 6, 9, 20))
    place = region(
        person("a", commitments=(Commitment(CommitmentKind.WORK, False, extra=(extra,)),))
    )
    assert measured(place, *placed("a", JUNE)).work_minutes == 60


def test_the_whole_is_the_sum_of_the_people():
    place = region(person("a", Want("did", 2)), person("b", "tsp"))
    made = plan(place.people, *placed("b", LATER))
    assert [one.of(PlanAim.PRIORITY) for _, one in each_measured(place, made)] == [2, 0]
    total = sum((one for _, one in each_measured(place, made)), PlanMeasures())
    assert measure_plan(place, made) == total


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def rotas(draw):
    weeks = draw(st.integers(1, 4))
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 6),
                st.integers(0, MINUTES_A_DAY - 1),
                st.integers(1, MINUTES_A_DAY),
                st.integers(1, weeks),
            ),
            max_size=6,
        )
    )
    return Commitment(
        CommitmentKind.WORK,
        False,
        starts=draw(st.none() | days),
        ends=draw(st.none() | days),
        cycle_weeks=weeks,
        anchor=draw(days),
        shifts=tuple(Shift(day, start, start + length, week) for day, start, length, week in rows),
        off=tuple(
            DateRange(day, day + timedelta(days=9)) for day in draw(st.lists(days, max_size=2))
        ),
    )


@given(rotas(), days)
def test_the_evaluator_reads_a_rota_as_the_law_does(rota, first):
    last = first + timedelta(days=30)
    on = [first + timedelta(days=offset) for offset in range(31)]
    assert sorted(s for day in on for s in _on(rota, day)) == sorted(rota.between(first, last))
