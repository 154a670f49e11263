"""What an officer wishes to try: not facts of the case, never law, and gone with the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from models.absurd import MOST
from models.commitments import CommitmentKind, Shift
from models.entry import Entry, EntryKind
from models.errors import Complaint, InvalidInput
from models.facts import Facts
from models.moments import MINUTES_A_DAY, WEEKDAYS, clock, day_of, last_day
from models.parsers import nearest
from models.timetable import Group

WHERE = "wishes"
RELAXED = (CommitmentKind.WORK, CommitmentKind.EDUCATION)
"""Kinds of commitment whose hours a wish may leave out of what is lost."""


@frozen
class Wishes:
    """Pins and what-ifs for one question.

    `amounts` are in the first unit of a requirement, by its code. `never` are weekly stretches
    in which nothing is attended; `relax` the kinds of commitment not counted as lost; `finish_by`
    the day by which the order ends.
    """

    with_codes: tuple[str, ...] = ()
    without_codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    amounts: Mapping[str, int] = field(factory=dict)
    months: int | None = None
    evenings_only: bool = False
    never: tuple[Shift, ...] = ()
    relax: tuple[CommitmentKind, ...] = ()
    finish_by: date | None = None

    def __bool__(self) -> bool:
        return self != Wishes()

    @property
    def named(self) -> tuple[str, ...]:
        """The codes wished for by name or amount."""
        return tuple(dict.fromkeys((*self.with_codes, *self.amounts)))


@frozen
class Mistake:
    """A wish that nobody could grant, whatever the case: the flag, its value and a sentence."""

    flag: str
    value: object
    sentence: str


def mistakes(wishes: Wishes, facts: Facts, known: frozenset[str]) -> Iterator[Mistake]:
    """Unknown codes and groups, amounts of nothing or beyond sense, and wishes at odds.

    `known` are all the codes of the catalogue, in force on the dates of the case or not.
    """
    yield from _unknown(wishes, facts, known)
    yield from _without_amount(wishes, facts)
    yield from _with_and_without(wishes, facts)
    yield from _two_groups(wishes, facts)
    yield from _ends(wishes, facts)
    yield from _hours(wishes)


def hold(wishes: Wishes, facts: Facts, known: frozenset[str]) -> None:
    """Let wishes pass that somebody could grant.

    Raises
    ------
    InvalidInput
        With every mistake of the wishes.
    """
    found = [Complaint(WHERE, m.flag, m.value, m.sentence) for m in mistakes(wishes, facts, known)]
    if found:
        raise InvalidInput(found)


def group_named(id: str, facts: Facts) -> Group | None:
    return next((group for group in facts.timetable.groups if group.id == id), None)


def _unknown(wishes: Wishes, facts: Facts, known: frozenset[str]) -> Iterator[Mistake]:
    flags = (
        ("--with", wishes.with_codes),
        ("--without", wishes.without_codes),
        ("--amount", tuple(wishes.amounts)),
    )
    for flag, codes in flags:
        for code in codes:
            if code not in known:
                said = f'"{code}" is not a code of the catalogue{nearest(code, sorted(known))}'
                yield Mistake(flag, code, said)
    for code in wishes.with_codes:
        entry = facts.menu.entries.get(code)
        if entry is not None and entry.kind is EntryKind.SIGNPOST:
            said = f"{entry.name} is voluntary, never part of an order"
            yield Mistake("--with", code, said)
    ids = [group.id for group in facts.timetable.groups]
    for id in wishes.groups:
        if id not in ids:
            said = f'"{id}" is not a group of {facts.timetable.name}{nearest(id, ids)}'
            yield Mistake("--group", id, said)


def _without_amount(wishes: Wishes, facts: Facts) -> Iterator[Mistake]:
    for code, amount in wishes.amounts.items():
        entry = facts.menu.entries.get(code)
        if entry is not None and not entry.units:
            said = f"{entry.name} has no amount that could be set"
            yield Mistake("--amount", f"{code}={amount}", said)
            continue
        if amount < 1:
            yield Mistake("--amount", f"{code}={amount}", f"{amount} is below 1")
        # Of what the dates of the case do not hold the unit is not known.
        unit = entry.units[0].replace("-", "_") if entry is not None else "hours"
        if amount > MOST[unit]:
            said = f"{amount:,} is above {MOST[unit]:,}, the most that can be wished for"
            yield Mistake("--amount", f"{code}={amount}", said)


def _with_and_without(wishes: Wishes, facts: Facts) -> Iterator[Mistake]:
    out = set(wishes.without_codes)
    for code in wishes.with_codes:
        if code in out:
            said = f"{_name(code, facts)} is wished for both with and without"
            yield Mistake("--without", code, said)
        else:
            yield from _carried_by_none(code, facts, out)
    for code, amount in wishes.amounts.items():
        if code in out:
            said = f"an amount of {_name(code, facts)} is wished for, which is to be left out"
            yield Mistake("--amount", f"{code}={amount}", said)
    for id in wishes.groups:
        group = group_named(id, facts)
        if group is not None and group.programme in out:
            said = f"{id} gives {_name(group.programme, facts)}, which is to be left out"
            yield Mistake("--group", id, said)
        elif group is not None and group.programme not in wishes.with_codes:
            yield from _carried_by_none(group.programme, facts, out)


def _carried_by_none(code: str, facts: Facts, out: set[str]) -> Iterator[Mistake]:
    carriers = _carriers(code, facts)
    if carriers and set(carriers) <= out:
        over = " or ".join(_name(carrier, facts) for carrier in carriers)
        said = f"{_name(code, facts)} stands only under {over}, which is to be left out"
        yield Mistake("--without", carriers[0], said)


def _two_groups(wishes: Wishes, facts: Facts) -> Iterator[Mistake]:
    groups = [group_named(id, facts) for id in dict.fromkeys(wishes.groups)]
    taught = Counter(group.programme for group in groups if group is not None)
    for code, number in taught.items():
        if number > 1:
            both = [group.id for group in groups if group is not None and group.programme == code]
            said = f"{' and '.join(both)} both give {_name(code, facts)}: one person goes to one"
            yield Mistake("--group", both[-1], said)


def _ends(wishes: Wishes, facts: Facts) -> Iterator[Mistake]:
    start, months, end = facts.today, wishes.months, wishes.finish_by
    if months is not None and months < 1:
        yield Mistake("--months", months, f"an order of {months} months: at least 1")
    beyond = months is not None and months > MOST["months"]
    if beyond:
        said = f"an order of {months:,} months: at most {MOST['months']} can be wished for"
        yield Mistake("--months", months, said)
    if end is None:
        return
    if end <= start:
        said = f"{day_of(end)} is not after the day the order starts, {day_of(start)}"
        yield Mistake("--finish-by", end, said)
    elif months is not None and months >= 1 and not beyond and last_day(start, months) > end:
        over = day_of(last_day(start, months))
        said = f"{months} months from {day_of(start)} end on {over}, after {day_of(end)}"
        yield Mistake("--finish-by", end, said)


def _hours(wishes: Wishes) -> Iterator[Mistake]:
    for shift in wishes.never:
        within = 0 <= shift.start < shift.end <= MINUTES_A_DAY
        if not within or shift.weekday not in range(len(WEEKDAYS)):
            said = f"{shift} is not a stretch within one day of the week"
            yield Mistake("--never", str(shift), said)
    for kind in wishes.relax:
        if kind not in RELAXED:
            known = " and ".join(one.value for one in RELAXED)
            said = f"{kind.value} is never relaxed: only {known} are"
            yield Mistake("--relax", kind.value, said)


def stretch_in_words(shift: Shift) -> str:
    """
    >>> stretch_in_words(Shift(1, 900, 1050)), stretch_in_words(Shift(4, 0, 1440))
    ('tuesday 15:00-17:30', 'friday')
    """
    name = WEEKDAYS[shift.weekday]
    if (shift.start, shift.end) == (0, MINUTES_A_DAY):
        return name
    end = "24:00" if shift.end == MINUTES_A_DAY else clock(shift.end)
    return f"{name} {clock(shift.start)}-{end}"


def _carriers(code: str, facts: Facts) -> tuple[str, ...]:
    """What a part may stand under, of what the law of the dates holds; none for a requirement."""
    entry: Entry | None = facts.menu.entries.get(code)
    if entry is None or entry.kind is EntryKind.REQUIREMENT:
        return ()
    return tuple(carrier for carrier in entry.under if carrier in facts.menu.entries)


def _name(code: str, facts: Facts) -> str:
    entry = facts.menu.entries.get(code)
    return entry.name if entry is not None else code
