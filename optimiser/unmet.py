"""Wishes that the law, or what the court said, rules out by itself."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import OrderKind, Terms
from models.facts import Facts
from models.moments import last_day
from models.package import OrderTerms, Package, PlannedRequirement
from models.rules import faults
from models.rules.sentences import counted, day_of
from models.sources import Force
from models.wishes import Wishes, group_named
from optimiser.amounts import shortest_months
from optimiser.candidates import CASE
from optimiser.results import NotOffered
from optimiser.wish_facts import evening_start, with_amount
from optimiser.wish_words import wish


def unmet(facts: Facts, wishes: Wishes) -> Iterator[NotOffered]:
    """The wishes that the law, or what the court said, rules out by itself."""
    sentence = facts.case.sentence
    asked = {code for ask in sentence.asks for code in (ask.requirement, *ask.programmes)}
    pinned = (group_named(id, facts) for id in wishes.groups)
    taught = (group.programme for group in pinned if group is not None)
    for code in dict.fromkeys((*wishes.named, *taught)):
        if code not in facts.menu.entries:
            yield NotOffered(code, code, "Not held on the dates of this case.", CASE)
    for code in wishes.without_codes:
        if code in asked:
            yield NotOffered(code, _name(code, facts), "The court asks for it.", CASE)
    for code, amount in wishes.amounts.items():
        if code in facts.menu.entries:
            yield from _amount_unmet(facts, code, amount)
    yield from _months_unmet(facts, wishes)
    if wishes.evenings_only and evening_start(facts) is None:
        said = "The catalogue does not say when the evening begins."
        yield NotOffered("order", "Evenings only", said, wish("--evenings-only"))


def _amount_unmet(facts: Facts, code: str, amount: int) -> Iterator[NotOffered]:
    """Not what the court fixed, or outside a bound that binds whoever has not."""
    ask = facts.case.ask_for(code)
    court = ask.terms if ask is not None else Terms()
    wished = with_amount(court, code, amount, facts)
    if court != wished and len(court.items()) == len(wished.items()):
        fixed = " and ".join(
            counted(value, unit)
            for unit, value in court.items()
            if (unit, value) not in wished.items()
        )
        said = f"The court fixed {fixed}."
        yield NotOffered(code, _name(code, facts), said, CASE)
        return
    planned = PlannedRequirement(code, wished)
    yield from _broken(facts, _bare(facts, 1, planned), ("seriousness.band", "duration.bound"))


def _months_unmet(facts: Facts, wishes: Wishes) -> Iterator[NotOffered]:
    sentence, finish = facts.case.sentence, wishes.finish_by
    fixed = sentence.supervision_months or sentence.months
    if wishes.months is not None:
        yield from _broken(facts, _bare(facts, wishes.months), ("order.length",))
    if finish is None:
        return
    least = wishes.months or fixed or shortest_months(facts)
    if last_day(facts.today, least) > finish:
        said = f"An order of {counted(least, 'month')} ends after {day_of(finish)}."
        yield NotOffered("order", "The order", said, CASE if fixed else wish("--finish-by"))


def _bare(facts: Facts, months: int, *requirements: PlannedRequirement) -> Package:
    """An order of terms only, so that a rule can be asked of it."""
    sentence = facts.case.sentence
    suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    whole = sentence.operational_months if suspended else None
    end = last_day(facts.today, months)
    return Package(OrderTerms(sentence.kind, months, facts.today, end, whole), requirements)


def _broken(facts: Facts, package: Package, rules: tuple[str, ...]) -> Iterator[NotOffered]:
    for fault in faults(package, facts, dated=False):
        if fault.rule in rules and fault.force is Force.MUST:
            name = _name(fault.subject, facts)
            yield NotOffered(fault.subject, name, fault.sentence, fault.source, fault.verified)


def _name(code: str, facts: Facts) -> str:
    entry = facts.menu.entries.get(code)
    return "The order" if code == "order" else entry.name if entry is not None else code
