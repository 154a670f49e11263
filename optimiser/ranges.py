"""For each amount not fixed, the largest range that fits with the first five aims unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from models.dated import Bound
from models.facts import Facts
from optimiser.aims.expressions import tiers
from optimiser.amounts import band_keys
from optimiser.build import build
from optimiser.days import Days
from optimiser.outline import Outline
from optimiser.provision import projects
from optimiser.results import AmountRange
from optimiser.solve import Effort, Exhausted, least
from optimiser.streams import longest_day

if TYPE_CHECKING:
    from optimiser.options import Dated

THROUGH_WORK = 3


def ranges(facts: Facts, dated: Dated, effort: Effort) -> tuple[AmountRange, ...]:
    """Unpaid-work hours by trying longer work; RAR days by the band, which adds no session."""
    found: list[AmountRange] = []
    outline = dated.outline
    for requirement in outline.requirements:
        code = requirement.code
        fixed = dict(requirement.asked.terms.items()) if requirement.asked is not None else {}
        if code == "rar" and "days" not in fixed and outline.terms[code].days:
            amount = outline.terms[code].days or 0
            top = _top(facts, code, "days")
            if top is not None and top >= amount:
                least_days = max(outline.rar_days, 1)
                found.append(AmountRange(code, "days", least_days, amount, top, True))
        elif code == "unpaid-work" and "hours" not in fixed and not effort.spent:
            found.append(_hours(facts, dated, effort))
    return tuple(found)


def _top(facts: Facts, code: str, unit: str) -> int | None:
    band = facts.menu.band(code, unit, **band_keys(facts))
    if band is None or not isinstance(band.value, Bound) or band.value.highest is None:
        return None
    return int(band.value.highest)


def _hours(facts: Facts, dated: Dated, effort: Effort) -> AmountRange:
    """The most hours of the band, in whole days of work, that cost nothing in aims 1 to 5."""
    outline = dated.outline
    amount = outline.terms["unpaid-work"].hours or 0
    top = _top(facts, "unpaid-work", "hours") or amount
    step = max(1, longest_day(projects(facts)) // 60)
    low, high, proved = amount, top, True
    while high - low >= step:
        middle = min(high, low + max(step, (high - low) // 2 // step * step))
        try:
            fits = _fits(facts, dated, _with_hours(outline, middle), effort)
        except Exhausted:
            fits, proved = False, False
        if fits:
            low = middle
        else:
            high = middle - step
    if high == top and low < top and _tail_fits(facts, dated, outline, top, effort):
        low = top
    return AmountRange("unpaid-work", "hours", amount, amount, low, proved)


def _tail_fits(facts: Facts, dated: Dated, outline: Outline, top: int, effort: Effort) -> bool:
    try:
        return _fits(facts, dated, _with_hours(outline, top), effort)
    except Exhausted:
        return False


def _with_hours(outline: Outline, hours: int) -> Outline:
    terms = {**outline.terms, "unpaid-work": evolve(outline.terms["unpaid-work"], hours=hours)}
    return evolve(outline, terms=terms)


def _fits(facts: Facts, dated: Dated, outline: Outline, effort: Effort) -> bool:
    """Whether the outline can be dated at no loss in the aims through work."""
    draft = build(facts, outline, Days(facts))
    if draft is None:
        return False
    vector = dated.measures.vector
    goal = (vector[0] - outline.cost[0], vector[3] - outline.cost[3], vector[4])
    aims = tiers(draft)[:THROUGH_WORK]
    for aim, most in zip(aims, goal, strict=True):
        draft.model.add(aim <= most)
    return least(draft.model, (), effort=effort) is not None
