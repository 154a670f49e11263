"""A plan as a workbook in the accessible layout: cover, contents, notes, one sheet a table."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports import words
from reports.guarding_cells import guarded
from reports.plan_booking_tables import of_bookings
from reports.plan_notes import NOTES
from reports.plan_table import Cell, Column, Kind, Table, written
from reports.plan_tables import of_plan
from reports.plan_text import CAUTION, headline
from reports.plan_whatif_tables import beside_plan
from reports.writing import write_private

if TYPE_CHECKING:
    import pandas as pd

    from planning.report import PlanReport

AUTHOR = "sentence-packages"
ONE_TABLE = "This worksheet contains one table."
NOT_AVAILABLE = "[x]"
LEGEND = "Where there is nothing to put, a cell holds [x]."
# Else the time of writing would stand in the file; the members of its archive bear this one.
CREATED = datetime(1980, 1, 1)
FORMATS = {Kind.SHARE: "0%", Kind.DAY: "d mmmm yyyy", Kind.NUMBER: "#,##0"}
DECIMAL = "#,##0.0"
LEAST_WIDTH, MOST_WIDTH = 12, 60
# A heading goes on below after this many letters.
HEADING_WIDTH = 16
# A letter of the theme beside the letter that widths are counted in.
WIDER = 1.2
TABLE_TOP = 2
"""Rows above what a table says: its title, and how many tables there are."""


def write_workbook(report: PlanReport, path: str | Path) -> None:
    """Put the whole plan at `path`, for its owner alone.

    Raises
    ------
    OSError
        Where it can't be written.
    """
    write_private(path, workbook(report))


def workbook(report: PlanReport) -> bytes:
    """The same report gives the same bytes."""
    with warnings.catch_warnings():
        # gptables leaves a file of its own open, and calls what pandas is about to drop.
        warnings.simplefilter("ignore")
        return _made(report, [*of_plan(report), *of_bookings(report), *beside_plan(report)])


def _made(report: PlanReport, tables: list[Table]) -> bytes:
    # Imported here: pandas takes longer than everything else the command line needs together.
    import gptables

    out = io.BytesIO()
    # In memory: no half-written sheet of people's names lies in a folder of temporary files.
    made = gptables.produce_workbook(
        out,
        {table.name: _sheet(number, table) for number, table in enumerate(tables, start=1)},
        cover=_cover(report),
        notes_table=_notes(tables),
        notesheet_options={"table_name": "notes"},
        contentsheet_options={"table_name": "contents", "instructions": ONE_TABLE},
        auto_width=False,
        workbook_options={
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    properties = {"title": _title(report), "author": AUTHOR, "created": CREATED}
    made.set_properties(properties)
    for table in tables:
        sheet = made.get_worksheet_by_name(table.name)
        sheet.freeze_panes(_top(table) + 1, 1)
        for place, width in enumerate(_widths(table)):
            sheet.set_column(place, place, width)
    for name in ("Contents", "Notes"):
        sheet = made.get_worksheet_by_name(name)
        sheet.set_column(0, 0, LEAST_WIDTH * 2)
        sheet.set_column(1, 1, MOST_WIDTH * 2)
    made.close()
    return out.getvalue()


def _title(report: PlanReport) -> str:
    return guarded(report.title or report.id)


def _cover(report: PlanReport) -> Any:
    import gptables

    about = [f"Seed {report.seed}: the same files and seed give the same figures."]
    about += [f"{name}: {mark}" for name, mark in report.inputs.items()]
    about[:0] = report.left_out
    if report.stopped and not report.proved:
        about.insert(0, "Stopped before all was proved: the best plan found until then.")
    return gptables.Cover(
        title=_title(report),
        intro=[guarded(headline(report)), CAUTION, "People are named in it: keep it as a case."],
        about=list(map(guarded, about)),
    )


def _notes(tables: Iterable[Table]) -> pd.DataFrame:
    import pandas as pd

    used = dict.fromkeys(column.note for table in tables for column in table.columns)
    keys = [key for key in used if key]
    return pd.DataFrame({"Note": keys, "Note text": [NOTES[key] for key in keys]})


def _sheet(number: int, table: Table) -> Any:
    import gptables
    import pandas as pd

    titles = [column.title for column in table.columns]
    columns: dict[str, list[Cell]] = {title: [] for title in titles}
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            columns[column.title].append(_cell(cell))
    return gptables.GPTable(
        # As objects: a column with a gap in it would turn its whole numbers into fractions.
        pd.DataFrame(columns, dtype=object),
        table_name=f"table_{number}",
        title=table.title,
        instructions=ONE_TABLE,
        legend=list(_says(table)),
        table_notes={one.title: f"$${one.note}$$" for one in table.columns if one.note},
        index_columns={2: 0},
        additional_formatting=list(_formatting(table)),
    )


def _says(table: Table) -> Iterator[str]:
    if any(_cell(cell) == NOT_AVAILABLE for row in table.rows for cell in row):
        yield LEGEND
    if table.says:
        yield guarded(table.says)


def _top(table: Table) -> int:
    """The row of the headings, from 0."""
    return TABLE_TOP + len(list(_says(table)))


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return guarded(cell) or NOT_AVAILABLE
    return NOT_AVAILABLE if cell is None else cell


def _formatting(table: Table) -> Iterator[dict[str, Any]]:
    for place, column in enumerate(table.columns):
        if column.kind is not Kind.TEXT:
            fractions = any(isinstance(row[place], float) for row in table.rows)
            whole = column.kind is not Kind.NUMBER or not fractions
            number_format = FORMATS[column.kind] if whole else DECIMAL
            side = "right" if column.right else "left"
            yield {
                "column": {
                    "columns": [place],
                    "format": {"num_format": number_format, "align": side},
                    "include_names": True,
                }
            }


def _widths(table: Table) -> Iterator[int]:
    """Letters a column needs; headings and long sentences go on below."""
    for place, column in enumerate(table.columns):
        longest = max((len(_said(row[place], column)) for row in table.rows), default=0)
        heading = min(HEADING_WIDTH, len(column.title))
        yield min(MOST_WIDTH, max(LEAST_WIDTH, ceil(WIDER * max(heading, longest)) + 1))


def _said(cell: Cell, column: Column) -> str:
    return words.plain(written(cell, column.kind))
