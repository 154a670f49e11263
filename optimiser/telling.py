"""What is said beside the options: what was not offered, what to ask, and why nothing."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Answer, Detox
from models.circumstances import age_at
from models.dated import Bound
from models.entry import EntryKind
from models.facts import Facts
from models.findings import Verdict
from models.moments import day_of
from models.suitability.questions import question
from models.wishes import Wishes
from optimiser.amounts import band_keys, beyond, fixed_unlawfully
from optimiser.candidates import CASE, Candidates
from optimiser.package_draft import unlawful_order
from optimiser.reasons.impossible import why_nothing
from optimiser.results import Impasse, NotOffered, Option, ToAsk
from optimiser.unmet import unmet


def not_offered(
    facts: Facts, found: Candidates, options: tuple[Option, ...]
) -> tuple[NotOffered, ...]:
    """Everything struck out, then what was open but is in no option, each with its reason."""
    used = {code for option in options for code in option.package.codes}
    unused: list[NotOffered] = []
    for code, candidate in {**found.requirements, **found.parts}.items():
        if code in used:
            continue
        finding = candidate.finding
        if finding.conditional and finding.reasons:
            reason = finding.reasons[0]
            unused.append(
                NotOffered(
                    code, candidate.entry.name, reason.sentence, reason.source, reason.verified
                )
            )
        elif options:
            sentence = (
                "Open in this case; the options answer its purposes and needs with less. "
                "It can be asked for."
            )
            unused.append(NotOffered(code, candidate.entry.name, sentence, candidate.entry.source))
    return (*found.struck, *unused)


def asked_for(facts: Facts) -> tuple[ToAsk, ...]:
    """Each missing fact once, with every entry that waits for it.

    What every option turns on comes first, whether or not an entry waits for it too: what the court
    has not said, needs of which none is known, and facts without which no order may be lawful.
    Whether a detox is planned is asked wherever alcohol treatment is open: it is never inferred,
    and none is dated until it is known. In what order several linked needs stand is never computed:
    without it each counts one.
    """
    every = tuple(_turned_on(facts))
    waiting: dict[str, list[str]] = {fact: [] for fact in every}
    for code, finding in facts.findings.items():
        for reason in finding.reasons:
            # A fact may be missing behind a no as well: an offence date that decides which law.
            if reason.verdict is finding.verdict or finding.verdict is Verdict.NOT_KNOWN:
                for fact in reason.facts:
                    waiting.setdefault(fact, []).append(code)
    treatment = facts.findings.get("atr")
    if treatment is not None and treatment.open and facts.case.clinical.detox is Detox.UNKNOWN:
        waiting.setdefault("clinical.detox", []).append("atr")
    linked = facts.case.linked_needs
    if len(linked) > 1 and not set(linked) <= set(facts.case.risk_order):
        waiting.setdefault("risk_order", [])
    return tuple(
        ToAsk(fact, question(fact), tuple(dict.fromkeys(codes)), fact in every)
        for fact, codes in waiting.items()
    )


def _turned_on(facts: Facts) -> Iterator[str]:
    sentence = facts.case.sentence
    if sentence.seriousness is None:
        yield "sentence.seriousness"
    if not sentence.purposes:
        yield "sentence.purposes"
    due = facts.menu.ruling("order", "punitive-element", **band_keys(facts))
    if due is not None and due.value is True and sentence.fine is Answer.UNKNOWN:
        yield "sentence.fine"
    if all(fact.linked is Answer.UNKNOWN for fact in facts.case.needs):
        yield "needs"
    yield from _lawful_if(facts)


def _lawful_if(facts: Facts) -> Iterator[str]:
    """What the law of any order turns on: an unknown fact passes, and is asked for."""
    case, keys = facts.case, band_keys(facts)
    punishable = facts.menu.ruling("order", "imprisonable", **keys)
    if punishable is not None and punishable.value is True:
        if not case.offences:
            yield "offences"
        said = {offence.imprisonable for offence in case.offences}
        if Answer.YES not in said and Answer.UNKNOWN in said:
            yield "offences.imprisonable"
    for parameter, fact, value in (
        ("age", "person.born", age_at(case)),
        ("custody-months", "sentence.custody_months", case.sentence.custody_months),
        ("operational-months", "sentence.operational_months", case.sentence.operational_months),
    ):
        ruling = facts.menu.ruling("order", parameter, **keys)
        if ruling is not None and isinstance(ruling.value, Bound) and value is None:
            yield fact


def beyond_the_timetable(facts: Facts) -> Iterator[str]:
    """That the plan is made on a day of which the timetable knows nothing."""
    region, on = facts.timetable, facts.today
    if not region.first <= on <= region.last:
        yield (
            f"{region.name} holds from {day_of(region.first)} to {day_of(region.last)}: what is on "
            f"offer on {day_of(on)}, when the plan is made, is not known from it."
        )


def signposts(facts: Facts) -> tuple[NotOffered, ...]:
    """Self-help a person may be told of: never part of an order, never dated."""
    return tuple(
        NotOffered(
            entry.code,
            entry.name,
            entry.notes[0] if entry.notes else "Voluntary.",
            entry.source,
        )
        for entry in facts.menu.entries.values()
        if entry.kind is EntryKind.SIGNPOST
        and set(entry.needs) & set(facts.case.linked_needs)
        and facts.findings.get(entry.code) is not None
        and facts.findings[entry.code].open
    )


def impasse(facts: Facts, found: Candidates) -> Impasse:
    """Why no package exists: the smallest set of rules in the way, and the cheapest ways out."""
    return why_nothing(facts, found, _what_was_struck(facts, found))


def _what_was_struck(facts: Facts, found: Candidates) -> Impasse:
    """What the court asks that cannot be, or all that was struck out."""
    forbidden = unlawful_order(facts)
    if forbidden is not None:
        text = forbidden.row.text
        reason = NotOffered("order", "The order", text, forbidden.source, forbidden.verified)
        return Impasse((reason,), "The law of the date forbids an order on the facts stated.")
    sentence = facts.case.sentence
    length = Wishes(months=sentence.months or sentence.supervision_months)
    unlawful = tuple(unmet(facts, length)) if length else ()
    if unlawful:
        return Impasse(unlawful, "The length the court fixed is not one the law allows.")
    asks = sentence.asks
    outside = tuple(
        NotOffered(code, candidate.entry.name, beyond(*held), held[1].source, held[1].verified)
        for code, candidate in found.requirements.items()
        if (held := fixed_unlawfully(facts, code)) is not None
    )
    if outside:
        return Impasse(outside, "An amount the court fixed is not one the law allows.")
    wanted = {code for ask in asks for code in (ask.requirement, *ask.programmes)}
    struck = [one for one in found.struck if one.code in wanted]
    if struck:
        return Impasse(tuple(struck), "What the court asks for cannot be had here.")
    if not found.requirements:
        return Impasse(found.struck, "No requirement is open in this case.")
    reasons = tuple(
        NotOffered(code, candidate.entry.name, _cannot_be_dated(code), CASE)
        for code, candidate in found.requirements.items()
    )
    return Impasse(
        reasons,
        "Requirements are open, but no set of them that the law allows can be given dates inside "
        "the order with all that must hold.",
    )


def _cannot_be_dated(code: str) -> str:
    return f"Open in law, but not with the rest of what must hold ({code})."
