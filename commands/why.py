"""`why`: why not this one, why nothing, why these minutes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from commands.flags import DATE, as_json, timetable_of
from commands.guarding import IMPOSSIBLE, NOTHING_IN_TIME, guarded
from commands.knowing import facts_of
from commands.saying import say, say_json
from commands.wishing import fingerprint, wish_options, wishes_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from models.errors import Complaint


@click.command()
@click.argument("case")
@click.option(
    "--not", "codes", metavar="CODE", multiple=True, help="Why this is not in the package."
)
@timetable_of
@click.option("--from", "plan_from", type=DATE, help="The day the plan is made.")
@wish_options
@as_json
@guarded
def why(
    case: str,
    codes: tuple[str, ...],
    timetable: str | None,
    plan_from: datetime | None,
    as_json: bool,
    **wished: Any,
) -> None:
    """Why nothing is possible in CASE, why not CODE, or why the hours of work that are lost."""
    from attrs import evolve

    from models.errors import InvalidInput, noting
    from models.wishes import Wishes
    from optimiser.reasons.why import why as reasons
    from reports import why_json, why_text

    facts, inputs = facts_of(case, timetable, plan_from)
    code = next(iter(codes), "")
    complaints, wishes = [*_unknown(codes), *_several(codes)], Wishes()
    with noting(complaints):
        wishes = wishes_of(facts, wished)
    if complaints:
        raise InvalidInput(complaints)
    if wishes:
        inputs = (*inputs, ("wishes", fingerprint(wishes)))
    found = evolve(reasons(facts, code, wishes=wishes), inputs=inputs)
    if as_json:
        say_json(why_json.answered(found))
    else:
        say(why_text.answered(found))
    if found.impasse is not None:
        sys.exit(IMPOSSIBLE)
    unanswered = found.not_this is not None and found.not_this.exhausted
    if found.exhausted or unanswered:
        sys.exit(NOTHING_IN_TIME)


def _unknown(codes: tuple[str, ...]) -> Iterator[Complaint]:
    from models.catalogue import load
    from models.errors import Complaint
    from models.parsers import nearest

    known = load().codes
    for code in codes:
        if code not in known:
            said = f'nothing is held under "{code}"{nearest(code, sorted(known))}'
            yield Complaint("--not", "$", code, said)


def _several(codes: tuple[str, ...]) -> Iterator[Complaint]:
    from models.errors import Complaint

    if len(codes) > 1:
        said = f"{len(codes)} codes are asked about: one at a time"
        yield Complaint("--not", "$", ", ".join(codes), said)
