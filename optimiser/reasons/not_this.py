"""Why not this one: its finding, what it would cost, or the smallest set of rules against it."""

from __future__ import annotations

from contextlib import suppress

from attrs import evolve, frozen

from models.entry import EntryKind
from models.facts import Facts
from models.fault import Aim
from models.findings import Reason, Verdict
from models.package import Package
from models.rules.sentences import name_of
from models.sources import Source
from models.wishes import Wishes
from optimiser.aims.measure import measure
from optimiser.candidates import CASE, OPEN_HERE, awaits_particulars, candidates
from optimiser.dating import Dated
from optimiser.options import best_dated, unheard
from optimiser.reasons.impossible import in_the_way
from optimiser.results import AimStatus, Hindrance, Measures, NotOffered
from optimiser.solve import Effort, Exhausted
from optimiser.wish_facts import apply
from optimiser.wishing import Contrast, contrasts

# What a package with it costs is as a rule known long before the last of it is proved.
EFFORT = 2.5
# Tried only where the first found no package at all, which would be no answer.
FURTHER = 7.5
QUESTION = "question"


@frozen
class NotThis:
    """What stands against a code, or what taking it would change.

    `reasons` are findings and strike-outs; `rules` a smallest set that forbids it, beside a reason
    that only says nothing open goes with it or that the court would have to say more; `costs` every
    measure of the `package` with it beside the best package's, and `unsettled` what of its finding
    has to be known or agreed first; `unproved` are the aims whose value with it may be less.
    `taken` says that the best package holds it already;
    `exhausted` that time ran out before a package with it was found; `either_way` that nothing is
    possible with it or without it, since the rules don't turn on it. Where nothing of all this is
    there, no lawful package holds it, and the set of rules that forbids it was not found.
    """

    code: str
    name: str
    taken: bool = False
    reasons: tuple[NotOffered, ...] = ()
    rules: tuple[Hindrance, ...] = ()
    costs: tuple[Contrast, ...] = ()
    proved: bool = False
    unproved: tuple[Aim, ...] = ()
    exhausted: bool = False
    unsettled: tuple[Reason, ...] = ()
    package: Package | None = None
    either_way: bool = False


def why_not(
    facts: Facts,
    code: str,
    best: Dated | None,
    effort: float = EFFORT,
    own: Facts | None = None,
) -> NotThis:
    """Why a code is not in the best package of a case; costs are measured by its `own` facts."""
    entry = facts.menu.entries.get(code)
    if entry is None:
        said = NotOffered(code, code, "It is not held on the dates of this case.", CASE)
        return NotThis(code, code, reasons=(said,))
    name = entry.name
    if best is not None and code in best.package.codes:
        return NotThis(code, name, taken=True)
    reasons = against(facts, code)
    left_alone = any(one.source == OPEN_HERE for one in reasons)
    # What only the court can fill in has its price all the same, as far as it can be measured.
    to_fill = awaits_particulars(facts, entry) and facts.findings[code].open
    to_fill = to_fill and code not in facts.case.sentence.rules_out
    if reasons and not left_alone and not to_fill:
        return NotThis(code, name, reasons=reasons)
    wished = apply(facts, Wishes(with_codes=(code,)))
    rules = tuple(_as_asked_about(rule, facts) for rule in in_the_way(wished).rules)
    if left_alone:  # what leaves it so are the rules, where they are not those of the whole case
        told = any(rule.subject == code for rule in rules)
        return NotThis(code, name, reasons=reasons, rules=rules if told else ())
    if rules:  # at once, where a package with it would first be searched for
        return NotThis(code, name, reasons=reasons, rules=rules)
    try:
        with_it = _best(wished, effort, max(effort, FURTHER))
    except Exhausted:
        return NotThis(code, name, reasons=reasons, exhausted=True)
    if with_it is None:
        return NotThis(code, name, reasons=reasons)
    base = best.measures if best is not None else None
    finding = facts.findings[code]
    unsettled = finding.reasons if finding.conditional else ()
    return NotThis(
        code,
        name,
        reasons=reasons,
        costs=_beside(base, with_it.measures if own is None else measure(with_it.package, own)),
        proved=with_it.proved,
        unproved=_open(with_it.status),
        unsettled=tuple(one for one in unsettled if one.verdict is finding.verdict),
        package=with_it.package,
    )


def _best(facts: Facts, effort: float, further: float) -> Dated | None:
    """The best package found in little effort, or in more; what is only told of on the way last."""
    found = candidates(facts)
    with suppress(Exhausted):
        return best_dated(facts, found, Effort(effort))
    return best_dated(facts, found, Effort(further), unheard)


def _as_asked_about(rule: Hindrance, facts: Facts) -> Hindrance:
    """That the code is taken is neither the court's nor a wish: it is what is asked about."""
    asks = facts.case.sentence.asks
    asked = {code for ask in asks for code in (ask.requirement, *ask.programmes)}
    if rule.rule != "availability.asked" or rule.subject in asked:
        return rule
    said = f"{name_of(rule.subject, facts)} would be taken."
    return evolve(rule, sentence=said, source=Source(QUESTION, "--not"), strength=QUESTION)


def _open(status: tuple[AimStatus, ...]) -> tuple[Aim, ...]:
    """The aims of which less is not ruled out; none is less than nothing."""
    less = (one for one in status if one.aim is not Aim.FORGIVENESS and not one.proved)
    return tuple(dict.fromkeys(one.aim for one in less if one.value))


def _beside(base: Measures | None, under: Measures) -> tuple[Contrast, ...]:
    return contrasts(base, under) if base is not None else ()


def against(facts: Facts, code: str) -> tuple[NotOffered, ...]:
    """Every reason of the finding, or the reason it was struck out; none where it is open."""
    entry, finding = facts.menu.entries[code], facts.findings.get(code)
    if entry.kind is EntryKind.SIGNPOST:
        sentence = "Voluntary: a person may be told of it, and no order holds it."
        return (NotOffered(code, entry.name, sentence, entry.source),)
    if finding is not None and finding.verdict is Verdict.NOT_SUITABLE:
        return tuple(
            NotOffered(code, entry.name, reason.sentence, reason.source, reason.verified)
            for reason in finding.reasons
            if reason.verdict is Verdict.NOT_SUITABLE
        )
    return tuple(row for row in candidates(facts).struck if row.code == code)
