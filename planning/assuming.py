"""What is taken for granted of a plan, said with it."""

from __future__ import annotations

from models.region import Region
from planning.admitting import Admission
from planning.seating import Struck


def assumptions(admission: Admission, struck: Struck, stayed: bool) -> tuple[str, ...]:
    """What is taken for granted of this plan, in sentences."""
    said = [
        "Weeks are counted whole, from the day somebody could begin to the first session.",
        "A bound on an aim is of plans that are no worse in the aims before it, among people who "
        "share groups.",
        "The least number of a group and a lone woman's company are looked at, not planned for: "
        "where they are not kept it is said.",
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
