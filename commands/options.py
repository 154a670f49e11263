"""`options`: lawful packages for a case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from commands.asking import interruptible, leave
from commands.flags import DATE, as_json, timetable_of
from commands.guarding import IMPOSSIBLE, INVALID, NOTHING_IN_TIME, guarded, tell, wrong
from commands.knowing import facts_of
from commands.option_files import complain_of_targets, write_files
from commands.saying import say, say_json
from commands.wishing import allowance, fingerprint, wish_options, wishes_and_loss

if TYPE_CHECKING:
    from datetime import datetime

    from models.errors import Complaint
    from optimiser.wishing import Wished

USUAL_WANT = 5


@click.command()
@click.argument("case")
@timetable_of
@click.option("--want", type=click.IntRange(1, 20), help="Options at most; 5 unless said.")
@click.option("--option", "chosen", type=click.IntRange(1, 20), default=1, help="Shown in full.")
@click.option("--from", "plan_from", type=DATE, help="The day the plan is made.")
@click.option("--court", is_flag=True, help="Print the text for the pre-sentence report instead.")
@click.option("--ics", metavar="FILE", help="Write the option's calendar.")
@click.option("--package", metavar="FILE", help="Write the option for audit (.toml or .json).")
@wish_options
@click.option(
    "--loss", "losses", metavar="AIM=N", multiple=True, help="What others may lose: work=20h."
)
@click.option("--missing-group", "missing", is_flag=True, help="Say which group would save work.")
@as_json
@guarded
def options(
    case: str,
    timetable: str | None,
    want: int | None,
    chosen: int,
    plan_from: datetime | None,
    court: bool,
    ics: str | None,
    package: str | None,
    as_json: bool,
    losses: tuple[str, ...],
    missing: bool,
    **wished: Any,
) -> None:
    """Lawful packages for CASE, a file or the name of a shipped case."""
    from attrs import evolve

    if want is not None and chosen > want:
        # To see the seventh is to ask for seven; with fewer asked for one of both is a slip.
        said = f"option {chosen} is to be shown and no more than {want} wanted (--want)"
        wrong("--option", chosen, said)
    facts, inputs = facts_of(case, timetable, plan_from)
    wishes, loss = wishes_and_loss(facts, wished, losses)
    complain_of_targets(ics, package)
    number = want or max(USUAL_WANT, chosen)
    found, interrupted = interruptible(facts, number, wishes, loss, missing=missing)
    if wishes:
        inputs = (*inputs, ("wishes", fingerprint(wishes)))
    inputs = (*inputs, *allowance(loss))
    found = evolve(found, options=evolve(found.options, inputs=inputs))
    answer = found.options
    unwritten: list[Complaint] = []
    if 0 < len(answer.options) < chosen:
        # Another option's files, or its text for the court, might be taken for those asked for.
        unwritten.append(_not_there(chosen, len(answer.options)))
        chosen, court = 1, False
    elif answer.options:
        unwritten += write_files(answer, chosen, ics, package)
    # The answer is shown whatever became of what was asked: it may have taken minutes.
    _show(found, chosen, court, as_json, missing, unwritten)
    tell(unwritten)
    if interrupted is not None:
        click.echo("Interrupted: this is what was found until then.", err=True)
        leave(interrupted)
    if not answer.options:
        sys.exit(IMPOSSIBLE if answer.impasse else NOTHING_IN_TIME)
    if unwritten:
        sys.exit(INVALID)


def _not_there(chosen: int, number: int) -> Complaint:
    from models.errors import Complaint

    return Complaint("--option", "$", chosen, f"option {chosen} is not there: {number} found")


def _show(
    found: Wished,
    chosen: int,
    court: bool,
    as_json: bool,
    missing: bool,
    unwritten: list[Complaint],
) -> None:
    from reports import complaints, json_report, missing_text, text, wishes_data, wishes_text
    from reports.court import court_text, paragraphs

    answer = found.options
    court = court and bool(answer.options)
    if as_json:
        data = json_report.answer(answer, chosen if court else None)
        data |= wishes_data.wished_dict(found)
        if unwritten:
            data["errors"] = [complaints.as_data(one) for one in unwritten]
        say_json(data)
    elif court:
        say(paragraphs(court_text(answer, chosen)))
    else:
        told = list(wishes_text.wished(found, chosen))
        if missing:
            told += missing_text.none_missing(answer)
        say(text.screen(answer, chosen, told))
