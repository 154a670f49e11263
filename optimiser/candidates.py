"""What this case may be given on this timetable, and what was struck out and why."""

from __future__ import annotations

from collections.abc import Collection

from attrs import evolve, frozen

from models.case import Ask
from models.entry import Delivery, Entry, EntryKind
from models.facts import Facts
from models.findings import Finding, Verdict
from models.sources import Source
from models.timetable import Run
from optimiser.cut_short import cut_short
from optimiser.open_runs import OpenRuns
from optimiser.provision import barred, givers, leg_givers, projects
from optimiser.results import NotOffered


@frozen
class Candidate:
    """An entry that may be chosen: its finding, what carries it and the runs it may take.

    `runs_beside` are those it may take in an order with another that has to be over first, by code.
    """

    entry: Entry
    finding: Finding
    asked: Ask | None = None
    carriers: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    runs_beside: tuple[tuple[str, tuple[Run, ...]], ...] = ()

    @property
    def code(self) -> str:
        return self.entry.code

    def beside(self, codes: Collection[str]) -> Candidate:
        """The same with the runs it may take in an order that holds these."""
        more = [run for code, found in self.runs_beside if code in codes for run in found]
        if not more:
            return self
        found = {run.id: run for run in (*self.runs, *more)}
        return evolve(self, runs=tuple(sorted(found.values(), key=lambda run: run.first)))


@frozen
class Candidates:
    """Requirements and parts that may be chosen, by code, and everything struck out."""

    requirements: dict[str, Candidate]
    parts: dict[str, Candidate]
    struck: tuple[NotOffered, ...]


def candidates(facts: Facts) -> Candidates:
    """Walk the menu once: each entry becomes a candidate or is struck out with its reason."""
    struck: list[NotOffered] = []
    requirements: dict[str, Candidate] = {}
    parts: dict[str, Candidate] = {}
    ruled_out = facts.case.sentence.rules_out
    open_runs = OpenRuns(facts)
    for code, entry in facts.menu.entries.items():
        finding = facts.findings.get(code)
        if entry.kind is EntryKind.SIGNPOST or finding is None:
            continue
        if finding.verdict is Verdict.NOT_SUITABLE:
            first = finding.reasons[0]
            struck.append(
                NotOffered(code, entry.name, first.sentence, first.source, first.verified)
            )
        elif code in ruled_out:
            sentence = "The court has ruled it out."
            struck.append(NotOffered(code, entry.name, sentence, CASE))
        elif entry.kind is EntryKind.REQUIREMENT:
            found = _requirement(facts, entry, finding)
            if isinstance(found, NotOffered):
                struck.append(found)
            else:
                requirements[code] = found
        else:
            found = _part(facts, entry, finding, open_runs)
            if isinstance(found, NotOffered):
                struck.append(found)
            else:
                parts[code] = found
    for code, part in list(parts.items()):
        carriers = tuple(carrier for carrier in part.entry.under if carrier in requirements)
        if not carriers:
            under = _listed(facts, part.entry)
            sentence = f"No requirement that can carry it is open here ({under})."
            struck.append(NotOffered(code, part.entry.name, sentence, OPEN_HERE))
            del parts[code]
        else:
            parts[code] = evolve(part, carriers=carriers)
    for code in [c for c, r in requirements.items() if r.entry.code in CARRIERS]:
        carried = any(code in part.carriers for part in parts.values())
        if not carried and requirements[code].asked is None:
            name = requirements[code].entry.name
            sentence = "Nothing that fits it is on offer for this case."
            struck.append(NotOffered(code, name, sentence, OPEN_HERE))
            del requirements[code]
    return Candidates(requirements, parts, tuple(struck))


CASE = Source("case", "the court's indication")
OPEN_HERE = Source("case", "what is open in it")
TIMETABLE = Source("timetable", "provision")
CARRIERS = ("programme", "rar", "specified-activity")


def _listed(facts: Facts, entry: Entry) -> str:
    held = facts.menu.entries
    return ", ".join(held[code].name for code in entry.under if code in held) or "none"


def _requirement(facts: Facts, entry: Entry, finding: Finding) -> Candidate | NotOffered:
    ask = facts.case.ask_for(entry.code)
    if entry.stream == "treatment" and not givers(facts, entry.code):
        sentence = "No treatment provider in this region offers it."
        return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
    if entry.stream == "unpaid-work" and not projects(facts):
        sentence = "No project in this region has a place for this person."
        return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
    found: tuple[Run, ...] = ()
    if entry.stream == "attendance-centre":
        found = OpenRuns(facts).of(entry)
        if not found:
            sentence = "No attendance centre in this region has a place."
            return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
    if awaits_particulars(facts, entry):
        sentence = (
            "Its particulars (place, activity, days) are for the court: considered only where "
            "the court asks for it."
        )
        return NotOffered(entry.code, entry.name, sentence, entry.source)
    return Candidate(entry, finding, ask, runs=found)


COMPANIONS = ("electronic-monitoring", "supervision")


def awaits_particulars(facts: Facts, entry: Entry) -> bool:
    """Whether it is nothing without a place or an activity, and nobody has asked for it."""
    return (
        entry.kind is EntryKind.REQUIREMENT
        and not entry.stream
        and entry.code not in CARRIERS + COMPANIONS
        and facts.case.ask_for(entry.code) is None
    )


def _part(
    facts: Facts, entry: Entry, finding: Finding, open_runs: OpenRuns
) -> Candidate | NotOffered:
    main = entry.main
    if not entry.scheduled or main is None:
        sentence = "On offer, but no dose is stated, so it cannot be dated here."
        return NotOffered(entry.code, entry.name, sentence, entry.source)
    asked = next((ask for ask in facts.case.sentence.asks if entry.code in ask.programmes), None)
    if main.delivery is Delivery.APPOINTMENT:
        if main.sessions is None or not leg_givers(facts, main, entry.code):
            sentence = "Nobody in this region gives it."
            return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
        return Candidate(entry, finding, asked)
    usable = open_runs.of(entry)
    if not usable:
        return NotOffered(entry.code, entry.name, *_why_no_run(facts, entry))
    beside = tuple((code, open_runs.of(entry, (code,))) for code in open_runs.preceding(entry))
    return Candidate(entry, finding, asked, runs=usable, runs_beside=beside)


def _why_no_run(facts: Facts, entry: Entry) -> tuple[str, Source]:
    """Why nothing of it can be attended, and who says so."""
    groups = [
        group
        for group in facts.timetable.groups
        if group.programme == entry.code and facts.may_choose(group)
    ]
    if not groups:
        return "No group for it runs in this region.", TIMETABLE
    reasons = [reason for group in groups for reason in barred(facts, group)]
    if len(reasons) >= len(groups):
        return f"No group for it is open to this person: {reasons[0]}.", TIMETABLE
    short = cut_short(facts, entry)
    if short is not None:
        return f"No group for it begins in time to finish {short[0]}.", short[1]
    return "No group for it begins in time and finishes inside the longest order.", TIMETABLE
