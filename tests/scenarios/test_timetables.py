"""Timetables read from files, each mistake with its path; and what the shipped regions hold."""

import hashlib
import tomllib
from collections import Counter
from copy import deepcopy
from datetime import date

import pytest

from models.catalogue import load
from models.entry import Delivery, EntryKind, Stage
from models.errors import InvalidInput
from models.moments import WEEKDAYS, add_months, clock, last_day
from models.runs import group_leg, runs
from models.timetable import Intake
from scenarios.shipped import TIMETABLES, names
from scenarios.timetable_reading import bank_holidays, parse_timetable, read_timetable

SMALL = tomllib.loads("""
schema = 1
id = "small"
name = "Small"
first = 2026-01-05
last = 2026-12-31
nation = "ENG"

[[venues]]
id = "office"
name = "Office"
areas = ["derby"]
home_minutes = { derby = 15 }

[[venues]]
id = "hall"
name = "Hall"
home_minutes = { derby = 20 }

[[travel]]
between = ["office", "hall"]
minutes = 10

[[groups]]
id = "did"
programme = "did"
venue = "office"
intake = "closed"
places = 12
taken = 5
women = 2
slots = [{ day = "tuesday", start = "18:00", end = "20:30" }]
starts = [2026-02-03]

[[groups]]
id = "tsp"
programme = "tsp"
venue = "hall"
intake = "rolling"
places = 12
slots = [
  { day = "tuesday", start = "18:00", end = "20:30" },
  { day = "friday", start = "09:30", end = "12:00" },
]

[[providers]]
id = "officers"
name = "Officers"
venue = "office"
offers = ["officer", "atr"]
hours = [{ days = ["monday", "tuesday"], start = "09:00", end = "17:00" }]
cadences = [{ requirement = "atr", appointments = 12, every_days = 14, minutes = 60 }]

[[projects]]
id = "parks"
name = "Parks"
venue = "hall"
days = [{ days = ["saturday", "sunday"], start = "09:00", end = "16:00" }]
places = 10
""")


def small(**changes):
    """The small region, with the value at each dotted path changed; `...` takes a key away."""
    table = deepcopy(SMALL)
    for path, value in changes.items():
        *parents, key = path.split("__")
        place = table
        for parent in parents:
            place = place[int(parent) if parent.isdigit() else parent]
        if value is ...:
            del place[key]
        else:
            place[int(key) if key.isdigit() else key] = value
    return table


def said(table, entry_of=None):
    """The (path, message) of every complaint about a table."""
    with pytest.raises(InvalidInput) as refusal:
        parse_timetable("t.toml", table, entry_of)
    return [(complaint.path, complaint.message) for complaint in refusal.value.complaints]


def slot(day, start, end):
    return {"day": day, "start": start, "end": end}


# ---- reading -------------------------------------------------------------------------------


def test_a_region_is_read_with_its_defaults():
    timetable = parse_timetable("t.toml", SMALL)
    did, tsp = timetable.groups
    assert (date(2026, 1, 5), date(2026, 12, 31)) == (did.first, did.last)
    assert (did.intake, tsp.intake) == (Intake.CLOSED, Intake.ROLLING)
    assert timetable.between("hall", "office") == 10
    # Monday 09:00 is minute 540; two weekdays named together are two slots.
    hours = [(slot.weekday, slot.start, slot.end) for slot in timetable.providers[0].hours]
    assert hours == [(0, 540, 1020), (1, 540, 1020)]
    assert timetable.projects[0].days[1].weekday == 6
    assert timetable.default_home_minutes == 45


def test_the_digest_is_of_the_bytes_read(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'schema = 1\nid = "own"\nname = "Own"\nfirst = 2026-01-05\nlast = 2026-12-31\n'
        'nation = "WLS"\n[[venues]]\nid = "hall"\nname = "Hall"\n'
        '[[providers]]\nid = "p"\nname = "P"\nvenue = "hall"\noffers = ["officer"]\n'
        'hours = [{ day = "monday", start = "09:00", end = "17:00" }]\n'
    )
    read = read_timetable(path)
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), "WLS") == (
        read.digest,
        read.timetable.nation,
    )


