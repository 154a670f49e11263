"""A plan made and told: people and places in, who goes where, who waits and why, with its bounds.

Every plan is read again by the second clerk (`models.plan_rules`): what the allocation says a
person comes to must be what the clerk counts, and no must may be broken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from models.catalogue import Catalogue
from models.errors import InternalDisagreement
from models.placement import Plan, PlanAim
from models.plan_rules import PlanFault, PlanMeasures, in_company
from models.region import Region
from models.sources import Force
from planning.admitting import Admission
from planning.asking import AS_USUAL, Asked, never, no_clock
from planning.booking_checks import with_bookings
from planning.maker import Maker
from planning.repairing import moved, repairs
from planning.report import PlanReport
from planning.seating import Seatings, Struck
from planning.solving import Solver, stages_of
from planning.staging import Clock

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
    maker = Maker(region, asked, near)
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
