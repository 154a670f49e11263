"""The months to come, figure by figure, and what they take for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import words
from reports.plan_table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from planning.forecast import Estimate, Forecast
    from planning.report import PlanReport

NUMBER = Kind.NUMBER

# What a forecast's figures are called, in the order they are told.
FIGURES = {
    "arrived": "Programmes asked for",
    "began": "Begun",
    "wait-p50": "Weeks within which half begin",
    "wait-p90": "Weeks within which nine in ten begin",
    "wait-mean": "Weeks waited by those who began, mean",
    "wait-longest": "Weeks waited by those who began, longest",
    "late-share": "Share who could not finish in time",
    "finished": "Finished",
    "left": "Left before the first session",
    "stopped": "Stopped after the first session",
    "late": "Could not finish in time",
    "attempts": "Began as often as the guide allows",
    "nowhere": "No group fits at all",
    "after": "An earlier programme was not finished",
    "open": "Not ended yet",
    "waiting": "Waiting on a day, mean",
    "waiting-at-month-end": "Waiting at the end of the month",
    "use": "Use of places",
    "catch-ups": "Catch-up sessions",
    "restarts": "Courses begun again",
}
SHARES = ("late-share", "use")


def forecasts(report: PlanReport) -> Table:
    """Every estimate of every scenario, figures by name in the order of `FIGURES`."""
    order = {name: place for place, name in enumerate(FIGURES)}
    rows = [
        _estimate(scenario, one)
        for scenario, found in report.forecasts.items()
        for one in sorted(
            found.estimates, key=lambda one: (order.get(one.key.name, len(order)), one.key)
        )
    ]
    return Table(
        "Forecast",
        "The months to come",
        (
            Column("Scenario"),
            Column("Figure", note="figures"),
            Column("Programme", note="codes"),
            Column("Area"),
            Column("Group"),
            Column("Of whom"),
            Column("Month", NUMBER),
            Column("Mean", NUMBER, "interval"),
            Column("Low", NUMBER, "interval"),
            Column("High", NUMBER, "interval"),
            Column("Replications with one", NUMBER, "having"),
        ),
        tuple(rows),
        " ".join(played(name, found) for name, found in report.forecasts.items()),
    )


def _estimate(scenario: str, one: Estimate) -> tuple[Cell, ...]:
    key = one.key
    whom = {"newcomers": "who arrive", "listed": "waiting already"}.get(key.of, key.of)
    name = FIGURES.get(key.name, key.name)
    if key.name in SHARES:
        name = f"{name}, percent"
    values = (_hundredfold(value) if key.name in SHARES else value for value in _values(one))
    return (
        scenario, name, key.programme or "all", key.area or "all", key.group or "all",
        whom or "all", key.month or None, *values, one.having,
    )  # fmt: skip


def _values(one: Estimate) -> tuple[float | None, float | None, float | None]:
    return one.mean, one.low, one.high


def _hundredfold(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 6)


def played(name: str, found: Forecast) -> str:
    outlook = found.outlook
    return (
        f"{name or 'base'}: {outlook.months} months from {words.day(outlook.begin)}, "
        f"{outlook.replications} replications, seed {outlook.seed}."
    )


def relied_on(report: PlanReport) -> Table:
    """The figures of the calibration behind the forecasts, each once."""
    figures = dict.fromkeys(
        (one.id, one.of, one.value, one.unit, one.text, str(one.source), one.verified)
        for found in report.forecasts.values()
        for one in found.relied_on
    )
    return Table(
        "Figures relied on",
        "Figures the forecast takes for granted",
        (
            Column("Figure"),
            Column("Of"),
            Column("Value", NUMBER),
            Column("Unit"),
            Column("What it is"),
            Column("Source"),
            Column("Text checked", note="checked"),
        ),
        tuple((*one[:6], "yes" if one[6] else "no") for one in figures),
    )
