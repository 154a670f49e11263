"""What the runs of two programmes come to together: clashes, shared visits, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import evolve, frozen

from models.moments import MINUTES_A_DAY
from models.population import Person
from optimiser.allocation.arrays import Bools, Floats, Ints
from optimiser.allocation.bundles import Lives
from optimiser.allocation.offer import Meetings, Offer, Programme
from optimiser.allocation.people import Load, homes

# Two sessions at most this long apart, beyond the way between them, are one visit.
LINK_MINUTES = 60


@frozen(eq=False)
class Joint:
    """For every two runs: `bars` where they cannot both be had, and the `work` and `travel` that
    both take beyond the sum of each. (kind, one, other); one kind where it is the same for all.
    """

    bars: Bools
    work: Ints
    travel: Ints

    def at(self, rows: Ints | slice) -> Joint:
        return evolve(
            self,
            bars=_some(self.bars, rows),
            work=_some(self.work, rows),
            travel=_some(self.travel, rows),
        )

    def told(self, row: int) -> bytes:
        """What is this person's own; nothing where it is the same for all."""
        own = (one[row] for one in (self.bars, self.work, self.travel) if len(one) > 1)
        return b"".join(figures.tobytes() for figures in own)

    def costs(self, rows: slice, work: float, travel: float) -> Floats:
        """What both cost beyond the sum, the last run of each being none."""
        beyond = work * _some(self.work, rows) + travel * _some(self.travel, rows)
        costs = np.where(_some(self.bars, rows), np.inf, beyond)
        found = np.zeros((len(costs), costs.shape[1] + 1, costs.shape[2] + 1))
        found[:, :-1, :-1] = costs
        found[:, -1, :-1] = self._without_one
        return found

    @property
    def _without_one(self) -> float:
        return 0.0

    def of(self, rows: Ints, one: Ints, other: Ints) -> tuple[Ints, Ints]:
        return _of(self.work, rows, one, other), _of(self.travel, rows, one, other)


def _some(figures: Any, rows: Ints | slice) -> Any:
    return figures if len(figures) == 1 else figures[rows]


def _of(figures: Ints, rows: Ints, one: Ints, other: Ints) -> Ints:
    """What each kind's two runs come to; what is the same for all is told once."""
    kinds = rows if len(figures) > 1 else np.zeros(len(rows), dtype=np.int64)
    return np.asarray(figures[kinds, one, other])


def _for_all(figures: Any) -> Any:
    """The same, told once where it is the same for every kind."""
    return figures[:1] if len(figures) and (figures == figures[:1]).all() else figures


class Sequel(Joint):
    """The second begins after the first has ended, and is not had without it."""

    @property
    def _without_one(self) -> float:
        return float("inf")


def sequel(before: Programme, after: Programme, full: Bools) -> Joint:
    """The second after the first, but in no week that is too `full` with both."""
    bars = (before.last[:, None] >= after.first[None, :]) | full
    nothing = np.zeros(bars.shape, dtype=np.int64)[None]
    return Sequel(bars[None], nothing, nothing)


def side_by_side(
    people: Sequence[Person],
    rows: Ints,
    one: Programme,
    other: Programme,
    offer: Offer,
    lives: Lives,
    load: Load,
) -> Joint:
    """Sessions of a day are one visit or leave time to go home; no day or week holds too many."""
    held = [people[row] for row in rows.tolist()]
    shape = (len(held), len(one.runs), len(other.runs))
    joint = Joint(
        np.zeros(shape, dtype=bool),
        np.zeros(shape, dtype=np.int64),
        np.zeros(shape, dtype=np.int64),
    )
    joint.bars[:] = crowded((one, other), load)[None]
    for mine in one.meetings:
        for theirs in other.meetings:
            _meet(joint, mine, theirs, held, rows, offer, lives)
    return Joint(*(_for_all(one) for one in (joint.bars, joint.work, joint.travel)))


