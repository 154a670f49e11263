"""Structures of an outline in drafts of their own: one by itself, or what is left of them.

What a structure's groups cost is known exactly, so that its draft holds little: just what still
fits in what may be lost beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import define, field

from optimiser.barren import Barren, Mark, Steadiness, mark, usual
from optimiser.bounds.scale import NEVER, decode
from optimiser.build import horizon_of, shares_at_most
from optimiser.coming import Coming, Found, rank
from optimiser.dating import Dated
from optimiser.draft import Draft
from optimiser.narrowed import Values
from optimiser.narrowing import Narrowing
from optimiser.offering import curfew_floor, floor_of_streams, offer_groups
from optimiser.orders import USUAL, WORK, Order
from optimiser.outline import Outline
from optimiser.structures import Structures

# So many of them, and the outline goes into a draft as it stands.
MANY = 100


@define(slots=False)
class Together:
    """Structures that are dated together under an order, whose aims before work come to `lead`.

    `ideal` bounds the aims from work on in the usual order; there are no `marks` where the
    structures are not known one by one.
    """

    narrowing: Narrowing
    order: Order
    lead: Values
    ideal: Values = ()
    marks: Sequence[Mark] = field(factory=tuple)

    def dated(
        self,
        earlier: Sequence[Dated],
        beat: Values | None,
        slack: int,
        barren: Barren,
        steadiness: Steadiness,
    ) -> Dated | None:
        """The best dates with so much slack, as far as it is not known that there are none.

        Without a treatment, beside which the officer is seen as often as dates have it, what an
        order puts first hardly varies between the dates of a structure. It is left open at first:
        where there are none then, there are none under any other order, and dates that come to the
        least of it all the same are the best of its order.

        Raises
        ------
        Exhausted
            When the effort is spent before that is known.
        """
        order, lead, least = self.order, self.lead, self._least
        most = self.narrowing.share + slack
        if barren.up_to(self.marks, least) >= most:
            return None
        left_open = self.marks and not (beat is not None and lead == beat[: len(lead)])
        at_last = beat is None and slack >= self.narrowing.slack.most
        steady = steadiness.speaks_for(order, at_last=at_last)
        if left_open and steady and not self.narrowing.outline.treated:
            found = self._open.under(USUAL, least, earlier, None, slack)
            if found is None:
                barren.add_up_to(self.marks, least, most)
                return None
            if found.proved and order.ranked(found.measures)[: len(lead)] == lead:
                return found
            steadiness.broken(order)
        found = self.narrowing.under(order, lead, earlier, beat, slack)
        if found is None and left_open and order.asks_no_more:
            barren.add_up_to(self.marks, least, most)
        return found

    @cached_property
    def _least(self) -> Values:
        return usual(self.order, self.lead)

    @cached_property
    def _open(self) -> Narrowing:
        """The same drafts, of which nothing is known that the order puts first."""
        held, leads = self.narrowing, USUAL.by_place(self._least)
        return held.of(held.outline, held.share, held.hoped, self.ideal, held.alone, leads)


def structure(coming: Coming, found: Found, order: Order, lead: Values) -> Together | None:
    """The drafts of one structure; None where it can't be attended within the allowed loss."""
    _, runs, months = found
    whole = coming.whole
    if months is None:
        return None
    settled = Structures(whole.outline, (runs,), months).settled
    unfolding = coming.unfolding(departing=True)
    share = _share(whole, settled, unfolding.groups(runs))
    if share is None or share > whole.limits[WORK]:
        return None
    own, ideal = (rank(found, one.places[one.places.index(WORK) :]) for one in (order, USUAL))
    alone, leads = coming.by_itself(order, lead, [found]), order.by_place(lead)
    narrowing = whole.of(settled, share, own[0], own, alone, leads)
    return Together(narrowing, order, lead, ideal, (mark(runs, months),))


def joint(coming: Coming, rest: Sequence[Found], order: Order, lead: Values) -> Together:
    """What is left of an outline, in drafts of all its structures."""
    whole = coming.whole
    held = {mark(runs, months): months for _, runs, months in rest if months is not None}
    if len(rest) > MANY or len(held) < len(rest):
        return Together(whole, order, lead)
    months = range(min(m.start for m in held.values()), max(m.stop for m in held.values()))
    settled = Structures(whole.outline, tuple(runs for _, runs, _ in rest), months).settled
    share = shares_at_most(whole.facts, settled, whole.days)
    hoped = min(vector[WORK] for vector, _, _ in rest)
    alone, leads = coming.by_itself(order, lead, rest), order.by_place(lead)
    narrowing = whole.of(settled, share, hoped, alone=alone, leads=leads)
    return Together(narrowing, order, lead, marks=tuple(held))


def _share(whole: Narrowing, settled: Outline, groups: int | None) -> int | None:
    """What the groups of a structure take of work together, and all else at the least."""
    draft = Draft(whole.facts, settled, horizon_of(whole.facts, settled), whole.days)
    if groups is None or groups >= NEVER or not offer_groups(draft):
        return None
    beside = curfew_floor(draft).least + floor_of_streams(draft)
    return max(decode(groups)[0], sum(draft.least_lost.values())) + beside
