"""Catalogue files to a Catalogue: every mistake of every file at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.case import Need, Purpose
from models.catalogue.catalogue import (
    Catalogue,
    Edition,
    PairRow,
    Record,
    SequenceRow,
    Umbrella,
)
from models.catalogue.row_reading import read_row, source
from models.criteria import Criterion
from models.dated import Row
from models.entry import Attendance, Delivery, EntryKind, Leg, Module, Stage
from models.errors import Complaint, InvalidInput
from models.sources import Document
from models.structuring import (
    Reader,
    boolean,
    bound,
    choice,
    day,
    filled,
    listed,
    load_table,
    number,
    text,
    word,
)

PAIR_RELATIONS = ("never-together", "not-usually-together", "needs", "usually-with", "never-alone")
SEQUENCE_RELATIONS = ("before", "not-before", "with-or-before", "early")

# The fields of an entry that one parser reads, in the order of `models.entry.Entry`.
PLAIN = {
    "under": listed(filled),
    "classes": listed(filled),
    "needs": listed(choice(Need)),
    "purposes": listed(choice(Purpose)),
    "order_months": number(1),
    "order_months_source": source,
    "group_size": bound,
    "units": listed(word("hours", "days", "months", "hours-a-day")),
    "stream": word("", "treatment", "unpaid-work", "curfew", "attendance-centre"),
    "enforceable": boolean,
    "scheduled": boolean,
    "women_only": boolean,
    "requires": listed(filled),
    "notes": listed(filled),
    "conflicts": listed(filled),
}


def read(files: Mapping[str, bytes]) -> Catalogue:
    """A catalogue from its files: name, as "requirements/atr.toml", to bytes.

    Raises
    ------
    InvalidInput
        With the complaints about all the files together.
    """
    complaints: list[Complaint] = []
    readers: dict[str, Reader] = {}
    for name, data in files.items():
        try:
            readers[name] = Reader(name, load_table(name, data), complaints=complaints)
        except InvalidInput as invalid:
            complaints += invalid.complaints
    documents = _documents(readers)
    rows: list[Row] = []
    records: dict[str, Record] = {}
    for name, reader in readers.items():
        code = ""
        if "/" in name:
            record = _record(name, reader, documents)
            code = record.code
            if code in records:
                reader.complain(f'"{code}" is already in {records[code].file}', "code", code)
            records[code] = record
        rows += [read_row(table, code) for table in reader.tables("rows")]
    catalogue = Catalogue(
        documents=documents,
        rows=tuple(rows),
        records=records,
        pairs=tuple(_pair(table) for table in _all(readers, "pairs")),
        sequences=tuple(_sequence(table) for table in _all(readers, "sequences")),
        umbrellas=tuple(
            Umbrella(table.take("code", filled), table.take("of", listed(filled)))
            for table in _all(readers, "classes")
        ),
    )
    for reader in readers.values():
        reader.close()
    if complaints:
        raise InvalidInput(complaints)
    return catalogue


def _all(readers: Mapping[str, Reader], key: str) -> list[Reader]:
    """The tables under a key that only the files at the top of the catalogue may hold."""
    tops = (reader for name, reader in readers.items() if "/" not in name)
    return [table for reader in tops for table in reader.tables(key)]


def _documents(readers: Mapping[str, Reader]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for table in _all(readers, "documents"):
        code = table.take("code", filled)
        if code in found:
            table.complain(f'there are two documents "{code}"', "code", code)
        found[code] = Document(
            code=code,
            title=table.take("title", filled),
            since=table.take("since", day),
            note=table.take("note", text, ""),
        )
    return found


def _pair(table: Reader) -> PairRow:
    return PairRow(
        first=table.take("first", filled),
        second=table.take("second", text, ""),
        relation=table.take("relation", word(*PAIR_RELATIONS)),
        when=table.take("when", listed(filled), ()),
        row=read_row(table, "pair"),
    )


def _sequence(table: Reader) -> SequenceRow:
    return SequenceRow(
        first=table.take("first", filled),
        second=table.take("second", text, ""),
        relation=table.take("relation", word(*SEQUENCE_RELATIONS)),
        days=table.take("days", number(1), None),
        when=table.take("when", listed(filled), ()),
        row=read_row(table, "sequence"),
    )


def _record(file: str, reader: Reader, documents: Mapping[str, Document]) -> Record:
    code = reader.take("code", filled)
    stem = file.rpartition("/")[2].removesuffix(".toml")
    if code != stem:
        reader.complain(f'code = "{code}": the file is called {stem}', "code", code)
    kind = reader.take("kind", choice(EntryKind))
    name = reader.take("name", filled)
    tables = reader.tables("editions")
    editions = [_edition(table, code, documents) for table in tables]
    if not editions:
        reader.complain("an entry needs at least one edition", "editions")
    return Record(
        file,
        code,
        kind,
        name,
        reader.take("short", text, name),
        tuple(sorted(editions, key=lambda edition: edition.since)),
    )


def _edition(table: Reader, code: str, documents: Mapping[str, Document]) -> Edition:
    document = table.take("document", filled)
    since = table.take("since", day, None)
    if since is None:
        known = documents.get(document)
        if known is None:
            table.complain(f'no document is called "{document}"', "document", document)
        since = known.since if known and isinstance(known.since, date) else date.min
    fields: dict[str, Any] = {"source": table.take("source", source)}
    for name, parse in PLAIN.items():
        if name in table:
            fields[name] = table.take(name, parse)
    if "legs" in table:
        fields["legs"] = tuple(_leg(leg) for leg in table.tables("legs"))
    if "attendance" in table:
        fields["attendance"] = tuple(_attendance(one) for one in table.tables("attendance"))
    raw = table.raw("criteria")
    if raw is not None:
        fields["criteria"] = tuple(_criteria(table, raw, code))
    return Edition(document, since, fields, tuple(raw) if isinstance(raw, list) else ())


def _criteria(table: Reader, raw: object, code: str) -> list[Criterion]:
    from models.suitability import criterion

    if not isinstance(raw, list):
        table.complain("criteria must be a list of tables", "criteria", raw)
        return []
    found = []
    for place, one in enumerate(raw):
        try:
            found.append(criterion(one, code))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            table.complain(str(error), f"criteria[{place}]", one)
    return found


def _leg(table: Reader) -> Leg:
    return Leg(
        id=table.take("id", filled),
        title=table.take("title", filled),
        stage=table.take("stage", choice(Stage)),
        delivery=table.take("delivery", choice(Delivery)),
        sessions=table.take("sessions", bound, None),
        minutes=table.take("minutes", bound, None),
        source=table.take("source", source),
        with_=table.take("with", text, ""),
        per_week=table.take("per_week", bound, None),
        evenings_per_week=table.take("evenings_per_week", bound, None),
        gap_days=table.take("gap_days", bound, None),
        every_days=table.take("every_days", bound, None),
        within_months=table.take("within_months", number(1), None),
        modules=tuple(
            Module(
                module.take("code", filled),
                module.take("title", filled),
                module.take("sessions", number(1)),
                module.take("after", listed(filled), ()),
            )
            for module in table.tables("modules")
        ),
        in_modules=table.take("in_modules", listed(filled), ()),
        kind=table.take("kind", filled, "session"),
        counts=table.take("counts", boolean, True),
        verified=table.take("verified", boolean, True),
        note=table.take("note", text, ""),
    )


def _attendance(table: Reader) -> Attendance:
    return Attendance(
        leg=table.take("leg", filled),
        allowed=table.take("allowed", number(0), None),
        per=table.take("per", text, ""),
        catch_up=table.take("catch_up", text, ""),
        beyond=table.take("beyond", text, ""),
        source=table.take("source", source),
        restart_at=table.take("restart_at", number(1), None),
    )
