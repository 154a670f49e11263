"""A package made longer by hand: a witness that more of an amount fits, without a solver.

Whether it does fit is for the plain rules and measures to say; what cannot be made here may still
exist, so only a yes is proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from models.facts import Facts
from models.moments import add_months, from_instant, last_day, local
from models.package import Package, PlannedRequirement, PlannedSession
from models.timetable import Run
from optimiser.amounts import figure
from optimiser.days import Days
from optimiser.lasting import MONITORING, ends, own_months
from optimiser.provision import givers
from optimiser.streams import appointment_slots

CONTACT = "contact"
TITLES = {"contact": "Appointment with the officer", "review": "Joint review meeting"}


def with_months(facts: Facts, package: Package, code: str, months: int) -> Package:
    """The same sessions under a requirement of so many months, the order as long as it needs."""
    held = package.requirement(code)
    if held is None:
        return package
    end = last_day(held.start or package.order.start, months)
    changed = evolve(held, terms=evolve(held.terms, months=months), end=end)
    longer = with_order_months(
        facts, _with(package, held, changed), max(package.order.months, months)
    )
    return _tagged(facts, longer)


def with_order_months(facts: Facts, package: Package, months: int) -> Package:
    """The same package in an order of so many months, seen by the officer in each one added."""
    order = package.order
    if months <= order.months:
        return package
    longer = evolve(order, months=months, end=last_day(order.start, months))
    requirements = tuple(
        evolve(held, end=longer.end) if held.end == order.end and _open(facts, held) else held
        for held in package.requirements
    )
    added = tuple(_contacts(facts, package, months))
    made = evolve(
        package, order=longer, requirements=requirements, sessions=package.sessions + added
    )
    return _tagged(facts, made)


def _tagged(facts: Facts, package: Package) -> Package:
    """The package with a tag that has no months of its own on for as long as what it enforces."""
    tag = package.requirement(MONITORING)
    if tag is None or tag.terms.months:
        return package
    terms = {held.code: held.terms for held in package.requirements}
    last = ends(facts, terms, package.order.start, package.order.end)[MONITORING]
    return _with(package, tag, evolve(tag, end=last))


def _open(facts: Facts, held: PlannedRequirement) -> bool:
    return not own_months(facts, held.code, held.terms)


def with_meetings(package: Package, code: str, hours: int, run: Run) -> Package:
    """A group requirement of so many hours, with the next meetings of the run it takes."""
    held = package.requirement(code)
    attended = package.of(code)
    if held is None or not attended:
        return package
    count = -(-60 * hours // attended[0].minutes)
    further = [
        evolve(
            attended[-1],
            id=f"{code}-{attended[-1].leg}-{number}",
            number=number,
            start=from_instant(meeting.start),
            end=from_instant(meeting.end),
            module=meeting.module,
        )
        for number, meeting in enumerate(run.meetings[:count], start=1)
        if number > len(attended)
    ]
    changed = evolve(held, terms=evolve(held.terms, hours=hours))
    return evolve(_with(package, held, changed), sessions=(*package.sessions, *further))


def _with(package: Package, old: PlannedRequirement, new: PlannedRequirement) -> Package:
    requirements = tuple(new if held is old else held for held in package.requirements)
    return evolve(package, requirements=requirements)


def _contacts(facts: Facts, package: Package, months: int) -> Iterator[PlannedSession]:
    """An appointment in each month added, and a joint review in each period that asks for one."""
    start, old = package.order.start, package.order.months
    days, taken = Days(facts), {session.day for session in package.sessions}
    periods = [
        ("contact", add_months(start, number), add_months(start, number + 1))
        for number in range(old, months)
    ]
    reviews = facts.menu.bound(CONTACT, "review-days")
    if package.imposes("atr") and reviews is not None and reviews.highest is not None:
        length, end = int(reviews.highest), last_day(start, months)
        begins = start + timedelta(days=(package.order.end - start).days // length * length)
        while begins + timedelta(days=length - 1) <= end:
            periods.append(("review", begins, begins + timedelta(days=length)))
            begins += timedelta(days=length)
    for number, (kind, first, beyond) in enumerate(periods, start=1):
        session = _seen(
            facts,
            days,
            kind,
            number,
            [d for d in _days(first, beyond) if d not in taken and d > package.order.end],
        )
        if session is not None:
            taken.add(session.day)
            yield session


def _days(first: date, beyond: date) -> Iterator[date]:
    while first < beyond:
        yield first
        first += timedelta(days=1)


def _seen(
    facts: Facts, days: Days, kind: str, number: int, open_days: list[date]
) -> PlannedSession | None:
    """The first appointment with the officer on these days that takes nothing of work."""
    minutes = figure(facts, "load", "contact-minutes")
    for day in open_days:
        slots = appointment_slots(givers(facts, "officer"), minutes, day, facts.timetable)
        free = [way for way in days.alone(day, slots) if not way.lost] if slots else []
        if free:
            slot = free[0].slots[0]
            return PlannedSession(
                id=f"longer-{kind}-{number}",
                part=CONTACT,
                leg="review" if kind == "review" else "appointment",
                number=number,
                start=local(day, slot.start),
                end=local(day, slot.end),
                title=TITLES[kind],
                requirement="order",
                venue=slot.venue,
                kind=kind,
                provider=slot.giver,
            )
    return None
