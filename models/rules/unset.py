"""The amounts that requirements of a package have and nobody has set: they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from models.entry import Entry, EntryKind
from models.facts import Facts
from models.package import Package
from models.rules.duration import MONITORING
from models.rules.lookups import entry_of, monitored


@frozen
class Unset:
    """An amount nobody has set; `follows` where it is that of the requirements it enforces."""

    entry: Entry
    unit: str
    follows: bool = False


def unset(package: Package, facts: Facts) -> Iterator[Unset]:
    """Every amount that a requirement of the package is counted in and its terms don't hold."""
    follows = any(monitored(planned.code, facts) for planned in package.requirements)
    for planned in package.requirements:
        entry = entry_of(planned.code, package, facts)
        if entry is None or entry.kind is not EntryKind.REQUIREMENT:
            continue
        held = dict(planned.terms.items())
        for unit in (unit.replace("-", "_") for unit in entry.units):
            if unit not in held:
                yield Unset(entry, unit, follows and entry.code == MONITORING)
