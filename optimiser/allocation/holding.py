"""Which pools of seats are held, where not all can be or not every company will do: by branching.

The linear programme holds parts of pools. One of them is held or not, whichever the programme is
nearer to first, down to a plan; then the branch with the lowest bound is gone into, patterns made
in each as at the root. Where the pools held are whole, people are seated in them as where there is
no limit. Where a pool would be held with too few, or a woman be alone in it, either it is not held
so or it is said to be (`company.py`): several of these at a time, the likelier ways first. So many
branches and no clock: the same answer each time.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from math import inf
from typing import TYPE_CHECKING

import numpy as np
from attrs import define, evolve, field, frozen

from optimiser.allocation.arrays import Floats
from optimiser.allocation.coupled import Held
from optimiser.allocation.instance import Instance, Opening
from optimiser.allocation.master import Master
from optimiser.allocation.plan import checked
from optimiser.allocation.search import ROUNDING, Effort, Search, least_whole, rounding
from optimiser.allocation.settling import either, in_part, most_asked, settled

if TYPE_CHECKING:
    from optimiser.allocation.allocate import Allocation

# Branches, and plans sought in them, for each deterministic second that whole people may take.
BRANCHES, PLANS = 5.0, 0.5
# With company to settle no fewer, and less than as many only where there are so many kinds.
FEWEST_BRANCHES, FEWEST_PLANS, MANY = 15, 2, 500
# What whole people may take in a branch, as a part of what they may at the root.
SHARE = 0.1
# How far prices of a branch are from those of its plan, in parts of the dearest.
TRUST = 0.02

Solve = Callable[[Instance, Opening, Effort], "Allocation"]


@frozen(eq=False)
class _Branch:
    """A branch over all the patterns it wants: its bound, and its last linear programme."""

    held: Held
    bound: float
    columns: Floats
    loads: Floats
    duals: Floats


def hold_whole(search: Search, master: Master, effort: Effort, solve: Solve) -> None:
    """A plan of pools held whole, and a bound that no such plan falls below."""
    master.let_go()
    number = len(search.rows.costs)
    every = Held(np.zeros(number), search.rows.limits.astype(float))
    holder = _Holder(search, master, effort, solve)
    bound = holder.branched(every)
    if search.plan is not None:
        bound = min(bound, float(search.plan.value))
    if bound < inf:
        search.bound = max(search.bound, bound)
    master.keep(every)


@define(eq=False)
class _Holder:
    search: Search
    master: Master
    effort: Effort
    solve: Solve
    known: dict[bytes, float] = field(factory=dict)
    pushed: int = 0

    def branched(self, every: Held) -> float:
        """The least bound of all branches that are not closed."""
        waiting: list[tuple[float, int, Held]] = []
        # Bounds of branches that were gone into to the end and are not closed.
        left = [inf]
        ahead: tuple[float, Held] | None = (self.search.bound, every)
        most = self._most(BRANCHES, FEWEST_BRANCHES)
        above: _Branch | None = None
        for branch in range(most):
            if ahead is None:
                if not waiting or self._closed(waiting[0][0]):
                    break
                at_least, _, held = self._next(waiting, branch < most // 2)
                ahead = at_least, held
            if self.effort.halted():
                break
            found = self._solved(*ahead)
            ahead = None
            if self._closed(found.bound):
                if above is not None:
                    self._near(above)
                above = None
                continue
            if branch == 0:
                self._rounded(found)
                if self._closed(found.bound):
                    continue
            parted = self._parted(found)
            if not parted:
                left.append(self._ended(found))
                continue
            nearer = self._waiting(found, parted, waiting)
            ahead = None if nearer is None else (found.bound, nearer)
            above = None if self.search.rows.companies is None else found
        bounds = [bound for bound, _, _ in waiting]
        return min([*left, *bounds, inf if ahead is None else ahead[0]])

    def _next(
        self, waiting: list[tuple[float, int, Held]], down: bool
    ) -> tuple[float, int, Held]:
        """The branch of the lowest bound; on the way down to a first company the last left open."""
        if self.search.rows.companies is None or self.known or not down:
            return heappop(waiting)
        last = min(waiting, key=lambda branch: branch[1])
        waiting.remove(last)
        heapify(waiting)
        return last

    def _near(self, found: _Branch) -> None:
        """People seated where a way down ends, what is left to settle taken as it comes, where that
        may do better than the plan there is.
        """
        rows, plan = self.search.rows, self.search.plan
        columns = self._at(found)
        more = float(rows.costs @ (columns - found.columns))
        room = rows.fitting(Held(columns, np.maximum(columns, found.held.high)))
        if room is not None and (plan is None or found.bound + more < plan.value - ROUNDING):
            self._seated(found, columns)

    def _waiting(
        self, found: _Branch, parted: list[tuple[int, bool, float]],
        waiting: list[tuple[float, int, Held]],
    ) -> Held | None:
        """The likelier branch, half of what is to be settled at a time; what it leaves out waits.
        """
        held: Held | None = found.held
        for column, up, _ in sorted(parted, key=_surest)[: (len(parted) + 1) // 2]:
            if held is None:
                return None
            nearer, farther = either(held, column, up)
            # Where a column is not taken there is room for what there was room for.
            then = farther if up else self.search.rows.fitting(farther)
            if then is not None:
                self.pushed += 1
                # Of the same bound the nearest to the root; with company to settle the last.
                place = self.pushed if self.search.rows.companies is None else -self.pushed
                heappush(waiting, (found.bound, place, then))
            held = self.search.rows.fitting(nearer) if up else nearer
        return held

    def _most(self, each: float, fewest: int) -> int:
        """So many for each second; where company is looked at fewer, the more kinds there are."""
        rows, most = self.search.rows, each * self.effort.whole
        if rows.companies is None:
            return round(most)
        share = min(1.0, MANY / len(rows.instance.people))
        # Where company is settled already its plan is there, and few ways lead to a better one.
        share = share if rows.costs.any() else share**2
        return round(max(min(most, fewest), most * share))

    def _rounded(self, found: _Branch) -> None:
        """The pools of the plan there is, and those nearest to being held; then these alone."""
        rows, plan = self.search.rows, self.search.plan
        if rows.companies is not None:
            if plan is not None and not rows.costs.any():
                # In the company of the plan there is, the best there.
                self._seated(found, plan.opened.astype(float))
            return
        if plan is not None:
            # No part is as much as a pool of the plan.
            self._seated(found, most_asked(rows, found.columns + 2.0 * plan.opened))
        if not self._closed(found.bound):
            self._seated(found, most_asked(rows, found.columns))

    def _parted(self, found: _Branch) -> list[tuple[int, bool, float]]:
        """Columns to settle, with the likelier way: the pool held in part, the most of it; where
        there is none, what the company asks for.
        """
        rows = self.search.rows
        column = in_part(rows, found.columns)
        if column is not None:
            return [(column, True, 1.0)]
        if rows.companies is None:
            return []
        open_ = found.held.low < found.held.high
        return rows.companies.parted(found.loads, found.columns, open_)

    def _at(self, found: _Branch) -> Floats:
        """The columns of a branch in which nothing is left to settle."""
        rows = self.search.rows
        whole = np.rint(found.columns)
        if rows.companies is None:
            return whole
        own = rows.own_columns
        at = rows.held(found.loads, found.columns)
        at[~own] = whole[~own]
        return at

    def _closed(self, bound: float) -> bool:
        plan = self.search.plan
        return plan is not None and least_whole(bound) >= plan.value

    def _solved(self, at_least: float, held: Held) -> _Branch:
        """The linear programme of a branch over all patterns, unless it is closed before."""
        search, master, rows = self.search, self.master, self.search.rows
        master.keep(held)
        bound = at_least
        while True:
            relaxed = master.solve()
            search.rounds += 1
            duals = rows.lawful(relaxed.duals)
            priced = rows.instance.pricing.priced(*rows.prices(duals))
            bound = max(bound, rows.bound(duals, priced.least, held))
            search.bounded(duals, priced.least)
            fits = relaxed.standing_in < ROUNDING
            if fits:
                search.better(checked(rows, master.patterns, relaxed.amounts, relaxed.columns))
            improving = relaxed.bettered(priced.least)
            reached = fits and least_whole(bound) >= relaxed.value - rounding(bound)
            if not len(improving) or reached or self._closed(bound) or self.effort.halted():
                loads = rows.loads(master.patterns, relaxed.amounts)
                return _Branch(held, bound, relaxed.columns, loads, duals)
            master.add(priced.patterns(improving))

    def _ended(self, found: _Branch) -> float:
        """People seated where pools are whole; a bound of the branch thereafter."""
        bound = self._seated(found, self._at(found))
        # Where other pools could be held instead, the bound is only of these.
        return max(found.bound, bound) if np.array_equal(found.held.low, found.held.high) else (
            found.bound
        )

    def _seated(self, found: _Branch, columns: Floats) -> float:
        """The best plan with these pools held and no others; what no such plan falls below."""
        search, rows = self.search, self.search.rows
        key = columns.tobytes()
        if key not in self.known and len(self.known) >= self._most(PLANS, FEWEST_PLANS):
            return found.bound
        if key not in self.known:
            prices = rows.seat_prices(found.duals)
            plan = search.plan
            none = np.zeros(0, dtype=np.int64)
            begin = Opening(
                prices,
                self.master.patterns.at(none) if plan is None else plan.patterns,
                none if plan is None else plan.amounts,
                TRUST * float(prices.max(initial=0.0)),
            )
            cost = float(rows.costs @ columns)
            enough = inf if plan is None else float(plan.value) - cost
            inside = evolve(self.effort, whole=self.effort.whole * SHARE, enough=enough)
            best = self.solve(settled(rows, columns), begin, inside)
            if best.value is not None:
                amounts = best.amounts.astype(float)
                search.better(checked(rows, best.patterns, amounts, np.zeros(len(rows.costs))))
            self.known[key] = inf if best.impossible else best.bound + cost
        return self.known[key]


def _surest(parted: tuple[int, bool, float]) -> tuple[float, int]:
    column, _, surely = parted
    return -surely, column
