"""People in numbers: what each run would cost each of them, and who may take it at all.

A block of attendance runs from leaving home to being back. Each session is priced as a visit of
its own. Weeks waited are whole weeks from the first day a person could begin.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from models.case import Sex
from models.population import Person
from models.timetable import Group
from optimiser.allocation.arrays import Bools, Floats, Ints, ints
from optimiser.allocation.lives import Life, Taken, life
from optimiser.allocation.offer import Meetings, Offer, Programme

MEASURES = ("unmet", "unplaced", "weeks", "work", "travel")
UNMET, UNPLACED, WEEKS, WORK, TRAVEL = range(len(MEASURES))


@frozen
class Reach:
    """How far anybody is sent, in minutes from home; None where nobody says."""

    minutes: int | None = None


@frozen(eq=False)
class Costed:
    """What every run of a programme comes to for some people: (person, run) each.

    `open` says who may take which at all.
    """

    programme: Programme
    open: Bools
    weeks: Ints
    work: Ints
    travel: Ints


class Lives:
    """The lives of people, each laid out once, in bundles of one cycle."""

    def __init__(self, people: Sequence[Person], offer: Offer) -> None:
        first, last = offer.timetable.first, offer.timetable.last
        laid: dict[int, Life] = {}
        lives = []
        for person in people:
            case = person.case
            key = id(case.commitments)
            if case.existing or key not in laid:
                found = life(case, first, last)
                if not case.existing:
                    laid[key] = found
            else:
                found = laid[key]
            lives.append(found)
        self.cycles = ints([one.cycle for one in lives])
        self.place = np.zeros(len(lives), dtype=np.int64)
        self.firm: dict[int, Taken] = {}
        self.soft: dict[int, Taken] = {}
        for cycle in sorted(set(self.cycles.tolist())):
            rows = np.flatnonzero(self.cycles == cycle)
            self.place[rows] = np.arange(len(rows))
            self.firm[cycle] = Taken.of([lives[row].firm for row in rows.tolist()])
            self.soft[cycle] = Taken.of([lives[row].soft for row in rows.tolist()])

    def met(self, rows: Ints, home: Ints, meetings: Meetings) -> tuple[Floats, Floats]:
        """Minutes of soft time each run takes of these people, and of firm."""
        soft = np.zeros((len(rows), len(meetings.places)))
        firm = np.zeros((len(rows), len(meetings.places)))
        of = self.cycles[rows]
        for cycle in sorted(set(of.tolist())):
            here = np.flatnonzero(of == cycle)
            blocks, counts = _blocks(meetings, cycle)
            begins = blocks[None, :, 0] - home[here, None]
            ends = blocks[None, :, 1] + home[here, None]
            at = self.place[rows[here]]
            soft[here] = self.soft[cycle].met(at, begins, ends) @ counts
            firm[here] = self.firm[cycle].met(at, begins, ends) @ counts
        return soft, firm


def _blocks(meetings: Meetings, cycle: int) -> tuple[Floats, Floats]:
    """When a group is in session over a cycle, and how often each run meets in each of them."""
    from models.moments import MINUTES_A_DAY
    from optimiser.allocation.lives import WEEK

    slots = [(day * MINUTES_A_DAY + start, day * MINUTES_A_DAY + end)
             for day, start, end in meetings.slots]
    if cycle:
        blocks = [(week * WEEK + start, week * WEEK + end)
                  for week in range(cycle) for start, end in slots]
        return np.array(blocks, dtype=float), meetings.counts(cycle)
    met, inverse = np.unique(meetings.week * len(slots) + meetings.slot, return_inverse=True)
    blocks = [(int(cell) // len(slots) * WEEK + slots[int(cell) % len(slots)][0],
               int(cell) // len(slots) * WEEK + slots[int(cell) % len(slots)][1])
              for cell in met]
    width = len(meetings.places)
    counts = np.bincount(inverse * width + meetings.run, minlength=len(met) * width)
    return np.array(blocks, dtype=float), counts.reshape(len(met), width).astype(float)


def costed(
    people: Sequence[Person], rows: Ints, programme: Programme, offer: Offer, lives: Lives,
    reach: int | None,
) -> Costed:
    """What each run of a programme costs the people at `rows`, and to whom it is open."""
    held = [people[row] for row in rows.tolist()]
    first = ints([person.first.toordinal() for person in held])
    last = ints([person.last.toordinal() for person in held])
    shape = (len(held), len(programme.runs))
    waited = programme.first[None, :] - first[:, None]
    open_ = (waited >= 0) & (programme.last[None, :] <= last[:, None])
    work = np.zeros(shape, dtype=np.int64)
    travel = np.zeros(shape, dtype=np.int64)
    sessions = np.array([len(run.meetings) for run in programme.runs], dtype=np.int64)
    for meetings in programme.meetings:
        group, places = meetings.group, meetings.places
        home = homes(held, group, offer)
        may = may_join(held, group, offer)
        if reach is not None:
            may &= home <= reach
        soft, firm = lives.met(rows, home, meetings)
        work[:, places] = np.rint(soft)
        travel[:, places] = 2 * home[:, None] * sessions[None, places]
        open_[:, places] &= may[:, None] & (firm < 0.5)
    return Costed(programme, open_, waited // 7, work, travel)


def homes(people: Sequence[Person], group: Group, offer: Offer) -> Ints:
    """One-way minutes from each home to a group."""
    venue = offer.timetable.venues[group.venue]
    default = offer.timetable.default_home_minutes
    by_area = venue.home_minutes
    return ints([
        person.case.travel.get(venue.id, by_area.get(person.case.person.area, default))
        for person in people
    ])  # fmt: skip


def may_join(people: Sequence[Person], group: Group, offer: Offer) -> Bools:
    """Who is let into a group: sex, offence, places they cannot go, people kept apart."""
    venue = offer.timetable.venues[group.venue]
    bars = {*group.bars, *venue.bars}
    names = {venue.id, group.id, *venue.areas}
    women = group.sexes == "female" or venue.women_only or offer.entries[group.id].women_only
    men = group.sexes == "male"
    attended = set(group.attended_by)
    may = []
    for person in people:
        case = person.case
        one = case.person
        may.append(not (
            (women and one.sex is Sex.MALE)
            or (men and one.sex is Sex.FEMALE)
            or (bars and any(offence.kind.value in bars for offence in case.offences))
            or (one.cannot_attend and not names.isdisjoint(one.cannot_attend))
            or (attended and not attended.isdisjoint(one.kept_apart_from))
        ))  # fmt: skip
    return np.array(may, dtype=bool)


