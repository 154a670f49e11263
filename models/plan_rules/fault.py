"""What is wrong with a plan: whom it concerns, in which run, by which rule."""

from __future__ import annotations

from attrs import frozen

from models.sources import Force, Source

PLAN = "plan"
"""The source of what the plan's own file says: its places, its days, its staff."""


@frozen
class PlanFault:
    """One rule not kept. `person` is "" where it concerns a run as a whole, `run` where no run.

    A fault of force SHOULD is a departure, counted once per rule and subject.
    """

    rule: str
    person: str
    run: str
    force: Force
    sentence: str
    source: Source
    occurrences: int = 1


def stated(key: str) -> Source:
    """A fact of the plan's file."""
    return Source(PLAN, key)
