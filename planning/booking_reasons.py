"""Why somebody is not booked: what stands in the way, nearest to the law first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from models.placement import Unbooked, Waiting
from models.population import UNPAID_WORK
from optimiser.allocation.arrays import Ints, ints
from optimiser.allocation.bundles import Lives
from optimiser.allocation.people import costed, may_join
from planning.booking_lots import Asking, Lot


def nowhere(one: Asking) -> Unbooked:
    """Of whom no project or provider is open to at all."""
    return _unbooked(one, Waiting.REACH, f"{_no(one)} is within reach and lets them in.")


def told(
    lot: Lot, rows: Sequence[int], taken: Ints, stopped: bool
) -> Iterator[Unbooked]:
    """The reason of each who waits, by their place in the lot; `taken` are the seats by pool."""
    if not rows:
        return
    lives = Lives(lot.people, lot.offer)
    full = taken >= lot.offer.seats
    for row in rows:
        one, person = lot.asking[row], lot.people[row]
        programme = lot.offer.programme(person.wants[0].programme)
        let_in = np.zeros(len(programme.runs), dtype=bool)
        for meetings in programme.meetings:
            let_in[meetings.places] = may_join([person], meetings.group, lot.offer)[0]
        begins = programme.first >= person.first.toordinal()
        in_days = let_in & begins & (programme.last <= person.last.toordinal())
        at = ints([row])
        lawful = costed(lot.people, at, programme, lot.offer, lives).open[0]
        open_ = np.flatnonzero(lawful & ~lot.beside(at, programme)[0])
        if not let_in.any():
            yield nowhere(one) if programme.runs else _unbooked(one, Waiting.WINDOW, _window(one))
        elif not in_days.any():
            yield _unbooked(one, Waiting.WINDOW, _window(one))
        elif not lawful.any():
            said = f"{_each(one, int(in_days.sum()))} meets something firm."
            yield _unbooked(one, Waiting.CLASH, said)
        elif not len(open_):
            said = (
                f"{_each(one, int(lawful.sum()))} meets a group or an appointment of theirs, or "
                "makes a day or a week too full."
            )
            yield _unbooked(one, Waiting.CLASH, said)
        elif all(full[programme.pools_of(run)].any() for run in open_.tolist()):
            said = f"{_each(one, len(open_))} that would do is full on some day."
            yield _unbooked(one, Waiting.FULL, said)
        else:
            why = "their places serve the aims better with others"
            if stopped:
                why = "the plan was stopped before a place in them was found"
            said = f"{_each(one, len(open_))} would do, not all full: {why}."
            yield _unbooked(one, Waiting.FULL, said)


def _unbooked(one: Asking, reason: Waiting, said: str) -> Unbooked:
    return Unbooked(one.person.reference, one.requirement, reason, said)


def _no(one: Asking) -> str:
    return "No project" if one.requirement == UNPAID_WORK else f"No provider of {one.requirement}"


def _window(one: Asking) -> str:
    begin, end = one.person.first.isoformat(), one.until.isoformat()
    if one.requirement == UNPAID_WORK:
        hours = one.person.unpaid_work_hours
        return f"No project within reach has days for {hours} hours from {begin} to {end}."
    what = one.requirement
    return f"No provider within reach has all appointments of {what} from {begin} to {end}."


def _each(one: Asking, number: int) -> str:
    """All ways there are: a project and weekday, or a provider and time, from a first day on."""
    what = "work the hours" if one.requirement == UNPAID_WORK else "have the appointments"
    return f"The one way to {what}" if number == 1 else f"Each of {number:,} ways to {what}"
