"""Seeing the officer: soon, every month, and in the weeks without treatment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.case import Seriousness
from models.commitments import DateRange
from models.facts import Facts
from models.fault import Fault
from models.moments import add_months
from models.package import Package
from models.rules.lookups import CONTACT, figure
from models.rules.rule import Rule, found
from models.rules.sentences import day_of

ALCOHOL_TREATMENT = "atr"
REVIEWS = ("review", "three-way")


def first(package: Package, facts: Facts) -> Iterator[Fault]:
    """The officer is first seen within the business days the standard gives."""
    ruling = facts.menu.ruling("contact", "first-days")
    number = figure(ruling)
    if ruling is None or number is None:
        return
    start = package.order.start
    latest = business_day_after(start, number, facts.timetable.holidays)
    seen = [session.day for session in package.of(CONTACT)]
    if not any(start <= day <= latest for day in seen):
        on = f"on {day_of(min(seen))}" if seen else "never"
        said = f"First contact {on}: by {day_of(latest)}, {number} business days from the start."
        yield from found("contact.first", CONTACT, ruling, [said])


def business_day_after(day: date, number: int, holidays: Iterable[date]) -> date:
    """The n-th day after another that is neither at a weekend nor a bank holiday."""
    closed = frozenset(holidays)
    while number:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:
            number -= 1
    return day


def weekly(package: Package, facts: Facts) -> Iterator[Fault]:
    """In the first weeks with alcohol treatment, weeks without an appointment see the officer."""
    ruling = facts.menu.ruling("contact", "weekly-weeks")
    number = figure(ruling)
    if ruling is None or number is None or not _treated_with_care(package, facts):
        return
    seen = {
        session.day
        for session in package.sessions
        if session.requirement == ALCOHOL_TREATMENT or session.part == CONTACT
    }
    weeks = list(_periods(package, 7))[:number]
    sentences = [
        f"No contact in the week from {day_of(week.start)}: weekly in the first {number} weeks."
        for week in weeks
        if not any(day in week for day in seen) and not _in_detox(week, package)
    ]
    yield from found("contact.weekly", CONTACT, ruling, sentences)


def _treated_with_care(package: Package, facts: Facts) -> bool:
    careful = (Seriousness.MEDIUM, Seriousness.HIGH)
    return package.imposes(ALCOHOL_TREATMENT) and facts.case.sentence.seriousness in careful


def _periods(package: Package, days: int) -> Iterator[DateRange]:
    """The whole periods of so many days, one after another from the start, within the order."""
    start = package.order.start
    while start + timedelta(days=days - 1) <= package.order.end:
        yield DateRange(start, start + timedelta(days=days - 1))
        start += timedelta(days=days)


def _in_detox(days: DateRange, package: Package) -> bool:
    if package.detox is None:
        return False
    first_day, last = package.detox
    return days.start <= last and first_day <= days.end


def monthly(package: Package, facts: Facts) -> Iterator[Fault]:
    """The officer is seen in each month of the order."""
    ruling = facts.menu.ruling("contact", "monthly")
    if ruling is None or ruling.value is not True:
        return
    start = package.order.start
    seen = [session.day for session in package.of(CONTACT)]
    sentences = []
    for month in range(package.order.months):
        begins = add_months(start, month)
        next_begins = add_months(start, month + 1)
        if not any(begins <= day < next_begins for day in seen):
            said = f"No contact in the month from {day_of(begins)}: at least one a month."
            sentences.append(said)
    yield from found("contact.monthly", CONTACT, ruling, sentences)


def reviews(package: Package, facts: Facts) -> Iterator[Fault]:
    """Alcohol treatment is reviewed in each period the standard gives."""
    ruling = facts.menu.ruling("contact", "review-days")
    number = figure(ruling)
    if ruling is None or number is None or not _treated_with_care(package, facts):
        return
    reviewed = [session.day for session in package.sessions if session.kind in REVIEWS]
    sentences = [
        f"No review from {day_of(days.start)} to {day_of(days.end)}: one every {number} days."
        for days in _periods(package, number)
        if not any(day in days for day in reviewed)
    ]
    yield from found("contact.reviews", CONTACT, ruling, sentences)


RULES = (
    Rule("contact.first", first, dated=True),
    Rule("contact.weekly", weekly, dated=True),
    Rule("contact.monthly", monthly, dated=True),
    Rule("contact.reviews", reviews, dated=True),
)
