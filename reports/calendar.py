"""A calendar file of one option: London times, and the same UIDs at every export."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes
from icalendar.prop import vRecur

from models.facts import Facts
from models.moments import LONDON, WEEKDAYS, local
from models.package import CurfewRow, PlannedRequirement, PlannedSession
from models.rules.curfew import kept
from optimiser.results import Option
from reports import naming, words

FAMILY = UUID("6f1a2b5e-6c0e-5d0f-9f53-0c1d6a8f5b7e")
HOUR = timedelta(hours=1)


def calendar(option: Option, facts: Facts, inputs: tuple[tuple[str, str], ...]) -> bytes:
    """The sessions, and the curfew as weekly events, of one option.

    `inputs` names what the answer was made from, with hashes: UIDs are drawn from them, so that
    a second export of the same answer updates the first in whoever's calendar it is.
    """
    root = uuid5(FAMILY, "\n".join(f"{name}={hash}" for name, hash in inputs))
    # The stamp a calendar must carry is the day of the plan: the clock is never read.
    stamp = datetime.combine(facts.today, time(), tzinfo=UTC)
    made = Calendar()
    made.add("prodid", "-//sentence-packages//options//EN")
    made.add("version", "2.0")
    made.add_component(london())
    legs = naming.legs(option.package)
    for session in sorted(option.package.sessions, key=lambda s: (s.start, s.id)):
        title = naming.session(session, facts, legs[session.part, session.leg])
        made.add_component(_attendance(title, session, facts, root, stamp))
    planned = option.package.requirement("curfew")
    if planned is not None:
        for event in _curfew(option.package.curfew, planned, option, root, stamp):
            made.add_component(event)
    return made.to_ical()


def london() -> Timezone:
    """Summer time from the last Sunday of March to the last of October, at one in the morning
    of Greenwich: the rule since 1996."""
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    for kind, name, begins, month, before, after in (
        (TimezoneDaylight, "BST", datetime(1996, 3, 31, 1), 3, timedelta(), HOUR),
        (TimezoneStandard, "GMT", datetime(1996, 10, 27, 2), 10, HOUR, timedelta()),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone


def _attendance(
    title: str, session: PlannedSession, facts: Facts, root: UUID, stamp: datetime
) -> Event:
    name = f"{session.part}/{session.leg}/{session.number}"
    event = _event(title, session.start, session.end, root, name, stamp)
    event.add("location", naming.venue(session.venue, facts))
    if session.requirement in facts.menu.entries:
        event.add("description", f"Attended under: {naming.entry(session.requirement, facts)}")
    return event


def _curfew(
    rows: tuple[CurfewRow, ...],
    planned: PlannedRequirement,
    option: Option,
    root: UUID,
    stamp: datetime,
) -> list[Event]:
    first = planned.start or option.package.order.start
    last = planned.end or option.package.order.end
    events = []
    for row in sorted(rows, key=lambda row: (row.weekday, row.start)):
        day = first + timedelta(days=(row.weekday - first.weekday()) % 7)
        if not kept(day, row, option.package):
            day += timedelta(days=7)
        if day > last:
            continue
        final = last - timedelta(days=(last.weekday() - row.weekday) % 7)
        name = f"curfew/{WEEKDAYS[row.weekday]}/{row.start}"
        event = _event("Curfew", local(day, row.start), local(day, row.end), root, name, stamp)
        if row.place:
            event.add("location", words.spoken(words.plain(row.place)).capitalize())
        # UNTIL is the start of the last night, in universal time as the format asks.
        until = local(final, row.start).astimezone(UTC)
        event.add("rrule", vRecur({"FREQ": "WEEKLY", "UNTIL": until}))
        events.append(event)
    return events


def _event(
    title: str, start: datetime, end: datetime, root: UUID, name: str, stamp: datetime
) -> Event:
    event = Event()
    event.add("uid", str(uuid5(root, name)))
    event.add("dtstamp", stamp)
    event.add("summary", title)
    for key, moment in (("dtstart", start), ("dtend", end)):
        value = vDDDTypes(moment.astimezone(LONDON))
        event.add(key, value)
    return event
