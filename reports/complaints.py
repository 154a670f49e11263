"""Mistakes of the input: a line each for a person, a table each for a program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from math import isfinite
from typing import Any

from models.errors import Complaint
from reports import words
from reports.package_data import Data

# A name of a file: hyphens, digits or underscores in its first word.
NAME = re.compile(r"[a-z]\w*(?:-\w+)+(?=\s)|[a-z]+[\d_]\w*(?=\s)")


def as_lines(complaints: Iterable[Complaint]) -> Iterator[str]:
    """The file, the path in it unless it is the whole file, and the sentence."""
    for complaint in complaints:
        where = "" if complaint.path in ("", "$") else f" {complaint.path}:"
        yield words.plain(f"{complaint.file}:{where} {_said(complaint.message)}")


def _said(message: str) -> str:
    """A sentence; a name such as `asro-derby-tue` at its beginning stays as it is written.

    >>> _said("unknown key"), _said("side-by-side-a is shut"), _said("w3c asks")
    ('Unknown key.', 'side-by-side-a is shut.', 'w3c asks.')
    """
    said = words.sentence(message)
    named = NAME.match(message)
    return f"{named[0]}{said[named.end() :]}" if named else said


def as_data(complaint: Complaint) -> Data:
    return {
        "file": complaint.file,
        "path": complaint.path,
        "value": _value(complaint.value),
        "message": complaint.message,
    }


def _value(value: object) -> Any:
    """What stood there, as JSON has it; days and times as text, anything else as its words."""
    if isinstance(value, dict):
        return {str(key): _value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    # JSON has no word for infinity or for what is no number.
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
