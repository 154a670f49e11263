"""Plans and their what-ifs, each mistake with its place, from every file at once."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

import pytest

from models.catalogue import load
from models.changes import (
    AddFacilitators,
    AddHoliday,
    CloseGroup,
    LoseRoom,
    MoreArrivals,
    MoveGroup,
    Resize,
)
from models.difference import Difference
from models.errors import InvalidInput
from models.placement import PlanAim
from models.region import Staffing
from models.timetable import Slot
from scenarios.change_reading import read_difference
from scenarios.plan_reading import parse_plan, read_plan
from scenarios.shipped import fetch, names
from scenarios.synthetic import people, written
from scenarios.timetable_reading import read_timetable

CATALOGUE = load()
READ_ONCE = cache(read_timetable)
HEADER = "reference,area,sentence,order_ends,programmes,work\n"
ROW = "a,derby,2026-06-08,2027-06-07,tsp,office\n"
PLAN = """
schema = 1
id = "small"
timetable = "east-midlands"
population = "people.csv"
from = 2026-06-01
patterns = { office = "mon-fri 09:00-17:00" }
"""


@pytest.fixture
def parse(tmp_path, monkeypatch):
    monkeypatch.setattr("scenarios.plan_reading.read_timetable", READ_ONCE)
    (tmp_path / "people.csv").write_text(HEADER + ROW)

    def read(text, population=None):
        if population is not None:
            (tmp_path / "people.csv").write_text(population)
        return parse_plan("plan.toml", (PLAN + text).encode(), tmp_path, CATALOGUE)

    return read


@pytest.fixture
def refused(parse):
    def said(text, population=None):
        with pytest.raises(InvalidInput) as invalid:
            parse(text, population)
        return [f"{one.path}: {one.message}" for one in invalid.value.complaints]

    return said


def test_a_plan_without_more_has_every_aim_and_no_what_if(parse):
    plan = parse("")
    assert plan.aims == tuple(PlanAim)
    assert (plan.whatifs, plan.forecast, plan.seed) == ({}, {}, 0)
    (person,) = plan.region.population.people
    assert (person.reference, len(person.commitments)) == ("a", 1)
    assert set(plan.inputs) == {"plan", "timetable", "population"}


def test_staff_rooms_hours_and_numbers_are_read(parse):
    region = parse("""
rooms = { derby-office = 4 }
minimum = { tsp-derby-tue-eve = 5 }
[[staffing]]
place = "derby"
sessions = 20
sessions_each = 4
[[hours]]
venues = ["derby-office"]
open = [
  { days = ["monday", "tuesday", "wednesday", "thursday"], start = "08:00", end = "21:00" },
  { days = ["friday", "saturday"], start = "08:00", end = "18:00" },
]
""").region
    assert region.staffing == (Staffing("derby", 20, None, 4), Staffing("derby-office", rooms=4))
    assert region.minimum == {"tsp-derby-tue-eve": 5}
    assert len(region.hours["derby-office"]) == 6


def test_projects_appointments_and_days_of_work_are_read(parse):
    region = parse("""
taken = { derby-parks = 13 }
appointments = { derby-alcohol-service = 3 }
work_days_a_week = 2
""").region
    # 14 places, 13 of them taken; on each of five weekdays one is left.
    assert region.places_a_day("derby-parks") == dict.fromkeys(range(5), 1)
    assert (region.appointments, region.work_days_a_week) == ({"derby-alcohol-service": 3}, 2)


def test_places_taken_are_the_plans_for_what_it_names_and_otherwise_one_number(parse):
    region = parse("""
