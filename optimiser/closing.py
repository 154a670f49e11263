"""Other options: each the best of its order of aims, truly different, and none beaten by another.

Option k is the optimum of its order among packages with a new signature, within the allowed loss,
that are strictly better than every earlier option in some aim. Whether one exists does not depend
on the order: where all outlines are proved to hold none, the list is *closed*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from models.allowed_loss import AllowedLoss
from models.facts import Facts
from optimiser.aims.expressions import tiers
from optimiser.apart import post_new
from optimiser.build import build, shares_at_most
from optimiser.candidates import Candidates
from optimiser.dating import Dated, checked, tidy
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.linear import Expression, constant
from optimiser.orders import AIMS, DECIDED, ORDERS, Order, expressions, figures
from optimiser.outline import Outline, outlines
from optimiser.signature import signature
from optimiser.solve import Beaten, Effort, Exhausted, Solved, least

PROPORTIONALITY, ANSWERING, PRACTICE, WORK = 0, 1, 3, 4
OPTION_EFFORT = 6.0


@define
class Closing:
    """The search for further options of one case."""

    facts: Facts
    found: Candidates
    loss: AllowedLoss
    days: Days
    closed: bool = False
    _outlines: list[Outline] = field(factory=list)

    def others(self, earlier: list[Dated], want: int) -> Iterator[Dated]:
        """Further options until there are `want`, or proof that there is no other."""
        best = earlier[0]
        self._outlines = list(self._within(best))
        failed: set[str] = set()
        for turn in range(1, want + len(ORDERS)):
            if len(earlier) >= want or len(failed) == len(ORDERS):
                return
            order = ORDERS[turn % len(ORDERS)]
            if order.name in failed:
                continue
            option, settled = self._best_of(order, earlier, Effort(OPTION_EFFORT))
            if option is None and settled:
                self.closed = True
                return
            if option is None:
                failed.add(order.name)
                continue
            earlier.append(option)
            yield option

    def _within(self, best: Dated) -> Iterator[Outline]:
        """The outlines whose own share is within the allowed loss."""
        yield from outlines(self.facts, self.found, self._limits(best))

    def _limits(self, best: Dated) -> dict[int, int]:
        """The most each limited aim may come to; no need justifies going further beyond a band."""
        vector = best.measures.vector
        return {PROPORTIONALITY: vector[PROPORTIONALITY], **self.loss.limits(vector)}

    def _best_of(
        self, order: Order, earlier: Sequence[Dated], effort: Effort
    ) -> tuple[Dated | None, bool]:
        """The best of an order, if any, and whether every outline was settled."""
        best: Dated | None = None
        settled = True
        for outline in self._outlines:
            try:
                better = self._dated(outline, order, earlier, best, effort)
            except Exhausted:
                settled = False
                continue
            best = better or best
        if best is None:
            return None, settled
        if signature(self.facts, best.package) in {
            signature(self.facts, one.package) for one in earlier
        }:
            return None, False
        neat = tidy(self.facts, best)
        return (neat if settled else _not_proved(neat)), settled

    def _dated(
        self,
        outline: Outline,
        order: Order,
        earlier: Sequence[Dated],
        best: Dated | None,
        effort: Effort,
    ) -> Dated | None:
        if effort.spent:
            raise Exhausted
        limits = self._limits(earlier[0])
        slack = limits[WORK] - shares_at_most(self.facts, outline, self.days)
        draft = None if slack < 0 else build(self.facts, outline, self.days, slack)
        if draft is None:
            return None
        aims = expressions(draft)
        for place, most in limits.items():
            _at_most(draft, aims[place], most)
        for one in earlier:
            post_new(draft, one.package)
            _better_somewhere(draft, aims, figures(one.measures))
        ordered = [aims[place] for place in order.places]
        beat = None if best is None else [figures(best.measures)[p] for p in order.places]
        try:
            solved = least(draft.model, [_sum(a) for a in ordered], beat=beat, effort=effort)
        except Beaten:
            return None
        if solved is None:
            return None
        dated = _checked(self.facts, draft, order, solved)
        if best is not None:
            mine = [figures(dated.measures)[place] for place in order.places]
            theirs = [figures(best.measures)[place] for place in order.places]
            if mine >= theirs:
                return None
        return dated


def _sum(aim: Expression | int) -> Expression:
    return constant(aim) if isinstance(aim, int) else aim


def _at_most(draft: Draft, aim: Expression | int, most: int) -> None:
    if not isinstance(aim, int):
        draft.model.add(aim <= most)
    elif aim > most:
        draft.model.add_bool_or()


def _better_somewhere(
    draft: Draft, aims: Sequence[Expression | int], theirs: Sequence[int]
) -> None:
    """Strictly better than an earlier option in some aim."""
    ways = []
    for place in range(AIMS):
        aim, value = aims[place], theirs[place]
        if isinstance(aim, int):
            if aim < value:
                return
        elif value > 0:
            better = draft.model.new_bool_var(f"better in aim {place}")
            draft.model.add(aim <= value - 1).only_enforce_if(better)
            ways.append(better)
    draft.model.add_bool_or(ways)


def _checked(facts: Facts, draft: Draft, order: Order, solved: Solved) -> Dated:
    """The package with its status per aim, told in the usual order of aims."""
    aims = tiers(draft)
    values = tuple(solved.worth(aim) for aim in aims)
    bounds = [0] * len(aims)
    for place, bound in zip(order.places, solved.bounds, strict=True):
        if place in DECIDED:
            own = draft.outline.cost[place] if place in (0, PRACTICE) else 0
            bounds[DECIDED[place]] = bound - own
    return checked(facts, draft, evolve(solved, values=values, bounds=tuple(bounds)))


def _not_proved(dated: Dated) -> Dated:
    status = tuple(evolve(one, proved=False, bound=0) for one in dated.status)
    return evolve(dated, status=status)

