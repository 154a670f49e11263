"""The rows nothing can be planned without: missing here, a figure could only be made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.catalogue.catalogue import Catalogue
from models.dated import Row
from models.errors import Complaint

AVAILABLE = ("order", "available")
ROWS = (
    ("order", "months"),
    ("order", "supervision-months"),
    ("load", "attendances-a-day"),
    ("load", "attendances-a-week"),
    ("load", "appointment-minutes"),
    ("load", "contact-minutes"),
    ("treatment", "appointments"),
    ("treatment", "every-days"),
    ("detox", "days"),
    ("curfew-default", "hours"),
    ("curfew-default", "months"),
    ("curfew-default", "start"),
)


def missing(catalogue: Catalogue) -> Iterator[Complaint]:
    """Rows that are not there on every day since the first offence an order is available for."""
    opened = [row.steps[0].since for row in _rows(catalogue, *AVAILABLE)]
    if not opened:
        yield _said(*AVAILABLE, "no row says since when")
        return
    for subject, parameter in ROWS:
        if not any(_always(row, min(opened)) for row in _rows(catalogue, subject, parameter)):
            yield _said(subject, parameter, f"no row states it from {min(opened)} on")


def _rows(catalogue: Catalogue, subject: str, parameter: str) -> list[Row]:
    return [row for row in catalogue.rows_of(subject) if row.parameter == parameter]


def _always(row: Row, opened: date) -> bool:
    return row.steps[0].since <= opened and all(step.value is not None for step in row.steps)


def _said(subject: str, parameter: str, message: str) -> Complaint:
    return Complaint("catalogue", f"$.rows.{subject}", parameter, f"{parameter}: {message}")
