"""Why somebody is not booked: what stands in the way, nearest to the law first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from models.moments import day_of
from models.placement import Unbooked, Waiting
from models.population import UNPAID_WORK
from optimiser.allocation.arrays import Bools, Ints, ints
from optimiser.allocation.bundles import Lives
from optimiser.allocation.offer import Programme
from optimiser.allocation.people import costed, may_join
from planning.booking_lots import Asking, Lot

# People looked at together: so many times every way there is are in memory at once.
AT_ONCE = 64


def nowhere(one: Asking) -> Unbooked:
    """Of whom no project or provider is open to at all."""
    return _unbooked(one, *_nowhere(one))


def _nowhere(one: Asking) -> tuple[Waiting, str]:
    return Waiting.REACH, f"{_no(one)} is within reach and lets them in."


def told(
    lot: Lot, rows: Sequence[int], taken: Ints, stopped: bool
) -> Iterator[Unbooked]:
    """The reason of each who waits, by their place in the lot; `taken` are the seats by pool.

    Those who ask for the same are looked at together: laying out every way there is takes longer
    than to hold many people against them.
    """
    if not rows:
        return
    lives = Lives(lot.people, lot.offer)
    full = taken >= lot.offer.seats
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        alike[lot.people[row].wants[0].programme].append(row)
    for code, held in alike.items():
        ways = lot.offer.programme(code)
        shut = np.array([full[ways.pools_of(run)].any() for run in range(len(ways.runs))], bool)
        for begin in range(0, len(held), AT_ONCE):
            for one in _looked_at(lot, ints(held[begin : begin + AT_ONCE]), ways, lives):
                yield _unbooked(one.asking, *_reason(one, shut, stopped))


@frozen(eq=False)
class _Ways:
    """The ways to have what somebody asks for: those they are let in to, of these those in their
    days, of these those the law lets them take, and of these those beside all they attend.
    """

    asking: Asking
    let_in: Bools
    in_days: Bools
    lawful: Bools
    beside: Bools


def _looked_at(lot: Lot, at: Ints, ways: Programme, lives: Lives) -> Iterator[_Ways]:
    people = [lot.people[row] for row in at.tolist()]
    let_in = np.zeros((len(at), len(ways.runs)), dtype=bool)
    for meetings in ways.meetings:
        let_in[:, meetings.places] = may_join(people, meetings.group, lot.offer)[:, None]
    lawful = costed(lot.people, at, ways, lot.offer, lives).open
    beside = lawful & ~lot.beside(at, ways)
    for place, (row, person) in enumerate(zip(at.tolist(), people, strict=True)):
        begins = ways.first >= person.first.toordinal()
        ends = ways.last <= person.last.toordinal()
        in_days = let_in[place] & begins & ends
        yield _Ways(lot.asking[row], let_in[place], in_days, lawful[place], beside[place])


def _reason(ways: _Ways, shut: Bools, stopped: bool) -> tuple[Waiting, str]:
    one = ways.asking
    if len(shut) and not ways.let_in.any():
        return _nowhere(one)
    if not ways.in_days.any():
        return Waiting.WINDOW, _window(one)
    if not ways.lawful.any():
        return Waiting.CLASH, f"{_each(one, int(ways.in_days.sum()))} meets something firm."
    if not ways.beside.any():
        return Waiting.CLASH, (
            f"{_each(one, int(ways.lawful.sum()))} meets a group or an appointment of theirs, or "
            "makes a day or a week too full."
        )
    number = _each(one, int(ways.beside.sum()))
    if shut[ways.beside].all():
        return Waiting.FULL, f"{number} that would do is full on some day."
    why = "their places serve the aims better with others"
    if stopped:
        why = "the plan was stopped before a place in them was found"
    return Waiting.FULL, f"{number} would do, not all full: {why}."


def _unbooked(one: Asking, reason: Waiting, said: str) -> Unbooked:
    return Unbooked(one.person.reference, one.requirement, reason, said)


def _no(one: Asking) -> str:
    return "No project" if one.requirement == UNPAID_WORK else f"No provider of {one.requirement}"


def _window(one: Asking) -> str:
    begin, end = day_of(one.person.first), day_of(one.until)
    if one.requirement == UNPAID_WORK:
        hours = one.person.unpaid_work_hours
        return f"No project within reach has days for {hours} hours from {begin} to {end}."
    what = one.requirement
    return f"No provider within reach has all appointments of {what} from {begin} to {end}."


def _each(one: Asking, number: int) -> str:
    """All ways there are: a project and weekday, or a provider and time, from a first day on."""
    what = "work the hours" if one.requirement == UNPAID_WORK else "have the appointments"
    return f"The one way to {what}" if number == 1 else f"Each of {number:,} ways to {what}"