def test_bank_holidays_are_those_of_the_years_covered():
    # Once-only days beside Easter: the wedding of 2011, the jubilee of 2012, VE day of 2020.
    found = bank_holidays("ENG", date(2011, 3, 1), date(2012, 6, 30))
    wanted = {date(2011, 4, 22), date(2011, 4, 29), date(2012, 6, 5), date(2012, 12, 25)}
    assert wanted <= found
    assert {2011, 2012} == {day.year for day in found}
    assert date(2020, 5, 8) in bank_holidays("WLS", date(2020, 1, 1), date(2020, 12, 31))


def test_a_missing_shipped_name_says_which_is_nearest():
    with pytest.raises(InvalidInput, match='did you mean "east-midlands"'):
        read_timetable("east-midland")


# ---- mistakes, one at a time ---------------------------------------------------------------

TUESDAY = slot("tuesday", "18:00", "20:30")

MISTAKES = [
    ({"schema": 2}, "schema", "2 is above 1"),
    ({"first": ...}, "first", '"first" is missing'),
    (
        {"last": date(2025, 12, 31)},
        "last",
        "the region ends on 2025-12-31, before it starts on 2026-01-05",
    ),
    ({"nation": "SCT"}, "nation", '"SCT" is not one of: ENG, WLS'),
    ({"default_home_minutes": -1}, "default_home_minutes", "-1 is below 0"),
    (
        {"venues": [*SMALL["venues"], {"id": "hall", "name": "New hall"}]},
        "venues[2].id",
        'the id "hall" is taken already',
    ),
    ({"groups__1__id": "did"}, "groups[1].id", 'the id "did" is taken already'),
    (
        {"groups__0__venue": "offise"},
        "groups[0].venue",
        'unknown venue "offise"; did you mean "office"?',
    ),
    ({"providers__0__venue": "shed"}, "providers[0].venue", 'unknown venue "shed"'),
    ({"projects__0__venue": "shed"}, "projects[0].venue", 'unknown venue "shed"'),
    ({"travel__0__between__1": "shed"}, "travel[0].between", 'unknown venue "shed"'),
    ({"travel__0__between": ["office"]}, "travel[0].between", "names two venues"),
    (
        {"venues__1__home_minutes": {"dreby": 20}},
        "venues[1].home_minutes.dreby",
        'no other venue knows the area "dreby"; did you mean "derby"?',
    ),
    ({"venues__0__home_minutes__derby": -5}, "venues[0].home_minutes.derby", "-5 is below 0"),
    ({"groups__0__taken": 13}, "groups[0].taken", "taken = 13: there are 12 places"),
    ({"groups__0__taken": -1}, "groups[0].taken", "-1 is below 0"),
    ({"groups__0__places": 0}, "groups[0].places", "0 is below 1"),
    ({"groups__0__women": 6}, "groups[0].women", "women = 6: only 5 places are taken"),
    ({"groups__0__slots": []}, "groups[0].slots", "has no weekly slot"),
    (
        {"groups__0__slots__0__day": "teusday"},
        "groups[0].slots[0].day",
        '"teusday" is not one of: monday, tuesday, wednesday, thursday, friday, saturday, '
        'sunday; did you mean "tuesday"?',
    ),
    ({"groups__0__slots__0__end": "17:00"}, "groups[0].slots[0].end", "ends before it starts"),
    (
        {"groups__1__slots__1": TUESDAY | {"start": "20:30", "end": "21:30"}},
        "groups[1].slots",
        "meets 2 times on tuesday: once a day",
    ),
    (
        {"providers__0__hours__0__days": ["monday", "monday"]},
        "providers[0].hours",
        "09:00-17:00 and 09:00-17:00 on monday overlap",
    ),
    (
        {"groups__0__first": date(2026, 1, 4)},
        "groups[0].first",
        "begins before the region does on 2026-01-05",
    ),
    (
        {"projects__0__last": date(2027, 1, 1)},
        "projects[0].last",
        "goes on after the region ends on 2026-12-31",
    ),
    (
        {"groups__0__starts": []},
        "groups[0].starts",
        "a closed group needs the days its cohorts start",
    ),
    (
        {"groups__1__starts": [date(2026, 2, 3)]},
        "groups[1].starts",
        "a rolling group has no starts: newcomers join at a module",
    ),
    (
        {"groups__0__starts__0": date(2027, 2, 2)},
        "groups[0].starts[0]",
        "2027-02-02 is outside the group's dates, 2026-01-05 to 2026-12-31",
    ),
    (
        {"groups__0__starts__0": date(2026, 2, 4)},
        "groups[0].starts[0]",
        "2026-02-04 is a wednesday: no slot",
    ),
    (
        {"groups__0__starts": [date(2026, 2, 3), date(2026, 2, 3)]},
        "groups[0].starts[1]",
        "2026-02-03 stands there twice",
    ),
    (
        {"providers__0__offers": ["officer"]},
        "providers[0].cadences",
        'a cadence for "atr", which is not offered',
    ),
    ({"groups__0__vanue": "hall"}, "groups[0].vanue", 'unknown key "vanue"; did you mean "venue"?'),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "path", "message"), MISTAKES)
