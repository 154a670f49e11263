"""The facts of a question asked under wishes: asks, lengths, groups and hours as wished for."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.case import Ask, OrderKind, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.parsers import time_of_day
from models.weekly_words import weekly
from models.wishes import Wishes, group_named
from optimiser.candidates import candidates

WORKING_WEEK = range(5)


def apply(facts: Facts, wishes: Wishes) -> Facts:
    """The facts as the wishes would have them; findings stay those of the case."""
    case = facts.case
    pinned = {
        group.programme: group.id
        for group in (group_named(id, facts) for id in wishes.groups)
        if group is not None
    }
    kept = tuple(one for one in case.commitments if one.kind not in wishes.relax)
    sentence = evolve(case.sentence, rules_out=(*case.sentence.rules_out, *wishes.without_codes))
    if wishes.months is not None:
        suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
        sentence = (
            evolve(sentence, supervision_months=wishes.months)
            if suspended
            else evolve(sentence, months=wishes.months)
        )
    limits = case.limits
    if wishes.finish_by is not None:
        earliest = min(filter(None, (limits.finish_by, wishes.finish_by)))
        limits = evolve(limits, finish_by=earliest)
    changed = evolve(
        facts,
        case=evolve(
            case,
            sentence=sentence,
            limits=limits,
            commitments=(*kept, *(free for _, free in closed(facts, wishes))),
        ),
        attended_in={**facts.attended_in, **pinned},
    )
    asks = _asks(changed, wishes, tuple(pinned))
    return evolve(changed, case=evolve(changed.case, sentence=evolve(sentence, asks=asks)))


def closed(facts: Facts, wishes: Wishes) -> Iterator[tuple[str, Commitment]]:
    """The times kept free of attendance, each with its flag; a curfew may still lie in them.

    Each stretch stands by itself, so that each can be given up by itself.
    """
    evening = evening_start(facts)
    if wishes.evenings_only and evening is not None:
        shifts = tuple(Shift(weekday, 0, evening) for weekday in WORKING_WEEK)
        title = "the wish for evenings only"
        yield "--evenings-only", Commitment(CommitmentKind.UNAVAILABLE, True, title, shifts=shifts)
    # A stretch wished free twice could be given up only by giving up both.
    for stretch in dict.fromkeys(wishes.never):
        title = f"the wish for nothing on {weekly((stretch,)).removesuffix(' all day')}"
        free = Commitment(CommitmentKind.UNAVAILABLE, True, title, shifts=(stretch,))
        yield "--never", free


def evening_start(facts: Facts) -> int | None:
    """The minute from which it is evening, an assumption of the catalogue."""
    row = facts.menu.ruling("load", "evening-start")
    return time_of_day(row.value) if row is not None and isinstance(row.value, str) else None


def _asks(facts: Facts, wishes: Wishes, pinned: tuple[str, ...]) -> tuple[Ask, ...]:
    """What the court asks with what is wished for added, each part under what may carry it."""
    found = candidates(facts)
    asks = {ask.requirement: ask for ask in facts.case.sentence.asks}
    asked = {code for ask in asks.values() for code in ask.programmes}
    for code in dict.fromkeys((*wishes.named, *pinned)):
        entry = facts.menu.entries[code]
        if not entry.under:
            asks.setdefault(code, Ask(code))
        elif code not in asked:
            open_here = found.parts[code].carriers if code in found.parts else entry.under
            carrier = asks.get(open_here[0], Ask(open_here[0]))
            asks[open_here[0]] = evolve(carrier, programmes=(*carrier.programmes, code))
    for code, amount in wishes.amounts.items():
        asks[code] = evolve(asks[code], terms=with_amount(asks[code].terms, code, amount, facts))
    return tuple(asks.values())


def with_amount(terms: Terms, code: str, amount: int, facts: Facts) -> Terms:
    unit = facts.menu.entries[code].units[0].replace("-", "_")
    return Terms(**{**dict(terms.items()), unit: amount})
