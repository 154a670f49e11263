"""What is certain of dates though time ran out: nothing betters a value that is at its bound.

A search that is not settled may have missed better dates, but none below what bounds every package
it could have come to. So the bounds are carried, and an aim is proved where it and all before it
are at theirs, or where nothing at all comes to less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from optimiser.dating import Dated
from optimiser.orders import DECIDED, figures


def vouched(
    dated: Dated,
    places: Sequence[int],
    least: Sequence[int],
    floors: Mapping[int, int] | None = None,
) -> Dated:
    """The same dates, each aim with its bound and whether that proves it.

    Parameters
    ----------
    places
        The aims in their turn.
    least
        What no package betters in that turn: of each aim while those before it are met.
    floors
        What each aim comes to at the least whatever the others do, by its place.
    """
    held, known = figures(dated.measures), dict[int, tuple[bool, int, bool]]()
    met, bettered = True, False
    for place, low in zip(places, least, strict=True):
        value, floor = held[place], (floors or {}).get(place, 0)
        # What is better than all that was missed in one aim needs no bound in those behind it.
        bettered = bettered or (met and low > value)
        bound = value if bettered else min(value, max(floor, low if met else 0))
        met = met and bound == value
        known[place] = met, bound, bool(floors) and floor >= value
    # What is at its floor nothing betters, whatever came before it; but an option that may be
    # bettered in what is no aim of the status, attendances say, is not made out to be proved.
    alone = met or not all(known[place][0] or known[place][2] for place in DECIDED)
    status = list(dated.status)
    for turn, place in enumerate(DECIDED):
        proved, bound, lowest = known[place]
        status[turn] = evolve(status[turn], proved=proved or (alone and lowest), bound=bound)
    return evolve(dated, status=tuple(status))
