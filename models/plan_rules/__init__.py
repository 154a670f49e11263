"""A whole plan read against its region: the planner's second clerk.

It knows nothing of how a plan is made. Every plan is read against it each time, whoever made it:
seats over time, windows, precedence, company, staff and rooms over all of it, days of unpaid work
and appointments, and for each person the rules that a single case is held to. `measure_plan` counts
the aims again from the runs, `each_booked` those of each booking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.catalogue import Catalogue, load
from models.placement import Plan
from models.plan_rules import bookings, company, hands, law, seats, whole, windows
from models.plan_rules.booked import each_booked
from models.plan_rules.fault import PlanFault
from models.plan_rules.measures import (
    PlanMeasures,
    each_measured,
    in_company,
    measure_plan,
)
from models.plan_rules.roll import Roll, roll
from models.region import Region

__all__ = [
    "FAMILIES", "PlanFault", "PlanMeasures", "faults", "each_booked", "each_measured", "in_company",
    "measure_plan",
]  # fmt: skip

FAMILIES: tuple[Callable[[Roll], Iterator[PlanFault]], ...] = (
    whole.known,
    whole.answered,
    windows.window,
    windows.after,
    seats.capacity,
    seats.minimum,
    company.apart,
    company.lone_woman,
    hands.facilitators,
    hands.rooms,
    *bookings.FAMILIES,
    law.law,
)


def faults(region: Region, plan: Plan, catalogue: Catalogue | None = None) -> tuple[PlanFault, ...]:
    """What is wrong with a plan, musts and shoulds alike, in reading order."""
    read = roll(region, plan, catalogue or load())
    return tuple(fault for check in FAMILIES for fault in check(read))
