"""Which figures of the catalogue an option leans on that nobody has checked."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Sex
from models.dated import Bound, Ruling
from models.facts import Facts
from models.package import Package
from models.rules.lookups import entries, treatments
from models.rules.sentences import in_a_sentence
from models.rules.treatment import cadence
from optimiser.aims.clashes import rest_taken
from optimiser.amounts import band_keys, treatment_rulings
from optimiser.candidates import CARRIERS
from optimiser.lasting import MONITORING

WITH_TREATMENT = ("weekly-weeks", "review-days")
# What a package of ours leans on; tests/house/test_figures_relied_on.py holds it complete.
RELIED_ON = frozenset(
    {
        "age",
        "appointment-minutes",
        "appointments",
        "attendances-a-day",
        "attendances-a-week",
        "available",
        "contact-minutes",
        "custody-months",
        "days",
        "days-run-on",
        "end",
        "evening-start",
        "every-days",
        "female-officer",
        "first-days",
        "fixed-in",
        "greatest-risk",
        "hours",
        "hours-a-day",
        "hours-a-week",
        "imprisonable",
        "intensive-days",
        "learning-share",
        "least-requirements",
        "lone-woman",
        "monitored",
        "monthly",
        "months",
        "most-days-a-week",
        "night-end",
        "night-hours",
        "night-start",
        "operational-months",
        "order-months",
        "punitive-element",
        "religion-work-education",
        "requirements",
        "rest-hours",
        "review-days",
        "review-months",
        "spread-days",
        "start",
        "start-days",
        "start-weeks",
        "suits-seriousness",
        "supervision-months",
        "supervision-within-operational",
        "three-way-days",
        "treatment-start-weeks",
        "weekly",
        "weekly-weeks",
        "window-months",
    }
)
# Read only of what others propose (a breach, a later start, more RAR days than an order has), or
# said where it is used (hours outstanding, a learning screen).
READ_AND_NEVER_LEANT_ON = frozenset(
    {"breach-months", "counted-from", "hours-with-outstanding", "ldc-screen", "one-a-day"}
)


def unverified(facts: Facts, package: Package) -> tuple[str, ...]:
    """The unverified figures of the catalogue the package relies on, with their sources."""
    codes = set(package.codes) - set(CARRIERS) | {
        requirement.code for requirement in package.requirements
    }
    subjects = codes | {"order", "load"}
    if any(session.part == "contact" for session in package.sessions):
        subjects.add("contact")
    held = [facts.menu.entries[code] for code in codes if code in facts.menu.entries]
    treated = any(entry.stream == "treatment" for entry in held)
    if treated:
        subjects.add("treatment")
    stated = frozenset(_stated(facts, package))
    unused = {
        "start-weeks": not any(part.run for part in package.parts),
        "treatment-start-weeks": not treated,
        "evening-start": not any(leg.evenings_per_week for one in held for leg in one.legs),
        "appointment-minutes": not any(s.part != "contact" for s in package.sessions),
    }
    if facts.case.person.sex is Sex.FEMALE:
        subjects.add("places")
    if package.detox is not None:
        subjects.add("detox")
    if rest_taken(package, facts):
        subjects.add("rest")
    if package.imposes("curfew"):
        subjects.add("curfew-default")
    keys = band_keys(facts)
    by_need = frozenset(_by_need(facts, package))
    found: list[str] = []
    for ruling in facts.menu.rulings:
        row = ruling.row
        if row.subject not in subjects or row.parameter not in RELIED_ON or ruling.verified:
            continue
        if row.subject == "curfew-default" and row.parameter in _fixed(facts, package):
            continue
        if ruling.value is None or (row.parameter in WITH_TREATMENT and "atr" not in codes):
            continue
        if row.parameter == "monitored" and not package.imposes(MONITORING):
            continue
        if row.subject == "load" and unused.get(row.parameter):
            continue
        if row.subject == "treatment" and row.parameter in stated:
            continue
        if row.id in by_need or all(_holds(keys.get(name), wanted) for name, wanted in row.when):
            found.append(f"{row.text or row.id} ({ruling.source})")
    return tuple(dict.fromkeys((*found, *_of_doses(facts, package))))


def _of_doses(facts: Facts, package: Package) -> Iterator[str]:
    """What of a dose that is attended no guide states."""
    for entry in entries(package, facts):
        for leg in entry.legs:
            if not leg.verified and package.of(entry.code, leg.id):
                yield f"{entry.short}, {in_a_sentence(leg.title)}: {leg.note} ({leg.source})"


def _by_need(facts: Facts, package: Package) -> Iterator[str]:
    """The rows of a treatment need that alone allow a treatment its months."""
    for requirement, _ in treatments(package, facts):
        months = requirement.terms.months
        allowing = [
            ruling
            for ruling in treatment_rulings(facts, requirement.code)
            if isinstance(ruling.value, Bound) and months is not None and ruling.value.holds(months)
        ]
        if not any(ruling.verified for ruling in allowing):
            yield from (ruling.row.id for ruling in allowing)


def _stated(facts: Facts, package: Package) -> Iterator[str]:
    """What of a treatment rests on no default: its provider's own cadence, meetings it has not."""
    paces = [cadence(requirement, facts) for requirement, _ in treatments(package, facts)]
    if not any(pace is not None and isinstance(pace[2], Ruling) for pace in paces):
        yield from ("appointments", "every-days")
    if package.sessions and not any(one.kind == "three-way" for one in package.sessions):
        yield "three-way-days"


def _fixed(facts: Facts, package: Package) -> Iterator[str]:
    """What of a curfew rests on no default: hours the court fixed, months that are known."""
    ask, planned = facts.case.ask_for("curfew"), package.requirement("curfew")
    if ask is not None and ask.terms.hours_a_day is not None:
        yield "hours"
    if planned is not None and planned.terms.months is not None:
        yield "months"


def _holds(value: object, wanted: object) -> bool:
    if isinstance(wanted, Bound):
        return isinstance(value, int | float) and wanted.holds(value)
    return value == wanted
