"""For each amount not fixed, the largest range that fits with the first five aims unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from models.dated import Bound
from models.facts import Facts
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.expressions import tiers
from optimiser.aims.measure import measure
from optimiser.amounts import band_keys, longest_months, treatment_rulings
from optimiser.build import build, shares_at_most
from optimiser.constraints.rar import post_kept, spread
from optimiser.days import Days
from optimiser.fitting import copied
from optimiser.longer import with_meetings, with_months, with_order_months
from optimiser.more_work import with_hours
from optimiser.outline import Outline
from optimiser.provision import projects
from optimiser.results import AmountRange
from optimiser.solve import Effort, Exhausted, least
from optimiser.streams import longest_day

if TYPE_CHECKING:
    from optimiser.options import Dated

THROUGH_WORK = 3
THROUGH = 5


def ranges(facts: Facts, dated: Dated, effort: Effort) -> tuple[AmountRange, ...]:
    """The range of every amount the court did not fix, and of the order's length beside a RAR."""
    return tuple(_found(facts, dated, effort))


def _found(facts: Facts, dated: Dated, effort: Effort) -> Iterator[AmountRange]:
    """RAR days by the band, which adds no session; hours of work by trying longer work; the
    others by witnesses, packages made longer by hand."""
    outline, package = dated.outline, dated.package
    for requirement in outline.requirements:
        code, terms = requirement.code, outline.terms[requirement.code]
        fixed = dict(requirement.asked.terms.items()) if requirement.asked is not None else {}
        if code == "rar" and "days" not in fixed and terms.days:
            top = _top(facts, code, "days")
            if top is not None and top >= terms.days:
                # Fewer would be too few for what is scheduled, or depart from the band.
                yield AmountRange(code, "days", terms.days, terms.days, top, True)
        elif code == "unpaid-work" and "hours" not in fixed and not effort.spent:
            yield _hours(facts, dated, dated.draft.days, effort)
        elif code == "attendance-centre" and "hours" not in fixed and terms.hours:
            run = next(run for run in requirement.runs if run.id == _run_of(package, code))
            make = partial(with_meetings, package, code, run=run)
            yield _witnessed(facts, dated, code, "hours", terms.hours, make)
        elif terms.months and "months" not in fixed:
            make = partial(with_months, facts, package, code)
            yield _witnessed(facts, dated, code, "months", terms.months, make)
    sentence = facts.case.sentence
    if outline.imposes("rar") and not (sentence.months or sentence.supervision_months):
        row = facts.menu.band("rar", "order-months", **band_keys(facts))
        months = package.order.months
        if row is not None and isinstance(row.value, Bound) and row.value.holds(months):
            make = partial(with_order_months, facts, package)
            yield _witnessed(facts, dated, "order", "months", months, make)


def _run_of(package: Package, code: str) -> str:
    return next(part.run for part in package.parts if part.code == code)


