"""Charts of a plan: what is drawn, that it can be read aloud, and the same bytes each time."""

import os
import stat
import struct
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import matplotlib
import pytest
from attrs import evolve

from models.placement import Plan
from planning.worth_report import SeatPrice
from reports import plan_load_charts
from reports.chart_style import styled
from reports.plan_charts import charts, drawings, write_charts
from reports.plan_load_charts import by_group, by_project, by_provider
from tests.reports.plan_example import BOOKED, COHORT, EVENING, MONDAY, REPORT

SVG = "{http://www.w3.org/2000/svg}"
LOADS_ALONE = evolve(REPORT, weeks={}, prices=(), compared=(), forecasts={})
NAMES = ["load-1", "waits", "scenarios", "prices", "forecast-waiting", "forecast-waits"]


@pytest.fixture(scope="module")
def drawn():
    return dict(drawings(REPORT))


def texts(svg):
    return [
        "".join(one.itertext()).strip() for one in ET.fromstring(svg).iter(f"{SVG}text")
    ]


def test_there_is_a_chart_for_everything_there_are_figures_for(drawn):
    assert list(drawn) == NAMES
    assert {tuple(files) for files in drawn.values()} == {("svg", "png")}


def test_the_same_report_gives_the_same_bytes_without_a_date(drawn):
    assert dict(drawings(REPORT)) == drawn
    assert [name for name, files in drawn.items() if b"<dc:date>" in files["svg"]] == []


def test_the_text_of_a_chart_is_text(drawn):
    said = texts(drawn["load-1"]["svg"])
    assert {EVENING, COHORT, "Places", "People in each group, week by week"} <= set(said)


def test_somebody_who_does_not_see_it_is_told_what_it_shows(drawn):
    root = ET.fromstring(drawn["load-1"]["svg"])
    assert root.findtext(f"{SVG}title") == "People in each group, week by week"
    # 2 of the plan and 8 from before; 2 and 4.
    assert root.findtext(f"{SVG}desc") == (
        "People in each group, week by week. tsp-derby-tue-eve: at most 10 people, in 12 places; "
        "asro-derby-tue-eve: at most 6 people, in 10 places."
    )


def test_projects_and_providers_have_charts_where_anybody_is_booked():
    bare = evolve(BOOKED, weeks={}, prices=(), compared=(), forecasts={})
    found = dict(drawings(bare))
    assert list(found) == ["load-1", "projects-1", "providers-1"]
    said = [ET.fromstring(found[name]["svg"]).findtext(f"{SVG}desc") for name in list(found)[1:]]
    # 2 of the plan and 7 from before on the second Saturday.
    assert said == [
        "People on the fullest day of each unpaid-work project, week by week. Parks and verges: at "
        "most 9 people, in 10 places.",
        "Treatment appointments with each provider, week by week. Derby Alcohol Service: at most "
        "1 appointment in a week, of 40 offered.",
    ]


def test_a_week_without_anybody_of_the_plan_keeps_those_there_before_and_what_is_offered():
    days = BOOKED.bookings.days
    weeks = by_project((days[0], days[2]))["Parks and verges"]
    begin = min(weeks)
    assert weeks == {
        begin + timedelta(weeks=number): (people, 7, 10) for number, people in enumerate((1, 0, 1))
    }
    # Appointments in the first and the third week.
    given = by_provider(BOOKED.bookings.weeks)["Derby Alcohol Service"]
    assert sorted(given.values()) == [(0, 0, 40), (1, 0, 40), (1, 0, 40)]


def test_the_fullest_day_of_a_week_is_drawn():
    day = BOOKED.bookings.days[0]
    fuller = evolve(day, day=day.day - timedelta(days=1), people=3)
    assert list(by_project((fuller, day)).values()) == [{min(weeks_of(day)): (3, 7, 10)}]


def weeks_of(day):
    return by_project((day,))[day.name]


def test_two_projects_of_one_name_are_not_taken_together():
    day = BOOKED.bookings.days[0]
    found = by_project((day, evolve(day, project="other")))
    assert list(found) == ["Parks and verges (parks)", "Parks and verges (other)"]


def test_every_picture_is_one_picture_to_a_reader_aloud(drawn):
    for name, files in drawn.items():
        root = ET.fromstring(files["svg"])
        assert root.get("role") == "img", name
        named = {root.get("aria-labelledby"): "title", root.get("aria-describedby"): "desc"}
        for id, part in named.items():
            assert root.find(f"{SVG}{part}").get("id") == id
            assert len(root.findall(f".//*[@id='{id}']")) == 1


