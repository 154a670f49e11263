"""When and where appointments and groups are held: in whose hours, by whom, at whose venue.

What is missing is no fault: a session that names no provider is held to nobody's hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.moments import MINUTES_A_DAY, clock_aloud
from models.package import Package, PlannedSession
from models.rules.held import Held, Sort, held, offering
from models.rules.rule import Ground, Rule, by_subject, local
from models.rules.sentences import counted, day_of, mid_name
from models.timetable import Group, Provider, Slot

CENTRE = "attendance-centre"
# Said of a session that is held at no venue of the timetable: nowhere in particular, at home, by
# telephone. An address of the case is one too.
NO_VENUE = ("", "home", "phone")


def appointments(package: Package, facts: Facts) -> Iterator[tuple[Held, Provider | None]]:
    """The sessions given by somebody, with who it is where the timetable holds them."""
    for one in held(package, facts):
        if one.sort is Sort.APPOINTMENT:
            yield one, one.by if isinstance(one.by, Provider) else None


def span(session: PlannedSession) -> Slot:
    """The session's weekday, with its start and end by the clock in minutes after midnight."""
    days = (session.end.date() - session.day).days
    start = 60 * session.start.hour + session.start.minute
    end = MINUTES_A_DAY * days + 60 * session.end.hour + session.end.minute
    return Slot(session.day.weekday(), start, end)


def hours(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each appointment is on a day and in an opening of its provider, and begins on a step."""
    broken: list[tuple[str, Ground, str]] = []
    for one, provider in appointments(package, facts):
        # A provider of whom the timetable gives no hours may be seen at any.
        if provider is not None and provider.hours:
            said = _outside(one.session, provider)
            if said:
                sentence = f"{one.said}: {said}."
                broken.append((one.session.part, local(provider.id), sentence))
    yield from by_subject("openings.hours", broken)


def _outside(session: PlannedSession, provider: Provider) -> str:
    """Why a provider does not give an appointment then; empty where it does."""
    if provider.first is not None and session.day < provider.first:
        return f"{provider.id} is there from {day_of(provider.first)}"
    if provider.last is not None and session.day > provider.last:
        return f"{provider.id} is there until {day_of(provider.last)}"
    taken = span(session)
    today = [one for one in provider.hours if one.weekday == taken.weekday]
    open_then = [one for one in today if one.start <= taken.start and taken.end <= one.end]
    if not open_then:
        times = ", ".join(f"{clock_aloud(one.start)} to {clock_aloud(one.end)}" for one in today)
        return f"{provider.id} is open that day {times}" if times else f"{provider.id} is shut then"
    if all((taken.start - one.start) % provider.step for one in open_then):
        step = counted(provider.step, "minute")
        return f"{provider.id} begins one every {step} from {clock_aloud(open_then[0].start)}"
    return ""


def offered(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each appointment is with somebody on offer who offers what it is for, at their venue."""
    region = facts.timetable
    elsewhere = {*NO_VENUE, *(address.id for address in facts.case.addresses)}
    others = {*(group.id for group in region.groups), *(one.id for one in region.projects)}
    broken: list[tuple[str, Ground, str]] = []
    for one, provider in appointments(package, facts):
        part, venue, given_by = one.session.part, one.session.venue, one.session.provider
        wrong: list[tuple[str, str]] = []
        if provider is None:
            if given_by and given_by not in others:
                wrong.append((given_by, f"no provider {given_by} is on offer"))
            if venue not in elsewhere and venue not in region.venues:
                wrong.append((venue, f"there is no venue {venue}"))
        else:
            if offering(one).isdisjoint(provider.offers):
                what = mid_name(part, facts) if one.entry is not None else "appointments"
                wrong.append((given_by, f"{given_by} does not offer {what}"))
            if venue not in elsewhere and venue != provider.venue:
                wrong.append((given_by, f"{given_by} is at {provider.venue}, not at {venue}"))
        broken += [(part, local(id), f"{one.said}: {said}.") for id, said in wrong]
    yield from by_subject("openings.offered", broken)


def group(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each session of a group is at the group's venue, and a centre's is when the group meets."""
    broken: list[tuple[str, Ground, str]] = []
    for one in held(package, facts):
        if one.sort is Sort.GROUP and isinstance(one.by, Group):
            where = local(one.by.id)
            if one.session.venue not in ("", one.by.venue):
                said = f"{one.by.id} meets at {one.by.venue}, not at {one.session.venue}"
                broken.append((one.session.part, where, f"{one.said}: {said}."))
            # A programme's sessions are those of its run, which the rule on its dose reads.
            if one.entry is not None and one.entry.stream == CENTRE and _unmet(one, one.by):
                said = f"{one.by.id} does not meet then"
                broken.append((one.session.part, where, f"{one.said}: {said}."))
    yield from by_subject("openings.group", broken)


def _unmet(one: Held, group: Group) -> bool:
    """Whether a session is at none of the group's times; the timetable may give none."""
    here = group.first <= one.session.day <= group.last
    return not here or bool(group.slots and span(one.session) not in group.slots)


RULES = (
    Rule("openings.hours", hours, dated=True),
    Rule("openings.offered", offered, dated=True),
    Rule("openings.group", group, dated=True),
)
