"""`cases`: what is shipped to try."""

from __future__ import annotations

import click

from commands.guarding import guarded
from commands.saying import to_stdout


@click.command()
@guarded
def cases() -> None:
    """The shipped cases with their titles."""
    from reports.words import plain
    from scenarios.reading import read_case
    from scenarios.shipped import names

    found = names()
    width = max(map(len, found), default=0)
    with to_stdout():
        for name in found:
            click.echo(f"{name:{width}}  {plain(read_case(name).case.title)}")
