"""Cuts that every whole plan keeps to and the linear programme's optimum breaks by the most.

Rows are added up with multipliers, divided by a small prime and rounded down on both sides. Where
every pattern in use adds up to a multiple of the prime, and the seats and people do not, the
optimum is past the cut by all that rounding takes: (p - 1) / p. Such multipliers are the solutions
of equations modulo the prime.

Source: Caprara, Fischetti and Letchford, "On the separation of maximally violated mod-k cuts",
Mathematical Programming 87 (2000).
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from optimiser.allocation.arrays import Floats, Ints, row_sums
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Patterns

PRIMES = (2, 3, 5)
# A row is full, and a pattern in use, to this.
EXACT = 1e-6
# Cuts of one optimum at most: those broken most, of the fewest rows.
MOST_CUTS = 20
# A cut broken by less gains nothing.
BROKEN = 1e-3


@frozen(eq=False)
class Cut:
    """No whole plan has more than `most` of what patterns count for: see `of`.

    `pools` and `kinds` are the rows' multipliers, from 0 up to the modulus.
    """

    pools: Ints
    kinds: Ints
    modulus: int
    most: int

    def of(self, patterns: Patterns) -> Ints:
        """What one of each pattern counts for."""
        seats = np.rint(row_sums(self.pools[patterns.pools].astype(float), patterns.starts))
        return np.asarray((seats.astype(np.int64) + self.kinds[patterns.kinds]) // self.modulus)


def congruent(rows: Rows, patterns: Patterns, amounts: Floats) -> list[Cut]:
    """Cuts these amounts break, an optimum over rows that hold nothing but patterns."""
    used = np.flatnonzero(amounts > EXACT)
    some, loads = patterns.at(used), rows.loads(patterns, amounts)
    full = np.flatnonzero(np.abs(loads - rows.highest)[: rows.pools] < EXACT)
    cuts = [
        cut for prime in PRIMES for cut in _modulo(prime, _Rest(rows, some, full), rows, full)
    ]
    broken = np.array([float(cut.of(some) @ amounts[used]) - cut.most for cut in cuts])
    sizes = [np.count_nonzero(cut.pools) + np.count_nonzero(cut.kinds) for cut in cuts]
    order = np.lexsort((sizes, -np.round(broken, 3)))[:MOST_CUTS].tolist()
    return [cuts[at] for at in order if broken[at] > BROKEN]


class _Rest:
    """What is left of the equations once each kind's multiplier is told by its first pattern."""

    def __init__(self, rows: Rows, some: Patterns, full: Ints) -> None:
        place = np.full(rows.pools + 1, len(full))
        place[full] = np.arange(len(full))
        taken = np.zeros((len(some), len(full) + 1), dtype=np.int64)
        owner = np.repeat(np.arange(len(some)), some.starts[1:] - some.starts[:-1])
        np.add.at(taken, (owner, place[some.pools]), 1)
        taken = taken[:, :-1]
        self.kinds, first = np.unique(some.kinds, return_index=True)
        self.first = taken[first]
        others = np.delete(np.arange(len(some)), first)
        at = np.searchsorted(self.kinds, some.kinds[others])
        self.equations = taken[others] - self.first[at]
        people = rows.instance.people[self.kinds]
        self.beyond = rows.instance.seats[full] - people @ self.first


def _modulo(prime: int, rest: _Rest, rows: Rows, full: Ints) -> list[Cut]:
    solutions = _null_space(rest.equations % prime, prime)
    over = solutions @ (rest.beyond % prime) % prime
    cuts = []
    for solution, left in zip(solutions, over.tolist(), strict=True):
        if not left:
            continue
        # So that as much as can be is rounded away.
        scaled = solution * ((prime - 1) * pow(left, -1, prime)) % prime
        pools = np.zeros(rows.pools, dtype=np.int64)
        kinds = np.zeros(len(rows.instance.people), dtype=np.int64)
        pools[full] = scaled
        kinds[rest.kinds] = -(rest.first @ scaled) % prime
        total = int(pools @ rows.instance.seats) + int(kinds @ rows.instance.people)
        cuts.append(Cut(pools, kinds, prime, total // prime))
    return cuts


def _null_space(equations: Ints, prime: int) -> Ints:
    """A basis of what solves the equations modulo a prime, one a row.

    >>> _null_space(np.array([[1, 1, 0]]), 2).tolist()
    [[1, 1, 0], [0, 0, 1]]
    """
    held, width = equations.copy(), equations.shape[1]
    leading: list[int] = []
    for column in range(width):
        row = len(leading)
        if row == len(held):
            break
        there = np.flatnonzero(held[row:, column])
        if not len(there):
            continue
        held[[row, row + there[0]]] = held[[row + there[0], row]]
        held[row] = held[row] * pow(int(held[row, column]), -1, prime) % prime
        others = np.flatnonzero(held[:, column])
        others = others[others != row]
        held[others] = (held[others] - held[others, column, None] * held[row]) % prime
        leading.append(column)
    free = np.setdiff1d(np.arange(width), leading)
    found = np.zeros((len(free), width), dtype=np.int64)
    found[np.arange(len(free)), free] = 1
    found[:, leading] = -held[: len(leading), free].T % prime
    return found
