"""Why somebody is not placed: what stands in the way, nearest to the law first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

import numpy as np
from attrs import define, frozen

from models.moments import day_of
from models.placement import Lack, Placement, Unplaced, Waiting
from models.population import Person, Want
from models.timetable import Run
from optimiser.allocation.arrays import Bools, ints
from optimiser.allocation.bundles import Lives
from optimiser.allocation.offer import Offer, Programme
from optimiser.allocation.people import Load, costed, may_join
from planning.admitting import Admission
from planning.seating import Seatings, Struck
from planning.staffed import FACILITATORS, Left
from planning.together import Together


@frozen(eq=False)
class Stand:
    """How the runs of one programme stand to some people, as (person, run).

    `open_` are the runs that fit a person's days and meet nothing firm, `let_in` those of groups
    that let them in and are within reach, `in_days` those that begin and end in their days.
    """

    programme: Programme
    open_: Bools
    let_in: Bools
    in_days: Bools


def told(
    held: Seatings,
    admission: Admission,
    placements: Sequence[Placement],
    struck: Struck,
    left: Left,
    load: Load,
    stopped: bool = False,
) -> tuple[Unplaced, ...]:
    """Everything wanted that has no place, with the reason; in the order of the population."""
    places: defaultdict[str, dict[str, Placement]] = defaultdict(dict)
    for one in placements:
        places[one.person][one.programme] = one
    found: dict[str, list[Unplaced]] = {}
    for part in held.parts:
        clerk = _Clerk(part.offer, admission, places, struck, left, load, stopped)
        for reference, one in clerk.told(part.people):
            found.setdefault(reference, []).append(one)
    for person in held.nowhere:
        found[person.reference] = [_nowhere(person, want, admission) for want in person.wants]
    ordered = []
    for person in admission.people:
        place = {want.programme: place for place, want in enumerate(person.wants)}
        ordered += sorted(found.get(person.reference, ()), key=lambda one: place[one.programme])
    return tuple(ordered)


def _nowhere(person: Person, want: Want, admission: Admission) -> Unplaced:
    known = _known(person, want, admission, {})
    said = f"No group of {want.programme} is within reach and lets them in."
    return known or Unplaced(person.reference, want.programme, Waiting.REACH, said)


def _known(
    person: Person, want: Want, admission: Admission, placed: Mapping[str, Placement]
) -> Unplaced | None:
    """What is known without a look at the runs."""
    against = admission.against.get((person.reference, want.programme))
    if against is not None:
        return Unplaced(person.reference, want.programme, Waiting.FINDING, against)
    for code in (*admission.after.get((person.reference, want.programme), ()), *want.after):
        if code not in placed:
            said = f"{code} comes first and has no place."
            return Unplaced(person.reference, want.programme, Waiting.AFTER, said)
    return None


@define(eq=False, slots=False)
class _Clerk:
    offer: Offer
    admission: Admission
    places: Mapping[str, Mapping[str, Placement]]
    struck: Struck
    left: Left
    load: Load
    stopped: bool

    def told(self, people: Sequence[Person]) -> Iterator[tuple[str, Unplaced]]:
        wanting: defaultdict[str, list[tuple[Person, Want]]] = defaultdict(list)
        for person in people:
            placed = self.places.get(person.reference, {})
            for want in person.wants:
                if want.programme not in placed:
                    known = _known(person, want, self.admission, placed)
                    if known is not None:
                        yield person.reference, known
                    else:
                        wanting[want.programme].append((person, want))
        taken = self._taken()
        for code, pairs in wanting.items():
            stand = _stand(self.offer, self.offer.programmes[code], [one for one, _ in pairs])
            for row, (person, want) in enumerate(pairs):
                yield person.reference, self._reason(stand, row, person, want, taken)

    def _taken(self) -> Counter[int]:
        runs = {
            run.id: (programme, place)
            for programme in self.offer.programmes.values()
            for place, run in enumerate(programme.runs)
        }
        taken: Counter[int] = Counter()
        for placed in self.places.values():
            for one in placed.values():
                if one.run in runs:
                    programme, place = runs[one.run]
                    taken.update(programme.pools_of(place).tolist())
        return taken

    def _fits(
        self, run: Run, want: Want, others: Mapping[str, Placement], person: Person
    ) -> bool:
        """Whether a run comes after all it waits for and can be had beside the other places."""
        if not all(others[code].last < run.first for code in want.after if code in others):
            return False
        beside = [self.runs[one.run] for one in others.values()]
        return self.together.stand((run, *beside), person)

    @cached_property
    def together(self) -> Together:
        return Together(self.offer, self.load)

    @cached_property
    def runs(self) -> dict[str, Run]:
        return {run.id: run for one in self.offer.programmes.values() for run in one.runs}

    def _reason(
        self, stand: Stand, row: int, person: Person, want: Want, taken: Counter[int]
    ) -> Unplaced:
        code = want.programme
        waits = partial(Unplaced, person.reference, code)
        if not stand.let_in[row].any():
            return waits(Waiting.REACH, f"No group of {code} is within reach and lets them in.")
        begin, end = day_of(person.first), day_of(person.last)
        if not (stand.let_in[row] & stand.in_days[row]).any():
            return waits(Waiting.WINDOW, f"No run of {code} begins and ends from {begin} to {end}.")
        fitting = np.flatnonzero(stand.open_[row]).tolist()
        if not fitting:
            number = int((stand.let_in[row] & stand.in_days[row]).sum())
            return waits(Waiting.CLASH, f"{_each(number, code)} meets something firm.")
        others = self.places.get(person.reference, {})
        beside = [
            at for at in fitting if self._fits(stand.programme.runs[at], want, others, person)
        ]
        if not beside:
            said = f"{_each(len(fitting), code)} meets another programme of theirs."
            return waits(Waiting.CLASH, said)
        pools = self.offer.pools
        full = [
            any(
                pools[pool].id not in self.struck.pools and taken[pool] >= pools[pool].seats
                for pool in stand.programme.pools_of(at).tolist()
            )
            for at in beside
        ]
        if all(full):
            if len(beside) == 1:
                return waits(Waiting.FULL, f"The one run of {code} that fits is full.")
            return waits(Waiting.FULL, f"All {len(beside)} runs of {code} that fit are full.")
        lacks = [self._lacking(stand, at) for at, no in zip(beside, full, strict=True) if not no]
        if all(lacks):
            found = sorted(set(filter(None, lacks)), key=lambda one: (one.what, one.place))
            return waits(Waiting.HANDS, _wanting(code, len(beside), any(full), found), tuple(found))
        if self.struck:
            said = "each is full, or lacks a facilitator, a room or company they may keep"
        elif self.stopped:
            said = "the plan was stopped before a place in them was found"
        else:
            said = "their places serve the aims better with others"
        return waits(Waiting.FULL, f"Runs of {code} that would fit: {len(beside)}; {said}.")

    def _lacking(self, stand: Stand, at: int) -> Lack | None:
        pools = stand.programme.pools_of(at).tolist()
        return self.left.lacking({self.offer.pools[pool].id for pool in pools})


def _wanting(code: str, fitting: int, some_full: bool, lacks: Sequence[Lack]) -> str:
    wanting = " or ".join(
        f"{'facilitators' if one.what == FACILITATORS else 'a room'} at {one.place}"
        for one in lacks
    )
    fits = "that fits " if fitting == 1 else "that fit "
    return f"{_each(fitting, code)} {fits}{'is full or ' if some_full else ''}lacks {wanting}."


def _each(number: int, code: str) -> str:
    return f"The one run of {code}" if number == 1 else f"Each of {number} runs of {code}"


def _stand(offer: Offer, programme: Programme, people: Sequence[Person]) -> Stand:
    rows = ints(range(len(people)))
    shape = (len(people), len(programme.runs))
    let_in = np.zeros(shape, dtype=bool)
    for meetings in programme.meetings:
        let_in[:, meetings.places] = may_join(people, meetings.group, offer)[:, None]
    first = np.array([person.first.toordinal() for person in people])
    last = np.array([person.last.toordinal() for person in people])
    in_days = (programme.first >= first[:, None]) & (programme.last <= last[:, None])
    found = costed(people, rows, programme, offer, Lives(people, offer))
    return Stand(programme, found.open, let_in, in_days)

