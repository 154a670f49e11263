"""What a draft keeps of its days beside its Booleans: costs, pairs, ways to spend a day, runs."""

from __future__ import annotations

from attrs import frozen

from models.timetable import Run
from optimiser.attending import Attending, Slot
from optimiser.linear import Literal


@frozen
class Cost:
    """What a Boolean adds to minutes of work lost and to travel, when true."""

    literal: Literal
    lost: int
    travel: int


@frozen(cache_hash=True)
class Alike:
    """Things of one day with the same slots, of which at most one is attended on it."""

    names: tuple[str, ...]
    slots: tuple[Slot, ...]


@frozen
class DayPlan:
    """On a curfew day: one way to spend it, since the windows met depend on the slots taken."""

    day: int
    items: tuple[Alike, ...]
    way: Attending
    literal: Literal


@frozen
class Together:
    """Two kinds of thing of one day and a Boolean true only where both are attended on it."""

    names: tuple[str, ...]
    literal: Literal


@frozen
class RunChoice:
    """A run of a group part and the Boolean that it is taken."""

    run: Run
    literal: Literal
    first: int
    last: int
