"""Files on disk, or shipped with us, to the nouns everything else works with."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from models.case import Case
from models.package import Package
from scenarios.case_reading import Units, parse_case, parse_case_file
from scenarios.package_reading import parse_package
from scenarios.shipped import CASES, fetch

__all__ = ["ReadCase", "read_case", "read_package", "parse_case", "parse_package"]


@frozen
class ReadCase:
    """A case, the sha256 of the file's bytes, the timetable it names ("" for none), its file."""

    case: Case
    digest: str
    timetable: str
    name: str


def read_case(
    path_or_name: str | Path, known: frozenset[str] | None = None, units: Units | None = None
) -> ReadCase:
    """A case file, or a shipped case by its bare name; `known` are the catalogue's codes.

    `units` are those in which each requirement is measured, by its code.

    Raises
    ------
    InvalidInput
        With every mistake of the file at once.
    """
    name, data = fetch(path_or_name, CASES)
    case, timetable = parse_case_file(name, data, known, units)
    return ReadCase(case, sha256(data).hexdigest(), timetable, name)


def read_package(
    path: str | Path, known: frozenset[str] | None = None, start: date | None = None
) -> Package:
    """A package somebody proposes; `start` is its first day where the file does not say.

    Raises
    ------
    InvalidInput
        With every mistake of the file at once.
    """
    # A package is never shipped by name: without suffix the name is still a path.
    name, data = fetch(Path(path).absolute() if not Path(path).suffix else path)
    return parse_package(name, data, known, start)
