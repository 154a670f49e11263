"""Parsers: a plain value of a file in, one of our own values out, or `Wrong` with a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import Enum
from typing import Any, NoReturn, TypeVar

from models.commitments import DateRange
from models.dated import Bound
from models.figures import figure
from models.moments import WEEKDAYS

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Parse = Callable[[Any], T]

# Years outside are slips of the keyboard: nobody alive was born before, no order runs beyond.
YEARS = range(1900, 2101)


class Wrong(ValueError):
    """What a parser says of a value: for each mistake the path below it, the value, a sentence."""

    def __init__(self, message: str, value: object = None, path: str = "") -> None:
        super().__init__(message)
        self.mistakes: list[tuple[str, object, str]] = [(path, value, message)]


def text(value: Any) -> str:
    if not isinstance(value, str):
        _refuse("text", value)
    return value


def filled(value: Any) -> str:
    """Text that says something: for ids, codes and references."""
    if not text(value).strip():
        raise Wrong("must not be empty")
    return text(value)


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        _refuse("true or false", value)
    return value


def number(lowest: int | None = None, highest: int | None = None) -> Parse[int]:
    """A whole number between two ends, either of which may be open."""

    def parse(value: Any) -> int:
        if isinstance(value, float):
            # "2.0" is told as it stands: without its point it would be the number that is wanted.
            shown = f"{value:.1f}" if "e" in f"{value}" else f"{value}"
            raise Wrong(f"{shown if math.isfinite(value) else quoted(value)} is not a whole number")
        if isinstance(value, bool) or not isinstance(value, int):
            _refuse("a whole number", value)
        _within(value, lowest, highest)
        return value

    return _standing(parse, 0)


def real(lowest: float | None = None, highest: float | None = None) -> Parse[float]:
    """A number, whole or not, between two ends."""

    def parse(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            _refuse("a number", value)
        if not math.isfinite(value):
            raise Wrong(f"{quoted(value)} is not a number to count with")
        _within(value, lowest, highest)
        return value

    return _standing(parse, 0.0)


def day(value: Any) -> date:
    """A TOML date, or a string as 2026-03-14."""
    if isinstance(value, str):
        try:
            value = datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            raise Wrong(f'"{value}" is not a date as 2026-03-14') from None
    if isinstance(value, datetime) or not isinstance(value, date):
        _refuse("a date as 2026-03-14", value)
    if value.year not in YEARS:
        raise Wrong(f"{value}: the year must be from {YEARS[0]} to {YEARS[-1]}")
    return value


def moment(value: Any) -> datetime:
    """A London wall-clock date and time, without an offset."""
    if isinstance(value, str) and "T" in value:
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise Wrong(f'"{value}" is not a time as 2026-03-14T09:30:00') from None
    if not isinstance(value, datetime):
        _refuse("a date and time as 2026-03-14T09:30:00", value)
    if value.tzinfo is not None:
        raise Wrong(f"{value}: give London wall-clock time, without an offset")
    day(value.date())
    return value


def time_of_day(value: Any) -> int:
    """A time as "19:30", in minutes after midnight; "24:00" is the end of the day."""
    if value == "24:00":
        return 24 * 60
    if isinstance(value, str):
        try:
            value = datetime.strptime(value, "%H:%M").time()
        except ValueError:
            raise Wrong(f'"{value}" is not a time of day as "19:30"') from None
    if not isinstance(value, time) or value.second or value.microsecond:
        _refuse('a time of day as "19:30"', value)
    return value.hour * 60 + value.minute


def weekday(value: Any) -> int:
    """A weekday's name; Monday is 0."""
    return WEEKDAYS.index(word(*WEEKDAYS)(value))


def word(*words: str) -> Parse[str]:
    """One of the given words."""

    def parse(value: Any) -> str:
        if text(value) not in words:
            listing = ", ".join(w or '""' for w in words)
            raise Wrong(f'"{value}" is not one of: {listing}{nearest(value, words)}')
        return text(value)

    return _standing(parse, words[0])


def choice(kind: type[E]) -> Parse[E]:
    """A member of an enum of words, by its value."""
    one_of = word(*(str(member.value) for member in kind))
    return _standing(lambda value: kind(one_of(value)), next(iter(kind)))


