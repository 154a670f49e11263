"""What of each requirement and programme stands in the way of dates: amounts, doses, order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from models.case import Answer, Ask
from models.circumstances import holds
from models.dated import Bound
from models.entry import Entry
from models.facts import Facts, SequenceRule
from models.sources import Force
from optimiser.amounts import beyond, fixed_unlawfully, least_amount, longest_months, months_to_hold
from optimiser.reasons.choosing import READILY, without_amounts
from optimiser.reasons.standing import (
    BY_THE_COURT,
    COURT,
    IN_A_GUIDE,
    Key,
    Standing,
    known,
    ruled,
    with_entry,
    without_rows,
)
from optimiser.reasons.timing import counted, length_rule
from optimiser.results import Hindrance

# Amounts that decide which parts may be chosen, before any dates: told by `choosing`.
OF_THE_CHOICE = (("rar", "days"), ("programme", "days"))

# Without any amount of these there is nothing to date: how long they last follows from it.
LENGTH_FROM_AMOUNT = ("attendance-centre", "treatment")
UNITS = ("hours", "days", "months", "hours-a-day")


def standings(facts: Facts) -> Iterator[Standing]:
    """What the court fixed, what guides and bands ask at least, and what comes first."""
    for ask in facts.case.sentence.asks:
        yield from _fixed(facts, ask)
    for entry in facts.menu.entries.values():
        yield from _of_entry(facts, entry)
    yield from _one_a_day(facts)
    yield from _how_far(facts)
    for rule in facts.menu.sequences:
        if rule.ruling.row.force is Force.MUST and all(holds(n, facts.case) for n in rule.when):
            yield _in_order(facts, rule)


def _fixed(facts: Facts, ask: Ask) -> Iterator[Standing]:
    code, amounts = ask.requirement, ask.terms.items()
    entry = facts.menu.entries.get(code)
    centre = entry is not None and entry.stream == "attendance-centre"
    if amounts and not centre and (code, amounts[0][0]) not in OF_THE_CHOICE:
        listed = " and ".join(counted(value, unit) for unit, value in amounts)
        said = f"{entry.name if entry is not None else code} is fixed at {listed}."
        yield Standing(
            known("availability.amount", code, said, "sentence.asks", COURT),
            partial(without_amounts, code=code),
            codes=frozenset({code}),
            rank=BY_THE_COURT,
        )
    unlawful = fixed_unlawfully(facts, code)
    if unlawful is not None:
        yield Standing(ruled("duration.bound", code, beyond(*unlawful), unlawful[1]))


def unlawful_amount(facts: Facts, code: str) -> tuple[Key, ...]:
    """The rules by which no order holds what the court fixed of a requirement, if any."""
    if fixed_unlawfully(facts, code) is None:
        return ()
    return (("duration.bound", code), ("availability.amount", code))


def _of_entry(facts: Facts, entry: Entry) -> Iterator[Standing]:
    code, own = entry.code, frozenset({entry.code})
    if entry.order_months:
        months = counted(entry.order_months, "months")
        said = f"{entry.name} asks for an order of at least {months}."
        source = entry.order_months_source or entry.source
        yield Standing(
            Hindrance("duration.programme", code, said, source, "guide"),
            partial(_with_any_length, code=code),
            codes=own,
            rank=IN_A_GUIDE,
        )
    done = facts.case.has_completed
    needed = [one for one in entry.requires if done(one) is not Answer.YES]
    if needed:
        names = " and ".join(facts.menu.entries[one].name for one in needed)
        yield Standing(
            Hindrance(
                "sequence.requires", code, f"{entry.name} follows {names}.", entry.source, "guide"
            ),
            partial(_following_nothing, code=code),
            codes=own,
            rank=IN_A_GUIDE,
        )
    least = [
        (unit, *found)
        for unit in entry.units
        if unit in UNITS
        and entry.stream not in LENGTH_FROM_AMOUNT
        and (found := least_amount(facts, code, unit))[0] is not None
    ]
    rulings = [ruling for _, _, ruling in least if ruling is not None]
    if rulings:
        amounts = " and ".join(counted(amount or 0, unit) for unit, amount, _ in least)
        said = f"{entry.name} is of at least {amounts} in this case."
        yield Standing(
            ruled("seriousness.band", code, said, rulings[0]),
            partial(_of_any_amount, code=code),
            codes=own,
        )


def _of_any_amount(facts: Facts, code: str) -> Facts:
    return without_rows(facts, code, *UNITS)


def _one_a_day(facts: Facts) -> Iterator[Standing]:
    """That an order has as many days as the RAR days it holds."""
    ruling = facts.menu.ruling("rar", "one-a-day")
    if ruling is not None and ruling.value is True:
        yield Standing(
            ruled("rar.one-a-day", "rar", ruling.row.text, ruling),
            _whatever_the_days,
            codes=frozenset({"rar"}),
        )


def beyond_the_order(facts: Facts) -> tuple[Key, ...]:
    """The rules by which more RAR days are asked for than any order has; none where they fit."""
    ask = facts.case.ask_for("rar")
    days = ask.terms.days if ask is not None else None
    if days is None or months_to_hold(facts, "rar", days) <= longest_months(facts):
        return ()
    return (("rar.one-a-day", "rar"), ("rar.days", "rar"), *length_rule(facts))


def _whatever_the_days(facts: Facts) -> Facts:
    return without_rows(facts, "rar", "one-a-day")


def _how_far(facts: Facts) -> Iterator[Standing]:
    """The limits within which groups, treatment and unpaid work are looked for."""
    entries = facts.menu.entries.values()
    for subject, parameter, codes in (
        ("unpaid-work", "window-months", {"unpaid-work"}),
        ("load", "treatment-start-weeks", {e.code for e in entries if e.stream == "treatment"}),
        ("load", "start-weeks", {entry.code for entry in entries if entry.under}),
    ):
        ruling = facts.menu.ruling(subject, parameter)
        if ruling is not None and isinstance(ruling.value, Bound):
            said = ruling.row.text or f"{parameter}: {ruling.value}."
            yield Standing(
                ruled(f"{subject}.{parameter}", subject, said, ruling),
                partial(_looking_further, subject=subject, parameter=parameter),
                codes=frozenset(codes),
                rank=READILY.get(ruling.row.strength),
            )


def _looking_further(facts: Facts, subject: str, parameter: str) -> Facts:
    return without_rows(facts, subject, parameter)


def _in_order(facts: Facts, rule: SequenceRule) -> Standing:
    return Standing(
        ruled(rule.id, rule.first, rule.ruling.row.text or rule.id, rule.ruling),
        partial(_in_any_order, id=rule.id),
        codes=None,
        rank=READILY.get(rule.ruling.row.strength),
    )


def _in_any_order(facts: Facts, id: str) -> Facts:
    sequences = tuple(rule for rule in facts.menu.sequences if rule.id != id)
    return evolve(facts, menu=evolve(facts.menu, sequences=sequences))


def _with_any_length(facts: Facts, code: str) -> Facts:
    return with_entry(facts, code, lambda entry: evolve(entry, order_months=None))


def _following_nothing(facts: Facts, code: str) -> Facts:
    return with_entry(facts, code, lambda entry: evolve(entry, requires=()))
