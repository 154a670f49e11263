"""The orders of aims an option can be the best of, as they are put before the officer."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from optimiser.aims.expressions import most_attended, ranges, tiers
from optimiser.draft import Draft
from optimiser.linear import Expression, total
from optimiser.results import Measures

# Where an aim that dates decide stands among a draft's tiers, by its place in the measures.
DECIDED = {0: 0, 3: 1, 4: 2, 5: 3, 6: 4, 7: 5, 8: 6, 9: 7}
PROPORTIONALITY, ANSWERING, PRACTICE, WORK, TRAVEL, WAITING = 0, 1, 3, 4, 5, 6
LAST, MONTHS, MINUTES = 7, 8, 9
AIMS = 10
ATTENDANCES = AIMS  # no aim of its own: the number of attendances stands after the aims


@frozen
class Order:
    """An order of aims: some first, then all the others as they usually stand."""

    name: str
    first: tuple[int, ...] = ()

    @property
    def places(self) -> tuple[int, ...]:
        return (*self.first, *(place for place in range(AIMS) if place not in self.first))

    @property
    def before_work(self) -> tuple[int, ...]:
        """What comes before the minutes of work lost."""
        return self.places[: self.places.index(WORK)]

    def by_place(self, before_work: Sequence[int]) -> dict[int, int]:
        """What comes before work, given in the turn of the order, by its place."""
        return dict(zip(self.before_work, before_work, strict=True))

    @property
    def asks_no_more(self) -> bool:
        """Whether it asks for nothing before work that the usual order does not."""
        return not {*self.first} & {*DECIDED, ATTENDANCES}

    @property
    def decided_first(self) -> bool:
        """Whether it puts first what only dates decide."""
        return bool(self.first) and (self.first[0] in DECIDED or self.first[0] >= AIMS)

    def ranked(self, measures: Measures) -> tuple[int, ...]:
        """What a package comes to, aim by aim in this order."""
        held = figures(measures)
        return tuple(held[place] for place in self.places)


ORDERS = (
    Order("best by the usual order of aims"),
    Order("soonest finished", (LAST,)),
    Order("fewest attendances", (ATTENDANCES,)),
    Order("lightest restriction", (MONTHS, MINUTES)),
    Order("most needs addressed", (ANSWERING,)),
)

USUAL = ORDERS[0]


def figures(measures: Measures) -> tuple[int, ...]:
    """The aims of a package, then the number of its attendances."""
    return (*measures.vector[:AIMS], measures.attendances)


def expressions(draft: Draft) -> tuple[Expression | int, ...]:
    """The same in a draft: what dates decide as expressions, the outline's own share as numbers."""
    aims, cost = tiers(draft), draft.outline.cost
    found: list[Expression | int] = []
    for place in range(AIMS):
        if place not in DECIDED:
            found.append(cost[place])
        elif place < len(cost):
            found.append(aims[DECIDED[place]] + cost[place])
        else:
            found.append(aims[DECIDED[place]])
    return (*found, total(literal for _, _, literal in draft.attended()))


def ends(draft: Draft) -> tuple[tuple[int, int], ...]:
    """What each of these expressions comes to at the least and at the most."""
    decided, cost = ranges(draft), draft.outline.cost
    found: list[tuple[int, int]] = []
    for place in range(AIMS):
        own = cost[place] if place < len(cost) else 0
        low, high = decided[DECIDED[place]] if place in DECIDED else (0, 0)
        found.append((low + own, high + own))
    return (*found, (0, most_attended(draft)))
