"""Populations: rows to people, each mistake with its row and column, all at once."""

import csv
import io
import logging
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from models.case import Sex
from models.catalogue import load
from models.commitments import CommitmentKind
from models.errors import InvalidInput
from models.population import Want
from scenarios.columns import COLUMNS, NAMES, template
from scenarios.person_reading import Setting
from scenarios.plan_reading import read_plan
from scenarios.population_reading import (
    offered,
    parse_population,
    read_folder,
    read_population,
)
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

CATALOGUE = load()
TIMETABLE = read_timetable("east-midlands").timetable
WEEK_ONE = date(2026, 6, 1)
SETTING = Setting(
    TIMETABLE,
    offered(CATALOGUE),
    WEEK_ONE,
    {"office": "mon-fri 09:00-17:00"},
    hours=300,
    treatments=CATALOGUE.treatments,
)
PLAIN = {
    "reference": "a",
    "area": "derby",
    "sentence": "2026-06-08",
    "order_ends": "2027-06-07",
    "programmes": "tsp",
}


def text(*rows: dict[str, str], columns=NAMES) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def read(*rows, setting=SETTING):
    return parse_population("people.csv", text(*rows), setting)


def only(**cells):
    (person,) = read(PLAIN | cells).population.people
    return person


def refused(data, name="people.csv"):
    with pytest.raises(InvalidInput) as invalid:
        parse_population(name, data, SETTING)
    return [str(complaint).removeprefix(f"{name}: ") for complaint in invalid.value.complaints]


def test_a_row_is_a_person_with_a_case():
    person = only(sex="female", born="1991-02-03", ogrs3="55", convicted="2026-05-11")
    assert (person.reference, person.area, person.first, person.last) == (
        "a",
        "derby",
        date(2026, 6, 8),
        date(2027, 6, 7),
    )
    case = person.case
    assert (case.dates.conviction, case.dates.offence) == (date(2026, 5, 11), None)
    assert (case.person.sex, case.person.born) == (Sex.FEMALE, date(1991, 2, 3))
    assert case.assessments.ogrs3 == 55


def test_what_nobody_says_is_not_known():
    case = only().case
    assert (case.person.sex, case.person.born, case.assessments.ogrs3) == (Sex.UNKNOWN, None, None)
    assert case.dates.conviction == case.dates.sentence
    assert case.completed is None


def test_none_completed_is_known_and_an_empty_cell_is_not():
    assert only(completed="none").case.completed == ()
    assert only(completed="anger").case.completed == ("anger",)
    assert only(completed="").case.completed is None


@pytest.mark.parametrize(
    ("programmes", "wants"),
    [
        ("tsp", (Want("tsp"),)),
        ("bbr; tsp", (Want("bbr"), Want("tsp", after=("bbr",)))),
        ("bbr + tsp", (Want("bbr"), Want("tsp"))),
        (
            "asro; tsp + relapse-prevention",
            (
                Want("asro"),
                Want("tsp", after=("asro",)),
                Want("relapse-prevention", after=("asro",)),
            ),
        ),
        # What an entry builds on comes first, whatever the order written.
        (
            "foundations-grow + foundations-connect",
            (Want("foundations-grow", after=("foundations-connect",)), Want("foundations-connect")),
        ),
    ],
)
def test_a_semicolon_is_an_order_and_a_plus_is_none(programmes, wants):
    assert only(programmes=programmes).wants == wants


@pytest.mark.parametrize(
    ("priority", "expected"), [("", (1, 1)), ("3", (3, 3)), ("3; 1", (3, 1)), ("3 + 0", (3, 0))]
)
def test_priority_is_one_for_all_or_one_for_each(priority, expected):
    wants = only(programmes="bbr; tsp", priority=priority).wants
    assert tuple(want.priority for want in wants) == expected


def test_times_are_named_or_written_out():
    named, written = only(work="office"), only(work="mon-fri 09:00-17:00")
    assert named.commitments == written.commitments
    assert [(one.kind, one.firm) for one in only(worship="fri 12:30-14:30").commitments] == [
        (CommitmentKind.WORSHIP, True)
    ]
    assert only(work="none").commitments == ()


def test_who_arrives_later_starts_later_and_nobody_before_the_plan():
    assert only(arrives="2026-07-01").first == date(2026, 7, 1)
    begun = evolve(SETTING, begins=date(2026, 8, 1))
    (person,) = read(PLAIN, setting=begun).population.people
    assert person.first == date(2026, 8, 1)


