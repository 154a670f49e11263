"""The days of a programme requirement: no fewer than its programmes take."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.lookups import days_counted
from models.rules.rule import Rule, assumed, found
from models.rules.sentences import counted

PROGRAMME = "programme"


def days(package: Package, facts: Facts) -> Iterator[Fault]:
    """No more days hold a session of the programmes than the court gave."""
    planned, held = package.requirement(PROGRAMME), len(days_counted(PROGRAMME, package, facts))
    if planned is not None and planned.terms.days is not None and held > planned.terms.days:
        ground = facts.menu.ruling(PROGRAMME, "fixed-in") or assumed("programme.days")
        said = f"Programme sessions on {counted(held, 'days')}: at most {planned.terms.days}."
        yield from found("programme.days", PROGRAMME, ground, [said])


RULES = (Rule("programme.days", days, dated=True),)
