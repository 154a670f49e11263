"""A change in words: what would be otherwise, with the figures of the package it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from models.commitments import CommitmentKind
from models.entry import Entry, Leg
from models.facts import Facts
from models.moments import WEEKDAYS, monday
from models.package import Package
from models.rules.sentences import day_of, mid_name
from models.weekly_words import listed, weekly
from optimiser.open_runs import OpenRuns
from optimiser.reasons.dosage import DOSE, NUMBER, appointments, local_sessions
from optimiser.reasons.standing import Standing
from optimiser.reasons.timing import counted
from optimiser.results import Clash


def change(
    one: Standing, facts: Facts, package: Package | None, lost: Iterable[Clash] = ()
) -> str:
    """What would be otherwise: "an order of 12 months instead of 9"."""
    rule, subject = one.key
    entry = facts.menu.entries.get(subject)
    name = entry.name if entry is not None else subject
    plain = {
        "availability.asked": f"without {mid_name(subject, facts)}",
        "availability.ruled-out": f"{name} allowed",
        "order.punishment": "a fine imposed beside the order",
        "places.exclusion": f"the area {subject} not excluded",
        "places.group": f"{name} in another group",
        "places.capacity": f"a place more in {subject}",
        "places.nearest": f"{name} at another place than the nearest",
        "load.treatment-start-weeks": "treatment begun later",
        "sequence.requires": f"{name} without what it follows",
        "duration.programme": f"{name} in a shorter order than its provider asks",
    }
    if rule in plain:
        return plain[rule]
    if rule == "order.months":
        fixed = facts.case.sentence.months or facts.case.sentence.supervision_months or 0
        length = counted(package.order.months, "months") if package else "another length"
        return f"an order of {length} instead of {fixed}"
    if rule == "limits.finish-by" and facts.case.limits.finish_by is not None:
        end = day_of(package.order.end) if package else "a later day"
        return f"over by {end} instead of {day_of(facts.case.limits.finish_by)}"
    if rule in ("availability.amount", "rar.days", "programme.days"):
        return _amount(name, subject, facts, package)
    if rule == "clashes.week":
        weeks = Counter(monday(s.day) for s in package.sessions) if package else Counter()
        most = max(weeks.values(), default=0)
        return f"up to {counted(most, 'attendances')} in a week" if most else "more in a week"
    if rule in (DOSE, NUMBER) and entry is not None and entry.main is not None:
        return _dose(entry, entry.main, facts, package)
    if rule == "load.start-weeks":
        return _begun_later(facts, package)
    if rule == "clashes.firm":
        return _relaxed(subject, facts, lost)
    return f"set aside: {one.hindrance.sentence.rstrip('.')}"


def _dose(entry: Entry, main: Leg, facts: Facts, package: Package | None) -> str:
    """Fewer sessions: "Course of 8 group sessions instead of 10"."""
    sessions = package.sessions if package is not None else ()
    held = sum(1 for one in sessions if (one.part, one.leg) == (entry.code, main.id))
    treats = entry.stream == "treatment"
    whole = appointments(facts, entry.code) if treats else local_sessions(facts, entry.code)
    number = counted(held, "appointments" if treats else "sessions") if held else "fewer"
    return f"{entry.name} of {number} instead of {whole}"


def _begun_later(facts: Facts, package: Package | None) -> str:
    """What begins after the waiting limit: "course begun on 4 May, later than is looked for"."""
    parts = [part for held in package.requirements for part in held.parts] if package else []
    open_runs = OpenRuns(facts)
    said = [
        f"{mid_name(part.code, facts)} begun on {day_of(first)}"
        for part in parts
        if part.run and package is not None
        for entry in [facts.menu.entries[part.code]]
        if part.run not in {run.id for run in open_runs.of(entry, package.codes)}
        for first in [min(s.day for s in package.sessions if s.part == part.code)]
    ]
    return f"{listed(said)}, later than is looked for" if said else "a later start"


def _amount(name: str, code: str, facts: Facts, package: Package | None) -> str:
    ask = facts.case.ask_for(code)
    asked = dict(ask.terms.items()) if ask is not None else {}
    given = package.requirement(code) if package is not None else None
    terms = dict(given.terms.items()) if given is not None else {}
    said = [
        f"{counted(terms[unit], unit)} instead of {fixed}"
        for unit, fixed in asked.items()
        if unit in terms and terms[unit] != fixed
    ]
    return f"{name} of {' and '.join(said) or 'another amount'}"


def _relaxed(path: str, facts: Facts, lost: Iterable[Clash]) -> str:
    """The commitment as not firm, with the minutes it would lose and on which days."""
    commitment = facts.case.commitments[int(path.partition("[")[2].rstrip("]"))]
    label = commitment.title or commitment.kind.value
    mine = [clash for clash in lost if clash.commitment == label]
    if commitment.kind is CommitmentKind.UNAVAILABLE:
        when = weekly(commitment.shifts)
        kept = commitment.title or f"times to be kept free{when and f' on {when}'}"
        return f"{kept} given up"
    if not mine:
        return f"{label} relaxed"
    days: Counter[str] = Counter()
    for day in dict.fromkeys(clash.day for clash in mine):
        days[WEEKDAYS[day.weekday()].capitalize()] += 1
    on = " and ".join(f"{number} {day}{'s' if number > 1 else ''}" for day, number in days.items())
    return f"{sum(clash.minutes for clash in mine)} minutes of {label} lost on {on}"
