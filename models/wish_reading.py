"""Wishes as they are written on a command line: each value to a noun, all complaints at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from attrs import define, field

from models.allowed_loss import AllowedLoss
from models.commitments import CommitmentKind, Shift
from models.errors import Complaint, InvalidInput
from models.facts import Facts
from models.moments import MINUTES_A_DAY
from models.parsers import Wrong, day, time_of_day, weekday, word
from models.wishes import RELAXED, WHERE, Wishes, mistakes

T = TypeVar("T")
V = TypeVar("V")

WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
DIGITS = 18
LOST = re.compile(r"(\d{1,6})\s*(h|min|%)?", re.ASCII)
MINUTES = {"h": 60, "min": 1}


@define
class _Reader:
    """Complaints as they come, each with its flag and the value that stood there."""

    complaints: list[Complaint] = field(factory=list)

    def each(self, flag: str, values: Iterable[V], parse: Callable[[V], T]) -> list[T]:
        found = []
        for value in values:
            try:
                found.append(parse(value))
            except Wrong as wrong:
                self.complain(flag, value, str(wrong))
        return found

    def complain(self, flag: str, value: object, sentence: str) -> None:
        self.complaints.append(Complaint(WHERE, flag, value, sentence))

    def finish(self) -> None:
        if self.complaints:
            raise InvalidInput(self.complaints)


def read_wishes(
    facts: Facts,
    known: frozenset[str],
    *,
    with_codes: Sequence[str] = (),
    without_codes: Sequence[str] = (),
    groups: Sequence[str] = (),
    amounts: Sequence[str] = (),
    months: str | None = None,
    evenings_only: bool = False,
    never: Sequence[str] = (),
    relax: Sequence[str] = (),
    finish_by: str | date | None = None,
) -> Wishes:
    """The wishes of a command line.

    Raises
    ------
    InvalidInput
        With every unknown code or group, value that can't be read, and pair at odds.
    """
    reader = _Reader()
    set_amounts: dict[str, int] = {}
    for code, amount in reader.each("--amount", amounts, amount_of):
        if set_amounts.get(code, amount) != amount:
            said = f'"{code}" is wished for with {set_amounts[code]} and with {amount}'
            reader.complain("--amount", f"{code}={amount}", said)
        set_amounts[code] = amount
    lengths = reader.each("--months", [] if months is None else [months], whole)
    ends = reader.each("--finish-by", [] if finish_by is None else [finish_by], day)
    kinds = reader.each("--relax", dict.fromkeys(relax), word(*(kind.value for kind in RELAXED)))
    wishes = Wishes(
        with_codes=tuple(dict.fromkeys(with_codes)),
        without_codes=tuple(dict.fromkeys(without_codes)),
        groups=tuple(dict.fromkeys(groups)),
        amounts=set_amounts,
        months=lengths[0] if lengths else None,
        evenings_only=evenings_only,
        never=tuple(reader.each("--never", never, stretch)),
        relax=tuple(map(CommitmentKind, kinds)),
        finish_by=ends[0] if ends else None,
    )
    for mistake in mistakes(wishes, facts, known):
        reader.complain(mistake.flag, mistake.value, mistake.sentence)
    reader.finish()
    return wishes


def read_loss(values: Sequence[str]) -> AllowedLoss | None:
    """What may be lost, as "work=20h", "work=10%", "practice=1", "contact=1"; None if not said.

    Of work only what is said holds: "work=10%" leaves no hours beside the percentage.

    Raises
    ------
    InvalidInput
        With every value that can't be read, or that says another loss of what has one already.
    """
    reader = _Reader()
    said: dict[str, int] = {}
    written: dict[str, str] = {}
    for value, named in reader.each("--loss", values, lambda value: (value, _loss(value))):
        for aim, amount in named.items():
            if said.setdefault(aim, amount) != amount:
                sentence = f'"{value}" is at odds with "{written[aim]}"'
                reader.complain("--loss", value, sentence)
            written.setdefault(aim, value)
    reader.finish()
    if not said:
        return None
    if said.keys() & {"work_minutes", "work_percent"}:
        said = {"work_minutes": 0, "work_percent": 0} | said
    return AllowedLoss(**said)


def whole(value: str) -> int:
    """
    >>> whole("12")
    12
    """
    if not WHOLE.fullmatch(value.strip()):
        raise Wrong(f'"{value}" is not a whole number')
    if len(value.strip()) > DIGITS:
        raise Wrong(f'"{value}" is too large a number')
    return int(value)


def amount_of(value: str) -> tuple[str, int]:
    """
    >>> amount_of("unpaid-work=120")
    ('unpaid-work', 120)
    """
    code, equals, amount = value.partition("=")
    if not equals or not code.strip():
        raise Wrong(f'"{value}" is not an amount as "unpaid-work=120"')
    return code.strip(), whole(amount)


def stretch(value: str) -> Shift:
    """A weekly stretch; a weekday alone is the whole of it.

    >>> stretch("tuesday 15:00-17:30")
    Shift(weekday=1, start=900, end=1050, week=1)
    """
    name, _, times = value.strip().lower().partition(" ")
    on = weekday(name)
    if not times.strip():
        return Shift(on, 0, MINUTES_A_DAY)
    first, dash, last = times.replace("–", "-").partition("-")
    if not dash:
        raise Wrong(f'"{value}" is not a stretch as "tuesday 15:00-17:30"')
    start, end = time_of_day(first.strip()), time_of_day(last.strip())
    if end <= start:
        raise Wrong(f'"{value}" ends at or before its start; give two stretches for a night')
    return Shift(on, start, end)


def _loss(value: str) -> dict[str, int]:
    aim, equals, amount = value.strip().partition("=")
    found = LOST.fullmatch(amount.strip())
    if not equals or found is None:
        known = '"work=20h", "work=10%", "practice=1" or "contact=1"'
        raise Wrong(f'"{value}" is not a loss as {known}')
    word("work", "answering", "practice", "contact")(aim)
    number, unit = int(found[1]), found[2]
    if aim != "work":
        if unit is not None:
            raise Wrong(f'"{value}": {aim} is counted, "{aim}={number}"')
        return {aim: number}
    if unit is None:
        raise Wrong(f'"{value}": say hours, minutes or a percentage, as "work={number}h"')
    return {"work_percent": number} if unit == "%" else {"work_minutes": number * MINUTES[unit]}
