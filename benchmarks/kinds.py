"""The cases of one class: how long each took by its limit, and work beside greedy's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean

from attrs import frozen

from benchmarks.answered import Answered
from benchmarks.classes import population


@frozen
class Kind:
    """The rows of one class, or of the ordinary ones together.

    `whole`: every case of the class is there. `left_out` were asked for, but there was no time.
    """

    name: str
    rows: tuple[Answered, ...]
    peak_mebibytes: float | None
    whole: bool
    left_out: int = 0

    def counted(self, measure: str) -> list[float]:
        """Seconds until it; of a case that never came to it at least the limit of its class."""
        return [counted(row, measure) for row in self.rows]

    def share(self, measure: str) -> str:
        """How many came to it in time, of how many."""
        return f"{sum(in_time(row, measure) for row in self.rows)} of {len(self.rows)}"

    def number(self, *statuses: str) -> int:
        return sum(row.status in statuses for row in self.rows)

    @property
    def by_bounds(self) -> str:
        """How many first options bounds alone prove, of the cases that have one."""
        told = [row.by_bounds for row in self.rows if row.by_bounds is not None]
        return f"{sum(told)} of {len(told)}" if told else "no option"


def _limit(row: Answered) -> float:
    return population().of(row.kind).limit_seconds


def in_time(row: Answered, measure: str) -> bool:
    reached = getattr(row, measure)
    return row.status != "failed" and reached is not None and reached <= _limit(row)


def counted(row: Answered, measure: str) -> float:
    reached = getattr(row, measure)
    if in_time(row, measure) and reached is not None:
        return float(reached)
    return max(_limit(row), row.seconds)


def work_share(rows: Sequence[Answered]) -> float | None:
    """Our mean of work lost as a share of greedy's own, where both have a package."""
    ours = mean_of(rows, lambda row: row.ours.work if row.ours else 0)
    theirs = mean_of(rows, lambda row: lost(row.greedy_alone))
    return ours / theirs if ours is not None and theirs else None


def both(rows: Sequence[Answered]) -> list[Answered]:
    return [
        row
        for row in rows
        if row.ours is not None and row.greedy_alone is not None and row.greedy_alone.feasible
    ]


def mean_of(rows: Sequence[Answered], of: Callable[[Answered], int]) -> float | None:
    found = both(rows)
    return mean(of(row) for row in found) if found else None


def lost(beside: object) -> int:
    figures = getattr(beside, "figures", None)
    return figures.work if figures is not None else 0


def departures(row: Answered) -> int:
    own = row.greedy_alone
    return own.figures.departures if own is not None and own.figures is not None else 0
