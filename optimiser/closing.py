"""Other options: each the best of its order of aims, truly different, and none beaten by another.

Option k is the optimum of its order among packages with a new signature, within the allowed loss,
that are strictly better than every earlier option in some aim. Whether one exists does not depend
on the order: where all outlines are proved to hold none, the list is *closed*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush

from attrs import define, field

from models.allowed_loss import AllowedLoss
from models.facts import Facts
from optimiser.barren import Steadiness
from optimiser.build import shares_at_most
from optimiser.candidates import Candidates
from optimiser.coming import Coming
from optimiser.dating import Dated
from optimiser.days import Days
from optimiser.ideals import Ideals
from optimiser.narrowed import Unproved
from optimiser.narrowing import Narrowing
from optimiser.orders import DECIDED, ORDERS, PRACTICE, PROPORTIONALITY, WORK, Order
from optimiser.outline import outlines
from optimiser.roomier import Roomier
from optimiser.signature import signature
from optimiser.solve import Effort, Exhausted
from optimiser.unfolded import Unfolded
from optimiser.vouching import vouched

OPTION_EFFORT = 12.0

# Deterministic seconds for all outlines of a list, to ask whether they hold any other option.
SPARE_EFFORT = 12.0


@define(slots=False)
class Closing:
    """The search for further options of one case."""

    facts: Facts
    found: Candidates
    loss: AllowedLoss
    days: Days
    closed: bool = False
    _outlines: list[Unfolded] = field(factory=list)
    _contact: int = 0

    def others(self, earlier: list[Dated], want: int) -> Iterator[Dated]:
        """Further options until there are `want`, or proof that there is no other."""
        self._contact = self.loss.contacts(earlier[0].faults)
        self._outlines = list(self._within(earlier[0]))
        failed: set[tuple[int, ...]] = set()
        for turn in range(1, want + len(ORDERS)):
            if len(earlier) >= want:
                return
            order = ORDERS[turn % len(ORDERS)]
            if self._told_apart(order) in failed:
                continue
            option, settled = self._best_of(order, earlier, Effort(OPTION_EFFORT))
            if option is None and settled:
                self.closed = True
                return
            if option is None:
                # Another order may find one, or that there is none, where this one ran out.
                failed.add(self._told_apart(order))
                continue
            if not settled:
                option = self._vouched(option, order)
            earlier.append(option)
            yield option
        self.closed = len(earlier) < want and self._none_left(earlier)

    def _told_apart(self, order: Order) -> tuple[int, ...]:
        """The turn of an order's aims, without those in which all outlines come to the same.

        Where that leaves two orders alike, what one did not find the other won't.
        """
        alike = {
            place
            for place in range(PRACTICE)
            if place not in DECIDED
            and len({held.whole.outline.cost[place] for held in self._outlines}) <= 1
        }
        return tuple(place for place in order.places if place not in alike)

    def _vouched(self, option: Dated, order: Order) -> Dated:
        """An option that is not shown to be the best of its order, with what bounds it."""
        held = [one.whole for one in self._outlines if not one.whole.empty]
        every = [
            {**whole.at_least(), WORK: whole.share, **self._ideals.whatever_else(whole.outline)}
            for whole in held
        ]
        behind = order.places[len(order.before_work) :]
        least = min(
            (*whole.floor(order), *(known.get(place, 0) for place in behind))
            for whole, known in zip(held, every, strict=True)
        )
        floors = {place: min(one.get(place, 0) for one in every) for place in order.places}
        return vouched(option, order.places, least, floors)

    def _none_left(self, earlier: Sequence[Dated]) -> bool:
        """Whether every outline is proved to hold no other option, after a search that ran out."""
        for held in self._outlines:
            try:
                if held.whole.holds_any(earlier):
                    return False
            except Exhausted:
                return False
            finally:
                held.whole.forget()
        return True

    def _within(self, best: Dated) -> Iterator[Unfolded]:
        """The outlines that may hold something within the allowed loss."""
        limits = self._limits(best)
        hoped, nothing, spare = best.measures.work, Effort(0.0), Effort(SPARE_EFFORT)
        steadiness = Steadiness()
        for outline in outlines(self.facts, self.found, limits):
            share = shares_at_most(self.facts, outline, self.days)
            if share <= limits[WORK]:
                whole = Narrowing(
                    self.facts,
                    outline,
                    self.days,
                    limits,
                    share,
                    hoped,
                    nothing,
                    contact=self._contact,
                    spare=spare,
                )
                yield Unfolded(Coming(whole, self._ideals), steadiness)

    @cached_property
    def _ideals(self) -> Ideals:
        return Ideals(self.facts, self.days, contact=self._contact > 0)

    def _limits(self, best: Dated) -> dict[int, int]:
        """The most each limited aim may come to; no need justifies going further beyond a band."""
        vector = best.measures.vector
        return {PROPORTIONALITY: vector[PROPORTIONALITY], **self.loss.limits(vector)}

    def _best_of(
        self, order: Order, earlier: Sequence[Dated], effort: Effort
    ) -> tuple[Dated | None, bool]:
        """The best of an order, if any, and whether every outline was settled."""
        best: Dated | None = None
        unproved: Dated | None = None
        settled = True
        waiting = [
            (held.whole.floor(order), False, place, held)
            for place, held in enumerate(self._outlines)
            if not held.whole.empty
        ]
        heapify(waiting)
        while waiting:
            if effort.spent:
                settled = False
                break
            lead, closely, place, held = heappop(waiting)
            beat = None if best is None else order.ranked(best.measures)
            if beat is not None and lead > beat[: len(lead)]:
                break
            try:
                if closely:
                    best = held.best(order, lead, earlier, beat, effort) or best
                    continue
                held.whole.effort = effort
                closer = held.whole.lead(order, earlier, beat)
                if closer is None:
                    continue
                if best is None and order.decided_first:
                    # Dates in hand spare the leads of outlines that can't better them.
                    best = held.best(order, closer, earlier, None, effort)
                else:
                    heappush(waiting, (closer, True, place, held))
            except Exhausted as spent:
                settled = False
                if isinstance(spent, Unproved):
                    unproved = _better(order, unproved, spent.dated)
            finally:
                held.whole.forget()
        best = best or unproved
        # Where the last drafts ran out of effort, that they hold nothing better was not shown.
        settled = settled and not effort.spent
        if best is None:
            return None, settled
        taken = {signature(self.facts, one.package) for one in earlier}
        if signature(self.facts, best.package) in taken:
            return None, False
        outlines = [held.whole.outline for held in self._outlines]
        roomier = Roomier(self.facts, self.days, self._contact)
        return roomier.finished(best, outlines, earlier, settled=settled), settled


def _better(order: Order, one: Dated | None, other: Dated) -> Dated:
    """The better of two in an order."""
    if one is None or order.ranked(other.measures) < order.ranked(one.measures):
        return other
    return one
