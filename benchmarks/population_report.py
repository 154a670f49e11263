"""What the made-up classes came to: shares beside percentiles, growth, greedy, goals missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import mean

from attrs import asdict, frozen

from benchmarks import baselines
from benchmarks.answered import Answered
from benchmarks.baselines import Beside
from benchmarks.classes import Goal, population
from benchmarks.harness import median, percentile
from benchmarks.tables import Table, number

MEASURES = {
    "good": "something good on the screen",
    "first": "first option proved",
    "closed": "list closed",
}
OTHERS = {
    "work": "work lost, as a share of greedy's own",
    "memory": "MiB of all processes at the peak",
    "slots": "slot by slot against ours, median ratio",
}
ORDINARY = "ordinary"
PERCENTILES = (50, 95)


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
        return [_counted(row, measure) for row in self.rows]

    def share(self, measure: str) -> str:
        """How many came to it in time, of how many."""
        return f"{sum(_in_time(row, measure) for row in self.rows)} of {len(self.rows)}"

    def number(self, *statuses: str) -> int:
        return sum(row.status in statuses for row in self.rows)

    @property
    def by_bounds(self) -> str:
        """How many were answered without one solve, of those that tell."""
        told = [row.solver_calls for row in self.rows if row.solver_calls is not None]
        return f"{sum(not calls for calls in told)} of {len(told)}" if told else "not told"


def _limit(row: Answered) -> float:
    return population().of(row.kind).limit_seconds


def _in_time(row: Answered, measure: str) -> bool:
    reached = getattr(row, measure)
    return row.status != "failed" and reached is not None and reached <= _limit(row)


def _counted(row: Answered, measure: str) -> float:
    reached = getattr(row, measure)
    if _in_time(row, measure) and reached is not None:
        return float(reached)
    return max(_limit(row), row.seconds)


@frozen
class Classes:
    """Every class measured, and the sample the exact baselines had."""

    kinds: tuple[Kind, ...]
    plain: tuple[Beside, ...] = ()
    interrupted: bool = False

    @property
    def groups(self) -> tuple[Kind, ...]:
        """The classes, then the ordinary ones together."""
        names = [held.name for held in population().classes if held.ordinary]
        ordinary = [kind for kind in self.kinds if kind.name in names]
        if not ordinary:
            return self.kinds
        peaks = [kind.peak_mebibytes for kind in ordinary if kind.peak_mebibytes is not None]
        together = Kind(
            ORDINARY,
            tuple(row for kind in ordinary for row in kind.rows),
            max(peaks, default=None),
            len(ordinary) == len(names) and all(kind.whole for kind in ordinary),
            sum(kind.left_out for kind in ordinary),
        )
        return (*self.kinds, together)

    @property
    def failed(self) -> int:
        """Cases that failed, and optima on which a plain model and ours differ."""
        differing = sum(bool(row.differing) for row in self.plain)
        return differing + sum(kind.number("failed") for kind in self.kinds)

    def goals(self) -> Iterator[tuple[Goal, float | None, bool | None, bool | None]]:
        """Each goal with what was measured and whether it, and its stretch, is reached.

        Of a part of a class neither is said: nobody knows what the rest would do.
        """
        groups = {group.name: group for group in self.groups}
        for goal in population().goals:
            group = groups.get(goal.of)
            value = self._value(goal, group) if group is not None and group.rows else None
            sure = group is not None and group.whole and value is not None
            reached = goal.reached(value or 0.0, goal.required) if sure else None
            stretch = goal.reached(value or 0.0, goal.stretch) if sure and goal.stretch else None
            yield goal, value, reached, stretch

    def _value(self, goal: Goal, group: Kind) -> float | None:
        if goal.measure in MEASURES:
            return percentile(group.counted(goal.measure), goal.percentile)
        if goal.measure == "memory":
            return group.peak_mebibytes
        if goal.measure == "slots":
            return baselines.median_ratio(self.plain)
        return work_share(group.rows)

    def tables(self) -> tuple[Table, ...]:
        found = [_sizes(self.kinds), _times(self.groups), _growth(self.kinds)]
        found += [_greedy(self.groups), self._goals()]
        return (*found, baselines.table(self.plain)) if self.plain else tuple(found)

    def _goals(self) -> Table:
        rows = []
        for goal, value, reached, stretch in self.goals():
            measure = MEASURES.get(goal.measure) or OTHERS[goal.measure]
            at = f", p{goal.percentile}" if goal.measure in MEASURES else ""
            asked = f"{goal.stretch:g}" if goal.stretch else ""
            cells = number(value), f"{goal.required:g}", said(reached), asked, said(stretch)
            rows.append((f"{goal.of}: {measure}{at}", *cells))
        headings = ("goal", "measured", "required", "", "stretch", "")
        return Table("What was to be reached", headings, tuple(rows))

    def data(self) -> dict[str, object]:
        return {
            "seed": population().seed,
            "interrupted": self.interrupted,
            "classes": [_data(kind) for kind in self.groups],
            "goals": [
                asdict(goal) | {"measured": value, "reached": reached, "stretch_reached": stretch}
                for goal, value, reached, stretch in self.goals()
            ],
            "plain_models": [
                asdict(row) | {"ratio": row.ratio, "differing": row.differing}
                for row in self.plain
            ],
            "cases": [asdict(row) for kind in self.kinds for row in kind.rows],
        }


def said(reached: bool | None) -> str:
    return {True: "met", False: "not met", None: ""}[reached]


def _data(kind: Kind) -> dict[str, object]:
    times = {
        measure: {
            "settled": kind.share(measure),
            **{f"p{at}": percentile(kind.counted(measure), at) for at in PERCENTILES},
        }
        for measure in MEASURES
        if kind.rows
    }
    return {
        "name": kind.name,
        "measured": len(kind.rows),
        "left_out": kind.left_out,
        "proved": kind.number("proved"),
        "failed": kind.number("failed"),
        "by_bounds": kind.by_bounds,
        "cpu_seconds": sum(row.cpu_seconds for row in kind.rows),
        "peak_mebibytes": kind.peak_mebibytes,
        "times": times,
    }


def _sizes(kinds: Sequence[Kind]) -> Table:
    rows = tuple(
        (
            kind.name,
            f"{len(kind.rows)}, {kind.left_out} left out" if kind.left_out else str(len(kind.rows)),
            _range(row.packages for row in kind.rows),
            _range(row.runs for row in kind.rows),
            number(median([row.structures for row in kind.rows]), 0),
            str(kind.number("proved")),
            str(kind.number("unproved", "exhausted", "stopped")),
            str(kind.number("impasse")),
            str(kind.number("failed")),
            kind.by_bounds,
            number(sum(row.cpu_seconds for row in kind.rows), 1),
            number(kind.peak_mebibytes, 0),
        )
        for kind in kinds
        if kind.rows
    )
    headings = (
        "class", "cases", "packages", "runs", "structures, median", "proved", "unproved",
        "impossible", "failed", "by bounds alone", "processor s", "peak MiB",
    )  # fmt: skip
    return Table("Classes of made-up cases", headings, rows)


def _range(values: Iterator[int]) -> str:
    found = list(values)
    low, high = min(found), max(found)
    return f"{low}" if low == high else f"{low}-{high}"


def _times(groups: Sequence[Kind]) -> Table:
    rows = tuple(
        (
            f"{group.name}: {meaning}",
            *(number(percentile(group.counted(measure), at)) for at in PERCENTILES),
            group.share(measure),
        )
        for group in groups
        for measure, meaning in MEASURES.items()
        if group.rows
    )
    headings = ("seconds", *(f"p{at}" for at in PERCENTILES), "in time")
    return Table("From parsed inputs to an answer checked again", headings, rows)


def _growth(kinds: Sequence[Kind]) -> Table:
    """Medians by the months of the order, then by how many runs could be joined."""
    every = [row for kind in kinds for row in kind.rows if row.runs or row.months]
    rows: list[tuple[str, ...]] = []
    for months in sorted({row.months for row in every}):
        chosen = [row for row in every if row.months == months]
        rows.append(_grown(f"{months} months", chosen))
    for low, high in ((0, 9), (10, 19), (20, 29), (30, 999)):
        chosen = [row for row in every if low <= row.runs <= high]
        if chosen:
            called = f"{low} runs or more" if high == 999 else f"{low} to {high} runs"
            rows.append(_grown(called, chosen))
    headings = ("by", "cases", *(f"{meaning}, p50" for meaning in MEASURES.values()), "proved")
    return Table("Growth with horizon and candidate runs, seconds", headings, tuple(rows))


def _grown(called: str, rows: list[Answered]) -> tuple[str, ...]:
    seconds = (
        number(percentile([_counted(row, measure) for row in rows], 50)) for measure in MEASURES
    )
    proved = sum(_in_time(row, "first") for row in rows)
    return (called, str(len(rows)), *seconds, f"{proved} of {len(rows)}")


def work_share(rows: Sequence[Answered]) -> float | None:
    """Our mean of work lost as a share of greedy's own, where both have a package."""
    ours = _mean(rows, lambda row: row.ours.work if row.ours else 0)
    theirs = _mean(rows, lambda row: _work(row.greedy_alone))
    return ours / theirs if ours is not None and theirs else None


