"""The days of a programme requirement: no fewer than its programmes take."""

from __future__ import annotations

from collections.abc import Iterator

from models.entry import Stage
from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.lookups import leg_of
from models.rules.rule import Rule, assumed, found
from models.rules.sentences import counted

PROGRAMME = "programme"
# What stands before and after a programme may be an appointment with the officer.
COUNTED = (Stage.MAIN, Stage.DURING)


def days(package: Package, facts: Facts) -> Iterator[Fault]:
    """No more days hold a session of the programmes than the court gave."""
    planned = package.requirement(PROGRAMME)
    if planned is None or planned.terms.days is None:
        return
    held = set()
    for session in package.sessions:
        leg = leg_of(session, package, facts)
        if session.requirement == PROGRAMME and (leg is None or leg.stage in COUNTED):
            held.add(session.day)
    if len(held) > planned.terms.days:
        ground = facts.menu.ruling(PROGRAMME, "fixed-in") or assumed("programme.days")
        said = f"Programme sessions on {counted(len(held), 'days')}: at most {planned.terms.days}."
        yield from found("programme.days", PROGRAMME, ground, [said])


RULES = (Rule("programme.days", days, dated=True),)
