"""The people of a region who wait: who they are, and what each is to attend or to work off."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from models.case import Case
from models.commitments import Commitment

UNPAID_WORK = "unpaid-work"


@frozen
class Want:
    """A programme somebody is to attend.

    Parameters
    ----------
    priority : int
        Units of priority need that stay unmet where it finds no place.
    after : tuple of str
        Programmes the same person wants that must have ended before it begins.
    """

    programme: str
    priority: int = 1
    after: tuple[str, ...] = ()


@frozen
class Person:
    """One person to place.

    `case` is a case as any other, so that the law reads it as it reads a single one. `first` is
    the earliest day of a first session (of sentence or arrival), `last` the day by which every
    session must have been.
    """

    reference: str
    area: str
    case: Case
    wants: tuple[Want, ...]
    first: date
    last: date
    unpaid_work_hours: int = 0
    treatments: tuple[str, ...] = ()

    @property
    def booked_for(self) -> tuple[str, ...]:
        """The requirements that are attended by appointment or by the day, treatment first."""
        return (*self.treatments, *((UNPAID_WORK,) if self.unpaid_work_hours else ()))

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        return self.case.commitments

    def want(self, programme: str) -> Want | None:
        return next((want for want in self.wants if want.programme == programme), None)


@frozen
class Population:
    """Everybody who waits, in the order of the file; it may be nobody."""

    people: tuple[Person, ...] = ()

    def __len__(self) -> int:
        return len(self.people)
