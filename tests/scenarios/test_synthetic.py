"""Made-up people: from a seed, readable, and as the mix has them."""

from collections import Counter
from datetime import date

from models.catalogue import load
from models.commitments import CommitmentKind
from scenarios.person_reading import Setting
from scenarios.population_reading import offered, parse_population
from scenarios.synthetic import WORK, mix, people, written
from scenarios.timetable_reading import read_timetable

FIRST = date(2026, 6, 1)
TIMETABLE = read_timetable("east-midlands").timetable
SETTING = Setting(
    TIMETABLE, offered(load()), FIRST, hours=300, treatments=load().treatments
)
ROWS = people(2000, 7, FIRST)
READ = parse_population("made-up.csv", written(ROWS), SETTING).population


def test_one_seed_is_one_population_and_another_is_another():
    assert people(50, 1, FIRST) == people(50, 1, FIRST)
    assert people(50, 1, FIRST) != people(50, 2, FIRST)


def test_a_longer_list_begins_as_a_shorter_one_does():
    assert people(60, 1, FIRST)[:50] == people(50, 1, FIRST)


def test_everybody_made_up_can_be_read():
    assert len(READ) == 2000


def test_people_are_of_the_regions_areas():
    assert set(mix()["areas"]) == {person.area for person in READ.people}


def test_a_programme_for_men_is_wanted_by_men():
    for_men = {row["programmes"] for row in mix()["wants"] if row.get("sex") == "male"}
    assert {row["sex"] for row in ROWS if row["programmes"] in for_men} == {"male"}


def test_orders_are_long_enough_for_what_is_wanted():
    catalogue = load()
    short = [
        person.reference
        for person in READ.people
        for want in person.wants
        if (person.last - person.case.dates.sentence).days
        < 30 * (catalogue.entry(want.programme).order_months or 0)
    ]
    assert short == []


def test_every_way_to_work_is_in_the_mix_and_rotas_and_nights_are_among_the_people():
    assert set(mix()["work"]) == set(WORK)
    working = [
        one
        for person in READ.people
        for one in person.commitments
        if one.kind is CommitmentKind.WORK
    ]
    weeks = Counter(one.cycle_weeks for one in working)
    assert set(weeks) == {1, 2, 4}
    nights = [one for one in working if any(shift.end > 24 * 60 for shift in one.shifts)]
    assert len(nights) > 0


def test_people_want_one_to_three_programmes():
    assert {len(person.wants) for person in READ.people} == {1, 2, 3}
