"""The columns of a population file: what each holds, with an example, for templates."""

from __future__ import annotations

import csv
import io

from attrs import frozen

from models.errors import Complaint, InvalidInput


@frozen
class Column:
    name: str
    example: str
    note: str
    needed: bool = False


COLUMNS = (
    Column("reference", "case-0001", "The only name the product holds; each once.", True),
    Column("area", "derby", "Where the person lives: an area of the timetable."),
    Column("sex", "male", "male, female, other or unknown."),
    Column("born", "1991-02-03", "Date of birth."),
    Column("offence_kinds", "violence; driving", "Kinds of offence, as in a case."),
    Column("offence", "2026-03-14", "Date of the offence, where it is known."),
    Column("convicted", "2026-05-11", "Date of conviction; empty: the date of sentence."),
    Column("sentence", "2026-06-08", "Date of sentence.", True),
    Column("arrives", "2026-06-15", "Earliest day of a first session, where later than that."),
    Column("order_ends", "2027-12-07", "Last day of the order: every session by then.", True),
    Column(
        "programmes",
        "bbr; tsp",
        "One to three codes of the catalogue. A semicolon: the one before ends before the next "
        "begins. A plus sign: side by side, or in either order. Empty where unpaid_work or "
        "treatment says what the person waits for.",
    ),
    Column(
        "priority",
        "3; 1",
        "Units of priority need, one number for all or one for each programme; empty: 1.",
    ),
    Column(
        "work",
        "mon-fri 08:00-16:30",
        'A pattern named in the plan, or times as "mon-fri 08:00-16:30", or a rota as '
        '"1: mon-wed 06:00-14:00 | 2: fri-sun 22:00-06:00". none: no work. Given up where needed.',
    ),
    Column("education", "none", "Times of a course, written as work is. Given up where needed."),
    Column("caring", "mon-fri 15:00-16:00", "Times of caring, written alike. Never given up."),
    Column("worship", "fri 12:30-14:30", "Times of worship, written alike. Never given up."),
    Column("unavailable", "none", "Other times to keep free, written alike. Never given up."),
    Column("travel_limit", "60", "The most minutes one way; empty: the plan's, or none."),
    Column("cannot_attend", "ilkeston-centre", "Venues or areas the person cannot attend."),
    Column("kept_apart_from", "case-0007", "References of people never to share a session with."),
    Column("completed", "anger", "Programmes completed before, or none; empty: not known."),
    Column("ogrs3", "55", "OGRS3, 0 to 100, where it is known."),
    Column("unpaid_work", "80", "Hours of unpaid work still to be done; empty: none."),
    Column(
        "treatment",
        "atr",
        "Treatment requirements whose appointments are still to be made: one code, or two parted "
        "by a semicolon, the more pressing first; empty: none.",
    ),
)
NEEDED = tuple(column.name for column in COLUMNS if column.needed)
NAMES = tuple(column.name for column in COLUMNS)
SHEET = "population"
KINDS = ("csv", "xlsx")


def template(kind: str, file: str = "template") -> bytes:
    """A file to fill in: the header and one example row; a spreadsheet has notes beside.

    `file` is what a mistake is said of.

    Raises
    ------
    InvalidInput
        For a kind other than "csv" and "xlsx".
    """
    if kind not in KINDS:
        message = "the name of a template must end in .csv or .xlsx"
        raise InvalidInput([Complaint(file, "$", kind, message)])
    return _sheet() if kind == "xlsx" else _text()


def _text() -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(NAMES)
    writer.writerow(column.example for column in COLUMNS)
    return written.getvalue().encode("utf-8")


def _sheet() -> bytes:
    # Imported here: only a spreadsheet needs it.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(NAMES)
    sheet.append([column.example for column in COLUMNS])
    sheet.freeze_panes = "A2"
    notes = book.create_sheet("notes")
    notes.append(("column", "needed", "what it holds"))
    for column in COLUMNS:
        notes.append((column.name, "yes" if column.needed else "no", column.note))
    for page in (sheet, notes):
        for cell in page[1]:
            cell.font = Font(bold=True)
        for cell in page[1]:
            page.column_dimensions[cell.column_letter].width = 18
    notes.column_dimensions["C"].width = 100
    for row in notes.iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].alignment = Alignment(wrap_text=True)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
