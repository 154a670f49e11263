"""A plan as a workbook, read back by another library than wrote it."""

import io
import stat
from datetime import datetime

import openpyxl
import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.placement import Plan, Unplaced, Waiting
from reports.guarding_cells import BEGINS_A_FORMULA, guarded
from reports.plan_booking_tables import of_bookings
from reports.plan_notes import NOTES
from reports.plan_tables import of_plan
from reports.plan_whatif_tables import beside_plan
from reports.plan_workbook import workbook, write_workbook
from tests.reports.plan_example import BOOKED, HARM, LINK, REPORT

TABLES = [*of_plan(REPORT), *beside_plan(REPORT)]
NOBODY = evolve(
    REPORT, people=0, wants=0, plan=Plan(), faults=(), loads=(), waits=(), fairness=(),
    shortages=(), demands=(), weeks={}, weights=None, prices=(), openings=None, closings=None,
    compared=(), forecasts={}, assumptions=(), staffed=(),
)  # fmt: skip
FRONT = ["Cover", "Contents", "Notes"]


def read(report):
    return openpyxl.load_workbook(io.BytesIO(workbook(report)))


@pytest.fixture(scope="module")
def book():
    return read(REPORT)


def column(sheet, title):
    [table] = sheet.tables.values()
    head, *rows = sheet[table.ref]
    places = [number for number, cell in enumerate(head) if cell.value.split("\n")[0] == title]
    return [row[places[0]] for row in rows]


def test_cover_contents_and_notes_come_first_then_a_sheet_a_table(book):
    assert book.sheetnames == FRONT + [table.name for table in TABLES]
    assert "Placements" in book.sheetnames


def test_every_sheet_has_one_titled_table_and_no_cell_is_merged(book):
    for name, table in zip(book.sheetnames[3:], TABLES, strict=True):
        sheet = book[name]
        assert (sheet["A1"].value, len(sheet.tables)) == (table.title, 1)
    assert [sheet.title for sheet in book if sheet.merged_cells.ranges] == []


def test_headings_and_first_column_stay_in_sight(book):
    for name in book.sheetnames[3:]:
        [table] = book[name].tables.values()
        top = openpyxl.utils.range_boundaries(table.ref)[1]
        assert book[name].freeze_panes == f"B{top + 1}"


def test_every_row_of_every_table_is_there(book):
    for table in TABLES:
        [found] = book[table.name].tables.values()
        _, top, _, bottom = openpyxl.utils.range_boundaries(found.ref)
        assert bottom - top == len(table.rows)


def test_days_are_days_and_shares_shares(book):
    [first, *_] = column(book["Placements"], "First session")
    assert (first.value, first.number_format) == (datetime(2026, 6, 9), "d mmmm yyyy")
    [use, *_] = column(book["Load"], "Use")
    # 0 of the plan and 8 from before in 12 places.
    assert (use.value, use.number_format) == (8 / 12, "0%")


def test_no_column_is_narrower_than_the_days_in_it(book):
    # "15 September 2026" has 17 letters of 12 points; widths are in letters of 11 points. What
    # does not fit is shown as ####.
    assert book["Placements"].column_dimensions["F"].width >= 17 * 12 / 11


def test_where_there_is_nothing_a_cell_says_so_and_the_sheet_explains(book):
    sheet = book["Seat prices"]
    assert [cell.value for cell in column(sheet, "Exact")] == [99410, "[x]"]
    assert "Where there is nothing to put, a cell holds [x]." in [row[0].value for row in sheet]
    whole = [row[0].value for row in book["Placements"]]
    assert "Where there is nothing to put, a cell holds [x]." not in whole


def test_notes_are_numbered_and_pointed_to(book):
    [table] = book["Aims"].tables.values()
    heads = [cell.value for cell in book["Aims"][table.ref][0]]
    assert heads[3] == "Proved bound\n[note 1]"
    assert column(book["Notes"], "Note text")[0].value == NOTES["bound"]


