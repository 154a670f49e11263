"""The cheapest choice of runs where some wants need not wait for each other.

Every pair of runs is looked at: what the two cost together beyond each alone, and whether they can
stand together at all. Three wants are gone through by the runs of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import evolve, frozen

from optimiser.allocation.arrays import Bools, Floats, Ints
from optimiser.allocation.joint import Joint
from optimiser.allocation.offer import Programme
from optimiser.allocation.people import MEASURES, TRAVEL, UNPLACED, WORK

# Pairs of runs looked at together.
CELLS = 2_000_000


@frozen(eq=False)
class Beside:
    """Two or three wants, `joints` what every two of them come to together.

    `crowded` marks runs of three wants that no day or week holds: (first, second, third).
    """

    programmes: tuple[Programme, ...]
    joints: Mapping[tuple[int, int], Joint]
    crowded: Bools | None = None
    weights: Floats | None = None
    chained: bool = False

    def of(self, rows: Ints) -> Beside:
        return evolve(self, joints={pair: joint.at(rows) for pair, joint in self.joints.items()})

    def told(self, row: int) -> bytes:
        """What tells one person's ways from another's."""
        return b"".join(joint.told(row) for joint in self.joints.values())

    def at(self, rows: Ints | slice, weights: Floats) -> Beside:
        held = {pair: joint.at(rows) for pair, joint in self.joints.items()}
        return evolve(self, joints=held, weights=weights)

    def least(self, costs: Sequence[Floats]) -> Floats:
        best = np.full(len(costs[0]), np.inf)
        for rows, _, totals in self._slabs(costs):
            best[rows] = np.minimum(best[rows], totals.min(axis=(1, 2)))
        return best

    def cheapest(self, costs: Sequence[Floats]) -> Ints:
        best = np.full(len(costs[0]), np.inf)
        chosen = np.zeros((len(costs[0]), len(costs)), dtype=np.int64)
        for rows, first, totals in self._slabs(costs):
            flat = totals.reshape(len(totals), -1)
            at = flat.argmin(axis=1)
            value = flat[np.arange(len(flat)), at]
            better = np.flatnonzero(value < best[rows])
            here = np.arange(len(best))[rows][better]
            best[here] = value[better]
            chosen[here] = self._numbered(first, at[better], totals.shape[2])
        return self._none_marked(chosen)

    def marginal(self, costs: Sequence[Floats], want: int) -> Floats:
        found = np.full(costs[want].shape, np.inf)
        for rows, first, totals in self._slabs(costs):
            axis = want if first is None else want - 1
            if axis < 0:
                found[rows, first] = np.minimum(found[rows, first], totals.min(axis=(1, 2)))
            else:
                found[rows] = np.minimum(found[rows], totals.min(axis=2 - axis))
        return found

    def within(self, costs: Sequence[Floats], slack: Floats) -> Iterator[tuple[Ints, Ints]]:
        most = self.least(costs) + slack
        for rows, first, totals in self._slabs(costs):
            here = np.arange(len(most))[rows]
            row, one, other = np.nonzero(totals <= most[rows][:, None, None])
            flat = one * totals.shape[2] + other
            yield here[row], self._none_marked(self._numbered(first, flat, totals.shape[2]))

    def extra(self, rows: Ints, runs: Ints) -> Floats:
        """What choices measure beyond their runs one by one."""
        found = np.zeros((len(rows), len(MEASURES)))
        for (one, other), joint in self.joints.items():
            both = np.flatnonzero((runs[:, one] >= 0) & (runs[:, other] >= 0))
            work, travel = joint.of(rows[both], runs[both, one], runs[both, other])
            found[both, WORK] += work
            found[both, TRAVEL] += travel
        return found

    def _slabs(self, costs: Sequence[Floats]) -> Iterator[tuple[slice, int | None, Floats]]:
        """Kinds, the run of the first of three wants, and the sums over the other two."""
        size = costs[-1].shape[1] * costs[-2].shape[1]
        step = max(1, CELLS // size)
        for begin in range(0, len(costs[0]), step):
            rows = slice(begin, begin + step)
            if len(costs) == 2:
                yield rows, None, self._pair(costs, rows, 0, 1)
                continue
            inner = self._pair(costs, rows, 1, 2)
            for run in range(costs[0].shape[1]):
                own = costs[0][rows, run]
                if np.isfinite(own).any():
                    yield rows, run, inner + self._with_first(run, own, rows, costs)

    def _pair(self, costs: Sequence[Floats], rows: slice, one: int, other: int) -> Floats:
        totals = costs[one][rows][:, :, None] + costs[other][rows][:, None, :]
        totals = totals + self._together((one, other), rows)
        if len(costs) == 2:
            totals[:, -1, :] += self._unplaced
            totals[:, :-1, -1] += self._unplaced
        return np.asarray(totals)

    def _with_first(
        self, run: int, own: Floats, rows: slice, costs: Sequence[Floats]
    ) -> Floats:
        """What a run of the first want adds to every two runs of the others."""
        added = own[:, None, None] + self._together((0, 1), rows)[:, run, :, None]
        added = added + self._together((0, 2), rows)[:, run, None, :]
        last = run == costs[0].shape[1] - 1
        if self.crowded is not None and not last:
            added[:, :-1, :-1] += np.where(self.crowded[run], np.inf, 0.0)
        if last:
            added = added + self._unplaced
        elif self._unplaced:
            added[:, -1, :] += self._unplaced
            added[:, :-1, -1] += self._unplaced
        return np.asarray(added)

    def _together(self, pair: tuple[int, int], rows: slice) -> Floats:
        assert self.weights is not None
        return self.joints[pair].costs(rows, self.weights[WORK], self.weights[TRAVEL])

    @property
    def _unplaced(self) -> float:
        assert self.weights is not None
        return float(self.weights[UNPLACED])

    def _numbered(self, first: int | None, flat: Ints, width: int) -> Ints:
        pair = [flat // width, flat % width]
        return np.stack(pair if first is None else [np.full(len(flat), first), *pair], axis=1)

    def _none_marked(self, chosen: Ints) -> Ints:
        for want, programme in enumerate(self.programmes):
            chosen[chosen[:, want] == len(programme.runs), want] = -1
        return chosen
