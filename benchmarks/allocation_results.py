"""A dated section of RESULTS.md from what `bench allocation --json` said.

    python -m benchmarks.allocation_results [--date D] [--commit C] [--note TEXT] [--to FILE]
        JSON...

The files are of one or several runs: regions, and others' instances. Date and commit are git's own
unless given.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from benchmarks.allocation_bench import goals
from benchmarks.allocation_tables import tables
from benchmarks.results import EXISTING, HEADER, HERE, checked_out, git, insert
from benchmarks.tables import Table, number


@click.command()
@click.argument("runs", nargs=-1, required=True, type=EXISTING)
@click.option("--date", "day", help="The day of the run; else that of the commit.")
@click.option("--commit", help="The commit that was run; else the one checked out.")
@click.option("--note", default="", help="What the reader should know of these runs.")
@click.option("--to", "path", type=EXISTING, default=HERE / "RESULTS.md")
def main(
    runs: tuple[Path, ...], day: str | None, commit: str | None, note: str, path: Path
) -> None:
    """Put a section for these runs at the top of the results."""
    if HEADER not in path.read_text("utf-8"):
        raise click.UsageError(f"{path}: no line {HEADER.strip()} to put a section under.")
    found = [json.loads(run.read_text("utf-8")) for run in runs]
    day = day or git("show", "-s", "--format=%cs", "HEAD")
    insert(path, section(day, commit or checked_out(), found, note))
    click.echo(f"Written: {path}", err=True)


def section(day: str, commit: str, found: list[dict[str, Any]], note: str = "") -> str:
    """The section in Markdown: what was asked for beside what was reached, then every table."""
    lines = [f"## {day}, {commit}: everybody's groups", "", *([note, ""] if note else [])]
    regions = [row for run in found for row in run.get("regions", ())]
    if regions:
        lines += [*_asked(regions).markdown(), ""]
    for run in found:
        for table in tables(run):
            lines += [*table.markdown(), ""]
    of = found[0]["machine"]
    return "\n".join(
        [
            *lines,
            f"{of['cores']} cores, {of['machine']}, {of['system']}, Python {of['python']}, "
            f"ortools {of['ortools']}. The clock runs from the population in memory to the bound "
            "closed; the evaluator reads every plan after it, timed apart. Processor seconds are "
            "of all processes together; MiB of the largest one.",
            "",
        ]
    )


def _asked(rows: list[dict[str, Any]]) -> Table:
    """Each size that the issue asks for, by the slowest of its shares of places."""
    lines = []
    for goal in goals():
        own = [row for row in rows if (row["people"], row["areas"]) == (goal.people, goal.areas)]
        timed = [row for row in own if "seconds" in row]
        proved = sum(row["proved"] for row in own)
        wall = max((row["seconds"] for row in timed), default=None)
        spent = max((row["cpu_seconds"] for row in timed), default=None)
        memory = max((row["mebibytes"] or 0.0 for row in timed), default=None)
        lines.append(
            (f"{goal.people:,} in {goal.areas}", f"{proved} of {len(own)}", number(wall),
             number(goal.seconds), number(spent), number(memory, 0), number(goal.mebibytes, 0))
        )  # fmt: skip
    return Table(
        "Asked for, and the slowest share of places measured",
        ("people and areas", "gap proved zero", "wall s", "asked", "processor s", "MiB", "asked"),
        tuple(lines),
    )


if __name__ == "__main__":
    main()
