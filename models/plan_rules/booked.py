"""What each requirement booked, or not, comes to: counted from its days alone.

A day of work and an appointment are each a visit of their own, out and back from home.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.arithmetic import Stretch, meet, minutes, union
from models.moments import at
from models.placement import Booking, Plan
from models.plan_rules.measures import DAYS_A_WEEK, PlanMeasures, way_home, working
from models.plan_rules.roll import venue_of
from models.population import Person
from models.region import Region

UNITS = 1
"""Units of priority need of each such requirement (docs/planner.md): all count alike."""


def each_booked(region: Region, plan: Plan) -> Iterator[tuple[Person, str, PlanMeasures]]:
    """What the plan comes to for each requirement people are to be booked for."""
    held = {(one.person, one.requirement): one for one in plan.bookings}
    for person in region.people:
        for code in person.booked_for:
            booking = held.get((person.reference, code))
            if booking is None or not booking.sessions or not venue_of(booking, region):
                yield person, code, PlanMeasures(priority_unmet=UNITS, cannot_finish=1)
            else:
                yield person, code, _measured(person, booking, region)


def _measured(person: Person, booking: Booking, region: Region) -> PlanMeasures:
    way = way_home(person, region.timetable)(venue_of(booking, region))
    blocks: list[Stretch] = [
        (at(one.day, one.start) - way, at(one.day, one.end) + way) for one in booking.sessions
    ]
    days = {one.day for one in booking.sessions}
    lost = meet(union(blocks), union(working(person.commitments, days)))
    return PlanMeasures(
        weeks_waited=(booking.first - person.first).days // DAYS_A_WEEK,
        work_minutes=minutes(lost),
        travel_minutes=2 * way * len(booking.sessions),
    )
