"""`audit`: whether somebody's package is lawful."""

from __future__ import annotations

import click

from commands.flags import as_json, timetable_of
from commands.guarding import guarded
from commands.knowing import facts_of
from commands.saying import say, say_json


@click.command()
@click.argument("case")
@click.option("--package", "proposed", metavar="PACKAGE", required=True, help="TOML or JSON.")
@timetable_of
@as_json
@guarded
def audit(case: str, proposed: str, timetable: str | None, as_json: bool) -> None:
    """Whether a package for CASE that somebody proposes, or a court has made, is lawful."""
    from optimiser.audit import audit
    from reports import audit_text
    from scenarios.reading import read_package

    facts, _ = facts_of(case, timetable, None)
    package = read_package(proposed, frozenset(facts.menu.entries), facts.today)
    found = audit(facts, package)
    if as_json:
        say_json(audit_text.audited(found))
    else:
        say(audit_text.screen(found))
