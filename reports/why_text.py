"""Why, in words: what stands against a choice or would be changed by it, and each clash."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from rich.console import RenderableType

from models.facts import Facts
from models.package import Package
from models.wishes import Wishes
from optimiser.reasons.minutes import Avoiding
from optimiser.reasons.not_this import NotThis
from optimiser.reasons.why import Why
from optimiser.results import Clash, Impasse
from optimiser.wishing import Contrast
from reports import naming, refusals, words
from reports.exchange_text import exchanged
from reports.impasse_text import hindrances, impasse, together
from reports.screen import heading, indented, item, line, section
from reports.sections import AIMS
from reports.wishes_text import beside, counted_all_the_same, described

CURFEW = "curfew"
SHOWN = 6
WINDOWS = (
    "Its windows are those that take least. Shorter ones are considered only on weekdays on which "
    "none of the full hours leaves work alone."
)

ASKED = {
    "court": "The court asks for it: what leaving it out would change was not looked for.",
    "wish": "It is wished for: what leaving it out would change was not looked for.",
}


def answered(found: Why) -> Iterator[RenderableType]:
    """The whole answer."""
    facts = found.facts
    untold = _untold(found)
    if found.without_wishes and untold is not None:
        yield line("Of the case without the wishes:")
    if found.exhausted:
        said = "No package was found in the time allowed. That doesn't mean there is none."
        yield line(said, "bold")
    if untold is not None:
        best = found.best.package if found.best is not None else None
        stuck = found.impasse is not None and _keys(found.impasse) == _keys(untold)
        yield from not_this(untold, facts, best, told_after=stuck)
        if untold.costs:
            yield from counted_all_the_same(found.wishes)
    if found.impasse is not None:
        yield from impasse(found.impasse, facts)
    elif found.not_this is None and not found.exhausted:
        package = found.best.package if found.best is not None else None
        yield from minutes(found.minutes, facts, found.wishes, package)
        if found.minutes:
            yield from counted_all_the_same(found.wishes)
    yield from section("Wishes", described(found.wishes, facts))
    yield from section("Warnings", (words.sentence(text) for text in found.warnings))


def _keys(found: Impasse | NotThis) -> list[tuple[str, str]]:
    return sorted((rule.rule, rule.subject) for rule in found.rules)


def _untold(found: Why) -> NotThis | None:
    """What stands against a code, without what an impasse that follows says of it as well."""
    said, stuck = found.not_this, found.impasse
    if said is None or stuck is None or not said.reasons:
        return said
    told = {(rule.subject, rule.source) for rule in stuck.rules}
    told |= {(row.code, row.source) for row in stuck.reasons} if not stuck.rules else set()
    left = tuple(row for row in said.reasons if (row.code, row.source) not in told)
    if left or (said.rules and _keys(stuck) != _keys(said)) or said.costs:
        return evolve(said, reasons=left)
    return None


def not_this(
    found: NotThis, facts: Facts, beside: Package | None, *, told_after: bool = False
) -> Iterator[RenderableType]:
    """What stands against a code, or the best package with it and what it would cost.

    `told_after`: the rules against it are those of an impasse that follows.
    """
    name = words.plain(found.name)
    if found.taken:
        yield line(f"{name} is in the best package.", "bold")
    elif found.reasons:
        yield line(f"Why not: {name}", "bold")
        yield from (item(refusals.because(row)) for row in found.reasons)
        if found.rules and not told_after:
            yield from together(found.rules)
        elif found.exhausted:
            yield line("No package with it was found in the time allowed: it has no price here.")
        elif found.costs:
            yield line("Asked for by the court it would change, its particulars not counted:")
            yield from _price(found, facts, beside)
        elif found.package is not None:
            yield line("Asked for by the court it can be taken; without it nothing is possible.")
    elif found.either_way:  # what forbids it is what the impasse gives, once
        yield line(f"{name}: nothing is possible with it or without it.", "bold")
    elif found.rules:
        yield line(f"Why not: {name}", "bold")
        if not told_after:
            yield from together(found.rules)
    elif found.exhausted:
        yield line(f"{name}: no package with it was found in the time allowed.", "bold")
    elif found.package is None:
        yield line(f"{name} can't be taken: no lawful package holds it.", "bold")
        yield indented(line("Which rules forbid it together was not found in the time allowed."))
    elif found.costs:
        best = "" if found.proved else ", best found"
        yield line(f"{name} can be taken. What that changes{best}:", "bold")
        yield from _price(found, facts, beside)
    else:
        yield line(f"{name} can be taken, where without it nothing is possible.", "bold")


def _price(found: NotThis, facts: Facts, beside: Package | None) -> Iterator[RenderableType]:
    """What goes and comes with it, what that costs, and what has to be settled first."""
    if beside is not None and found.package is not None:
        said = exchanged(beside, found.package, facts)
        yield from (indented(line(text)) for text in said)
    yield from _costs(found.costs, "The best package", "With it")
    if found.unproved:
        least = words.listing(dict.fromkeys(AIMS[aim.value] for aim in found.unproved))
        yield indented(line(f"Less is not ruled out of: {least}."))
    yield from section("Only if", map(naming.reason, found.unsettled))


def minutes(
    found: tuple[Avoiding, ...], facts: Facts, wishes: Wishes, package: Package | None
) -> Iterator[RenderableType]:
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
            yield item(_clash(clash, facts, package))
        if len(one.clashes) > SHOWN:
            yield item(f"and {len(one.clashes) - SHOWN} more (--json lists them all)")
        yield from _avoided(one, least=not wishes.relax)


def _clash(clash: Clash, facts: Facts, package: Package | None) -> str:
    """The session or night with its time and place, and the hours that it takes from."""
    start, end = clash.start, clash.end
    when = f", {words.times(start, end)}" if start is not None and end is not None else ""
    sessions = package.sessions if package is not None else ()
    held = next((one for one in sessions if one.id == clash.session), None)
    what = "curfew"
    if package is not None and held is not None:
        number = naming.legs(package)[held.part, held.leg]
        name = naming.session(evolve(held, module=""), facts, number)
        what = f"{name}, {naming.venue(held.venue, facts)}"
    hours = words.listing(words.times(*stretch) for stretch in clash.hours)
    lost = f"{words.duration(clash.minutes)} of {words.plain(clash.commitment)}"
    on = clash.day if start is None else start.date()
    return f"{words.full_day(on)}{when}: {what}; takes {lost}{f' ({hours})' if hours else ''}"


def _avoided(one: Avoiding, *, least: bool) -> Iterator[RenderableType]:
    """The price; `least`, where as little work as can be is lost then: not where it is relaxed."""
    curfew = one.part == CURFEW
    if curfew:
        yield indented(line(WINDOWS))
    if one.costs:
        best = "" if one.proved else " (best found)"
        work = next((cost.change for cost in one.costs if cost.measure == "work"), 0)
        if work >= 0 and least and not curfew:
            other = "More would be lost" if work else "No less would be lost"
            yield indented(line(f"{other}: other times take work too."))
        other = "leave it out" if curfew else "attend it at none of these times"
        yield indented(line(f"To {other} would change{best}:"))
        yield from _costs(one.costs, "As it is", "Then")
    elif one.asked:
        yield indented(line(ASKED[one.asked]))
    elif one.rules:
        cannot = "be left out" if curfew else "be attended at other times"
        yield indented(line(f"It cannot {cannot}:"))
        yield from (item(text) for text in hindrances(one.rules))
    elif one.exhausted:
        what = "leaving it out" if curfew else "avoiding them"
        yield indented(line(f"What {what} would cost was not found in the time allowed."))
    else:
        what = "leaving it out" if curfew else "avoiding them"
        yield indented(line(f"What {what} would cost was not looked for."))


def _costs(costs: tuple[Contrast, ...], before: str, after: str) -> Iterator[RenderableType]:
    differing = [contrast for contrast in costs if contrast.change]
    if differing:
        yield indented(beside(differing, ("", before, after, "Difference")))
        yield indented(line("Every other measure is the same."))
    else:
        yield indented(line("Nothing: every measure is the same."))
