"""The lives of many people side by side, and what the meetings of a group take of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.moments import MINUTES_A_DAY
from models.population import Person
from optimiser.allocation.arrays import Floats, Ints, ints
from optimiser.allocation.lives import WEEK, Life, Taken, life
from optimiser.allocation.offer import Meetings, Offer


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


    def by_week(self, rows: Ints, begins: Ints, ends: Ints, weeks: Ints) -> tuple[Floats, Floats]:
        """Minutes of soft time, and of firm, that a block of each person's takes in some weeks.

        `begins` and `ends` are minutes from the Monday of the week.
        """
        soft, firm = np.zeros((len(rows), len(weeks))), np.zeros((len(rows), len(weeks)))
        of = self.cycles[rows]
        for cycle in sorted(set(of.tolist())):
            here = np.flatnonzero(of == cycle)
            start = (weeks % cycle if cycle else weeks) * WEEK
            at = self.place[rows[here]]
            block = begins[here, None] + start, ends[here, None] + start
            soft[here] = self.soft[cycle].met(at, *block)
            firm[here] = self.firm[cycle].met(at, *block)
        return soft, firm


def _blocks(meetings: Meetings, cycle: int) -> tuple[Floats, Floats]:
    """When a group is in session over a cycle, and how often each run meets in each of them."""
    slots = np.array(
        [(day * MINUTES_A_DAY + start, day * MINUTES_A_DAY + end)
         for day, start, end in meetings.slots],
        dtype=float,
    )  # fmt: skip
    if cycle:
        weeks = np.repeat(np.arange(cycle), len(slots))
        return np.tile(slots, (cycle, 1)) + WEEK * weeks[:, None], meetings.counts(cycle)
    met, inverse = np.unique(meetings.week * len(slots) + meetings.slot, return_inverse=True)
    blocks = slots[met % len(slots)] + WEEK * (met // len(slots))[:, None]
    width = len(meetings.places)
    counts = np.bincount(inverse * width + meetings.run, minlength=len(met) * width)
    return blocks, counts.reshape(len(met), width).astype(float)
