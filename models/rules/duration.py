"""Amounts within the bounds that hold at any seriousness, and orders long enough to finish in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.lookups import parts, statutory
from models.rules.rule import Rule, found, gathered
from models.rules.sentences import counted, end_broken, name_of

CENTRE = "attendance-centre"


def bounds(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each amount is inside every statutory bound."""
    for planned in package.requirements:
        name = name_of(planned.code, facts)
        broken = [
            (ruling, f"{name} of {counted(amount, unit)}: {end_broken(bound, amount)}.")
            for unit, amount in planned.terms.items()
            for bound, ruling in statutory(planned.code, unit.replace("_", "-"), package, facts)
            if not bound.holds(amount)
        ]
        yield from gathered("duration.bound", planned.code, broken)


def centre_day(package: Package, facts: Facts) -> Iterator[Fault]:
    """No day at an attendance centre is longer than its bound."""
    attended = Counter[object]()
    for session in package.sessions:
        if session.requirement == CENTRE:
            attended[session.day] += session.minutes
    for bound, ruling in statutory(CENTRE, "hours-a-day", package, facts):
        if bound.highest is None:
            continue
        over = [minutes for minutes in attended.values() if minutes > 60 * bound.highest]
        sentences = [
            f"{name_of(CENTRE, facts)} of {minutes} minutes in a day: "
            f"at most {60 * bound.highest:g}."
            for minutes in over
        ]
        yield from found("duration.centre-day", CENTRE, ruling, sentences)


def programme(package: Package, facts: Facts) -> Iterator[Fault]:
    """The order is as long as each programme's provider asks for."""
    months = package.order.months
    for part, entry in parts(package, facts):
        if entry.order_months is not None and months < entry.order_months:
            source = entry.order_months_source or entry.source
            said = (
                f"{entry.name} in an order of {counted(months, 'months')}: "
                f"at least {entry.order_months}."
            )
            yield from found("duration.programme", part.code, source, [said])


RULES = (
    Rule("duration.bound", bounds),
    Rule("duration.centre-day", centre_day, dated=True),
    Rule("duration.programme", programme),
)
