"""Whoever may give out the places of a forecast, by the name a plan asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from models.placement import Placement
from planning.forecast_filling import NOTHING_SHORT, Filler, Offer, Waiter, first_come
from planning.forecast_outlook import ALLOCATOR, FIRST_COME
from planning.limits import When


def allocator(
    waiting: Sequence[Waiter],
    offers: Sequence[Offer],
    week: date,
    left: Mapping[When, int] = NOTHING_SHORT,
) -> Sequence[Placement]:
    # Imported here: the solver is not for those who only read what a forecast may be asked.
    from planning.forecast_allocating import allocated

    return allocated(waiting, offers, week, left)


FILLERS: dict[str, Filler] = {ALLOCATOR: allocator, FIRST_COME: first_come}
