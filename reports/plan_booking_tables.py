"""Days of unpaid work and treatment appointments, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from models.moments import WEEKDAYS, clock
from models.placement import PlanAim
from reports.plan_table import Cell, Column, Kind, Table
from reports.plan_tables import AIMS, REASONS, bound, gap

if TYPE_CHECKING:
    from planning.report import GivenWeek, PlanReport, WorkDay

NUMBER, SHARE, DAY = Kind.NUMBER, Kind.SHARE, Kind.DAY


def aims(report: PlanReport) -> Table:
    """A line for each aim of each round, in the order in which they were booked."""
    rows: list[tuple[Cell, ...]] = []
    for one in report.plan.rounds:
        for stage in one.stages:
            name, unit = AIMS[PlanAim(stage.aim)]
            said = "yes" if stage.proved else "no"
            rows.append(
                (", ".join(one.requirements), name, unit, stage.value, bound(stage), gap(stage),
                 said)
            )  # fmt: skip
    return Table(
        "Booking aims",
        "What the bookings come to, given the groups, aim by aim",
        (
            Column("Requirement", note="requirements"),
            Column("Aim"),
            Column("Unit"),
            Column("Value", NUMBER),
            Column("Proved bound", NUMBER, "given"),
            Column("Gap", NUMBER, "gap"),
            Column("Proved best", note="proved"),
        ),
        tuple(rows),
        "Given the groups, and what is booked above; each aim leaves those before it as they are.",
    )


def waits(report: PlanReport) -> Table:
    held = report.bookings
    return Table(
        "Booking waits",
        "Whole weeks waited for a first day of work or a first appointment",
        (
            Column("Requirement", note="requirements"),
            Column("Booked", NUMBER),
            Column("Not booked", NUMBER),
            Column("Half within", NUMBER, "percentiles"),
            Column("Nine in ten within", NUMBER, "percentiles"),
            Column("Longest", NUMBER),
        ),
        tuple(
            (one.name, one.placed, one.unplaced, one.p50, one.p90, one.longest)
            for one in (held.waits if held is not None else ())
        ),
        "Weeks. Only those who are booked are counted in the weeks.",
    )


def bookings(report: PlanReport) -> Table:
    return Table(
        "Bookings",
        "Who works where on which days, and who has appointments with whom",
        (
            Column("Person"),
            Column("Requirement", note="requirements"),
            Column("Where"),
            Column("When"),
            Column("First day", DAY),
            Column("Last day", DAY),
            Column("Times", NUMBER),
        ),
        tuple(
            (
                one.person,
                one.requirement,
                one.giver,
                _times([(each.day.weekday(), each.start, each.end) for each in one.sessions]),
                one.first,
                one.last,
                len(one.sessions),
            )
            for one in report.plan.bookings
        ),
    )


def _times(held: list[tuple[int, int, int]]) -> str:
    """The usual weekly times; days moved past a holiday stand in the JSON."""
    most = max(map(held.count, held))
    usual = sorted({one for one in held if 2 * held.count(one) >= most})
    return " and ".join(
        f"{WEEKDAYS[weekday].title()} {clock(start)}-{clock(end)}" for weekday, start, end in usual
    )


def waiting(report: PlanReport) -> Table:
    return Table(
        "Not booked",
        "Who waits for unpaid work or treatment, and why",
        (Column("Person"), Column("Requirement", note="requirements"), Column("Reason"),
         Column("Why")),
        tuple(
            (one.person, one.requirement, REASONS[one.reason], one.sentence)
            for one in report.plan.unbooked
        ),
    )  # fmt: skip


def projects(report: PlanReport) -> Table:
    """A line for each project and weekday: how full it gets."""
    held = report.bookings
    days = sorted(
        held.days if held is not None else (),
        key=lambda one: (one.project, one.day.weekday(), one.day),
    )
    return Table(
        "Projects",
        "How full unpaid-work projects are",
        (
            Column("Project"),
            Column("Weekday"),
            Column("First day", DAY),
            Column("Last day", DAY),
            Column("Days", NUMBER),
            Column("Fullest", NUMBER, "heads-day"),
            Column("Places", NUMBER),
            Column("Mean use", SHARE, "use-day"),
        ),
        tuple(
            _project(list(some))
            for _, some in groupby(days, lambda one: (one.project, one.day.weekday()))
        ),
    )


def _project(days: list[WorkDay]) -> tuple[Cell, ...]:
    heads = [one.people + one.taken for one in days]
    places = days[0].places
    return (
        days[0].name or days[0].project,
        WEEKDAYS[days[0].day.weekday()].title(),
        days[0].day,
        days[-1].day,
        len(days),
        max(heads),
        places,
        sum(heads) / (places * len(days)) if places else None,
    )


def work_days(report: PlanReport) -> Table:
    held = report.bookings
    return Table(
        "Work days",
        "People at each project on each day",
        (
            Column("Project"),
            Column("Day", DAY),
            Column("Of this plan", NUMBER),
            Column("There before", NUMBER, "before"),
            Column("Places", NUMBER),
        ),
        tuple(
            (one.name or one.project, one.day, one.people, one.taken, one.places)
            for one in (held.days if held is not None else ())
        ),
    )


def providers(report: PlanReport) -> Table:
    """A line for each provider: its busiest week."""
    held = report.bookings
    weeks = held.weeks if held is not None else ()
    return Table(
        "Providers",
        "Treatment appointments in the busiest week of each provider",
        (
            Column("Provider"),
            Column("Week of", DAY),
            Column("Appointments", NUMBER),
            Column("Offered a week", NUMBER, "appointments"),
        ),
        tuple(_busiest(list(some)) for _, some in groupby(weeks, lambda one: one.provider)),
    )


def _busiest(weeks: list[GivenWeek]) -> tuple[Cell, ...]:
    one = max(weeks, key=lambda each: (each.appointments, -each.week.toordinal()))
    return one.name or one.provider, one.week, one.appointments, one.offered


def appointment_weeks(report: PlanReport) -> Table:
    held = report.bookings
    return Table(
        "Appointment weeks",
        "Treatment appointments of each provider in each week",
        (
            Column("Provider"),
            Column("Week of", DAY),
            Column("Appointments", NUMBER),
            Column("Offered a week", NUMBER, "appointments"),
        ),
        tuple(
            (one.name or one.provider, one.week, one.appointments, one.offered)
            for one in (held.weeks if held is not None else ())
        ),
    )


def of_bookings(report: PlanReport) -> Iterator[Table]:
    """Every table of the bookings that has a row; figures first, then names."""
    for make in (
        aims, waits, projects, providers, bookings, waiting, work_days, appointment_weeks,
    ):  # fmt: skip
        table = make(report)
        if table.rows:
            yield table
