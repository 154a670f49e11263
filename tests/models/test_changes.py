"""What-ifs: each says what it does, does it to a copy, and adds to the others."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from models.catalogue import load
from models.changes import (
    AddFacilitators,
    AddGroup,
    AddHoliday,
    CloseGroup,
    LoseRoom,
    MoreArrivals,
    MoveGroup,
    Resize,
    ResizeProject,
)
from models.difference import Difference
from models.region import Staffing
from models.runs import runs
from models.timetable import Project, Slot
from tests.models.plan_rules.world import (
    EVENING,
    FIRST,
    FRIDAY,
    THURSDAY,
    TUESDAY,
    did,
    group,
    person,
    region,
    tsp,
)

PLACE = region(
    person("a"),
    staffing=(Staffing("town", 10, sessions_each=4), Staffing("office", rooms=2)),
)
FRIDAYS = group("did-fri", "did", FRIDAY, places=8)


def run_ids(place, id):
    found = place.group(id)
    entry = load().entry(found.programme)
    return [run.id for run in runs(found, entry, place.timetable, FIRST, date(2027, 12, 31))]


def test_a_group_more_is_there_and_the_region_before_has_it_not():
    changed = AddGroup(FRIDAYS).apply(PLACE)
    assert [one.id for one in changed.timetable.groups] == ["did-tue", "tsp-wed", "did-fri"]
    assert [one.id for one in PLACE.timetable.groups] == ["did-tue", "tsp-wed"]


def test_a_group_closed_runs_what_ends_the_day_before():
    # The cohort of June ends on Tuesday 1 September.
    assert run_ids(CloseGroup("did-tue", date(2026, 9, 2)).apply(PLACE), "did-tue") == [
        "did-tue@2026-06-02"
    ]
    assert run_ids(CloseGroup("did-tue", date(2026, 9, 1)).apply(PLACE), "did-tue") == []


def test_a_group_closed_before_it_begins_is_gone():
    assert CloseGroup("did-tue", FIRST).apply(PLACE).group("did-tue") is None


def test_a_group_moved_meets_at_the_new_time_and_its_cohorts_start_then():
    thursday = (Slot(THURSDAY, *EVENING),)
    moved = MoveGroup("did-tue", thursday, "hall").apply(PLACE)
    found = moved.group("did-tue")
    assert (found.slots, found.venue) == (thursday, "hall")
    assert found.starts == (date(2026, 6, 4), date(2026, 9, 10))
    assert run_ids(moved, "did-tue") == ["did-tue@2026-06-04", "did-tue@2026-09-10"]


def test_a_group_moved_by_the_hour_keeps_its_venue_and_its_starts():
    moved = MoveGroup("did-tue", (Slot(TUESDAY, 600, 750),)).apply(PLACE).group("did-tue")
    assert (moved.venue, moved.starts) == ("office", did().starts)


def test_a_group_of_another_size_has_so_many_places():
    assert Resize("tsp-wed", 9).apply(PLACE).group("tsp-wed").places == 9


def test_a_project_of_another_size_leaves_a_group_of_the_same_name_as_it_is():
    days = (Slot(FRIDAY, 9 * 60, 16 * 60),)
    yard = Project("tsp-wed", "Yard", "office", days, FIRST, FIRST, 12)
    place = evolve(PLACE, timetable=evolve(PLACE.timetable, projects=(yard,)))
    changed = ResizeProject("tsp-wed", 9).apply(place)
    assert changed.project("tsp-wed").places == 9
    assert changed.group("tsp-wed") == tsp()
    assert Resize("tsp-wed", 9).apply(place).project("tsp-wed") == yard


@pytest.mark.parametrize(("number", "sessions"), [(1, 14), (-2, 2), (-3, 0)])
def test_each_facilitator_is_so_many_sessions_and_there_are_never_fewer_than_none(number, sessions):
    assert AddFacilitators("town", number).apply(PLACE).staffing[0].sessions == sessions


def test_a_room_is_lost_on_its_days_and_twice_where_it_is_lost_twice():
    first, last = date(2026, 6, 8), date(2026, 6, 12)
    lost = LoseRoom("office", first, last)
    one, two = lost.apply(PLACE), lost.apply(lost.apply(PLACE))
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [one.rooms_on("office", day) for day in days] == [2, 1, 1, 2]
    assert [two.rooms_on("office", day) for day in days] == [2, 0, 0, 2]


def test_nobody_meets_on_a_holiday_and_the_run_ends_a_week_later():
    changed = AddHoliday(date(2026, 6, 9)).apply(PLACE)
    entry = load().entry("did")
    (before, *_), (after, *_) = (
        runs(place.group("did-tue"), entry, place.timetable, FIRST, date(2027, 12, 31))
        for place in (PLACE, changed)
    )
    assert after.last == before.last + timedelta(days=7)


def people(number, area="town"):
    return tuple(evolve(person(f"p{place}"), area=area) for place in range(number))


@pytest.mark.parametrize(
    ("percent", "number"), [(0, 10), (10, 11), (19, 11), (20, 12), (100, 20), (-10, 9), (-100, 0)]
)
def test_ten_people_and_so_many_percent_more(percent, number):
    assert len(MoreArrivals(percent).apply(region(*people(10))).people) == number


def test_those_more_are_like_others_under_names_of_their_own():
    (one,) = people(1)
    changed = MoreArrivals(200).apply(region(one))
    assert [each.reference for each in changed.people] == ["p0", "p0+1", "p0+2"]
    assert [each.case.person.reference for each in changed.people] == ["p0", "p0+1", "p0+2"]
    assert {each.wants for each in changed.people} == {one.wants}


def test_more_arrivals_may_speak_of_an_area_or_a_programme_only():
    there = (*people(2), evolve(person("x", "tsp"), area="county"))
    place = region(*there)
    assert len(MoreArrivals(100, area="county").apply(place).people) == 4
    assert len(MoreArrivals(100, programme="did").apply(place).people) == 5
    assert len(MoreArrivals(100, "did", "county").apply(place).people) == 3


def test_the_population_itself_stays_as_it_was_read():
    changed = MoreArrivals(100).apply(PLACE)
    assert changed.population == PLACE.population


ALL = (
    AddGroup(FRIDAYS),
    CloseGroup("tsp-wed", date(2026, 12, 1)),
    MoveGroup("did-tue", (Slot(THURSDAY, *EVENING),)),
    Resize("did-tue", 10),
    AddFacilitators("town", -1),
    LoseRoom("office", date(2026, 6, 8), date(2026, 6, 12)),
    AddHoliday(date(2026, 12, 24)),
    MoreArrivals(10, programme="did"),
)


def test_every_change_is_told_in_a_sentence():
    assert [change.sentence for change in ALL] == [
        "Add did-fri: did at office, Friday 18:00-20:30, 8 places.",
        "Close tsp-wed from 2026-12-01.",
        "Move did-tue to Thursday 18:00-20:30.",
        "Give did-tue 10 places.",
        "Lose 1 facilitator at town.",
        "Lose a room at office from 2026-06-08 to 2026-06-12.",
        "Hold no session on 2026-12-24.",
        "Expect 10 percent more people for did.",
    ]


def test_differences_add():
    one, other = Difference(ALL[:3], "one"), Difference(ALL[3:], "other")
    both = one + other
    assert both.apply(PLACE) == other.apply(one.apply(PLACE))
    assert (both.name, both.changes) == ("one + other", ALL)


def test_nothing_changed_is_the_region_itself():
    assert Difference().apply(PLACE) == PLACE
    assert Difference(ALL) + Difference() == Difference(ALL)


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (AddGroup(did()), 'there is a group "did-tue" already'),
        (AddGroup(evolve(FRIDAYS, venue="barn")), 'there is no venue "barn"'),
        (CloseGroup("x", FIRST), 'there is no group "x"'),
        (MoveGroup("x", ()), 'there is no group "x"'),
        (MoveGroup("did-tue", (), "barn"), 'there is no venue "barn"'),
        (Resize("x", 3), 'there is no group "x"'),
        (ResizeProject("x", 3), 'there is no project "x"'),
        (AddFacilitators("office", 1), 'no facilitators are stated at "office"'),
        (LoseRoom("hall", FIRST, FIRST), 'the rooms of "hall" are not stated'),
        (LoseRoom("barn", FIRST, FIRST), 'there is no venue "barn"'),
    ],
)
def test_what_cannot_be_changed_is_said(change, mistake):
    assert change.mistake(PLACE) == mistake


def test_a_group_is_not_moved_to_where_its_venue_is_shut():
    opened = evolve(PLACE, hours={"office": (Slot(TUESDAY, 8 * 60, 20 * 60 + 30),)})
    later = (Slot(TUESDAY, EVENING[0] + 1, EVENING[1] + 1),)
    assert MoveGroup("did-tue", did().slots).mistake(opened) == ""
    said = "office is not open on Tuesday 18:01-20:31"
    assert MoveGroup("did-tue", later).mistake(opened) == said


def test_each_change_is_held_to_what_those_before_it_made():
    closed = CloseGroup("did-fri", date(2026, 12, 1))
    assert Difference((AddGroup(FRIDAYS), closed)).mistakes(PLACE) == {}
    assert Difference((closed, AddGroup(FRIDAYS))).mistakes(PLACE) == {
        0: 'there is no group "did-fri"'
    }


def test_a_change_to_one_group_leaves_the_others_alone():
    untouched = Resize("did-tue", 3).apply(PLACE)
    assert untouched.group("tsp-wed") == tsp()


WEDNESDAYS, THURSDAYS = (Slot(2, *EVENING),), (Slot(THURSDAY, *EVENING),)
AUTUMN = date(2026, 9, 2)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (Resize("did-tue", 5), Resize("did-tue", 6)),
        (CloseGroup("did-tue", AUTUMN), CloseGroup("did-tue", AUTUMN + timedelta(days=90))),
        (MoveGroup("did-tue", WEDNESDAYS), MoveGroup("did-tue", THURSDAYS)),
        (CloseGroup("did-tue", FIRST), Resize("did-tue", 6)),
        (CloseGroup("did-tue", FIRST), MoveGroup("did-tue", THURSDAYS)),
    ],
)
def test_two_changes_that_say_otherwise_of_one_group_contradict_each_other(before, then):
    added = Difference((before,)) + Difference((then,))
    said = f'contradicts a change before it: "{before.sentence}"'
    assert added.mistakes(PLACE) == {1: said}


@pytest.mark.parametrize(
    "then",
    [
        Resize("did-tue", 5),
        Resize("tsp-wed", 6),
        MoveGroup("did-tue", THURSDAYS),
        CloseGroup("did-tue", AUTUMN),
        AddFacilitators("town", 1),
    ],
)
def test_changes_of_other_things_and_the_same_change_twice_contradict_nothing(then):
    added = Difference((Resize("did-tue", 5), AddFacilitators("town", 1), then))
    assert added.mistakes(PLACE) == {}


def test_a_group_closed_later_may_be_given_other_places_until_then():
    added = Difference((CloseGroup("did-tue", AUTUMN), Resize("did-tue", 6)))
    assert added.mistakes(PLACE) == {}


@pytest.mark.parametrize(
    ("change", "days"),
    [
        (AddHoliday(date(2031, 1, 1)), "2031-01-01"),
        (LoseRoom("office", date(2025, 1, 1), date(2025, 2, 1)), "2025-01-01 to 2025-02-01"),
    ],
)
def test_days_outside_the_region_are_no_change(change, days):
    said = f"{days} is outside the region's dates, 2026-01-05 to 2027-12-31"
    assert change.mistake(PLACE) == said