taken_otherwise = 2
taken = { tsp-derby-tue-eve = 5, "asro-derby-tue-thu-eve@2026-06-16" = 9 }
""").region
    assert region.taken["tsp-derby-tue-eve"] == 5
    assert region.taken["asro-derby-tue-thu-eve@2026-06-16"] == 9
    assert region.taken["asro-derby-tue-thu-eve"] == 2
    assert parse("").region.taken == {}


MISTAKES = [
    (
        'aims = ["speed"]',
        '$.aims[0]: "speed" is not one of: priority, finish, waiting, company, work, travel',
    ),
    (
        'aims = ["work", "work"]',
        '$.aims[1]: "work" stands here a second time (first in aims[0])',
    ),
    ("seed = -1", "$.seed: -1 is below 0"),
    ("sede = 1", '$.sede: unknown key "sede"; did you mean "seed"?'),
    (
        "taken = { tsp-derby = 3 }",
        '$.taken.tsp-derby: there is no group and no project "tsp-derby"; did you mean '
        '"tsp-derby-tue-eve"?',
    ),
    ("taken = { derby-parks = 15 }", "$.taken.derby-parks: 15 taken: there are 14 places"),
    (
        "appointments = { derby-alcohol = 3 }",
        '$.appointments.derby-alcohol: "derby-alcohol" is not a provider here; did you mean '
        '"derby-alcohol-service"?',
    ),
    ("work_days_a_week = 5", "$.work_days_a_week: 5 is above 4"),
    ("taken = { tsp-derby-tue-eve = -1 }", "$.taken.tsp-derby-tue-eve: -1 is below 0"),
    (
        "taken = { tsp-derby-tue-eve = 13 }",
        "$.taken.tsp-derby-tue-eve: 13 taken: there are 12 places",
    ),
    (
        'taken = { "asro-derby-tue-thu-eve@2026-06-17" = 7 }',
        "$.taken.asro-derby-tue-thu-eve@2026-06-17: asro-derby-tue-thu-eve has no run "
        '"asro-derby-tue-thu-eve@2026-06-17"; did you mean "asro-derby-tue-thu-eve@2026-06-16"?',
    ),
    (
        "minimum = { tsp-derby-tue-eve = 13 }",
        "$.minimum.tsp-derby-tue-eve: at least 13: there are 12 places",
    ),
    (
        "rooms = { derby-ofice = 2 }",
        '$.rooms.derby-ofice: "derby-ofice" is not a venue here; did you mean "derby-office"?',
    ),
    (
        '[[staffing]]\nplace = "derbey"\nsessions = 3',
        '$.staffing[0].place: "derbey" is no venue and no area with one; did you mean "derby"?',
    ),
    (
        '[[staffing]]\nplace = "derby"\nsessions = -3',
        "$.staffing[0].sessions: -3 is below 0",
    ),
    (
        '[[hours]]\nvenues = ["oakham-hall"]\n'
        'open = [{ day = "monday", start = "08:00", end = "12:00" }]',
        "$.hours: connect-oakham-wed-eve meets on Wednesday 18:30-20:30, "
        "when oakham-hall is not open",
    ),
    ('[[whatifs]]\nname = "x"', "$.whatifs[0].changes: holds no changes"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_each_mistake_of_a_plan_is_said_with_its_path(refused, text, said):
    assert said in refused(text)


def test_every_mistake_of_a_table_of_names_is_said_whatever_else_is_wrong(refused):
    said = refused("""