def test_a_venue_farther_than_the_limit_is_out_of_reach():
    # From Derby 40 minutes to Nottingham and Loughborough, 45 to Chesterfield.
    barred = only(travel_limit="40").case.person.cannot_attend
    assert "chesterfield-office" in barred
    assert "nottingham-office" not in barred
    assert only().case.person.cannot_attend == ()


def test_where_a_hundred_thousand_of_many_areas_cannot_go_is_held_once_an_area_and_limit():
    rows = [
        PLAIN | {"reference": reference, "travel_limit": limit}
        for reference, limit in (("a", "20"), ("b", "20"), ("c", "25"))
    ]
    one, like, other = (one.case.person.cannot_attend for one in read(*rows).population.people)
    assert one
    assert one is like
    assert one is not other


def test_a_persons_own_limit_goes_before_the_plans():
    near = Setting(TIMETABLE, offered(CATALOGUE), WEEK_ONE, reach=10)
    rows = (PLAIN | {"travel_limit": "90"}, PLAIN | {"reference": "b"})
    far, held = read(*rows, setting=near).population.people
    assert far.case.person.cannot_attend == ()
    assert "derby-office" in held.case.person.cannot_attend


def test_nobody_is_a_population_and_says_so():
    found = read()
    assert (len(found.population), found.notes) == (
        0,
        ("The population is empty: there is nobody to place.",),
    )


def test_empty_rows_are_passed_over_and_rows_are_counted_as_a_spreadsheet_does():
    bad = PLAIN | {"reference": "b", "area": "derbey"}
    assert refused(text(PLAIN, {}, bad)) == [
        'row 4, column area: "derbey" is not an area of east-midlands; did you mean "derby"?'
    ]


MISTAKES = [
    ("programmes", "tpp", '"tpp" is not a programme of the catalogue; did you mean "tsp"?'),
    ("programmes", "programme", '"programme" is not a programme of the catalogue'),
    ("programmes", "tsp; tsp", '"tsp" stands there 2 times'),
    ("programmes", "tsp; bbr; did; asro", "4 programmes: at most 3"),
    ("programmes", "", "is empty, and so are unpaid_work and treatment"),
    ("reference", "", "is empty"),
    ("sentence", "2026-02-30", '"2026-02-30" is not a date as 2026-03-14'),
    ("sentence", "", "is empty"),
    ("order_ends", "2026-06-07", "2026-06-07 is before the date of sentence"),
    ("arrives", "2026-06-07", "2026-06-07 is before the date of sentence"),
    ("arrives", "2027-06-08", "2027-06-08 is after the order ends on 2027-06-07"),
    ("convicted", "2026-06-09", "2026-06-09 is after the date of sentence"),
    ("offence", "2026-06-09", "2026-06-09 is after the date of conviction"),
    (
        "born",
        "2008-06-09",
        "under 18 at conviction: this product is for people convicted at 18 or over",
    ),
    ("sex", "man", '"man" is not one of: male, female, other, unknown'),
    (
        "offence_kinds",
        "violance",
        '"violance" is not one of: violence, partner-violence, other-domestic, sexual, '
        "drink-driving, driving, acquisitive, drugs, public-order, criminal-damage, weapon, other; "
        'did you mean "violence"?',
    ),
    ("priority", "-1", "-1 is below 0"),
    ("priority", "1; 2", "2 numbers for 1 programmes: one, or one for each"),
    ("priority", "much", '"much" is not a number'),
    ("travel_limit", "-5", "-5 is below 0"),
    ("travel_limit", "4.5", "4.5 is not a whole number"),
    ("ogrs3", "101", "101 is above 100"),
    ("completed", "tsp", '"tsp" is wanted and was completed before'),
    ("work", "offise", 'no pattern is called "offise"; did you mean "office"?'),
    ("cannot_attend", "derbey", '"derbey" is not a place of east-midlands; did you mean "derby"?'),
]


@pytest.mark.parametrize(("column", "cell", "said"), MISTAKES)
def test_each_mistake_is_said_with_its_row_and_column(column, cell, said):
    assert refused(text(PLAIN | {column: cell})) == [f"row 2, column {column}: {said}"]


