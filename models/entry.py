"""What an order may hold: requirements, programmes, interventions, and how each is delivered."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from models.case import Need, Purpose
from models.criteria import Criterion
from models.dated import Bound
from models.sources import Source


class EntryKind(Enum):
    REQUIREMENT = "requirement"
    PROGRAMME = "programme"
    INTERVENTION = "intervention"
    SIGNPOST = "signpost"


class Stage(Enum):
    """Where a leg of a dose stands to the leg it is anchored to (the `main` leg)."""

    BEFORE = "before"
    MAIN = "main"
    DURING = "during"
    AFTER = "after"


class Delivery(Enum):
    """How a leg is attended: GROUP in a dated run; APPOINTMENT one-to-one with a provider."""

    GROUP = "group"
    APPOINTMENT = "appointment"


@frozen
class Module:
    """A module of a group leg; `after` names the modules that must be finished before it."""

    code: str
    title: str
    sessions: int
    after: tuple[str, ...] = ()


@frozen
class Leg:
    """One leg of a dose: sessions of one kind.

    Parameters
    ----------
    sessions : Bound or None
        How many; None where no guide states it (then local, or not scheduled).
    minutes : Bound or None
        Minutes of one session; None where not stated.
    with_ : str
        Who gives an APPOINTMENT: "officer", "facilitator", "provider", "court".
    per_week : Bound or None
        Sessions of the leg in one calendar week.
    evenings_per_week : Bound or None
        How many of them may begin in the evening, Monday to Friday.
    gap_days : Bound or None
        For BEFORE: days from the last session of this leg to the first of the main leg. For
        AFTER: days from the last session of the main leg to the first of this leg.
    every_days : Bound or None
        Days between one session of the leg and the next.
    within_months : int or None
        For appointments: the whole months from the first of them that hold them all.
    in_modules : tuple of str
        For DURING appointments: the modules of the main leg that hold one of them each. Empty
        where no place is stated.
    counts : bool
        Whether its sessions count as sessions of the programme (and as RAR days, when under RAR).
    """

    id: str
    title: str
    stage: Stage
    delivery: Delivery
    sessions: Bound | None
    minutes: Bound | None
    source: Source
    with_: str = ""
    per_week: Bound | None = None
    evenings_per_week: Bound | None = None
    gap_days: Bound | None = None
    every_days: Bound | None = None
    within_months: int | None = None
    modules: tuple[Module, ...] = ()
    in_modules: tuple[str, ...] = ()
    kind: str = "session"
    counts: bool = True
    verified: bool = True
    note: str = ""


@frozen
class Attendance:
    """Absences a stage forgives: `allowed` per `per`, caught up how, what happens beyond."""

    leg: str
    allowed: int | None
    per: str
    catch_up: str
    beyond: str
    source: Source
    restart_at: int | None = None


@frozen
class Entry:
    """One catalogue entry in one edition (fields of earlier editions kept where not replaced).

    Parameters
    ----------
    under : tuple of str
        Requirement codes that can carry it; empty for requirements themselves.
    classes : tuple of str
        Names that pair and sequence rules are keyed to ("dv-programme", "alcohol-programme").
    needs, purposes : tuple
        What it serves.
    order_months : int or None
        The least order length the provider asks for, with `order_months_source`.
    units : tuple of str
        For requirements: the amounts its terms hold ("hours", "days", "months").
    stream : str
        For requirements that schedule appointments without a programme: which stream of the
        optimiser delivers it ("treatment", "unpaid-work", "curfew", "attendance-centre", "").
    """

    code: str
    kind: EntryKind
    name: str
    source: Source
    edition: str
    since: date
    short: str = ""
    under: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    legs: tuple[Leg, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    order_months: int | None = None
    order_months_source: Source | None = None
    group_size: Bound | None = None
    units: tuple[str, ...] = ()
    stream: str = ""
    enforceable: bool = True
    scheduled: bool = True
    women_only: bool = False
    requires: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = field(default=())

    @property
    def main(self) -> Leg | None:
        """The leg the others are anchored to."""
        return next((leg for leg in self.legs if leg.stage is Stage.MAIN), None)