def listed(parse: Parse[T]) -> Parse[tuple[T, ...]]:
    """A list, each item of which `parse` reads; every wrong item is named."""

    def parse_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            _refuse("a list", value)
        return tuple(found for _, found in _each(parse, enumerate(value), "[{}]"))

    return _standing(parse_all, ())


def mapping(parse: Parse[T]) -> Parse[dict[str, T]]:
    """A table from free words to values that `parse` reads."""

    def parse_all(value: Any) -> dict[str, T]:
        if not isinstance(value, dict):
            _refuse("a table", value)
        return dict(_each(parse, value.items(), ".{}"))

    return _standing(parse_all, {})


def day_range(value: Any) -> DateRange:
    """`{ from = ..., to = ... }`, both days included, or one day."""
    if not isinstance(value, dict):
        return DateRange(day(value), day(value))
    ends = dict(_each(day, value.items(), ".{}"))
    if set(ends) != {"from", "to"}:
        raise Wrong('a range of days holds "from" and "to" and nothing else')
    if ends["to"] < ends["from"]:
        raise Wrong(f"the range ends on {ends['to']}, before it starts on {ends['from']}")
    return DateRange(ends["from"], ends["to"])


def bound(value: Any) -> Bound:
    """`n`, `[lowest, highest]`, or `{ lowest = n }` where nobody states the other end."""
    if isinstance(value, dict):
        if set(value) != {"lowest"}:
            raise Wrong("must state its lowest and nothing else")
        return Bound(real()(value["lowest"]))
    ends = listed(real())(value) if isinstance(value, list) else (real()(value),)
    if len(ends) not in (1, 2):
        raise Wrong("must be one number, or a list of the lowest and the highest")
    if ends[-1] < ends[0]:
        raise Wrong(f"the highest, {figure(ends[-1])}, is below the lowest, {figure(ends[0])}")
    return Bound(ends[0], ends[-1])


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    """"; did you mean ...?" for the nearest of the known words, or nothing.

    >>> nearest("mondy", ("monday", "friday"))
    '; did you mean "monday"?'
    """
    close = get_close_matches(word, known, n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def _each(parse: Parse[T], items: Any, path: str) -> list[tuple[Any, T]]:
    """Each item read, or one Wrong that carries every mistake among them."""
    found = []
    mistakes: list[tuple[str, object, str]] = []
    for key, value in items:
        try:
            found.append((key, parse(value)))
        except Wrong as wrong:
            for below, inner, message in wrong.mistakes:
                shown = value if inner is None else inner
                mistakes.append((path.format(key) + below, shown, message))
    if mistakes:
        several = Wrong(mistakes[0][2])
        several.mistakes = mistakes
        raise several
    return found


def _within(value: float, lowest: float | None, highest: float | None) -> None:
    if lowest is not None and value < lowest:
        raise Wrong(f"{figure(value)} is below {figure(lowest)}")
    if highest is not None and value > highest:
        raise Wrong(f"{figure(value)} is above {figure(highest)}")


def quoted(value: float) -> str:
    """What is no number, as it stands in the file: a sentence may begin with it."""
    return f'"{value}"'


def kind_of(value: Any) -> str:
    names: dict[type, str] = {
        str: "text", bool: "true or false", int: "a number", float: "a number",
        list: "a list", dict: "a table", date: "a date", datetime: "a time", time: "a time",
    }  # fmt: skip
    return names.get(type(value), "nothing")


def _refuse(wanted: str, value: Any) -> NoReturn:
    raise Wrong(f"must be {wanted}, not {kind_of(value)}")


def _standing(parse: Parse[T], stand_in: T) -> Parse[T]:
    """The parser, knowing what to hand back in place of a mistaken required value."""
    parse.__dict__["stand_in"] = stand_in
    return parse


def stand_in(parse: Parse[T]) -> Any:
    """What a reader hands back in place of a mistaken or missing value, so that it can go on."""
    if "stand_in" in parse.__dict__:
        return parse.__dict__["stand_in"]
    whole_range = DateRange(date.min, date.max)
    known: dict[Any, Any] = {
        text: "", filled: "", boolean: False, day: date.min, moment: datetime.min,
        time_of_day: 0, weekday: 0, day_range: whole_range, bound: Bound(),
    }  # fmt: skip
    return known.get(parse)
