"""The best dates of one draft's worth of structures, aim by aim, from the smallest draft up.

Every package of an outline loses at least its *floor* of work: what its groups, its curfew and its
appointments take by themselves. A package that loses the floor plus some slack holds nothing that
by itself takes more than its own share of the floor plus the slack, so the draft is first built
with no slack; if that loses more than the floor, again with the slack it showed to be enough, and
once the least loss is known, with just what that allows.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from models.facts import Facts
from models.package import Package
from optimiser.aims.expressions import flat_tiers, ranges
from optimiser.build import build
from optimiser.constraints.rar import post_kept, spread
from optimiser.courses import halves
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.fitting import copied, fitted, half_of, raised
from optimiser.linear import at_least, at_most
from optimiser.on_the_way import Heard
from optimiser.outline import Outline
from optimiser.solve import Beaten, Effort, Exhausted, Solved, least
from optimiser.weighing import least_weighed

DEPARTURES = 2
WORK = 2
LAST = 5
MONTHS = 6
AT_ONCE_EFFORT = 0.03


@frozen
class Settling:
    """The drafts of one outline, from the smallest up.

    `floors` bound all tiers one after another: each holds where those before it are met. `always`
    bounds those after travel wherever the work floor is met. `told` hears of dates on the way whose
    departures and work are settled, all else as it came. On `few` days drafts are small, and what
    they come to is a bound (`optimiser.few_days`) beside the floors, which don't hold there.
    """

    facts: Facts
    outline: Outline
    days: Days
    floor: tuple[int, int]
    beat: tuple[int, ...] | None
    effort: Effort
    without: Package | None
    months: range | None = None
    floors: tuple[int, ...] = ()
    always: tuple[int, ...] = ()
    told: Callable[[Draft, Solved], None] | None = None
    few: bool = False

    def best(self, departures: tuple[int, int]) -> tuple[Draft, Solved] | None:
        """The best dates with exactly these departures, the fewest there can be.

        A draft on few days is asked first, where it is small beside the whole one: what it comes
        to is the least there is as soon as there are dates that come to it.
        """
        least_lost, shares = self.floor
        if self.beat is not None and (*departures, least_lost) > self.beat[: WORK + 1]:
            raise Beaten
        small = self._draft(least_lost - shares, few=True)
        if small is None or not small.few:
            return self._from(small, departures)
        try:
            found = self._on_few_days(small, departures)
            if found is None or (dates := self._dates(*found)):
                return found and dates
        except Exhausted:
            pass
        return self._from(self._draft(least_lost - shares), departures)

    def _on_few_days(
        self, small: Draft, departures: tuple[int, int]
    ) -> tuple[Draft, Solved] | None:
        """What no dates better; None where there are none.

        Raises
        ------
        Exhausted
            When half of the effort is spent before that is known.
        """
        with half_of(self.effort) as half:
            found = evolve(self, few=True, told=None, effort=half)._from(small, departures)
        if found is not None and not found[1].proved:
            raise Exhausted
        return found

    def _dates(self, few: Draft, found: Solved) -> tuple[Draft, Solved] | None:
        """Dates that come to what was found on few days: those found, others there, or any.

        Or to the floors, where those are more: they are of all days alone.
        """
        solved = raised(found, self.floors)
        if solved is found and spread(few, found):
            return few, found
        kept = copied(few)
        post_kept(kept)
        if dates := self._fitted(kept, few, solved):
            return kept, dates
        draft = self._draft(few.slack)
        if draft is not None and (dates := self._fitted(draft, few, solved)):
            return draft, dates
        return None

    def _fitted(self, draft: Draft, few: Draft, solved: Solved) -> Solved | None:
        aims, ends = flat_tiers(draft), ranges(draft)
        return fitted(draft, few, aims, ends, solved, self.effort, beside_groups=True)

    def _from(
        self, draft: Draft | None, departures: tuple[int, int]
    ) -> tuple[Draft, Solved] | None:
        """The same, from the draft without slack up."""
        least_lost, shares = self.floor
        floors = (*departures, least_lost)
        level = self.beat is not None and departures == self.beat[:DEPARTURES]
        at_once = None if draft is None else self._at_once(draft)
        if draft is not None and at_once is not None:
            return draft, at_once
        costless = draft is not None and not draft.curfew and not any(c.lost for c in draft.costs)
        enough_held = level and self.beat is not None and least_lost == self.beat[WORK]
        every = draft is not None and len(self.floors) == len(flat_tiers(draft))
        if draft is not None and (costless or enough_held or every):
            # Mostly the floor is met: the aims after work are then settled in the same solve.
            settled = Solved((*departures, least_lost), (*departures, least_lost), ())
            rest = self._rest(draft, settled)
            if rest is not None or enough_held:
                # What betters dates in hand that meet it loses as little: this draft holds it all.
                return rest
            draft = None if costless else draft
        # With dates in hand as far as departures go, what they lose is slack enough.
        lost = None if draft is None or level else self._least_lost(draft, floors, None)
        if draft is None or lost is None or lost.values[WORK] > least_lost:
            enough = None if lost is None else lost.values[WORK]
            if level and self.beat is not None:
                enough = self.beat[WORK]
            draft = self._draft(None if enough is None else enough - shares)
            lost = None if draft is None else self._least_lost(draft, floors, self.beat)
            if draft is None or lost is None:
                return None
            if lost.proved and (
                enough is None or lost.values[WORK] - shares < (enough - shares) // 2
            ):
                draft = self._draft(lost.values[WORK] - shares) or draft
        return self._rest(draft, lost)

    def _at_once(self, draft: Draft) -> Solved | None:
        """Dates that reach every floor, where a little effort finds some.

        With dates in hand that is rarely so: what betters them is then looked for at once.
        """
        if self.few or self.beat is not None or len(self.floors) != len(flat_tiers(draft)):
            return None
        aims = flat_tiers(draft)
        effort = Effort(min(AT_ONCE_EFFORT, self.effort.left))
        before = effort.left
        try:
            return least(draft.model, aims, floors=self.floors, exactly=len(aims), effort=effort)
        except Exhausted:
            return None
        finally:
            self.effort.left -= before - effort.left

    def _rest(self, draft: Draft, lost: Solved) -> tuple[Draft, Solved] | None:
        """The aims after work, once the least loss is known."""
        reached = not self.few and tuple(lost.values) == self.floors[: len(lost.values)]
        known = len(draft.model.proto.variables) == len(lost.solution)
        solved = least_weighed(
            draft.model,
            flat_tiers(draft),
            self._ranges(draft, reached=reached),
            floors=(*lost.values, *self.floors[len(lost.values) :]) if reached else lost.values,
            exactly=WORK + 1,
            beat=self.beat,
            strictly=True,
            effort=self.effort,
            hint=lost.solution if known else (),
            heard=None if known else self._heard(draft),
            parts=halves(draft),
        )
        if solved is None:
            return None
        return draft, evolve(solved, bounds=(*lost.bounds, *solved.bounds[WORK + 1 :]))

    def _heard(self, draft: Draft) -> Heard | None:
        """What tells of the first dates whose departures and work are settled, if anybody asks."""
        told = self.told
        return None if told is None else lambda found: told(draft, Solved((), (), found))

    def _ranges(self, draft: Draft, *, reached: bool) -> tuple[tuple[int, int], ...]:
        """The ranges of the tiers, narrowed to what is known where the work floor is met."""
        always = self.always if reached else ()
        found = [
            (max(low, always[place]) if place < len(always) else low, high)
            for place, (low, high) in enumerate(ranges(draft))
        ]
        if self.months is not None:
            found[MONTHS] = (self.months.start, self.months[-1])
        return tuple((low, max(low, high)) for low, high in found)

    def _draft(self, slack: int | None, *, few: bool = False) -> Draft | None:
        few = few or self.few
        draft = build(self.facts, self.outline, self.days, slack, months=self.months, few=few)
        if draft is None:
            return None
        if self.without is not None and not _other_groups(draft, self.without):
            return None
        self._no_worse(draft)
        if self.always:
            # Known of every structure from its runs and its months: days before it need no row.
            at_least(draft.model, flat_tiers(draft)[LAST], self.always[LAST])
        return draft

    def _no_worse(self, draft: Draft) -> None:
        """What betters the best in hand is no worse in each aim that can't be bettered there."""
        if self.beat is None or len(self.beat) != len(self.floors):
            return
        for place, (aim, floor, most) in enumerate(
            zip(flat_tiers(draft), self.floors, self.beat, strict=True)
        ):
            last = place == len(self.beat) - 1
            at_most(draft.model, aim, most - 1 if last else most)
            if floor < most:
                return

    def _least_lost(
        self, draft: Draft, floors: tuple[int, int, int], beat: tuple[int, ...] | None
    ) -> Solved | None:
        found = least(
            draft.model,
            flat_tiers(draft)[: WORK + 1],
            floors=floors[:DEPARTURES] if self.few else floors,
            exactly=DEPARTURES,
            beat=beat,
            strictly=True,
            effort=self.effort,
            parts=halves(draft),
        )
        if found is not None and self.few:
            found = raised(found, floors)
        if self.told is not None and found is not None and found.solution:
            self.told(draft, found)
        return found


def _other_groups(draft: Draft, package: Package) -> bool:
    """At least one part takes another group than in the package; False where none has another."""
    taken = {part.code: part.group for part in package.parts if part.group}
    others = [
        choice.literal
        for code, choices in draft.runs.items()
        for choice in choices
        if choice.run.group.id != taken.get(code)
    ]
    if others:
        draft.model.add_bool_or(others)
    return bool(others)
