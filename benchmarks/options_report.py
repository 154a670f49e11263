"""What `bench options` found, as a table or as JSON: what was missed stands beside what was met."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from attrs import asdict, frozen

from benchmarks.harness import machine, median, peak_mebibytes, percentile
from benchmarks.timed import Limits, Target, Timed

if TYPE_CHECKING:
    from benchmarks.population_report import Classes


STARTUP = "startup"


@frozen
class Report:
    """A set of cases measured; `seconds` are counted ones, an unsettled case at its limit."""

    rows: tuple[Timed, ...]
    limit_seconds: float
    startup_seconds: float
    seconds: dict[str, float]
    targets: tuple[tuple[Target, bool | None], ...]
    cpu_seconds: float
    peak_mebibytes: float | None
    shipped: int
    interrupted: bool
    machine: dict[str, str | int]

    @classmethod
    def of(
        cls,
        rows: tuple[Timed, ...],
        held: Limits,
        startup: float,
        *,
        shipped: int,
        interrupted: bool = False,
    ) -> Report:
        counted = [row.counted(held.limit_seconds) for row in rows]
        seconds = {}
        if counted:
            seconds = {
                "median": median(counted), "p95": percentile(counted, 95), "max": max(counted)
            }
        whole = len(rows) == shipped
        # A target speaks of all shipped cases: of some of them it can be missed, never met.
        measured = seconds | {STARTUP: startup}
        targets = tuple(
            (target, _met(measured.get(target.measure), target, whole or target.measure == STARTUP))
            for target in held.targets
        )
        return cls(
            rows,
            held.limit_seconds,
            startup,
            seconds,
            targets,
            sum(row.cpu_seconds for row in rows),
            peak_mebibytes(),
            shipped,
            interrupted,
            machine(),
        )

    def number(self, *statuses: str) -> int:
        return sum(row.status in statuses for row in self.rows)

    @property
    def settled(self) -> int:
        """Cases with a proved answer, option or impasse, within the limit."""
        return sum(row.settled(self.limit_seconds) for row in self.rows)

    @property
    def failed(self) -> int:
        return self.number("failed")

    def data(self) -> dict[str, object]:
        return {
            "schema": 1,
            "benchmark": "options",
            "machine": self.machine,
            "startup_seconds": round(self.startup_seconds, 3),
            "limit_seconds": self.limit_seconds,
            "shipped": self.shipped,
            "measured": len(self.rows),
            "interrupted": self.interrupted,
            "proved": self.number("proved"),
            "impasse": self.number("impasse"),
            "unproved": self.number("unproved", "exhausted", "stopped"),
            "failed": self.failed,
            "settled_within_limit": self.settled,
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
            "cpu_seconds": round(self.cpu_seconds, 2),
            "peak_mebibytes": None if self.peak_mebibytes is None else round(self.peak_mebibytes),
            "targets": [asdict(target) | {"met": met} for target, met in self.targets],
            "cases": [_rounded(row.data()) for row in self.rows],
        }


def _met(value: float | None, target: Target, whole: bool) -> bool | None:
    if value is None:
        return None
    if value > target.seconds:
        # Fewer cases can only lower the longest time, but the median may go either way.
        return False if whole or target.measure == "max" else None
    return True if whole else None


def _rounded(row: dict[str, object]) -> dict[str, object]:
    return {
        name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()
    }


def summary(report: Report) -> list[str]:
    """The set in sentences."""
    number, limit = len(report.rows), report.limit_seconds
    share = f"{report.settled} of {number} proved"
    times = [f"{name} {value:.2f} s ({share})" for name, value in report.seconds.items()]
    memory = report.peak_mebibytes
    unproved = report.number("unproved", "exhausted", "stopped")
    reading = [row.reading_seconds for row in report.rows if row.reading_seconds]
    lines = [
        f"{number} of {report.shipped} shipped cases measured"
        + (", interrupted before the end." if report.interrupted else "."),
        f"{report.number('proved')} with a proved option, {report.number('impasse')} proved "
        f"impossible, {unproved} not proved, {report.failed} failed.",
        "; ".join(times) + "." if times else "No times.",
        f"A case not proved within {limit:g} s counts as {limit:g} s, or as long as it took.",
        f"Start-up (imports and catalogue) {report.startup_seconds:.2f} s, apart from the above.",
        f"Reading a case and its region {median(reading):.2f} s at the median, apart too."
        if reading
        else "No files read.",
        f"{report.cpu_seconds:.1f} s of processor time in all, "
        + (f"{memory:.0f} MiB at the peak." if memory is not None else "memory not known."),
    ]
    return lines + [f"{verdict(met)}: {target.meaning}" for target, met in report.targets]


def verdict(met: bool | None) -> str:
    return {True: "Met", False: "Not met", None: "Not to be said of a part of the set"}[met]


def printed(report: Report, as_json: bool, made_up: Classes | None = None) -> None:
    """On stdout: JSON, or a table and the set in sentences; then the made-up classes."""
    if as_json:
        whole = report.data() | ({} if made_up is None else {"population": made_up.data()})
        json.dump(whole, sys.stdout, indent=2)
        sys.stdout.write("\n")
        return
    from rich.table import Table
    from rich.text import Text

    from reports.screen import console, write

    table = Table(box=None, pad_edge=False)
    table.add_column("case", no_wrap=True)
    table.add_column("answer")
    for heading in ("seconds", "processor", "variables"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in report.rows:
        size = "" if row.variables is None else f"{row.variables:,}"
        times = f"{row.seconds:.2f}", f"{row.cpu_seconds:.2f}"
        table.add_row(row.name, f"{row.status} {row.reason}".rstrip(), *times, size)
    page = [table, Text(), *(Text(line) for line in summary(report))]
    for one in made_up.tables() if made_up is not None else ():
        page += [Text(), one.on_screen()]
    write(page, console())