def test_a_mistake_is_said_once_with_its_path(changes, path, message):
    assert said(small(**changes)) == [(f"$.{path}", message)]


def test_the_ends_of_two_slots_that_touch_do_not_overlap():
    # 09:00-12:00 and 12:00-17:00 touch; from 11:59 they overlap by a minute.
    touching = {"days": ["monday"], "start": "12:00", "end": "17:00"}
    morning = {"days": ["monday"], "start": "09:00", "end": "12:00"}
    assert parse_timetable("t.toml", small(providers__0__hours=[morning, touching]))
    overlapping = small(providers__0__hours=[morning, touching | {"start": "11:59"}])
    assert said(overlapping) == [
        ("$.providers[0].hours", "09:00-12:00 and 11:59-17:00 on monday overlap")
    ]


def test_hours_pasted_fifty_times_are_forty_nine_mistakes():
    # Each with the first before it: of every pair there would be 50 x 49 / 2 = 1,225.
    monday = {"days": ["monday"], "start": "09:00", "end": "12:00"}
    complaints = said(small(providers__0__hours=[monday] * 50))
    assert len(complaints) == 49
    assert set(complaints) == {
        ("$.providers[0].hours", "09:00-12:00 and 09:00-12:00 on monday overlap")
    }


def test_a_way_said_twice_is_refused():
    ways = [SMALL["travel"][0], {"between": ["hall", "office"], "minutes": 25}]
    expected = [("$.travel[1].between", "the way between hall and office stands there twice")]
    assert expected == said(small(travel=ways))


def test_an_empty_region_is_refused():
    table = {key: value for key, value in SMALL.items() if not isinstance(value, list)}
    assert said(table) == [
        ("$.venues", "an empty region: it has no venue"),
        ("$", "an empty region: no group, no provider and no project"),
    ]


def test_all_mistakes_are_said_at_once():
    table = small(nation="XXX", groups__0__taken=-1, groups__1__venue="shed", projects__0__places=0)
    assert {path for path, _ in said(table)} == {
        "$.nation",
        "$.groups[0].taken",
        "$.groups[1].venue",
        "$.projects[0].places",
    }


# ---- against the catalogue -----------------------------------------------------------------