def test_all_mistakes_are_said_at_once_in_order_of_rows():
    wrong = [
        PLAIN | {"reference": str(n), column: cell} for n, (column, cell, _) in enumerate(MISTAKES)
    ]
    said = refused(text(*wrong))
    places = [one.partition(":")[0] for one in said]
    expected = [f"row {n}, column {column}" for n, (column, _, _) in enumerate(MISTAKES, start=2)]
    assert places == expected


DAYS = ("sentence", "convicted", "offence", "born", "arrives", "order_ends")
BACKWARDS = {
    "sentence": "2026-06-08",
    "convicted": "2026-06-09",
    "offence": "2026-06-10",
    "born": "2020-06-08",
    "arrives": "2026-06-01",
    "order_ends": "2026-05-31",
}
AT_ODDS = {
    "convicted": ("sentence", "convicted"),
    "offence": ("convicted", "offence"),
    "born": ("convicted", "born"),
    "arrives": ("sentence", "arrives"),
    "order_ends": ("sentence", "order_ends"),
}


def columns_of(said):
    return {one.partition("column ")[2].partition(":")[0] for one in said}


@pytest.mark.parametrize("unread", DAYS)
def test_a_day_that_cannot_be_read_hides_no_mistake_of_the_others(unread):
    said = refused(text(PLAIN | BACKWARDS | {unread: "soon"}))
    still = {column for column, days in AT_ODDS.items() if unread not in days}
    assert columns_of(said) >= still | {unread}


def test_a_row_without_an_end_says_what_is_wrong_of_its_other_days():
    said = refused(text(PLAIN | {"order_ends": "", "convicted": "2026-06-09"}))
    assert columns_of(said) == {"order_ends", "convicted"}


def test_a_reference_twice_is_said_without_repeating_it():
    rows = [PLAIN | {"reference": "Jo Bloggs"}] * 2
    assert refused(text(*rows)) == ["row 3, column reference: stands in row 2 already"]


def test_an_unknown_column_is_said_and_so_is_one_missing_or_twice():
    columns = ("reference", "aera", "sentence", "sentence", "programmes")
    data = (",".join(columns) + "\n").encode()
    assert refused(data) == [
        'row 1, column 2: unknown column "aera"; did you mean "area"?',
        'row 1: the column "sentence" stands there 2 times',
        'row 1: the column "order_ends" is missing',
    ]


def test_a_row_longer_than_the_header_is_said():
    data = text(PLAIN, columns=list(PLAIN)).rstrip() + b",one more\n"
    assert refused(data) == ["row 2: holds 6 cells: the header names 5 columns"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("people.csv", b"", "the file is empty"),
        ("people.csv", b"\xff\xfe", "line 1 is not UTF-8 text"),
        ("people.csv", b"reference\tsentence\n", "the header names one column only"),
        ("people.txt", b"a", "the name of the file must end in .csv or .xlsx"),
        ("people.xlsx", b"PK no book", "not a spreadsheet that can be read (XLSX)"),
    ],
)
def test_a_file_that_is_no_table_is_refused(name, data, said):
    (found,) = refused(data, name)
    assert said in found


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="there is no such file"):
        read_population(tmp_path / "nobody.csv", SETTING, CATALOGUE)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_read_as_it_stands(kind):
    (person,) = parse_population(f"t.{kind}", template(kind), SETTING).population.people
    assert person.wants == (Want("bbr", 3), Want("tsp", 1, ("bbr",)))
    assert {one.kind for one in person.commitments} == {
        CommitmentKind.WORK,
        CommitmentKind.CARING,
        CommitmentKind.WORSHIP,
    }


def test_the_template_stands_by_itself_in_the_shipped_plan(tmp_path):
    # A copy of the shipped plan names no pattern: neither may the example row.
    shipped = files("scenarios").joinpath("plans", "east-midlands.toml").read_text("utf-8")
    copy = shipped.replace('population = "east-midlands"', 'population = "people.csv"')
    (tmp_path / "plan.toml").write_text(copy, "utf-8")
    (tmp_path / "people.csv").write_bytes(template("csv"))
    (person,) = read_plan(tmp_path / "plan.toml").region.people
    assert person.reference == "case-0001"


def test_both_templates_are_the_same_people():
    of_text, of_sheet = (
        parse_population(f"t.{kind}", template(kind), SETTING) for kind in ("csv", "xlsx")
    )
    assert of_text.population == of_sheet.population


