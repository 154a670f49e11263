"""What was found of a package somebody proposes or a court has made."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from optimiser.results import AuditResult
from reports import sections, words
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
    "not known": "Whether it is lawful can't be said until the facts below are known.",
}
CAUTION = "This checks a package against the rules held. The court decides."


def screen(found: AuditResult) -> Iterator[RenderableType]:
    """The verdict first, the package audited, then every fault and departure with its source."""
    facts = found.facts
    if found.outside:
        yield OneLine(f"Outside this product: {words.sentence(found.outside)}")
        return
    yield OneLine(VERDICTS.get(found.verdict, found.verdict))
    yield Text("")
    yield line(headline(found.package, facts))
    yield from section("Faults", map(sections.departure, found.faults))
    yield from section("Departures from guidance", map(sections.departure, found.departures))
    yield from section("Set aside with a recorded reason", overridden(found))
    yield from section("Conditions", sections.conditions(found.conditions, facts))
    yield from section("Can it be scheduled?", [scheduling(found)])
    if found.schedule is not None:
        yield from week_by_week(found.schedule, facts)
    yield from section("Assumptions", map(words.sentence, found.assumptions))
    yield Text("")
    yield line(CAUTION, "italic")


def scheduling(found: AuditResult) -> str:
    """Whether there are days for its sessions."""
    if found.package.sessions:
        return "Its sessions are dated; each was checked as it stands."
    if found.schedulable is None:
        return "Not known: it was not tried, or time ran out."
    if found.schedulable:
        return "Yes: days can be found for every session."
    return "No: there are no days for all its sessions in this timetable."


def overridden(found: AuditResult) -> Iterator[str]:
    reasons = {override.rule: override.reason for override in found.package.overrides}
    for fault in found.overridden:
        reason = words.sentence(words.plain(reasons.get(fault.rule, "")))
        yield f"{sections.departure(fault)} Reason recorded: {reason}"


def audited(found: AuditResult) -> Data:
    """The same as plain data for JSON."""
    return {
        "schema": SCHEMA,
        "verdict": found.verdict,
        "outside": found.outside,
        "headline": headline(found.package, found.facts),
        "faults": [fault_dict(fault) for fault in found.faults],
        "departures": [fault_dict(fault) for fault in found.departures],
        "overridden": [
            {**fault_dict(fault), "reasons": _recorded(found, fault.rule)}
            for fault in found.overridden
        ],
        "conditions": [condition_dict(condition) for condition in found.conditions],
        "assumptions": list(found.assumptions),
        "measures": measures_dict(found.measures) if found.measures else None,
        "schedulable": found.schedulable,
        "schedule": option_dict(found.schedule, found.facts) if found.schedule else None,
    }


def _recorded(found: AuditResult, rule: str) -> list[str]:
    return [override.reason for override in found.package.overrides if override.rule == rule]
