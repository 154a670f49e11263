"""The one line to read in court: kind, months, each requirement and amount, first appointment."""

from __future__ import annotations

from models.case import OrderKind
from models.facts import Facts
from models.moments import MINUTES_A_DAY
from models.package import CurfewRow, Package, PlannedRequirement, PlannedSession
from models.rules.unset import unset
from reports import naming, words

# How a requirement is said aloud; any other is said by its name in the catalogue.
ALOUD = {
    "atr": "alcohol treatment",
    "drr": "drug rehabilitation",
    "mhtr": "mental health treatment",
    "aamr": "alcohol abstinence and monitoring",
    "residence": "residence",
    "exclusion": "exclusion",
    "unpaid-work": "unpaid work",
    "curfew": "a curfew",
    "programme": "a programme",
    "rar": "rehabilitation activity",
    "electronic-monitoring": "electronic monitoring",
}


WEEK = 7


def headline(package: Package, facts: Facts) -> str:
    """The order in one line."""
    order = package.order
    kind = naming.order(order.kind)
    length = words.count(order.months, "month")
    opening = f"{kind[0].upper()}{kind[1:]} of {length}"
    if order.kind is OrderKind.SUSPENDED_SENTENCE_ORDER and order.operational_months:
        opening = f"{kind[0].upper()}{kind[1:]}, supervised for {length} and suspended for "
        opening += words.count(order.operational_months, "month")
    parts = ", ".join(requirement(r, package, facts) for r in package.requirements)
    return f"{opening}: {parts}. {_first(package, facts)}"


def requirement(planned: PlannedRequirement, package: Package, facts: Facts) -> str:
    """One requirement with its amount, as it is said aloud."""
    terms = planned.terms
    name = ALOUD.get(planned.code) or _name(planned, facts)
    if planned.code == "rar" and terms.days is not None:
        said = f"up to {words.count(terms.days, 'rehabilitation activity day')}"
    elif planned.code == "unpaid-work" and terms.hours is not None:
        said = f"{words.count(terms.hours, 'hour')} of unpaid work"
    elif planned.code == "programme" and terms.days is not None:
        said = f"a programme of {words.count(terms.days, 'day')}"
    else:
        amounts = [words.amount(u, v) for u, v in terms.items() if u != "hours_a_day"]
        said = f"{name} for {words.listing(amounts)}" if amounts else name
    still = [
        words.spoken(amount.unit)
        for amount in unset(package, facts)
        if amount.entry.code == planned.code and not amount.follows
    ]
    if still:
        said += f" ({words.listing(still)} still to be set)"
    if planned.code == "curfew":
        said += curfew(package.curfew)
    if planned.areas:
        said += f" ({words.listing(_place(area) for area in planned.areas)})"
    return said


def curfew(rows: tuple[CurfewRow, ...]) -> str:
    """The hours of a curfew: one window said once, several summed up."""
    windows = sorted({(row.start, row.end) for row in rows})
    if len(windows) == 1:
        days = sorted({row.weekday for row in rows})
        when = "daily" if len(days) == WEEK else f"on {words.weekdays(days)}"
        return f" ({window(*windows[0])} {when})"
    if windows:
        return f" (up to {words.duration(max(end - start for start, end in windows))} at a time)"
    return ""


def window(start: int, end: int) -> str:
    if end - start == MINUTES_A_DAY:
        return "all day"
    return f"{words.clock(start)} to {words.clock(end)}"


def first_session(package: Package, part: str = "") -> PlannedSession | None:
    """The earliest session (of a part, where one is named)."""
    found = [s for s in package.sessions if part in ("", s.part)]
    return min(found, key=lambda s: (s.start, s.id), default=None)


def appointment(session: PlannedSession, facts: Facts) -> str:
    """When and where, in words."""
    when = f"{words.full_day(session.day)}, {words.time(session.start)}"
    return f"{when}, {naming.venue(session.venue, facts)}"


def _first(package: Package, facts: Facts) -> str:
    session = first_session(package)
    if session is None:
        return "No appointment is dated yet."
    return f"First appointment {appointment(session, facts)}."


def _place(area: str) -> str:
    return words.plain(words.spoken(area)).title()


def _name(planned: PlannedRequirement, facts: Facts) -> str:
    return naming.mid(planned.code, facts).removesuffix(" requirement")