def test_a_template_of_another_kind_is_refused():
    with pytest.raises(InvalidInput, match=r"\.csv or \.xlsx"):
        template("ods")


def test_who_is_kept_apart_from_nobody_known_is_told_by_row_and_not_by_name():
    one = PLAIN | {"reference": "a", "kept_apart_from": "b; stranger"}
    other = PLAIN | {"reference": "b", "kept_apart_from": "a"}
    assert read(one, other).notes == (
        "Row 2: kept_apart_from has a reference of nobody in the population or in a group; it "
        "keeps nobody apart.",
    )


def test_nobody_is_kept_apart_from_themselves():
    assert refused(text(PLAIN | {"reference": "a", "kept_apart_from": "a"})) == [
        "row 2, column kept_apart_from: nobody is kept apart from themselves"
    ]


def test_every_column_of_the_template_is_wide_enough_for_its_name():
    book = load_workbook(io.BytesIO(template("xlsx")))
    for page in book:
        names = {cell.column_letter: len(cell.value) for cell in page[1]}
        assert [one for one in names if page.column_dimensions[one].width <= names[one]] == []


def test_every_column_has_an_example_and_a_note():
    assert [one.name for one in COLUMNS if not (one.example and one.note)] == []


def test_a_spreadsheets_own_dates_and_numbers_are_read():
    book = Workbook()
    book.active.append(["Reference", "Sentence", "Order ends", "Programmes", "Priority"])
    book.active.append([17, date(2026, 6, 8), date(2027, 6, 7), "tsp", 2.0])
    written = io.BytesIO()
    book.save(written)
    (person,) = parse_population("p.xlsx", written.getvalue(), SETTING).population.people
    assert (person.reference, person.last, person.wants) == (
        "17",
        date(2027, 6, 7),
        (Want("tsp", 2),),
    )


CASE = """
schema = 1
reference = "{reference}"
[dates]
conviction = 2026-05-11
sentence = 2026-06-08
[sentence]
{months}
[[sentence.asks]]
requirement = "programme"
programmes = [{programmes}]
[person]
area = "derby"
"""


def folder(tmp_path, *cases):
    for place, (reference, months, programmes) in enumerate(cases):
        told = CASE.format(reference=reference, months=months, programmes=programmes)
        (tmp_path / f"{place}.toml").write_text(told)
    return read_population(tmp_path, SETTING, CATALOGUE)


def test_a_folder_of_cases_wants_what_their_courts_ask_for(tmp_path):
    (person,) = folder(tmp_path, ("a", "months = 12", '"bbr", "tsp"')).population.people
    assert person.wants == (Want("bbr"), Want("tsp"))
    assert (person.first, person.last) == (date(2026, 6, 8), date(2027, 6, 7))


def test_an_order_nobody_fixed_is_taken_at_its_longest(tmp_path):
    # Three years: dlnr-2017 1.0.
    (person,) = folder(tmp_path, ("a", "", '"tsp"')).population.people
    assert person.last == date(2029, 6, 7)


def test_a_case_keeps_to_the_plans_reach_and_to_its_own_last_day(tmp_path):
    told = CASE.format(reference="a", months="months = 12", programmes='"tsp"')
    told += "[limits]\nfinish_by = 2027-01-31\n[travel]\nnottingham-office = 10\n"
    (tmp_path / "a.toml").write_text(told)
    near = Setting(TIMETABLE, offered(CATALOGUE), WEEK_ONE, reach=30)
    (person,) = read_population(tmp_path, near, CATALOGUE).population.people
    assert person.last == date(2027, 1, 31)
    assert "nottingham-office" not in person.case.person.cannot_attend
    assert "leicester-office" in person.case.person.cannot_attend


def test_a_case_that_names_no_programme_is_left_out_and_said(tmp_path):
    found = folder(tmp_path, ("a", "", ""), ("b", "", '"tsp"'))
    assert len(found.population) == 1
    assert found.notes == (
        "0.toml asks for no programme by name, no hours of unpaid work and no treatment: nobody "
        "to plan for.",
    )


def test_mistakes_of_every_case_of_a_folder_are_said_at_once(tmp_path):
    with pytest.raises(InvalidInput) as invalid:
        folder(tmp_path, ("a", "", '"tpp"'), ("b", "months = 0", '"tsp"'), ("b", "", '"tsp"'))
    found = [(one.file[-6:], one.path) for one in invalid.value.complaints]
    assert found == [
        ("0.toml", "$.sentence.asks[0].programmes[0]"),
        ("1.toml", "$.sentence.months"),
    ]


