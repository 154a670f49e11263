"""One outline's structures for an order of aims, best first, each in a small draft of its own.

What a structure's groups cost is known exactly, so that its draft holds little: just what still
fits in what may be lost beside them. An ideal (`optimiser.bounds`) ends the search with the first
structure that can't better the dates in hand. Where dates may depart from a should, the ideals are
those of the musts alone (`optimiser.relaxed`).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice

from attrs import define, field

from models.timetable import Run
from optimiser.bounds.scale import NEVER, decode
from optimiser.build import horizon_of, shares_at_most
from optimiser.dating import Dated
from optimiser.draft import Draft
from optimiser.ideals import Ideals
from optimiser.narrowed import Unproved, Values, bettered
from optimiser.narrowing import Narrowing
from optimiser.offering import floor_of_streams, least_lost, offer_curfew, offer_groups
from optimiser.orders import (
    AIMS,
    ATTENDANCES,
    DECIDED,
    LAST,
    MINUTES,
    MONTHS,
    ORDERS,
    PRACTICE,
    PROPORTIONALITY,
    TRAVEL,
    WAITING,
    WORK,
    Order,
)
from optimiser.outline import Outline
from optimiser.solve import Effort, Exhausted
from optimiser.structures import Structures, Unfolding, Vector, beginnings

# So many structures are dated one by one, with dates in hand and without, and those of an outline
# that are left go into one draft.
FEW = 1
TRIES = 6

# So many of them, and the outline goes into it as it stands.
MANY = 100

# Deterministic seconds a bound counts for, so that effort runs out without reading a clock.
BOUND_EFFORT = 0.005

# So many bounds in one outline, and what is left of it goes into one draft as it stands.
WORTH_BOUNDING = 200

USUAL = ORDERS[0]
ROAMING = set()

# Aims that hardly vary between the dates of a structure.
STEADY = {ATTENDANCES, MONTHS, MINUTES}

# A structure with what it comes to at the least; without months, all that are left of its outline.
Found = tuple[Vector, Mapping[str, Run], range | None]


@define
class Unfolded:
    """The structures of one outline, and its drafts as a whole."""

    whole: Narrowing
    ideals: Ideals
    _unfoldings: dict[bool, Unfolding] = field(factory=dict)
    _nothing: set[frozenset[tuple[int, int]]] = field(factory=set)
    _barren: dict[tuple[object, ...], int] = field(factory=dict)

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
        empty = beat is None
        for lead in self._departing_more(order, lead):
            found = self._under(order, lead, earlier, beat)
            if found is not None or (beat is not None and lead >= beat[: len(lead)]):
                return found
            empty = empty and self._under(USUAL, _usual(order, lead), earlier, None, hopeless=True) is None
        if empty and self._all_tried(lead):
            self.whole.empty = True
            return None
        led = self.whole.led(order, lead, earlier, beat)
        return None if led is None or led == lead else self._under(order, led, earlier, beat)

    def _all_tried(self, lead):
        cost, limits = self.whole.outline.cost, self.whole.limits
        return limits[PROPORTIONALITY] <= cost[PROPORTIONALITY]

    def _departing_more(self, order: Order, lead: Values) -> Iterator[Values]:
        """What the aims before work may come to, and then each departure more that is allowed."""
        for more in range(max(0, self.whole.limits[PRACTICE] - lead[-1]) + 1):
            yield (*lead[:-1], lead[-1] + more)

    def _under(
        self, order: Order, lead: Values, earlier: Sequence[Dated], beat: Values | None, hopeless=False
    ) -> Dated | None:
        """The best dates whose aims before work come to just so much.

        Where there are none, there are none under any other order either: options only ever add to
        what a package must differ from.
        """
        asked = frozenset(zip(order.before_work, lead, strict=True))
        if any(nothing <= asked for nothing in self._nothing):
            return None
        found = self._dated_singly(order, lead, earlier, beat, hopeless)
        if found is None and beat is None:
            self._nothing.add(asked)
        return found

    def _dated_singly(
        self, order: Order, lead: Values, earlier: Sequence[Dated], beat: Values | None, hopeless=False
    ) -> Dated | None:
        best: Dated | None = None
        after, number, singly = order.places[len(lead) :], count(), 0
        coming = self._hopeful(order, lead, earlier)
        waiting: list[tuple[Values, int, Narrowing, int]] = []
        head = next(coming, None)
        while head is not None or waiting:
            if self.whole.effort.spent:
                raise Exhausted if best is None else Unproved(best)
            if head is not None and (not waiting or _rank(head, after) < waiting[0][0]):
                rank, singly = _rank(head, after), singly + 1
                if beat is not None and (*lead, *rank) >= beat:
                    break
                if head[2] is not None and singly <= (TRIES if beat is None else FEW):
                    narrowing = self._structure(head, order, lead)
                    held = [head]
                else:
                    rest = [head, *islice(coming, MANY)]
                    narrowing = self._joint(rest, order, lead)
                    coming = iter(())
                    held = [] if narrowing is self.whole else rest
                head = next(coming, None)
                if narrowing is None:
                    continue
                slack = narrowing.slack.first(little_better=narrowing.little_better(earlier))
                narrowing.holding = [_mark(one) for one in held]
                usual = _usual(order, lead)
                ideal = _rank(held[0], USUAL.places[len(usual):]) if narrowing.ideal else ()
                narrowing.usual = ideal, _by_place(USUAL, usual)
            else:
                rank, _, narrowing, slack = heapq.heappop(waiting)
                if beat is not None and (*lead, *rank) >= beat:
                    break
                rivals = [] if head is None else [_rank(head, after)[0]]
                rivals += [other[0] for other, _, _, _ in waiting[:1]]
                slack = narrowing.slack.more(slack, min(rivals, default=None))
            enough = narrowing.slack.enough(lead, beat)
            if hopeless or beat is not None and lead == beat[: len(lead)]:
                slack = enough
            if slack < 0:
                continue
            try:
                found = self._asked(narrowing, order, lead, earlier, beat, slack)
            except Exhausted:
                if best is not None:
                    raise Unproved(best) from None
                raise
            if found is not None:
                best, beat = found, order.ranked(found.measures)
            elif slack < enough:
                # Nothing in it loses so little: all it holds loses a minute more.
                rank = (narrowing.share + slack + 1, *(0 for _ in after[1:]))
                again = (rank, next(number), narrowing, slack)
                heapq.heappush(waiting, again)
        return best

    def _asked(
        self,
        narrowing: Narrowing,
        order: Order,
        lead: Values,
        earlier: Sequence[Dated],
        beat: Values | None,
        slack: int,
    ) -> Dated | None:
        """The best dates with so much slack.

        Aims that hardly vary between the dates of a structure are first left open: where there are
        none then, there are none under any other order.
        """
        usual, most = _usual(order, lead), narrowing.share + slack
        level = beat is not None and lead == beat[: len(lead)]
        if narrowing.holding and all(
            self._barren.get((mark, usual), -1) >= most for mark in narrowing.holding
        ):
            return None
        if narrowing.holding and not level and not set(order.first) & {*DECIDED, ATTENDANCES}:
            found = narrowing.under(order, lead, earlier, beat, slack)
            if found is None:
                for mark in narrowing.holding:
                    self._barren[mark, usual] = max(most, self._barren.get((mark, usual), -1))
            return found
        if narrowing.holding and not level and set(order.first) <= STEADY and not ROAMING:
            open_ = narrowing.usually()
            found = open_.under(USUAL, usual, earlier, None, slack)
            if found is None:
                for mark in narrowing.holding:
                    self._barren[mark, usual] = max(most, self._barren.get((mark, usual), -1))
                return None
            if found.proved and order.ranked(found.measures)[: len(lead)] == lead:
                return found
            ROAMING.add(1)
        return narrowing.under(order, lead, earlier, beat, slack)

    def _hopeful(
        self, order: Order, lead: Values, earlier: Sequence[Dated]
    ) -> Iterator[Found]:
        """The structures that may better each option in some aim, by what they come to."""
        leads = _by_place(order, lead)
        for found in self._best_first(order, lead):
            if found[2] is not None:
                known = self._barren.get((_mark(found), _usual(order, lead)), -1)
                if known >= self.whole.limits[WORK]:
                    continue
                least = self.whole.at_least(self._by_itself(order, lead, [found]), leads)
                if not all(bettered(one.measures, least) for one in earlier):
                    continue
            yield found

    def _by_itself(self, order: Order, lead: Values, some: Sequence[Found]) -> dict[int, int]:
        """What each aim of some structures comes to at the least, whatever the others come to."""
        departing = self._departs(order, lead)
        whole, unfolding = self.whole, self._unfolding(departing=departing)
        settled = [(runs, held) for _, runs, held in some if held is not None]
        structures = Structures(
            whole.outline,
            tuple(runs for _, runs, _ in some),
            range(min(held.start for _, held in settled), max(held.stop for _, held in settled)),
        )
        waiting, last, shortest = structures.soonest(unfolding.facts)
        lost, least = (min(vector[place] for vector, _, _ in some) for place in (WORK, MINUTES))
        # Their effort is counted with that of the bounds all of them have had before.
        travel = min(
            self.ideals.travel(whole.outline, runs, held, departing=departing)
            for runs, held in settled
        )
        return {
            WORK: lost, TRAVEL: travel, WAITING: waiting, LAST: last, MONTHS: shortest,
            MINUTES: least,
        }  # fmt: skip

    def _joint(self, rest: Sequence[Found], order: Order, lead: Values) -> Narrowing:
        """What is left of an outline, in drafts of all its structures."""
        whole = self.whole
        held = [months for _, _, months in rest if months is not None]
        if len(rest) > MANY or len(held) < len(rest):
            return whole
        months = range(min(m.start for m in held), max(m.stop for m in held))
        settled = Structures(whole.outline, tuple(runs for _, runs, _ in rest), months).settled
        share = shares_at_most(whole.facts, settled, whole.days)
        hoped = min(vector[WORK] for vector, _, _ in rest)
        alone, leads = self._by_itself(order, lead, rest), _by_place(order, lead)
        return whole.of(settled, share, hoped, alone=alone, leads=leads)

    def _best_first(
        self, order: Order, lead: Values
    ) -> Iterator[Found]:
        """The structures that may come to this, by what they come to at the least."""
        unfolding = self._unfolding(departing=self._departs(order, lead))
        loose = unfolding.loose
        if loose is None or not all(runs for _, runs in unfolding.parts):
            return
        outline, number = unfolding.outline, count()
        most = dict(zip(order.before_work, lead, strict=True)) | {WORK: self.whole.limits[WORK]}
        bare = unfolding.vector(0, loose, unfolding.fewest_months)
        waiting: list[tuple[Vector, int, Mapping[str, Run], range | None]] = []
        heapq.heappush(waiting, (bare, next(number), {}, None))
        bounded = 0
        while waiting:
            vector, _, runs, months = heapq.heappop(waiting)
            if months is not None:
                yield vector, runs, months
            elif bounded >= WORTH_BOUNDING:
                yield vector, {}, None
                return
            elif len(runs) < len(unfolding.parts):
                for more, cost in beginnings(unfolding, runs):
                    if cost < NEVER:
                        following = unfolding.vector(cost, loose, unfolding.fewest_months)
                        if _fits(unfolding, following, more, most):
                            heapq.heappush(waiting, (following, next(number), more, None))
            elif lengths := unfolding.months(runs):
                self.whole.effort.left -= BOUND_EFFORT
                bounded += 1
                ideal = unfolding.bounds.ideal(
                    outline, runs, lengths.start, most=lengths.stop - 1
                )
                if ideal is not None:
                    closer = (*outline.cost, *ideal.aims)
                    if _fits(unfolding, closer, runs, most):
                        heapq.heappush(waiting, (closer, next(number), runs, lengths))

    def _departs(self, order: Order, lead: Values) -> bool:
        held, cost = dict(zip(order.before_work, lead, strict=True)), self.whole.outline.cost
        return any(held[place] > cost[place] for place in (PROPORTIONALITY, PRACTICE))

    def _unfolding(self, *, departing: bool) -> Unfolding:
        if departing not in self._unfoldings:
            bounds = self.ideals.departing if departing else self.ideals.keeping
            outline = self.whole.outline
            self._unfoldings[departing] = Unfolding(
                bounds.facts, outline, bounds, horizon_of(self.whole.facts, outline)
            )
        return self._unfoldings[departing]

    def _structure(
        self, found: Found, order: Order, lead: Values
    ) -> Narrowing | None:
        """The drafts of one structure; None where it can't be attended within the allowed loss."""
        _, runs, months = found
        whole = self.whole
        if months is None:
            return None
        settled = Structures(whole.outline, (runs,), months).settled
        unfolding = self._unfolding(departing=True)
        share = _share(whole, settled, unfolding.groups(runs))
        if share is None or share > whole.limits[WORK]:
            return None
        ideal = _rank(found, order.places[len(lead) :])
        alone, leads = self._by_itself(order, lead, [found]), _by_place(order, lead)
        return whole.of(settled, share, ideal[0], ideal, alone, leads)


