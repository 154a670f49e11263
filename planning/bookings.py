"""Days of unpaid work and treatment appointments, given the groups: who goes where, and when.

Treatment is booked first, then unpaid work round it: whoever gives treatment is few, and an hour is
sooner found than a day. Each round is an allocation of its own by the aims in order, proved of all
bookings that could stand beside what stood before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from attrs import field, frozen

from models.catalogue import Catalogue
from models.moments import from_instant
from models.placement import (
    Attendance,
    Booking,
    Placement,
    PlanAim,
    Round,
    StageBound,
    Unbooked,
    Waiting,
)
from models.plan_rules import PlanMeasures
from models.population import UNPAID_WORK, Person
from models.region import Region
from models.timetable import Run
from optimiser.allocation.arrays import Floats
from optimiser.allocation.away import away
from optimiser.allocation.lean import run_of
from optimiser.allocation.people import from_homes
from planning.admitting import Admission, Clerk
from planning.asking import Asked
from planning.booking_lots import Asking, Lot, Lots, booking_lots
from planning.booking_reasons import nowhere, told
from planning.counting import from_counting
from planning.staging import Staged, staged

# A day, its start and end by the wall clock, and the way home.
Attended = tuple[date, int, int, int]
Key = tuple[str, str]
# Each requirement is one unit of priority, so that both count those that are not booked: what is
# proved of the one that comes first is proved of the other.
LEFT_OUT = (PlanAim.PRIORITY, PlanAim.FINISH)
# Somebody and a requirement of theirs.
Wanted = tuple[Person, str]


@frozen
class Booked:
    """The bookings, who waits and why, and the bounds of each round; `said` is what the allocation
    says each person's requirement comes to.
    """

    bookings: tuple[Booking, ...] = ()
    unbooked: tuple[Unbooked, ...] = ()
    rounds: tuple[Round, ...] = ()
    said: Mapping[Key, Floats] = field(factory=dict)


def booked(
    region: Region,
    admission: Admission,
    placements: Sequence[Placement],
    runs: Callable[[], Mapping[str, Run]],
    catalogue: Catalogue,
    asked: Asked,
) -> Booked:
    """Everybody's bookings beside their groups; nothing where nobody asks for any."""
    if not any(person.booked_for for person in admission.people):
        return Booked()
    book = begun(region, admission, placements, runs(), catalogue, asked)
    for wanted in rounds(admission):
        book.round(wanted)
    return book.closed(admission.people)


def rounds(admission: Admission) -> Iterator[Sequence[Wanted]]:
    """What is booked at once: everybody's first treatment, their second, then unpaid work."""
    most = max((len(person.treatments) for person in admission.people), default=0)
    found: list[list[Wanted]] = [
        [(one, one.treatments[number]) for one in admission.people if number < len(one.treatments)]
        for number in range(most)
    ]
    found.append([(one, UNPAID_WORK) for one in admission.people if one.unpaid_work_hours])
    yield from filter(None, found)


def begun(
    region: Region,
    admission: Admission,
    placements: Sequence[Placement],
    runs: Mapping[str, Run],
    catalogue: Catalogue,
    asked: Asked,
) -> Book:
    """A book in which everybody who asks for bookings attends their groups, and nothing else yet.
    """
    asking = [person for person in admission.people if person.booked_for]
    book = Book(region, catalogue, asked, Clerk(region, catalogue))
    references = {person.reference for person in asking}
    book.attend(asking, [one for one in placements if one.person in references], runs)
    return book


