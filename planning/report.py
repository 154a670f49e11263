"""What is told of a plan: plain figures, which `reports` puts into words, tables and charts.

Seconds stand in `seconds` and in the stages only, and are no part of what must be the same twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from models.placement import Plan, PlanAim, StageBound, Waiting
from models.plan_rules import PlanFault, PlanMeasures
from planning.forecast import Forecast
from planning.worth_report import Closings, GiverPrice, Openings, SeatPrice, Weights


@frozen
class Load:
    """The fullest meeting of a group, or of a closed cohort, in the week that begins on a Monday.

    `people` are those of the plan, `taken` those who sit there without it; `run` is the cohort's
    id, "" for a rolling group.
    """

    group: str
    run: str
    programme: str
    venue: str
    week: date
    people: int
    taken: int
    places: int


@frozen
class Waits:
    """Whole weeks from a person's first day to a first session, over some of the placements.

    `by` is "all", "programme", "area", "sex" or "work"; `name` which of them. Of those without a
    place only the number is known. Percentiles are nearest-rank; None where nobody is placed.
    """

    by: str
    name: str
    placed: int
    unplaced: int
    p50: int | None
    p90: int | None
    longest: int | None


@frozen
class Shortage:
    """What a programme lacks: how many ask for it, how many have no place, and why."""

    programme: str
    wanted: int
    placed: int
    reasons: Mapping[Waiting, int]


@frozen
class Staffed:
    """The facilitators or the rooms of a place under a plan: `what` is "facilitators" (sessions a
    week) or "rooms" (groups at once), `offered` how many are stated.

    `fullest` are held in the fullest week, that of the Monday `week`; `full` weeks have none left,
    from `first` on. `waiting` programmes of people have no place for want of it.
    """

    what: str
    place: str
    offered: int
    fullest: int
    week: date | None
    full: int
    first: date | None
    waiting: int


@frozen
class Demand:
    """What the people of the plan ask of a place in a week, beside what it has.

    `kind` is "project" (places over the week) or "provider" (appointments a week).
    """

    kind: str
    id: str
    name: str
    offered: int
    asked: int


@frozen
class WorkDay:
    """A day of an unpaid-work project: people of the plan, those there before, and its places."""

    project: str
    name: str
    day: date
    people: int
    taken: int
    places: int


@frozen
class GivenWeek:
    """Appointments of the plan with a provider in the week of a Monday, and how many there are."""

    provider: str
    name: str
    week: date
    appointments: int
    offered: int


@frozen
class Bookings:
    """Days of unpaid work and appointments: `asked` requirements, by requirement how long people
    wait and why some have none, and how full projects and providers are.
    """

    asked: int
    waits: tuple[Waits, ...]
    shortages: tuple[Shortage, ...]
    days: tuple[WorkDay, ...]
    weeks: tuple[GivenWeek, ...]


@frozen
class Compared:
    """One scenario beside the base, which comes first. `moved` lost a run they have in it.

    `facilitator_sessions` are the group sessions held; `stages` are in the order of the aims.
    `booked` and `unbooked` are requirements of unpaid work and treatment, `booking_weeks` the
    weeks waited for the first day of each.
    """

    name: str
    sentence: str
    people: int
    placed: int
    unplaced: int
    measures: PlanMeasures
    waits: Waits
    facilitator_sessions: int
    moved: int
    stages: tuple[StageBound, ...]
    musts: int = 0
    booked: int = 0
    unbooked: int = 0
    booking_weeks: int = 0

    @property
    def hours_lost(self) -> float:
        return self.measures.work_minutes / 60

    @property
    def proved(self) -> bool:
        return all(stage.proved for stage in self.stages)


@frozen
class PlanReport:
    """A plan of a region with all that is told of it.

    Parameters
    ----------
    plan : Plan
        Placements, who waits and why, and each aim's value, bound and seconds, in order.
    measures : PlanMeasures
        The aims counted again from the runs by the second clerk.
    faults : tuple of PlanFault
        What the second clerk says against it: shoulds only.
    moved, least_moved : int or None
        People who lost one of the runs they have in the plan it was made to stay near, and how many
        do in any; else None.
    stopped : bool
        Whether it was stopped before all was proved, so that it is the best until then.
    left_out : tuple of str
        What was asked for besides and is not there, or not whole, since it was stopped before: in
        sentences.
    assumptions : tuple of str
        Choices where the inputs are silent, in sentences.
    priced : bool
        Whether prices were asked for: where there are none, nothing more is worth anything.
    weeks : mapping of str to tuple of int
        The weeks waited of every placement, sorted, by programme: what a distribution is drawn of.
    facilitator_sessions : int
        Group sessions held, each once, however many sit in it.
    seconds : mapping of str to float
        By phase; on the screen only.
    bookings : Bookings or None
        None where nobody asks for unpaid work or treatment.
    staffed : tuple of Staffed
        Every place whose facilitators or rooms are stated.
    """

    id: str
    title: str
    name: str
    seed: int
    aims: tuple[PlanAim, ...]
    people: int
    wants: int
    plan: Plan
    measures: PlanMeasures
    faults: tuple[PlanFault, ...]
    loads: tuple[Load, ...]
    waits: tuple[Waits, ...]
    fairness: tuple[Waits, ...]
    shortages: tuple[Shortage, ...]
    demands: tuple[Demand, ...]
    weeks: Mapping[str, tuple[int, ...]]
    facilitator_sessions: int
    moved: int | None = None
    least_moved: int | None = None
    stopped: bool = False
    left_out: tuple[str, ...] = ()
    weights: Weights | None = None
    priced: bool = False
    prices: tuple[SeatPrice, ...] = ()
    giver_prices: tuple[GiverPrice, ...] = ()
    openings: Openings | None = None
    closings: Closings | None = None
    compared: tuple[Compared, ...] = ()
    forecasts: Mapping[str, Forecast] = field(factory=dict)
    assumptions: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(factory=dict)
    seconds: Mapping[str, float] = field(factory=dict)
    bookings: Bookings | None = None
    staffed: tuple[Staffed, ...] = ()

    @property
    def stages(self) -> tuple[StageBound, ...]:
        return self.plan.stages

    @property
    def proved(self) -> bool:
        return all(stage.proved for stage in self.stages)
