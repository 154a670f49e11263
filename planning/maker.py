"""A region and what was asked of it put into numbers, and what comes of them read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from models.catalogue import Catalogue, load
from models.errors import InternalDisagreement
from models.placement import Placement, Plan, PlanAim
from models.plan_rules import (
    PlanFault,
    PlanMeasures,
    each_measured,
    faults,
    in_company,
)
from models.population import Person, Population
from models.region import Region
from models.runs import runs
from models.timetable import Run
from optimiser.allocation.arrays import Floats
from optimiser.allocation.offer import Offer
from planning.admitting import Admission, admitted
from planning.asking import Asked
from planning.assuming import assumptions, of_bookings
from planning.booking_telling import bookings_told
from planning.companies import Sitting
from planning.limits import Limits, limited, limits, runs_with_pools
from planning.replanning import Kept, keepers, sitting
from planning.report import PlanReport
from planning.seating import (
    Seatings,
    Struck,
    all_on_offer,
    most_attended,
    seatings,
)
from planning.staffed import Left, staffed
from planning.staging import MEASURE, Staged
from planning.telling import (
    demands,
    fairness,
    loads,
    sessions_held,
    shortages,
    waits,
    weeks_waited,
)
from planning.waiting import told


@frozen(eq=False)
class Maker:
    """A region and what was asked of it, put into numbers and read again."""

    region: Region
    asked: Asked
    near: Plan | None
    catalogue: Catalogue = field(factory=load, init=False)
    admission: Admission = field(init=False)

    @admission.default
    def _admitted(self) -> Admission:
        return admitted(self.region, self.catalogue)

    @cached_property
    def everything(self) -> Offer:
        """Every run of the region: only needed where a plan is repaired, or is to stay near."""
        return all_on_offer(self.region, self.catalogue)

    @cached_property
    def of_groups(self) -> Region:
        """The region as far as groups go: what is booked given them is not answered for yet."""
        people = self.region.population.people
        if not any(person.booked_for for person in people):
            return self.region
        bare = (evolve(one, unpaid_work_hours=0, treatments=()) for one in people)
        return evolve(self.region, population=Population(tuple(bare)))

    def kept(self, struck: Struck) -> Kept:
        if self.near is None:
            return Kept()
        return keepers(self.near, self.admission, self.everything, struck, self.asked.effort)

    def seated(self, struck: Struck, kept: Kept) -> Seatings:
        staying = kept.people
        people = tuple(one for one in self.admission.people if one.reference not in staying)
        found = self.limits(struck, kept)
        here = None
        if PlanAim.COMPANY in self.asked.aims:
            here = sitting(kept, self.region.people, self.everything) if staying else Sitting()
        return seatings(self.region, people, self.catalogue, struck, kept.seats, found, here)

    def company(self, found: Iterable[PlanFault]) -> dict[str, int]:
        """How often people sit in too small a company, group by group."""
        number: Counter[str] = Counter()
        for fault in found:
            group = self.region.group(fault.run) or self.region.group(fault.run.rpartition("@")[0])
            if group is not None:
                number[group.id] += in_company((fault,))
        return number

    def shut(
        self, placements: Sequence[Placement], struck: Struck, kept: Kept
    ) -> frozenset[str]:
        """The pools that could not be held beside those of a plan."""
        left = self.left(placements, struck, kept)
        return left.limits.shut_beside(left.held) if left.limits.rows else frozenset()

    def left(self, placements: Sequence[Placement], struck: Struck, kept: Kept) -> Left:
        """What facilitators and rooms there are beside a plan."""
        found = self.limits(struck, kept)
        if not found.rows:
            return Left()
        pools = runs_with_pools(self.everything)
        return Left(found, frozenset(pool for one in placements for pool in pools[one.run][1]))

    def limits(self, struck: Struck, kept: Kept) -> Limits:
        if not limited(self.region):
            return Limits()
        held = frozenset(pool for pool, taken in kept.seats.items() if taken)
        return limits(self.region, self.everything, struck.pools, held)

    def read(
        self, held: Seatings, solved: Sequence[Staged], kept: Kept, struck: Struck
    ) -> tuple[Plan, tuple[PlanFault, ...], dict[str, PlanMeasures]]:
        """The whole plan, what the clerk finds against it, and what each person comes to."""
        placements = list(kept.placements)
        measured: dict[str, Floats] = {}
        for part, one in zip(held.parts, solved, strict=True):
            places, figures = part.chosen(one.allocation)
            placements += places
            measured |= figures
        order = {one.reference: place for place, one in enumerate(self.admission.people)}
        placements.sort(key=lambda one: (order[one.person], one.first, one.run))
        everybody = held
        if kept.placements:
            everybody = seatings(self.region, self.admission.people, self.catalogue, struck)
        stopped = self.asked.halted()
        load = most_attended(self.catalogue)
        left = self.left(placements, struck, kept)
        unplaced = told(everybody, self.admission, placements, struck, left, load, stopped)
        plan = Plan(tuple(placements), unplaced)
        counted = {}
        staying = kept.people
        for person, measures in each_measured(self.region, plan, self.catalogue):
            counted[person.reference] = measures
            if person.reference not in staying:
                _agree(person, measures, measured.get(person.reference))
        return plan, faults(self.of_groups, plan, self.catalogue), counted

    def told(
        self, plan: Plan, measures: PlanMeasures, found: tuple[PlanFault, ...], struck: Struck
    ) -> PlanReport:
        region, asked = self.region, self.asked
        people = {person.reference: person for person in region.people}
        runs = {run.id: run for run in self._runs(plan)}
        return PlanReport(
            id=asked.id,
            title=asked.title,
            name=asked.name,
            seed=asked.seed,
            aims=asked.aims,
            people=len(people),
            wants=sum(len(person.wants) for person in people.values()),
            plan=plan,
            measures=measures,
            faults=found,
            loads=loads(region, plan, runs),
            waits=waits(plan, people),
            fairness=fairness(plan, people),
            shortages=shortages(plan, people.values()),
            demands=demands(region, plan, runs, self.catalogue),
            weeks=weeks_waited(plan, people),
            facilitator_sessions=sessions_held(plan, runs),
            stopped=asked.halted(),
            assumptions=(
                *assumptions(self.admission, struck, self.near is not None, asked.aims),
                *(of_bookings(region, self.near is not None) if plan.rounds else ()),
            ),
            inputs=asked.inputs,
            bookings=bookings_told(region, plan, people) if plan.rounds else None,
            staffed=staffed(region, self.everything, plan) if limited(region) else (),
        )

    def every_run(self) -> dict[str, Run]:
        return {id: run for id, (run, _) in runs_with_pools(self.everything).items()}

    def _runs(self, plan: Plan) -> Iterator[Run]:
        """The runs of every group that somebody of the plan sits in."""
        timetable = self.region.timetable
        sitting = {one.group for one in plan.placements}
        for group in timetable.groups:
            if group.id in sitting:
                entry = self.catalogue.entry(group.programme, group.edition)
                yield from runs(group, entry, timetable, timetable.first, timetable.last)


def _agree(person: Person, counted: PlanMeasures, allocated: Floats | None) -> None:
    """The clerk counts what the allocation said; who is in no lot has no place."""
    found = [counted.of(aim) for aim in MEASURE]
    if allocated is None:
        unmet = sum(want.priority for want in person.wants)
        said = [unmet, int(bool(person.wants)), 0, 0, 0]
    else:
        said = [round(float(allocated[measure])) for measure in MEASURE.values()]
    if found != said:
        wrong = [aim.value for aim, one, other in zip(MEASURE, found, said, strict=True)
                 if one != other]  # fmt: skip
        raise InternalDisagreement(
            f"the allocation and the clerk disagree on {', '.join(wrong)} of somebody"
        )
