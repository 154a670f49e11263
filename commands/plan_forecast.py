"""The months to come beside a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commands.guarding import wrong
from commands.plan_asides import MONTHS_TO_COME, left_out
from commands.plan_reading import altogether, seed_of

if TYPE_CHECKING:
    from commands.stopping import Stop
    from models.difference import Difference
    from models.region import Region
    from planning.forecast import Forecast
    from planning.forecast_outlook import Outlook
    from planning.report import PlanReport
    from scenarios.plan_reading import ReadPlan


def outlook_of(
    plan_file: str, read: ReadPlan, differences: list[Difference], given: dict[str, Any]
) -> Outlook:
    """What is to be played, from the day the first person of the plan is there.

    Whether it can be played in every region asked for is looked at here: after the plan is made
    would be late to hear that it cannot.
    """
    from planning.forecast_calibration import calibration
    from planning.forecast_outlook import rates
    from planning.forecast_reading import read_outlook

    begins = [person.first for person in read.region.people]
    begin = min(begins, default=read.region.timetable.first)
    outlook = read_outlook(plan_file, read.forecast, begin, seed_of(read, given))
    for region in _regions(read, differences, given).values():
        rates(outlook, region, calibration(), plan_file)
    return outlook


def _regions(
    read: ReadPlan, differences: list[Difference], given: dict[str, Any]
) -> dict[str, Region]:
    """By name: the plan's and each what-if's, or all of them together."""
    if given["compare"]:
        return {read.id: read.region} | {one.name: one.apply(read.region) for one in differences}
    name = " + ".join((read.id, *(one.name for one in differences)))
    return {name: altogether(read.region, differences)}


def call(address: str) -> None:
    """Whether the cluster answers."""
    from planning import executors

    try:
        with executors.cluster(address)():
            pass
    except executors.NoCluster as fault:
        wrong("--cluster", address, str(fault))


def foreseen(
    read: ReadPlan,
    differences: list[Difference],
    outlook: Outlook,
    report: PlanReport,
    given: dict[str, Any],
    stop: Stop,
) -> PlanReport:
    """The report with the months to come; without them where that was interrupted.

    Seconds end no forecast that was begun.
    """
    from attrs import evolve

    from planning.sweeps import SweepStopped

    if stop():
        return left_out(report, MONTHS_TO_COME)
    try:
        return evolve(report, forecasts=_forecasts(read, differences, outlook, given, stop))
    except SweepStopped:
        return left_out(report, MONTHS_TO_COME)


def _forecasts(
    read: ReadPlan,
    differences: list[Difference],
    outlook: Outlook,
    given: dict[str, Any],
    stop: Stop,
) -> dict[str, Forecast]:
    from pathlib import Path

    from planning import executors
    from planning.progress import bar
    from planning.records import Records
    from planning.sweeps import sweep

    regions = _regions(read, differences, given)
    records = Records(Path(given["records"])) if given["records"] else None
    start = executors.processes(given["workers"])
    if given["cluster"]:
        start = executors.cluster(given["cluster"])
    elif given["workers"] == 1:
        start = executors.here
    try:
        with bar("Forecast", len(regions) * outlook.replications) as advance:
            return sweep(
                regions, outlook, start, records, advance, lambda: stop.interrupted
            )
    except executors.NoCluster as fault:
        wrong("--cluster", given["cluster"], str(fault))
    except OSError as fault:
        wrong(str(given["records"]), None, f"can't be used: {fault.strerror or fault}")