def _both(rows: Sequence[Answered]) -> list[Answered]:
    return [
        row
        for row in rows
        if row.ours is not None and row.greedy_alone is not None and row.greedy_alone.feasible
    ]


def _mean(rows: Sequence[Answered], of: Callable[[Answered], int]) -> float | None:
    both = _both(rows)
    return mean(of(row) for row in both) if both else None


def _work(beside: object) -> int:
    figures = getattr(beside, "figures", None)
    return figures.work if figures is not None else 0


def _departures(row: Answered) -> int:
    own = row.greedy_alone
    return own.figures.departures if own is not None and own.figures is not None else 0


def _greedy(groups: Sequence[Kind]) -> Table:
    rows = []
    for group in groups:
        dated = [row for row in group.rows if row.ours is not None]
        alone = [row for row in group.rows if row.greedy_alone and row.greedy_alone.feasible]
        same = [row for row in dated if row.greedy_with_ours and row.greedy_with_ours.feasible]
        share = work_share(group.rows)
        rows.append(
            (
                group.name,
                str(len(_both(group.rows))),
                number(_mean(group.rows, lambda row: row.ours.work if row.ours else 0), 0),
                number(_mean(group.rows, lambda row: _work(row.greedy_alone)), 0),
                number(share),
                number(_mean(group.rows, lambda row: row.ours.departures if row.ours else 0), 1),
                number(_mean(group.rows, _departures), 1),
                f"{len(group.rows) - len(alone)} of {len(group.rows)}",
                number(mean(row.ours.work for row in same if row.ours) if same else None, 0),
                number(mean(_work(row.greedy_with_ours) for row in same) if same else None, 0),
                f"{len(dated) - len(same)} of {len(dated)}",
            )
        )
    headings = (
        "greedy", "both", "work lost, ours", "its own", "share", "departures, ours", "its own",
        "fails", "work lost, ours", "with our package", "fails",
    )  # fmt: skip
    return Table("Greedy, with a package of its own and with ours: means", headings, tuple(rows))
