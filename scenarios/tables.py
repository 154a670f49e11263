"""Rows of a CSV or XLSX file under their header, each cell with its row and column to complain of.

Rows are counted as a spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from attrs import frozen

from models.errors import Complaint, InvalidInput
from models.structuring import Parse, Wrong, nearest

MOST_BYTES = 100_000_000
MOST_ROWS = 500_000
SUFFIXES = (".csv", ".xlsx")
# What a spreadsheet shows where a formula failed: never the words of a planner.
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


@frozen
class Row:
    """One row below the header: its number and its cells, stripped, by column; empty ones left out.

    `read` parses a cell; a mistake becomes a complaint and the stand-in is handed back.
    """

    file: str
    number: int
    cells: dict[str, str]
    complaints: list[Complaint]

    def read(self, column: str, parse: Parse[Any], default: Any) -> Any:
        if column not in self.cells:
            return default
        try:
            return parse(self.cells[column])
        except Wrong as wrong:
            for _, _, message in wrong.mistakes:
                self.complain(column, message, self.cells[column])
        return default

    def require(self, column: str, parse: Parse[Any], stand_in: Any) -> Any:
        if column not in self.cells:
            self.complain(column, "is empty")
        return self.read(column, parse, stand_in)

    def complain(self, column: str, message: str, value: object = None) -> None:
        path = f"row {self.number}, column {column}"
        self.complaints.append(Complaint(self.file, path, value, message))


def rows(
    name: str, data: bytes, columns: Sequence[str], needed: Sequence[str]
) -> tuple[list[Row], list[Complaint]]:
    """The rows of a file that hold anything, and the list every complaint of them is added to.

    Raises
    ------
    InvalidInput
        Where the file as a whole, or its header, cannot be taken.
    """
    lines = _lines(name, data)
    header, complaints = _header(name, lines, columns, needed)
    found = []
    for number, line in lines:
        cells = {
            column: cell for column, cell in zip(header, line, strict=False) if column and cell
        }
        if any(line[len(header) :]):
            message = f"holds {len(line)} cells: the header names {len(header)} columns"
            complaints.append(Complaint(name, f"row {number}", None, message))
        if cells:
            found.append(Row(name, number, cells, complaints))
        if len(found) > MOST_ROWS:
            _refuse(name, f"more than {MOST_ROWS} rows")
    return found, complaints


def fetch(path: Path) -> bytes:
    """The bytes of a table on disk."""
    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        _refuse(str(path), "there is no such file")
    except (OSError, ValueError):
        _refuse(str(path), "the file cannot be opened for reading")
    if len(data) > MOST_BYTES:
        _refuse(str(path), f"the file is larger than {MOST_BYTES} bytes")
    return data


Line = tuple[int, list[str]]


def _lines(name: str, data: bytes) -> Iterator[Line]:
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        _refuse(name, "the name of the file must end in .csv or .xlsx")
    if not data.strip():
        _refuse(name, "the file is empty")
    return _of_sheet(name, data) if suffix == ".xlsx" else _of_text(name, data)


def _of_text(name: str, data: bytes) -> Iterator[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _refuse(name, f"line {line} is not UTF-8 text")
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            yield number, [cell.strip() for cell in line]
    except csv.Error as error:
        _refuse(name, f"not CSV: {error}")


def _of_sheet(name: str, data: bytes) -> Iterator[Line]:
    # Imported here: only a spreadsheet needs it.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book["population"] if "population" in book.sheetnames else book.worksheets[0]
        for number, line in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [_words(cell) for cell in line]
        book.close()
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError, EOFError):
        _refuse(name, "not a spreadsheet that can be read (XLSX)")


def _words(cell: object) -> str:
    """A cell as it would stand in a CSV file."""
    if cell is None or cell in ERRORS:
        return "" if cell is None else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _header(
    name: str, lines: Iterable[Line], columns: Sequence[str], needed: Sequence[str]
) -> tuple[list[str], list[Complaint]]:
    """The column names of row 1, and what is wrong with them."""
    _, named = next(iter(lines), (1, []))
    header = [column.casefold().replace(" ", "_") for column in named]
    complaints = []
    if len(header) == 1 and not set(header) & set(columns):
        _refuse(name, "the header names one column only: cells are parted by commas")
    for place, column in enumerate(header):
        where = f"row 1, column {place + 1}"
        if column and column not in columns:
            hint = nearest(column, tuple(columns))
            message = f'unknown column "{named[place]}"{hint}'
            complaints.append(Complaint(name, where, named[place], message))
    for column, times in Counter(column for column in header if column).items():
        if times > 1:
            message = f'the column "{column}" stands there {times} times'
            complaints.append(Complaint(name, "row 1", column, message))
    for column in needed:
        if column not in header:
            message = f'the column "{column}" is missing'
            complaints.append(Complaint(name, "row 1", None, message))
    if complaints:
        raise InvalidInput(complaints)
    return header, complaints


def _refuse(name: str, message: str) -> Any:
    raise InvalidInput([Complaint(name, "$", None, message)])
