"""Scenarios side by side, and what one more place in a group is worth."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING, Any

from reports import chart_style, words
from reports.chart_style import Chart
from reports.plan_table import Kind, written
from reports.plan_whatif_tables import compared, worth

if TYPE_CHECKING:
    from planning.report import PlanReport

SHOWN = (
    "Placed", "No place", "Cannot finish", "Weeks, nine in ten", "Hours lost",
    "Facilitator sessions",
)  # fmt: skip
DEAREST = 20
LETTERS = 22


def scenarios(report: PlanReport) -> Iterator[Chart]:
    """One small chart a measure, one bar a scenario; the base is the pale one."""
    if not report.compared:
        return
    title = "Scenarios side by side, the base first and grey"
    table = compared(report.compared).only("Scenario", *SHOWN)
    names = [_broken(str(row[0])) for row in table.rows]
    lines = sum(name.count("\n") + 1 for name in names)
    figure, axes = chart_style.page(title, len(SHOWN), 2, 5.2, 0.9 + 0.35 * lines)
    dark, pale = chart_style.focus()
    colours = [pale, *[dark] * (len(names) - 1)]
    for place, axis in enumerate(axes, start=1):
        values = [row[place] for row in table.rows]
        _bars(axis, names, values, colours)
        axis.set_title(table.columns[place].title)
    said = "; ".join(
        f"{name}: {row[1]} placed, {row[2]} without a place"
        for name, row in zip((one.name for one in report.compared), table.rows, strict=True)
    )
    yield Chart("scenarios", title, f"{title}. {said}.", figure)


def _bars(axis: Any, names: list[str], values: list[Any], colours: list[str]) -> None:
    lines = range(len(names))
    lengths = [value or 0 for value in values]
    axis.barh(lines, lengths, color=colours, height=0.7)
    axis.set_yticks(lines, names)
    axis.invert_yaxis()
    axis.grid(visible=False)
    axis.spines["bottom"].set_visible(False)
    axis.tick_params(axis="x", length=0, labelbottom=False)
    axis.set_xlim(0, max(*lengths, 1) * 1.25)
    for line, (length, value) in enumerate(zip(lengths, values, strict=True)):
        axis.annotate(
            written(value, Kind.NUMBER), (length, line), xytext=(4, 0),
            textcoords="offset points", va="center",
        )  # fmt: skip


def prices(report: PlanReport) -> Iterator[Chart]:
    """Bars for the estimates, a mark for what solving again gave."""
    dearest = sorted(report.prices, key=lambda one: -one.estimate)[:DEAREST]
    if not dearest:
        return
    cut = f", the {DEAREST} dearest" if len(report.prices) > DEAREST else ""
    title = f"What one more place in a group is worth{cut}"
    figure, [axis] = chart_style.page(title, 1, 1, 9, 1 + 0.38 * len(dearest))
    dark, _ = chart_style.focus()
    orange = chart_style.palette(4)[3]
    lines = range(len(dearest))
    axis.barh(
        lines, [one.estimate for one in dearest], color=dark, height=0.6,
        label="Estimate (dual of the last linear programme)",
    )  # fmt: skip
    solved = [(line, one) for line, one in enumerate(dearest) if one.exact is not None]
    if solved:
        axis.plot(
            [one.exact for _, one in solved], [line for line, _ in solved], linestyle="none",
            marker="D", markersize=7, markerfacecolor=orange, markeredgecolor="white",
            label="Solved again with one more place", clip_on=False, zorder=3,
        )  # fmt: skip
    for line, one in solved:
        if one.lowest is not None and one.highest is not None and one.lowest < one.highest:
            axis.hlines(line, one.lowest, one.highest, color="black", linewidth=1.5)
    axis.set_yticks(lines, [words.plain(one.group) for one in dearest])
    axis.invert_yaxis()
    axis.grid(visible=True, axis="x")
    axis.grid(visible=False, axis="y")
    axis.xaxis.set_major_formatter("{x:,.0f}")
    axis.set_xlabel("Units of the objective", fontsize=chart_style.TEXT_SIZE)
    chart_style.legend(figure, axis)
    said = "; ".join(f"{one.group}: {one.estimate:,.0f}" for one in dearest)
    yield Chart("prices", title, f"{title}. {worth(report)} {said}.", figure)


def _broken(name: str) -> str:
    """A long name on several lines, whole: two may begin alike."""
    return fill(words.plain(name), LETTERS)
