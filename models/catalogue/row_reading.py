"""One row of the catalogue from its table: a rule with its clock, force, source and history."""

from __future__ import annotations

from typing import Any

from models.dated import Bound, Clock, Row, Step, Value
from models.errors import Complaint
from models.sources import Force, Source, Strength
from models.structuring import (
    Reader,
    Wrong,
    boolean,
    bound,
    choice,
    day,
    filled,
    listed,
    real,
    text,
)


def source(value: Any) -> Source:
    """`["document", "section"]`."""
    words = listed(filled)(value)
    if len(words) != 2:
        raise Wrong('a source is a document and a section, as ["dlnr-2017", "3.1"]')
    return Source(*words)


def read_row(table: Reader, subject: str) -> Row:
    """The row of a table; `subject` where the table names none."""
    parameter = table.take("parameter", filled, subject if subject in ("pair", "sequence") else "")
    steps = [_step(step) for step in table.tables("steps")]
    if not steps:
        table.complain("a row needs at least one step", "steps")
    days = [step.since for step in steps]
    if sorted(set(days)) != days:
        table.complain("steps must follow one another, each later than the last", "steps")
    return Row(
        id=table.take("id", filled),
        subject=table.take("subject", filled, subject) or _missing(table, "subject"),
        parameter=parameter or _missing(table, "parameter"),
        unit=table.take("unit", text, ""),
        clock=table.take("clock", choice(Clock)),
        force=table.take("force", choice(Force)),
        strength=table.take("strength", choice(Strength)),
        steps=tuple(steps),
        # A pair or sequence rule is switched on by circumstances, which its own reader takes.
        when=() if subject in ("pair", "sequence") else _keys(table),
        text=table.take("text", filled),
    )


def _missing(table: Reader, key: str) -> str:
    table.complaints.append(Complaint(table.file, f"{table.path}.{key}", None, "is missing"))
    return ""


def _keys(table: Reader) -> tuple[tuple[str, str | Bound], ...]:
    """What a band is keyed to: words, or stretches of a score as `[0, 49]`."""
    raw = table.raw("when") or {}
    if not isinstance(raw, dict):
        table.complain('"when" must be a table, as { seriousness = "low" }', "when", raw)
        return ()
    keys: list[tuple[str, str | Bound]] = []
    for name, value in raw.items():
        try:
            keys.append((name, bound(value) if isinstance(value, list) else filled(value)))
        except Wrong as wrong:
            table.complain(str(wrong), f"when.{name}", value)
    return tuple(keys)


def _step(table: Reader) -> Step:
    return Step(
        since=table.take("since", day),
        value=_value(table),
        source=table.take("source", source),
        verified=table.take("verified", boolean, True),
        commenced=table.take("commenced", boolean, True),
        note=table.take("note", text, ""),
    )


def _value(table: Reader) -> Value:
    lowest = table.take("lowest", real(0), None)
    highest = table.take("highest", real(0), None)
    value = table.raw("value")
    ends = lowest is not None or highest is not None
    if value is not None and ends:
        table.complain('a step has a "value" or its ends, not both', "value", value)
    elif value is not None and not isinstance(value, bool | str):
        table.complain("a value is true, false or text; a figure has ends", "value", value)
    elif isinstance(value, bool | str):
        return value
    if lowest is not None and highest is not None and highest < lowest:
        table.complain(f"the highest, {highest:g}, is below the lowest, {lowest:g}", "highest")
    return Bound(lowest, highest) if ends else None
