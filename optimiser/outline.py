"""Which requirements and parts go together: the package draft.

An *outline* is a package whose dates are still open: a set of structures sharing requirements,
parts and amounts. The package draft is a small CP-SAT model over one Boolean a requirement and a
part; outlines come out of it in the order of the first four aims as far as a package alone
decides them (its dates can only add departures), so each value is a lower bound of its schedules.

An outline that contains an earlier one is never worth dating: what it adds is attended on top,
so every aim from work onwards is no better, and the first four were no better already. Save
where it adds what has to be over before a part of the earlier one: that may then begin later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from models.case import OrderKind, Terms
from models.facts import Facts
from optimiser.amounts import fixed_unlawfully, least_amount, least_months, months_to_hold
from optimiser.candidates import Candidate, Candidates
from optimiser.lasting import MONITORING, monitored, open_ended, own_months
from optimiser.linear import Expression, total, weighted
from optimiser.package_draft import FAMILIES, PackageDraft, answering, fixed_outside_band
from optimiser.part_days import part_days
from optimiser.solve import Effort, least

OUTLINE_EFFORT = 30.0


@frozen
class Outline:
    """Requirements with their terms and parts, dates still open.

    `cost` is the outline's own share of the first four aims; `least_months` the length the court
    fixed, or what requirements and programmes ask at least.
    """

    requirements: tuple[Candidate, ...]
    parts: tuple[Candidate, ...]
    carrier: dict[str, str]
    terms: dict[str, Terms]
    cost: tuple[int, int, int, int]
    least_months: int
    rar_days: int

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(c.code for c in self.requirements) + tuple(c.code for c in self.parts)

    @property
    def grouped(self) -> tuple[Candidate, ...]:
        """The parts (and requirements) attended in the run of a group."""
        return tuple(c for c in (*self.requirements, *self.parts) if c.runs)

    @property
    def treated(self) -> bool:
        """Whether it holds a treatment."""
        return any(one.entry.stream == "treatment" for one in self.requirements)

    @property
    def fixes_curfew(self) -> bool:
        """Whether the court fixed the hours a day of its curfew."""
        return any(
            one.code == "curfew" and one.asked is not None and one.asked.terms.hours_a_day
            for one in self.requirements
        )

    def imposes(self, code: str) -> bool:
        return any(requirement.code == code for requirement in self.requirements)


def outlines(
    facts: Facts,
    found: Candidates,
    limits: Mapping[int, int] | None = None,
    *,
    beside: bool = False,
) -> Iterator[Outline]:
    """Every outline worth dating, best first by its share of the first four aims.

    `limits` hold the most that aims may come to, by place; those of dates are not looked at.
    `beside`: more stands beside them that lets the order last as long as it likes.
    """
    draft = PackageDraft(facts, found)
    for post in FAMILIES:
        post(draft)
    _post_lawful_amounts(draft)
    if not beside:
        _post_last_ends(draft)
    for code in fixed_outside_band(facts, found):
        draft.model.add(draft.departs("seriousness.band", code, proportionality=True) == 1)
    unanswered = answering(draft)
    conditions = [
        draft.chosen[code]
        for code, candidate in {**found.requirements, **found.parts}.items()
        if candidate.finding.conditional
    ]
    tiers = (
        total(draft.proportionality),
        unanswered,
        total(conditions),
        total(draft.practice),
    )
    for place, most in (limits or {}).items():
        if place < len(tiers):
            draft.model.add(tiers[place] <= most)
    tidy = weighted(
        (_burden(candidate), draft.chosen[code])
        for code, candidate in {**found.requirements, **found.parts}.items()
    )
    while True:
        solved = least(draft.model, (*tiers, tidy), effort=Effort(OUTLINE_EFFORT))
        if solved is None:
            return
        chosen = [code for code, literal in draft.chosen.items() if solved.is_true(literal)]
        yield _outline(facts, found, chosen, solved.values[:4])
        _pass_over(draft, chosen, tiers, solved.values if limits else ())


def _post_lawful_amounts(draft: PackageDraft) -> None:
    """No requirement of an amount that the court fixed and the law forbids.

    Why nothing is possible has the law and the amount under switches of their own instead.
    """
    for code in draft.found.requirements:
        if fixed_unlawfully(draft.facts, code) is not None:
            draft.model.add(draft.imposes(code) == 0)


def _post_last_ends(draft: PackageDraft) -> None:
    """Something lasts as long as a community order whose months the court fixed.

    Else an outline without would be tried, found to have no dates, and all that holds it be passed
    over with it.
    """
    facts, sentence = draft.facts, draft.facts.case.sentence
    if sentence.kind is not OrderKind.COMMUNITY_ORDER or not sentence.months:
        return
    terms = {code: terms_of(facts, one) for code, one in draft.found.requirements.items()}
    lasting = {
        code: draft.chosen[code]
        for code, held in terms.items()
        if open_ended(facts, {code: held}) or own_months(facts, code, held) == sentence.months
    }
    if MONITORING in lasting and not terms[MONITORING].months:
        # A tag lasts as long as the order only where it enforces nothing beside it.
        alone = draft.model.new_bool_var("a tag that enforces nothing")
        draft.model.add_implication(alone, lasting[MONITORING])
        for code in terms:
            if monitored(facts, code):
                draft.model.add_implication(alone, draft.chosen[code].negated())
        lasting[MONITORING] = alone
    draft.model.add_bool_or(lasting.values() or [draft.never])


def _pass_over(
    draft: PackageDraft, chosen: list[str], tiers: Sequence[Expression], values: Sequence[int]
) -> None:
    """No outline again that holds all of one, unless it is better in some aim of its `values`."""
    held = set(chosen)
    apart = [draft.chosen[code].negated() for code in chosen]
    parts = [part for code, part in draft.found.parts.items() if code in held]
    before = {code for part in parts for code, _ in part.runs_beside} - held
    apart += [draft.chosen[code] for code in before if code in draft.chosen]
    better = []
    for place, (tier, value) in enumerate(zip(tiers, values, strict=False)):
        literal = draft.model.new_bool_var(f"better in aim {place}")
        draft.model.add(tier <= value - 1).only_enforce_if(literal)
        better.append(literal)
    draft.model.add_bool_or(*apart, *better)
    if better:
        others = [literal for code, literal in draft.chosen.items() if code not in held]
        draft.model.add_bool_or(*apart, *others)


def _burden(candidate: Candidate) -> int:
    """A rough length of what a candidate asks: only the order in which equals are tried."""
    return 1 + part_days(candidate)


def _outline(facts: Facts, found: Candidates, chosen: list[str], cost: tuple[int, ...]) -> Outline:
    requirements = tuple(found.requirements[c] for c in chosen if c in found.requirements)
    parts = tuple(found.parts[c].beside(chosen) for c in chosen if c in found.parts)
    carrier = {part.code: part.carriers[0] for part in parts}
    rar_days = sum(part_days(part) for part in parts if carrier[part.code] == "rar")
    terms = {r.code: terms_of(facts, r, rar_days) for r in requirements}
    months = [t.months or 0 for t in terms.values()]
    months += [part.entry.order_months or 0 for part in parts]
    sentence = facts.case.sentence
    months += [sentence.months or sentence.supervision_months or 0]
    months += [months_to_hold(facts, code, t.days) for code, t in terms.items() if t.days]
    return Outline(
        requirements,
        parts,
        carrier,
        terms,
        (cost[0], cost[1], cost[2], cost[3]),
        max(1, *months) if months else 1,
        rar_days,
    )


def terms_of(facts: Facts, requirement: Candidate, rar_days: int = 0) -> Terms:
    """The court's amounts where it fixed them, else the least of each band that holds the parts."""
    asked = requirement.asked.terms if requirement.asked is not None else Terms()
    amounts: dict[str, int | None] = dict(asked.items())
    for unit in requirement.entry.units:
        field = unit.replace("-", "_")
        if field in amounts or field not in ("hours", "days", "months", "hours_a_day"):
            continue
        if field == "months":
            amounts[field] = least_months(facts, requirement.code)
            continue
        amount, _ = least_amount(facts, requirement.code, unit)
        if requirement.code == "curfew" and field == "hours_a_day":
            default = facts.menu.bound("curfew-default", "hours")
            amount = int(default.highest) if default and default.highest else amount
        if requirement.code == "rar" and field == "days":
            amount = max(amount or 0, rar_days) or None
        amounts[field] = amount
    return Terms(**{name: value for name, value in amounts.items() if value is not None})
