"""The planner's allocator as the filler of a forecast: a week's places to everybody at once.

Each who waits is a kind of their own with one want. The cheapest plan of the week is proved, unless
facilitators or rooms are short in it: then it is the best that so many branches find.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import numpy as np
from attrs import frozen

from models.placement import Placement
from optimiser.allocation.allocate import allocate
from optimiser.allocation.arrays import Floats, Ints, ints, row_sums
from optimiser.allocation.instance import Coupling, Instance, Patterns, Priced
from optimiser.allocation.search import Effort
from planning.forecast_calibration import calibration
from planning.forecast_filling import NOTHING_SHORT, Offer, Waiter, placement
from planning.limits import Limit, When, coupling

WEIGHTS = ("weight-unmet", "weight-weeks", "weight-work", "weight-travel")
CLOSE = 1e-6
NOBODY = -1
# There are many weeks in a forecast: few branches of each.
A_WEEK = Effort(whole=4.0)


@frozen(eq=False)
class OneEach:
    """The pricing of people who want one run each: `choices` holds every pattern there is.

    `first[i]` is where the patterns of the i-th kind begin, doing without a place before all.
    """

    choices: Patterns
    first: Ints

    def priced(self, prices: Floats, weights: Floats, kinds: Ints | None = None) -> Priced:
        costs = self._costs(prices, weights)
        return Priced(np.minimum.reduceat(costs, self.first), self, costs)

    def taken(self, choice: object, kinds: Ints) -> list[Patterns]:
        costs = np.asarray(choice)
        ends = [*self.first[1:].tolist(), len(costs)]
        rows = [
            begin + int(np.argmin(costs[begin : ends[kind]]))
            for kind, begin in zip(kinds.tolist(), self.first[kinds].tolist(), strict=True)
        ]
        return [self.choices.at(ints(rows))]

    def near(
        self, prices: Floats, weights: Floats, slack: Floats, most: int
    ) -> list[Patterns] | None:
        costs = self._costs(prices, weights)
        least = np.minimum.reduceat(costs, self.first) + slack + CLOSE
        rows = np.flatnonzero(costs <= least[self.choices.kinds])
        return None if len(rows) > most else [self.choices.at(ints(rows))]

    def likely(self, prices: Floats, weights: Floats, number: int) -> list[Patterns]:
        """The cheapest so many patterns of every kind."""
        costs = self._costs(prices, weights)
        # Kinds stand one after another: sorted by kind, then by cost within it.
        order = np.lexsort((costs, self.choices.kinds))
        place = np.arange(len(costs)) - self.first[self.choices.kinds[order]]
        return [self.choices.at(ints(order[place < number].tolist()))]

    def _costs(self, prices: Floats, weights: Floats) -> Floats:
        choices = self.choices
        return choices.costs(weights) + row_sums(prices[choices.pools], choices.starts)


def allocated(
    waiting: Sequence[Waiter],
    offers: Sequence[Offer],
    week: date,
    left: Mapping[When, int] = NOTHING_SHORT,
) -> Sequence[Placement]:
    """The places of a week so that the stated sum of unmet need, waits, work and travel is least.

    Raises
    ------
    RuntimeError
        Where no plan is found: to place nobody always is one.
    """
    if not waiting or not offers:
        return ()
    pools_of, seats, asks = pools(offers)
    places = {offer.run.id: place for place, offer in enumerate(offers)}
    chosen: list[tuple[int, Offer | None]] = []
    measures: list[tuple[int, int, int, int, int]] = []
    for kind, waiter in enumerate(waiting):
        chosen.append((kind, None))
        measures.append((waiter.priority, 0, 0, 0, NOBODY))
        for id in waiter.open:
            place, life = places[id], waiter.life
            run = offers[place].run
            chosen.append((kind, offers[place]))
            waited = (run.first - waiter.since).days // 7
            measures.append((0, waited, life.minutes_lost(run), life.travel(run), place))
    taken = [pools_of[offer.run.id] if offer is not None else () for _, offer in chosen]
    choices = Patterns(
        kinds=ints([kind for kind, _ in chosen]),
        measures=np.asarray(measures, dtype=np.float64),
        starts=ints(np.cumsum([0, *map(len, taken)])),
        pools=ints([pool for each in taken for pool in each]),
    )
    first = ints([row for row, (_, offer) in enumerate(chosen) if offer is None])
    everybody = np.ones(len(waiting), dtype=np.int64)
    instance = Instance(
        ints(seats), everybody, _weights(), OneEach(choices, first), _coupled(asks, left)
    )
    found = allocate(instance, effort=A_WEEK).patterns
    if len(found) != len(waiting):
        raise RuntimeError("the allocator left somebody without an answer")
    runs = found.measures[:, -1].astype(int).tolist()
    return [
        placement(waiting[kind], offers[place].run)
        for kind, place in zip(found.kinds.tolist(), runs, strict=True)
        if place != NOBODY
    ]


@cache
def _weights() -> Floats:
    figures = calibration()
    # Which run it is goes along with a pattern as a measure that weighs nothing.
    return np.array([*map(figures.value, WEIGHTS), 0.0])


def _coupled(asks: Sequence[Counter[When]], left: Mapping[When, int]) -> Coupling:
    """The limits that the meetings of a week's offers could break; without any, nothing."""
    every = sum(asks, Counter())
    short = [limit for limit, number in every.items() if number > left[limit]]
    rows = [
        Limit(
            left[limit],
            frozenset((str(pool), more[limit]) for pool, more in enumerate(asks) if more[limit]),
            limit,
        )
        for limit in short
    ]
    return coupling(rows, {str(pool): pool for pool in range(len(asks))}, len(asks))


def pools(
    offers: Sequence[Offer],
) -> tuple[dict[str, tuple[int, ...]], list[int], list[Counter[When]]]:
    """The seats that some offers share, numbered: of each run's, how many each holds, and the
    meetings it would put under each limit.

    Meetings that the same runs have in common are one pool, with the seats of the fullest.
    """
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    left: dict[str, int] = {}
    limits: dict[str, tuple[When, ...]] = {}
    for place, offer in enumerate(offers):
        for pool, free in zip(offer.pools, offer.free_by_pool, strict=True):
            sharing[pool].append(place)
            left[pool] = free
        limits |= dict(zip(offer.pools, offer.asks, strict=False))
    seats: dict[tuple[int, ...], int] = {}
    asks: defaultdict[tuple[int, ...], Counter[When]] = defaultdict(Counter)
    for pool, runs in sharing.items():
        key = tuple(runs)
        seats[key] = min(left[pool], seats.get(key, left[pool]))
        asks[key].update(limits.get(pool, ()))
    of: defaultdict[str, list[int]] = defaultdict(list)
    for number, places in enumerate(seats):
        for place in places:
            of[offers[place].run.id].append(number)
    of_run = {run: tuple(numbers) for run, numbers in of.items()}
    return of_run, list(seats.values()), [asks[key] for key in seats]
