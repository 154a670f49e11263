"""Options several commands share."""

from __future__ import annotations

import click

DATE = click.DateTime(["%Y-%m-%d"])

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
timetable_of = click.option(
    "--timetable", metavar="T", help="A timetable file, or the name of a shipped region."
)
