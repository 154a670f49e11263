"""A play of the future in figures: waits, endings and the use of places, none of them a person's.

Waits and endings are of those who arrive during the forecast; whoever waited already when it began
is told apart by `of = "listed"`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from attrs import frozen

from planning.forecast_fates import Ending, Fate, History

NEWCOMERS = "newcomers"
LISTED = "listed"
PERCENTILES = (("wait-p50", 0.5), ("wait-p90", 0.9))


@frozen(order=True)
class Key:
    """What a figure is of; "" stands for all. `month` counts from 1 where a figure has one."""

    name: str
    programme: str = ""
    area: str = ""
    group: str = ""
    of: str = NEWCOMERS
    month: int = 0


Measures = dict[Key, float | None]


def measures(history: History) -> Measures:
    """Every figure of one replication; None where there is nothing to measure.

    Weeks for waits, shares from 0 to 1, numbers of people for the rest.
    """
    found: Measures = {}
    slices: defaultdict[tuple[str, str, str], list[Fate]] = defaultdict(list)
    for fate in history.fates:
        if fate.arrived < history.days:
            who = LISTED if fate.listed else NEWCOMERS
            for programme in ("", fate.programme):
                for area in dict.fromkeys(("", fate.area)):
                    slices[programme, area, who].append(fate)
    slices.setdefault(("", "", NEWCOMERS), [])
    for (programme, area, who), fates in slices.items():
        for name, value in _of(fates, history):
            found[Key(name, programme, area, of=who)] = value
    for programme, days in history.days_waited.items():
        found[Key("waiting", programme, of="")] = days / history.days
    found[Key("waiting", of="")] = sum(history.days_waited.values()) / history.days
    for month, number in enumerate(history.at_month_ends, start=1):
        found[Key("waiting-at-month-end", of="", month=month)] = number
    for group, share in history.use.items():
        found[Key("use", group=group, of="")] = share
    found[Key("catch-ups", of="")] = history.catch_ups
    found[Key("restarts", of="")] = history.restarts
    return found


def _of(fates: list[Fate], history: History) -> Iterator[tuple[str, float | None]]:
    yield "arrived", len(fates)
    yield "began", sum(fate.began is not None for fate in fates)
    for ending in Ending:
        yield ending.value, sum(fate.ending is ending for fate in fates)
    settled = [fate for fate in fates if fate.deadline < history.until]
    late = sum(fate.ending is Ending.LATE for fate in settled)
    yield "late-share", late / len(settled) if settled else None
    waits = [fate.waited for fate in fates if fate.began is not None and fate.waited is not None]
    yield "wait-mean", sum(waits) / len(waits) if waits else None
    yield "wait-longest", max(waits, default=None)
    yield from zip((name for name, _ in PERCENTILES), percentiles(fates), strict=True)


def percentiles(fates: list[Fate]) -> list[float | None]:
    """Weeks within which half, and nine in ten, begin: Kaplan and Meier's estimate.

    Who leaves, or is still waiting at the end, is known to have waited so long and no more; who
    can no longer finish in time never begins. None where so many never do.
    """
    # Imported here: it takes longer than everything else the command line needs together.
    from scipy import stats  # type: ignore[import-untyped]

    began = [one.waited for one in fates if one.began is not None and one.waited is not None]
    never = [
        np.inf if one.ending is Ending.LATE else one.waited
        for one in fates
        if one.began is None and one.ready is not None and one.waited is not None
        and one.ending is not Ending.NOWHERE
    ]
    if not began:
        return [None for _ in PERCENTILES]
    longest = max([*began, *(one for one in never if one != np.inf)]) + 1
    right = [longest if one == np.inf else one for one in never]
    sample = stats.CensoredData(uncensored=began, right=right)
    curve = stats.ecdf(sample).cdf
    return [_reached(curve.quantiles, curve.probabilities, share) for _, share in PERCENTILES]


def _reached(weeks: np.ndarray, shares: np.ndarray, share: float) -> float | None:
    reached = np.flatnonzero(shares >= share - 1e-9)
    return float(weeks[reached[0]]) if len(reached) else None
