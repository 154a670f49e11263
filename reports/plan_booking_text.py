"""Days of unpaid work and treatment appointments on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType

from reports import plan_booking_tables as tables
from reports.plan_grid import LISTED, by_kind, shown
from reports.screen import heading, indented, line

if TYPE_CHECKING:
    from planning.report import PlanReport

TITLE = "Unpaid work and treatment, given the groups"


def booked(report: PlanReport) -> str:
    """
    "112 of 118 requirements booked, proved best given the groups"
    """
    number, asked = len(report.plan.bookings), report.bookings.asked if report.bookings else 0
    proved = all(one.proved for one in report.plan.rounds)
    sure = "proved best" if proved else "not proved best"
    noun = "requirement" if asked == 1 else "requirements"
    return f"{number:,} of {asked:,} {noun} booked, {sure} given the groups"


def bookings(report: PlanReport) -> Iterator[RenderableType]:
    """Nothing where nobody asks for any."""
    if report.bookings is None:
        return
    yield heading(TITLE)
    yield indented(line(f"{booked(report)}."))
    aims = tables.aims(report)
    columns = ("Requirement", "Aim", "Unit", "Value", "Proved bound", "Gap", "Proved best")
    yield from by_kind(aims.only(*columns))
    yield from shown(tables.waits(report))
    waiting = tables.waiting(report)
    yield from shown(waiting.only("Person", "Requirement", "Why"), LISTED)
    projects = tables.projects(report)
    columns = ("Project", "Weekday", "Fullest", "Places", "Mean use")
    yield from shown(projects.fullest_first("Mean use").only(*columns), LISTED)
    yield from shown(tables.providers(report), LISTED)
