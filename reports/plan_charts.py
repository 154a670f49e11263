"""Charts of a plan as files: load, waits, scenarios, seat prices, the months to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reports.chart_style import Chart, drawn, styled
from reports.plan_forecast_charts import queues, waits_to_come
from reports.plan_load_charts import loads
from reports.plan_waits_chart import weeks_waited
from reports.plan_whatif_charts import prices, scenarios
from reports.writing import write_private

if TYPE_CHECKING:
    from planning.report import PlanReport

CHARTS = (loads, weeks_waited, scenarios, prices, queues, waits_to_come)


def write_charts(report: PlanReport, directory: str | Path) -> tuple[Path, ...]:
    """Every chart there are figures for, as NAME.svg and NAME.png; the files written.

    The directory is made where it is not there, for its owner alone, as the files are.

    Raises
    ------
    OSError
        Where one can't be written.
    """
    folder = Path(directory)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for name, files in drawings(report):
        for ending, content in files.items():
            path = folder / f"{name}.{ending}"
            write_private(path, content)
            written.append(path)
    return tuple(written)


def drawings(report: PlanReport) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each chart's name and its contents by file ending: the same bytes for the same report."""
    with styled():
        for chart in charts(report):
            yield chart.name, drawn(chart)


def charts(report: PlanReport) -> Iterator[Chart]:
    for draw in CHARTS:
        yield from draw(report)
