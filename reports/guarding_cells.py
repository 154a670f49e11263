"""Text from a file, made safe to stand in a cell of a spreadsheet."""

from __future__ import annotations

import re

from reports import words

# What a spreadsheet takes for the beginning of a formula, full-width forms among them.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")  # noqa: RUF001
DOLLAR_PAIR = re.compile(r"\$(?=\$)")
WORDLESS = re.compile(r"[^a-zA-Z0-9]*")


def guarded(text: str) -> str:
    """
    Text that no spreadsheet runs, even when it is saved as CSV and opened again.

    An apostrophe goes before what looks like a formula. The writer of our workbooks makes links
    of ``[text](address)`` and notes of ``$$key$$``, and refuses a cell without a letter or digit.

    >>> guarded("=1+1"), guarded("a=b"), guarded("[a](https://b)"), guarded("$$c$$")
    ("'=1+1", 'a=b', '[a] (https://b)', '$ $c$ $')
    >>> guarded("--")
    "'-- [as given]"
    """
    safe = DOLLAR_PAIR.sub("$ ", words.plain(text)).replace("](", "] (")
    if safe.startswith(BEGINS_A_FORMULA):
        safe = f"'{safe}"
    if safe and WORDLESS.fullmatch(safe):
        safe = f"{safe} [as given]"
    return safe
