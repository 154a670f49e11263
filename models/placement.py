"""A plan: who goes to which run, who waits and why, and how good it is proved to be."""

from __future__ import annotations

from datetime import date
from enum import Enum
from math import ceil

from attrs import frozen

# A bound is a sum of prices in floating point; what it proves of whole numbers is this close.
ROUNDING = 1e-6


class Waiting(Enum):
    """Why somebody is not placed, or not booked.

    FULL: every run that fits is. CLASH: each run meets something firm or another programme of
    theirs. WINDOW: none begins and ends in their days. REACH: every venue is out of reach, barred
    or not for them. AFTER: a programme they must end first found no place. FINDING: not suitable.
    HANDS: each run that fits is full, or has no facilitators or no room beside what the plan holds.
    """

    FULL = "full"
    HANDS = "hands"
    CLASH = "clash"
    WINDOW = "window"
    REACH = "reach"
    AFTER = "after"
    FINDING = "finding"


class PlanAim(Enum):
    """What a plan is made for, in the usual order; `models.plan_rules.measure_plan` counts each."""

    PRIORITY = "priority"
    FINISH = "finish"
    WAITING = "waiting"
    COMPANY = "company"
    WORK = "work"
    TRAVEL = "travel"


@frozen
class Placement:
    """One person in one run; `run` is the run's id, `first` and `last` its first and last day."""

    person: str
    programme: str
    run: str
    group: str
    first: date
    last: date


@frozen
class Lack:
    """What a place has too little of: its "facilitators" or its "rooms"."""

    what: str
    place: str


@frozen
class Unplaced:
    """One programme a person wants and gets no place in; `lacks` says for want of what."""

    person: str
    programme: str
    reason: Waiting
    sentence: str
    lacks: tuple[Lack, ...] = ()


@frozen
class Attendance:
    """One day at a project or one appointment: wall-clock minutes after midnight of a day."""

    day: date
    start: int
    end: int


@frozen
class Booking:
    """Somebody's days at one project, or appointments with one provider (`giver`), in order."""

    person: str
    requirement: str
    giver: str
    sessions: tuple[Attendance, ...]

    @property
    def first(self) -> date:
        return self.sessions[0].day

    @property
    def last(self) -> date:
        return self.sessions[-1].day


@frozen
class Unbooked:
    """One requirement of a person that finds no days or appointments."""

    person: str
    requirement: str
    reason: Waiting
    sentence: str


@frozen
class StageBound:
    """One aim of a plan: its value, what no plan can fall below, and the seconds it took."""

    aim: str
    value: int
    bound: float
    seconds: float = 0.0

    @property
    def proved(self) -> bool:
        """Whether no plan does better: the value is whole, and the bound meets it."""
        return ceil(self.bound - ROUNDING) >= self.value


@frozen
class Round:
    """What was booked at once, given all that stood before, with each aim's value and bound.

    `requirements` are those of which somebody was booked, or waited, in it.
    """

    requirements: tuple[str, ...]
    stages: tuple[StageBound, ...]

    @property
    def proved(self) -> bool:
        return all(stage.proved for stage in self.stages)


@frozen
class Plan:
    """Groups first; bookings are made round by round, given the groups."""

    placements: tuple[Placement, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    stages: tuple[StageBound, ...] = ()
    bookings: tuple[Booking, ...] = ()
    unbooked: tuple[Unbooked, ...] = ()
    rounds: tuple[Round, ...] = ()

    def of(self, person: str) -> tuple[Placement, ...]:
        """A person's placements, by first day."""
        found = (one for one in self.placements if one.person == person)
        return tuple(sorted(found, key=lambda one: (one.first, one.run)))
