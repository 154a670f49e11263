"""Why nothing is possible, in words: the smallest set in the way, and the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType

from models.facts import Facts
from optimiser.results import Hindrance, Impasse, Repair
from reports import naming, refusals, words
from reports.headline import headline
from reports.screen import item, line, section

# Rules that say of one thing that it is not open.
NOT_OPEN = ("suitability", "attendance.dose")


def impasse(found: Impasse, facts: Facts) -> Iterator[RenderableType]:
    """Why nothing is possible, and what could be changed."""
    summary = words.sentence(found.summary)
    yield line(summary if found.wished else f"No lawful package is possible. {summary}", "bold")
    if found.rules:
        yield from together(found.rules)
    else:
        yield from (item(text) for text in refusals.together(list(found.reasons)))
    yield from ways_out(found.repairs, facts)


def together(rules: tuple[Hindrance, ...]) -> Iterator[RenderableType]:
    """A smallest set: what it says of its members, then each of them."""
    alone = "This leaves nothing possible, whatever else is changed:"
    several = "These cannot hold together; with any one of them gone the others can:"
    yield line(alone if len(rules) == 1 else several)
    yield from (item(text) for text in hindrances(rules))


def hindrances(rules: Iterable[Hindrance]) -> Iterator[str]:
    """What is asked, fixed or on offer first: of what is not open there may be a long list."""
    for rule in sorted(rules, key=lambda rule: rule.rule in NOT_OPEN):
        cited = naming.cited(rule.source, rule.verified)
        yield f"{words.sentence(words.plain(rule.sentence))} {cited}"


def ways_out(found: Iterable[Repair], facts: Facts) -> list[RenderableType]:
    """Each change with the package it would give."""
    return section("What could be changed", (_way_out(repair, facts) for repair in found))


def _way_out(repair: Repair, facts: Facts) -> str:
    said = words.sentence(words.plain(repair.sentence))
    if repair.package is None and not repair.possible:
        return f"{said} Whether a package is possible then was not found in the time allowed."
    if repair.package is None:
        return f"{said} A package is possible then; its dates were not found in the time allowed."
    best = "" if repair.proved else " (best found)"
    return f"{said} {headline(repair.package, facts)}{best}"