AGAINST = [
    ({"groups__0__programme": "dip"}, "groups[0].programme", 'unknown programme "dip"'),
    ({"groups__0__edition": "leaflet"}, "groups[0].edition", 'did has no edition "leaflet"'),
    (
        {"groups__0__programme": "engagement"},
        "groups[0].programme",
        "engagement is not delivered in a group",
    ),
    (
        {"groups__0__programme": "idap"},
        "groups[0].sessions",
        "neither idap nor the group says how many sessions",
    ),
    ({"groups__0__sessions": 12}, "groups[0].sessions", "sessions = 12: {did} says 14"),
    (
        {"groups__0__slots__0__end": "20:29"},
        "groups[0].slots",
        "149 minutes: {did} says 150",
    ),
    (
        {"groups__0__slots": [TUESDAY, slot("friday", "18:00", "20:30")]},
        "groups[0].slots",
        "meets 2 times a week: {did} says 1",
    ),
    (
        {"groups__1__modules": ["self-control"]},
        "groups[1].modules",
        "the modules of tsp are self-control, problem-solving, positive-relationships",
    ),
    (
        # Tuesdays from 29 September to 29 December 2026 are 14; from 6 October 13.
        {"groups__0__starts": [date(2026, 9, 29), date(2026, 10, 6)]},
        "groups[0].starts[1]",
        "from 2026-10-06 the group meets 13 times: 14 are needed",
    ),
    (
        # Fifteen sessions on two days a week take more than seven weeks.
        {"groups__1__last": date(2026, 2, 20)},
        "groups[1].last",
        "no newcomer could finish in the group's dates",
    ),
    (
        {"providers__0__offers": ["atr", "art"]},
        "providers[0].offers",
        'unknown code "art" on offer',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "path", "message"), AGAINST)
def test_a_timetable_is_held_against_the_catalogue(changes, path, message):
    entry_of = load().entry
    source = str(group_leg(entry_of("did", "")).source)
    assert said(small(**changes), entry_of) == [(f"$.{path}", message.format(did=source))]


def evenings(*starts):
    """Resolve from Tuesday on as many days as there are starts, two and a half hours each."""
    days = ("tuesday", "wednesday", "thursday", "saturday")
    slots = [
        {"day": day, "start": clock(start), "end": clock(start + 150)}
        for day, start in zip(days, starts, strict=False)
    ]
    return small(groups__0__programme="resolve", groups__0__slots=slots)


@pytest.mark.parametrize("starts", [(17 * 60,) * 2, (17 * 60, 17 * 60, 17 * 60 - 1)])
def test_a_group_on_as_many_evenings_as_its_guide_has_stands(starts):
    # At most two of its meetings are begun from five o'clock, Monday to Friday.
    assert parse_timetable("t.toml", evenings(*starts), load().entry).groups[0].slots


def test_a_group_on_more_evenings_than_its_guide_has_is_refused():
    three = evenings(*(17 * 60,) * 3)
    assert said(three, load().entry) == [
        ("$.groups[0].slots", "meets on 3 evenings a week: dlnr-2017 3.2.3 says 0 to 2")
    ]


def test_the_small_region_stands_before_the_catalogue():
    assert parse_timetable("t.toml", SMALL, load().entry).id == "small"


# ---- the shipped regions -------------------------------------------------------------------

REGIONS = ("dlnr-2017-18", "east-midlands", "trent-2009-10")
LATEST_CASE = date(2026, 9, 30)


def region(name):
    return read_timetable(name).timetable


def test_three_regions_are_shipped():
    assert names(TIMETABLES) == REGIONS


@pytest.mark.parametrize(
    ("name", "venues", "groups", "providers", "projects"),
    [
        ("east-midlands", 25, 100, 30, 17),
        ("dlnr-2017-18", 18, 34, 16, 8),
        ("trent-2009-10", 13, 20, 11, 6),
    ],
)
def test_what_a_region_holds(name, venues, groups, providers, projects):
    held = region(name)
    counted = [len(part) for part in (held.venues, held.groups, held.providers, held.projects)]
    assert [venues, groups, providers, projects] == counted


@pytest.mark.parametrize("name", REGIONS)
def test_a_shipped_region_stands_before_the_catalogue(name):
    held = read_timetable(name, load().entry).timetable
    for group in held.groups:
        entry = load().entry(group.programme, group.edition)
        assert runs(group, entry, held, held.first, held.last)


@pytest.mark.parametrize("name", REGIONS)
def test_every_way_home_is_known_and_believable(name):
    held = region(name)
    areas = {area for venue in held.venues.values() for area in venue.areas}
    for venue in held.venues.values():
        assert areas <= set(venue.home_minutes)
        assert all(10 <= minutes <= 75 for minutes in venue.home_minutes.values())


