"""How many hours of unpaid work fit at no loss: by hand as far as that goes, else by the solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from models.dated import Bound
from models.facts import Facts
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.expressions import tiers
from optimiser.aims.measure import measure
from optimiser.amounts import band_keys
from optimiser.build import build, shares_at_most
from optimiser.constraints.rar import post_kept, spread
from optimiser.days import Days
from optimiser.fitting import copied
from optimiser.more_work import UNPAID_WORK, with_hours
from optimiser.provision import projects
from optimiser.results import AmountRange
from optimiser.solve import Effort, Exhausted, least
from optimiser.streams import longest_day

if TYPE_CHECKING:
    from optimiser.options import Dated

THROUGH_WORK = 3
THROUGH = 5


def hours_range(facts: Facts, dated: Dated, days: Days, effort: Effort) -> AmountRange:
    """The most hours of the band, in whole days of work, that cost nothing in aims 1 to 5.

    All of them are tried first. Where they don't fit, or that isn't shown, days added by hand show
    how far it goes at the least; from there on the solver is asked.
    """
    trying = _Trying(facts, dated, days, effort)
    amount, top = trying.amount, trying.top
    if amount >= top or trying.by_hand(top):
        return AmountRange(UNPAID_WORK, "hours", amount, amount, max(amount, top), True)
    try:
        low, proved = (top, True) if trying.at_all(top) else trying.beyond(trying.made())
    except Exhausted:
        low, proved = trying.made(), False
    return AmountRange(UNPAID_WORK, "hours", amount, amount, low, proved)


def keeps(facts: Facts, dated: Dated, package: Package) -> bool:
    """Whether no rule is broken and the aims through work are no worse."""
    found = tuple(faults(package, facts, dated=True))
    if any(fault.force is Force.MUST for fault in found):
        return False
    measures = measure(package, facts, dated=True, found=found)
    return measures.vector[:THROUGH] <= dated.measures.vector[:THROUGH]


def most_of_band(facts: Facts, code: str, unit: str) -> int | None:
    """The most of an amount that its band suggests; None where it names none."""
    band = facts.menu.band(code, unit, **band_keys(facts))
    if band is None or not isinstance(band.value, Bound) or band.value.highest is None:
        return None
    return int(band.value.highest)


@frozen
class _Trying:
    """More hours of one package, tried out."""

    facts: Facts
    dated: Dated
    days: Days
    effort: Effort

    @property
    def amount(self) -> int:
        return self.dated.outline.terms[UNPAID_WORK].hours or 0

    @property
    def top(self) -> int:
        return most_of_band(self.facts, UNPAID_WORK, "hours") or self.amount

    @property
    def step(self) -> int:
        """The hours of a day of work."""
        return max(1, longest_day(projects(self.facts)) // 60)

    def by_hand(self, hours: int) -> bool:
        """Whether so many are made by adding days to the package."""
        made = with_hours(self.facts, self.dated.package, self.days, hours)
        return any(keeps(self.facts, self.dated, package) for package in made)

    def made(self) -> int:
        """How many are made so."""
        low, high, step = self.amount, self.top, self.step
        while high - low >= step:
            middle = min(high, low + max(step, (high - low) // 2 // step * step))
            if self.by_hand(middle):
                low = middle
            else:
                high = middle - step
        return low

    def beyond(self, low: int) -> tuple[int, bool]:
        """How many the solver shows to fit, from so many up and not all; whether that is proved."""
        high, stride, step = self.top - 1, self.step, self.step
        try:
            while high - low >= step:
                middle = low + min(stride, (high - low) // step * step)
                if self.at_all(middle):
                    low, stride = middle, 2 * stride
                else:
                    high, stride = middle - step, step
        except Exhausted:
            return low, False
        return low, True

    def at_all(self, hours: int) -> bool:
        """Whether the outline with so many can be dated at no loss in the aims through work.

        Raises
        ------
        Exhausted
            When the effort is spent before that is known.
        """
        facts, terms = self.facts, self.dated.outline.terms
        outline = evolve(
            self.dated.outline,
            terms={**terms, UNPAID_WORK: evolve(terms[UNPAID_WORK], hours=hours)},
        )
        vector = self.dated.measures.vector
        slack = vector[4] - shares_at_most(facts, outline, self.days)
        goal = (vector[0] - outline.cost[0], vector[3] - outline.cost[3], vector[4])
        for few in (True, False) if slack >= 0 else ():
            # On few days there may be more than there is, but mostly there is no less either.
            draft = build(facts, outline, self.days, slack, few=few)
            if draft is None:
                return False
            for aim, most in zip(tiers(draft)[:THROUGH_WORK], goal, strict=True):
                draft.model.add(aim <= most)
            found = least(draft.model, (), effort=self.effort)
            if found is None or not draft.few or spread(draft, found):
                return found is not None
            kept = copied(draft)
            post_kept(kept)
            if least(kept.model, (), effort=self.effort, hint=found.solution) is not None:
                return True
        return False
