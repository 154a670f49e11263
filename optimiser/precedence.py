"""Whether runs already chosen stand in the order the sequence rules ask, shoulds included.

A treatment has no run: it is taken at its earliest, and at its latest, by turns.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Answer
from models.circumstances import holds
from models.entry import EntryKind
from models.facts import Facts
from models.sources import Force
from models.timetable import Run
from optimiser.candidates import Candidate
from optimiser.constraints.sequence import rank
from optimiser.outline import Outline


@frozen
class Span:
    """The earliest and the latest days on which something dated can begin and end."""

    begins: tuple[int, int]
    ends: tuple[int, int]


def precedes(
    facts: Facts, outline: Outline, runs: Mapping[str, Run], treatments: Mapping[str, Span]
) -> bool:
    """Whether no two of the runs break a sequence rule, a requirement or the order of risk.

    Parts without a run yet are not looked at: what is refused here is refused whatever follows.
    """
    held = [c for c in (*outline.requirements, *outline.parts) if c.code in runs]
    spans = {code: _span(facts, run) for code, run in runs.items()} | dict(treatments)
    return (
        _rules_kept(facts, outline, spans)
        and _required_first(facts, held, runs)
        and _risk_first(facts, held, runs)
    )


def _span(facts: Facts, run: Run) -> Span:
    first, last = (run.first - facts.today).days, (run.last - facts.today).days
    return Span((first, first), (last, last))


def _rules_kept(facts: Facts, outline: Outline, spans: Mapping[str, Span]) -> bool:
    held = [c for c in (*outline.requirements, *outline.parts) if c.code in spans]
    for rule in facts.menu.sequences:
        if rule.ruling.row.force is Force.MAY or not all(holds(n, facts.case) for n in rule.when):
            continue
        firsts = [spans[c.code] for c in held if _of(c, rule.first)]
        if rule.relation == "early":
            if any(span.begins[0] > (rule.days or 0) for span in firsts):
                return False
            continue
        seconds = [spans[c.code] for c in held if _of(c, rule.second)]
        for one in firsts:
            for other in seconds:
                if one is not other and not _may_stand(rule.relation, one, other):
                    return False
    return True


def _may_stand(relation: str, one: Span, other: Span) -> bool:
    if relation == "before":
        return one.ends[0] < other.begins[1]
    if relation == "not-before":
        return one.begins[1] >= other.begins[0]
    return one.begins[0] <= other.begins[1]


def _of(candidate: Candidate, name: str) -> bool:
    return candidate.code == name or name in candidate.entry.classes


def _required_first(facts: Facts, held: list[Candidate], runs: Mapping[str, Run]) -> bool:
    return all(
        runs[needed].last < runs[part.code].first
        for part in held
        for needed in part.entry.requires
        if needed in runs and facts.case.has_completed(needed) is not Answer.YES
    )


def _risk_first(facts: Facts, held: list[Candidate], runs: Mapping[str, Run]) -> bool:
    ranks = {need: place for place, need in enumerate(facts.case.risk_order)}
    ranked = [
        (place, runs[c.code].first)
        for c in held
        if c.entry.kind is EntryKind.PROGRAMME and (place := rank(c, ranks)) is not None
    ]
    return not any(
        one[0] < other[0] and one[1] > other[1] for one in ranked for other in ranked
    )
