"""Who sits with how many, in whole numbers: groups under their least, and women alone among others.

Beside the columns that say which pools are held stand one for each cohort or rolling group that
meets with too few, and one for each woman's run in which she is the only one. With h, s, z, b, a, l
of these, n people and w women in a pool:

    n <= places * h            n + least * s >= least * h       too few, and said so by s
    w <= women * z             w + b + a >= 2 * z               one woman is said so by b
    n <= 1 where a is taken                                     or is by herself in the room, by a
    w(run) <= women * (1 - b + l)                               then by the l of her run

Source: docs/planner.md, "Rules of a plan".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from optimiser.allocation.arrays import Bools, Floats, Ints, ints
from optimiser.allocation.coupled import Rows
from optimiser.allocation.instance import Coupling, Instance, Patterns

# What is nearer to a whole number than this is whole.
WHOLE = 1e-6
NO_COLUMN = -1


@frozen
class Few:
    """A pool that may be held with too few: `least` besides whoever sits there before.

    `subject` numbers the cohort or the rolling group; `anyway` where it is held without a newcomer.
    """

    pool: int
    subject: int
    least: int
    anyway: bool = False


@frozen
class Alone:
    """A pool in which one woman may be the only one, and the women's seats beside it.

    `there` are those who sit there before, `before` the women of the plan among them. `runs` are
    the women's seats of each rolling run that leads through it, by its number; without any it is a
    cohort.
    """

    pool: int
    women: int
    there: int = 0
    before: int = 0
    runs: tuple[int, ...] = ()


@frozen
class Through:
    """A rolling run's women's seats (-1 where no newcomer can join) and the women in it before."""

    women: int
    before: int = 0


@frozen
class Company:
    """All of a lot in which too small a company could sit; `anyway` are those nothing changes."""

    few: tuple[Few, ...] = ()
    alone: tuple[Alone, ...] = ()
    through: tuple[Through, ...] = ()
    anyway: int = 0

    def __len__(self) -> int:
        return len(self.few) + len(self.alone)


NOBODY_SHORT = Company()


@frozen(eq=False)
class _FewAt:
    of: Few
    held: int
    short: int


@frozen(eq=False)
class _AloneAt:
    """`sits` is z of the rows above, `among` b and `herself` a."""

    of: Alone
    sits: int
    among: int
    herself: int


@frozen(eq=False)
class Columns:
    """The columns of a company by their numbers, and which are counted."""

    first: int
    few: tuple[_FewAt, ...]
    alone: tuple[_AloneAt, ...]
    through: tuple[tuple[Through, int], ...]
    counted: tuple[int, ...]

    def own(self, column: int) -> bool:
        return column >= self.first

    def columns(self, loads: Floats, taken: Floats) -> Floats:
        found = taken.copy()
        for few in self.few:
            load = loads[few.of.pool]
            held = few.of.anyway or load > WHOLE
            if held and load < few.of.least - WHOLE:
                found[few.short] = 1.0
        for one in self.alone:
            number, women = self._sitting(one, loads)
            if one.herself != NO_COLUMN:
                found[one.herself] = float(number <= 1.0 + WHOLE)
            if WHOLE < women < 2.0 - WHOLE and number > 1.0 + WHOLE:
                found[one.among] = 1.0
                for place in one.of.runs:
                    through, column = self.through[place]
                    if self._women_in(through, loads) > WHOLE:
                        found[column] = 1.0
        return found

    def parted(self, loads: Floats, taken: Floats, open_: Bools) -> list[tuple[int, bool, float]]:
        asked = self.columns(loads, taken)
        found: dict[int, tuple[bool, float]] = {}

        def settle(ways: Sequence[tuple[int, bool, float]]) -> None:
            for column, up, surely in ways:
                if column != NO_COLUMN and open_[column]:
                    if surely > found.get(column, (up, -1.0))[1]:
                        found[column] = up, surely
                    return

        for few in self.few:
            load = loads[few.of.pool]
            missing = few.of.anyway or load > WHOLE
            if missing and load < few.of.least - WHOLE and taken[few.short] < 1.0 - WHOLE:
                near = float(load / few.of.least)
                settle(((few.held, near >= 0.5, abs(near - 0.5)), (few.short, False, 0.0)))
        for one in self.alone:
            number, women = self._sitting(one, loads)
            if not WHOLE < women < 2.0 - WHOLE or number <= 1.0 + WHOLE:
                continue
            runs = [self.through[place][1] for place in one.of.runs] or [one.among]
            short = [column for column in runs if taken[column] < asked[column] - WHOLE]
            if short:
                settle((
                    (one.sits, women >= 1.0, abs(float(women) - 1.0) / 2.0),
                    (one.among, False, 0.0),
                    (one.herself, False, 0.0),
                    *((column, False, 0.0) for column in short),
                ))  # fmt: skip
        return [(column, up, surely) for column, (up, surely) in found.items()]

    def _sitting(self, one: _AloneAt, loads: Floats) -> tuple[float, float]:
        """Everybody in a pool, and the women of the plan among them."""
        women = loads[one.of.women] if one.of.women != NO_COLUMN else 0.0
        return float(loads[one.of.pool]) + one.of.there, float(women) + one.of.before

    @staticmethod
    def _women_in(through: Through, loads: Floats) -> float:
        women = loads[through.women] if through.women != NO_COLUMN else 0.0
        return float(women) + through.before

    def total(self, columns: Floats) -> int:
        """How often the company is too small."""
        return round(float(columns[list(self.counted)].sum()))


def companied(
    instance: Instance, company: Company, cost: float, between: tuple[int, int] | None
) -> Instance:
    """The instance with the columns of a company, each counted one at a cost, and their sum between
    two ends where these are said. `company.anyway` is no part of either.
    """
    maker = _Rows(instance)
    columns = maker.columns(company)
    if between is not None:
        low, high = between
        row = maker.row(float(low) if low else -np.inf, float(high))
        maker.of_columns += [(row, column, 1.0) for column in columns.counted]
    before = instance.coupling
    costs = np.zeros(maker.number)
    costs[: len(before.costs)] = before.costs
    costs[list(columns.counted)] += cost
    coupling = Coupling(
        np.concatenate((before.lowest, maker.lowest)),
        np.concatenate((before.highest, maker.highest)),
        costs,
        np.concatenate((before.limits, ints([1] * (maker.number - len(before.costs))))),
        (*before.of_pools, *maker.of_pools),
        before.of_measures,
        (*before.of_columns, *maker.of_columns),
        (*before.of_seats, *maker.of_seats),
        columns,
    )
    return evolve(instance, coupling=coupling)


def counted(instance: Instance, company: Company, patterns: Patterns, amounts: Ints) -> int:
    """How often the company of a plan is too small, but for what nothing changes."""
    if not len(company):
        return 0
    rows = Rows(companied(instance, company, 0.0, None))
    loads = rows.loads(patterns, amounts.astype(float))
    columns = rows.instance.coupling.companies
    assert isinstance(columns, Columns), "they were put there"
    return columns.total(rows.held(loads, np.zeros(len(rows.costs))))


def women_seats(company: Company) -> frozenset[int]:
    """The seats that women alone take, so that they can be counted."""
    rows = {one.women for one in company.alone} | {one.women for one in company.through}
    return frozenset(rows - {NO_COLUMN})


class _Rows:
    """Rows and columns as they are numbered, on from those of an instance."""

    def __init__(self, instance: Instance) -> None:
        before = instance.coupling
        self.instance = instance
        self.first = self.number = len(before.costs)
        self.rows = len(instance.seats) + len(before.lowest)
        self.held = dict(before.of_seats)
        self.lowest: list[float] = []
        self.highest: list[float] = []
        self.of_pools: list[tuple[int, int, float]] = []
        self.of_columns: list[tuple[int, int, float]] = []
        self.of_seats: list[tuple[int, int]] = []

    def row(self, low: float, high: float) -> int:
        self.lowest.append(low)
        self.highest.append(high)
        return self.rows + len(self.lowest) - 1

    def column(self) -> int:
        self.number += 1
        return self.number - 1

    def seated(self, pool: int) -> int:
        """The column that says whether anybody sits in a pool."""
        if pool not in self.held:
            self.held[pool] = self.column()
            self.of_seats.append((pool, self.held[pool]))
        return self.held[pool]

    def columns(self, company: Company) -> Columns:
        subjects = {few.subject: NO_COLUMN for few in company.few}
        subjects = {subject: self.column() for subject in subjects}
        few = tuple(self._few(one, subjects[one.subject]) for one in company.few)
        through = tuple((one, self.column()) for one in company.through)
        alone = tuple(self._alone(one, through) for one in company.alone)
        counted = (
            *subjects.values(),
            *(column for _, column in through),
            *(one.among for one in alone if not one.of.runs),
        )
        return Columns(self.first, few, alone, through, counted)

    def _few(self, few: Few, short: int) -> _FewAt:
        held = NO_COLUMN if few.anyway else self.seated(few.pool)
        row = self.row(float(few.least) if few.anyway else 0.0, np.inf)
        self.of_pools.append((row, few.pool, 1.0))
        self.of_columns.append((row, short, float(few.least)))
        if not few.anyway:
            self.of_columns.append((row, held, -float(few.least)))
        return _FewAt(few, held, short)

    def _alone(self, one: Alone, through: Sequence[tuple[Through, int]]) -> _AloneAt:
        sits, among, herself = NO_COLUMN, self.column(), NO_COLUMN
        row = self.row(float(one.before and 2 - one.before), np.inf)
        self.of_columns.append((row, among, 1.0))
        if one.women != NO_COLUMN:
            self.of_pools.append((row, one.women, 1.0))
            if not one.before:
                sits = self.seated(one.women)
                self.of_columns.append((row, sits, -2.0))
        if one.there <= 1:
            # Who sits there by herself is not among others.
            herself = self.column()
            self.of_columns.append((row, herself, 1.0))
            seats, left = int(self.instance.seats[one.pool]), 1 - one.there
            most = self.row(-np.inf, float(max(seats, left)))
            self.of_pools.append((most, one.pool, 1.0))
            self.of_columns.append((most, herself, float(max(0, seats - left))))
        for place in one.runs:
            run, column = through[place]
            number = run.before
            if run.women != NO_COLUMN:
                number += int(self.instance.seats[run.women])
            row = self.row(-np.inf, float(number - run.before))
            if run.women != NO_COLUMN:
                self.of_pools.append((row, run.women, 1.0))
            self.of_columns += [(row, among, float(number)), (row, column, -float(number))]
        return _AloneAt(one, sits, among, herself)
