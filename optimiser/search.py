"""The best package over every outline: structures unfolded best first, dated where they must be.

What waits is kept by a lower bound of its aims, so the search ends with the first that can't
better the best in hand. The bounds hold for schedules that keep every should; an outline none of
whose structures has one is dated as a whole, departures and all.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator

from attrs import define, evolve, field

from models.facts import Facts
from optimiser.bounds.ideal import Bounds, Ideal
from optimiser.bounds.scale import NEVER
from optimiser.bounds.scene import Tables
from optimiser.build import horizon_of
from optimiser.dating import Dated, date_outline, date_structures
from optimiser.days import Days
from optimiser.nodes import NOTHING_WAITS, Node, Stage
from optimiser.outline import Outline
from optimiser.solve import Effort, Exhausted
from optimiser.structures import Structures, Unfolding, Vector, beginnings
from optimiser.tracing import Trace

# Deterministic seconds a bound counts for, so that effort runs out without reading a clock.
BOUND_EFFORT = 0.005

# So many bounds without a package in hand, and the most promising structure is dated at once.
PATIENCE = 60

# So many bounds in one outline, and what is left of it goes into one draft as it stands.
WORTH_BOUNDING = 75


def _tell(search: Search, _: object, best: Dated | None) -> Dated | None:
    """Say of each better package that it is in hand, with what none can better."""
    if best is not None and best is not search.best:
        search.show(best, search.bound)
    return best


@define
class Search:
    """The optimum of the default order of aims.

    Structures are dated one by one until there is a best in hand. Then all that could still
    better it is bounded, and what is left of an outline is dated in one draft.
    """

    facts: Facts
    outlines: Iterator[Outline]
    effort: Effort
    days: Days
    best: Dated | None = field(default=None, on_setattr=_tell)
    unsettled: bool = False
    told: Callable[[Dated, Vector], None] | None = None
    trace: Trace = field(factory=Trace)
    opened: list[Outline] = field(factory=list)
    in_hand: Dated | None = None
    _waiting: list[tuple[Vector, int, Node]] = field(factory=list)
    _kept: dict[int, list[tuple[Vector, Node]]] = field(factory=dict)
    _tries: dict[int, int] = field(factory=dict)
    _count: int = 0
    _bounds: Bounds = field(init=False)
    _next: Outline | None = None
    _shown: Vector = NOTHING_WAITS
    _left_open: bool = True
    _asked: Vector = NOTHING_WAITS
    _missed: Vector = NOTHING_WAITS

    def __attrs_post_init__(self) -> None:
        self._bounds = Bounds(Tables(self.facts, self.days))
        self._next = next(self.outlines, None)

    def run(self) -> Dated | None:
        """Look until nothing that waits can better the best, or the effort is spent."""
        while True:
            self._open_outlines()
            if not self._waiting or self._settled_by(self._waiting[0][0]):
                if not self._kept:
                    return self.best
                self._date_kept()
                continue
            if self.effort.spent:
                self.unsettled = True
                return self.best
            vector, _, node = heapq.heappop(self._impatient() or self._waiting)
            if node.stage in (Stage.BEGUN, Stage.LOOSE) and self._as_it_stands(vector, node):
                continue
            if node.stage is Stage.BEGUN:
                self._unfold(node)
            elif node.stage is Stage.LOOSE:
                self._settle_months(node)
            elif node.stage is Stage.WHOLE and self.best is not None:
                self._kept.setdefault(id(node.unfolding), []).append((vector, node))
            else:
                self.trace.drafted.append(vector)
                self._date(vector, node, self._ties(vector, node))

    def _ties(self, vector: Vector, node: Node) -> list[Node]:
        """What waits of the same outline and can't be told from a structure by its bound."""
        if node.stage is not Stage.WHOLE:
            return []
        ties = [
            one
            for one in self._waiting
            if one[0] == vector
            and one[2].stage is Stage.WHOLE
            and one[2].unfolding is node.unfolding
        ]
        if ties:
            self._waiting = [one for one in self._waiting if one not in ties]
            heapq.heapify(self._waiting)
        return [other for _, _, other in ties]

    @property
    def bound(self) -> Vector:
        """What nothing that still waits can better."""
        held = [self._waiting[0][0]] if self._waiting else []
        held += [vector for kept in self._kept.values() for vector, _ in kept]
        if self._next is not None:
            held.append((*self._next.cost, *(0,) * 6))
        return min(held, default=NOTHING_WAITS)

    @property
    def least(self) -> Vector:
        """What no package betters of all that was not settled."""
        return min(self.bound, self._missed)

    def _take(self, found: Dated | None, *, given_up: bool = False) -> None:
        """Better dates, where any were found: of what is not proved there may be better yet."""
        if given_up or (found is not None and not found.proved):
            self._missed = min(self._missed, self._asked)
        self.best, self.unsettled = found or self.best, self.unsettled or given_up

    def show(self, dated: Dated, bound: Vector) -> None:
        """Tell of better dates than before, with what none can better: `in_hand` while no best."""
        vector = dated.measures.vector
        if self.told is not None and vector < self._shown:
            self._shown, self._left_open = vector, bound < vector
            self.in_hand = dated if self.best is None else None
            self.told(dated, min(bound, vector))

    def show_settled(self) -> None:
        """Tell that the best is proved, where that was still open when it was last told of."""
        best = self.best
        if self.told is None or best is None or self.unsettled or not best.proved:
            return
        if self._left_open or best.measures.vector < self._shown:
            self.told(best, best.measures.vector)

    @property
    def _heard(self) -> Callable[[Dated], None] | None:
        """What hears of dates on the way while there is no best; those asked for wait as well."""
        if self.told is None or self.best is not None:
            return None
        return lambda dated: self.show(dated, min(self.bound, self._asked))

    def _impatient(self) -> list[tuple[Vector, int, Node]]:
        """The most promising structure alone, where much was bounded and nothing is in hand.

        Where none has dates as far as bounds can tell, the most promising outline as a whole.
        """
        if self.best is not None or self.trace.bounded < PATIENCE * (1 + self.trace.dated):
            return []
        whole = [one for one in self._waiting if one[2].stage is Stage.WHOLE]
        if not whole:
            vector, count, first = self._waiting[0]
            return [(vector, count, evolve(first, stage=Stage.DEPARTING))]
        found = min(whole)
        self._waiting.remove(found)
        heapq.heapify(self._waiting)
        return [found]

    def _as_it_stands(self, vector: Vector, node: Node) -> bool:
        """Whether a structure of an outline bounded often enough is kept without a closer bound."""
        unfolding = node.unfolding
        tried = self._tries.get(id(unfolding), 0)
        if self.best is None or tried < WORTH_BOUNDING:
            return False
        if len(node.runs) < len(unfolding.parts):
            return False
        lengths = unfolding.months(node.runs)
        if node.stage is Stage.LOOSE:
            lengths = range(node.months, lengths.stop)
        if lengths:
            ideal = Ideal(*vector[4:])
            whole = evolve(node, months=lengths.start, most=lengths.stop - 1, ideal=ideal)
            self._kept.setdefault(id(unfolding), []).append((vector, whole))
        return True

    def _settled_by(self, vector: Vector) -> bool:
        return self.best is not None and vector >= self.best.measures.vector

    def _open_outlines(self) -> None:
        """Take in every outline whose own share could come before what waits."""
        while self._next is not None:
            if self._waiting and self._next.cost > self._waiting[0][0][:4]:
                return
            if self.best is not None and self._next.cost > self.best.measures.vector[:4]:
                self._next = None
                return
            self._open(self._next)
            self._next = next(self.outlines, None)

    def _open(self, outline: Outline) -> None:
        self.opened.append(outline)
        unfolding = Unfolding(self.facts, outline, self._bounds, horizon_of(self.facts, outline))
        # A departure of practice is the least any schedule can add to the outline's own share.
        departing = (*outline.cost[:3], outline.cost[3] + 1)
        self._push((*departing, *(0,) * 6), Node(Stage.DEPARTING, unfolding, {}))
        if all(runs for _, runs in unfolding.parts):
            self._push((*outline.cost, *(0,) * 6), Node(Stage.BEGUN, unfolding, {}))

    def _push(self, vector: Vector, node: Node) -> None:
        if self._settled_by(vector):
            return
        self._count += 1
        heapq.heappush(self._waiting, (vector, self._count, node))

    def _unfold(self, node: Node) -> None:
        unfolding = node.unfolding
        loose = unfolding.loose
        if loose is None:
            return
        if len(node.runs) == len(unfolding.parts):
            lengths = unfolding.months(node.runs)
            if lengths:
                self._settle(node, lengths)
            return
        for runs, cost in beginnings(unfolding, node.runs):
            if cost < NEVER:
                vector = unfolding.vector(cost, loose, unfolding.fewest_months)
                self._push(vector, evolve(node, runs=runs))

    def _settle_months(self, node: Node) -> None:
        self._settle(node, range(node.months, node.unfolding.months(node.runs).stop))

    def _settle(self, node: Node, lengths: range) -> None:
        """The shortest order that may hold these runs, and all longer ones behind it."""
        outline, months = node.unfolding.outline, lengths.start
        self._count_bound(node.unfolding)
        ideal = self._bounds.ideal(outline, node.runs, months)
        if ideal is not None:
            whole = evolve(node, stage=Stage.WHOLE, months=months, most=months, ideal=ideal)
            self._push((*outline.cost, *ideal.aims), whole)
        if len(lengths) > 1:
            self._count_bound(node.unfolding)
            longer = self._bounds.ideal(outline, node.runs, months + 1, most=lengths.stop - 1)
            if longer is not None:
                following = evolve(node, stage=Stage.LOOSE, months=months + 1)
                self._push((*outline.cost, *longer.aims), following)

    def _count_bound(self, unfolding: Unfolding) -> None:
        self.trace.bounded += 1
        self._tries[id(unfolding)] = self._tries.get(id(unfolding), 0) + 1
        self.effort.left -= BOUND_EFFORT

    def _date(self, vector: Vector, node: Node, ties: list[Node]) -> None:
        """Date a structure with its ties; an outline of which one has no dates, as a whole."""
        self.trace.dated += 1
        self._asked = vector
        try:
            if node.stage is Stage.DEPARTING:
                self._outline_settled(node.unfolding)
                return
            found = self._dated([node, *ties])
            if found is None and self.best is None:
                # A should that one structure can't keep is mostly one its outline can't.
                self._outline_settled(node.unfolding)
        except Exhausted:
            return self._take(None, given_up=True)
        self._take(found)

    def _outline_settled(self, unfolding: Unfolding) -> None:
        """The best dates of a whole outline: nothing of it need wait any longer."""
        left = [vector for vector, _, node in self._waiting if node.unfolding is unfolding]
        left += [vector for vector, _ in self._kept.pop(id(unfolding), ())]
        self._asked = min([self._asked, *left])
        self._waiting = [one for one in self._waiting if one[2].unfolding is not unfolding]
        heapq.heapify(self._waiting)
        outline, best, told = unfolding.outline, self.best, self._heard
        self._take(date_outline(self.facts, outline, self.days, self.effort, best, told=told))

    def _date_kept(self) -> None:
        """What is left of the most promising outline, in one draft."""
        left = {
            key: better
            for key, held in self._kept.items()
            if (better := [one for one in held if not self._settled_by(one[0])])
        }
        self._kept = left
        if not left:
            return
        key = min(left, key=lambda one: min(vector for vector, _ in left[one]))
        kept = self._kept.pop(key)
        nodes = [node for _, node in kept]
        self._asked = min(vector for vector, _ in kept)
        self.trace.drafted.append(self._asked)
        self.trace.dated += 1
        try:
            found = self._dated(nodes)
        except Exhausted:
            return self._take(None, given_up=True)
        self._take(found)

    def _dated(self, nodes: list[Node]) -> Dated | None:
        structures = Structures(
            nodes[0].unfolding.outline,
            tuple(node.runs for node in nodes),
            range(min(node.months for node in nodes), max(node.most for node in nodes) + 1),
        )
        ideals = [node.ideal for node in nodes if node.ideal is not None]
        return date_structures(
            self.facts, structures, ideals, self.days, self.effort, self.best, self._heard
        )
