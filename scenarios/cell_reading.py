"""What a cell of a population file may hold: lists, codes, figures."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any, TypeVar

from models.case import Offence, OffenceKind
from models.structuring import Wrong, choice, listed, nearest, number

T = TypeVar("T")

# Beyond it a number is a slip of the keyboard.
PRIORITY = number(0, 1000)


def parted(text: str) -> tuple[str, ...]:
    """What stands between semicolons."""
    return tuple(part for part in (part.strip() for part in text.split(";")) if part)


def each(parse: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """The same of everything between semicolons."""
    return lambda text: listed(parse)(list(parted(text)))


def one_of(known: list[str], called: str) -> Callable[[str], str]:
    """A word that is known."""
    held = frozenset(known)

    def parse(text: str) -> str:
        if text not in held:
            raise Wrong(f'"{text}" is not {called}{nearest(text, known)}')
        return text

    return parse


def kinds(text: str) -> tuple[Offence, ...]:
    """Kinds of offence, as in a case."""
    return tuple(Offence(kind) for kind in each(choice(OffenceKind))(text))


def figure(parse: Callable[[Any], T]) -> Callable[[str], T]:
    """A number written in a cell, within its bounds."""

    def read(text: str) -> T:
        try:
            value: float = int(text)
        except ValueError:
            try:
                value = float(text)
            except ValueError:
                raise Wrong(f'"{text}" is not a number') from None
            # "nan" and "inf" are numbers to Python, and to nobody who counts hours or minutes.
            if not isfinite(value):
                raise Wrong(f'"{text}" is not a number') from None
        return parse(value)

    return read


def whole(lowest: int, highest: int) -> Callable[[Any], int]:
    """A whole number of hours within its bounds."""
    bounds = number(lowest, highest)

    def parse(value: Any) -> int:
        if value != int(value):
            raise Wrong(f"{value} is not a whole number of hours")
        return bounds(int(value))

    return parse


def priorities(text: str) -> tuple[int, ...]:
    """Units of priority, in the order of the programmes."""
    return each(figure(PRIORITY))(text.replace("+", ";"))
