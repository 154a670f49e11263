"""Requirements with their terms and every session dated: what is put before the officer."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen

from models.case import OrderKind, Purpose, Terms
from models.moments import instant


@frozen
class OrderTerms:
    """`months` is the order's length (the supervision period of a suspended sentence order)."""

    kind: OrderKind
    months: int
    start: date
    end: date
    operational_months: int | None = None


@frozen
class PlannedPart:
    """One programme or intervention under a requirement, and the run of a group it takes."""

    code: str
    group: str = ""
    run: str = ""
    edition: str = ""


@frozen
class PlannedRequirement:
    """One requirement with its terms.

    `start` and `end` are the requirement's own days (an order's requirements may end before it);
    `extended_months` is what a court added to them after a breach.
    """

    code: str
    terms: Terms
    purposes: tuple[Purpose, ...] = ()
    parts: tuple[PlannedPart, ...] = ()
    start: date | None = None
    end: date | None = None
    project: str = ""
    provider: str = ""
    areas: tuple[str, ...] = ()
    place: str = ""
    extended_months: int | None = None


@frozen
class PlannedSession:
    """One dated attendance.

    `part` is the code of the entry it belongs to (or "contact"), `leg` the leg of that entry's
    dose, `number` its place in the leg, from 1. `requirement` is the requirement it is attended
    under ("order" for officer contact). Times are aware, Europe/London.
    """

    id: str
    part: str
    leg: str
    number: int
    start: datetime
    end: datetime
    title: str
    requirement: str
    venue: str
    kind: str
    module: str = ""
    provider: str = ""
    firm: bool = True

    @property
    def day(self) -> date:
        return self.start.date()

    @property
    def minutes(self) -> int:
        """Elapsed minutes: a session over the end of summer time is an hour longer by them."""
        return instant(self.end) - instant(self.start)


@frozen
class CurfewRow:
    """A weekly curfew window; `end` may exceed 1440 where it runs over midnight."""

    weekday: int
    start: int
    end: int
    place: str = ""


@frozen
class Override:
    """A rule set aside with a recorded reason, where the law allows it."""

    rule: str
    reason: str


@frozen
class Package:
    """Everything an order would hold.

    `detox` is the first and last day of a planned detox. A package somebody else proposes may
    hold no sessions: then only its terms can be audited, unless it is said to be `unattended`,
    planned whole with nothing to attend.
    """

    order: OrderTerms
    requirements: tuple[PlannedRequirement, ...]
    sessions: tuple[PlannedSession, ...] = ()
    curfew: tuple[CurfewRow, ...] = ()
    detox: tuple[date, date] | None = None
    overrides: tuple[Override, ...] = ()
    unattended: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds every session it is meant to have, be they none."""
        return bool(self.sessions) or self.unattended

    def requirement(self, code: str) -> PlannedRequirement | None:
        return next((r for r in self.requirements if r.code == code), None)

    def imposes(self, code: str) -> bool:
        return self.requirement(code) is not None

    @property
    def parts(self) -> tuple[PlannedPart, ...]:
        return tuple(part for requirement in self.requirements for part in requirement.parts)

    @property
    def codes(self) -> tuple[str, ...]:
        """Requirement codes, then the codes of the parts."""
        return tuple(r.code for r in self.requirements) + tuple(p.code for p in self.parts)

    def of(self, part: str, leg: str | None = None) -> tuple[PlannedSession, ...]:
        """The sessions of one part (of one leg of it), by start."""
        found = [s for s in self.sessions if s.part == part and leg in (None, s.leg)]
        return tuple(sorted(found, key=lambda s: (s.start, s.id)))
