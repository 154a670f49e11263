"""Bookings as part of an order: requirements with their sessions, as a single case's package has.

The hours and their pace, and the treatment's appointments, are held to the law of a single case.
What waits for the package: the share of learning, work four times a week for somebody unemployed,
the seven days to begin in (waiting is an aim), what stands before and after treatment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.case import Terms
from models.entry import Entry
from models.moments import local
from models.package import PlannedRequirement, PlannedSession
from models.placement import Booking
from models.plan_rules.roll import venue_of
from models.population import UNPAID_WORK, Person
from models.region import Region
from models.rules import treatment, unpaid_work
from models.rules.rule import Rule

KEPT = (
    "unpaid-work.hours", "unpaid-work.weekly", "unpaid-work.most-days", "unpaid-work.window",
    "unpaid-work.project", "treatment.number", "treatment.cadence",
)  # fmt: skip
OF_BOOKINGS: tuple[Rule, ...] = tuple(
    rule for rule in (*unpaid_work.RULES, *treatment.RULES) if rule.id in KEPT
)


def requirement_of(booking: Booking, person: Person) -> PlannedRequirement:
    if booking.requirement == UNPAID_WORK:
        hours = Terms(hours=person.unpaid_work_hours)
        return PlannedRequirement(UNPAID_WORK, hours, project=booking.giver)
    return PlannedRequirement(booking.requirement, Terms(), provider=booking.giver)


def sessions_of(
    bookings: Sequence[Booking], entries: dict[str, Entry], region: Region
) -> Iterator[PlannedSession]:
    for booking in bookings:
        code = booking.requirement
        entry = entries.get(code)
        leg = entry.main.id if entry is not None and entry.main is not None else ""
        for number, one in enumerate(booking.sessions, start=1):
            yield PlannedSession(
                id=f"{code}-{number}",
                part=code,
                leg=leg,
                number=number,
                start=local(one.day, one.start),
                end=local(one.day, one.end),
                title=entry.name if entry is not None else code,
                requirement=code,
                venue=venue_of(booking, region),
                kind=code if code == UNPAID_WORK else "treatment",
                provider=booking.giver,
            )
