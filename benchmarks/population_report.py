"""What the made-up classes came to: shares beside percentiles, growth, greedy, goals missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean

from attrs import asdict, frozen

from benchmarks import baselines
from benchmarks.answered import Answered
from benchmarks.baselines import Beside
from benchmarks.classes import Goal, population
from benchmarks.harness import median, percentile
from benchmarks.kinds import Kind, both, counted, departures, in_time, lost, mean_of, work_share
from benchmarks.tables import Table, number

MEASURES = {
    "good": "something good on the screen",
    "first": "first option proved",
    "finished": "the same, dates neat and amounts with ranges",
    "closed": "list closed",
}
LISTS = "closed"
OTHERS = {
    "work": "work lost, as a share of greedy's own",
    "memory": "MiB of all processes at the peak",
    "slots": "slot by slot against ours, median ratio",
}
ORDINARY = "ordinary"
PERCENTILES = (50, 95)


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
        if goal.measure == LISTS and LISTS not in measured(group.rows):
            return None
        if goal.measure in MEASURES:
            return percentile(group.counted(goal.measure), goal.percentile)
        if goal.measure == "memory":
            return group.peak_mebibytes
        if goal.measure == "slots":
            return baselines.median_ratio(self.plain)
        return work_share(group.rows)

    def _share(self, goal: Goal) -> str:
        """Of a time how many came to it, which every percentile stands beside."""
        found = [group for group in self.groups if group.name == goal.of and group.rows]
        of_a_time = bool(found) and goal.measure in measured(found[0].rows)
        return found[0].share(goal.measure) if of_a_time else ""

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
            share = self._share(goal)
            measured = f"{number(value)} ({share})" if share else number(value)
            cells = measured, f"{goal.required:g}", said(reached), asked, said(stretch)
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


def measured(rows: Sequence[Answered]) -> dict[str, str]:
    """What was timed of some cases, in words: of lists nothing where none was asked for."""
    listed = all(row.listed for row in rows)
    return {name: said for name, said in MEASURES.items() if listed or name != LISTS}


def said(reached: bool | None) -> str:
    return {True: "met", False: "not met", None: ""}[reached]


def _data(kind: Kind) -> dict[str, object]:
    times = {
        measure: {
            "settled": kind.share(measure),
            **{f"p{at}": percentile(kind.counted(measure), at) for at in PERCENTILES},
        }
        for measure in measured(kind.rows)
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
            _measured(kind),
            _range(row.packages for row in kind.rows),
            _range(row.runs for row in kind.rows),
            number(median([row.structures for row in kind.rows]) if kind.rows else None, 0),
            str(kind.number("proved")),
            str(kind.number("unproved", "exhausted", "stopped")),
            str(kind.number("impasse")),
            str(kind.number("failed")),
            kind.by_bounds,
            number(sum(row.cpu_seconds for row in kind.rows), 1),
            number(kind.peak_mebibytes, 0),
        )
        for kind in kinds
    )
    headings = (
        "class", "cases", "packages", "runs", "structures, median", "proved", "unproved",
        "impossible", "failed", "by bounds alone", "processor s", "peak MiB",
    )  # fmt: skip
    return Table("Classes of made-up cases", headings, rows)


def _measured(kind: Kind) -> str:
    left_out = f", {kind.left_out} left out" if kind.left_out else ""
    return f"{len(kind.rows)}{left_out}"


def _range(values: Iterator[int]) -> str:
    found = list(values)
    if not found:
        return ""
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
        for measure, meaning in measured(group.rows).items()
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
    meanings = measured(every).values()
    headings = ("by", "cases", *(f"{meaning}, p50" for meaning in meanings), "proved")
    return Table("Growth with horizon and candidate runs, seconds", headings, tuple(rows))


def _grown(called: str, rows: list[Answered]) -> tuple[str, ...]:
    seconds = (
        number(percentile([counted(row, measure) for row in rows], 50))
        for measure in measured(rows)
    )
    proved = sum(in_time(row, "first") for row in rows)
    return (called, str(len(rows)), *seconds, f"{proved} of {len(rows)}")


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
                str(len(both(group.rows))),
                number(mean_of(group.rows, lambda row: row.ours.work if row.ours else 0), 0),
                number(mean_of(group.rows, lambda row: lost(row.greedy_alone)), 0),
                number(share),
                number(mean_of(group.rows, lambda row: row.ours.departures if row.ours else 0), 1),
                number(mean_of(group.rows, departures), 1),
                f"{len(group.rows) - len(alone)} of {len(group.rows)}",
                number(mean(row.ours.work for row in same if row.ours) if same else None, 0),
                number(mean(lost(row.greedy_with_ours) for row in same) if same else None, 0),
                f"{len(dated) - len(same)} of {len(dated)}",
            )
        )
    headings = (
        "greedy", "both", "work lost, ours", "its own", "share", "departures, ours", "its own",
        "fails", "work lost, ours", "with our package", "fails",
    )  # fmt: skip
    return Table("Greedy, with a package of its own and with ours: means", headings, tuple(rows))