def _witnessed(
    facts: Facts,
    dated: Dated,
    code: str,
    unit: str,
    amount: int,
    make: Callable[[int], Package],
) -> AmountRange:
    """From the amount, the least there is, up to the most a package made longer by hand keeps.

    Proved where that is the most the law and the guide allow; what fits at more is taken to fit
    at less.
    """
    top = max(amount, _most(facts, dated, code, unit, amount))
    low, high = amount, top
    while low < high:
        middle = high if low == amount and high == top else -(-(low + high) // 2)
        if _keeps(facts, dated, make(middle)):
            low = middle
        else:
            high = middle - 1
    return AmountRange(code, unit, amount, amount, low, low == top)


def _keeps(facts: Facts, dated: Dated, package: Package) -> bool:
    """Whether no rule is broken and the aims through work are no worse."""
    found = tuple(faults(package, facts, dated=True))
    if any(fault.force is Force.MUST for fault in found):
        return False
    measures = measure(package, facts, dated=True, found=found)
    return measures.vector[:THROUGH] <= dated.measures.vector[:THROUGH]


def _most(facts: Facts, dated: Dated, code: str, unit: str, amount: int) -> int:
    """The most of an amount that no bound or suggestion forbids."""
    if code == "order":
        rulings = [facts.menu.band("rar", "order-months", **band_keys(facts))]
    else:
        band = facts.menu.band(code, unit, **band_keys(facts))
        rulings = [*facts.menu.floors(code, unit), band, *treatment_rulings(facts, code)[:1]]
    bound = Bound()
    for ruling in rulings:
        if ruling is not None and isinstance(ruling.value, Bound):
            bound = bound.meet(ruling.value)
    most = amount if bound.highest is None else int(bound.highest)
    sentence = facts.case.sentence
    if unit != "months":
        return most
    fixed = sentence.months or sentence.supervision_months
    if code != "order" and dated.outline.imposes("rar") and not fixed:
        row = facts.menu.band("rar", "order-months", **band_keys(facts))
        if row is not None and isinstance(row.value, Bound) and row.value.highest is not None:
            most = min(most, max(int(row.value.highest), dated.package.order.months))
    return min(most, longest_months(facts))


def _top(facts: Facts, code: str, unit: str) -> int | None:
    band = facts.menu.band(code, unit, **band_keys(facts))
    if band is None or not isinstance(band.value, Bound) or band.value.highest is None:
        return None
    return int(band.value.highest)


def _hours(facts: Facts, dated: Dated, days: Days, effort: Effort) -> AmountRange:
    """The most hours of the band, in whole days of work, that cost nothing in aims 1 to 5.

    Days added by hand show how far it goes at the least; from there on the solver is asked.
    """
    outline = dated.outline
    amount = outline.terms["unpaid-work"].hours or 0
    top = _top(facts, "unpaid-work", "hours") or amount
    step = max(1, longest_day(projects(facts)) // 60)
    low, high, proved = amount, top, True

    def by_hand(hours: int) -> bool:
        return _keeps(facts, dated, with_hours(facts, dated.package, days, hours))

    if high > low and by_hand(high):
        return AmountRange("unpaid-work", "hours", amount, amount, high, True)
    while high - low >= step:
        middle = min(high, low + max(step, (high - low) // 2 // step * step))
        if by_hand(middle):
            low = middle
        else:
            high = middle - step
    high, stride = top - 1, step
    try:
        if low < top and _fits(facts, dated, days, _with_hours(outline, top), effort):
            low = high = top
        while high - low >= step:
            middle = low + min(stride, (high - low) // step * step)
            if _fits(facts, dated, days, _with_hours(outline, middle), effort):
                low, stride = middle, 2 * stride
            else:
                high, stride = middle - step, step
    except Exhausted:
        proved = False
    return AmountRange("unpaid-work", "hours", amount, amount, low, proved)


def _with_hours(outline: Outline, hours: int) -> Outline:
    terms = {**outline.terms, "unpaid-work": evolve(outline.terms["unpaid-work"], hours=hours)}
    return evolve(outline, terms=terms)


def _fits(facts: Facts, dated: Dated, days: Days, outline: Outline, effort: Effort) -> bool:
    """Whether the outline can be dated at no loss in the aims through work."""
    vector = dated.measures.vector
    slack = vector[4] - shares_at_most(facts, outline, days)
    goal = (vector[0] - outline.cost[0], vector[3] - outline.cost[3], vector[4])
    for few in (True, False) if slack >= 0 else ():
        # On few days there may be more than there is, but mostly there is no less either.
        draft = build(facts, outline, days, slack, few=few)
        if draft is None:
            return False
        for aim, most in zip(tiers(draft)[:THROUGH_WORK], goal, strict=True):
            draft.model.add(aim <= most)
        found = least(draft.model, (), effort=effort)
        if found is None or not draft.few or spread(draft, found):
            return found is not None
        kept = copied(draft)
        post_kept(kept)
        if least(kept.model, (), effort=effort, hint=found.solution) is not None:
            return True
    return False
