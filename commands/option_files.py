"""The files that `options` writes: whether they can be, before any work is done, and writing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.guarding import unwritable

if TYPE_CHECKING:
    from models.errors import Complaint
    from optimiser.results import Options


def complain_of_targets(ics: str | None, package: str | None) -> None:
    """What could be written nowhere is said before an answer is looked for, not after.

    Raises
    ------
    InvalidInput
        With every path that is empty, named twice or can't be written.
    """
    from models.errors import Complaint, InvalidInput
    from reports.writing import try_private

    complaints: list[Complaint] = []
    for flag, path in (("--package", package), ("--ics", ics)):
        if path is not None and not path.strip():
            complaints.append(Complaint(flag, "$", path, "names no file"))
        elif path is not None:
            try:
                try_private(path)
            except OSError as fault:
                complaints.append(unwritable(path, fault))
    given = [Path(path).resolve() for path in (package, ics) if path is not None]
    if not complaints and len(given) > len(set(given)):
        said = "is named for the package and for the calendar: one would take the other's place"
        complaints.append(Complaint(str(ics), "$", None, said))
    if complaints:
        raise InvalidInput(complaints)


def write_files(
    answer: Options, chosen: int, ics: str | None, package: str | None
) -> list[Complaint]:
    """Both files drawn up before the first is put in its place; what can't be written is told."""
    option = answer.options[chosen - 1]
    files: dict[str, str | bytes] = {}
    if package is not None:
        from reports.json_report import dumped
        from reports.package_data import option_to_package_dict
        from reports.toml_text import toml

        table = option_to_package_dict(option)
        files[package] = dumped(table) if package.endswith(".json") else toml(table)
    if ics is not None:
        from reports.calendar import calendar

        files[ics] = calendar(option, answer.facts, answer.inputs)
    complaints: list[Complaint] = []
    if files:
        from reports.writing import write_private

        for path, content in files.items():
            try:
                write_private(path, content)
            except OSError as fault:
                complaints.append(unwritable(path, fault))
            else:
                click.echo(f"Written: {path}", err=True)
    return complaints
