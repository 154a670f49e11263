"""What comes first: sequence rules by class, what an entry requires, and the greatest risk.

before: last(A) < first(B);  not-before: first(A) >= first(B);
with-or-before: first(A) <= first(B);  early: first(A) <= days.
A should may be departed from, once a rule.
"""

from __future__ import annotations

from models.case import Answer, Need
from models.circumstances import holds
from models.entry import EntryKind
from models.facts import SequenceRule
from models.sources import Force
from optimiser.candidates import Candidate
from optimiser.draft import Draft
from optimiser.linear import Literal, total

Moments = list[tuple[int, Literal]]


def post(draft: Draft) -> None:
    """Catalogue rules, then requirements of entries, then the officer's order of risk."""
    case = draft.facts.case
    for rule in draft.facts.menu.sequences:
        if rule.ruling.row.force is not Force.MAY and all(holds(n, case) for n in rule.when):
            _post_rule(draft, rule)
    for part in draft.outline.parts:
        for needed in part.entry.requires:
            if case.has_completed(needed) is not Answer.YES:
                _before(draft, draft.last(needed), draft.first(part.code), None)
    _greatest_risk(draft)


def dated(draft: Draft, name: str) -> list[str]:
    """Codes of the outline that are, or belong to, a class and have dated main sessions."""
    return [
        candidate.code
        for candidate in (*draft.outline.requirements, *draft.outline.parts)
        if (candidate.code == name or name in candidate.entry.classes)
        and (
            draft.runs.get(candidate.code)
            or any(stream.stage == "main" for stream in draft.of(candidate.code))
        )
    ]


def _post_rule(draft: Draft, rule: SequenceRule) -> None:
    should = rule.ruling.row.force is Force.SHOULD
    for one in dated(draft, rule.first):
        if rule.relation == "early":
            departs = draft.departs(rule.id, rule.first) if should else None
            for day, literal in draft.first(one):
                if day > (rule.days or 0):
                    _exclude(draft, [literal], departs)
            continue
        for other in dated(draft, rule.second):
            if one == other:
                continue
            departs = draft.departs(rule.id, rule.first) if should else None
            if rule.relation == "before":
                _before(draft, draft.last(one), draft.first(other), departs)
            elif rule.relation == "not-before":
                _not_after(draft, draft.first(other), draft.first(one), departs)
            else:
                _not_after(draft, draft.first(one), draft.first(other), departs)


def _before(draft: Draft, ends: Moments, begins: Moments, departs: Literal | None) -> None:
    """The end lies on an earlier day than the beginning."""
    for day in sorted({day for day, _ in begins}):
        late = [end for at, end in ends if at >= day]
        if late:
            _exclude(draft, [*(literal for at, literal in begins if at <= day), *late], departs)


def _not_after(draft: Draft, first: Moments, second: Moments, departs: Literal | None) -> None:
    """The first lies no later than the second."""
    for day in sorted({day for day, _ in second}):
        late = [lit for at, lit in first if at > day]
        if late:
            _exclude(draft, [*(literal for at, literal in second if at <= day), *late], departs)


def _exclude(draft: Draft, literals: list[Literal], departs: Literal | None) -> None:
    """Not two of these together, or a departure (a lone literal is excluded itself).

    Of the beginnings at most one is true, and of the ends: a departure allows one of each.
    """
    most = 1 if len(literals) > 1 else 0
    if departs is None:
        draft.model.add(total(literals) <= most)
    else:
        draft.model.add(total(literals) <= most + departs)


def _greatest_risk(draft: Draft) -> None:
    """Of two programmes the one for the higher-ranked need begins no later (a should)."""
    ranks = {need: place for place, need in enumerate(draft.facts.case.risk_order)}
    programmes = [c for c in draft.outline.parts if c.entry.kind is EntryKind.PROGRAMME]
    for one in programmes:
        for other in programmes:
            first, second = rank(one, ranks), rank(other, ranks)
            if first is not None and second is not None and first < second:
                departs = draft.departs("sequence.greatest-risk", "order")
                _not_after(draft, draft.first(one.code), draft.first(other.code), departs)


def rank(candidate: Candidate, ranks: dict[Need, int]) -> int | None:
    """The best place in the order of risk among the needs an entry serves."""
    return min((ranks[need] for need in candidate.entry.needs if need in ranks), default=None)
