"""`check`: every mistake of the files given, all at once."""

from __future__ import annotations

import click

from commands.flags import as_json
from commands.guarding import guarded, refuse
from commands.saying import say_json, to_stdout


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
@guarded
def check(files: tuple[str, ...], as_json: bool) -> None:
    """Check cases, timetables and catalogue files: every mistake, all at once."""
    from scenarios.checking import check

    complaints = check(files)
    if complaints:
        refuse(complaints, as_json)
    if as_json:
        say_json({"errors": []})
    else:
        with to_stdout():
            click.echo(f"{len(files)} checked, nothing wrong.")
