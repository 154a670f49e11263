"""From the plain data of a TOML or JSON file to our own nouns, every mistake said at once.

A caller walks the file with a `Reader` and parsers such as `text` or `number(0, 300)`; a mistake
becomes a `Complaint` with its path, a harmless stand-in is handed back, and reading goes on.
`finish` refuses the keys nobody asked for and raises `InvalidInput` if anything was wrong, so
that what is built from stand-ins never leaves the caller.

>>> reader = Reader("case.toml", {"hours": -5, "hourz": 3})
>>> reader.take("hours", number(0))
0
>>> reader.finish()
Traceback (most recent call last):
models.errors.InvalidInput: case.toml: $.hours: -5 is below 0
case.toml: $.hourz: unknown key "hourz"; did you mean "hours"?
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar, overload

from models.errors import Complaint, InvalidInput
from models.parsers import (
    Parse,
    Wrong,
    boolean,
    bound,
    choice,
    day,
    day_range,
    filled,
    kind_of,
    listed,
    mapping,
    moment,
    nearest,
    number,
    real,
    stand_in,
    text,
    time_of_day,
    weekday,
    word,
)

__all__ = [
    "Reader",
    "load_table",
    "Parse",
    "Wrong",
    "text",
    "filled",
    "boolean",
    "number",
    "real",
    "day",
    "moment",
    "time_of_day",
    "weekday",
    "word",
    "choice",
    "listed",
    "mapping",
    "day_range",
    "bound",
    "nearest",
]

T = TypeVar("T")
D = TypeVar("D")

MOST_BYTES = 5_000_000
_REQUIRED: Any = object()


class Reader:
    """One table of a file, where it stands, and the complaints found so far.

    `take` reads a key with a parser; without a default the key must be there. `table` and
    `tables` go deeper; `complain` adds what only the caller can know.
    """

    def __init__(
        self,
        file: str,
        table: Mapping[str, Any],
        path: str = "$",
        complaints: list[Complaint] | None = None,
    ) -> None:
        self.file = file
        self.path = path
        self.complaints: list[Complaint] = [] if complaints is None else complaints
        self._table = table
        self._asked: list[str] = []
        self._below: list[Reader] = []

    def __contains__(self, key: str) -> bool:
        return key in self._table

    @overload
    def take(self, key: str, parse: Parse[T]) -> T: ...
    @overload
    def take(self, key: str, parse: Parse[T], default: D) -> T | D: ...
    def take(self, key: str, parse: Parse[T], default: Any = _REQUIRED) -> Any:
        """The value of a key as `parse` reads it, or the default where the key is absent."""
        self._asked.append(key)
        if key not in self._table:
            if default is not _REQUIRED:
                return default
            self.complain(f'"{key}" is missing', key)
        else:
            try:
                return parse(self._table[key])
            except Wrong as wrong:
                for below, value, message in wrong.mistakes:
                    shown = self._table[key] if value is None else value
                    self.complain(message, key + below, shown)
        return stand_in(parse) if default is _REQUIRED else default

    def table(self, key: str) -> Reader:
        """The table under a key; an empty one where it is absent."""
        self._asked.append(key)
        value = self._table.get(key, {})
        if not isinstance(value, dict):
            self.complain(f'"{key}" must be a table, not {kind_of(value)}', key, value)
            value = {}
        return self._child(value, f"{self.path}.{key}")

    def tables(self, key: str) -> list[Reader]:
        """The tables of an array of tables; none where it is absent."""
        self._asked.append(key)
        value = self._table.get(key, [])
        if not isinstance(value, list):
            self.complain(f'"{key}" must be a list of tables, not {kind_of(value)}', key, value)
            value = []
        found = []
        for place, item in enumerate(value):
            if isinstance(item, dict):
                found.append(self._child(item, f"{self.path}.{key}[{place}]"))
            else:
                self.complain(f"must be a table, not {kind_of(item)}", f"{key}[{place}]", item)
        return found

    def raw(self, key: str) -> Any:
        """The plain value of a key as it stands in the file, or None."""
        self._asked.append(key)
        return self._table.get(key)

    def complain(self, message: str, key: str = "", value: object = None) -> None:
        """Add a mistake at this table, or at `key` of it."""
        path = f"{self.path}.{key}" if key else self.path
        self.complaints.append(Complaint(self.file, path, value, message))

    def close(self) -> None:
        """Complain of every key, here and below, that nothing asked for."""
        for key, value in self._table.items():
            if key not in self._asked:
                self.complain(f'unknown key "{key}"{nearest(key, self._asked)}', key, value)
        for reader in self._below:
            reader.close()

    def finish(self) -> None:
        """Refuse unknown keys, then raise InvalidInput if anything at all was wrong."""
        self.close()
        if self.complaints:
            raise InvalidInput(self.complaints)

    def _child(self, table: Mapping[str, Any], path: str) -> Reader:
        reader = Reader(self.file, table, path, self.complaints)
        self._below.append(reader)
        return reader


def load_table(name: str, data: bytes) -> dict[str, Any]:
    """The table a TOML or JSON file holds; which of the two its name says.

    Raises
    ------
    InvalidInput
        For an empty or oversized file, bytes that are not UTF-8, or a slip of syntax.
    """
    try:
        return _parse(name, data)
    except Wrong as wrong:
        raise InvalidInput([Complaint(name, "$", None, str(wrong))]) from None


def _parse(name: str, data: bytes) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise Wrong(f"the file has {len(data)} bytes; at most {MOST_BYTES} are read")
    if not data.strip():
        raise Wrong("the file is empty")
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Wrong(f"line {line} is not UTF-8 text") from None
    suffix = name.rpartition(".")[2].lower()
    if suffix not in ("toml", "json"):
        raise Wrong("the name of the file must end in .toml or .json")
    try:
        table = tomllib.loads(content) if suffix == "toml" else _json(content)
    except json.JSONDecodeError as error:
        raise Wrong(f"not JSON: {error.msg} (at line {error.lineno})") from None
    except RecursionError:
        raise Wrong("the file is nested too deeply") from None
    except ValueError as error:
        raise Wrong(f"not {suffix.upper()}: {error}") from None
    if not isinstance(table, dict):
        raise Wrong(f"the file must hold a table, not {kind_of(table)}")
    return table


def _json(content: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in table if keys.count(key) > 1)
            raise ValueError(f'the key "{twice}" stands there twice')
        return table

    def constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is not a number")

    return json.loads(content, object_pairs_hook=unique, parse_constant=constant)
