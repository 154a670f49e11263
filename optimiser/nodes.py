"""What waits in the search for the best package: structures that share a beginning."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from attrs import frozen

from models.timetable import Run
from optimiser.bounds.ideal import Ideal
from optimiser.bounds.scale import NEVER
from optimiser.structures import Unfolding, Vector

NOTHING_WAITS: Vector = (NEVER,) * 10


class Stage(IntEnum):
    """How far a structure is unfolded."""

    BEGUN = 0  # some runs chosen
    LOOSE = 1  # all runs chosen, at least so many months: bounded for all such lengths
    WHOLE = 2  # runs and months settled: its ideal known
    DEPARTING = 3  # an outline as a whole, should any be departed from


@frozen
class Node:
    """Something waiting in the search: structures that share a beginning."""

    stage: Stage
    unfolding: Unfolding
    runs: Mapping[str, Run]
    months: int = 0
    ideal: Ideal | None = None
    most: int = 0