def test_one_person_in_one_place_is_said_as_one():
    week = {date(2026, 6, 1): (1, 0, 1)}
    assert plan_load_charts._fullest(week, plan_load_charts.GROUPS) == (
        "at most 1 person, in 1 place"
    )
    assert plan_load_charts._fullest(week, plan_load_charts.PROVIDERS) == (
        "at most 1 appointment in a week, of 1 offered"
    )


def test_every_chart_says_more_than_its_title(drawn):
    for files in drawn.values():
        root = ET.fromstring(files["svg"])
        title, said = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
        assert said.startswith(f"{title}. ")
        assert len(said) > len(title) + 10


def test_a_title_too_long_for_its_page_goes_on_below():
    base = {"base": REPORT.forecasts["base"]}
    alone = evolve(LOADS_ALONE, loads=(), forecasts=base)
    said = texts(dict(drawings(alone))["forecast-waits"]["svg"])
    whole = "Weeks within which half, and nine in ten, of those who arrive begin"
    # A page of 7 inches holds 49 letters of a title.
    assert whole not in said
    assert {"Weeks within which half, and nine in ten, of", "those who arrive begin"} <= set(said)


def test_a_picture_is_wide_enough_to_be_read(drawn):
    for files in drawn.values():
        assert files["png"][:8] == b"\x89PNG\r\n\x1a\n"
        width, _ = struct.unpack(">II", files["png"][16:24])
        assert width >= 700


def test_two_cohorts_of_a_group_in_one_week_are_taken_together():
    [*_, last] = REPORT.loads
    other = evolve(last, run=f"{COHORT}@2026-07-21", people=3, taken=0, places=10)
    # 2 of the plan and 4 from before in 10 places, and 3 in 10.
    assert by_group(evolve(REPORT, loads=(last, other))) == {COHORT: {last.week: (5, 4, 20)}}


def test_many_groups_go_on_over_pages():
    [one, *_] = REPORT.loads
    loads = tuple(evolve(one, group=f"g{number}") for number in range(25))
    with styled():
        found = list(charts(evolve(LOADS_ALONE, loads=loads)))
    # 12 to a page: 12 + 12 + 1.
    assert [chart.name for chart in found] == ["load-1", "load-2", "load-3"]
    assert [sum(axis.get_visible() for axis in chart.figure.axes) for chart in found] == [12, 12, 1]


def test_weeks_without_a_session_are_not_drawn_as_places():
    [one, *_] = REPORT.loads
    loads = (one, evolve(one, week=MONDAY + timedelta(weeks=9)))
    with styled():
        [chart] = charts(evolve(LOADS_ALONE, loads=loads))
    [places] = chart.figure.axes[0].get_lines()
    # A week of 12 places, a gap, a week of 12.
    assert [str(value) for value in places.get_ydata()] == ["12.0", "12.0", "nan", "12.0", "12.0"]


def test_the_bars_of_waits_count_everybody_placed():
    with styled():
        [chart] = [each for each in charts(REPORT) if each.name == "waits"]
    heights = [sum(bar.get_height() for bar in axis.patches) for axis in chart.figure.axes]
    assert heights == [len(weeks) for weeks in REPORT.weeks.values()]


def test_the_twenty_dearest_seats_are_drawn_dearest_first():
    prices = tuple(SeatPrice(f"g{number}", "tsp", float(number)) for number in range(30))
    with styled():
        [chart] = [each for each in charts(evolve(REPORT, prices=prices)) if each.name == "prices"]
    [axis] = chart.figure.axes
    assert [bar.get_width() for bar in axis.patches] == [float(n) for n in range(29, 9, -1)]


def test_a_dollar_in_a_name_is_no_formula():
    [one, *_] = REPORT.loads
    found = dict(drawings(evolve(LOADS_ALONE, loads=(evolve(one, group="$x^2$"),))))
    assert "$x^2$" in texts(found["load-1"]["svg"])


def test_nothing_of_the_style_stays_behind():
    before = dict(matplotlib.rcParams)
    list(drawings(LOADS_ALONE))
    assert dict(matplotlib.rcParams) == before


def test_files_and_folder_are_their_owners_alone(tmp_path):
    old = os.umask(0)
    try:
        written = write_charts(LOADS_ALONE, tmp_path / "charts")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "charts").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert [path.name for path in written] == ["load-1.svg", "load-1.png"]


def test_a_plan_of_nobody_has_no_charts(tmp_path):
    assert write_charts(evolve(LOADS_ALONE, plan=Plan(), loads=()), tmp_path) == ()
