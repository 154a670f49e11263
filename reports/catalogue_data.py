"""What the catalogue holds, as plain data: dates, sources, what was checked, what is to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.catalogue import Catalogue
from models.dated import Bound, Row, Step, Value
from models.entry import Entry, Leg
from reports.json_report import SCHEMA, source_dict
from reports.package_data import Data, iso

IN_FORCE = "in force"
REPEALED = "not available, or not known"
TO_COME = "not yet in force"
NOT_COMMENCED = "enacted, no commencement seen"
ALWAYS = "available"


def contents(catalogue: Catalogue, on: date | None) -> Data:
    """Every entry in a line and every document."""
    return {
        "schema": SCHEMA,
        "on": iso(on),
        "entries": [summary(code, catalogue, on) for code in catalogue.codes],
        "documents": [
            {"code": d.code, "title": d.title, "since": str(d.since), "note": d.note}
            for d in catalogue.documents.values()
        ],
    }


def summary(code: str, catalogue: Catalogue, on: date | None) -> Data:
    record = catalogue.records[code]
    return {
        "code": code,
        "kind": record.kind.value,
        "name": record.name,
        "short": record.short,
        "availability": availability(code, catalogue, on),
        "editions": [{"document": e.document, "since": iso(e.since)} for e in record.editions],
    }


def availability(code: str, catalogue: Catalogue, on: date | None) -> str:
    """How an entry stands on a day, by the row that makes it available."""
    row = next((r for r in catalogue.rows_of(code) if r.parameter == "available"), None)
    if row is None:
        return ALWAYS
    step = standing(row, on)
    if step is None:
        return NOT_COMMENCED if not any(s.commenced for s in row.steps) else TO_COME
    return IN_FORCE if step.value is True else REPEALED


def standing(row: Row, on: date | None) -> Step | None:
    """The step in force on a day of the row's clock; without a day, the last that commenced."""
    begun = [s for s in row.steps if s.commenced and (on is None or s.since <= on)]
    return begun[-1] if begun else None


def details(code: str, catalogue: Catalogue, on: date | None) -> Data:
    """All that is held under one code, an entry's or a subject's such as "order".

    Raises
    ------
    KeyError
        Where nothing is held under the code.
    """
    rows = catalogue.rows_of(code)
    if code not in catalogue.records:
        if not rows:
            raise KeyError(code)
        return {"schema": SCHEMA, "code": code, "on": iso(on), "rows": _rows(rows, on)}
    entry = edition_on(code, catalogue, on)
    rules = [*related(code, entry, catalogue)]
    return {
        "schema": SCHEMA,
        "on": iso(on),
        **summary(code, catalogue, on),
        "edition": entry.edition,
        "source": source_dict(entry.source),
        "under": list(entry.under),
        "classes": list(entry.classes),
        "needs": [need.value for need in entry.needs],
        "purposes": [purpose.value for purpose in entry.purposes],
        "order_months": entry.order_months,
        "enforceable": entry.enforceable,
        "scheduled": entry.scheduled,
        "requires": list(entry.requires),
        "legs": [leg_dict(leg) for leg in entry.legs],
        "attendance": [
            {
                "leg": a.leg,
                "allowed": a.allowed,
                "per": a.per,
                "catch_up": a.catch_up,
                "beyond": a.beyond,
                "source": source_dict(a.source),
            }
            for a in entry.attendance
        ],
        "criteria": [_criterion(raw) for raw in raw_criteria(code, entry.edition, catalogue)],
        "rows": _rows(rows, on),
        "rules": _rows(rules, on),
        "notes": list(entry.notes),
        "conflicts": list(entry.conflicts),
    }


def edition_on(code: str, catalogue: Catalogue, on: date | None) -> Entry:
    """The latest edition, or the latest that had been made by a day (else the first)."""
    editions = catalogue.records[code].editions
    begun = [e for e in editions if on is None or e.since <= on] or [editions[0]]
    return catalogue.entry(code, begun[-1].document)


def raw_criteria(code: str, document: str, catalogue: Catalogue) -> Iterable[Any]:
    """The criteria of the edition, those of an earlier one where it states none."""
    found: Iterable[Any] = ()
    for edition in catalogue.records[code].editions:
        found = edition.raw_criteria or found
        if edition.document == document:
            break
    return found


def related(code: str, entry: Entry, catalogue: Catalogue) -> Iterable[Row]:
    """The rules of pairs and of order that an entry is named in, by code or class."""
    mine = {code, *entry.classes}
    for rule in (*catalogue.pairs, *catalogue.sequences):
        if mine & {rule.first, rule.second}:
            yield rule.row


def leg_dict(leg: Leg) -> Data:
    return {
        "id": leg.id,
        "title": leg.title,
        "stage": leg.stage.value,
        "delivery": leg.delivery.value,
        "sessions": value_of(leg.sessions),
        "minutes": value_of(leg.minutes),
        "per_week": value_of(leg.per_week),
        "gap_days": value_of(leg.gap_days),
        "every_days": value_of(leg.every_days),
        "within_months": leg.within_months,
        "modules": [
            {"code": m.code, "title": m.title, "sessions": m.sessions, "after": list(m.after)}
            for m in leg.modules
        ],
        "source": source_dict(leg.source),
        "verified": leg.verified,
        "note": leg.note,
    }


def _rows(rows: Iterable[Row], on: date | None) -> list[Data]:
    return [row_dict(row, on) for row in rows]


def row_dict(row: Row, on: date | None) -> Data:
    step = standing(row, on)
    return {
        "id": row.id,
        "subject": row.subject,
        "parameter": row.parameter,
        "unit": row.unit,
        "clock": row.clock.value,
        "force": row.force.value,
        "strength": row.strength.value,
        "when": {key: value_of(value) for key, value in row.when},
        "text": row.text,
        "value": value_of(step.value) if step else None,
        "steps": [
            {
                "since": iso(s.since),
                "value": value_of(s.value),
                "source": source_dict(s.source),
                "verified": s.verified,
                "commenced": s.commenced,
                "note": s.note,
                "in_force": s is step,
            }
            for s in row.steps
        ],
    }


def value_of(value: Value) -> Any:
    """A bound as its two ends, anything else as it is."""
    if isinstance(value, Bound):
        return {"lowest": value.lowest, "highest": value.highest}
    return value


def _criterion(raw: Any) -> Data:
    """A criterion as it stands in its file; days become text."""
    return {key: _plain(value) for key, value in dict(raw).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return iso(value) if isinstance(value, date) else value
