"""Two programmes side by side on one day: what a visit to both saves is each person's own."""

from attrs import evolve

from models.population import Want
from models.timetable import Slot, Venue
from planning.making import make_plan
from tests.models.plan_rules import world

TOWN, VILLAGE = 30, 50
BETWEEN = 20
# did from 14:00 to 16:30 at the office, tsp from 17:00 to 19:30 at the hall, both on Tuesdays.
AFTERNOON, EVENING = Slot(1, 14 * 60, 16 * 60 + 30), Slot(1, 17 * 60, 19 * 60 + 30)


def lived_in(place, *people):
    homes = {"town": TOWN, "village": VILLAGE}
    venues = {
        id: Venue(id, id.title(), areas=("town",), home_minutes=homes) for id in ("office", "hall")
    }
    did = evolve(world.did(), slots=(AFTERNOON,))
    tsp = evolve(world.tsp(venue="hall"), slots=(EVENING,))
    held = world.region(*people, groups=(did, tsp))
    travel = {("office", "hall"): BETWEEN}
    return evolve(held, timetable=evolve(held.timetable, venues=venues, travel=travel))


def living(reference, area):
    made = world.person(reference, Want("did"), Want("tsp"))
    case = evolve(made.case, person=evolve(made.case.person, area=area))
    return evolve(made, area=area, case=case)


def test_who_lives_farther_off_saves_more_by_one_visit():
    report = make_plan(lived_in("small", living("a", "town"), living("b", "village")))
    assert len(report.plan.placements) == 4
    # did is fourteen sessions and tsp fifteen, on fourteen Tuesdays in common. A visit to both is
    # home, 20 minutes, home; the one to tsp alone there and back: 14 x (2 x 30 + 20) + 2 x 30 =
    # 1,180 minutes from the town, 14 x (2 x 50 + 20) + 2 x 50 = 1,780 from the village.
    assert report.measures.travel_minutes == 1_180 + 1_780
    assert report.measures.work_minutes == 0
    assert report.proved
