"""How full groups, projects and providers are under a plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reports.plan_table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from planning.report import Load, PlanReport

NUMBER, SHARE, DAY = Kind.NUMBER, Kind.SHARE, Kind.DAY


def groups(report: PlanReport) -> Table:
    """A line for each group and cohort: how full it gets, and how full it is on average."""
    return Table(
        "Groups",
        "How full each group and each closed cohort is",
        (
            Column("Group"),
            Column("Cohort"),
            Column("Programme", note="codes"),
            Column("Venue"),
            Column("First week", DAY),
            Column("Last week", DAY),
            Column("Weeks", NUMBER),
            Column("Fullest", NUMBER, "heads"),
            Column("Places", NUMBER),
            Column("Mean use", SHARE, "use"),
        ),
        tuple(_group(list(weeks)) for _, weeks in groupby(_in_order(report), _cohort)),
    )


def _cohort(load: Load) -> tuple[str, str]:
    return load.group, load.run


def _in_order(report: PlanReport) -> list[Load]:
    """By group in the order they come, each with its cohorts, and the weeks of each."""
    places: dict[str, int] = {}
    for one in report.loads:
        places.setdefault(one.group, len(places))
    return sorted(report.loads, key=lambda one: (places[one.group], one.run, one.week))


def _group(weeks: list[Load]) -> tuple[Cell, ...]:
    one = weeks[0]
    heads = [week.people + week.taken for week in weeks]
    offered = sum(week.places for week in weeks)
    return (
        one.group,
        one.run.removeprefix(f"{one.group}@") or "rolling",
        one.programme,
        one.venue,
        one.week,
        weeks[-1].week,
        len(weeks),
        max(heads),
        one.places,
        sum(heads) / offered if offered else None,
    )


def load(report: PlanReport) -> Table:
    return Table(
        "Load",
        "The fullest meeting of each group in each week",
        (
            Column("Group"),
            Column("Cohort"),
            Column("Programme", note="codes"),
            Column("Venue"),
            Column("Week of", DAY),
            Column("Of this plan", NUMBER),
            Column("There before", NUMBER, "before"),
            Column("Places", NUMBER),
            Column("Use", SHARE, "use"),
        ),
        tuple(
            (
                one.group,
                one.run.removeprefix(f"{one.group}@") or "rolling",
                one.programme,
                one.venue,
                one.week,
                one.people,
                one.taken,
                one.places,
                (one.people + one.taken) / one.places if one.places else None,
            )
            for one in _in_order(report)
        ),
    )


def staffed(report: PlanReport) -> Table:
    return Table(
        "Staffed",
        "Group sessions a week of facilitators, and groups at once in rooms",
        (
            Column("Place"),
            Column("What"),
            Column("There are", NUMBER),
            Column("Fullest week", NUMBER, "staffed"),
            Column("Week of", DAY),
            Column("Weeks with none left", NUMBER, "none-left"),
            Column("First such week", DAY),
            Column("Waiting for it", NUMBER, "lacking"),
        ),
        tuple(
            (one.place, one.what, one.offered, one.fullest, one.week, one.full, one.first,
             one.waiting)
            for one in report.staffed
        ),
    )  # fmt: skip


def demands(report: PlanReport) -> Table:
    kinds = {"project": "Unpaid-work project", "provider": "Provider"}
    return Table(
        "Demand",
        "What the people of the plan ask of projects and providers in a week",
        (
            Column("Kind"),
            Column("Name"),
            Column("Offered a week", NUMBER, "offered"),
            Column("Asked a week", NUMBER, "offered"),
            Column("Over", NUMBER),
        ),
        tuple(
            (
                kinds.get(one.kind, one.kind.capitalize()),
                one.name or one.id,
                one.offered,
                one.asked,
                max(0, one.asked - one.offered),
            )
            for one in report.demands
        ),
    )
