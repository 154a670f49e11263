"""Plans side by side, what a place is worth, and which group to open or close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.changes import times
from reports.plan_forecast_tables import forecasts, relied_on
from reports.plan_table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from planning.report import Compared, PlanReport

NUMBER = Kind.NUMBER

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
            (one.group, one.programme, round(one.estimate), one.exact, one.lowest, one.highest)
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
        f"care lost, {found.travel_minute:,} for a minute of travel. Of groups only: small groups "
        "and lone women are not weighed, nor what is left for unpaid work and treatment."
    )


def giver_prices(report: PlanReport) -> Table:
    return Table(
        "Project and provider prices",
        "What one more place at a project, or one more appointment with a provider, is worth",
        (
            Column("Name"),
            Column("One more"),
            Column("Requirement", note="requirements"),
            Column("Estimate", NUMBER, "giver-estimate"),
            Column("Exact", NUMBER, "giver-exact"),
            Column("At least", NUMBER, "between"),
            Column("At most", NUMBER, "between"),
        ),
        tuple(
            (
                one.name,
                "place a day" if one.kind == "project" else "appointment a week",
                ", ".join(one.requirements),
                round(one.estimate),
                one.exact,
                one.lowest,
                one.highest,
            )
            for one in report.giver_prices
        ),
        "In the same units; a requirement that is not booked is one unit of need. Given the groups "
        "and what is booked before; what it would leave for later is not counted. Of a provider "
        "only where its appointments a week are stated.",
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
        sure = "proved" if found.proved else f"no single group gains more than {found.most:,}"
        if found.number > 1:
            sure = "picked one after another; another set may gain more"
        says = (
            f"{found.looked_at:,} groups looked at, {found.solved:,} plans solved; the choice "
            f"gains {found.gain:,} ({sure}). Where facilitators or rooms are short, other meetings "
            "give way to it."
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


def nothing_to_open(report: PlanReport) -> str:
    """What is said where groups to open were asked for and none would gain anything."""
    found = report.openings
    if found is None or found.groups:
        return ""
    if not found.looked_at:
        return (
            "No group was looked at: nobody waits for a programme that could be held, and in the "
            "groups there are one more place is worth nothing."
        )
    sure = "proved" if found.proved else f"none gains more than {found.most:,}"
    looked = f"{found.looked_at:,} looked at, {found.solved:,} plans solved"
    return f"No group was found that gains anything if it is opened: {looked} ({sure})."


def nothing_dear(report: PlanReport) -> str:
    """What is said where prices were asked for and nothing has one."""
    if not report.priced or report.prices or report.giver_prices:
        return ""
    return "Nothing: no group, project or provider is so full that one more would be of use."


def nothing_to_close(report: PlanReport) -> str:
    """What is said where groups to close were asked for and there is none."""
    if report.closings is None or report.closings.groups:
        return ""
    return "There is no group to close: nobody of the plan sits in one."


def closings(report: PlanReport) -> Table:
    found = report.closings
    rows: tuple[tuple[Cell, ...], ...] = ()
    says = ""
    if found is not None:
        rows = tuple(
            (
                one.group, one.programme, one.people, one.sessions, one.cost, one.least,
                "yes" if one.chosen else "no",
            )
            for one in found.groups
        )  # fmt: skip
        sure = "proved" if found.proved else f"no single group costs less than {found.least:,}"
        if found.number > 1:
            sure = "picked one after another; another set may cost less"
        says = (
            f"{found.looked_at:,} groups looked at, {found.solved:,} plans solved; the choice "
            f"costs {found.cost:,} ({sure}). Whoever sat there before goes on to the end; "
            "the facilitators and rooms it leaves free are for others."
        )
        # Said with the prices or the groups to open, where there are any.
        said = report.prices or report.openings is not None
        says += "" if said else f" {worth(report)}".rstrip()
    return Table(
        "Groups to close",
        "Which group to close next",
        (
            Column("Group"),
            Column("Programme", note="codes"),
            Column("People", NUMBER),
            Column("Sessions", NUMBER, "sessions"),
            Column("Costs", NUMBER, "cost"),
            Column("Costs at least", NUMBER, "least"),
            Column("To close"),
        ),
        rows,
        says,
    )


def compared(found: Sequence[Compared]) -> Table:
    """Scenarios in rows, the base first; bookings where anybody asks for any."""
    booking = any(one.booked or one.unbooked for one in found)
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
            Column("Weeks in all", NUMBER),
            Column("Small groups and lone women", NUMBER, "company"),
            Column("Weeks, half", NUMBER, "percentiles"),
            Column("Weeks, nine in ten", NUMBER, "percentiles"),
            Column("Weeks, longest", NUMBER),
            Column("Hours lost", NUMBER, "hours"),
            Column("Travel hours", NUMBER),
            Column("Facilitator sessions", NUMBER, "sessions"),
            Column("People moved", NUMBER, "moved"),
            *(
                Column(title, NUMBER)
                for title in ("Booked", "Not booked", "Weeks to bookings") if booking
            ),
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
                one.measures.weeks_waited,
                one.measures.company,
                one.waits.p50,
                one.waits.p90,
                one.waits.longest,
                one.hours_lost,
                one.measures.travel_minutes / 60,
                one.facilitator_sessions,
                one.moved,
                *((one.booked, one.unbooked, one.booking_weeks) if booking else ()),
                "yes" if one.proved else "no",
                one.sentence,
            )
            for one in found
        ),
    )


def beside_plan(report: PlanReport) -> Iterator[Table]:
    """Every table of what-ifs and of the future that has a row."""
    for table in (
        compared(report.compared), prices(report), giver_prices(report), openings(report),
        closings(report), forecasts(report), relied_on(report),
    ):  # fmt: skip
        if table.rows:
            yield table
