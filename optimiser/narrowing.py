"""The best dates of one outline for an order of aims, beside the options there are.

A draft of everything within the allowed loss is large, so it is asked last. What an order puts
first is bounded by a draft that knows nothing of cost; then drafts with little *slack* of work are
tried, each holding just the packages that lose no more than the outline's own share and the slack
(`optimiser.settling`). The first that holds any holds the one that loses least.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property

from attrs import define, evolve, field

from models.facts import Facts
from optimiser.aims.expressions import work_twice
from optimiser.apart import Apart
from optimiser.bounding import Bounding, Luck
from optimiser.build import build
from optimiser.dating import Dated
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.narrowed import Asked, Narrowed, Unproved, Values, bettered, keep_contact
from optimiser.orders import TRAVEL, WORK, Order, ends, expressions
from optimiser.outline import Outline
from optimiser.outline_floors import outline_floors
from optimiser.slack import Slack
from optimiser.solve import Beaten, Effort, Exhausted, Solved, least


@define(slots=False)
class Narrowing:
    """One outline's drafts, kept from one order to the next: options only ever add to them.

    `limits` hold the most that aims may come to, by place. `share` is what its parts by themselves
    take of work, at the least, and `hoped` what a package of it may lose; `ideal` bounds the aims
    from work on, each where those before it are met, and `alone` aims by their place, whatever the
    others come to; `leads` are what those before work come to, apart from the options so far.
    `contact` is how often it may depart from contact with the officer. Whether it holds anything at
    all is asked for with the effort of `spare`, and never again once it is known to hold nothing.
    """

    facts: Facts
    outline: Outline
    days: Days
    limits: Mapping[int, int]
    share: int
    hoped: int
    effort: Effort
    ideal: Values = ()
    contact: int = 0
    alone: Mapping[int, int] = field(factory=dict)
    leads: Mapping[int, int] = field(factory=dict)
    spare: Effort = field(factory=lambda: Effort(0.0))
    empty: bool = False
    luck: Luck = field(factory=Luck)
    _sample: tuple[int, Values] = (0, ())
    _known: dict[str, Values] = field(factory=dict)
    _kept: dict[int | None, Narrowed | None] = field(factory=dict)
    _small: dict[int, Bounding] = field(factory=dict)

    @cached_property
    def slack(self) -> Slack:
        """How much of work its drafts are let lose."""
        return Slack(self.share, self.hoped, self.limits[WORK])

    @cached_property
    def _floors(self) -> Mapping[int, int]:
        return outline_floors(self.facts, self.outline, self.days, seen=not self.contact)

    def floor(self, order: Order) -> Values:
        """What no package of the outline betters in the aims an order puts before work."""
        cost, known = self.outline.cost, self._known.get(order.name)
        if known is not None:
            return known
        return tuple(
            cost[place] if place < len(cost) else self._floors[place]
            for place in order.before_work
        )

    def lead(
        self, order: Order, earlier: Sequence[Dated], beat: Values | None = None
    ) -> Values | None:
        """The same more closely, of packages apart from the options so far.

        None where there is no package at all, or none that is no worse than those in hand.
        """
        before = order.before_work
        if all(place < len(self.outline.cost) for place in before):
            return self.floor(order)
        floors, most = self.floor(order), beat and beat[: len(before)]
        if most is not None and floors >= most:
            # No solver is needed for what dates will show.
            return floors
        if (bare := self._narrowed(None, earlier)) is None:
            return None
        try:
            found = bare.asked(before, Asked(floors, beat=most), effort=self.effort)
        except Beaten:
            return None
        if found is None:
            self.empty = True
            return None
        # Options only add to what a package must differ from: what is known stays known.
        self._known[order.name] = found.bounds
        return found.bounds

    def under(
        self,
        order: Order,
        lead: Values,
        earlier: Sequence[Dated],
        beat: Values | None,
        slack: int,
    ) -> Dated | None:
        """The best dates with so much slack whose aims before work come to just so much.

        None where there are none, or none that better those in hand.

        Raises
        ------
        Exhausted
            When the effort is spent before that is known.
        """
        asked = Asked((*lead, *self.ideal), len(lead), beat, strictly=True)
        try:
            found = self._bounded_least(order.places, slack, earlier, asked)
        except Beaten:
            return None
        if found is None:
            return None
        narrowed, whole = found
        dated = narrowed.dated(self.facts, order, whole)
        return None if beat is not None and order.ranked(dated.measures) >= beat else dated

    def _bounded_least(
        self, places: Sequence[int], slack: int, earlier: Sequence[Dated], asked: Asked
    ) -> tuple[Narrowed, Solved] | None:
        """The least of some aims with so much slack, bounded first on few days."""
        few = self._few(slack, earlier)
        if few is not None:
            with suppress(Exhausted):
                bound = few.bound(places, asked, self.effort)
                if bound is None:
                    return None
                asked = evolve(asked, floors=bound.values)
                held = few.dates(places, bound, earlier, self.effort)
                if held is None and (whole := self._narrowed(slack, earlier)) is not None:
                    held = few.dates_in(whole, places, bound, self.effort)
                self.luck.take(found=held is not None)
                if held is not None:
                    return held
        whole = self._narrowed(slack, earlier)
        found = None if whole is None else whole.asked(places, asked, effort=self.effort)
        return None if whole is None or found is None else (whole, found)

    def of(
        self,
        outline: Outline,
        share: int,
        hoped: int,
        ideal: Values = (),
        alone: Mapping[int, int] | None = None,
        leads: Mapping[int, int] | None = None,
    ) -> Narrowing:
        """The drafts of some of its structures alone."""
        return Narrowing(
            self.facts, outline, self.days, self.limits, share, hoped, self.effort, ideal,
            self.contact, alone or {}, leads or {}, luck=self.luck,
        )  # fmt: skip

    def little_better(self, earlier: Sequence[Dated]) -> bool:
        """Whether travel is all in which some option can be bettered here."""
        return any(bettered(one.measures, self._least) == [TRAVEL] for one in earlier)

    def forget(self) -> None:
        """Let go of the drafts that hold costs: they are the large ones, and rarely asked again."""
        self._kept = {slack: held for slack, held in self._kept.items() if slack is None}
        self._small = {}

    def led(
        self, order: Order, lead: Values, earlier: Sequence[Dated], beat: Values | None
    ) -> Values | None:
        """What the aims before work come to at the least, cost and all; None where that is beaten.

        Raises
        ------
        Unproved
            When the effort is spent before that is known, with what was found.
        Exhausted
            Where that is nothing.
        """
        # On few days that there is none is shown as fast by asking for the least.
        small = self._few(self.slack.most, earlier)
        if beat is None and small is None and not self.holds_any(earlier):
            return None
        before = order.before_work
        asked = Asked(lead, 0, beat and beat[: len(before)], hint=() if beat else self._sample[1])
        try:
            found = self._bounded_least(before, self.slack.most, earlier, asked)
        except Beaten:
            return None
        if found is None:
            self.empty = self.empty or beat is None
            return None
        whole, solved = found
        if not solved.proved:
            held = evolve(solved, bounds=(0,) * len(order.places))
            raise Unproved(whole.dated(self.facts, order, held))
        return solved.bounds

    def holds_any(self, earlier: Sequence[Dated]) -> bool:
        """Whether there is any package apart from the options so far, whatever it comes to.

        Options only ever add to what it must differ from: what holds none holds none later either.
        That there is none is shown in half the effort of finding the least there is.

        Raises
        ------
        Exhausted
            When the effort is spent before that is known.
        """
        if self.empty or self._sample[0] == len(earlier):
            return not self.empty
        few = self._few(self.slack.most, earlier)
        if few is not None:
            bound = few.bound((), Asked(), self._spared())
            self.empty = bound is None
            if bound is None:
                return False
            if few.dates((), bound, earlier, self._spared()) is not None:
                self._sample = (len(earlier), ())
                return True
        whole = self._narrowed(self.slack.most, earlier)
        found = None if whole is None else least(whole.draft.model, (), effort=self._spared())
        self.empty = found is None
        if found is not None:
            self._sample = (len(earlier), found.solution)
        return not self.empty

    def _spared(self) -> Effort:
        if self.spare.spent:
            raise Exhausted
        return self.spare

    def _narrowed(self, slack: int | None, earlier: Sequence[Dated]) -> Narrowed | None:
        """The draft with so much slack (None: without cost), apart from the options so far."""
        if slack not in self._kept:
            self._kept[slack] = self._built(slack)
        narrowed = self._kept[slack]
        if narrowed is None:
            return None
        narrowed.set_apart(earlier, costed=slack is not None)
        return narrowed

    def _few(self, slack: int, earlier: Sequence[Dated]) -> Bounding | None:
        """The draft on few days, where that is much smaller than the whole one."""
        if self.luck.out:
            return None
        if slack not in self._small and slack not in self._kept:
            built = self._built(slack, few=True)
            if built is None or not built.draft.few:
                self._kept[slack] = built
            else:
                self._small[slack] = Bounding(built)
        found = self._small.get(slack)
        if found is not None:
            found.narrowed.set_apart(earlier, costed=True)
        return found

    def _ends(self, draft: Draft) -> tuple[tuple[int, int], ...]:
        """What each aim comes to at the least and at the most, as far as the outline tells."""
        # What leads come to is known of packages apart from the options alone, and what is lost and
        # travelled at the least of those whose RAR days are spread: nothing is asked of that here.
        alone = {place: at for place, at in self.alone.items() if place not in (WORK, TRAVEL)}
        known = (self._floors, *((alone,) if draft.few else (self.alone, self.leads)))
        return tuple(
            (max(low, least_value), max(high, least_value))
            for place, (low, high) in enumerate(ends(draft))
            for least_value in [max(held.get(place, 0) for held in known)]
        )

    @cached_property
    def _least(self) -> Mapping[int, int]:
        """What each aim of a package that is asked for comes to at the least."""
        return self.at_least(self.alone, self.leads)

    def at_least(self, *known: Mapping[int, int]) -> dict[int, int]:
        """What each aim comes to at the least, given what is known of some structures."""
        every = (dict(enumerate(self.outline.cost)), self._floors, *known)
        places = dict.fromkeys(place for held in every for place in held)
        return {place: max(held.get(place, 0) for held in every) for place in places}

    def _built(self, slack: int | None, *, few: bool = False) -> Narrowed | None:
        bare = slack is None
        draft = build(
            self.facts, self.outline, self.days, slack, costed=not bare, roughly=bare, few=few
        )
        if draft is None:
            return None
        keep_contact(draft, self.contact)
        apart = None if draft.few else Apart(draft, roughly=bare)
        narrowed = Narrowed(draft, expressions(draft), self._ends(draft), apart, self._least)
        for place, most in self.limits.items():
            if place != WORK:
                narrowed.at_most(place, most)
        if slack is not None:
            narrowed.at_most(WORK, self.share + slack)
        else:
            draft.model.add(work_twice(draft) <= 2 * self.limits[WORK])
        return narrowed
