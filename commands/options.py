"""`options`: lawful packages for a case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from commands.asking import interruptible, leave
from commands.flags import DATE, as_json, timetable_of
from commands.guarding import IMPOSSIBLE, NOTHING_IN_TIME, guarded, wrong
from commands.knowing import facts_of
from commands.saying import say, say_json

if TYPE_CHECKING:
    from datetime import datetime

    from optimiser.results import Options


@click.command()
@click.argument("case")
@timetable_of
@click.option("--want", type=click.IntRange(1, 20), default=1, help="How many options to look for.")
@click.option("--option", "chosen", type=click.IntRange(1, 20), default=1, help="Shown in full.")
@click.option("--from", "plan_from", type=DATE, help="The day the plan is made.")
@click.option("--court", is_flag=True, help="Print the text for the pre-sentence report instead.")
@click.option("--ics", metavar="FILE", help="Write the option's calendar.")
@click.option("--package", metavar="FILE", help="Write the option for audit (.toml or .json).")
@as_json
@guarded
def options(
    case: str,
    timetable: str | None,
    want: int,
    chosen: int,
    plan_from: datetime | None,
    court: bool,
    ics: str | None,
    package: str | None,
    as_json: bool,
) -> None:
    """Lawful packages for CASE, a file or the name of a shipped case."""
    from attrs import evolve

    facts, inputs = facts_of(case, timetable, plan_from)
    answer, interrupted = interruptible(facts, max(want, chosen))
    answer = evolve(answer, inputs=inputs)
    if answer.options:
        if chosen > len(answer.options):
            number = len(answer.options)
            wrong("--option", chosen, f"option {chosen} is not there: {number} found")
        _write_files(answer, chosen, ics, package)
    _show(answer, chosen, court, as_json)
    if interrupted is not None:
        click.echo("Interrupted: this is what was found until then.", err=True)
        leave(interrupted)
    if not answer.options:
        sys.exit(IMPOSSIBLE if answer.impasse else NOTHING_IN_TIME)


def _show(answer: Options, chosen: int, court: bool, as_json: bool) -> None:
    from reports import json_report, text
    from reports.court import court_text, paragraphs

    court = court and bool(answer.options)
    if as_json:
        say_json(json_report.answer(answer, chosen if court else None))
    elif court:
        say(paragraphs(court_text(answer, chosen)))
    else:
        say(text.screen(answer, chosen))


def _write_files(answer: Options, chosen: int, ics: str | None, package: str | None) -> None:
    """Both files drawn up before the first is put in its place."""
    option = answer.options[chosen - 1]
    files: dict[str, str | bytes] = {}
    if package:
        from reports.json_report import dumped
        from reports.package_data import option_to_package_dict
        from reports.toml_text import toml

        table = option_to_package_dict(option)
        files[package] = dumped(table) if package.endswith(".json") else toml(table)
    if ics:
        from reports.calendar import calendar

        files[ics] = calendar(option, answer.facts, answer.inputs)
    if files:
        from reports.writing import write_private

        for path, content in files.items():
            try:
                write_private(path, content)
            except OSError as fault:
                wrong(path, None, f"can't be written: {fault.strerror or fault}")
            click.echo(f"Written: {path}", err=True)
