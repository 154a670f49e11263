"""What is taken for granted of a plan, said with it."""

from __future__ import annotations

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
