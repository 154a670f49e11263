"""A draft set apart from the options so far, and how it is asked in the turn of an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field, frozen

from models.facts import Facts
from models.rules.lookups import CONTACT
from optimiser.aims.expressions import flat_tiers
from optimiser.apart import Apart
from optimiser.courses import halves
from optimiser.dating import Dated, checked
from optimiser.draft import Draft
from optimiser.linear import Expression, Flat, constant, total
from optimiser.orders import AIMS, DECIDED, PRACTICE, PROPORTIONALITY, Order, figures
from optimiser.results import Measures
from optimiser.solve import Effort, Exhausted, Solved
from optimiser.weighing import least_weighed

Values = tuple[int, ...]


def keep_contact(draft: Draft, most: int) -> None:
    """At most so many departures from contact with the officer."""
    departing = [lit for (_, subject), lit in draft.departures.items() if subject == CONTACT]
    if len(departing) > most:
        draft.model.add(total(departing) <= most)


def bettered(theirs: Measures, least: Mapping[int, int]) -> list[int]:
    """The aims in which what comes to so much at the least may better an option."""
    held = figures(theirs)[:AIMS]
    return [place for place, value in enumerate(held) if value > least.get(place, 0)]


@frozen
class Asked:
    """How aims are asked for in turn: as for `optimiser.solve.least`."""

    floors: Values = ()
    exactly: int = 0
    beat: Values | None = None
    strictly: bool = False
    hint: Values = ()


class Unproved(Exhausted):
    """Effort ran out with dates in hand of which nothing is proved."""

    def __init__(self, dated: Dated) -> None:
        super().__init__()
        self.dated = dated


@define
class Narrowed:
    """A draft with what sets it apart from the options so far.

    On few days (`optimiser.few_days`) it bounds the draft of all days: what may lie anywhere may
    have any half-day there, and so nothing is asked of its signature. `least` is what each aim of a
    package that is asked for comes to, at the least.
    """

    draft: Draft
    aims: tuple[Expression | int, ...]
    ends: tuple[tuple[int, int], ...]
    apart: Apart | None
    least: Mapping[int, int] = field(factory=dict)
    posted: int = 0
    _flat: dict[int, Flat] = field(factory=dict)

    def flat(self, places: Sequence[int]) -> list[Flat]:
        """These aims taken apart, a number too."""
        for place in places:
            if place not in self._flat:
                aim = self.aims[place]
                self._flat[place] = Flat.of(constant(aim) if isinstance(aim, int) else aim)
        return [self._flat[place] for place in places]

    def asked(self, places: Sequence[int], asked: Asked, *, effort: Effort) -> Solved | None:
        """The least of these aims in turn, as for `least_weighed`."""
        return least_weighed(
            self.draft.model,
            self.flat(places),
            [self.ends[place] for place in places],
            floors=asked.floors,
            exactly=asked.exactly,
            beat=asked.beat,
            strictly=asked.strictly,
            effort=effort,
            hint=asked.hint,
            # Without costs there is little to part: such drafts are solved as fast whole.
            parts=() if self.draft.slack is None else halves(self.draft),
        )

    def at_most(self, place: int, most: int) -> None:
        """An aim comes to no more than so much."""
        aim, model = self.aims[place], self.draft.model
        if not isinstance(aim, int):
            model.add(aim <= most)
            low, high = self.ends[place]
            narrower = low, max(low, min(high, most))
            self.ends = (*self.ends[:place], narrower, *self.ends[place + 1 :])
        elif aim > most:
            model.add_bool_or()

    def set_apart(self, earlier: Sequence[Dated], *, costed: bool) -> None:
        """Of another signature than each option so far, and strictly better in some aim."""
        for one in earlier[self.posted :]:
            if self.apart is not None:
                self.apart.post(one.package)
            if costed:
                self._better_somewhere(figures(one.measures))
        self.posted = len(earlier)

    def _better_somewhere(self, theirs: Sequence[int]) -> None:
        ways, model = [], self.draft.model
        for place in range(AIMS):
            aim, value = self.aims[place], theirs[place]
            if isinstance(aim, int):
                if aim < value:
                    return
            elif value > max(self.ends[place][0], self.least.get(place, 0)):
                better = model.new_bool_var(f"better in aim {place}")
                model.add(aim <= value - 1).only_enforce_if(better)
                ways.append(better)
        model.add_bool_or(ways)

    def dated(self, facts: Facts, order: Order, solved: Solved) -> Dated:
        """The package with its status per aim, told in the usual order of aims."""
        aims = flat_tiers(self.draft)
        values = tuple(solved.worth(aim) for aim in aims)
        bounds = [0] * len(aims)
        for place, bound in zip(order.places, solved.bounds, strict=True):
            if place in DECIDED:
                own = self.draft.outline.cost[place] if place in (PROPORTIONALITY, PRACTICE) else 0
                bounds[DECIDED[place]] = bound - own
        return checked(facts, self.draft, evolve(solved, values=values, bounds=tuple(bounds)))
