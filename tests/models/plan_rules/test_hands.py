"""Facilitators by the week, rooms by the minute."""

from datetime import date

import pytest
from attrs import evolve

from models.commitments import DateRange
from models.placement import Placement
from models.region import LostRoom, Staffing
from models.timetable import Slot
from tests.models.plan_rules.world import (
    EVENING,
    JUNE,
    NOTHING,
    ROLLING,
    TUESDAY,
    did,
    found,
    must,
    person,
    placed,
    region,
    tsp,
)

PEOPLE = (person("a"), person("b", "tsp"))
BOTH = (*placed("a", JUNE), *placed("b", ROLLING))


@pytest.mark.parametrize("place", ["town", "office"])
@pytest.mark.parametrize(("sessions", "expected"), [(2, NOTHING), (1, must("plan.facilitators"))])
def test_two_groups_a_week_need_two_sessions_of_facilitators(place, sessions, expected):
    staffed = region(*PEOPLE, staffing=(Staffing(place, sessions),))
    assert found(staffed, *BOTH) == expected


def test_facilitators_elsewhere_run_nothing_here():
    groups = (did(venue="hall"), tsp(venue="hall"))
    staffed = region(*PEOPLE, groups=groups, staffing=(Staffing("office", 0),))
    assert found(staffed, *BOTH) == NOTHING


def test_who_was_there_before_is_taught_whatever_the_plan_says():
    # Each group is held anyhow; two sessions a week are beyond one, and the plan adds none.
    groups = (did(taken=1), tsp(taken=1))
    staffed = region(*PEOPLE, groups=groups, staffing=(Staffing("town", 1),))
    assert found(staffed, *BOTH) == NOTHING


def test_what_the_plan_adds_to_what_is_held_anyhow_is_counted():
    staffed = region(*PEOPLE, groups=(did(taken=1), tsp()), staffing=(Staffing("town", 1),))
    assert found(staffed, *BOTH) == must("plan.facilitators")


def one_day(start: int) -> tuple:
    """Both groups on Tuesdays at the office, tsp from `start`."""
    slots = (Slot(TUESDAY, start, start + 150),)
    return (did(), evolve(tsp(), slots=slots, id="tsp-wed"))


@pytest.mark.parametrize(
    ("start", "rooms", "expected"),
    [
        (EVENING[0] - 150, 1, NOTHING),  # one ends as the other begins
        (EVENING[0] - 149, 1, must("plan.rooms")),
        (EVENING[0] - 149, 2, NOTHING),
    ],
)
def test_groups_at_once_need_a_room_each(start, rooms, expected):
    people = (person("a"), person("b", "tsp"))
    place = region(*people, groups=one_day(start), staffing=(Staffing("office", rooms=rooms),))
    first, last = date(2026, 6, 2), date(2026, 9, 8)
    tuesday = Placement("b", "tsp", "tsp-wed@2026-06-02", "tsp-wed", first, last)
    assert found(place, *placed("a", JUNE), tuesday) == expected


@pytest.mark.parametrize(
    ("last_without", "expected"),
    [(date(2026, 6, 1), NOTHING), (date(2026, 6, 2), must("plan.rooms"))],
)
def test_a_room_lost_is_missing_on_its_days(last_without, expected):
    lost = LostRoom("office", DateRange(date(2026, 5, 1), last_without))
    place = region(person("a"), staffing=(Staffing("office", rooms=1),), lost_rooms=(lost,))
    assert found(place, *placed("a", JUNE)) == expected
