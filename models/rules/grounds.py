"""Whether a fault is one of law, or of a guide, a provider, the timetable or the plan itself."""

from __future__ import annotations

from models.entry import EntryKind
from models.facts import Facts
from models.fault import Fault
from models.sources import Force, Strength

# What an order is, and what the court fixed of it, by whatever source it is known here. The
# shape of a plan (hours made up, sessions inside the order) is not among them.
LAWFUL = (
    "availability.law",
    "availability.asked",
    "order.imprisonable",
    "order.age",
    "order.custody",
    "order.requirement",
    "order.begins",
    "order.length",
    "order.punishment",
    "order.last-ends",
    "duration.starts",
    "duration.ends",
)


def of_law(fault: Fault, facts: Facts) -> bool:
    """Whether a must that is not kept makes the package unlawful, and not only undeliverable.

    A requirement nobody finds the person suitable for is one: consent, dependence and the other
    conditions of a requirement are statutory. A programme nobody would take the person on is not.
    """
    if fault.force is not Force.MUST:
        return False
    if fault.strength is not None:
        return fault.strength is Strength.STATUTE
    if fault.rule == "suitability":
        entry = facts.menu.entries.get(fault.subject)
        return entry is not None and entry.kind is EntryKind.REQUIREMENT
    return fault.rule in LAWFUL
