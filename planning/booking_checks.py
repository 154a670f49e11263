"""Bookings beside a plan's groups, counted and held to the law by the second clerk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from models.catalogue import Catalogue
from models.errors import InternalDisagreement
from models.placement import Plan, PlanAim
from models.plan_rules import PlanFault, PlanMeasures, each_booked, faults
from models.population import Person
from models.region import Region
from models.sources import Force
from models.timetable import Run
from planning.admitting import Admission
from planning.asking import Asked
from planning.bookings import Booked, booked
from planning.staging import MEASURE


def with_bookings(
    region: Region,
    plan: Plan,
    admission: Admission,
    runs: Callable[[], Mapping[str, Run]],
    catalogue: Catalogue,
    asked: Asked,
) -> tuple[Plan, tuple[PlanFault, ...]]:
    """The plan with days of unpaid work and appointments, and what the clerk finds of it then.

    The same plan and nothing where nobody asks for any.

    Raises
    ------
    InternalDisagreement
        Where the clerk counts otherwise, or finds a must against them: never an answer.
    """
    found = booked(region, admission, plan.placements, runs, catalogue, asked)
    whole = Plan(
        plan.placements, plan.unplaced, plan.stages, found.bookings, found.unbooked, found.rounds
    )
    if not found.rounds:
        return whole, ()
    _agreed(each_booked(region, whole), found, asked.sums)
    told = faults(region, whole, catalogue)
    if broken := [fault for fault in told if fault.force is Force.MUST]:
        raise InternalDisagreement(f"bookings that do not keep {broken[0].rule}")
    return whole, told


def _agreed(
    counted: Iterator[tuple[Person, str, PlanMeasures]], found: Booked, aims: Sequence[PlanAim]
) -> None:
    """The clerk counts of every booking what the allocation said, and of each round in all.

    Raises
    ------
    InternalDisagreement
        Where it does not.
    """
    total = PlanMeasures()
    for person, code, measures in counted:
        total += measures
        said = found.said.get((person.reference, code))
        waits = [1, 1, 0, 0, 0]
        own = waits if said is None else [round(float(said[one])) for one in MEASURE.values()]
        if [measures.of(aim) for aim in MEASURE] != own:
            raise InternalDisagreement(
                f"the allocation and the clerk disagree on somebody's {code}"
            )
    for place, aim in enumerate(aims):
        values = sum(one.stages[place].value for one in found.rounds)
        if values != total.of(aim):
            raise InternalDisagreement(
                f"the allocation and the clerk disagree on {aim.value} of bookings"
            )
