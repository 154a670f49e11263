"""`plan`: a region's people and places: who goes where, who waits and why, and what if."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from commands.flags import as_json
from commands.guarding import (
    IMPOSSIBLE,
    INTERRUPTED,
    INVALID,
    NOTHING_IN_TIME,
    guarded,
    tell,
)
from commands.plan_asides import left_out, with_asides
from commands.plan_files import complain_of_targets, write_files, write_template
from commands.plan_forecast import call, foreseen, outlook_of
from commands.plan_reading import altogether, as_named, seed_of
from commands.saying import say, say_json
from commands.stopping import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.difference import Difference
    from models.region import Region
    from planning.making import Asked, Made
    from planning.report import PlanReport
    from scenarios.plan_reading import ReadPlan

INTERRUPTED_BEFORE = "Interrupted: this is the best that was found until then."
INTERRUPTED_THEN = "Interrupted while it was being written: nothing is left out."
OF_A_FORECAST = ("cluster", "records", "workers")


@click.command()
@click.argument("plan_file", metavar="PLAN", required=False)
@click.argument("whatifs", nargs=-1, metavar="[WHATIF]...")
@click.option("--compare", is_flag=True, help="The plan and each WHATIF side by side.")
@click.option("--stay", is_flag=True, help="Under the WHATIFs, move as few people as possible.")
@click.option("--prices", is_flag=True, help="What one more place in each group is worth.")
@click.option("--open", "number", type=click.IntRange(1, 5), help="Which groups to open next.")
@click.option("--close", "fewer", type=click.IntRange(1, 5), help="Which groups to close next.")
@click.option("--forecast", is_flag=True, help="Play the months to come as well.")
@click.option("--records", metavar="FILE", help="Keep what a forecast finishes, to go on from.")
@click.option("--workers", type=click.IntRange(1), help="Processes of a forecast.")
@click.option("--cluster", metavar="ADDRESS", help="Play a forecast on a Dask cluster.")
@click.option("--seed", type=click.IntRange(0), help="Instead of the plan's own.")
@click.option("--seconds", type=click.FloatRange(0), help="Stop then with the best there is.")
@click.option("--xlsx", metavar="FILE", help="Write a workbook.")
@click.option("--charts", metavar="DIR", help="Write charts (SVG and PNG).")
@click.option("--template", metavar="FILE", help="Write a population to fill in (.csv or .xlsx).")
@as_json
@guarded
def plan(plan_file: str | None, whatifs: tuple[str, ...], **given: Any) -> None:
    """The best plan of PLAN, a file or the name of a shipped plan, with its proof.

    Each WHATIF is one of the plan's own by name, several added with +, or a file. Without --compare
    all of them are made at once.
    """
    if given["template"]:
        write_template(given["template"])
        if plan_file is None:
            return
    if plan_file is None:
        raise click.UsageError("Missing argument 'PLAN'.")
    _complain_of_idle(given)
    complain_of_targets(given)
    stop = Stop(given["seconds"])
    with stop.listening():
        read, differences = as_named(plan_file, whatifs)
        # A mistake of the forecast is said before the plan is made, not after.
        outlook = outlook_of(plan_file, read, differences, given) if given["forecast"] else None
        if outlook is not None and given["cluster"]:
            call(given["cluster"])
        report = _planned(read, differences, stop, given)
        if outlook is not None:
            report = foreseen(read, differences, outlook, report, given, stop)
        found_all = not stop.interrupted
        unwritten = write_files(report, given["xlsx"], given["charts"])
        # The plan is shown whatever became of the files: it may have taken minutes.
        _show(report, given["as_json"])
    tell(unwritten)
    if given["as_json"] and report.left_out:
        click.echo("\n".join(report.left_out), err=True)
    if stop.interrupted:
        click.echo(INTERRUPTED_THEN if found_all else INTERRUPTED_BEFORE, err=True)
        sys.exit(INTERRUPTED)
    plan_made = report.plan
    asked = report.wants + len(plan_made.bookings) + len(plan_made.unbooked)
    if asked and not plan_made.placements and not plan_made.bookings:
        proved = report.proved and all(one.proved for one in plan_made.rounds)
        sys.exit(IMPOSSIBLE if proved else NOTHING_IN_TIME)
    if unwritten:
        sys.exit(INVALID)


def _planned(
    read: ReadPlan, differences: list[Difference], stop: Stop, given: dict[str, Any]
) -> PlanReport:
    from attrs import evolve

    from planning.making import Asked, made
    from planning.progress import bar

    with bar("Planning", None) as advance:
        asked = Asked(
            aims=read.aims,
            seed=seed_of(read, given),
            clock=perf_counter,
            halted=stop,
            advance=advance,
            id=read.id,
            title=read.title,
            name=read.id,
            inputs=read.inputs,
        )
        if given["compare"]:
            found, report = _compared(read.region, differences, asked, given["stay"])
        elif given["stay"]:
            found, report = _staying(read.region, differences, asked)
        else:
            region = altogether(read.region, differences)
            name = " + ".join((read.id, *(one.name for one in differences)))
            found = made(region, evolve(asked, name=name))
            report = found.report
        report = evolve(report, assumptions=(*read.notes, *report.assumptions))
        return with_asides(report, found, given, stop)


def _compared(
    region: Region, differences: list[Difference], asked: Asked, stay: bool
) -> tuple[Made, PlanReport]:
    """The plan, and beside it every scenario that was begun before it was stopped.

    One begun after that would be hardly planned, and would look worse than it is.
    """
    from attrs import evolve

    from planning.compare import compared
    from planning.making import made

    base = made(region, asked)
    passed_over: list[str] = []

    def others() -> Iterator[tuple[str, Made]]:
        near = base.plan if stay else None
        for one in differences:
            if asked.halted():
                passed_over.append(f'"{one.name}" beside the plan')
            else:
                found = made(one.apply(region), evolve(asked, name=one.name), near)
                yield one.sentence, found

    report = evolve(base.report, compared=tuple(compared(base, others())))
    for what in passed_over:
        report = left_out(report, what)
    return base, report


def _staying(
    region: Region, differences: list[Difference], asked: Asked
) -> tuple[Made, PlanReport]:
    from attrs import evolve

    from planning.making import made

    name = " + ".join((asked.name, *(one.name for one in differences)))
    base = made(region, asked)
    found = made(altogether(region, differences), evolve(asked, name=name), base.plan)
    return found, found.report


def _complain_of_idle(given: dict[str, Any]) -> None:
    """What would be passed over is said before the plan is made, all at once."""
    from models.errors import Complaint, InvalidInput

    idle: dict[str, str] = {}
    if not given["forecast"]:
        idle = dict.fromkeys(OF_A_FORECAST, "plays a forecast: ask for one with --forecast")
    elif given["cluster"]:
        idle = {"workers": "are of this machine, and --cluster plays elsewhere: give one of them"}
    found = [
        Complaint(f"--{name}", "$", given[name], message)
        for name, message in idle.items()
        if given[name] is not None
    ]
    if found:
        raise InvalidInput(found)


def _show(report: PlanReport, as_json: bool) -> None:
    if as_json:
        from reports.plan_json import as_data

        say_json(as_data(report))
    else:
        from reports.plan_text import screen

        say(screen(report))