def group_delivered():
    """The codes of the catalogue delivered in a group and scheduled."""
    catalogue = load()
    entries = (catalogue.entry(code) for code in catalogue.codes)
    return [
        entry.code
        for entry in entries
        if entry.kind in (EntryKind.PROGRAMME, EntryKind.INTERVENTION)
        and entry.scheduled
        and any(leg.stage is Stage.MAIN and leg.delivery is Delivery.GROUP for leg in entry.legs)
    ]


def test_every_group_programme_of_the_catalogue_can_be_finished_in_36_months_with_a_place_left():
    held, catalogue = region("east-midlands"), load()
    end = last_day(LATEST_CASE, 36)
    finished = {
        group.programme
        for group in held.groups
        if group.taken < group.places
        and runs(group, catalogue.entry(group.programme), held, LATEST_CASE, end)
    }
    assert set(group_delivered()) - finished == set()


def test_groups_are_on_offer_to_36_months_after_the_latest_case():
    held = region("east-midlands")
    assert add_months(LATEST_CASE, 36) < held.last
    assert {held.last} == {group.last for group in held.groups}
    last_starts = [max(group.starts) for group in held.groups if group.starts]
    # Every closed group still takes somebody in within the last eleven months of 2028.
    assert min(last_starts) >= date(2028, 2, 1)


def test_no_cohort_begins_on_a_bank_holiday_or_before_the_last_one_has_finished():
    held, catalogue = region("east-midlands"), load()
    for group in held.groups:
        if group.intake is Intake.CLOSED:
            entry = catalogue.entry(group.programme, group.edition)
            found = runs(group, entry, held, held.first, held.last)
            assert [run.first for run in found] == list(group.starts)
            ends = [run.last for run in found]
            assert all(end < start for end, start in zip(ends, group.starts[1:], strict=False))


def test_asro_meets_twice_a_week_in_six_groups_of_which_four_in_the_evening():
    held = region("east-midlands")
    asro = [group for group in held.groups if group.programme == "asro"]
    assert [len(group.slots) for group in asro] == [2] * 6
    evenings = [g for g in asro if any(slot.start >= 17 * 60 for slot in g.slots)]
    assert len(evenings) == 4


def test_some_groups_are_full_and_most_are_not():
    full = Counter(group.taken == group.places for group in region("east-midlands").groups)
    assert full == {True: 7, False: 93}


def test_treatment_has_an_evening_clinic_and_unpaid_work_every_day_of_the_week():
    held = region("east-midlands")
    offered = Counter(code for one in held.providers for code in one.offers)
    assert (offered["atr"], offered["drr"], offered["mhtr"], offered["court"]) == (4, 4, 2, 3)
    late = [one.id for one in held.providers if max(slot.end for slot in one.hours) >= 20 * 60]
    assert {"derby-alcohol-service", "nottingham-wellbeing-team"} <= set(late)
    days = {WEEKDAYS[slot.weekday] for project in held.projects for slot in project.days}
    assert days == set(WEEKDAYS)
    lengths = {slot.end - slot.start for project in held.projects for slot in project.days}
    assert lengths == {7 * 60}


def test_a_centre_for_older_law_stands_only_in_the_older_regions():
    offering = {
        name: sorted(g.id for g in region(name).groups if g.programme == "attendance-centre")
        for name in names(TIMETABLES)
    }
    assert offering == {
        "dlnr-2017-18": [
            "attendance-centre-derby-sat",
            "attendance-centre-leicester-sat",
            "attendance-centre-nottingham-sat",
        ],
        "east-midlands": [],
        "trent-2009-10": ["attendance-centre-derby-sat", "attendance-centre-nottingham-sat"],
    }


def test_covaid_of_2009_is_two_hours_long():
    held, catalogue = region("trent-2009-10"), load()
    [derby, _] = [group for group in held.groups if group.programme == "covaid"]
    entry = catalogue.entry("covaid", derby.edition)
    run = runs(derby, entry, held, held.first, held.last)[0]
    # Ten sessions of 20:00 - 18:00 = 120 minutes.
    assert [meeting.end - meeting.start for meeting in run.meetings] == [120] * 10
