"""What is told of a plan, table by table: its aims, who waits how long, who goes where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import TYPE_CHECKING

from models.placement import ROUNDING, PlanAim, StageBound, Waiting
from reports.plan_seat_tables import demands, groups, load, staffed
from reports.plan_table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from planning.report import PlanReport, Waits

NUMBER, DAY = Kind.NUMBER, Kind.DAY

AIMS: dict[PlanAim, tuple[str, str]] = {
    PlanAim.PRIORITY: ("Priority need unmet", "units"),
    PlanAim.FINISH: ("Cannot finish before their order ends", "people"),
    PlanAim.WAITING: ("Waiting for first sessions", "weeks"),
    PlanAim.COMPANY: ("Small groups and lone women", "times"),
    PlanAim.WORK: ("Work, study, care lost", "minutes"),
    PlanAim.TRAVEL: ("Travel", "minutes"),
}
REASONS: dict[Waiting, str] = {
    Waiting.FULL: "Full",
    Waiting.HANDS: "No facilitator or room",
    Waiting.CLASH: "Clash",
    Waiting.WINDOW: "Window too short",
    Waiting.REACH: "Out of reach",
    Waiting.AFTER: "Earlier one has no place",
    Waiting.FINDING: "Not suitable",
}
BY = {"all": "Everybody", "programme": "Programme", "area": "Area", "sex": "Sex", "work": "Work"}


def bound(stage: StageBound) -> int:
    """The bound as a whole number, as every value is."""
    return ceil(stage.bound - ROUNDING)


def gap(stage: StageBound) -> int:
    return max(0, stage.value - bound(stage))


def aims(report: PlanReport) -> Table:
    stages = {stage.aim: stage for stage in report.stages}
    rows: list[tuple[Cell, ...]] = []
    for aim in report.aims:
        name, unit = AIMS[aim]
        stage = stages.get(aim.value)
        if stage is None:
            rows.append((name, unit, report.measures.of(aim), None, None, "no"))
        else:
            said = "yes" if stage.proved else "no"
            rows.append((name, unit, stage.value, bound(stage), gap(stage), said))
    return Table(
        "Aims",
        "What the plan comes to, aim by aim, in the order in which they were put",
        (
            Column("Aim"),
            Column("Unit"),
            Column("Value", NUMBER),
            Column("Proved bound", NUMBER, "bound"),
            Column("Gap", NUMBER, "gap"),
            Column("Proved best", note="proved"),
        ),
        tuple(rows),
        "Each aim is the less the better, and is the best that leaves the aims above it as they "
        "are.",
    )


def waits(report: PlanReport) -> Table:
    title = "Whole weeks waited for a first session"
    return _waits("Waits", title, report.waits)


def fairness(report: PlanReport) -> Table:
    title = "Whole weeks waited for a first session, side by side: who waits longest"
    return _waits("Fairness", title, report.fairness)


def _waits(name: str, title: str, found: Iterable[Waits]) -> Table:
    return Table(
        name,
        title,
        (
            Column("By"),
            Column("Who"),
            Column("Placed", NUMBER, "placed"),
            Column("No place", NUMBER, "no-place"),
            Column("Half within", NUMBER, "percentiles"),
            Column("Nine in ten within", NUMBER, "percentiles"),
            Column("Longest", NUMBER),
        ),
        tuple(
            (
                BY.get(one.by, one.by.capitalize()),
                "all" if one.by == "all" else one.name or "not known",
                one.placed,
                one.unplaced,
                one.p50,
                one.p90,
                one.longest,
            )
            for one in found
        ),
        "Weeks. Only those with a place are counted in the weeks.",
    )


def shortages(report: PlanReport) -> Table:
    reasons = [each for each in REASONS if any(one.reasons.get(each) for one in report.shortages)]
    return Table(
        "Shortages",
        "Programmes that some have no place in, and why",
        (
            Column("Programme", note="codes"),
            Column("Asked for", NUMBER),
            Column("Placed", NUMBER, "placed"),
            *(Column(REASONS[each], NUMBER, each.value) for each in reasons),
        ),
        tuple(
            (
                one.programme,
                one.wanted,
                one.placed,
                *(one.reasons.get(each, 0) for each in reasons),
            )
            for one in report.shortages
        ),
    )


def placements(report: PlanReport) -> Table:
    return Table(
        "Placements",
        "Who goes where and when",
        (
            Column("Person"),
            Column("Programme", note="codes"),
            Column("Group"),
            Column("Run"),
            Column("First session", DAY),
            Column("Last session", DAY),
        ),
        tuple(
            (one.person, one.programme, one.group, one.run, one.first, one.last)
            for one in report.plan.placements
        ),
    )


def waiting(report: PlanReport) -> Table:
    return Table(
        "Waiting",
        "Who waits and why",
        (Column("Person"), Column("Programme", note="codes"), Column("Reason"), Column("Why")),
        tuple(
            (one.person, one.programme, REASONS[one.reason], one.sentence)
            for one in report.plan.unplaced
        ),
    )


def departures(report: PlanReport) -> Table:
    return Table(
        "Departures",
        "Departures from guidance in this plan",
        (
            Column("Rule"),
            Column("Person"),
            Column("Run"),
            Column("What"),
            Column("Times", NUMBER),
            Column("Source"),
        ),
        tuple(
            (one.rule, one.person, one.run, one.sentence, one.occurrences, str(one.source))
            for one in report.faults
        ),
    )


def assumptions(report: PlanReport) -> Table:
    rows = tuple((one,) for one in report.assumptions)
    return Table("Assumptions", "What was assumed", (Column("Assumption"),), rows)


def of_plan(report: PlanReport) -> Iterator[Table]:
    """Every table of the plan itself that has a row; figures first, then names."""
    for make in (
        aims, waits, fairness, shortages, groups, staffed, demands, placements, waiting, load,
        departures, assumptions,
    ):  # fmt: skip
        table = make(report)
        if table.rows:
            yield table


def stage_name(aim: str) -> str:
    """What a stage is called; one that is no aim of ours by its own name."""
    known = {each.value: name for each, (name, _) in AIMS.items()}
    return known.get(aim, aim)
