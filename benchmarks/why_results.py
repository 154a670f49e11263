"""A dated section of RESULTS.md from what `bench why --json` said.

    python -m benchmarks.why_results [--date D] [--commit C] [--note TEXT] [--to FILE] JSON

Date and commit are git's own unless given.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from benchmarks.results import EXISTING, HEADER, HERE, checked_out, git, insert
from benchmarks.tables import Table, number
from benchmarks.why_bench import Kind, Reason, reached, tables


@click.command()
@click.argument("ran", type=EXISTING)
@click.option("--date", "day", help="The day of the run; else that of the commit.")
@click.option("--commit", help="The commit that was run; else the one checked out.")
@click.option("--note", default="", help="What the reader should know of this run.")
@click.option("--to", "path", type=EXISTING, default=HERE / "RESULTS.md")
def main(ran: Path, day: str | None, commit: str | None, note: str, path: Path) -> None:
    """Put a section for this run at the top of the results."""
    if HEADER not in path.read_text("utf-8"):
        raise click.UsageError(f"{path}: no line {HEADER.strip()} to put a section under.")
    found = json.loads(ran.read_text("utf-8"))
    day = day or git("show", "-s", "--format=%cs", "HEAD")
    insert(path, section(day, commit or checked_out(), found, note))
    click.echo(f"Written: {path}", err=True)


def section(day: str, commit: str, found: dict[str, Any], note: str = "") -> str:
    """The section in Markdown: the target beside what was measured, then every kind of reason."""
    rows = [
        Reason(**{**row, "kind": Kind[str(row["kind"]).upper()]}) for row in found["reasons"]
    ]
    lines = [f"## {day}, {commit}: reasons", "", *([note, ""] if note else [])]
    for table in (_asked(rows), *tables(rows)):
        lines += [*table.markdown(), ""]
    of = found["machine"]
    cut = ", interrupted" if found["interrupted"] else ""
    return "\n".join(
        [
            *lines,
            f"{found['cases']} shipped cases{cut}; {of['cores']} cores, {of['machine']}, "
            f"{of['system']}, Python {of['python']}, ortools {of['ortools']}. The clock runs from "
            "the facts of a case to the reason verified: each member taken away leaves something "
            "possible, all together nothing. Findings are read, not asked of a draft. A package "
            "that comes with a reason is searched for with little effort, and may be the best "
            "found.",
            "",
        ]
    )


def _asked(rows: list[Reason]) -> Table:
    verdict = {True: "met", False: "not met", None: ""}
    return Table(
        "Asked for",
        ("seconds at the median", "asked", "measured", ""),
        tuple(
            ("reasons that drafts are asked for", number(target.seconds), number(measured),
             verdict[met])
            for target, measured, met in reached(rows)
        ),
    )  # fmt: skip


if __name__ == "__main__":
    main()
