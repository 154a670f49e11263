"""Scenarios side by side, the base first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.sources import Force
from planning.making import Made
from planning.repairing import moved
from planning.report import Compared, Waits
from planning.telling import DAYS_A_WEEK

NOBODY = Waits("all", "", 0, 0, None, None, None)


def compared(base: Made, others: Iterable[tuple[str, Made]] = ()) -> Iterator[Compared]:
    """The base and each scenario with its sentence, one after another as they are made."""
    yield _beside(base, "", base)
    for sentence, one in others:
        yield _beside(one, sentence, base)


def _beside(one: Made, sentence: str, base: Made) -> Compared:
    report = one.report
    return Compared(
        name=report.name,
        sentence=sentence,
        people=report.people,
        placed=len(one.plan.placements),
        unplaced=len(one.plan.unplaced),
        measures=one.measures,
        waits=next(waits for waits in (*report.waits, NOBODY) if waits.by == "all"),
        facilitator_sessions=report.facilitator_sessions,
        moved=moved(base.plan.placements, one.plan.placements),
        stages=one.plan.stages,
        musts=sum(fault.force is Force.MUST for fault in one.faults),
        booked=len(one.plan.bookings),
        unbooked=len(one.plan.unbooked),
        booking_weeks=_booking_weeks(one),
    )


def _booking_weeks(one: Made) -> int:
    first = {person.reference: person.first for person in one.region.people}
    return sum((each.first - first[each.person]).days // DAYS_A_WEEK for each in one.plan.bookings)
