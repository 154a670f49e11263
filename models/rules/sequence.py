"""Which comes first: the sequences of the catalogue, what an entry builds on, and the risk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from models.case import Answer
from models.circumstances import holds
from models.entry import Entry
from models.facts import Facts, SequenceRule
from models.fault import Fault
from models.package import Package
from models.rules.lookups import belongs, entries, entry_of, main_days, parts, programmes
from models.rules.rule import Rule, case_fact, found
from models.rules.sentences import day_of, name_of
from models.sources import Force

Dated = tuple[Entry, tuple[date, ...]]


def sequences(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each sequence rule in force is kept on the days of the main legs, counted once a rule."""
    dated = [(entry, main_days(entry, package)) for entry in entries(package, facts)]
    held = [(entry, days) for entry, days in dated if days]
    for rule in facts.menu.sequences:
        if rule.ruling.value is not True:
            continue
        if not all(holds(name, facts.case) for name in rule.when):
            continue
        against = list(_against(rule, held, package.order.start))
        sentences = [f"{said}." for said in against]
        yield from found(rule.id, rule.first, rule.ruling, sentences)


def _against(rule: SequenceRule, held: list[Dated], start: date) -> Iterator[str]:
    firsts = [(entry, days) for entry, days in held if belongs(entry, rule.first)]
    if rule.relation == "early":
        for one, days in firsts:
            latest = start + timedelta(days=rule.days or 0)
            if rule.days is not None and days[0] > latest:
                yield f"{one.name} begins on {day_of(days[0])}: by {day_of(latest)}"
        return
    for one, days in firsts:
        for other, others in held:
            if other.code == one.code or not belongs(other, rule.second):
                continue
            began, ended, next_began = day_of(days[0]), day_of(days[-1]), day_of(others[0])
            if rule.relation == "before" and not days[-1] < others[0]:
                yield f"{one.name} ends on {ended}: before {other.name}, begun on {next_began}"
            if rule.relation == "not-before" and not days[0] >= others[0]:
                yield f"{one.name} begins on {began}: not before {other.name} on {next_began}"
            if rule.relation == "with-or-before" and not days[0] <= others[0]:
                yield f"{one.name} begins on {began}: no later than {other.name} on {next_began}"


def requires(package: Package, facts: Facts) -> Iterator[Fault]:
    """What an entry builds on is completed, or ends before it begins."""
    for part, entry in parts(package, facts):
        days = main_days(entry, package)
        sentences = []
        for code in entry.requires:
            if facts.case.has_completed(code) is Answer.YES:
                continue
            before = entry_of(code, package, facts)
            needed = f"{entry.name}: needs {name_of(code, facts)}"
            if before is None or code not in package.codes:
                sentences.append(f"{needed}, which is not in the package nor completed.")
                continue
            earlier = main_days(before, package)
            if days and earlier and not earlier[-1] < days[0]:
                ends, begins = day_of(earlier[-1]), day_of(days[0])
                sentences.append(f"{needed} first, which ends on {ends}; it begins on {begins}.")
        yield from found("sequence.requires", part.code, entry.source, sentences)


def greatest_risk(package: Package, facts: Facts) -> Iterator[Fault]:
    """Of two programmes, the one for the need the officer ranked first begins no later."""
    rank = {need: place for place, need in enumerate(facts.case.risk_order)}
    ranked = []
    for entry in programmes(package, facts):
        places = [rank[need] for need in entry.needs if need in rank]
        days = main_days(entry, package)
        if places and days:
            ranked.append((min(places), days[0], entry.name))
    sentences = []
    for one, other in combinations(sorted(ranked), 2):
        if one[0] < other[0] and one[1] > other[1]:
            sentences.append(
                f"{one[2]} begins on {day_of(one[1])}: the greater risk begins no later than "
                f"{other[2]} on {day_of(other[1])}."
            )
    ruling = facts.menu.ruling("order", "greatest-risk")
    ground = ruling or case_fact("risk_order")
    force = None if ruling else Force.SHOULD
    yield from found("sequence.greatest-risk", "order", ground, sentences, force=force)


RULES = (
    Rule("sequences", sequences, dated=True),
    Rule("sequence.requires", requires),
    Rule("sequence.greatest-risk", greatest_risk, dated=True),
)
