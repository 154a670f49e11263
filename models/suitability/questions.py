"""The question that asks for a fact, by its path in the case file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

# What a path may end in after the code or the name.
TAILS = (".controlled", ".testable", ".hours", ".days", ".months", ".hours_a_day")


@cache
def _asked() -> Mapping[str, str]:
    text = files("models.suitability").joinpath("questions.toml").read_text("utf-8")
    return {path: str(asked) for path, asked in tomllib.loads(text).items()}


def question(path: str) -> str:
    """What to ask for the fact at a path.

    A path ending in a code or a name ("consents.atr") is asked as its family ("consents.*") is.

    Raises
    ------
    KeyError
        Where `questions.toml` knows no question for it.

    >>> question("assessments.ogrs3")
    'What is the OGRS3 two-year score?'
    """
    asked = _asked()
    if path in asked:
        return asked[path]
    tail = next((end for end in TAILS if path.endswith(end)), "")
    family, _, name = path.removesuffix(tail).rpartition(".")
    return asked[f"{family}.*{tail}"].format(name=name.replace("-", " "))


def questions(paths: Iterable[str]) -> str:
    """The questions of several paths, each once."""
    return " ".join(dict.fromkeys(question(path) for path in paths))
