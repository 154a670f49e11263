"""What the law of the dates offers, what the court asked, and what stands under what."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Ask
from models.facts import Facts
from models.fault import Fault
from models.package import Package, PlannedRequirement
from models.rules.lookups import entry_of
from models.rules.rule import Rule, assumed, case_fact, found
from models.rules.sentences import counted, name_of


def law(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each requirement is in force on the dates of the case, and each code is one we hold.

    What the date of an offence would settle is not known, and no fault.
    """
    for code in dict.fromkeys(package.codes):
        if code not in facts.menu.entries:
            said = f"{code}: not held by the catalogue on the dates of the case."
            yield from found("availability.law", code, assumed("catalogue"), [said])
    for requirement in package.requirements:
        ruling = facts.menu.ruling(requirement.code, "available")
        if ruling is not None and ruling.value is not True and not ruling.unsettled:
            name = name_of(requirement.code, facts)
            said = f"{name}: not in force on the {ruling.row.clock.value} date of the case"
            sentences = [f"{said}."]
            yield from found("availability.law", requirement.code, ruling, sentences)


def asked(package: Package, facts: Facts) -> Iterator[Fault]:
    """What the court asks for is there with the amounts it fixed, and nothing it ruled out."""
    sentence = facts.case.sentence
    for ask in sentence.asks:
        planned = package.requirement(ask.requirement)
        name = name_of(ask.requirement, facts)
        if planned is None:
            sentences = [f"{name}: asked for by the court, and not in the package."]
        else:
            sentences = list(_short_of(ask, planned, facts))
        yield from found(
            "availability.asked", ask.requirement, case_fact("sentence.asks"), sentences
        )
    for code in sentence.rules_out:
        if code in package.codes:
            said = f"{name_of(code, facts)}: ruled out by the court."
            yield from found("availability.asked", code, case_fact("sentence.rules_out"), [said])


def _short_of(ask: Ask, planned: PlannedRequirement, facts: Facts) -> Iterator[str]:
    name = name_of(ask.requirement, facts)
    amounts = dict(planned.terms.items())
    for unit, fixed in ask.terms.items():
        if amounts.get(unit) != fixed:
            given = counted(amounts[unit], unit) if unit in amounts else "no amount"
            yield f"{name} of {given}: the court fixed {counted(fixed, unit)}."
    held = {part.code for part in planned.parts}
    for code in ask.programmes:
        if code not in held:
            yield f"{name}: the court asked for {name_of(code, facts)} under it."
    for area in ask.areas:
        if area not in planned.areas:
            yield f"{name}: the court named the area {area}, which is not in it."
    if ask.place and ask.place != planned.place:
        yield f"{name}: the court named the place {ask.place}, not {planned.place or 'none'}."


def carried(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each part stands under a requirement its entry names; a programme requirement has a part.

    A requirement that a group delivers (an attendance centre) stands under itself.
    """
    for requirement in package.requirements:
        over = name_of(requirement.code, facts)
        if requirement.code == "programme" and not requirement.parts:
            said = f"{over}: names no programme."
            yield from found("availability.carried", "programme", assumed("Rules"), [said])
        for part in requirement.parts:
            entry = entry_of(part.code, package, facts)
            if entry is None or part.code == requirement.code:
                continue
            if requirement.code not in entry.under:
                where = " or ".join(name_of(code, facts) for code in entry.under) or "nothing"
                said = f"{entry.name} under {over}: it is delivered under {where}"
                sentences = [f"{said}."]
                yield from found("availability.carried", part.code, entry.source, sentences)


RULES = (
    Rule("availability.law", law),
    Rule("availability.asked", asked),
    Rule("availability.carried", carried),
)