@frozen(eq=False)
class Book:
    """What is booked so far, and what everybody attends."""

    region: Region
    catalogue: Catalogue
    asked: Asked
    clerk: Clerk
    attended: defaultdict[str, list[Attended]] = field(factory=lambda: defaultdict(list))
    bookings: dict[Key, Booking] = field(factory=dict)
    unbooked: dict[Key, Unbooked] = field(factory=dict)
    said: dict[Key, Floats] = field(factory=dict)
    rounds: list[Round] = field(factory=list)

    def attend(
        self, people: Sequence[Person], placements: Sequence[Placement], runs: Mapping[str, Run]
    ) -> None:
        by_reference = {person.reference: person for person in people}
        for one in placements:
            run = runs[one.run]
            way = self._way(by_reference[one.person], run.group.venue)
            self.attended[one.person] += [
                (session.day, session.start, session.end, way) for session in sessions_of(run)
            ]

    def _way(self, person: Person, venue: str) -> int:
        return int(from_homes([person], venue, self.region.timetable)[0])

    def round(self, wanted: Sequence[Wanted]) -> None:
        """Everybody's next requirement at once."""
        lots = self.lots(wanted)
        solved = []
        for lot in lots.parts:
            found = staged(
                lot.instance,
                self.asked.sums,
                self.asked.effort,
                self.asked.clock,
                start=from_counting(lot),
            )
            self._take(lot, found)
            self.asked.advance(1)
            solved.append(found)
        for one in lots.nowhere:
            unbooked = nowhere(one)
            self.unbooked[unbooked.person, unbooked.requirement] = unbooked
        outside = len(wanted) - sum(len(lot.asking) for lot in lots.parts)
        codes = tuple(sorted({code for _, code in wanted}))
        self.rounds.append(Round(codes, tuple(_stages(self.asked.sums, solved, outside))))

    def lots(self, wanted: Sequence[Wanted]) -> Lots:
        """Whom the law allows what they want, beside all that is booked and attended so far."""
        asking = []
        for person, code in wanted:
            against = self.clerk.against(person, code)
            if against:
                key = person.reference, code
                self.unbooked[key] = Unbooked(*key, Waiting.FINDING, against)
            else:
                asking.append(Asking(person, code, self.clerk.until(person, code)))
        busy = {one.person.reference: away(self.attended[one.person.reference]) for one in asking
                if one.person.reference in self.attended}  # fmt: skip
        before = tuple(self.bookings.values())
        return booking_lots(self.region, asking, busy, before, self.catalogue)

    def _take(self, lot: Lot, found: Staged) -> None:
        """The bookings of a lot; of people alike the first of the file has the first pattern."""
        waiting: dict[int, list[int]] = defaultdict(list)
        for row, kind in enumerate(lot.crowd.kind.tolist()):
            waiting[kind].append(row)
        patterns, amounts = found.allocation.patterns, found.allocation.amounts
        left: list[int] = []
        seats = np.zeros(len(lot.offer.pools), dtype=np.int64)
        for row, kind in enumerate(patterns.kinds.tolist()):
            number = int(amounts[row])
            people, waiting[kind] = waiting[kind][:number], waiting[kind][number:]
            taken = run_of(lot.pricing, patterns, row)
            if taken is None:
                left += people
            for place in people:
                one = lot.asking[place]
                key = one.person.reference, one.requirement
                self.said[key] = patterns.measures[row]
                if taken is not None:
                    programme, run = taken
                    self._book(one, programme.runs[run])
                    seats[lot.offer.programme(programme.code).pools_of(run)] += 1
        for unbooked in told(lot, sorted(left), seats, self.asked.halted()):
            self.unbooked[unbooked.person, unbooked.requirement] = unbooked

    def _book(self, one: Asking, run: Run) -> None:
        person = one.person
        sessions = tuple(sessions_of(run))
        made = Booking(person.reference, one.requirement, run.group.id, sessions)
        self.keep(person, made, run.group.venue)

    def keep(self, person: Person, made: Booking, venue: str) -> None:
        """A booking that stands, whatever is booked after it."""
        self.bookings[person.reference, made.requirement] = made
        way = self._way(person, venue)
        self.attended[person.reference] += [
            (each.day, each.start, each.end, way) for each in made.sessions
        ]

    def closed(self, people: Sequence[Person]) -> Booked:
        """All of it in the order of the population."""
        keys = [(one.reference, code) for one in people for code in one.booked_for]
        return Booked(
            tuple(self.bookings[key] for key in keys if key in self.bookings),
            tuple(self.unbooked[key] for key in keys if key in self.unbooked),
            tuple(self.rounds),
            self.said,
        )


def sessions_of(run: Run) -> Iterator[Attendance]:
    """The meetings of a run by the wall clock."""
    for meeting in run.meetings:
        start = from_instant(meeting.start)
        minute = start.hour * 60 + start.minute
        yield Attendance(meeting.day, minute, minute + meeting.end - meeting.start)


def _stages(
    aims: Sequence[PlanAim], solved: Sequence[Staged], outside: int
) -> Iterator[StageBound]:
    """Value, bound and seconds of each aim; whoever is in no lot waits in any plan."""
    waits = PlanMeasures(priority_unmet=outside, cannot_finish=outside)
    counted = 0
    for place, aim in enumerate(aims):
        none = waits.of(aim)
        bound = none + sum(one.bounds[place] for one in solved)
        if aim in LEFT_OUT:
            counted = bound = max(bound, counted)
        yield StageBound(
            aim.value,
            none + sum(one.values[place] for one in solved),
            float(bound),
            sum(one.seconds[place] for one in solved),
        )
