"""What the catalogue holds, whatever the case: documents, rows, and entries with every edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from attrs import frozen

from models.dated import Bound, Row
from models.entry import Entry, EntryKind
from models.sources import Document

FOLDERS = ("requirements", "programmes", "interventions")
SINGLE = ("documents", "orders", "standards", "pairs", "sequences")


@frozen
class Edition:
    """What one document says of an entry: only the fields it states.

    `raw_criteria` are the criteria as they stand in the file, for the checks of the whole.
    """

    document: str
    since: date
    fields: Mapping[str, Any]
    raw_criteria: tuple[Mapping[str, Any], ...] = ()


@frozen
class Record:
    """One entry's file: what no edition changes, and its editions, oldest first."""

    file: str
    code: str
    kind: EntryKind
    name: str
    short: str
    editions: tuple[Edition, ...]


@frozen
class PairRow:
    """A pair rule before its date is asked for (`models.facts.PairRule` is the rule in force)."""

    first: str
    second: str
    relation: str
    when: tuple[str, ...]
    row: Row


@frozen
class SequenceRow:
    """A sequence rule before its date is asked for."""

    first: str
    second: str
    relation: str
    days: int | None
    when: tuple[str, ...]
    row: Row


@frozen
class Umbrella:
    """A class that everything of the listed codes and classes belongs to."""

    code: str
    of: tuple[str, ...]


@frozen
class Catalogue:
    """Everything held, in the order of the files."""

    documents: Mapping[str, Document]
    rows: tuple[Row, ...]
    records: Mapping[str, Record]
    pairs: tuple[PairRow, ...] = ()
    sequences: tuple[SequenceRow, ...] = ()
    umbrellas: tuple[Umbrella, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all entries, requirements first."""
        return tuple(self.records)

    @property
    def requirements(self) -> tuple[str, ...]:
        kinds = ((code, record.kind) for code, record in self.records.items())
        return tuple(code for code, kind in kinds if kind is EntryKind.REQUIREMENT)

    @property
    def units(self) -> dict[str, tuple[str, ...]]:
        """By requirement, the units a court fixes it in; none where its length is the order's."""
        return {code: self.entry(code).units for code in self.requirements}

    @property
    def treatments(self) -> tuple[str, ...]:
        """The requirements delivered as treatment appointments."""
        streams = ((code, self.entry(code).stream) for code in self.requirements)
        return tuple(code for code, stream in streams if stream == "treatment")

    def most(self, subject: str, parameter: str) -> int:
        """The highest figure that any step sets for every case alike.

        Raises
        ------
        LookupError
            Where no row states one.
        """
        found = [
            int(step.value.highest)
            for row in self.rows_of(subject)
            if row.parameter == parameter and not row.when
            for step in row.steps
            if isinstance(step.value, Bound) and step.value.highest is not None
        ]
        if not found:
            raise LookupError(f"no row of the catalogue states {parameter} of {subject}")
        return max(found)

    def editions(self, code: str) -> tuple[str, ...]:
        """The documents an entry has editions of, oldest first."""
        return tuple(edition.document for edition in self.records[code].editions)

    def rows_of(self, subject: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.subject == subject)

    def entry(self, code: str, document: str = "") -> Entry:
        """An entry in the edition of a document, else the latest.

        A later edition replaces only the fields it states.

        Raises
        ------
        KeyError
            For an unknown code, or a document the entry has no edition of.
        """
        record = self.records[code]
        wanted = document or record.editions[-1].document
        merged: dict[str, Any] = {}
        for edition in record.editions:
            merged |= edition.fields
            if edition.document == wanted:
                merged["classes"] = self._classes(code, merged.get("classes", ()))
                return Entry(
                    code=code,
                    kind=record.kind,
                    name=record.name,
                    short=record.short,
                    edition=edition.document,
                    since=edition.since,
                    **merged,
                )
        raise KeyError(f"{code} has no edition {document}")

    def _classes(self, code: str, own: tuple[str, ...]) -> tuple[str, ...]:
        found = list(own)
        for umbrella in self.umbrellas:
            if {code, *found} & set(umbrella.of):
                found.append(umbrella.code)
        return tuple(found)


def shipped() -> Iterator[tuple[str, bytes]]:
    """The files of the shipped catalogue, name and bytes, in their order."""
    root = files("models.catalogue")
    for stem in SINGLE:
        yield f"{stem}.toml", root.joinpath(f"{stem}.toml").read_bytes()
    for folder in FOLDERS:
        for file in sorted(_tomls(root.joinpath(folder)), key=lambda file: file.name):
            yield f"{folder}/{file.name}", file.read_bytes()


def _tomls(folder: Traversable) -> Iterator[Traversable]:
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.name.endswith(".toml"))


@cache
def load() -> Catalogue:
    """The shipped catalogue, read once.

    Raises
    ------
    InvalidInput
        With every mistake of every file.
    """
    # Imported here: reading criteria needs the whole of models.suitability, holding them does not.
    from models.catalogue.loading import read

    return read(dict(shipped()))
