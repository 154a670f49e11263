"""How each part is attended: its dose, its stages, its pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from models.entry import Delivery, Entry, EntryKind, Leg, Stage
from models.facts import Facts
from models.fault import Fault
from models.moments import last_day, monday
from models.package import Package, PlannedSession
from models.parsers import time_of_day
from models.rules.dose import dose
from models.rules.giver import giver
from models.rules.lookups import main_days, main_sessions, parts, treatments
from models.rules.modules import in_modules, tied
from models.rules.rule import Ground, Rule, assumed, found, gathered
from models.rules.sentences import counted, day_of, end_broken

HEARING = "hearing"
WORKING_WEEK = range(5)


def stages(package: Package, facts: Facts) -> Iterator[Fault]:
    """What comes before, during and after the main leg does, with the days stated between."""
    treated = {entry.code: entry for _, entry in treatments(package, facts)}
    for entry in [*(entry for _, entry in parts(package, facts)), *treated.values()]:
        main = main_days(entry, package)
        broken: list[tuple[Ground, str]] = []
        for leg in entry.legs:
            sessions = package.of(entry.code, leg.id)
            if not sessions or leg.kind == HEARING:
                continue
            if main and leg.stage is not Stage.MAIN:
                broken += [(leg.source, said) for said in _misplaced(leg, sessions, main)]
            if not (leg.stage is Stage.MAIN and entry.code in treated):
                broken += [(leg.source, said) for said in _unspaced(leg, sessions)]
        yield from gathered("attendance.stages", entry.code, broken)


def _misplaced(
    leg: Leg, sessions: tuple[PlannedSession, ...], main: tuple[date, ...]
) -> Iterator[str]:
    first, last = day_of(main[0]), day_of(main[-1])
    for session in sessions:
        said = f"{leg.title} on {day_of(session.day)}"
        if leg.stage is Stage.BEFORE and not session.day < main[0]:
            yield f"{said}: before the first session on {first}."
        if leg.stage is Stage.AFTER and not session.day > main[-1]:
            yield f"{said}: after the last session on {last}."
        if leg.stage is Stage.DURING and not main[0] <= session.day <= main[-1]:
            yield f"{said}: between the first session on {first} and the last on {last}."
    if leg.gap_days is not None and leg.stage in (Stage.BEFORE, Stage.AFTER):
        before = leg.stage is Stage.BEFORE
        days = (main[0] - sessions[-1].day if before else sessions[0].day - main[-1]).days
        if not leg.gap_days.holds(days):
            where = "before the first session" if before else "after the last session"
            limit = end_broken(leg.gap_days, days)
            yield f"{leg.title}, {counted(days, 'day')} {where}: {limit}."


def _unspaced(leg: Leg, sessions: tuple[PlannedSession, ...]) -> Iterator[str]:
    if leg.every_days is None:
        return
    for one, other in pairwise(sessions):
        days = (other.day - one.day).days
        if not leg.every_days.holds(days):
            limit = end_broken(leg.every_days, days)
            later = counted(days, "day")
            yield f"{leg.title} on {day_of(other.day)}, {later} after the last: {limit}."


def weekly(package: Package, facts: Facts) -> Iterator[Fault]:
    """One-to-ones come at most once a week, and groups as often as their guide has it."""
    for part, entry in parts(package, facts):
        broken: list[tuple[Ground, str]] = []
        for leg in entry.legs:
            most = _most_a_week(leg, entry)
            weeks = Counter(monday(session.day) for session in package.of(part.code, leg.id))
            broken += [
                (
                    leg.source if leg.per_week is not None else assumed("attendance.weekly"),
                    f"{leg.title}, {held} in the week of {day_of(week)}: at most {most:g}.",
                )
                for week, held in sorted(weeks.items())
                if most is not None and held > most
            ]
            broken += _evenings(leg, package.of(part.code, leg.id), facts)
        yield from gathered("attendance.weekly", part.code, broken)


def _evenings(
    leg: Leg, sessions: tuple[PlannedSession, ...], facts: Facts
) -> Iterator[tuple[Ground, str]]:
    """The weeks with more sessions in the evening than the guide has, Monday to Friday."""
    ruling = facts.menu.ruling("load", "evening-start")
    most = leg.evenings_per_week.highest if leg.evenings_per_week is not None else None
    if most is None or ruling is None or not isinstance(ruling.value, str):
        return
    evening = time_of_day(ruling.value)
    late = Counter(
        monday(session.day)
        for session in sessions
        if session.day.weekday() in WORKING_WEEK
        and 60 * session.start.hour + session.start.minute >= evening
    )
    for week, held in sorted(late.items()):
        if held > most:
            said = f"{leg.title}, {held} evenings in the week of {day_of(week)}: at most {most:g}."
            yield leg.source, said


def _most_a_week(leg: Leg, entry: Entry) -> float | None:
    if leg.per_week is not None and leg.per_week.highest is not None:
        return leg.per_week.highest
    one_to_one = leg.delivery is Delivery.APPOINTMENT
    beside = leg.stage is not Stage.MAIN or entry.kind is EntryKind.INTERVENTION
    return 1 if one_to_one and beside else None


def within(package: Package, facts: Facts) -> Iterator[Fault]:
    """The appointments of a leg are over in the months its guide gives them."""
    for part, entry in parts(package, facts):
        broken: list[tuple[Ground, str]] = []
        for leg in entry.legs:
            sessions = package.of(part.code, leg.id)
            if leg.within_months is None or leg.delivery is Delivery.GROUP or not sessions:
                continue
            end, last = last_day(sessions[0].day, leg.within_months), sessions[-1].day
            if last > end:
                months = counted(leg.within_months, "months")
                said = f"{leg.title} on {day_of(last)}: by {day_of(end)}, {months} from the first."
                broken.append((leg.source, said))
        yield from gathered("attendance.within", part.code, broken)


def even(package: Package, facts: Facts) -> Iterator[Fault]:
    """One-to-ones of no stated module are spread evenly from first to last session."""
    for part, entry in parts(package, facts):
        main, held = main_days(entry, package), main_sessions(entry, package)
        sentences = []
        for leg in entry.legs:
            if tied(leg, held):
                continue
            if main and leg.stage is Stage.DURING and leg.delivery is Delivery.APPOINTMENT:
                days = [session.day for session in package.of(part.code, leg.id)]
                sentences += list(_uneven(leg, days, main[0], main[-1]))
        yield from found("attendance.even", part.code, assumed("attendance.even"), sentences)


def _uneven(leg: Leg, days: list[date], first: date, last: date) -> Iterator[str]:
    span, number = (last - first).days + 1, len(days)
    for place, day in enumerate(days):
        earliest = span * place // number
        latest = span * (place + 1) // number - 1
        offset = (day - first).days
        if not earliest <= offset <= latest:
            yield (
                f"{leg.title} {place + 1} of {number} on {day_of(day)}, day {offset + 1} of "
                f"{span}: day {earliest + 1} to {latest + 1}."
            )


RULES = (
    Rule("attendance.dose", dose, dated=True),
    Rule("attendance.stages", stages, dated=True),
    Rule("attendance.weekly", weekly, dated=True),
    Rule("attendance.within", within, dated=True),
    Rule("attendance.even", even, dated=True),
    Rule("attendance.modules", in_modules, dated=True),
    Rule("attendance.giver", giver, dated=True),
)
