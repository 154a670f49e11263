"""Plain tables as TOML: what the standard library reads but does not write."""

from __future__ import annotations

import json
from typing import Any


def toml(table: dict[str, Any]) -> str:
    """Values first, then tables, then lists of tables, each in the order given.

    >>> print(toml({"months": 12, "terms": {"days": 25}}), end="")
    months = 12
    <BLANKLINE>
    [terms]
    days = 25
    """
    return "\n".join(_lines(table, ())).lstrip("\n") + "\n"


def _lines(table: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    values = [f"{key} = {_value(v)}" for key, v in table.items() if not _nests(v)]
    nested: list[str] = []
    for key, value in table.items():
        here = (*path, key)
        if isinstance(value, dict):
            nested += ["", f"[{'.'.join(here)}]", *_lines(value, here)]
        elif _nests(value):
            for row in value:
                nested += ["", f"[[{'.'.join(here)}]]", *_lines(row, here)]
    return values + nested


def _nests(value: Any) -> bool:
    """Whether a value is written as a table of its own or as several."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    # JSON's strings, numbers and booleans are TOML's, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
