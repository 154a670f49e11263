"""What is said of the chosen option, each as points under a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType

from models.facts import Facts
from models.fault import Aim, Fault
from optimiser.results import AimStatus, AmountRange, Clash, Condition, Option, Options, ToAsk
from reports import naming, words
from reports.calendar_text import taken
from reports.missing_text import TITLE, missing
from reports.screen import section

# Days of equal loss are named one by one up to so many.
LISTED = 16
AIMS = {
    "proportionality": "proportion to the offence",
    "answering": "answering the needs and purposes",
    "conditions": "conditions left open",
    "practice": "usual practice",
    "work": "work, study and care lost",
    "travel": "travel",
    "waiting": "waiting",
    "restriction": "restriction of liberty",
    "forgiveness": "room for missed sessions",
}
# An aim told in two figures has two names, in the turn of the figures.
ATTENDED = "time attended or under curfew"
NAMED = {
    Aim.WAITING: ("days waiting for first main sessions", "days to the last session"),
    Aim.RESTRICTION: ("months of the order", ATTENDED),
}


def still_needed(found: Options) -> list[RenderableType]:
    """What to ask first: what the options, what the court asks for, or every option waits for."""
    first = _first(found)
    others = len(found.to_ask) - len(first)
    points = [asked(fact, found.facts, _held(found) | _helping(found)) for fact in first]
    if others:
        what = "fact bears" if others == 1 else "facts bear"
        more = "more " if first else ""
        points.append(f"{others} {more}{what} only on what is not offered: listed at the end.")
    return section("Facts still needed", points)


def asked_besides(found: Options) -> list[RenderableType]:
    """The facts that bear only on what is not offered."""
    first = _first(found)
    points = [asked(fact, found.facts) for fact in found.to_ask if fact not in first]
    return section("Facts that bear only on what is not offered", points)


def _first(found: Options) -> list[ToAsk]:
    held, helping = _held(found), _helping(found)
    now = [fact for fact in found.to_ask if _of_every(fact) or held & set(fact.codes)]
    then = [fact for fact in found.to_ask if fact not in now and helping & set(fact.codes)]
    return now + then


def _of_every(fact: ToAsk) -> bool:
    return fact.every or not fact.codes


def _held(found: Options) -> frozenset[str]:
    """The codes of the options and those the court asks for."""
    asks = found.facts.case.sentence.asks
    wanted = {code for ask in asks for code in (ask.requirement, *ask.programmes)}
    return frozenset(wanted.union(*(option.package.codes for option in found.options)))


def _helping(found: Options) -> frozenset[str]:
    """The codes of what could meet a need that the first option leaves unmet."""
    unmet = {
        status.need
        for option in found.options[:1]
        for status in option.needs
        if not status.met_by
    }
    entries = found.facts.menu.entries.values()
    return frozenset(entry.code for entry in entries if unmet & set(entry.needs))


def asked(fact: ToAsk, facts: Facts, only: frozenset[str] = frozenset()) -> str:
    """The question, the codes (of `only`, where given) that wait, and its place in the file."""
    codes = [code for code in fact.codes if not fact.every and (not only or code in only)]
    waiting = words.listing(naming.entry(code, facts) for code in codes)
    text = words.plain(fact.question).strip() or f"{fact.fact}?"
    needed = f" Needed for {waiting}." if waiting else ""
    return f"{text}{needed} [{fact.fact}]"


def of_option(option: Option, facts: Facts) -> Iterator[RenderableType]:
    """Everything beside the calendar that the officer must know of one option."""
    yield from section("Clashes with work, study or care", clashes(option, facts))
    yield from section(TITLE, missing(option, facts))
    yield from section("Departures from guidance", (departure(f) for f in option.departures))
    yield from section("Needs and purposes", needs(option, facts))
    yield from section("Amounts that fit", (fitting(r, facts) for r in option.ranges))
    yield from section("Conditions", conditions(option.conditions, facts))
    yield from section("Assumptions", (words.sentence(text) for text in option.assumptions))
    yield from section(
        "Figures relied on whose text was not checked",
        (words.sentence(text) for text in option.unverified),
    )
    yield from section("Not fully compared", unproved(option.status))


def clashes(option: Option, facts: Facts) -> Iterator[str]:
    """The whole, then each clash with its minutes, days of equal loss together."""
    if option.clashes:
        yield f"{words.sentence(words.duration(option.measures.work))[:-1]} in all."
    parts = {session.id: session.part for session in option.package.sessions}
    alike: dict[tuple[str, str], list[date]] = {}
    for clash in option.clashes:
        part = parts.get(clash.session)
        what = naming.short(part, facts) if part else _at_home(clash)
        alike.setdefault((what, taken(clash)), []).append(clash.day)
    for (what, minutes), days in alike.items():
        each = " each time" if len(days) > 1 else ""
        yield f"{what}: {minutes}{each}, on {_on(days)}."
    ask = facts.case.ask_for("curfew")
    fixed = ask is not None and ask.terms.hours_a_day is not None
    if not fixed and any("curfew" in clash.session for clash in option.clashes):
        yield (
            "The hours of the curfew are a default, alike every week: the court may set fewer, or "
            "others in other weeks."
        )


def _on(days: list[date]) -> str:
    """The days one by one, or where they are many their number and what they have in common."""
    if len(days) <= LISTED:
        return words.days(days)
    weekdays = words.weekdays(sorted({day.weekday() for day in days}))
    return f"{len(set(days))} days ({weekdays}), {words.span(min(days), max(days))}"


def _at_home(clash: Clash) -> str:
    return "Curfew" if "curfew" in clash.session else words.plain(clash.session)


def departure(fault: Fault) -> str:
    said = words.sentence(words.plain(fault.sentence))
    return f"{said}{times(fault)} {naming.cited(fault.source, fault.verified)}"


def times(fault: Fault) -> str:
    """How often it is departed from, where more than once."""
    return f" ({fault.occurrences} times)" if fault.occurrences > 1 else ""


def needs(option: Option, facts: Facts) -> Iterator[str]:
    """Unmet needs first, then unserved purposes, then what meets the others."""
    met = [status for status in option.needs if status.met_by]
    for status in option.needs:
        if not status.met_by:
            yield f"Not met: {naming.need(status.need)}. Nothing in this option addresses it."
    for purpose in option.purposes_unserved:
        yield f"Not served: {naming.purpose(purpose)}."
    for status in met:
        by = words.listing(naming.entry(code, facts) for code in status.met_by)
        yield f"{naming.need(status.need).capitalize()}: {by}."


def fitting(found: AmountRange, facts: Facts) -> str:
    """The range of an amount that fits at no further loss."""
    name = _owner(found.requirement, facts)
    amount = words.amount(found.unit, found.amount)
    unsure = "" if found.proved else " Whether more fits was not settled."
    if found.lowest == found.highest:
        only = "only " if found.proved else ""
        return f"{name}: {only}{amount} fits without further loss.{unsure}"
    low, high = f"{found.lowest}", words.amount(found.unit, found.highest)
    return f"{name}: {amount} chosen; from {low} to {high} fit without further loss.{unsure}"


def _owner(code: str, facts: Facts) -> str:
    return "Length of the order" if code == "order" else naming.entry(code, facts)


def conditions(found: tuple[Condition, ...], facts: Facts) -> Iterator[str]:
    """What an option depends on: the fact to find out or the body to ask."""
    for condition in found:
        name = naming.entry(condition.code, facts)
        verdict = condition.finding.verdict
        decisive = [r for r in condition.finding.reasons if r.verdict is verdict]
        for reason in decisive:
            yield f"{name}: {naming.reason(reason)}"
        if not decisive:
            yield f"{name}: {verdict.value}."


def unproved(status: tuple[AimStatus, ...]) -> Iterator[str]:
    """The aims for which a better option was neither found nor shown not to exist, with bounds."""
    seen, open_still = Counter[Aim](), []
    for one in status:
        names = NAMED.get(one.aim, (AIMS[one.aim.value],))
        name = names[min(seen[one.aim], len(names) - 1)]
        seen[one.aim] += 1
        # Nothing is better than a value at its bound, whatever may be better in aims before it.
        if not one.proved and one.value != one.bound:
            open_still.append(f"{name} ({_bounded(one, name)})")
    if open_still:
        yield (
            "Time ran out before it was certain that no option does better on "
            f"{words.listing(open_still)}."
        )


def _bounded(status: AimStatus, name: str) -> str:
    """What an aim comes to, and what it is known that no option betters."""
    timed = status.aim in (Aim.WORK, Aim.TRAVEL) or name == ATTENDED

    def said(number: int) -> str:
        return words.duration(number) if timed else f"{number:,}"

    if status.aim is Aim.FORGIVENESS:
        return f"{said(status.value)}; none has more than {said(status.bound)}"
    least = f"; none has less than {said(status.bound)}" if status.bound else ""
    return f"{said(status.value)}{least}"