def _mark(found: Found) -> tuple[object, ...]:
    _, runs, months = found
    return frozenset(run.id for run in runs.values()), months


def _usual(order: Order, lead: Values) -> Values:
    """The aims that come before work in the usual order."""
    held = _by_place(order, lead)
    return tuple(held[place] for place in USUAL.before_work)


def _by_place(order: Order, lead: Values) -> dict[int, int]:
    return dict(zip(order.before_work, lead, strict=True))


def _rank(found: Found, after: Sequence[int]) -> Values:
    """What a structure comes to at the least, from work on, in the turn of an order."""
    return tuple(found[0][place] for place in after)


def _share(whole: Narrowing, settled: Outline, groups: int | None) -> int | None:
    """What the groups of a structure take of work together, and all else at the least."""
    draft = Draft(whole.facts, settled, horizon_of(whole.facts, settled), whole.days)
    if groups is None or groups >= NEVER or not offer_groups(draft):
        return None
    offer_curfew(draft)
    beside = sum(least_lost(found) for found in draft.curfew_windows.values())
    beside += floor_of_streams(draft)
    return max(decode(groups)[0], sum(draft.least_lost.values())) + beside


def _fits(
    unfolding: Unfolding, vector: Vector, runs: Mapping[str, Run], most: Mapping[int, int]
) -> bool:
    """Whether a structure may keep to what aims come to at the most.

    Of travel and waiting, nothing is known where more work is lost.
    """
    ends = max((unfolding.horizon.day(run.last) for run in runs.values()), default=0)
    return ends <= most.get(LAST, ends) and all(
        vector[place] <= most.get(place, vector[place]) for place in (WORK, MONTHS, MINUTES)
    )
