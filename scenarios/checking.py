"""Whether files can be taken, each by what it holds: cases, packages, timetables, catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from models.catalogue import Catalogue, health, load
from models.catalogue.catalogue import shipped
from models.catalogue.loading import read
from models.errors import Complaint, InvalidInput
from models.structuring import load_table
from scenarios.case_places import named_timetable, unknown_places
from scenarios.case_reading import parse_case_file
from scenarios.package_reading import parse_package
from scenarios.shipped import CASES, TIMETABLES, fetch, names
from scenarios.timetable_reading import parse_timetable

CASE, PACKAGE, TIMETABLE, CATALOGUE = "case", "package", "timetable", "catalogue"

# What gives a kind of file away. The first with a key in the file is what it is read as.
TELLING = {
    CATALOGUE: ("editions", "rows", "documents", "pairs", "sequences", "classes"),
    TIMETABLE: ("venues", "nation", "providers", "projects", "groups"),
    PACKAGE: ("order", "requirements"),
    CASE: ("dates", "sentence", "person", "assessments", "clinical", "commitments"),
}
# Plans and what-ifs are read with all they name, by the command that needs it.
READ_BY_PLAN = {"population": "a plan", "whatifs": "a plan", "changes": "a what-if of a plan"}
FOLDERS = {"requirement": "requirements", "programme": "programmes"}


def check(paths: Sequence[str | Path]) -> list[Complaint]:
    """Every mistake of every file, in the order given; none where all can be taken.

    Catalogue files are read together in the place of the shipped ones of their names.
    """
    catalogue = load()
    complaints: list[Complaint] = []
    overlay: dict[str, tuple[str, bytes]] = {}
    for path in paths:
        try:
            name, data = _fetch(path)
            table = load_table(name, data)
            kind = kind_of(table)
            if kind == CATALOGUE:
                overlay[_place(name, table)] = name, data
            else:
                complaints += _check(kind, name, data, catalogue, table)
        except InvalidInput as invalid:
            complaints += invalid.complaints
    return complaints + _check_catalogue(overlay, catalogue)


def kind_of(table: dict[str, Any]) -> str:
    """What a file is by the keys it holds, or "" where none gives it away."""
    return next((kind for kind, keys in TELLING.items() if any(k in table for k in keys)), "")


def _fetch(path: str | Path) -> tuple[str, bytes]:
    return fetch(path, TIMETABLES if str(path) in names(TIMETABLES) else CASES)


def _check(
    kind: str, name: str, data: bytes, catalogue: Catalogue, table: dict[str, Any]
) -> list[Complaint]:
    codes = frozenset(catalogue.codes)
    if kind == TIMETABLE:
        parse_timetable(name, table, catalogue.entry)
    elif kind == PACKAGE:
        parse_package(name, data, codes)
    elif kind == CASE:
        return _check_case(name, data, catalogue)
    else:
        message = "neither a case, a package, a timetable nor a catalogue file: no key says which"
        if called := next((READ_BY_PLAN[key] for key in READ_BY_PLAN if key in table), ""):
            message = f"{called}, which is not read here: `plan` tells its mistakes before it plans"
        return [Complaint(name, "$", None, message)]
    return []


def _check_case(name: str, data: bytes, catalogue: Catalogue) -> list[Complaint]:
    case, region = parse_case_file(name, data, frozenset(catalogue.codes), catalogue.units)
    if not region:
        return []
    try:
        timetable = named_timetable(name, region).timetable
    except InvalidInput as wrong:
        # What is wrong inside a timetable is said where that file is checked.
        return [one for one in wrong.complaints if one.file == name]
    return unknown_places(name, case, timetable)


def _place(name: str, table: dict[str, Any]) -> str:
    """Where a file would stand in the catalogue: by its kind, under its own name."""
    stem = Path(name).name
    if "editions" not in table:
        return stem
    return f"{FOLDERS.get(str(table.get('kind')), 'interventions')}/{stem}"


def _check_catalogue(
    overlay: dict[str, tuple[str, bytes]], catalogue: Catalogue
) -> list[Complaint]:
    if not overlay:
        return []
    files = dict(shipped()) | {place: data for place, (_, data) in overlay.items()}
    try:
        complaints = health(read(files))
    except InvalidInput as invalid:
        complaints = list(invalid.complaints)
    already = health(catalogue)
    # What concerns the whole is said of the one file given, or of the catalogue they make up.
    whole = next(iter(overlay.values()))[0] if len(overlay) == 1 else "catalogue"
    called = {place: name for place, (name, _) in overlay.items()} | {"catalogue": whole}
    return [
        evolve(one, file=called.get(one.file, one.file))
        for one in complaints
        if one not in already
    ]
