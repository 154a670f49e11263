"""What sets an option apart from another to the eye: other groups, weekdays, times and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from models.entry import EntryKind
from models.facts import Facts
from models.package import Package, PlannedSession
from optimiser.signature import MORNING, by_stream, usual_halves
from reports import naming, words

# A weekday is one of the usual ones where at least one in so many of the sessions falls on it.
USUAL = 4
WORK, LEARNING = "unpaid-work", "learning"
OFFICER = "appointments with the officer"


@frozen
class Habit:
    """The usual weekdays of a part, each with its usual hour, and the usual place."""

    days: tuple[tuple[int, int], ...]
    place: str
    begins: date


def otherwise(package: Package, other: Package, facts: Facts, number: int = 1) -> Iterator[str]:
    """One line: what both hold, where the one has it on other days, at other hours or places.

    `number` is that of the option the other package is.
    """
    shown = differences(package, other, facts)
    if shown:
        yield f"Differs from option {number}: {'; '.join(shown)}."


def differences(package: Package, other: Package, facts: Facts) -> list[str]:
    """What sets a package apart from another, of what both hold: the plainest there is.

    Appointments with the officer are told only where nothing else is other; then the half-days on
    which most of a stream lies; then what is attended beside the longest leg of a part, a closing
    meeting say; then the groups and the length of the order. So any two packages of different
    signatures that hold the same are told apart.
    """
    here, there = _habits(package, facts), _habits(other, facts)
    said = []
    for name in (name for name in here if name in there):
        mine, theirs = here[name], there[name]
        if (mine.days, mine.place) != (theirs.days, theirs.place):
            told = _said(mine, theirs), _said(theirs, mine)
            # Where neither has usual days their half-days may still tell them apart, below.
            if told[0] != told[1]:
                said.append((name, f"{name} {told[0]} instead of {told[1]}"))
        elif mine.begins != theirs.begins:
            begun = f"{words.day(mine.begins)} instead of {words.day(theirs.begins)}"
            said.append((name, f"{name} from {begun}"))
    shown = [text for name, text in said if name != OFFICER] or [text for _, text in said]
    shown = shown or list(_mostly(package, other, facts))
    shown = shown or list(_beside_the_longest(package, other, facts))
    return shown or list(_arranged(package, other, facts))


def _mostly(package: Package, other: Package, facts: Facts) -> Iterator[str]:
    """The streams most of whose sessions lie on another half-day: their usual days may be alike."""
    here, there = usual_halves(facts, package), usual_halves(facts, other)
    for stream, sessions in by_stream(facts, package).items():
        mine, theirs = here[stream], there.get(stream)
        if theirs is not None and mine != theirs:
            name = words.listing(dict.fromkeys(_named(one, facts) for one in sessions))
            of = "one-to-ones of " if stream == EntryKind.PROGRAMME.value else ""
            yield f"{of}{name} most often on {_half(*mine)} instead of {_half(*theirs)}"


def _half(day: int, half: str) -> str:
    return f"{words.DAYS[day]} {'mornings' if half == MORNING else 'afternoons or evenings'}"


def _arranged(package: Package, other: Package, facts: Facts) -> Iterator[str]:
    """Groups of other names, where they meet alike, and another length of the order."""
    groups = {part.code: part.group for part in other.parts if part.group}
    for part in package.parts:
        before = groups.get(part.code)
        if part.group and before and before != part.group:
            name = naming.short(part.code, facts)
            yield f"{name} in group {words.plain(part.group)} instead of {words.plain(before)}"
    months, others = package.order.months, other.order.months
    if months != others:
        yield f"an order of {words.count(months, 'month')} instead of {others}"


def _habits(package: Package, facts: Facts) -> dict[str, Habit]:
    """By name, of the longest leg of each part."""
    held: dict[str, dict[str, list[PlannedSession]]] = {}
    for session in package.sessions:
        held.setdefault(_named(session, facts), {}).setdefault(session.leg, []).append(session)
    return {name: _habit(max(legs.values(), key=len), facts) for name, legs in held.items()}


def _beside_the_longest(package: Package, other: Package, facts: Facts) -> Iterator[str]:
    """The legs both hold on other weekdays or at other hours: by the day, of what is held once."""
    here, there = _legs(package), _legs(other)
    for leg in (leg for leg in here if leg in there):
        mine, theirs = _habit(here[leg], facts), _habit(there[leg], facts)
        if mine.days != theirs.days:
            once = len(here[leg]) == len(there[leg]) == 1
            days = _said(mine, theirs), _said(theirs, mine)
            days = (_once(mine), _once(theirs)) if once else days
            yield f"{naming.session(here[leg][0], facts)} {days[0]} instead of {days[1]}"


def _legs(package: Package) -> dict[tuple[str, str], list[PlannedSession]]:
    found: dict[tuple[str, str], list[PlannedSession]] = {}
    for session in package.sessions:
        found.setdefault((session.part, session.leg), []).append(session)
    return found


def _once(habit: Habit) -> str:
    [(_, hour)] = habit.days
    return f"on {words.full_day(habit.begins)} {words.clock(hour)}"


def _named(session: PlannedSession, facts: Facts) -> str:
    if session.part == naming.CONTACT:
        return OFFICER
    learning = " learning days" if session.kind == LEARNING else ""
    return f"{naming.short(session.part, facts)}{learning}"


def _habit(sessions: list[PlannedSession], facts: Facts) -> Habit:
    on = Counter(session.start.weekday() for session in sessions)
    days = [day for day in sorted(on) if on[day] * USUAL >= len(sessions)]
    hours = (
        Counter(s.start.hour * 60 + s.start.minute for s in sessions if s.start.weekday() == day)
        for day in days
    )
    usual = tuple((day, held.most_common(1)[0][0]) for day, held in zip(days, hours, strict=True))
    place = Counter(_place(session, facts) for session in sessions).most_common(1)[0][0]
    return Habit(usual, place, min(session.day for session in sessions))


def _place(session: PlannedSession, facts: Facts) -> str:
    """The venue; of unpaid work the project, since several begin at one depot."""
    if session.part == WORK:
        return words.plain(session.title)
    return naming.venue(session.venue, facts)


def _said(habit: Habit, beside: Habit) -> str:
    """The days and hours, and the place where the other has another."""
    place = f", {habit.place}" if habit.place != beside.place else ""
    if not habit.days:
        return f"on various days{place}"
    hours = {hour for _, hour in habit.days}
    if len(hours) == 1:
        days = words.listing(f"{words.DAYS[day]}s" for day, _ in habit.days)
        return f"on {days} {words.clock(habit.days[0][1])}{place}"
    each = words.listing(f"{words.DAYS[day]}s {words.clock(hour)}" for day, hour in habit.days)
    return f"on {each}{place}"
