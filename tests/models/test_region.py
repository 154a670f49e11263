"""What a region says of seats, numbers, rooms and appointments."""

from datetime import date

import pytest
from attrs import evolve

from models.catalogue import load
from models.region import Staffing
from models.runs import runs
from models.timetable import Project, Provider, Slot
from tests.models.plan_rules.world import FIRST, JUNE, SEPTEMBER, TUESDAY, did, group, region


def run(place):
    entry = load().entry("did")
    (one, _) = runs(place.group("did-tue"), entry, place.timetable, FIRST, date(2027, 12, 31))
    return one


@pytest.mark.parametrize(
    ("taken", "free"),
    [({}, 8), ({"did-tue": 0}, 12), ({"did-tue": 1, JUNE: 10}, 2), ({SEPTEMBER: 0}, 8)],
)
def test_what_is_free_turns_on_the_run_then_the_group_then_the_timetable(taken, free):
    place = region(groups=(did(taken=4),), taken=taken)
    assert place.free(run(place)) == free


def test_a_group_made_smaller_than_those_who_sit_there_has_no_place_free():
    place = region(groups=(did(places=3),), taken={"did-tue": 4})
    assert place.free(run(place)) == 0


def test_the_least_number_is_the_plans_then_the_guides_then_one():
    # noms-alcohol has LIAP in groups of eight to twelve; of DID it says nothing.
    catalogue = load()
    liap = group("liap", "liap", TUESDAY)
    place = region(groups=(did(), liap))
    assert place.least(liap, catalogue.entry("liap")) == 8
    assert place.least(did(), catalogue.entry("did")) == 1
    assert evolve(place, minimum={"liap": 5}).least(liap, catalogue.entry("liap")) == 5


def test_facilitators_of_an_area_serve_its_venues_and_those_of_a_venue_only_it():
    town, hall = Staffing("town", 5), Staffing("hall", 2)
    place = region(staffing=(town, hall))
    assert (place.staff_of("hall"), place.staff_of("office")) == ((town, hall), (town,))


def test_rooms_and_facilitators_of_a_venue_may_be_said_apart():
    place = region(staffing=(Staffing("office", 5), Staffing("office", rooms=3)))
    assert place.rooms_on("office", FIRST) == 3
    assert place.rooms_on("hall", FIRST) is None


def test_a_project_has_its_free_places_on_each_day_it_works():
    days = (Slot(0, 540, 960), Slot(5, 540, 960))
    project = Project("park", "Park", "hall", days, FIRST, FIRST, places=8, taken=3)
    place = region()
    place = evolve(place, timetable=evolve(place.timetable, projects=(project,)))
    assert place.places_a_day("park") == {0: 5, 5: 5}


@pytest.mark.parametrize(
    ("minutes", "appointments"),
    [
        (30, 6 + 2),  # 09:00 to 12:00 and an hour
        (60, 3 + 1),
        (45, 3 + 1),  # begun on the hour: the third ends at 11:45
        (61, 2 + 0),  # a step of half an hour: 09:00 and 10:30, ends at 11:31
    ],
)
def test_appointments_follow_each_other_on_the_providers_step(minutes, appointments):
    hours = (Slot(0, 9 * 60, 12 * 60), Slot(3, 14 * 60, 15 * 60))
    provider = Provider("clinic", "Clinic", "office", ("atr",), hours, step=30)
    assert region().appointments_a_week(provider, minutes) == appointments
