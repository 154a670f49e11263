"""Paths into a case: "assessments.ogrs3", "clinical.motivated", "assessments.domains.sex"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from models.case import Answer, Case, Dates, Level

_BLANK = Case(reference="", dates=Dates(sentence=date(2026, 1, 5), conviction=date(2026, 1, 5)))


def value_at(case: Case, path: str) -> object:
    """What stands at a path; None where a mapping does not hold the last name.

    Raises
    ------
    ValueError
        Where a case has no such place.
    """
    value: object = case
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif name in _names(value):
            value = getattr(value, name)
        else:
            raise ValueError(f'"{path}": a case has no such fact.')
    return value


def _names(value: object) -> tuple[str, ...]:
    kind = type(value)
    return tuple(each.name for each in attrs.fields(kind)) if attrs.has(kind) else ()


def answer_at(case: Case, path: str) -> Answer:
    value = value_at(case, path)
    return value if isinstance(value, Answer) else Answer.UNKNOWN


def level_at(case: Case, path: str) -> Level:
    value = value_at(case, path)
    return value if isinstance(value, Level) else Level.UNKNOWN


def number_at(case: Case, path: str) -> float | None:
    value = value_at(case, path)
    return float(value) if isinstance(value, int | float) else None


def must_hold(path: str, kind: type[Answer | Level] | None) -> None:
    """Refuse a path that leads to something else: an answer, a level, or (None) a number.

    Raises
    ------
    ValueError
        Where a case has no such place, or it holds another kind of fact.
    """
    value = value_at(_BLANK, path)
    if value is not None if kind is None else not isinstance(value, kind):
        wanted = "a number" if kind is None else f"{kind.__name__.lower()}s such as yes or medium"
        raise ValueError(f'"{path}": no place for {wanted}.')
