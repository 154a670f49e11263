"""What the rules read off a package, a menu and a timetable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.commitments import DateRange
from models.dated import Bound, Ruling
from models.entry import Entry, EntryKind, Leg
from models.facts import Facts
from models.moments import last_day
from models.package import Package, PlannedPart, PlannedRequirement, PlannedSession
from models.sources import Force
from models.timetable import Group, Project, Provider

TREATMENT = "treatment"
CONTACT = "contact"


def group_of(part: PlannedPart, facts: Facts) -> Group | None:
    return next((group for group in facts.timetable.groups if group.id == part.group), None)


def provider_of(id: str, facts: Facts) -> Provider | None:
    return next((one for one in facts.timetable.providers if one.id == id), None)


def project_of(id: str, facts: Facts) -> Project | None:
    return next((one for one in facts.timetable.projects if one.id == id), None)


def entry_of(code: str, package: Package, facts: Facts) -> Entry | None:
    """An entry in the edition its group names; None where the menu holds no such code."""
    if code not in facts.menu.entries:
        return None
    part = next((part for part in package.parts if part.code == code), None)
    if part is None:
        return facts.entry(code)
    group = group_of(part, facts)
    return facts.entry(code, part.edition or (group.edition if group else ""))


def entries(package: Package, facts: Facts) -> Iterator[Entry]:
    """The entries of the package that the menu holds, requirements first, each once."""
    for code in dict.fromkeys(package.codes):
        entry = entry_of(code, package, facts)
        if entry is not None:
            yield entry


def parts(package: Package, facts: Facts) -> Iterator[tuple[PlannedPart, Entry]]:
    """The parts that the menu holds, with their entries."""
    for part in package.parts:
        entry = entry_of(part.code, package, facts)
        if entry is not None:
            yield part, entry


def programmes(package: Package, facts: Facts) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in parts(package, facts) if entry.kind is EntryKind.PROGRAMME)


def treatments(package: Package, facts: Facts) -> Iterator[tuple[PlannedRequirement, Entry]]:
    """The requirements delivered as treatment appointments, with their entries."""
    for requirement in package.requirements:
        entry = facts.menu.entries.get(requirement.code)
        if entry is not None and entry.stream == TREATMENT:
            yield requirement, entry


def main_sessions(entry: Entry, package: Package) -> tuple[PlannedSession, ...]:
    """The sessions of an entry's main leg, by start."""
    return package.of(entry.code, entry.main.id) if entry.main is not None else ()


def main_days(entry: Entry, package: Package) -> tuple[date, ...]:
    return tuple(session.day for session in main_sessions(entry, package))


def leg_of(session: PlannedSession, package: Package, facts: Facts) -> Leg | None:
    entry = entry_of(session.part, package, facts)
    legs = entry.legs if entry is not None else ()
    return next((leg for leg in legs if leg.id == session.leg), None)


def days_counted(requirement: str, package: Package, facts: Facts) -> tuple[date, ...]:
    """The days under a requirement with a session that counts as one of what it carries."""
    held = set()
    for session in package.sessions:
        leg = leg_of(session, package, facts)
        if session.requirement == requirement and (leg is None or leg.counts):
            held.add(session.day)
    return tuple(sorted(held))


def belongs(entry: Entry, name: str) -> bool:
    """Whether a pair or sequence rule keyed to a code or class speaks of the entry."""
    return name == entry.code or name in entry.classes


def keys(package: Package, facts: Facts) -> dict[str, object]:
    """What the bands of the catalogue may be keyed to."""
    case = facts.case
    known: dict[str, object] = {"kind": package.order.kind.value}
    if case.sentence.seriousness is not None:
        known["seriousness"] = case.sentence.seriousness.value
    if case.assessments.ogrs3 is not None:
        known["ogrs"] = case.assessments.ogrs3
    return known


def band(
    subject: str, parameter: str, key: str, package: Package, facts: Facts
) -> tuple[Bound, Ruling] | None:
    """The first row keyed to `key` that speaks of the case, with its bound; None where unset."""
    known = keys(package, facts)
    for ruling in facts.menu.rulings:
        row = ruling.row
        if (row.subject, row.parameter) != (subject, parameter) or key not in dict(row.when):
            continue
        if all(_met(wanted, known.get(name)) for name, wanted in row.when):
            return (ruling.value, ruling) if isinstance(ruling.value, Bound) else None
    return None


def statutory(
    subject: str, parameter: str, package: Package, facts: Facts
) -> Iterator[tuple[Bound, Ruling]]:
    """Every bound on a parameter that binds at any seriousness and any score.

    What a guide only recommends at any seriousness (a should) is not among them.
    """
    kind = package.order.kind.value
    for ruling in facts.menu.rulings:
        row = ruling.row
        if (row.subject, row.parameter) != (subject, parameter):
            continue
        if row.force is not Force.MUST or dict(row.when) not in ({}, {"kind": kind}):
            continue
        if isinstance(ruling.value, Bound):
            yield ruling.value, ruling


def order_ruling(parameter: str, package: Package, facts: Facts) -> Ruling | None:
    return facts.menu.ruling("order", parameter, kind=package.order.kind.value)


def figure(ruling: Ruling | None) -> int | None:
    """The single figure a row sets: the highest end of its bound, else the lowest."""
    if ruling is None or not isinstance(ruling.value, Bound):
        return None
    end = ruling.value.highest if ruling.value.highest is not None else ruling.value.lowest
    return None if end is None else int(end)


def period(requirement: PlannedRequirement, package: Package) -> DateRange:
    """The requirement's own days: as stated, else its months, else the whole order."""
    first = requirement.start or package.order.start
    return DateRange(first, requirement.end or due(requirement, package) or package.order.end)


def due(requirement: PlannedRequirement, package: Package) -> date | None:
    """The last day of its months, with those added after a breach; None where it has none."""
    if requirement.terms.months is None:
        return None
    months = requirement.terms.months + (requirement.extended_months or 0)
    return last_day(requirement.start or package.order.start, months)


def run_on(code: str, facts: Facts) -> Ruling | None:
    """The row by which the days of a requirement follow one another; None where they need not."""
    ruling = facts.menu.ruling(code, "days-run-on")
    return ruling if ruling is not None and ruling.value is True else None


def last_of_days(requirement: PlannedRequirement, package: Package, facts: Facts) -> date | None:
    """The last of days that follow one another, and of months added; None where it has none."""
    days = requirement.terms.days
    if requirement.terms.months is not None or not days or run_on(requirement.code, facts) is None:
        return None
    after = (requirement.start or package.order.start) + timedelta(days=days)
    return last_day(after, requirement.extended_months or 0)


def monitored(code: str, facts: Facts) -> bool:
    """Whether electronic monitoring enforces a requirement."""
    ruling = facts.menu.ruling(code, "monitored")
    return ruling is not None and ruling.value is True


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _met(wanted: str | Bound, value: object) -> bool:
    if isinstance(wanted, Bound):
        return isinstance(value, int | float) and wanted.holds(value)
    return value == wanted
