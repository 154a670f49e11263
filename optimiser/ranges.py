"""For each amount not fixed, the largest range that fits with the first five aims unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from models.dated import Bound
from models.facts import Facts
from models.package import Package
from optimiser.amounts import band_keys, longest_months, treatment_rulings
from optimiser.hours_range import hours_range, keeps, most_of_band
from optimiser.longer import with_meetings, with_months, with_order_months
from optimiser.results import AmountRange
from optimiser.solve import Effort

if TYPE_CHECKING:
    from optimiser.options import Dated


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
            top = most_of_band(facts, code, "days")
            if top is not None and top >= terms.days:
                # Fewer would be too few for what is scheduled, or depart from the band.
                yield AmountRange(code, "days", terms.days, terms.days, top, True)
        elif code == "unpaid-work" and "hours" not in fixed and not effort.spent:
            yield hours_range(facts, dated, dated.draft.days, effort)
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
        if keeps(facts, dated, make(middle)):
            low = middle
        else:
            high = middle - 1
    return AmountRange(code, unit, amount, amount, low, low == top)


def _most(facts: Facts, dated: Dated, code: str, unit: str, amount: int) -> int:
    """The most of an amount that no bound or suggestion forbids."""
    if code == "order":
        rulings = [facts.menu.band("rar", "order-months", **band_keys(facts))]
    else:
        keys = band_keys(facts)
        floors, band = facts.menu.floors(code, unit, **keys), facts.menu.band(code, unit, **keys)
        rulings = [*floors, band, *treatment_rulings(facts, code)[:1]]
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
