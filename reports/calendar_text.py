"""The order week by week, every session with its day, time and place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table

from models.facts import Facts
from models.moments import monday
from models.package import CurfewRow, Package, PlannedSession
from optimiser.results import Clash, Option
from reports import naming, words
from reports.headline import window
from reports.screen import INDENT, heading, indented, line

WEEK = timedelta(days=7)
# On a page of no more columns the day and the time leave no room for what is attended and where.
NARROW = 55


def week_by_week(option: Option, facts: Facts) -> Iterator[RenderableType]:
    """Weeks from Monday to Sunday, the first being the week of the order's first day."""
    package = option.package
    yield heading(f"Calendar, {words.span(package.order.start, package.order.end)}")
    for text in (*curfew_lines(package), *detox_lines(package)):
        yield indented(line(text))
    weeks = _weeks(package)
    number = 1
    while number <= len(weeks):
        first, sessions = weeks[number - 1]
        if sessions:
            days = words.span(first, first + WEEK - timedelta(days=1))
            yield line(f"Week {number}, {days}", "bold")
            yield indented(_days(sessions, option, facts))
            number += 1
            continue
        last = number
        while last < len(weeks) and not weeks[last][1]:
            last += 1
        yield line(f"{quiet(number, last)}: nothing", "dim")
        number = last + 1
    yield line(f"The order ends on {words.day(package.order.end)}.")


def quiet(first: int, last: int) -> str:
    """
    >>> quiet(30, 33), quiet(7, 7)
    ('Weeks 30-33', 'Week 7')
    """
    return f"Week {first}" if first == last else f"Weeks {first}-{last}"


def curfew_lines(package: Package) -> Iterator[str]:
    """The curfew's hours, days of equal hours together."""
    planned = package.requirement("curfew")
    days: dict[tuple[int, int, str], list[CurfewRow]] = {}
    for row in sorted(package.curfew, key=lambda row: row.weekday):
        days.setdefault((row.start, row.end, row.place), []).append(row)
    for (start, end, place), rows in days.items():
        every = len(rows) == 7
        when = "every day" if every else words.weekdays([row.weekday for row in rows])
        text = f"Curfew {when}, {window(start, end)}"
        if planned and planned.start and planned.end:
            text += f", {words.span(planned.start, planned.end)}"
        yield f"{text}{f', at {words.spoken(place)}' if place else ''}."


def detox_lines(package: Package) -> Iterator[str]:
    if package.detox:
        yield f"Detoxification, {words.span(*package.detox)}: nothing else is to be attended."


def taken(clash: Clash) -> str:
    """The minutes a session takes of a commitment."""
    return f"{words.duration(clash.minutes)} of {words.plain(clash.commitment)}"


def _weeks(package: Package) -> list[tuple[date, list[PlannedSession]]]:
    sessions = sorted(package.sessions, key=lambda s: (s.start, s.id))
    last = max([package.order.end, *(s.day for s in sessions)])
    week, weeks = monday(package.order.start), []
    while week <= last:
        weeks.append((week, [s for s in sessions if monday(s.day) == week]))
        week += WEEK
    return weeks


def _opening(package: Package) -> set[str]:
    """The sessions that begin a module."""
    found, before = set(), {}
    for session in sorted(package.sessions, key=lambda s: (s.start, s.id)):
        leg = session.part, session.leg
        if before.get(leg) != session.module:
            found.add(session.id)
        before[leg] = session.module
    return found


@frozen
class _Days:
    """The sessions of a week, each beside its day and time; under them where a page is narrow."""

    rows: tuple[tuple[str, str, str, str], ...]

    def __rich_console__(self, page: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width <= NARROW - INDENT:
            for day, _, times, what in self.rows:
                yield line(f"{day}, {times}")
                yield indented(line(what))
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=16, no_wrap=True)
        grid.add_column(width=18, no_wrap=True)
        grid.add_column()
        for _, first, times, what in self.rows:
            grid.add_row(first, times, line(what))
        yield grid


def _days(sessions: list[PlannedSession], option: Option, facts: Facts) -> _Days:
    """Each with its day, the same where it is the first of that day, its times, what and where."""
    legs = naming.legs(option.package)
    opening = _opening(option.package)
    shown, rows = None, []
    for session in sessions:
        # The module is said where it begins: said each time, it would double the calendar.
        said = session if session.id in opening else evolve(session, module="")
        of = legs[session.part, session.leg]
        what = f"{naming.session(said, facts, of)}, {naming.venue(session.venue, facts)}"
        lost = [taken(c) for c in option.clashes if c.session == session.id]
        rest = sum(c.minutes for c in option.rest if c.session == session.id)
        if rest:
            lost.append(f"{words.duration(rest)} of rest after a night's work")
        if lost:
            what += f" [takes {words.listing(lost)}]"
        day, times = words.short_day(session.day), words.times(session.start, session.end)
        rows.append((day, "" if session.day == shown else day, times, what))
        shown = session.day
    return _Days(tuple(rows))
