"""A finding for every entry of the menu, made in an order that lets one turn on another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import networkx as nx

from models.case import Answer, Case
from models.dated import Ruling, Step
from models.entry import Entry, EntryKind
from models.facts import Menu
from models.findings import Finding, Reason, Verdict, decide
from models.sources import Source
from models.suitability.questions import questions
from models.suitability.stated import Stated

RULED_OUT = Source("case", "sentence.rules_out")
COMPLETED = Source("assumption", "completed programmes")
REPEATABLE = "repeatable"
OFFENCE = ("dates.offence",)
# Orders of menus that are kept: there are few menus, and many cases of each.
KEPT = 256


def findings(case: Case, menu: Menu) -> dict[str, Finding]:
    """The finding for each entry of the menu, in the menu's order.

    Raises
    ------
    ValueError
        Where criteria turn on each other in a ring, which is named.
    """
    found: dict[str, Finding] = {}
    for code in _in_turn(menu.entries):
        entry = menu.entries[code]
        reasons = [*_law(entry, case, menu), *_carried(entry, menu, found), *_court(entry, case)]
        reasons += _criteria(entry, case, found)
        found[code] = decide(code, tuple(reasons))
    return {code: found[code] for code in menu.entries}


def awaited(entry: Entry) -> tuple[str, ...]:
    """The codes whose findings this entry's needs: what may carry it, what its criteria name."""
    stated = [criterion for criterion in entry.criteria if isinstance(criterion, Stated)]
    return entry.under + tuple(code for criterion in stated for code in criterion.awaits)


def _in_turn(entries: Mapping[str, Entry]) -> Sequence[str]:
    return _sorted(tuple((code, awaited(entry)) for code, entry in entries.items()))


@lru_cache(maxsize=KEPT)
def _sorted(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> Sequence[str]:
    """The codes, each after those it waits for."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(code for code, _ in entries)
    for code, waited in entries:
        graph.add_edges_from((one, code) for one in waited if one in graph)
    try:
        return tuple(nx.topological_sort(graph))
    except nx.NetworkXUnfeasible:
        ring = [code for code, _ in nx.find_cycle(graph)]
        named = " -> ".join([*ring, ring[0]])
        raise ValueError(f"These entries turn on each other's findings: {named}.") from None


def _law(entry: Entry, case: Case, menu: Menu) -> Iterator[Reason]:
    """A requirement not in force on the case's dates."""
    if entry.kind is not EntryKind.REQUIREMENT:
        return
    ruling = menu.ruling(entry.code, "available")
    if ruling is None or ruling.value is True:
        return
    if ruling.unsettled:
        yield from _either_law(entry, ruling)
        return
    said = f"{entry.name} is not in force on the {ruling.row.clock.value} date of this case."
    if ruling.assumption:
        said = f"{entry.name} may not be required {_outside(ruling, case)}"
    elif ruling.note:
        said = f"{said} {ruling.note}"
    elif ruling.since <= case.today:
        said = f"{said} It ended on {_day(ruling.since)}."
    yield Reason(Verdict.NOT_SUITABLE, said, ruling.source, ruling.verified)


def _outside(ruling: Ruling, case: Case) -> str:
    """The offences no day of which allows it, which no date still to be found out would change."""
    spans = dict.fromkeys(offence.offence_date or case.dates.offence for offence in case.offences)
    days = [
        _day(span.start) if span.start == span.end else f"{_day(span.start)} to {_day(span.end)}"
        for span in spans
        if span is not None and not _allows(ruling.row.steps_over(span.start, span.end))
    ]
    named = f"for the offence of {' or of '.join(days)}" if days else "on the offence dates"
    return f"{named}; what is planned is lawful for every offence of the case."


def _allows(steps: Sequence[Step | None]) -> bool:
    return any(step is not None and step.value is True for step in steps)


def _either_law(entry: Entry, ruling: Ruling) -> Iterator[Reason]:
    """The law of either end of the range, where the date of the offence would settle which."""
    steps = [step for step in ruling.row.steps if step.commenced]
    before = [None, *(step.value is True for step in steps)]
    may = {True: "may be required", False: "may not"}
    laws = [
        f"from {_day(step.since)} it {may[step.value is True]} ({step.source})"
        for step, earlier in zip(steps, before, strict=False)
        if (step.value is True) is not earlier
    ]
    if before[-1] is True:
        laws.insert(0, f"before {_day(steps[0].since)} it may not be required")
    said = f"{entry.name}: the date of the offence decides; {', '.join(laws)}."
    asked = f"To be asked: {questions(OFFENCE)}"
    yield Reason(Verdict.NOT_KNOWN, f"{said} {asked}", ruling.source, ruling.verified, OFFENCE)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _carried(entry: Entry, menu: Menu, found: Mapping[str, Finding]) -> Iterator[Reason]:
    """A programme or intervention without a requirement that could carry it."""
    carriers = [found[code] for code in entry.under if code in found]
    if not entry.under or any(finding.open for finding in carriers):
        return
    names = [menu.entries[finding.code].name for finding in carriers] or list(entry.under)
    reasons = [reason for finding in carriers for reason in finding.reasons]
    yield Reason(
        Verdict.NOT_SUITABLE,
        f"No requirement it could be delivered under is open here: {', '.join(names)}.",
        reasons[0].source if reasons else entry.source,
        # What could still open a requirement could open this.
        facts=tuple(dict.fromkeys(fact for reason in reasons for fact in reason.facts)),
    )


def _court(entry: Entry, case: Case) -> Iterator[Reason]:
    """What the court ruled out, and what was done before."""
    if entry.code in case.sentence.rules_out:
        yield Reason(Verdict.NOT_SUITABLE, "The court rules it out.", RULED_OUT)
    once = entry.kind is not EntryKind.REQUIREMENT and REPEATABLE not in entry.classes
    if once and case.has_completed(entry.code) is Answer.YES:
        yield Reason(
            Verdict.NOT_SUITABLE,
            "It was completed before, and no guide says to repeat it (assumption).",
            COMPLETED,
        )


def _criteria(entry: Entry, case: Case, found: Mapping[str, Finding]) -> Iterator[Reason]:
    for criterion in entry.criteria:
        reason = criterion.reason(case, found)
        if reason is not None:
            yield reason
