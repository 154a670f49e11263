"""The months to come: who is still waiting month by month, and how long newcomers wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reports import chart_style, words
from reports.chart_style import Chart

if TYPE_CHECKING:
    from planning.forecast import Estimate, Forecast
    from planning.report import PlanReport

ACROSS = 3
QUEUE = "waiting-at-month-end"
HALF, MOST = "wait-p50", "wait-p90"


def queues(report: PlanReport) -> Iterator[Chart]:
    """A small chart a scenario; from the second on, the first beside it as a broken line."""
    found = {name: _queue(one) for name, one in report.forecasts.items()}
    found = {name: months for name, months in found.items() if months}
    if not found:
        return
    title = "People waiting at the end of each month"
    figure, axes = chart_style.page(title, len(found), ACROSS, 4.2, 3)
    dark, _ = chart_style.focus()
    base = next(iter(found.values()))
    begin = next(iter(report.forecasts.values())).outlook.begin
    top = max(one.high or one.mean or 0 for months in found.values() for one in months)
    for axis, (name, months) in zip(axes, found.items(), strict=True):
        numbers = [one.key.month for one in months]
        means = [one.mean for one in months]
        axis.plot(numbers, means, color=dark, marker="o", label="Mean")
        axis.fill_between(
            numbers, [_low(one) for one in months], [_high(one) for one in months],
            color=dark, alpha=0.2, linewidth=0, label="Interval of the mean",
        )  # fmt: skip
        if months is not base:
            first = [one.mean for one in base]
            axis.plot(
                [one.key.month for one in base], first, color="black", linestyle="--",
                label="The first scenario",
            )  # fmt: skip
        axis.set_title(words.plain(name) or "base")
        axis.set_ylim(0, top * 1.1 + 1)
        chart_style.whole_ticks(axis.xaxis)
        chart_style.whole_ticks(axis.yaxis)
        axis.set_xlabel(f"Months from {words.day(begin)}", fontsize=chart_style.TEXT_SIZE)
    chart_style.legend(figure, axes[-1])
    said = "; ".join(
        f"{name or 'base'}: {months[-1].mean:.0f} at the end of month {months[-1].key.month}"
        for name, months in found.items()
    )
    yield Chart("forecast-waiting", title, f"{title}. {said}.", figure)


def _queue(found: Forecast) -> list[Estimate]:
    months = [one for one in found.estimates if one.key.name == QUEUE and one.mean is not None]
    return sorted(months, key=lambda one: one.key.month)


def _low(one: Estimate) -> float:
    return max(0.0, one.mean or 0.0 if one.low is None else one.low)


def _high(one: Estimate) -> float:
    return one.mean or 0.0 if one.high is None else one.high


def waits_to_come(report: PlanReport) -> Iterator[Chart]:
    """Half and nine in ten of those who arrive, by programme, a small chart a scenario."""
    figures = {name: _waits(one) for name, one in report.forecasts.items()}
    programmes = sorted({programme for waits in figures.values() for programme, _ in waits})
    if not programmes:
        return
    title = "Weeks within which half, and nine in ten, of those who arrive begin"
    longest = max(_high(one) for waits in figures.values() for one in waits.values())
    height = 1.2 + 0.45 * len(programmes)
    figure, axes = chart_style.page(title, len(figures), ACROSS, 4.4, height)
    for axis, (name, waits) in zip(axes, figures.items(), strict=True):
        _dots(axis, programmes, waits)
        axis.set_title(words.plain(name) or "base")
        axis.set_xlim(0, longest * 1.05 + 1)
        axis.set_xlabel("Weeks", fontsize=chart_style.TEXT_SIZE)
    chart_style.legend(figure, axes[0])
    said = "; ".join(
        f"{name or 'base'}, {programme or 'all'}: half within {one.mean:.1f} weeks"
        for name, waits in figures.items()
        for (programme, figure_name), one in waits.items()
        if figure_name == HALF and one.mean is not None
    )
    yield Chart("forecast-waits", title, f"{title}. {said}.", figure)


def _waits(found: Forecast) -> dict[tuple[str, str], Estimate]:
    """By programme ("" for all) and figure, over every area, of newcomers."""
    return {
        (one.key.programme, one.key.name): one
        for one in found.estimates
        if one.key.name in (HALF, MOST) and not one.key.area and one.key.of == "newcomers"
    }


def _dots(axis: Any, programmes: list[str], waits: dict[tuple[str, str], Estimate]) -> None:
    dark, _ = chart_style.focus()
    orange = chart_style.palette(4)[3]
    for name, label, marker, colour, lift in (
        (HALF, "Half", "o", dark, -0.12),
        (MOST, "Nine in ten", "s", orange, 0.12),
    ):
        known = [
            (line + lift, waits[programme, name])
            for line, programme in enumerate(programmes)
            if (programme, name) in waits and waits[programme, name].mean is not None
        ]
        means = [one.mean or 0.0 for _, one in known]
        reach = [
            [mean - _low(one) for mean, (_, one) in zip(means, known, strict=True)],
            [_high(one) - mean for mean, (_, one) in zip(means, known, strict=True)],
        ]
        axis.errorbar(
            means, [line for line, _ in known], xerr=reach, linestyle="none", marker=marker,
            color=colour, markersize=7, elinewidth=1.5, label=label,
        )  # fmt: skip
    axis.set_yticks(range(len(programmes)), [words.plain(each) or "all" for each in programmes])
    axis.set_ylim(len(programmes) - 0.5, -0.5)
    axis.grid(visible=True, axis="x")
    axis.grid(visible=False, axis="y")
