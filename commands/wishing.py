"""The officer's wishes as options of a command, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from models.allowed_loss import AllowedLoss
    from models.facts import Facts
    from models.wishes import Wishes

NEVER = 'Nothing then, as "tuesday 15:00-17:30"; a weekday alone is all of it.'
WISHES = (
    click.option("--with", "with_codes", metavar="CODE", multiple=True, help="Has this in it."),
    click.option("--without", "without_codes", metavar="CODE", multiple=True, help="Not this."),
    click.option("--group", "groups", metavar="ID", multiple=True, help="In this group."),
    click.option(
        "--amount", "amounts", metavar="CODE=N", multiple=True, help="As unpaid-work=120."
    ),
    click.option("--months", metavar="N", help="An order of so many months."),
    click.option("--evenings-only", is_flag=True, help="Evenings and weekends only."),
    click.option("--never", metavar="STRETCH", multiple=True, help=NEVER),
    click.option(
        "--relax",
        metavar="[work|education]",
        multiple=True,
        help="Its hours are not counted as lost.",
    ),
    click.option("--finish-by", metavar="DATE", help="The order is over by this day."),
)

NAMES = (
    "with_codes", "without_codes", "groups", "amounts", "months", "evenings_only", "never", "relax",
    "finish_by",
)  # fmt: skip


def wish_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Every wish as an option, in the order help shows them."""
    for option in reversed(WISHES):
        command = option(command)
    return command


def wishes_of(facts: Facts, given: dict[str, Any]) -> Wishes:
    """The wishes among the options given to a command, which are taken out of them."""
    from models.catalogue import load
    from models.wish_reading import read_wishes

    values = {name: given.pop(name) for name in NAMES if name in given}
    return read_wishes(facts, frozenset(load().codes), **values)


def wishes_and_loss(
    facts: Facts, given: dict[str, Any], losses: tuple[str, ...]
) -> tuple[Wishes, AllowedLoss | None]:
    """The wishes and what others may lose, every mistake of both at once."""
    from models.errors import Complaint, InvalidInput, noting
    from models.wish_reading import read_loss
    from models.wishes import Wishes

    complaints: list[Complaint] = []
    wishes, loss = Wishes(), None
    with noting(complaints):
        wishes = wishes_of(facts, given)
    with noting(complaints):
        loss = read_loss(losses)
    if complaints:
        raise InvalidInput(complaints)
    return wishes, loss


def fingerprint(wishes: Wishes) -> str:
    """The wishes as one line: what the answer was made from, beside the hashes of the files."""
    import json

    from reports.wishes_data import wishes_dict

    return json.dumps(wishes_dict(wishes), ensure_ascii=False)


def allowance(loss: AllowedLoss | None) -> tuple[tuple[str, str], ...]:
    """What others may lose, as an input of the answer, where it is not what it always is."""
    import json

    from attrs import asdict

    from models.allowed_loss import AllowedLoss

    if loss in (None, AllowedLoss()):
        return ()
    return (("loss", json.dumps(asdict(loss))),)
