"""Plans side by side, what a place is worth, which group to open, and the months to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.changes import times
from reports import words
from reports.plan_table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from planning.forecast import Estimate, Forecast
    from planning.report import Compared, PlanReport

NUMBER, SHARE = Kind.NUMBER, Kind.SHARE

# What a forecast's figures are called, in the order they are told.
FIGURES = {
    "arrived": "Arrived",
    "began": "Began",
    "wait-p50": "Weeks within which half begin",
    "wait-p90": "Weeks within which nine in ten begin",
    "wait-mean": "Weeks waited by those who began, mean",
    "wait-longest": "Weeks waited by those who began, longest",
    "late-share": "Share who could not finish in time",
    "finished": "Finished",
    "left": "Left before the first session",
    "stopped": "Stopped after it",
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


def prices(report: PlanReport) -> Table:
    return Table(
        "Seat prices",
        "What one more place in a group is worth, the dearest first",
        (
            Column("Group"),
            Column("Programme", note="codes"),
            Column("Estimate", NUMBER, "estimate"),
            Column("Exact", NUMBER, "exact"),
            Column("At least", NUMBER, "between"),
            Column("At most", NUMBER, "between"),
        ),
        tuple(
            (one.group, one.programme, one.estimate, one.exact, one.lowest, one.highest)
            for one in sorted(report.prices, key=lambda one: -one.estimate)
        ),
        worth(report),
    )


def worth(report: PlanReport) -> str:
    """What a unit of the objective is."""
    found = report.weights
    if found is None:
        return ""
    return (
        f"In units of the objective: {found.unmet:,} for a unit of priority need unmet, "
        f"{found.week:,} for a week waited, {found.work_minute:,} for a minute of work, study or "
        f"care lost, {found.travel_minute:,} for a minute of travel."
    )


def openings(report: PlanReport) -> Table:
    found = report.openings
    rows: tuple[tuple[Cell, ...], ...] = ()
    says = ""
    if found is not None:
        rows = tuple(
            (
                one.programme, one.venue, times(one.slots), one.places, one.gain, one.most,
                "yes" if one.chosen else "no",
            )
            for one in found.groups
        )  # fmt: skip
        sure = "proved" if found.proved else f"no choice gains more than {found.most:,}"
        says = (
            f"{found.looked_at:,} groups looked at, {found.solved:,} plans solved; the choice "
            f"gains {found.gain:,} ({sure})."
        )
        # Said with the prices, where there are any.
        says += "" if report.prices else f" {worth(report)}".rstrip()
    return Table(
        "Next groups",
        "Which group to open next",
        (
            Column("Programme", note="codes"),
            Column("Venue"),
            Column("Meets"),
            Column("Places", NUMBER),
            Column("Gain", NUMBER, "gain"),
            Column("Gains at most", NUMBER, "most"),
            Column("To open"),
        ),
        rows,
        says,
    )


def compared(found: Sequence[Compared]) -> Table:
    """Scenarios in rows, the base first."""
    return Table(
        "Scenarios",
        "Scenarios side by side, the base first",
        (
            Column("Scenario"),
            Column("People", NUMBER),
            Column("Placed", NUMBER, "placed"),
            Column("No place", NUMBER, "no-place"),
            Column("Priority unmet", NUMBER),
            Column("Cannot finish", NUMBER),
            Column("Weeks, half", NUMBER, "percentiles"),
            Column("Weeks, nine in ten", NUMBER, "percentiles"),
            Column("Weeks, longest", NUMBER),
            Column("Hours lost", NUMBER, "hours"),
            Column("Travel hours", NUMBER),
            Column("Facilitator sessions", NUMBER, "sessions"),
            Column("People moved", NUMBER, "moved"),
            Column("Proved best", note="proved"),
            Column("What is different"),
        ),
        tuple(
            (
                one.name,
                one.people,
                one.placed,
                one.unplaced,
                one.measures.priority_unmet,
                one.measures.cannot_finish,
                one.waits.p50,
                one.waits.p90,
                one.waits.longest,
                one.hours_lost,
                one.measures.travel_minutes / 60,
                one.facilitator_sessions,
                one.moved,
                "yes" if one.proved else "no",
                one.sentence,
            )
            for one in found
        ),
    )


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


def beside_plan(report: PlanReport) -> Iterator[Table]:
    """Every table of what-ifs and of the future that has a row."""
    for table in (
        compared(report.compared), prices(report), openings(report), forecasts(report),
        relied_on(report),
    ):  # fmt: skip
        if table.rows:
            yield table
