"""What sets an option apart from the first to the eye: other groups, weekdays, times and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from models.facts import Facts
from models.package import Package, PlannedSession
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


def otherwise(package: Package, first: Package, facts: Facts) -> Iterator[str]:
    """One line: what both hold, where the one has it on other days, at other hours or places.

    Appointments with the officer are told only where nothing else is other, and then what is
    attended beside the longest leg of a part, a closing meeting say, only where they are alike.
    """
    here, there = _habits(package, facts), _habits(first, facts)
    said = []
    for name in (name for name in here if name in there):
        mine, other = here[name], there[name]
        if (mine.days, mine.place) != (other.days, other.place):
            said.append((name, f"{name} {_said(mine, other)} instead of {_said(other, mine)}"))
        elif mine.begins != other.begins:
            begun = f"{words.day(mine.begins)} instead of {words.day(other.begins)}"
            said.append((name, f"{name} from {begun}"))
    shown = [text for name, text in said if name != OFFICER] or [text for _, text in said]
    shown = shown or list(_beside_the_longest(package, first, facts))
    if shown:
        yield f"Differs from option 1: {'; '.join(shown)}."


def _habits(package: Package, facts: Facts) -> dict[str, Habit]:
    """By name, of the longest leg of each part."""
    held: dict[str, dict[str, list[PlannedSession]]] = {}
    for session in package.sessions:
        held.setdefault(_named(session, facts), {}).setdefault(session.leg, []).append(session)
    return {name: _habit(max(legs.values(), key=len), facts) for name, legs in held.items()}


def _beside_the_longest(package: Package, first: Package, facts: Facts) -> Iterator[str]:
    """The legs both hold on other weekdays or at other hours: by the day, of what is held once."""
    here, there = _legs(package), _legs(first)
    for leg in (leg for leg in here if leg in there):
        mine, other = _habit(here[leg], facts), _habit(there[leg], facts)
        if mine.days != other.days:
            once = len(here[leg]) == len(there[leg]) == 1
            days = (_once(mine), _once(other)) if once else (_said(mine, other), _said(other, mine))
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
