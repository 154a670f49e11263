"""Whether runs already chosen stand in the order the sequence rules ask, shoulds included.

A treatment has no run: it is taken at its earliest, and at its latest, by turns.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

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


@frozen
class Sequenced:
    """A rule of sequence binding in a case: which parts of an outline it has first and second."""

    relation: str
    days: int
    first: tuple[str, ...]
    second: tuple[str, ...]


@frozen(slots=False)
class Precedence:
    """What stands before what in one outline: asked of many runs."""

    facts: Facts
    outline: Outline
    treatments: Mapping[str, Span]

    def kept(self, runs: Mapping[str, Run]) -> bool:
        """Whether no two of the runs break a sequence rule, a requirement or the order of risk.

        Parts without a run yet are not looked at: what is refused here is refused whatever follows.
        """
        held = [candidate for candidate in self._parts if candidate.code in runs]
        spans = {code: _span(self.facts, run) for code, run in runs.items()}
        return (
            self._rules_kept({**spans, **self.treatments})
            and _required_first(self.facts, held, runs)
            and _risk_first(self.facts, held, runs)
        )

    @property
    def _parts(self) -> tuple[Candidate, ...]:
        return (*self.outline.requirements, *self.outline.parts)

    @cached_property
    def _rules(self) -> tuple[Sequenced, ...]:
        return tuple(
            Sequenced(rule.relation, rule.days or 0, self._of(rule.first), self._of(rule.second))
            for rule in self.facts.menu.sequences
            if rule.ruling.row.force is not Force.MAY
            and all(holds(name, self.facts.case) for name in rule.when)
        )

    def _of(self, name: str) -> tuple[str, ...]:
        """The codes of a class in the outline, or the code itself."""
        return tuple(c.code for c in self._parts if c.code == name or name in c.entry.classes)

    def _rules_kept(self, spans: Mapping[str, Span]) -> bool:
        for rule in self._rules:
            firsts = [(code, spans[code]) for code in rule.first if code in spans]
            if rule.relation == "early":
                if any(span.begins[0] > rule.days for _, span in firsts):
                    return False
                continue
            seconds = [(code, spans[code]) for code in rule.second if code in spans]
            for code, one in firsts:
                for other, span in seconds:
                    if code != other and not _may_stand(rule.relation, one, span):
                        return False
        return True


def _span(facts: Facts, run: Run) -> Span:
    first, last = (run.first - facts.today).days, (run.last - facts.today).days
    return Span((first, first), (last, last))


def _may_stand(relation: str, one: Span, other: Span) -> bool:
    if relation == "before":
        return one.ends[0] < other.begins[1]
    if relation == "not-before":
        return one.begins[1] >= other.begins[0]
    return one.begins[0] <= other.begins[1]


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