seed = -1
taken = { tsp-derby = "many", tsp-derby-tue-eve = 13, asro-derby-tue-thu-eve = -1 }
minimum = { tsp-derby-tue-eve = 13, asro-derby-tue-thu-eve = "few" }
rooms = { derby-ofice = 2, derby-office = -2 }
""")
    assert [one.partition(":")[0] for one in said] == [
        "$.rooms.derby-office",
        "$.rooms.derby-ofice",
        "$.taken.tsp-derby",
        "$.taken.asro-derby-tue-thu-eve",
        "$.taken.tsp-derby",
        "$.taken.tsp-derby-tue-eve",
        "$.minimum.asro-derby-tue-thu-eve",
        "$.minimum.tsp-derby-tue-eve",
        "$.seed",
    ]


def test_mistakes_of_the_plan_and_of_its_population_are_said_at_once(refused):
    said = refused("seed = -1", HEADER + ROW.replace("derby", "derbey"))
    assert said == [
        'row 2, column area: "derbey" is not an area of east-midlands; did you mean "derby"?',
        "$.seed: -1 is below 0",
    ]


def test_mistakes_of_a_population_are_said_beside_those_of_a_timetable(tmp_path):
    # Of where people live and cannot go nothing is said: the timetable would have to be read.
    (tmp_path / "region.toml").write_text('schema = 1\nid = "region"\n', "utf-8")
    wrong = ROW.replace("derby", "derbey").replace("tsp", "tps")
    (tmp_path / "people.csv").write_text(HEADER + wrong, "utf-8")
    text = PLAN.replace('timetable = "east-midlands"', 'timetable = "region.toml"')
    with pytest.raises(InvalidInput) as refused:
        parse_plan("plan.toml", text.encode(), tmp_path, CATALOGUE)
    found = refused.value.complaints
    said = [(one.file.rpartition("/")[2], one.path) for one in found]
    assert ("region.toml", "$.first") in said
    assert [one for one in said if one[0] == "people.csv"] == [
        ("people.csv", "row 2, column programmes")
    ]


def test_a_timetable_that_is_not_there_stops_the_reading(tmp_path):
    text = PLAN.replace('timetable = "east-midlands"', 'timetable = "east-middlands"')
    with pytest.raises(InvalidInput, match='no timetable is called "east-middlands"'):
        parse_plan("plan.toml", text.encode(), tmp_path, CATALOGUE)


WHATIFS = """
[[staffing]]
place = "derby"
sessions = 20
sessions_each = 4
[rooms]
derby-office = 4
[[whatifs]]
name = "all"
[[whatifs.changes]]
kind = "add-group"
[whatifs.changes.group]
id = "tsp-derby-wed-eve"
programme = "tsp"
venue = "derby-office"
intake = "rolling"
places = 10
slots = [{ day = "wednesday", start = "18:00", end = "20:30" }]
[[whatifs.changes]]
kind = "close-group"
group = "tsp-derby-wed-eve"
from = 2027-01-01
[[whatifs.changes]]
kind = "move-group"
group = "tsp-derby-tue-eve"
slots = [{ day = "friday", start = "18:00", end = "20:30" }]
[[whatifs.changes]]
kind = "resize"
group = "tsp-derby-tue-eve"
places = 14
[[whatifs.changes]]
kind = "add-facilitators"
place = "derby"
number = -2
[[whatifs.changes]]
kind = "lose-room"
venue = "derby-office"
from = 2026-09-01
to = 2026-09-30
[[whatifs.changes]]
kind = "add-holiday"
day = 2026-12-24
[[whatifs.changes]]
kind = "more-arrivals"
percent = 15
area = "derby"
"""


def test_a_what_if_of_every_kind_is_read(parse):
    added, *others = parse(WHATIFS).whatifs["all"].changes
    assert (added.group.id, added.group.places) == ("tsp-derby-wed-eve", 10)
    assert others == [
        CloseGroup("tsp-derby-wed-eve", date(2027, 1, 1)),
        MoveGroup("tsp-derby-tue-eve", (Slot(4, 1080, 1230),)),
        Resize("tsp-derby-tue-eve", 14),
        AddFacilitators("derby", -2),
        LoseRoom("derby-office", date(2026, 9, 1), date(2026, 9, 30)),
        AddHoliday(date(2026, 12, 24)),
        MoreArrivals(15, area="derby"),
    ]


def whatif(changes):
    return f'[[whatifs]]\nname = "x"\n[[whatifs.changes]]\n{changes}'


SLOT = 'slots = [{ day = "friday", start = "18:00", end = "20:30" }]'
GROUP = """kind = "add-group"
[whatifs.changes.group]
id = "{id}"
programme = "{programme}"
venue = "{venue}"
intake = "rolling"
places = {places}
slots = [{{ day = "friday", start = "{start}", end = "20:30" }}]
"""


def added(id="new", programme="tsp", venue="derby-office", places=8, start="18:00"):
    return GROUP.format(id=id, programme=programme, venue=venue, places=places, start=start)


WRONG = [
    (
        'kind = "add-grup"\ngroup = "tsp-derby-tue-eve"',
        '$.whatifs[0].changes[0].kind: "add-grup" is not one of: add-group, close-group, '
        "move-group, resize, add-facilitators, lose-room, add-holiday, more-arrivals; "
        'did you mean "add-group"?',
    ),
    (added(places=-1), "$.whatifs[0].changes[0].group.places: -1 is below 1"),
    (added(venue="barn"), '$.whatifs[0].changes[0]: there is no venue "barn"'),
    (
        added(id="tsp-derby-tue-eve"),
        '$.whatifs[0].changes[0]: there is a group "tsp-derby-tue-eve" already',
    ),
    (
        added(start="18:30"),
        "$.whatifs[0].changes[0].group.slots: 120 minutes: dlnr-2017 3.2.1 says 150",
    ),
    (
        'kind = "close-group"\ngroup = "tsp-derby"\nfrom = 2027-01-01',
        '$.whatifs[0].changes[0].group: there is no group "tsp-derby"; '
        'did you mean "tsp-derby-tue-eve"?',
    ),
    (
        'kind = "resize"\ngroup = "tsp-derby-tue-eve"\nplaces = 0',
        "$.whatifs[0].changes[0].places: 0 is below 1",
    ),
    (
        'kind = "add-facilitators"\nplace = "derby"\nnumber = 1',
        '$.whatifs[0].changes[0]: no facilitators are stated at "derby"',
    ),
    (
        'kind = "lose-room"\nvenue = "derby-office"\nfrom = 2026-09-02\nto = 2026-09-01',
        "$.whatifs[0].changes[0].to: ends on 2026-09-01, before it starts on 2026-09-02",
    ),
    (
        'kind = "more-arrivals"\npercent = 10\narea = "derbey"',
        '$.whatifs[0].changes[0].area: there is no area "derbey"; did you mean "derby"?',
    ),
    (
        'kind = "more-arrivals"\npercent = -101',
        "$.whatifs[0].changes[0].percent: -101 is below -100",
    ),
    (
        'kind = "add-holiday"\nday = 2031-01-01',
        "$.whatifs[0].changes[0]: 2031-01-01 is outside the region's dates, 2026-01-05 to "
        "2029-12-31",
    ),
    (
        'kind = "resize"\ngroup = "tsp-derby-tue-eve"\nplaces = 9\n[[whatifs.changes]]\n'
        'kind = "resize"\ngroup = "tsp-derby-tue-eve"\nplaces = 8',
        '$.whatifs[0].changes[1]: contradicts a change before it: "Give tsp-derby-tue-eve 9 '
        'places."',
    ),
    (
        'kind = "close-group"\ngroup = "tsp-derby-tue-eve"\nfrom = 2026-01-05\n'
        '[[whatifs.changes]]\nkind = "resize"\ngroup = "tsp-derby-tue-eve"\nplaces = 8',
        '$.whatifs[0].changes[1].group: contradicts a change before it: "Close '
        'tsp-derby-tue-eve from 2026-01-05."',
    ),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_each_mistake_of_a_what_if_is_said_with_its_path(refused, changes, said):
    assert refused(whatif(changes)) == [said]


def test_a_what_if_may_stand_in_a_file_of_its_own(tmp_path, parse):
    path = tmp_path / "christmas.toml"
    path.write_text(
        'schema = 1\nname = "christmas"\n[[changes]]\nkind = "add-holiday"\nday = 2026-12-24\n'
    )
    region = parse("").region
    expected = Difference((AddHoliday(date(2026, 12, 24)),), "christmas")
    assert read_difference(path, region, CATALOGUE.entry) == expected


def test_every_shipped_plan_is_read():
    assert names("plans") == ("east-midlands",)
    plan = read_plan("east-midlands")
    assert len(plan.region.people) == 640
    assert len({person.reference for person in plan.region.people}) == 640
    assert len(plan.whatifs) == 4


def test_the_shipped_population_is_what_its_seed_makes():
    _, data = fetch("east-midlands", "plans")
    plan = tomllib.loads(data.decode())
    shipped = files("scenarios").joinpath("populations", "east-midlands.csv").read_bytes()
    assert shipped == written(people(640, plan["seed"], plan["from"]))
