"""A narrowed draft on few days: what it comes to bounds the draft of all days, and mostly is it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve, frozen

from optimiser.apart import Apart
from optimiser.constraints.rar import post_kept, spread
from optimiser.dating import Dated
from optimiser.fitting import copied, fitted, half_of, raised
from optimiser.narrowed import Asked, Narrowed
from optimiser.schedule import read
from optimiser.signature import signature
from optimiser.solve import Effort, Exhausted, Solved

# So often one after another no dates may come to a bound before few days are no longer asked.
PATIENCE = 2


@define
class Luck:
    """How often of late dates came to the bound of few days, in the drafts of one outline.

    Where options differ in little but the half-days of what may lie anywhere, few days never tell
    what setting them apart costs.
    """

    left: int = PATIENCE

    def take(self, *, found: bool) -> None:
        self.left = PATIENCE if found else self.left - 1

    @property
    def out(self) -> bool:
        return self.left <= 0


@frozen
class Bounding:
    """Asked before the draft of all days, which is then mostly not asked at all."""

    narrowed: Narrowed

    def bound(self, places: Sequence[int], asked: Asked, effort: Effort) -> Solved | None:
        """What no dates of all days better in some aims; None where there are none.

        Raises
        ------
        Beaten
            As soon as none can better those in hand.
        Exhausted
            When half of the effort is spent before that is known.
        """
        own = evolve(asked, floors=asked.floors[: asked.exactly], hint=())
        with half_of(effort) as half:
            found = self.narrowed.asked(places, own, effort=half)
        if found is not None and not found.proved:
            raise Exhausted
        return None if found is None else raised(found, asked.floors)

    def dates(
        self, places: Sequence[int], bound: Solved, earlier: Sequence[Dated], effort: Effort
    ) -> tuple[Narrowed, Solved] | None:
        """Dates that come to it, RAR days spread and apart from the options so far.

        Mostly those found are just that.
        """
        few, aims = self.narrowed.draft, self.narrowed.flat(places)
        reached = all(a.worth(bound.solution) <= v for a, v in zip(aims, bound.values, strict=True))
        if reached and spread(few, bound) and self._new(bound, earlier):
            return self.narrowed, bound
        kept = copied(few)
        post_kept(kept)
        apart = Apart(kept)
        for one in earlier:
            apart.post(one.package)
        return self.dates_in(evolve(self.narrowed, draft=kept), places, bound, effort)

    def _new(self, found: Solved, earlier: Sequence[Dated]) -> bool:
        facts = self.narrowed.draft.facts
        mark = signature(facts, read(self.narrowed.draft, found))
        return all(signature(facts, one.package) != mark for one in earlier)

    def dates_in(
        self, narrowed: Narrowed, places: Sequence[int], bound: Solved, effort: Effort
    ) -> tuple[Narrowed, Solved] | None:
        """Dates of a draft that come to it, as far as a little effort finds some."""
        aims, ends = narrowed.flat(places), [narrowed.ends[place] for place in places]
        found = fitted(narrowed.draft, self.narrowed.draft, aims, ends, bound, effort)
        return None if found is None else (narrowed, found)
