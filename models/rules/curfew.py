"""Curfew windows: apart, inside the bounds of a day and a week, clear of visits and firm time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from models.arithmetic import Stretch, minutes, overlap, union
from models.facts import Facts
from models.fault import Fault
from models.moments import MINUTES_A_DAY, NOON, WEEKDAYS, at, clock_aloud, from_instant
from models.package import CurfewRow, Package
from models.rules.lookups import days_between, period, statutory
from models.rules.rule import Ground, Rule, assumed, case_fact, found, gathered
from models.rules.sentences import day_of, duration, end_broken, when
from models.rules.taken import firm_stretches
from models.rules.visits import visits

CURFEW = "curfew"
WEEK = 7


def nights(package: Package) -> tuple[Stretch, ...]:
    """Every window the order imposes by its week over the days of the curfew, as instants."""
    return tuple(_stretch(day, row) for day, row in _imposed(package))


def served(package: Package) -> tuple[Stretch, ...]:
    """The same as it is kept: without a window of the day of sentence that is not served."""
    return tuple(_stretch(day, row) for day, row in _imposed(package) if kept(day, row, package))


def imposed_minutes(package: Package) -> int:
    """Minutes the order imposes, by the clock: no night is lighter for the clocks that change."""
    by_the_clock = (
        (day.toordinal() * MINUTES_A_DAY + row.start, day.toordinal() * MINUTES_A_DAY + row.end)
        for day, row in _imposed(package)
    )
    return minutes(union(by_the_clock))


def kept(day: date, row: CurfewRow, package: Package) -> bool:
    """Whether the window of a day is served: on the day of sentence only if begun from noon on.

    Before that the person is in court, and the order not made.
    """
    return day != package.order.start or row.start >= NOON


def _imposed(package: Package) -> Iterator[tuple[date, CurfewRow]]:
    planned = package.requirement(CURFEW)
    days = period(planned, package) if planned is not None else None
    for day in days_between(days.start, days.end) if days is not None else ():
        for row in package.curfew:
            if row.weekday == day.weekday():
                yield day, row


def _stretch(day: date, row: CurfewRow) -> Stretch:
    return at(day, row.start), at(day, row.end)


def by_day(rows: tuple[CurfewRow, ...]) -> tuple[int, ...]:
    """Minutes of curfew on each weekday by the clock, what runs past midnight to the next day.

    >>> by_day((CurfewRow(6, 1140, 1860),))
    (420, 0, 0, 0, 0, 0, 300)
    """
    minutes = [0] * WEEK
    for row in rows:
        minutes[row.weekday] += min(row.end, MINUTES_A_DAY) - row.start
        minutes[(row.weekday + 1) % WEEK] += max(row.end - MINUTES_A_DAY, 0)
    return tuple(minutes)


def daily(package: Package, facts: Facts) -> Iterator[Fault]:
    """The hours of each calendar day that has any are inside the bounds; windows never overlap.

    A court may set different hours on different days, none on some and several on one; that one
    window a weekday is planned is an assumption of the optimiser. Hours the court fixed are not
    fewer on any day that has some.
    """
    planned = package.requirement(CURFEW)
    if planned is None or not package.curfew:
        return
    ask = facts.case.ask_for(CURFEW)
    fixed = None if ask is None else ask.terms.hours_a_day
    broken: list[tuple[Ground, str]] = []
    for weekday, word in enumerate(WEEKDAYS):
        windows = [row for row in package.curfew if row.weekday == weekday]
        most, length = planned.terms.hours_a_day, sum(row.end - row.start for row in windows)
        if most is not None and length > 60 * most:
            said = f"Curfew of {duration(length)} from {word.title()}: at most {most} hours."
            broken.append((assumed("curfew.daily"), said))
        if fixed is not None and 0 < length < 60 * fixed:
            said = f"Curfew of {duration(length)} from {word.title()}"
            broken.append((case_fact("sentence.asks"), f"{said}: the court fixed {fixed} hours."))
    for one, other in pairwise(_in_turn(package.curfew)):
        if one[1] > other[0]:
            said = f"Curfew on {_word(other[0])}: its windows overlap."
            broken.append((assumed("curfew.daily"), said))
    for bound, ruling in statutory(CURFEW, "hours-a-day", package, facts):
        for word, held in zip(WEEKDAYS, by_day(package.curfew), strict=True):
            if held and not bound.holds(held / 60):
                limit = end_broken(bound, held / 60)
                said = f"Curfew of {duration(held)} on {word.title()}: {limit} hours."
                broken.append((ruling, said))
    yield from gathered("curfew.daily", CURFEW, broken)


def _in_turn(rows: tuple[CurfewRow, ...]) -> list[Stretch]:
    """The windows of a week as minutes of it, in order, the first again a week later."""
    week = sorted(
        (row.weekday * MINUTES_A_DAY + row.start, row.weekday * MINUTES_A_DAY + row.end)
        for row in rows
    )
    return week + [(start + WEEK * MINUTES_A_DAY, end) for start, end in week[:1]]


def _word(minute: int) -> str:
    return WEEKDAYS[minute // MINUTES_A_DAY % WEEK].title()


def windows(package: Package, facts: Facts) -> Iterator[Fault]:
    """A dated curfew has its windows, and no windows stand without a curfew."""
    if package.imposes(CURFEW) != bool(package.curfew):
        said = "Curfew with no window." if package.imposes(CURFEW) else "Windows with no curfew."
        yield from found("curfew.daily", CURFEW, assumed("curfew.daily"), [said])


def weekly(package: Package, facts: Facts) -> Iterator[Fault]:
    """The seven windows together are inside the bound of a week."""
    if not package.imposes(CURFEW) or not package.curfew:
        return
    minutes = sum(row.end - row.start for row in package.curfew)
    broken: list[tuple[Ground, str]] = [
        (ruling, f"Curfew of {duration(minutes)} a week: {end_broken(bound, minutes / 60)} hours.")
        for bound, ruling in statutory(CURFEW, "hours-a-week", package, facts)
        if not bound.holds(minutes / 60)
    ]
    yield from gathered("curfew.weekly", CURFEW, broken)


def sessions(package: Package, facts: Facts) -> Iterator[Fault]:
    """No visit, from leaving home to being back, meets a window."""
    windows = served(package)
    broken: list[tuple[Ground, str]] = []
    for visit in visits(package, facts) if windows else ():
        if any(overlap(visit.block, window) for window in windows):
            one = visit.sessions[0]
            said = f"{one.title} on {when(one)}, with the way there and back"
            broken.append((assumed("curfew.sessions"), f"{said}: meets the curfew."))
    yield from gathered("curfew.sessions", CURFEW, broken)


def firm(package: Package, facts: Facts) -> Iterator[Fault]:
    """No window meets a firm commitment away from home or a session of an existing order."""
    windows = union(served(package))
    if not windows:
        return
    ruling = facts.menu.ruling("order", "religion-work-education")
    ends = [end for _, end in windows]
    first, last = from_instant(windows[0][0]).date(), from_instant(ends[-1]).date()
    broken: list[tuple[Ground, str]] = []
    for ground, what, stretch in firm_stretches(facts, first, last, elsewhere=True):
        # The first window that is not over by then: of two years of nights only one is looked at.
        place = bisect_right(ends, stretch[0])
        if place < len(ends) and overlap(windows[place], stretch):
            met = from_instant(max(windows[place][0], stretch[0]))
            at = f"{day_of(met.date())} at {clock_aloud(60 * met.hour + met.minute)}"
            broken.append((ruling.source if ruling else ground, f"Curfew on {at}: meets {what}."))
    yield from gathered("curfew.firm", CURFEW, broken)


RULES = (
    Rule("curfew.daily", daily),
    Rule("curfew.daily", windows, dated=True),
    Rule("curfew.weekly", weekly),
    Rule("curfew.sessions", sessions, dated=True),
    Rule("curfew.firm", firm),
)
