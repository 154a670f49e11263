"""Why, in words: what stands against a choice or would be changed by it, and each clash."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from models.facts import Facts
from models.package import Package
from optimiser.reasons.minutes import Avoiding
from optimiser.reasons.not_this import NotThis
from optimiser.reasons.why import Why
from optimiser.wishing import Contrast
from reports import naming, refusals, words
from reports.exchange_text import exchanged
from reports.impasse_text import hindrances, impasse, together
from reports.screen import heading, indented, item, line, section
from reports.sections import AIMS
from reports.wishes_text import beside, described

CURFEW = "curfew"
SHOWN = 6
WINDOWS = (
    "Its windows are those that take least. Shorter ones are considered only on weekdays on which "
    "none of the full hours leaves work alone."
)


def answered(found: Why) -> Iterator[RenderableType]:
    """The whole answer."""
    facts = found.facts
    if found.without_wishes:
        yield line("Of the case without the wishes:")
    if found.exhausted:
        said = "No package was found in the time allowed. That doesn't mean there is none."
        yield line(said, "bold")
    if found.not_this is not None:
        best = found.best.package if found.best is not None else None
        yield from not_this(found.not_this, facts, best)
    if found.impasse is not None:
        yield from impasse(found.impasse, facts)
    elif found.not_this is None and not found.exhausted:
        yield from minutes(found.minutes, facts)
    yield from section("Wishes", described(found.wishes, facts))
    yield from section("Warnings", (words.sentence(text) for text in found.warnings))


def not_this(found: NotThis, facts: Facts, beside: Package | None) -> Iterator[RenderableType]:
    """What stands against a code, or the best package with it and what it would cost."""
    name = words.plain(found.name)
    if found.taken:
        yield line(f"{name} is in the best package.", "bold")
    elif found.reasons:
        yield line(f"Why not: {name}", "bold")
        yield from (item(refusals.because(row)) for row in found.reasons)
        if found.rules:
            yield from together(found.rules)
    elif found.rules:
        yield line(f"Why not: {name}", "bold")
        yield from together(found.rules)
    elif found.exhausted:
        yield line(f"{name}: no package with it was found in the time allowed.", "bold")
    elif found.package is None:
        yield line(f"{name} can't be taken: no lawful package holds it.", "bold")
        yield indented(line("Which rules forbid it together was not found in the time allowed."))
    elif found.costs:
        best = "" if found.proved else ", best found"
        yield line(f"{name} can be taken. What that changes{best}:", "bold")
        if beside is not None:
            said = exchanged(beside, found.package, facts)
            yield from (indented(line(text)) for text in said)
        yield from _costs(found.costs, "The best package", "With it")
        if found.unproved:
            least = words.listing(dict.fromkeys(AIMS[aim.value] for aim in found.unproved))
            yield indented(line(f"Less is not ruled out of: {least}."))
        yield from section("Only if", map(naming.reason, found.unsettled))
    else:
        yield line(f"{name} can be taken, where without it nothing is possible.", "bold")


def minutes(found: tuple[Avoiding, ...], facts: Facts) -> Iterator[RenderableType]:
    """Each part that takes work, its clashes, and the price of avoiding them."""
    if not found:
        yield line("The best package takes no hours of work, education or caring.", "bold")
        return
    total = sum(one.minutes for one in found)
    yield line(f"The best package takes {words.duration(total)}. Why:", "bold")
    for one in found:
        name = "Curfew" if one.part == CURFEW else naming.entry(one.part, facts)
        yield heading(f"{name}: {words.duration(one.minutes)}")
        for clash in one.clashes[:SHOWN]:
            lost = f"{words.duration(clash.minutes)} of {words.plain(clash.commitment)}"
            yield item(f"{words.full_day(clash.day)}: {lost}")
        if len(one.clashes) > SHOWN:
            yield item(f"and {len(one.clashes) - SHOWN} more")
        yield from _avoided(one)


def _avoided(one: Avoiding) -> Iterator[RenderableType]:
    if one.costs:
        best = "" if one.proved else " (best found)"
        work = next((cost.change for cost in one.costs if cost.measure == "work"), 0)
        if work >= 0:
            other = "More would be lost" if work else "No less would be lost"
            yield indented(line(f"{other}: other times take work too."))
        yield indented(line(f"To attend it at none of these times would change{best}:"))
        yield from _costs(one.costs, "As it is", "Then")
    elif one.rules:
        yield indented(line("It cannot be attended at other times:"))
        yield from (item(text) for text in hindrances(one.rules))
    elif one.exhausted:
        yield indented(line("What avoiding them would cost was not found in the time allowed."))
    elif one.part == CURFEW:
        yield indented(line(WINDOWS))
    else:
        yield indented(line("What avoiding them would cost was not looked for."))


def _costs(costs: tuple[Contrast, ...], before: str, after: str) -> Iterator[RenderableType]:
    differing = [contrast for contrast in costs if contrast.change]
    if differing:
        yield indented(beside(differing, ("", before, after, "Difference")))
        yield indented(line("Every other measure is the same."))
    else:
        yield indented(line("Nothing: every measure is the same."))