def test_one_reference_in_two_cases_is_a_mistake(tmp_path):
    with pytest.raises(InvalidInput, match="the same reference stands in 0"):
        folder(tmp_path, ("a", "", '"tsp"'), ("a", "", '"tsp"'))


def test_a_place_of_a_case_that_the_plans_region_does_not_know_is_a_mistake(tmp_path):
    told = CASE.format(reference="a", months="", programmes='"tsp"')
    for place, area in enumerate(("darby", "derby", "notingham")):
        case = told.replace('area = "derby"', f'area = "{area}"').replace('"a"', f'"{area}"')
        (tmp_path / f"{place}.toml").write_text(case)
    with pytest.raises(InvalidInput) as invalid:
        read_population(tmp_path, SETTING, CATALOGUE)
    found = [(one.file[-6:], one.path, one.value, one.message) for one in invalid.value.complaints]
    assert found == [
        (f"{place}.toml", "$.person.area", area,
         f'"{area}" is not an area of east-midlands; did you mean "{meant}"?')
        for place, area, meant in ((0, "darby", "derby"), (2, "notingham", "nottingham"))
    ]  # fmt: skip


def test_a_case_to_be_kept_apart_from_nobody_who_is_known_is_told_by_its_file(tmp_path):
    told = CASE.format(reference="{}", months="", programmes='"tsp"')
    for own, other in (("a", "b"), ("b", "nobody")):
        case = told.replace('"{}"', f'"{own}"', 1)
        (tmp_path / f"{own}.toml").write_text(
            case.replace("[person]", f'[person]\nkept_apart_from = ["{other}"]')
        )
    assert read_population(tmp_path, SETTING, CATALOGUE).notes == (
        "b.toml: kept_apart_from has a reference of nobody in the population or in a group; it "
        "keeps nobody apart.",
    )


@pytest.mark.parametrize("column", ["unpaid_work", "travel_limit", "ogrs3", "priority"])
@pytest.mark.parametrize("value", ["nan", "NaN", "inf", "-Infinity", "1e999"])
def test_what_only_a_computer_calls_a_number_is_none(column, value):
    (found,) = refused(text({**PLAIN, column: value}))
    assert found == f'row 2, column {column}: "{value}" is not a number'


def test_nothing_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    read(PLAIN)
    refused(text(PLAIN, PLAIN))
    assert caplog.records == []


cells = st.text(max_size=12) | st.sampled_from(
    ["tsp; bbr", "mon-fri 09:00-17:00", "1: off", "=1+1"]
)


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, cells)), max_size=4))
def test_whatever_is_in_the_cells_it_is_read_or_refused(rows):
    said = []
    try:
        read(*rows)
    except InvalidInput as invalid:
        said = [one.path for one in invalid.complaints]
    assert [path for path in said if not path.startswith("row ")] == []


def test_hours_and_treatments_of_a_row_are_read_whatever_the_programmes():
    row = {name: value for name, value in PLAIN.items() if name != "programmes"}
    one, other = read(
        row | {"unpaid_work": "80", "treatment": "atr; mhtr"},
        PLAIN | {"reference": "b"},
    ).population.people
    assert (one.wants, one.unpaid_work_hours, one.treatments) == ((), 80, ("atr", "mhtr"))
    assert one.booked_for == ("atr", "mhtr", "unpaid-work")
    assert (other.unpaid_work_hours, other.booked_for) == (0, ())


def test_a_folder_takes_the_hours_a_court_fixed_and_the_treatments_it_asks_for():
    # The shopkeeper's court fixed 100 hours; the dependent drinker's asks for an ATR and for BBR.
    shipped = Path(str(files("scenarios").joinpath("cases")))
    people = read_folder(shipped, SETTING, CATALOGUE).population.people
    found = {one.reference: one for one in people}
    drinker = read_case("dependent-drinker-partner-violence", frozenset(CATALOGUE.codes)).case
    shopkeeper = read_case("shopkeeper-unpaid-work", frozenset(CATALOGUE.codes)).case
    assert found[drinker.reference].treatments == ("atr",)
    assert found[shopkeeper.reference].unpaid_work_hours == 100
