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


def open_ended(facts: Facts, terms: Mapping[str, Terms]) -> bool:
    """Whether one of these requirements lasts as long as the order does, however long that is."""
    return any(code in OPEN_ENDED or not own_months(facts, code, terms[code]) for code in terms)


def last_of(facts: Facts, code: str, terms: Terms, start: date, end: date) -> date | None:
    """The last day of a requirement of an order from `start` to `end`.

    That of its own months, or of days that follow one another, else the order's. None where such
    days are not set: the order's own end may lie beyond the most that the law allows of them.
    """
    months = curfew_months(facts, terms) if code == "curfew" else terms.months
    if months:
        return min(end, last_day(start, months))
    if not days_run_on(facts, code):
        return end
    return min(end, start + timedelta(days=terms.days - 1)) if terms.days else None
