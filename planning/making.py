"""A plan made and told: people and places in, who goes where, who waits and why, with its bounds.

Every plan is read again by the second clerk (`models.plan_rules`): what the allocation says a
person comes to must be what the clerk counts, and no must may be broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from models.sources import Force
from models.timetable import Run
from optimiser.allocation.arrays import Floats
from optimiser.allocation.offer import Offer
from planning.admitting import Admission, admitted
from planning.asking import AS_USUAL, Asked, never, no_clock
from planning.assuming import assumptions, of_bookings
from planning.booking_checks import with_bookings
from planning.booking_telling import bookings_told
from planning.companies import Sitting
from planning.limits import Limits, limited, limits, runs_with_pools
from planning.repairing import moved, repairs
from planning.replanning import Kept, keepers, sitting
from planning.report import PlanReport
from planning.seating import (
    Seatings,
    Struck,
    all_on_offer,
    most_attended,
    seatings,
)
from planning.solving import Solver, stages_of
from planning.staging import MEASURE, Clock, Staged
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

MOST_REPAIRS = 60


@frozen(eq=False)
class Made:
    """A plan, and what it was made of: `held` is the region in numbers without what was struck."""

    region: Region
    asked: Asked
    catalogue: Catalogue
    admission: Admission
    held: Seatings
    struck: Struck
    plan: Plan
    measures: PlanMeasures
    faults: tuple[PlanFault, ...]
    report: PlanReport


def make_plan(
    region: Region,
    aims: Sequence[PlanAim] = tuple(PlanAim),
    seed: int = 0,
    clock: Clock = no_clock,
    halted: Callable[[], bool] = never,
) -> PlanReport:
    """The best plan of a region by its aims in order, each with its value, bound and time."""
    return made(region, Asked(tuple(aims), seed, clock, halted)).report


def made(region: Region, asked: Asked = AS_USUAL, near: Plan | None = None) -> Made:
    """A plan that the second clerk finds no must against.

    Where it is to stay near another plan, as few people as possible lose the runs they have there;
    then come the aims, for everybody else.

    Raises
    ------
    InternalDisagreement
        Where the allocation and the clerk disagree: never an answer.
    """
    since = asked.clock()
    maker = _Maker(region, asked, near)
    solver = Solver(asked)
    struck = Struck()
    kept = first_kept = maker.kept(struck)
    relaxed = held = maker.seated(struck, kept)
    prepared = asked.clock() - since
    first = solved = solver.all(relaxed)
    repaired = 0
    while True:
        plan, found, counted = maker.read(held, solved, kept, struck)
        musts = [fault for fault in found if fault.force is Force.MUST]
        if not musts:
            break
        more = repairs(region, maker.everything, plan, musts)
        if len(struck | more) == len(struck) or repaired == MOST_REPAIRS:
            raise InternalDisagreement(f"a plan that does not keep {musts[0].rule}")
        struck, repaired = struck | more, repaired + 1
        kept = maker.kept(struck)
        held = maker.seated(struck, kept)
        solved = solver.all(held)
    if near is not None:
        # What is proved is proved of plans in which these people stay.
        relaxed, first = held, solved
    company = maker.company(found)
    stages = stages_of(
        asked, relaxed, first, solved, counted, company, bool(struck) and near is None
    )
    grouped = asked.clock()
    plan, found_then = with_bookings(
        region, Plan(plan.placements, plan.unplaced, stages), maker.admission, maker.every_run,
        maker.catalogue, asked,
    )  # fmt: skip
    spent = asked.clock() - grouped
    found = found_then if plan.rounds else found
    shut = maker.shut(plan.placements, struck, kept)
    measures = sum(counted.values(), PlanMeasures(company=in_company(found)))
    for stage, aim in zip(stages, asked.aims, strict=True):
        if stage.value != measures.of(aim):
            raise InternalDisagreement(f"the allocation and the clerk disagree on {aim.value}")
    report = maker.told(plan, measures, found, struck)
    report = evolve(
        report,
        moved=None if near is None else moved(near.placements, plan.placements),
        least_moved=None if near is None else first_kept.least_moved,
        seconds={
            "numbers": prepared,
            "stages": sum(stage.seconds for stage in stages),
            **({"bookings": spent} if plan.rounds else {}),
            "in all": asked.clock() - since,
        },
    )
    if shut:
        # What is asked of the plan from here on is asked of the meetings that it holds.
        struck = struck | Struck(shut)
        held = maker.seated(struck, kept)
    return Made(
        region, asked, maker.catalogue, maker.admission, held, struck, plan, measures, found, report
    )


@frozen(eq=False)
class _Maker:
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
        found = self.limits(struck, kept)
        if not found.rows:
            return frozenset()
        pools = runs_with_pools(self.everything)
        sitting = {pool for one in placements for pool in pools[one.run][1]}
        return found.shut_beside(sitting)

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
        without = struck | Struck(self.shut(placements, struck, kept))
        unplaced = told(everybody, self.admission, placements, without, load, stopped)
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
