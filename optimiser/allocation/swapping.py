"""Where everybody sits while they are moved about, chain by chain, as long as that does better."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from optimiser.allocation.arrays import Bools, Ints, row_sums
from optimiser.allocation.chaining import Changes, Ways, chains
from optimiser.allocation.chains import NONE
from optimiser.allocation.crowding import Crowding
from optimiser.allocation.moving import Moves, Nodes, Prices, Seated, Slots
from optimiser.allocation.offer import Programme

ROUNDS = 60
# Costs are whole.
WHOLE = 1e-3


class Swapping:
    """People of a plan and their moves; `worth` is what a step towards good company may cost.

    `people` are changed as they are moved.
    """

    def __init__(
        self, seats: Ints, nodes: Nodes, crowding: Crowding, people: Sequence[Seated],
        slots: Slots, moves: Moves, now: Prices, worth: float,
    ) -> None:
        self._seats, self._nodes, self._crowding = seats, nodes, crowding
        self._people, self._slots, self._moves = people, slots, moves
        self._worth = worth
        self._price = row_sums(now.seats[nodes.pools], nodes.starts)
        self._node = slots.node.copy()
        self._now = slots.worth.at(np.arange(len(slots.node)))
        # What somebody has who may not have it is not theirs to give.
        self._still = ~np.isfinite(self._now.priced)
        self._sex = self._sexes()
        self._loads, self._women = np.zeros((2, len(seats)), dtype=np.int64)
        for slot, node in enumerate(self._node.tolist()):
            self._sit(slot, node, 1)

    def _sexes(self) -> Ints:
        women = self._crowding.women_seats
        of = [
            [not women.isdisjoint(programme.pools.tolist())
             for programme in some.shape.ways.programmes]
            for some in self._people
        ]  # fmt: skip
        pairs = zip(self._slots.seated.tolist(), self._slots.want.tolist(), strict=True)
        return np.array([of[place][want] for place, want in pairs], dtype=np.int64)

    def bettered(self, halted: Callable[[], bool]) -> bool:
        """Chains until none does better; whether any did."""
        tried: set[tuple[int, ...]] = set()
        any_ = False
        for _ in range(ROUNDS):
            done = self._tried(tried, None)
            if not done:
                for pool in np.flatnonzero(self._crowding.far(self._loads, self._women)).tolist():
                    done |= self._tried(tried, self._from(pool))
            any_ |= done
            if not done or halted():
                break
        self._told()
        return any_

    def _from(self, pool: int) -> Bools:
        """The moves out of a pool."""
        there = row_sums((self._nodes.pools == pool).astype(float), self._nodes.starts) > 0
        return np.asarray(there[self._node[self._moves.slot]])

    def _tried(self, tried: set[tuple[int, ...]], begun: Bools | None) -> bool:
        done = False
        for chain in chains(self._ways(), self._changes(), begun):
            if chain not in tried:
                tried.add(chain)
                done |= self._made(chain)
        return done

    def _ways(self) -> Ways:
        moves = self._moves
        change = moves.worth.priced - np.where(self._still, 0.0, self._now.priced)[moves.slot]
        change[self._still[moves.slot]] = np.inf
        return Ways(self._node[moves.slot], moves.node, self._sex[moves.slot], change)

    def _changes(self) -> Changes:
        nodes = self._nodes
        of_pools = self._crowding.changes(self._loads, self._women) * self._worth
        joined_man, joined_woman, left_man, left_woman, woman, man = (
            row_sums(one[nodes.pools], nodes.starts) for one in of_pools
        )
        full = (self._seats <= self._loads)[nodes.pools].astype(float)
        same = np.zeros(len(nodes))
        return Changes(
            np.array([left_man, left_woman]) + self._price,
            np.array([joined_man, joined_woman]) - self._price,
            np.array([[same, man], [woman, same]]),
            row_sums(full, nodes.starts) == 0,
        )

    def _made(self, chain: Sequence[int]) -> bool:
        """A chain gone through, unless it does no better for all that it changes."""
        of, to = self._moves.slot[list(chain)], self._moves.node[list(chain)]
        slots, after, before = of.tolist(), to.tolist(), self._node[of].tolist()
        if len(set(slots)) < len(slots) or self._still[of].any() or before[1:] != after[:-1]:
            return False
        worth = self._moves.worth
        cost = float((worth.cost[list(chain)] - self._now.cost[of]).sum())
        settled = float((worth.settled[list(chain)] - self._now.settled[of]).sum())
        if abs(settled) > WHOLE:
            return False
        changed = [(slot, node, more)
                   for slot, one, other in zip(slots, before, after, strict=True)
                   for node, more in ((one, -1), (other, 1))]  # fmt: skip
        pools = np.unique(np.concatenate([self._pools(slot, node) for slot, node, _ in changed]))
        was = self._far(pools)
        for slot, node, more in changed:
            self._sit(slot, node, more)
        fits = bool((self._loads[pools] <= self._seats[pools]).all())
        if not fits or self._worth * (self._far(pools) - was) + cost > -WHOLE:
            for slot, node, more in changed:
                self._sit(slot, node, -more)
            return False
        self._node[of] = to
        new = worth.at(np.asarray(chain))
        self._now.priced[of], self._now.cost[of] = new.priced, new.cost
        self._now.settled[of] = new.settled
        self._settle(slots)
        return True

    def _settle(self, slots: Sequence[int]) -> None:
        """Whoever wants several programmes has other moves now: they stay for this time."""
        every = self._slots
        for slot in slots:
            place, person = every.seated[slot], every.person[slot]
            if self._people[int(place)].runs.shape[1] > 1:
                self._still |= (every.seated == place) & (every.person == person)

    def _far(self, pools: Ints) -> int:
        return int(self._crowding.far(self._loads[pools], self._women[pools], pools).sum())

    def _sit(self, slot: int, node: int, more: int) -> None:
        pools = self._pools(slot, node)
        self._loads[pools] += more
        if self._sex[slot]:
            self._women[pools] += more

    def _programme(self, slot: int) -> Programme:
        shape = self._people[int(self._slots.seated[slot])].shape
        return shape.ways.programmes[int(self._slots.want[slot])]

    def _pools(self, slot: int, node: int) -> Ints:
        """The pools of a node as whoever has the slot takes them, seats of their own among them."""
        programme = self._programme(slot)
        run = node - self._nodes.first[programme.code]
        return programme.pools_of(run) if run < len(programme.runs) else programme.pools[:0]

    def _told(self) -> None:
        for slot in np.flatnonzero(self._node != self._slots.node).tolist():
            programme = self._programme(slot)
            run = int(self._node[slot]) - self._nodes.first[programme.code]
            of = self._people[int(self._slots.seated[slot])]
            place = int(self._slots.person[slot]), int(self._slots.want[slot])
            of.runs[place] = run if run < len(programme.runs) else NONE
