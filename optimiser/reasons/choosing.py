"""What decides which requirements and parts may be chosen, and what is struck out and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import evolve, frozen

from models.case import Answer, Ask, Sentence, Terms
from models.circumstances import age_at, holds
from models.entry import Delivery, Entry, EntryKind
from models.facts import Facts
from models.findings import Verdict
from models.rules.sentences import in_a_sentence
from models.sources import Force, Source, Strength
from optimiser.amounts import band_keys
from optimiser.candidates import Candidate, Candidates, awaits_particulars
from optimiser.package_draft import unlawful_order
from optimiser.reasons.standing import (
    ASKED_AT_ALL,
    BY_THE_COURT,
    COURT,
    IN_A_GUIDE,
    ON_THE_SPOT,
    Key,
    Standing,
    known,
    on_offer,
    ruled,
)
from optimiser.results import Hindrance

PARTICULARS: Key = ("availability.particulars", "order")
READILY = {
    Strength.ASSUMPTION: ON_THE_SPOT,
    Strength.LOCAL: ON_THE_SPOT,
    Strength.GUIDE: IN_A_GUIDE,
}


@frozen
class Unpruned:
    """Every entry of the menu as a candidate, and what strikes out each that is not open."""

    found: Candidates
    strikes: dict[str, tuple[Standing, ...]]


def unpruned(facts: Facts, found: Candidates) -> Unpruned:
    """All that could be chosen if nothing were struck out; open carriers before others."""
    entries = {
        code: entry
        for code, entry in facts.menu.entries.items()
        if entry.kind is not EntryKind.SIGNPOST and code in facts.findings
    }
    strikes = {code: tuple(_struck(facts, entry)) for code, entry in entries.items()}
    requirements: dict[str, Candidate] = {}
    parts: dict[str, Candidate] = {}
    for code, entry in entries.items():
        open_one = found.requirements.get(code) or found.parts.get(code)
        if entry.kind is EntryKind.REQUIREMENT:
            ask = facts.case.ask_for(code)
            requirements[code] = open_one or Candidate(entry, facts.findings[code], ask)
            continue
        under = [carrier for carrier in entry.under if carrier in entries]
        under.sort(key=lambda carrier: carrier not in found.requirements)
        if under:
            runs = open_one.runs if open_one is not None else ()
            parts[code] = Candidate(entry, facts.findings[code], None, tuple(under), runs)
    return Unpruned(Candidates(requirements, parts, ()), strikes)


def _struck(facts: Facts, entry: Entry) -> Iterator[Standing]:
    code, finding = entry.code, facts.findings[entry.code]
    if finding.verdict is Verdict.NOT_SUITABLE:
        first = finding.reasons[0]
        named = first.sentence.startswith(entry.name)
        said = first.sentence if named else f"{entry.name}: {first.sentence}"
        strength = _strength(facts, first.source)
        yield Standing(Hindrance("suitability", code, said, first.source, strength, first.verified))
    if code in facts.case.sentence.rules_out:
        said = f"{entry.name} is ruled out."
        path = "sentence.rules_out"
        yield Standing(
            known("availability.ruled-out", code, said, path, COURT),
            partial(_allowing, code=code),
            rank=BY_THE_COURT,
        )
    if awaits_particulars(facts, entry):
        said = (
            "A requirement whose particulars (place, activity, days) are for the court is "
            "considered only where it is asked for."
        )
        source = Source("assumption", "particulars")
        yield Standing(Hindrance(*PARTICULARS, said, source, Strength.ASSUMPTION.value))
    if entry.kind is not EntryKind.REQUIREMENT and _no_dose(entry):
        said = f"{entry.name}: no dose is stated, so it cannot be dated."
        yield Standing(Hindrance("attendance.dose", code, said, entry.source, "guide"))
    elif not _offered_at_all(facts, entry):
        said = f"{entry.name} is not on offer in this region."
        yield Standing(on_offer("places.offered", code, said))


def _strength(facts: Facts, source: Source) -> str:
    """How strongly a source speaks: as the row of the catalogue that cites it, else a guide."""
    rows = (ruling.row.strength for ruling in facts.menu.rulings if ruling.source == source)
    return next(rows, Strength.GUIDE).value


def _no_dose(entry: Entry) -> bool:
    main = entry.main
    alone = main is not None and main.delivery is Delivery.APPOINTMENT
    return not entry.scheduled or main is None or (alone and main.sessions is None)


def _offered_at_all(facts: Facts, entry: Entry) -> bool:
    """Whether the region has any of it, open to this person or not."""
    timetable, main = facts.timetable, entry.main
    if entry.stream == "unpaid-work":
        return bool(timetable.projects)
    if entry.stream == "treatment":
        return any(entry.code in provider.offers for provider in timetable.providers)
    if entry.kind is EntryKind.REQUIREMENT and entry.stream != "attendance-centre":
        return True
    if main is not None and main.delivery is Delivery.APPOINTMENT and not entry.stream:
        wanted = {main.with_, entry.code}
        return any(wanted & set(provider.offers) for provider in timetable.providers)
    return any(group.programme == entry.code for group in timetable.groups)


def _allowing(facts: Facts, code: str) -> Facts:
    sentence = facts.case.sentence
    left = tuple(other for other in sentence.rules_out if other != code)
    return _sentenced(facts, evolve(sentence, rules_out=left))


def standings(facts: Facts) -> Iterator[Standing]:
    """What the law and the court say of the choice itself."""
    yield from _of_the_order(facts)
    for ask in facts.case.sentence.asks:
        yield from _asked(facts, ask)
    for pair in facts.menu.pairs:
        if pair.ruling.row.force is Force.MUST and all(holds(n, facts.case) for n in pair.when):
            text = pair.ruling.row.text or f"{pair.first} {pair.relation} {pair.second}."
            yield Standing(
                ruled(pair.id, pair.first, text, pair.ruling),
                partial(_without_pair, id=pair.id),
                rank=READILY.get(pair.ruling.row.strength),
            )


def _of_the_order(facts: Facts) -> Iterator[Standing]:
    keys = band_keys(facts)
    least = facts.menu.ruling("order", "least-requirements", **keys)
    said = "An order holds at least one requirement."
    source = Source("assumption", "order")
    yield Standing(
        Hindrance("order.requirement", "order", said, source, Strength.ASSUMPTION.value)
        if least is None
        else ruled("order.requirement", "order", least.row.text or said, least)
    )
    forbidden = unlawful_order(facts)
    if forbidden is not None:
        rule = f"order.{forbidden.row.parameter}"
        fact = (
            "No offence of the case is punishable with imprisonment."
            if forbidden.row.parameter == "imprisonable"
            else f"The person was {age_at(facts.case)} years old at conviction."
        )
        said = f"{fact} What an order needs: {in_a_sentence(forbidden.row.text)}"
        yield Standing(ruled(rule, "order", said, forbidden))
    due = facts.menu.ruling("order", "punitive-element", **keys)
    if due is not None and due.value is True and facts.case.sentence.fine is not Answer.YES:
        text = due.row.text or "A requirement imposed for punishment, or a fine."
        yield Standing(
            ruled("order.punishment", "order", text, due), _with_a_fine, rank=BY_THE_COURT
        )


def _asked(facts: Facts, ask: Ask) -> Iterator[Standing]:
    """The programmes asked for, or the requirement itself where none is named under it."""
    code = ask.requirement
    if not ask.programmes:
        said = f"{_name(facts, code)} is asked for."
        yield Standing(
            known("availability.asked", code, said, "sentence.asks", COURT),
            partial(_without_ask, code=code),
            rank=ASKED_AT_ALL,
        )
    for part in ask.programmes:
        said = f"{_name(facts, part)} is asked for."
        yield Standing(
            known("availability.asked", part, said, "sentence.asks", COURT),
            partial(_without_part, code=part),
            rank=ASKED_AT_ALL,
        )
    if code in ("rar", "programme") and ask.terms.days is not None:
        kind = "RAR days" if code == "rar" else "days of a programme"
        said = f"At most {ask.terms.days} {kind} are asked for."
        yield Standing(
            known(f"{code}.days", code, said, "sentence.asks", COURT),
            partial(without_amounts, code=code),
            codes=frozenset({code}) & {"rar"},
            rank=BY_THE_COURT,
        )


def _without_ask(facts: Facts, code: str) -> Facts:
    asks = (ask for ask in facts.case.sentence.asks if ask.requirement != code)
    return _asking(facts, *asks)


def _without_part(facts: Facts, code: str) -> Facts:
    """Without a programme, and without what was to carry it if it carries nothing else."""
    asks = [
        evolve(ask, programmes=tuple(part for part in ask.programmes if part != code))
        for ask in facts.case.sentence.asks
    ]
    before = facts.case.sentence.asks
    kept = (ask for ask, was in zip(asks, before, strict=True) if ask.programmes or ask == was)
    return _asking(facts, *kept)


def without_amounts(facts: Facts, code: str) -> Facts:
    """As if the court had left the amounts of a requirement open."""
    asks = (
        evolve(ask, terms=Terms()) if ask.requirement == code else ask
        for ask in facts.case.sentence.asks
    )
    return _asking(facts, *asks)


def _asking(facts: Facts, *asks: Ask) -> Facts:
    return _sentenced(facts, evolve(facts.case.sentence, asks=asks))


def _with_a_fine(facts: Facts) -> Facts:
    return _sentenced(facts, evolve(facts.case.sentence, fine=Answer.YES))


def _without_pair(facts: Facts, id: str) -> Facts:
    pairs = tuple(pair for pair in facts.menu.pairs if pair.id != id)
    return evolve(facts, menu=evolve(facts.menu, pairs=pairs))


def _sentenced(facts: Facts, sentence: Sentence) -> Facts:
    return evolve(facts, case=evolve(facts.case, sentence=sentence))


def _name(facts: Facts, code: str) -> str:
    entry = facts.menu.entries.get(code)
    return entry.name if entry is not None else code
