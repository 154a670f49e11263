"""Whether the catalogue as a whole makes sense: what no single file can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from models.catalogue.catalogue import Catalogue, PairRow, Record, SequenceRow
from models.catalogue.indispensable import missing
from models.circumstances import NAMES
from models.dated import Bound, Row
from models.entry import Delivery, Entry, EntryKind, Leg, Stage
from models.errors import Complaint
from models.sources import Source

# Subjects of rows that are no entry's code.
SUBJECTS = (
    "order", "contact", "load", "places", "treatment", "detox", "curfew-default", "rest",
)  # fmt: skip


def health(catalogue: Catalogue) -> list[Complaint]:
    """Everything wrong with a catalogue whose files are each in order."""
    checks = (
        _twins, _unknown_documents, _unknown_codes, _unknown_legs, _totals, _too_long, _cycles,
        _carriers, _circumstances, missing,
    )  # fmt: skip
    return [complaint for check in checks for complaint in check(catalogue)]


def _editions(catalogue: Catalogue) -> Iterator[tuple[Record, int, Entry]]:
    for code, record in catalogue.records.items():
        for place, document in enumerate(catalogue.editions(code)):
            yield record, place, catalogue.entry(code, document)


def _relations(catalogue: Catalogue) -> tuple[PairRow | SequenceRow, ...]:
    return (*catalogue.pairs, *catalogue.sequences)


def _rows(catalogue: Catalogue) -> tuple[Row, ...]:
    return (*catalogue.rows, *(relation.row for relation in _relations(catalogue)))


def _said(file: str, path: str, value: object, message: str) -> Complaint:
    return Complaint(file, path, value, message)


def _twins(catalogue: Catalogue) -> Iterator[Complaint]:
    for name, times in Counter(row.id for row in _rows(catalogue)).items():
        if times > 1:
            yield _said("catalogue", f"$.rows.{name}", name, f'{times} rows are called "{name}"')


def _unknown_documents(catalogue: Catalogue) -> Iterator[Complaint]:
    for file, path, source in _sources(catalogue):
        if source.document not in catalogue.documents:
            yield _said(file, path, source.document, f'no document is called "{source.document}"')


def _sources(catalogue: Catalogue) -> Iterator[tuple[str, str, Source]]:
    for row in _rows(catalogue):
        for step in row.steps:
            yield "catalogue", f"$.rows.{row.id}", step.source
    for record, place, entry in _editions(catalogue):
        path = f"$.editions[{place}]"
        yield record.file, path, entry.source
        if entry.order_months_source is not None:
            yield record.file, f"{path}.order_months_source", entry.order_months_source
        for leg in entry.legs:
            yield record.file, f"{path}.legs.{leg.id}", leg.source
        for attendance in entry.attendance:
            yield record.file, f"{path}.attendance.{attendance.leg}", attendance.source
        for number, raw in enumerate(record.editions[place].raw_criteria):
            for words in _stated(raw, "source"):
                yield record.file, f"{path}.criteria[{number}].source", Source(*words)


def _stated(raw: Mapping[str, Any], key: str) -> Iterator[Any]:
    """What a criterion, or one inside it, says under a key."""
    if key in raw:
        yield raw[key]
    for inner in raw.get("of", ()):
        yield from _stated(inner, key)


def _unknown_codes(catalogue: Catalogue) -> Iterator[Complaint]:
    codes = set(catalogue.codes)
    classes = {name for _, _, entry in _editions(catalogue) for name in entry.classes}
    for row in catalogue.rows:
        if row.subject not in codes and row.subject not in SUBJECTS:
            message = "neither a code nor a subject of rows"
            yield _said("catalogue", f"$.rows.{row.id}", row.subject, message)
    for record, place, entry in _editions(catalogue):
        path = f"$.editions[{place}]"
        named = [("under", c) for c in entry.under] + [("requires", c) for c in entry.requires]
        for raw in record.editions[place].raw_criteria:
            named += [("criteria", code) for code in _stated(raw, "code")]
            named += [("criteria", code) for some in _stated(raw, "codes") for code in some]
        for key, code in named:
            if code not in codes:
                yield _said(record.file, f"{path}.{key}", code, f'no entry is called "{code}"')
    for rule in _relations(catalogue):
        for name in filter(None, (rule.first, rule.second)):
            if name not in codes | classes:
                path = f"$.rows.{rule.row.id}"
                yield _said("catalogue", path, name, f'neither a code nor a class: "{name}"')
    for umbrella in catalogue.umbrellas:
        for name in umbrella.of:
            if name not in codes | classes:
                path = f"$.classes.{umbrella.code}"
                yield _said("pairs.toml", path, name, f'neither a code nor a class: "{name}"')


def _unknown_legs(catalogue: Catalogue) -> Iterator[Complaint]:
    for record, place, entry in _editions(catalogue):
        path = f"$.editions[{place}]"
        legs = [leg.id for leg in entry.legs]
        for attendance in entry.attendance:
            if attendance.leg not in legs:
                yield _said(record.file, f"{path}.attendance", attendance.leg, "no such leg")
        if len(set(legs)) < len(legs):
            yield _said(record.file, f"{path}.legs", legs, "two legs of one id")
        for leg in entry.legs:
            modules = {module.code for module in leg.modules}
            for module in leg.modules:
                for before in set(module.after) - modules:
                    yield _said(record.file, f"{path}.legs.{leg.id}", before, "no such module")
            for message in _misplaced(leg, entry.main):
                yield _said(record.file, f"{path}.legs.{leg.id}", list(leg.in_modules), message)


def _misplaced(leg: Leg, main: Leg | None) -> Iterator[str]:
    """What is wrong with the modules the appointments of a leg are said to stand in."""
    if not leg.in_modules:
        return
    if leg.stage is not Stage.DURING or leg.delivery is not Delivery.APPOINTMENT:
        yield "only appointments during a programme stand in its modules"
    known = {module.code for module in main.modules} if main is not None else set()
    for code in leg.in_modules:
        if code not in known:
            yield f'the main leg has no module "{code}"'
    if len(set(leg.in_modules)) < len(leg.in_modules):
        yield "a module named twice"
    number = len(leg.in_modules)
    if leg.sessions is None or {leg.sessions.lowest, leg.sessions.highest} != {number}:
        yield f"one appointment for each module named: {number} sessions"


def _totals(catalogue: Catalogue) -> Iterator[Complaint]:
    """Modules add up to their leg, unless the guide disagrees with itself and we say so."""
    for record, place, entry in _editions(catalogue):
        for leg in entry.legs:
            total = sum(module.sessions for module in leg.modules)
            if not leg.modules or leg.sessions is None or entry.conflicts:
                continue
            if not leg.sessions.holds(total):
                message = f"the modules have {total} sessions, the leg {leg.sessions}"
                yield _said(record.file, f"$.editions[{place}].legs.{leg.id}", total, message)


def _too_long(catalogue: Catalogue) -> Iterator[Complaint]:
    """No programme asks for a longer order than the law has ever allowed."""
    ends = [
        (step.value.highest, step.source)
        for row in catalogue.rows_of("order")
        for step in row.steps
        if row.parameter == "months" and isinstance(step.value, Bound) and step.value.highest
    ]
    longest, source = max(ends, default=(None, None))
    for record, place, entry in _editions(catalogue):
        if longest is not None and entry.order_months is not None and entry.order_months > longest:
            message = (
                f"order_months = {entry.order_months}: "
                f"an order runs for at most {longest:g} months ({source})"
            )
            path = f"$.editions[{place}].order_months"
            yield _said(record.file, path, entry.order_months, message)


def _cycles(catalogue: Catalogue) -> Iterator[Complaint]:
    latest = [catalogue.entry(code) for code in catalogue.codes]
    order = [(before, e.code) for e in latest for before in e.requires]
    order += [(s.first, s.second) for s in catalogue.sequences if s.relation in WAYS and s.second]
    yield from _cycle("catalogue", "$", order)
    for record, place, entry in _editions(catalogue):
        for leg in entry.legs:
            edges = [(before, module.code) for module in leg.modules for before in module.after]
            yield from _cycle(record.file, f"$.editions[{place}].legs.{leg.id}", edges)


# Sequence relations that put the first in front of the second.
WAYS = ("before", "with-or-before")


def _cycle(file: str, path: str, edges: list[tuple[str, str]]) -> Iterator[Complaint]:
    # Imported here: the catalogue is read on every command, its health only in checks.
    import networkx as nx

    graph = nx.DiGraph(edges)
    if not nx.is_directed_acyclic_graph(graph):
        around = [edge[0] for edge in nx.find_cycle(graph)]
        named = " before ".join([*around, around[0]])
        yield _said(file, path, around, f"goes round in a circle: {named}")


def _carriers(catalogue: Catalogue) -> Iterator[Complaint]:
    """Every part is carried by a requirement, and an accredited programme never by a RAR."""
    requirements = set(catalogue.requirements)
    for record, place, entry in _editions(catalogue):
        path = f"$.editions[{place}].under"
        if entry.kind is EntryKind.REQUIREMENT and entry.under:
            yield _said(record.file, path, entry.under, "a requirement stands under none")
        for code in entry.under:
            if code not in requirements:
                yield _said(record.file, path, code, f'"{code}" is no requirement')
        if entry.kind is EntryKind.PROGRAMME and {"rar", "atr"} & set(entry.under):
            message = "an accredited programme counts neither inside a RAR nor inside an ATR"
            yield _said(record.file, path, entry.under, message)


def _circumstances(catalogue: Catalogue) -> Iterator[Complaint]:
    for rule in _relations(catalogue):
        for name in rule.when:
            if name not in NAMES:
                path = f"$.rows.{rule.row.id}.when"
                yield _said("catalogue", path, name, f'no circumstance is called "{name}"')
