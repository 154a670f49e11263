"""Our first option beside the greedy baseline, on each shipped case.

Greedy plans twice: with our requirements, programmes, amounts, curfew windows and detox, where only
the dates are found differently; and alone, with the first package it can date. Means are over the
cases where both packages keep every must.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from statistics import mean
from typing import TYPE_CHECKING

from attrs import asdict, frozen

from benchmarks.harness import each, hold, leave, spread
from benchmarks.options_bench import SMALLEST, time_case
from benchmarks.tables import Table
from benchmarks.timed import Timed

if TYPE_CHECKING:
    from models.facts import Facts
    from optimiser.results import Measures, Option


@frozen
class Figures:
    """What a package costs: minutes of work lost and of travel, departures, days."""

    work: int
    travel: int
    departures: int
    waiting: int
    last_day: int

    @classmethod
    def of(cls, measures: Measures) -> Figures:
        departures = measures.proportionality + measures.practice
        return cls(
            measures.work, measures.travel, departures, measures.waiting, measures.last_day
        )


ALONE = "With the first package it can date itself"
HEADINGS = {
    "work": "minutes of work lost",
    "travel": "minutes of travel",
    "departures": "departures",
    "waiting": "days waiting for first sessions",
    "last_day": "days to the last session",
}


@frozen
class Compared:
    """One case both ways. `ours` is None where there is no option (`status` says why).

    `failures` are what greedy could not book and the musts its package does not keep; `ahead`
    says that greedy is better by the aims in order, which a proved optimum should not let happen
    among what it considers. `alone` is greedy with a package of its own, and `alone_fails` what is
    wrong with that.
    """

    name: str
    status: str
    ours: Figures | None = None
    greedy: Figures | None = None
    failures: tuple[str, ...] = ()
    ahead: bool = False
    alone: Figures | None = None
    alone_fails: tuple[str, ...] = ()

    @property
    def both(self) -> bool:
        return self.ours is not None and not self.failures


def compared(row: Timed) -> Compared:
    """A case measured by `options_bench`, planned greedily too."""
    if row.answer is None or not row.answer.options:
        return Compared(row.name, row.status)
    return beside(row.name, row.status, row.answer.facts, row.answer.options[0])


def beside(name: str, status: str, facts: Facts, option: Option) -> Compared:
    from benchmarks.greedy import greedy
    from benchmarks.greedy_alone import first_workable

    planned, own = greedy(facts, option.package), first_workable(facts)
    ahead = planned.feasible and planned.measures.vector < option.measures.vector
    ours, theirs = Figures.of(option.measures), Figures.of(planned.measures)
    alone = Figures.of(own.measures) if own is not None else None
    alone_fails = own.failures if own is not None else ("no package",)
    return Compared(name, status, ours, theirs, planned.failures, ahead, alone, alone_fails)


def means(rows: Iterable[Compared]) -> tuple[dict[str, float], dict[str, float]] | None:
    """Our figures and greedy's, averaged where both are feasible; None where none is."""
    both = [row for row in rows if row.both]
    if not both:
        return None
    ours = {name: mean(getattr(row.ours, name) for row in both) for name in HEADINGS}
    theirs = {name: mean(getattr(row.greedy, name) for row in both) for name in HEADINGS}
    return ours, theirs


def summary(rows: tuple[Compared, ...]) -> list[str]:
    """The set in sentences."""
    dated = [row for row in rows if row.ours is not None]
    failed = [row for row in dated if row.failures]
    lines = [
        f"{len(rows)} cases, {len(dated)} with an option of ours; greedy keeps every must in "
        f"{len(dated) - len(failed)} of them and fails in {len(failed)}.",
    ]
    averaged = means(rows)
    if averaged is not None:
        ours, theirs = averaged
        number = sum(row.both for row in rows)
        lines.append(f"Means over the {number} where both are feasible, ours and greedy:")
        lines += [f"{said}: {ours[k]:,.1f} and {theirs[k]:,.1f}" for k, said in HEADINGS.items()]
    lines += _alone(dated)
    ahead = [row.name for row in rows if row.ahead]
    if ahead:
        lines.append(f"Greedy better by the aims in order: {', '.join(ahead)}.")
    return lines


def _alone(dated: list[Compared]) -> list[str]:
    """Minutes of work beside greedy's own package, the measure of what planning takes today."""
    both = [row for row in dated if row.ours is not None and row.alone and not row.alone_fails]
    if not both:
        return []
    ours = mean(row.ours.work for row in both if row.ours is not None)
    own = mean(row.alone.work for row in both if row.alone is not None)
    return [
        f"{ALONE} greedy fails in {len(dated) - len(both)}; "
        f"minutes of work lost over the other {len(both)}, ours and its own: "
        f"{ours:,.1f} and {own:,.1f}."
    ]


def run(cases: int | None, as_json: bool) -> None:
    """Plan each case both ways and print both; 130 where interrupted."""
    from scenarios.shipped import names

    chosen = spread(names(), cases)
    rows, interrupted = each(chosen, lambda name: compared(time_case(name)), said, "greedy")
    printed(rows, as_json, interrupted)
    leave(interrupted)


def said(row: Compared) -> str:
    if row.ours is None or row.greedy is None:
        return f"{row.name} {row.status}, nothing to compare"
    fails = f", fails: {', '.join(row.failures)}" if row.failures else ""
    return f"{row.name} work lost {row.ours.work}, greedy {row.greedy.work}{fails}"


def data(rows: tuple[Compared, ...], interrupted: bool) -> dict[str, object]:
    averaged = means(rows)
    return {
        "schema": 1,
        "benchmark": "greedy",
        "interrupted": interrupted,
        "cases": [asdict(row) for row in rows],
        "means": None if averaged is None else {"ours": averaged[0], "greedy": averaged[1]},
    }


def printed(rows: tuple[Compared, ...], as_json: bool, interrupted: bool) -> None:
    if as_json:
        json.dump(data(rows, interrupted), sys.stdout, indent=2)
        sys.stdout.write("\n")
        return
    from rich.text import Text

    from reports.screen import console, write

    headings = ("case", "work", "greedy", "travel", "greedy", "departures", "greedy", "fails")
    table = Table("Ours, and greedy with our package", headings, tuple(map(cells, rows)))
    page = [table.on_screen(), Text(), *(Text(line) for line in summary(rows))]
    write(page, console())


def cells(row: Compared) -> tuple[str, ...]:
    """A row of the table: ours and greedy's by turns; greedy's figures only where it is whole."""
    if row.ours is None or row.greedy is None:
        return (row.name, *[""] * 6, f"no option: {row.status}")
    found = [row.name]
    for name in ("work", "travel", "departures"):
        theirs = f"{getattr(row.greedy, name):,}" if not row.failures else "-"
        found += [f"{getattr(row.ours, name):,}", theirs]
    return (*found, ", ".join(row.failures))


def smoke() -> None:
    """On the smallest case greedy keeps every must and is no better than the proved optimum.

    Raises
    ------
    WrongAnswer
    """
    row = compared(time_case(SMALLEST))
    hold(f"{SMALLEST}, planned both ways", True, row.both)
    hold(f"{SMALLEST}, greedy ahead of a proved optimum", False, row.ahead)
