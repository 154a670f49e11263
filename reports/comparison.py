"""The options side by side, and what each trades against the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from models.facts import Facts
from models.package import Package
from models.rules.rar import RAR, activity_days
from models.suitability.questions import questions
from optimiser.results import Condition, Option
from reports import naming, sections, words
from reports.headline import requirement
from reports.otherwise_text import differences, otherwise
from reports.rest_text import rest_lost
from reports.screen import heading, indented, line

COLUMNS = ("", "Months", "Attendances", "Work, study, care lost", "Travel", "Last attendance")


def side_by_side(options: tuple[Option, ...], facts: Facts) -> Iterator[RenderableType]:
    """One row of figures an option, then in words what it holds and trades."""
    yield heading("Options" if len(options) > 1 else "The option")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in COLUMNS:
        table.add_column(column)
    for number, option in enumerate(options, start=1):
        table.add_row(*row(number, option))
    yield indented(table)
    for number, option in enumerate(options, start=1):
        yield Text("")
        yield indented(line(f"Option {number}: {option.name}", "bold"))
        for text in described(option, facts, options[: number - 1]):
            yield indented(line(text))
        for text in departing(option, options[0]):
            yield indented(line(text))


def row(number: int, option: Option) -> tuple[str, ...]:
    found = option.measures
    return (
        str(number),
        str(found.months),
        str(found.attendances),
        words.brief(found.work),
        words.brief(found.travel),
        words.day(found.last_session) if found.last_session else "not dated",
    )


def described(option: Option, facts: Facts, earlier: Sequence[Option] = ()) -> Iterator[str]:
    """What an option holds and trades beside the first, and what it depends on.

    Of an option that would read like another before it, what it differs from that one in is said.
    """
    holds = list(held(option.package, facts))
    if not earlier:
        yield from holds
    else:
        alike = holds == list(held(earlier[0].package, facts))
        yield from ["The same requirements, amounts and programmes."] if alike else holds
        yield from _apart(option.package, [other.package for other in earlier], facts)
    if option.trade:
        yield words.sentence(f"Trade: {option.trade}")
    yield from rest_lost(option, facts)
    yield (
        "Proved the best by its aims among all that is considered."
        if option.proved
        else "The best found: a better one by its aims is not ruled out."
    )
    if option.conditions:
        names = words.listing(waiting(c, facts) for c in option.conditions)
        yield f"Conditional: {names} still to be settled."


def _apart(package: Package, earlier: Sequence[Package], facts: Facts) -> Iterator[str]:
    """What sets a package apart from the first, and from each other that this doesn't."""
    first, holds = earlier[0], list(held(package, facts))
    yield from otherwise(package, first, facts)
    said = differences(package, first, facts)
    for number, other in enumerate(earlier[1:], start=2):
        if holds == list(held(other, facts)) and said == differences(other, first, facts):
            yield from otherwise(package, other, facts, number)


def waiting(condition: Condition, facts: Facts) -> str:
    """What is to be settled, with the body to be referred to or the facts to be found out."""
    finding = condition.finding
    decisive = [one for one in finding.reasons if one.verdict is finding.verdict]
    bodies = dict.fromkeys(words.plain(one.to) for one in decisive if one.to)
    facts_missed = dict.fromkeys(fact for one in decisive for fact in one.facts)
    said = [f"refer to {words.listing(bodies)}"] if bodies else []
    said += [f"to be asked: {questions(facts_missed)}"] if facts_missed else []
    name = naming.entry(condition.code, facts)
    return f"{name} ({'; '.join(said)})" if said else name


def held(package: Package, facts: Facts) -> Iterator[str]:
    """Its requirements with their amounts, what they are delivered as, and days left open."""
    holds = words.listing(requirement(r, package, facts) for r in package.requirements)
    yield words.sentence(holds)
    delivered = delivery(package, facts)
    if delivered:
        yield f"Delivered as: {delivered}."
    yield from unallocated(package, facts)


def unallocated(package: Package, facts: Facts) -> Iterator[str]:
    """The RAR days on which nothing is planned: a maximum is given, and what is needed is less."""
    planned = package.requirement(RAR)
    if planned is None or planned.terms.days is None or not package.sessions:
        return
    days, held = planned.terms.days, len(activity_days(package, facts))
    if held < days:
        left = words.count(days - held, "rehabilitation activity day")
        yield f"{left} of {days} unallocated: nothing is planned on them."


def departing(option: Option, first: Option) -> Iterator[str]:
    """What an option departs from that the first one keeps."""
    kept = {(fault.rule, fault.subject) for fault in first.departures}
    for fault in option.departures if option is not first else ():
        if (fault.rule, fault.subject) not in kept:
            said = words.inside(fault.sentence.rstrip("."))
            yield f"Departs: {said}{sections.times(fault)}."


def delivery(package: Package, facts: Facts) -> str:
    """The programmes and interventions chosen, under what they stand."""
    under = []
    for planned in package.requirements:
        # An attendance centre is its own part: said once, with its hours.
        own = [part.code for part in planned.parts if part.code != planned.code]
        parts = words.listing(naming.entry(code, facts) for code in own)
        if parts:
            carrier = naming.mid(planned.code, facts).removesuffix(" requirement")
            under.append(f"{parts} (under the {carrier} requirement)")
    return "; ".join(under)
