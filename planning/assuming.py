"""What is taken for granted of a plan, said with it."""

from __future__ import annotations

from collections.abc import Sequence

from models.placement import PlanAim
from models.region import Region
from planning.admitting import Admission
from planning.seating import Struck

GIVING_WAY = {
    PlanAim.PRIORITY: "the priority need unmet",
    PlanAim.FINISH: "the people who cannot finish",
    PlanAim.WAITING: "the weeks waited in all",
    PlanAim.WORK: "the work lost",
    PlanAim.TRAVEL: "the travel",
}
"""What a plan could have more of so that fewer sit in too small a company."""


def assumptions(
    admission: Admission, struck: Struck, stayed: bool, aims: Sequence[PlanAim]
) -> tuple[str, ...]:
    """What is taken for granted of this plan, in sentences."""
    said = [
        "Weeks are counted whole, from the day somebody could begin to the first session.",
        "A bound on an aim is of plans that are no worse in the aims before it, among people who "
        "share groups.",
        _of_company(aims),
        "How many women sat in a group before is the timetable's to say. Where it does not, nobody "
        "is said to be the only one.",
    ]
    if struck:
        said.append(
            "What those who stay leave no facilitator, room or company for is seen to by closing "
            f"the emptiest meetings ({len(struck.pools)}) and by keeping somebody out of a group "
            f"({len(struck.pairs)})."
        )
    if stayed:
        said.append(
            "Whoever keeps a run keeps all they have, and waits for what else they ask as before: "
            "the bounds are of plans in which they stay."
        )
    return tuple(said)


def _of_company(aims: Sequence[PlanAim]) -> str:
    if PlanAim.COMPANY not in aims:
        return (
            "The least number of a group and a lone woman's company are looked at, not planned "
            "for: where they are not kept it is said."
        )
    before = aims[: aims.index(PlanAim.COMPANY)]
    gives = "Every other aim gives way for it."
    if before:
        *most, last = (GIVING_WAY[aim] for aim in before)
        said = f"{', '.join(most)} or {last}" if most else last
        gives = f"It adds nothing to {said}; who has which place may change."
    return (
        "The least number of a group and a lone woman's company are planned for: a cohort, a "
        f"rolling group or a woman's run counts once, however many sessions it is so. {gives}"
    )


def of_bookings(region: Region, stayed: bool) -> tuple[str, ...]:
    """What is taken for granted of days of unpaid work and appointments."""
    most = region.work_days_a_week
    pace = "one day a week" if most == 1 else f"up to {most} days a week, always the same"
    said = [
        "Groups are placed first, treatment is booked beside them, then unpaid work beside both: "
        "each is proved best given what stands before it, and not that another plan of the groups "
        "would not leave more room.",
        f"Unpaid work is done at one project, {pace}, on every day it is open from the first on "
        "until the hours are done. All hours are planned as work: the share that goes to "
        "education and training is settled with the package.",
        "Treatment is at one time of day on one weekday with one provider; where that day is "
        "closed it is the next day that has the time. Appointments follow each other from the "
        "beginning of the provider's hours. What stands before and after treatment is not booked.",
        "A day of work and an appointment are each a visit of their own, with the way home before "
        "and after. Each such requirement counts one unit of priority.",
    ]
    if stayed:
        said.append("Days of unpaid work and appointments are booked anew: nobody keeps theirs.")
    return tuple(said)
