"""A noun read from a table field by field, so that a fact added to a noun is readable at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from attrs import NOTHING, Factory, fields, resolve_types

from models.case import (
    Answer,
    Detox,
    Employment,
    Level,
    Need,
    OffenceKind,
    OrderKind,
    Purpose,
    Seriousness,
    Severity,
    Sex,
)
from models.commitments import CommitmentKind, DateRange
from models.structuring import (
    Parse,
    Reader,
    Wrong,
    boolean,
    choice,
    day,
    day_range,
    filled,
    listed,
    mapping,
    nearest,
    text,
)

T = TypeVar("T")

WORDS = (
    Answer, CommitmentKind, Detox, Employment, Level, Need, OffenceKind, OrderKind, Purpose,
    Seriousness, Severity, Sex,
)  # fmt: skip
PARSERS: dict[Any, Parse[Any]] = {
    str: text,
    bool: boolean,
    date: day,
    DateRange: day_range,
    tuple[DateRange, ...]: listed(day_range),
    tuple[str, ...]: listed(filled),
    **{words: choice(words) for words in WORDS},
    **{tuple[words, ...]: listed(choice(words)) for words in WORDS},
}
PARSERS |= {kind | None: parse for kind, parse in PARSERS.items()}


def build(
    reader: Reader, noun: type[T], parsers: Mapping[str, Parse[Any]] | None = None, **given: Any
) -> T:
    """A noun whose fields stand under their own names in the table.

    `parsers` says how to read a field whose type does not say it (a number, which needs bounds);
    what is `given` is not read.
    """
    values = dict(given)
    for field in _fields(noun):
        if field.name in given:
            continue
        parse = (parsers or {}).get(field.name) or PARSERS[field.type]
        if field.default is NOTHING:
            values[field.name] = reader.take(field.name, parse)
        else:
            blank = field.default
            if isinstance(blank, Factory):
                blank = blank.factory()
            values[field.name] = reader.take(field.name, parse, blank)
    return noun(**values)


@cache
def _fields(noun: type) -> Any:
    return fields(resolve_types(noun))


def code(known: frozenset[str] | None) -> Parse[str]:
    """A code of the catalogue; any word where the catalogue is not at hand."""

    def parse(value: Any) -> str:
        found = filled(value)
        if known is not None and found not in known:
            raise Wrong(f'"{found}" is not a code of the catalogue{nearest(found, sorted(known))}')
        return found

    parse.__dict__["stand_in"] = ""
    return parse


def by_code(
    reader: Reader, key: str, parse: Parse[T], known: frozenset[str] | None
) -> dict[str, T]:
    """The table under a key, from codes of the catalogue to values that `parse` reads."""
    table = reader.raw(key)
    for word in table if isinstance(table, dict) else ():
        try:
            code(known)(word)
        except Wrong as wrong:
            reader.complain(str(wrong), f"{key}.{word}", table[word])
    return reader.take(key, mapping(parse), {})


def complain_of_twins(reader: Reader, key: str, values: list[Any], path: str = "") -> None:
    """Complain of each value that stands in a list a second time."""
    for place, value in enumerate(values):
        first = values.index(value)
        if first < place:
            shown = getattr(value, "value", value)
            message = f'"{shown}" stands here a second time (first in {key}[{first}])'
            reader.complain(message, f"{key}[{place}]{path}", shown)
