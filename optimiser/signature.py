"""What makes two packages truly different to an officer."""

from __future__ import annotations

from collections import Counter

from models.dated import Bound
from models.facts import Facts
from models.package import Package
from optimiser.amounts import band_keys

NOON = 12 * 60
BANDED = ("unpaid-work", "curfew")


def signature(facts: Facts, package: Package) -> tuple[object, ...]:
    """Requirement codes with their amounts, groups, and each stream's usual half-day.

    Unpaid work, curfew and the order's length count by band, other amounts exactly.
    """
    amounts = tuple(
        (
            requirement.code,
            tuple(
                (unit, _band(facts, requirement.code, unit, value))
                for unit, value in requirement.terms.items()
            ),
        )
        for requirement in sorted(package.requirements, key=lambda r: r.code)
    )
    groups = tuple(sorted({part.group for part in package.parts if part.group}))
    return (amounts, _months(facts, package.order.months), groups, _half_days(package))


def _band(facts: Facts, code: str, unit: str, value: int) -> object:
    if code not in BANDED:
        return value
    for ruling in facts.menu.rulings:
        row = ruling.row
        about = row.subject == code and row.parameter == unit.replace("_", "-") and bool(row.when)
        if about and isinstance(ruling.value, Bound) and ruling.value.holds(value):
            return row.id
    return value


def _months(facts: Facts, months: int) -> object:
    row = facts.menu.band("rar", "order-months", **band_keys(facts))
    if row is not None and isinstance(row.value, Bound):
        return row.value.holds(months)
    return -(-months // 6)


def _half_days(package: Package) -> tuple[object, ...]:
    """Weekday and half-day in which most sessions of each stream lie."""
    streams: dict[tuple[str, str], Counter[tuple[int, str]]] = {}
    for session in package.sessions:
        minute = session.start.hour * 60 + session.start.minute
        half = "morning" if minute < NOON else "afternoon or evening"
        streams.setdefault((session.part, session.leg), Counter())[
            session.start.weekday(), half
        ] += 1
    return tuple(
        (*stream, max(counts.items(), key=lambda item: (item[1], -item[0][0]))[0])
        for stream, counts in sorted(streams.items())
    )
