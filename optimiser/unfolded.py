"""One outline's structures for an order of aims, best first, each in a small draft of its own.

The search ends with the first structure that, by what it comes to at the least, can't better the
dates in hand. What is found to hold none is remembered from one order to the next.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import count, islice

from attrs import define, field

from optimiser.barren import Barren, Steadiness, mark, usual
from optimiser.coming import Coming, Found, rank
from optimiser.dating import Dated
from optimiser.narrowed import Unproved, Values, bettered
from optimiser.narrowing import Narrowing
from optimiser.orders import PRACTICE, PROPORTIONALITY, USUAL, WORK, Order
from optimiser.solve import Effort, Exhausted
from optimiser.together import MANY, Together, joint, structure

# So many structures are dated one by one, with dates in hand and without, and those of an outline
# that are left go into one draft.
FEW = 1
TRIES = 6


@define
class Unfolded:
    """The structures of one outline, and its drafts as a whole."""

    coming: Coming
    steadiness: Steadiness
    _barren: Barren = field(factory=Barren)

    @property
    def whole(self) -> Narrowing:
        """The drafts of everything the outline may hold."""
        return self.coming.whole

    def best(
        self,
        order: Order,
        lead: Values,
        earlier: Sequence[Dated],
        beat: Values | None,
        effort: Effort,
    ) -> Dated | None:
        """The best dates for an order, or None where none better those in hand.

        Raises
        ------
        Exhausted
            When the effort is spent before that is known.
        """
        self.whole.effort = effort
        # Drafts of structures with a treatment are nearly as large as that of all of them.
        by_structure = not self.whole.outline.treated
        tried = lead
        for tried in self._departing_more(lead) if by_structure else [lead]:
            found = self._under(order, tried, earlier, beat)
            if found is not None or (beat is not None and tried >= beat[: len(tried)]):
                return found
        if by_structure and beat is None and not self._holds_any(earlier):
            self.whole.empty = True
            return None
        led = self.whole.led(order, tried, earlier, beat)
        return None if led is None or led == tried else self._under(order, led, earlier, beat)

    def _departing_more(self, lead: Values) -> Iterator[Values]:
        """What aims before work may come to, then what comes next: each departure more allowed."""
        *others, departures = lead
        for number in range(departures, max(departures, self.whole.limits[PRACTICE]) + 1):
            yield (*others, number)

    def _holds_any(self, earlier: Sequence[Dated]) -> bool:
        """Whether there is anything at all, as far as structures by themselves show.

        Without this large drafts of everything allowed would have to show that there is none.
        """
        cost = self.whole.outline.cost[: len(USUAL.before_work)]
        if self.whole.limits[PROPORTIONALITY] > cost[PROPORTIONALITY]:
            # Dates may depart from proportionality, too: there are more to ask about.
            return True
        return any(
            self._under(USUAL, lead, earlier, None, hopeless=True) is not None
            for lead in self._departing_more(cost)
        )

    def _under(
        self,
        order: Order,
        lead: Values,
        earlier: Sequence[Dated],
        beat: Values | None,
        *,
        hopeless: bool = False,
    ) -> Dated | None:
        """The best dates whose aims before work come to just so much.

        Where it is `hopeless`, all that may be lost is asked about at once.
        """
        if self._barren.known(order, lead):
            return None
        found = self._dated_singly(order, lead, earlier, beat, hopeless=hopeless)
        if found is None and beat is None:
            self._barren.add(order, lead)
        return found

    def _dated_singly(
        self,
        order: Order,
        lead: Values,
        earlier: Sequence[Dated],
        beat: Values | None,
        *,
        hopeless: bool,
    ) -> Dated | None:
        best: Dated | None = None
        after, number, singly = order.places[len(lead) :], count(), 0
        coming = self._hopeful(order, lead, earlier)
        waiting: list[tuple[Values, int, Together, int]] = []
        head = next(coming, None)
        while head is not None or waiting:
            if self.whole.effort.spent:
                raise Exhausted if best is None else Unproved(best)
            if head is not None and (not waiting or rank(head, after) < waiting[0][0]):
                least, singly = rank(head, after), singly + 1
                if beat is not None and (*lead, *least) >= beat:
                    break
                together: Together | None
                if head[2] is not None and singly <= (TRIES if beat is None else FEW):
                    together = structure(self.coming, head, order, lead)
                else:
                    together = joint(self.coming, [head, *islice(coming, MANY)], order, lead)
                    coming = iter(())
                head = next(coming, None)
                if together is None:
                    continue
                held = together.narrowing
                slack = held.slack.first(little_better=held.little_better(earlier))
            else:
                least, _, together, slack = heapq.heappop(waiting)
                held = together.narrowing
                if beat is not None and (*lead, *least) >= beat:
                    break
                rivals = [] if head is None else [rank(head, after)[0]]
                rivals += [other[0] for other, _, _, _ in waiting[:1]]
                slack = held.slack.more(slack, min(rivals, default=None))
            enough = held.slack.enough(lead, beat)
            if hopeless or (beat is not None and lead == beat[: len(lead)]):
                slack = enough
            if slack < 0:
                continue
            try:
                found = together.dated(earlier, beat, slack, self._barren, self.steadiness)
            except Exhausted:
                if best is not None:
                    raise Unproved(best) from None
                raise
            if found is not None:
                best, beat = found, order.ranked(found.measures)
            elif slack < enough:
                # Nothing in it loses so little: all it holds loses a minute more.
                least = (held.share + slack + 1, *(0 for _ in after[1:]))
                heapq.heappush(waiting, (least, next(number), together, slack))
        return best

    def _hopeful(
        self, order: Order, lead: Values, earlier: Sequence[Dated]
    ) -> Iterator[Found]:
        """The structures that may better each option in some aim, by what they come to.

        Without those known to hold none.
        """
        leads, least = order.by_place(lead), usual(order, lead)
        for found in self.coming.best_first(order, lead):
            _, runs, months = found
            if months is not None:
                known = self._barren.up_to([mark(runs, months)], least)
                if known >= self.whole.limits[WORK]:
                    continue
                ends = self.whole.at_least(self.coming.by_itself(order, lead, [found]), leads)
                if not all(bettered(one.measures, ends) for one in earlier):
                    continue
            yield found
