"""How long a requirement lasts: as long as the order, or for months or days of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from models.case import Terms
from models.facts import Facts
from models.moments import last_day
from optimiser.amounts import curfew_months, days_run_on, months_to_run

OPEN_ENDED = (
    "rar",
    "programme",
    "unpaid-work",
    "attendance-centre",
    "supervision",
    "specified-activity",
)


MONITORING = "electronic-monitoring"


def own_months(facts: Facts, code: str, terms: Terms) -> int:
    """The least whole months that hold a requirement; 0 where it lasts as long as the order."""
    if code == "curfew":
        return curfew_months(facts, terms)
    return terms.months or months_to_run(facts, code, terms.days or 0)


def monitored(facts: Facts, code: str) -> bool:
    """Whether electronic monitoring enforces a requirement."""
    ruling = facts.menu.ruling(code, "monitored")
    return ruling is not None and ruling.value is True


def open_ended(facts: Facts, terms: Mapping[str, Terms]) -> bool:
    """Whether one of these requirements lasts as long as the order does, however long that is."""
    others = terms.keys() - {MONITORING} if _follows(facts, terms) else terms.keys()
    return any(code in OPEN_ENDED or not own_months(facts, code, terms[code]) for code in others)


def _follows(facts: Facts, terms: Mapping[str, Terms]) -> bool:
    """Whether monitoring has no months of its own, and beside it what it enforces."""
    tag = terms.get(MONITORING)
    return tag is not None and not tag.months and any(monitored(facts, code) for code in terms)


def ends(
    facts: Facts, terms: Mapping[str, Terms], start: date, end: date
) -> dict[str, date | None]:
    """The last day of each requirement of an order; None where it can't be told.

    Monitoring without months of its own ends with the last requirement it enforces (assumption).
    """
    last = {code: last_of(facts, code, held, start, end) for code, held in terms.items()}
    if _follows(facts, terms):
        enforced = [last[code] for code in terms if monitored(facts, code)]
        known = [day for day in enforced if day is not None]
        last[MONITORING] = max(known) if len(known) == len(enforced) else None
    return last


def last_of(facts: Facts, code: str, terms: Terms, start: date, end: date) -> date | None:
    """The last day of a requirement of an order from `start` to `end`.

    That of its own months, or of days that follow one another, else the order's. None where such
    months or days are not set: the order's own end may lie beyond the most that the law allows.
    """
    months = curfew_months(facts, terms) if code == "curfew" else terms.months
    if months:
        return min(end, last_day(start, months))
    if not days_run_on(facts, code):
        return None if _counts_in_months(facts, code) else end
    return min(end, start + timedelta(days=terms.days - 1)) if terms.days else None


def _counts_in_months(facts: Facts, code: str) -> bool:
    """Whether a requirement lasts for months that are set; a tag goes by what it enforces."""
    entry = facts.menu.entries.get(code)
    return entry is not None and "months" in entry.units and code != MONITORING
