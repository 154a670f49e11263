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

# How what is asked for ends, below the sum of it.
ENDINGS = ("finished", "stopped", "left", "after", "nowhere", "late", "attempts", "open")
# Of everybody who arrives, and of the whole region: (figure, of whom).
TOLD = (
    ("arrived", "newcomers"),
    *((ending, "newcomers") for ending in ENDINGS),
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
ASSUMPTION, CONFIDENCE = "assumption", "confidence"


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
    yield from (indented(line(said)) for said in _notes(report))


def _notes(report: PlanReport) -> Iterator[str]:
    """What the figures count, and what they stand on."""
    yield (
        "Counted is each programme that somebody who arrives asks for, and how it ends; today's "
        "list is told apart in the workbook and the JSON."
    )
    yield (
        "Places are given out week by week in groups there are facilitators and rooms for, where "
        "these are stated. Not played: small groups and lone women, days of unpaid work and "
        "treatment appointments."
    )
    figures = [one for found in report.forecasts.values() for one in found.relied_on]
    sure = next((one.value for one in figures if one.id == CONFIDENCE), None)
    if sure is not None:
        yield f"In brackets: where the mean lies, with {sure:g}% confidence."
    unread = {one.source for one in figures if not one.verified}
    taken = sorted(source.section for source in unread if source.document == ASSUMPTION)
    if taken:
        yield f"Assumed, and found in no text: {words.listing(taken)}."
    others = sorted(str(source) for source in unread if source.document != ASSUMPTION)
    if others:
        yield f"Figures relied on whose text was not checked: {words.listing(others)}."


def _side_by_side(report: PlanReport, names: list[str]) -> Grid:
    page = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    page.add_column("")
    for name in names:
        title = fill(words.plain(name) or "base", TITLE_WIDTH)
        page.add_column(title, justify="right", no_wrap=True)
    for figure, of in TOLD:
        found = [report.forecasts[name].estimate(figure, of=of) for name in names]
        ending = figure in ENDINGS
        if any(one is not None and (one.mean or not ending) for one in found):
            said = f"  {FIGURES[figure].lower()}" if ending else FIGURES[figure]
            page.add_row(Name(said), *(estimate(one, figure) for one in found))
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
    return f"{value:.1%}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.1f}"
