"""Rules that an officer's wish put in the way, said to be that wish and no fact of the case."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from models.facts import Facts
from models.rules.sentences import counted, day_of, mid_name
from models.sources import Source
from models.weekly_words import listed
from models.wishes import Wishes, group_named
from optimiser.candidates import CARRIERS, CASE, OPEN_HERE, Candidates, candidates
from optimiser.cut_short import FINISH, MONTHS
from optimiser.results import Hindrance, Impasse, NotOffered
from optimiser.wish_facts import closed

WISH = "wish"
AMOUNTS = ("availability.amount", "rar.days", "programme.days")
UNMET = "The wishes can't be met in this case."


def wish(flag: str) -> Source:
    """What an officer tries, by the flag it is tried with."""
    return Source(WISH, flag)


def stuck(found: Impasse, facts: Facts, wishes: Wishes) -> Impasse:
    """An impasse of the wished-for facts, told by the facts and the wishes it came of.

    Where the smallest set in the way holds nothing that was wished for, the case is impossible
    with and without the wishes, and is said to be.
    """
    rules = as_wished(found.rules, facts, wishes)
    repairs = tuple(
        evolve(way, changed=as_wished(way.changed, facts, wishes)) for way in found.repairs
    )
    met = bool(rules) and not any(rule.strength == WISH for rule in rules)
    return evolve(
        found,
        reasons=left_out(found.reasons, facts, wishes),
        rules=rules,
        repairs=repairs,
        summary=found.summary if met else UNMET,
        wished=not met,
    )


def as_wished(
    rules: Iterable[Hindrance], facts: Facts, wishes: Wishes
) -> tuple[Hindrance, ...]:
    """The rules, each that a wish made in the words of the wish; `facts` are those without it."""
    return tuple(_as_wished(rule, facts, wishes) for rule in rules)


def left_out(
    rows: tuple[NotOffered, ...], facts: Facts, wishes: Wishes
) -> tuple[NotOffered, ...]:
    """What the officer left out, or made too short, is not said to be ruled out by the court."""
    rows = tuple(_cut_short(row, facts, wishes) for row in rows)
    mine = set(wishes.without_codes) - set(facts.case.sentence.rules_out)
    if not mine:
        return rows
    open_without = candidates(facts)

    def told(row: NotOffered) -> NotOffered:
        if row.code in mine and row.source == CASE:
            return evolve(row, sentence="Left out, as wished.", source=wish("--without"))
        lost = _left_alone_by(row.code, open_without, mine) if row.source == OPEN_HERE else ()
        if not lost:
            return row
        fits = "fits it" if row.code in CARRIERS else "can carry it"
        names = listed(mid_name(code, facts) for code in lost)
        verb = "is" if len(lost) == 1 else "are"
        said = f"Nothing else that {fits} is open here: {names} {verb} left out, as wished."
        return evolve(row, sentence=said, source=wish("--without"))

    return tuple(told(row) for row in rows)


def _cut_short(row: NotOffered, facts: Facts, wishes: Wishes) -> NotOffered:
    """No group has time where the length, or the end, is the officer's."""
    own = facts.case.limits.finish_by
    if row.source == MONTHS and wishes.months is not None:
        return evolve(row, source=wish("--months"))
    sooner = wishes.finish_by is not None and (own is None or wishes.finish_by < own)
    return evolve(row, source=wish("--finish-by")) if row.source == FINISH and sooner else row


def _left_alone_by(code: str, found: Candidates, mine: set[str]) -> tuple[str, ...]:
    """What was left out of all that could carry a part, or be carried by a requirement."""
    if code in found.parts:
        return tuple(carrier for carrier in found.parts[code].carriers if carrier in mine)
    parts = found.parts.items()
    return tuple(part for part, held in parts if part in mine and code in held.carriers)


def _as_wished(rule: Hindrance, facts: Facts, wishes: Wishes) -> Hindrance:
    name = _name(facts, rule.subject)
    court = facts.case.sentence.rules_out
    if rule.rule == "availability.asked":
        return _asked(rule, facts, wishes, name)
    if rule.rule == "availability.ruled-out" and rule.subject not in court:
        return _wished(rule, f"{name} is to be left out.", "--without")
    if rule.rule in AMOUNTS and rule.subject in wishes.amounts:
        unit = facts.menu.entries[rule.subject].units[0].partition("-")[0].removesuffix("s")
        amount = counted(wishes.amounts[rule.subject], unit)
        return _wished(rule, f"{name} of {amount} is wished for.", "--amount")
    if rule.rule == "order.months" and wishes.months is not None:
        months = counted(wishes.months, "month")
        return _wished(rule, f"An order of {months} is wished for.", "--months")
    if rule.rule == "limits.finish-by" and wishes.finish_by is not None:
        own = facts.case.limits.finish_by
        if own is None or wishes.finish_by < own:
            said = f"The order is to be over by {day_of(wishes.finish_by)}."
            return _wished(rule, said, "--finish-by")
    if rule.rule == "clashes.firm":
        return _free_time(rule, facts, wishes)
    return rule


def _asked(rule: Hindrance, facts: Facts, wishes: Wishes, name: str) -> Hindrance:
    asks = facts.case.sentence.asks
    if rule.subject in {code for ask in asks for code in (ask.requirement, *ask.programmes)}:
        return rule
    groups = [group_named(id, facts) for id in wishes.groups]
    ids = [one.id for one in groups if one is not None and one.programme == rule.subject]
    if ids and rule.subject not in wishes.named:
        return _wished(rule, f"{name} is wished for.", "--group")
    if rule.subject in wishes.named:
        flag = "--with" if rule.subject in wishes.with_codes else "--amount"
        return _wished(rule, f"{name} is wished for.", flag)
    return rule


def _free_time(rule: Hindrance, facts: Facts, wishes: Wishes) -> Hindrance:
    """Firm time by its place in the case, those that were relaxed counted; else by the wish."""
    opening, bracket, place = rule.subject.partition("[")
    if opening != "commitments" or not bracket:
        return rule
    held = [
        number
        for number, one in enumerate(facts.case.commitments)
        if one.kind not in wishes.relax
    ]
    number = int(place.rstrip("]"))
    if number < len(held):
        path = f"commitments[{held[number]}]"
        return evolve(rule, subject=path, source=Source(rule.source.document, path))
    flags = [flag for flag, _ in closed(facts, wishes)]
    if number - len(held) < len(flags):
        return _wished(evolve(rule, subject=""), rule.sentence, flags[number - len(held)])
    return rule


def _wished(rule: Hindrance, said: str, flag: str) -> Hindrance:
    return evolve(rule, sentence=said, source=wish(flag), strength=WISH)


def _name(facts: Facts, code: str) -> str:
    entry = facts.menu.entries.get(code)
    return entry.name if entry is not None else code

