"""What `plan` writes beside the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from commands.guarding import unwritable, wrong

if TYPE_CHECKING:
    from models.errors import Complaint
    from planning.report import PlanReport


NOTHING_TO_DRAW = "No charts: there is nobody in a group to draw them of."


def complain_of_targets(given: dict[str, Any]) -> None:
    """What could be written nowhere is said before the plan is made, not after."""
    from pathlib import Path

    for option in ("xlsx", "records"):
        target = given[option] and Path(given[option])
        if target and not target.parent.is_dir():
            wrong(given[option], None, f'there is no folder "{target.parent}"')
        if target and target.is_dir():
            wrong(given[option], None, "is a folder")
    if given["charts"] and Path(given["charts"]).is_file():
        wrong(given["charts"], None, "is a file: charts go into a folder")


def write_files(report: PlanReport, xlsx: str | None, charts: str | None) -> list[Complaint]:
    """The workbook and the charts that were asked for; what can't be written is told."""
    complaints: list[Complaint] = []
    if xlsx:
        from reports.plan_workbook import write_workbook

        try:
            write_workbook(report, xlsx)
        except OSError as fault:
            complaints.append(unwritable(xlsx, fault))
        else:
            click.echo(f"Written: {xlsx}", err=True)
    if charts:
        from reports.plan_charts import write_charts

        try:
            written = write_charts(report, charts)
        except OSError as fault:
            complaints.append(unwritable(charts, fault))
        else:
            number = len(written)
            said = f"Written: {number} charts in {charts}" if number else NOTHING_TO_DRAW
            click.echo(said, err=True)
    return complaints


def write_template(path: str) -> None:
    """A population to fill in, by the ending of its name a CSV file or a workbook.

    Nothing is written over: what stands there may have been filled in already.
    """
    from pathlib import Path

    from models.errors import InvalidInput
    from reports.writing import write_private
    from scenarios.columns import template

    content = template(path.rpartition(".")[2].lower(), path)
    if Path(path).exists():
        wrong(path, None, "stands there already, and may have been filled in: give another name")
    try:
        write_private(path, content)
    except OSError as fault:
        raise InvalidInput([unwritable(path, fault)]) from None
    click.echo(f"Written: {path}", err=True)
