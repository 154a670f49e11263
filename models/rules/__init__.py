"""The law book in plain Python: what a package may not do, and what it should.

It knows nothing of the optimiser. Every package is read against it each time, whoever made it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules import (
    addresses,
    attendance,
    availability,
    clashes,
    closures,
    compatibility,
    contact,
    curfew,
    detox,
    duration,
    limits,
    openings,
    order,
    places,
    programme,
    rar,
    sequence,
    seriousness,
    suitability,
    treatment,
    unpaid_work,
    work_days,
)
from models.rules.rule import Rule

FAMILIES: tuple[Rule, ...] = (
    *availability.RULES,
    *suitability.RULES,
    *order.RULES,
    *seriousness.RULES,
    *duration.RULES,
    *compatibility.RULES,
    *sequence.RULES,
    *attendance.RULES,
    *clashes.RULES,
    *limits.RULES,
    *contact.RULES,
    *unpaid_work.RULES,
    *work_days.RULES,
    *programme.RULES,
    *rar.RULES,
    *treatment.RULES,
    *detox.RULES,
    *curfew.RULES,
    *places.RULES,
    *addresses.RULES,
    *openings.RULES,
    *closures.RULES,
)

OVERRIDABLE = ("order.punishment",)
"""Rules that the law itself lets a court set aside, with its reason recorded."""


def faults(package: Package, facts: Facts, dated: bool | None = None) -> Iterator[Fault]:
    """What is wrong with a package, musts and shoulds alike, in reading order.

    Parameters
    ----------
    dated
        Whether the package is meant to hold its sessions; by default, as it says itself. The
        rules on sessions pass over a package of terms only.
    """
    for fault in _all(package, facts, dated):
        if _reason(fault, package) is None:
            yield fault


def overridden(package: Package, facts: Facts, dated: bool | None = None) -> Iterator[Fault]:
    """The faults that a recorded reason sets aside where the law allows it, with that reason."""
    for fault in _all(package, facts, dated):
        reason = _reason(fault, package)
        if reason is not None:
            yield evolve(fault, sentence=f"{fault.sentence} Set aside: {reason}")


def _all(package: Package, facts: Facts, dated: bool | None) -> Iterator[Fault]:
    with_sessions = package.dated if dated is None else dated
    for rule in FAMILIES:
        if with_sessions or not rule.dated:
            yield from rule.check(package, facts)


def _reason(fault: Fault, package: Package) -> str | None:
    if fault.rule not in OVERRIDABLE:
        return None
    return next((one.reason for one in package.overrides if one.rule == fault.rule), None)