def _meet(
    joint: Joint,
    mine: Meetings,
    theirs: Meetings,
    held: Sequence[Person],
    rows: Ints,
    offer: Offer,
    lives: Lives,
) -> None:
    """The days two groups share: whether both can be attended on them, and what that saves."""
    way = offer.timetable.between(mine.group.venue, theirs.group.venue)
    home, there = homes(held, mine.group, offer), homes(held, theirs.group, offer)
    pairs = np.ix_(np.arange(len(held)), mine.places, theirs.places)
    for a, slot in enumerate(mine.slots):
        for b, facing in enumerate(theirs.slots):
            if slot[0] != facing[0]:
                continue
            weeks, both = _shared(mine, a, theirs, b)
            if not len(weeks):
                continue
            shared = np.any(both, axis=0, keepdims=True)
            first, second = (slot, facing) if slot[1] <= facing[1] else (facing, slot)
            out, back = (home, there) if first is slot else (there, home)
            gap = second[1] - first[2]
            if gap < 0:
                joint.bars[pairs] |= shared
            elif way is not None and way <= gap <= way + LINK_MINUTES:
                day = slot[0] * MINUTES_A_DAY
                begin, end = day + first[1] - out, day + second[2] + back
                soft, firm = lives.by_week(rows, begin, end, weeks)
                one, _ = lives.by_week(rows, begin, day + first[2] + out, weeks)
                two, _ = lives.by_week(rows, day + second[1] - back, end, weeks)
                taken = np.tensordot(soft - one - two, both.astype(float), axes=1)
                joint.work[pairs] += np.rint(taken).astype(np.int64)
                joint.travel[pairs] += (way - home - there)[:, None, None] * both.sum(axis=0)[None]
                joint.bars[pairs] |= np.tensordot(firm, both.astype(float), axes=1) >= 1
            else:
                joint.bars[pairs] |= (gap < home + there)[:, None, None] & shared


def _shared(mine: Meetings, a: int, theirs: Meetings, b: int) -> tuple[Ints, Bools]:
    """The weeks in which both slots are used, and by which runs of each: (week, mine, theirs)."""
    one, other = mine.slot == a, theirs.slot == b
    weeks = np.intersect1d(mine.week[one], theirs.week[other])
    used = np.zeros((len(weeks), len(mine.places)), dtype=bool)
    met = np.zeros((len(weeks), len(theirs.places)), dtype=bool)
    for found, of, which in ((used, mine, one), (met, theirs, other)):
        here = which & np.isin(of.week, weeks)
        found[np.searchsorted(weeks, of.week[here]), of.run[here]] = True
    return weeks, used[:, :, None] & met[:, None, :]


def crowded(programmes: Sequence[Programme], load: Load) -> Bools:
    """Which runs, one of each programme, put more on a day or in a week than the load."""
    days = [_counts(one, 1) for one in programmes]
    weeks = [_counts(one, 7) for one in programmes]
    return _over(days, load.a_day) | _over(weeks, load.a_week)


def _counts(programme: Programme, days: int) -> dict[int, Ints]:
    """Sessions of every run by day or calendar week, for those in which there are any."""
    counts: dict[int, Ints] = {}
    for run, held in enumerate(programme.runs):
        for meeting in held.meetings:
            at = (meeting.day.toordinal() - 1) // days
            counts.setdefault(at, np.zeros(len(programme.runs), dtype=np.int64))[run] += 1
    return counts


def _over(counts: Sequence[dict[int, Ints]], most: int) -> Bools:
    shape = [len(next(iter(one.values()), ())) for one in counts]
    found = np.zeros(shape, dtype=bool)
    for at in set().union(*counts):
        total = np.zeros([1] * len(counts), dtype=np.int64)
        for axis, one in enumerate(counts):
            if at in one:
                sides = [1] * len(counts)
                sides[axis] = len(one[at])
                total = total + one[at].reshape(sides)
        if total.max() > most:
            found |= np.broadcast_to(total > most, shape)
    return found