def test_every_note_has_a_text_and_every_text_is_pointed_to():
    reasons = {one.value for one in Waiting}
    full = evolve(
        REPORT,
        shortages=tuple(evolve(one, reasons=dict.fromkeys(Waiting, 1)) for one in REPORT.shortages),
    )
    used = {column.note for table in of_plan(full) for column in table.columns}
    beside = (*beside_plan(full), *beside_plan(BOOKED))
    used |= {column.note for table in beside for column in table.columns}
    used |= {column.note for table in of_bookings(BOOKED) for column in table.columns}
    assert used - {""} == set(NOTES)
    assert reasons <= set(NOTES)


def test_bookings_have_sheets_of_their_own_where_there_are_any(book):
    own = [table.name for table in of_bookings(BOOKED)]
    assert own == [
        "Booking aims", "Booking waits", "Projects", "Providers", "Bookings", "Not booked",
        "Work days", "Appointment weeks",
    ]  # fmt: skip
    assert set(own).isdisjoint(book.sheetnames)
    whole = read(BOOKED)
    assert set(own) <= set(whole.sheetnames)
    people = [cell.value for cell in column(whole["Bookings"], "Person")]
    assert people == ["p1", f"'{HARM}", "p3"]
    when = [cell.value for cell in column(whole["Bookings"], "When")]
    assert when == ["Saturday 09:00-16:00", "Saturday 09:00-16:00", "Monday 10:00-11:00"]


def test_a_name_that_means_harm_is_text_and_neither_formula_nor_link(book):
    names = [cell for name in ("Placements", "Waiting") for cell in column(book[name], "Person")]
    assert [cell.value for cell in names] == [
        "p1", f"'{HARM}", f"'{HARM}", "p3", "[p4] (https://example.org)", "p5",
    ]  # fmt: skip
    assert {cell.data_type for cell in names} == {"s"}
    assert [cell.coordinate for cell in names if cell.hyperlink] == []


def test_no_cell_of_any_sheet_is_a_formula_and_links_lead_inside(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {None}


@given(st.text(max_size=12))
@example("$$$$a$$$$")
@example("\t=1")
@example("=")
@example("[a](b) [c](d)")
@example("\uff1d1")
def test_whatever_is_guarded_begins_no_formula_and_holds_no_link_or_note(text):
    safe = guarded(text)
    assert not safe.startswith(BEGINS_A_FORMULA)
    assert ("](" in safe, "$$" in safe) == (False, False)
    assert safe.isprintable()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
@example(["--", "张伟", "=cmd|' /C calc'!A0", "{=1}", "internal:Cover!A1", "$$x$$", " "])
def test_any_names_make_a_workbook_without_formulas(names):
    waiting = tuple(Unplaced(name, "tsp", Waiting.FULL, "Full.") for name in names)
    found = read(evolve(NOBODY, plan=Plan((), waiting)))
    cells = column(found["Waiting"], "Person")
    assert len(cells) == len(names)
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


def test_the_same_report_gives_the_same_bytes():
    assert workbook(REPORT) == workbook(REPORT)


def test_seconds_change_no_byte():
    assert workbook(evolve(REPORT, seconds={"pricing": 99.0})) == workbook(REPORT)


def test_only_the_owner_may_read_it_and_nothing_else_is_left(tmp_path):
    write_workbook(REPORT, tmp_path / "plan.xlsx")
    [path] = tmp_path.iterdir()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("plan.xlsx", 0o600)


def test_a_plan_of_nobody_has_its_aims_alone():
    found = read(NOBODY)
    assert found.sheetnames == [*FRONT, "Aims"]
    assert [cell.value for cell in column(found["Aims"], "Proved bound")] == ["[x]"] * 6


def test_a_link_in_a_title_leads_nowhere():
    cover = read(evolve(REPORT, title=LINK))["Cover"]
    assert (cover["A1"].value, cover["A1"].hyperlink) == ("[p4] (https://example.org)", None)
