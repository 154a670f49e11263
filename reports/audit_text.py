"""What was found of a package somebody proposes or a court has made."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from rich.console import RenderableType
from rich.text import Text

from models.fault import Fault
from models.rules.grounds import of_law
from optimiser.results import AuditResult
from reports import naming, sections, words
from reports.calendar_text import week_by_week
from reports.headline import headline
from reports.json_report import (
    SCHEMA,
    condition_dict,
    fault_dict,
    measures_dict,
    option_dict,
)
from reports.package_data import Data
from reports.screen import OneLine, line, section

VERDICTS = {
    "lawful": "Lawful, on the facts given.",
    "not lawful": "Not lawful.",
    "not deliverable": (
        "It breaks no rule of law held here, but not as guides, providers, the timetable or the "
        "plan's own rules have it."
    ),
    "not known": "Whether it is lawful can't be said until the facts below are known.",
}
UNCHECKED = "Figures relied on whose text was not checked"
CAUTION = "This checks a package against the rules held. The court decides."


def screen(found: AuditResult) -> Iterator[RenderableType]:
    """The verdict first, the package audited, then every fault and departure with its source."""
    facts = found.facts
    if found.outside:
        yield OneLine(f"Outside this product: {words.sentence(found.outside)}")
        return
    yield OneLine(verdict(found))
    yield Text("")
    yield line(headline(found.package, facts))
    law, others = _parted(found)
    yield from section("Faults of law" if others else "Faults", map(sections.departure, law))
    yield from section("Other faults" if law else "Faults", map(sections.departure, others))
    yield from section("Departures from guidance", map(sections.departure, found.departures))
    yield from section("Set aside with a recorded reason", overridden(found))
    yield from section("Conditions", sections.conditions(found.conditions, facts))
    yield from section("Can it be scheduled?", [scheduling(found)])
    if found.schedule is not None:
        yield from week_by_week(found.schedule, facts)
    yield from section("Facts needed", needed(found))
    yield from section("Assumptions", map(words.sentence, taken_for_granted(found)))
    yield from section(UNCHECKED, map(words.sentence, found.unverified))
    yield Text("")
    yield line(CAUTION, "italic")


def verdict(found: AuditResult) -> str:
    """The first line."""
    return VERDICTS.get(found.verdict, found.verdict)


def _parted(found: AuditResult) -> tuple[list[Fault], list[Fault]]:
    not_in_force = {fault.subject for fault in found.faults if fault.rule == "availability.law"}
    # That the law of the date has no such thing is not said again as a want of suitability.
    said = [f for f in found.faults if f.rule != "suitability" or f.subject not in not_in_force]
    law = [fault for fault in said if of_law(fault, found.facts)]
    return law, [fault for fault in said if fault not in law]


def needed(found: AuditResult) -> Iterator[str]:
    """What has to be known; what the conditions ask already is not asked again."""
    asked = {reason for condition in found.conditions for reason in condition.finding.reasons}
    for reason in found.to_ask:
        if reason not in asked:
            yield naming.reason(reason)


def taken_for_granted(found: AuditResult) -> Iterator[str]:
    """The assumptions, without what is asked for."""
    asked = {reason.sentence for reason in found.to_ask}
    yield from (text for text in found.assumptions if text not in asked)


def scheduling(found: AuditResult) -> str:
    """Whether there are days for its sessions."""
    if found.package.sessions:
        return "Its sessions are dated; each was checked as it stands."
    if found.package.dated:
        return "It holds nothing to attend; it was checked as it stands."
    if found.faults:
        return "Not tried while the faults above stand."
    if found.schedulable is None:
        return "Not known: it was not tried, or time ran out."
    if found.schedulable:
        return "Yes: days can be found for every session."
    return "No: there are no days for all its sessions in this timetable."


def overridden(found: AuditResult) -> Iterator[str]:
    reasons = {override.rule: override.reason for override in found.package.overrides}
    for fault in found.overridden:
        # The reason is said once, after the source.
        fault = evolve(fault, sentence=fault.sentence.partition(" Set aside: ")[0])
        reason = words.sentence(words.plain(reasons.get(fault.rule, "")))
        yield f"{sections.departure(fault)} Reason recorded: {reason}"


def audited(found: AuditResult) -> Data:
    """The same as plain data for JSON."""
    return {
        "schema": SCHEMA,
        "verdict": found.verdict,
        "breaks_law": found.breaks_law,
        "outside": found.outside,
        "headline": headline(found.package, found.facts),
        "faults": [fault_dict(fault) for fault in found.faults],
        "departures": [fault_dict(fault) for fault in found.departures],
        "overridden": [
            {**fault_dict(fault), "reasons": _recorded(found, fault.rule)}
            for fault in found.overridden
        ],
        "conditions": [condition_dict(condition) for condition in found.conditions],
        "to_ask": [
            {"sentence": reason.sentence, "facts": list(reason.facts)} for reason in found.to_ask
        ],
        "assumptions": list(found.assumptions),
        "unverified": list(found.unverified),
        "measures": measures_dict(found.measures) if found.measures else None,
        "schedulable": found.schedulable,
        "schedule": option_dict(found.schedule, found.facts) if found.schedule else None,
    }


def _recorded(found: AuditResult, rule: str) -> list[str]:
    return [override.reason for override in found.package.overrides if override.rule == rule]
