"""What makes two packages truly different to an officer."""

from __future__ import annotations

from collections import Counter

from models.case import Terms
from models.dated import Bound
from models.facts import Facts
from models.moments import NOON
from models.package import Package
from optimiser.amounts import band_keys

MORNING = "morning"
Half = tuple[int, str]
BANDED = ("unpaid-work", "curfew")
FOLLOWING = (("programme", "days"), ("curfew", "hours_a_day"))


def signature(facts: Facts, package: Package) -> tuple[object, ...]:
    """Requirement codes with their amounts, groups, and each stream's usual half-day.

    Unpaid work, curfew and the order's length count by band, other amounts exactly.
    """
    amounts = tuple(
        (requirement.code, amount_marks(facts, requirement.code, requirement.terms))
        for requirement in sorted(package.requirements, key=lambda r: r.code)
    )
    groups = tuple(sorted({part.group for part in package.parts if part.group}))
    return (amounts, months_band(facts, package.order.months), groups, _half_days(package))


def amount_marks(facts: Facts, code: str, terms: Terms) -> tuple[tuple[str, object], ...]:
    """Each amount of a requirement as the signature counts it.

    The days of a programme requirement follow from the programme and its dates, the hours a day of
    a curfew from its windows, where the court has not fixed them for all alike: no other amounts.
    """
    return tuple(
        (unit, _band(facts, code, unit, value))
        for unit, value in terms.items()
        if (code, unit) not in FOLLOWING
    )


def _band(facts: Facts, code: str, unit: str, value: int) -> object:
    if code not in BANDED:
        return value
    for ruling in facts.menu.rulings:
        row = ruling.row
        about = row.subject == code and row.parameter == unit.replace("_", "-") and bool(row.when)
        if about and isinstance(ruling.value, Bound) and ruling.value.holds(value):
            return row.id
    return value


def months_band(facts: Facts, months: int) -> object:
    """The band a length of order falls in: the suggested one or not, else half-years."""
    row = facts.menu.band("rar", "order-months", **band_keys(facts))
    if row is not None and isinstance(row.value, Bound):
        return row.value.holds(months)
    return -(-months // 6)


def _half_days(package: Package) -> tuple[object, ...]:
    """Weekday and half-day in which most sessions of each stream lie."""
    streams: dict[tuple[str, str], Counter[Half]] = {}
    for session in package.sessions:
        streams.setdefault((session.part, session.leg), Counter())[
            session.start.weekday(), half_of(session.start.hour * 60 + session.start.minute)
        ] += 1
    return tuple((*stream, usual(counts)) for stream, counts in sorted(streams.items()))


def usual(counts: Counter[Half]) -> Half:
    """The half-day that holds most; of several the earlier weekday, then the morning."""
    return max(counts.items(), key=lambda held: (held[1], *precedence(held[0])))[0]


def precedence(half: Half) -> tuple[int, int]:
    """What breaks a tie between half-days: greater comes first."""
    return -half[0], int(half[1] == MORNING)


def half_of(minute: int) -> str:
    """The half-day a session that starts so many minutes after midnight falls in."""
    return MORNING if minute < NOON else "afternoon or evening"
