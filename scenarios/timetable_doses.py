"""A timetable's groups and providers held against the catalogue: codes, doses, time to finish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice

from models.catalogue import load
from models.entry import Entry, Leg
from models.moments import WEEKDAYS
from models.parsers import time_of_day
from models.runs import group_leg, meeting_days, modules_of, runs
from models.structuring import Reader
from models.timetable import Group, Intake, Provider, Timetable

# An entry by code and edition ("" for the latest); a KeyError for what is not held.
EntryOf = Callable[[str, str], Entry]

# Whom a provider may offer beside codes of the catalogue.
CALLINGS = ("officer", "facilitator", "court")
WORKING_WEEK = range(5)


def judge_group(reader: Reader, group: Group, timetable: Timetable, entry_of: EntryOf) -> None:
    """Complain of a group that is no lawful delivery of its programme, or can never finish it."""
    entry = _entry(reader, group, entry_of)
    if entry is None:
        return
    leg = group_leg(entry)
    if leg is None:
        reader.complain(f"{group.programme} is not delivered in a group", "programme")
        return
    modules = modules_of(group, entry)
    codes = [module.code for module in modules]
    if not modules:
        message = f"neither {group.programme} nor the group says how many sessions"
        reader.complain(message, "sessions")
    elif group.modules and set(codes) != set(group.modules):
        message = f"the modules of {group.programme} are {', '.join(codes)}"
        reader.complain(message, "modules")
    else:
        _pace(reader, group, leg)
        _finish(reader, group, entry, timetable)


def judge_provider(reader: Reader, provider: Provider, entry_of: EntryOf) -> None:
    """Complain of each code on offer that the catalogue does not hold."""
    for code in provider.offers:
        if code not in CALLINGS and not _held(code, "", entry_of):
            reader.complain(f'unknown code "{code}" on offer', "offers", code)


def _entry(reader: Reader, group: Group, entry_of: EntryOf) -> Entry | None:
    """The entry in the group's edition; None, with a complaint, where there is none."""
    entry = _held(group.programme, group.edition, entry_of)
    if _held(group.programme, "", entry_of) is None:
        reader.complain(f'unknown programme "{group.programme}"', "programme", group.programme)
    elif entry is None:
        message = f'{group.programme} has no edition "{group.edition}"'
        reader.complain(message, "edition", group.edition)
    return entry


def _held(code: str, edition: str, entry_of: EntryOf) -> Entry | None:
    try:
        return entry_of(code, edition)
    except KeyError:
        return None


def _pace(reader: Reader, group: Group, leg: Leg) -> None:
    """Number, length and weekly frequency of the sessions against what the leg states."""
    if group.sessions and leg.sessions and not leg.sessions.holds(group.sessions):
        message = f"sessions = {group.sessions}: {leg.source} says {leg.sessions}"
        reader.complain(message, "sessions", group.sessions)
    stated = leg.minutes.lowest if leg.minutes else None
    for slot in group.slots:
        if stated is not None and slot.end - slot.start < stated:
            message = f"{slot.end - slot.start} minutes: {leg.source} says {leg.minutes}"
            reader.complain(message, "slots", WEEKDAYS[slot.weekday])
    if leg.per_week is not None and not leg.per_week.holds(len(group.slots)):
        message = f"meets {len(group.slots)} times a week: {leg.source} says {leg.per_week}"
        reader.complain(message, "slots", len(group.slots))
    _evenings(reader, group, leg)


def _evenings(reader: Reader, group: Group, leg: Leg) -> None:
    """Slots begun in the evening, Monday to Friday, against what the leg states of a week."""
    most, evening = leg.evenings_per_week, _evening_start(group.first)
    if most is None or evening is None:
        return
    late = sum(slot.weekday in WORKING_WEEK and slot.start >= evening for slot in group.slots)
    if not most.holds(late):
        message = f"meets on {late} evenings a week: {leg.source} says {most}"
        reader.complain(message, "slots", late)


def _evening_start(day: date) -> int | None:
    """The minute from which it is evening, as the catalogue has it on a day."""
    rows = (row for row in load().rows_of("load") if row.parameter == "evening-start")
    steps = [step for row in rows for step in row.steps if step.since <= day]
    value = max(steps, key=lambda step: step.since).value if steps else None
    return time_of_day(value) if isinstance(value, str) else None


def _finish(reader: Reader, group: Group, entry: Entry, timetable: Timetable) -> None:
    """Every cohort, and of a rolling group at least one newcomer, reaches the last session."""
    number = sum(module.sessions for module in modules_of(group, entry))
    for place, start in enumerate(group.starts):
        left = len(list(islice(meeting_days(group, timetable, start, group.last), number)))
        if left < number:
            message = f"from {start} the group meets {left} times: {number} are needed"
            reader.complain(message, f"starts[{place}]", start)
    rolling = group.intake is Intake.ROLLING
    if rolling and not runs(group, entry, timetable, group.first, group.last):
        reader.complain("no newcomer could finish in the group's dates", "last", group.last)
