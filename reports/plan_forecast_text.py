"""The months to come on the screen: scenarios in columns, means with their intervals."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from reports import words
from reports.plan_forecast_tables import FIGURES, SHARES, played
from reports.plan_grid import Name
from reports.screen import heading, indented, line

if TYPE_CHECKING:
    from planning.forecast import Estimate
    from planning.report import PlanReport

# Of everybody who arrives, and of the whole region: (figure, of whom).
TOLD = (
    ("arrived", "newcomers"),
    ("began", "newcomers"),
    ("wait-p50", "newcomers"),
    ("wait-p90", "newcomers"),
    ("late-share", "newcomers"),
    ("waiting", ""),
    ("catch-ups", ""),
    ("restarts", ""),
)
# Scenarios beside each other, and letters in a line of their names.
A_PAGE, TITLE_WIDTH = 2, 24


def forecasts(report: PlanReport) -> Iterator[RenderableType]:
    if not report.forecasts:
        return
    yield heading("The months to come")
    names = list(report.forecasts)
    for first in range(0, len(names), A_PAGE):
        yield indented(_side_by_side(report, names[first : first + A_PAGE]))
        yield Text("")
    for name, found in report.forecasts.items():
        yield indented(line(words.plain(played(name, found))))
    unread = {
        str(one.source)
        for found in report.forecasts.values()
        for one in found.relied_on
        if not one.verified
    }
    if unread:
        sources = words.listing(sorted(unread))
        yield indented(line(f"Figures relied on whose text was not checked: {sources}."))


def _side_by_side(report: PlanReport, names: list[str]) -> Grid:
    page = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    page.add_column("")
    for name in names:
        title = fill(words.plain(name) or "base", TITLE_WIDTH)
        page.add_column(title, justify="right", no_wrap=True)
    for figure, of in TOLD:
        found = [report.forecasts[name].estimate(figure, of=of) for name in names]
        if any(one is not None for one in found):
            page.add_row(Name(FIGURES[figure]), *(estimate(one, figure) for one in found))
    used = {
        one.key.programme
        for name in names
        for one in report.forecasts[name].estimates
        if one.key.name == "wait-p90" and one.key.programme and not one.key.area
    }
    if used:
        page.add_row(Text(FIGURES["wait-p90"], style="italic"), *[""] * len(names))
    for programme in sorted(used):
        found = [
            report.forecasts[name].estimate("wait-p90", programme=programme) for name in names
        ]
        name = Name(f"  {words.plain(programme)}")
        page.add_row(name, *(estimate(one, "wait-p90") for one in found))
    return page


def estimate(one: Estimate | None, figure: str) -> str:
    """The mean, with its interval in brackets where there is one."""
    if one is None or one.mean is None:
        return "-"
    said = _share if figure in SHARES else _number
    if one.low is None or one.high is None:
        return said(one.mean)
    # An interval is symmetric; no number of people, weeks or share is below nothing.
    return f"{said(one.mean)} ({said(max(0.0, one.low))} to {said(one.high)})"


def _share(value: float) -> str:
    return f"{value:.0%}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.1f}"
