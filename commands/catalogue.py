"""`catalogue`: what is held, since when, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from commands.flags import DATE, as_json
from commands.guarding import guarded, wrong
from commands.saying import say, say_json

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("code", required=False)
@click.option("--on", type=DATE, help="As it stood on a day.")
@as_json
@guarded
def catalogue(code: str | None, on: datetime | None, as_json: bool) -> None:
    """What is held, since when, and who says so; of CODE in full."""
    from models.catalogue import load
    from reports import catalogue_data, catalogue_text

    held, day = load(), on.date() if on else None
    try:
        found = (
            catalogue_data.details(code, held, day) if code else catalogue_data.contents(held, day)
        )
    except KeyError:
        wrong("CODE", code, f'nothing is held under "{code}"')
    if as_json:
        say_json(found)
    else:
        say(catalogue_text.detailed(found) if code else catalogue_text.listed(found))
