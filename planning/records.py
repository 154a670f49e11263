"""What a sweep has finished, kept as it ends: one JSON line each, for nobody but the owner.

A line holds a fingerprint, numbers and names of the timetable: no person, no case. A line that was
cut short is passed over, and the next begins on a line of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from planning.forecast_measures import Key, Measures

# 2: facilitators and rooms are played.
SCHEMA = 2
OWNER_ONLY = 0o600


@frozen
class Record:
    """One replication of one scenario. `fingerprint` is that of all that went into it."""

    fingerprint: str
    scenario: str
    number: int
    measures: Measures


class Records:
    """The finished replications in a file, which comes into being with the first."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Iterator[Record]:
        """Every whole line of this schema; none where there is no file."""
        if not self.path.exists():
            return
        for line in self.path.read_bytes().splitlines():
            try:
                held = json.loads(line)
                if held["schema"] == SCHEMA:
                    yield _record(held)
            except (ValueError, KeyError, TypeError):
                continue

    def append(self, record: Record) -> None:
        """Written through to the disk before it counts as recorded."""
        line = json.dumps(_line(record), sort_keys=True, allow_nan=False).encode() + b"\n"
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
        handle = os.open(self.path, flags, OWNER_ONLY)
        try:
            os.fchmod(handle, OWNER_ONLY)
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                line = b"\n" + line
            try:
                _write(handle, line)
                os.fsync(handle)
            except OSError:
                # Half a line would be no record, and the next would have to begin another.
                os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)


def _write(handle: int, data: bytes) -> None:
    """All of it: of what a nearly full disk takes a part the rest is refused in words."""
    while data:
        data = data[os.write(handle, data) :]


def _line(record: Record) -> dict[str, Any]:
    """Figures of one slice stand together: the names of places would fill the file otherwise."""
    slices: defaultdict[tuple[Any, ...], dict[str, float | None]] = defaultdict(dict)
    for key, value in sorted(record.measures.items()):
        name, *of = attrs.astuple(key)
        slices[tuple(of)][name] = value
    return {
        "schema": SCHEMA,
        "fingerprint": record.fingerprint,
        "scenario": record.scenario,
        "number": record.number,
        "measures": [[*of, figures] for of, figures in slices.items()],
    }


def _record(held: Mapping[str, Any]) -> Record:
    measures = {
        Key(name, *of): value
        for *of, figures in held["measures"]
        for name, value in figures.items()
    }
    return Record(held["fingerprint"], held["scenario"], held["number"], measures)


def fingerprint(*values: object) -> str:
    """The sha256 of nouns, the same in every process and on every machine.

    >>> one, other = {"a": 1, "b": frozenset({2, 3})}, {"b": frozenset({3, 2}), "a": 1}
    >>> fingerprint(one) == fingerprint(other), fingerprint(one) == fingerprint({"a": 1})
    (True, False)
    """
    written = hashlib.sha256()
    for value in values:
        for word in _words(value):
            written.update(word.encode())
            written.update(b"\x00")
    return written.hexdigest()


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        yield f"{type(value).__name__}.{value.name}"
    elif attrs.has(kind := type(value)):
        yield kind.__name__
        for field in attrs.fields(kind):
            yield field.name
            yield from _words(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield f"mapping of {len(value)}"
        for key in sorted(value, key=lambda key: list(_words(key))):
            yield from _words(key)
            yield from _words(value[key])
    elif isinstance(value, Set):
        yield f"set of {len(value)}"
        for words in sorted(list(_words(each)) for each in value):
            yield from words
    elif isinstance(value, tuple | list):
        yield f"list of {len(value)}"
        for each in value:
            yield from _words(each)
    elif isinstance(value, date):
        yield value.isoformat()
    elif value is None or isinstance(value, str | int | float):
        yield f"{type(value).__name__} {value!r}"
    else:
        raise TypeError(f"a {type(value).__name__} has no fingerprint")
