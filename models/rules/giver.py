"""With whom each appointment is held."""

from __future__ import annotations

from collections.abc import Iterator

from models.entry import Delivery
from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.held import named_by
from models.rules.lookups import entries, provider_of
from models.rules.rule import Ground, gathered
from models.rules.sentences import day_of


def giver(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each appointment is given by whom its guide names: the officer, the court, the provider."""
    for entry in entries(package, facts):
        broken: list[tuple[Ground, str]] = []
        for leg in entry.legs:
            if not leg.with_ or leg.delivery is Delivery.GROUP:
                continue
            for session in package.of(entry.code, leg.id):
                # A group's own name stands at its sessions, and a plan of others may give none.
                held_by = provider_of(session.provider, facts)
                if held_by is not None and named_by(leg, entry).isdisjoint(held_by.offers):
                    said = f"{leg.title} on {day_of(session.day)} by {held_by.name}"
                    broken.append((leg.source, f"{said}: with the {leg.with_}."))
        yield from gathered("attendance.giver", entry.code, broken)
