"""The three questions asked of one case: why not this, why nothing, why these minutes."""

from __future__ import annotations

from attrs import evolve, field, frozen

from models.facts import Facts
from models.wishes import Wishes
from optimiser.aims.measure import measure
from optimiser.candidates import Candidates, candidates
from optimiser.dating import Dated
from optimiser.options import EFFORT, best_dated, unheard
from optimiser.reasons.impossible import in_the_way
from optimiser.reasons.minutes import Avoiding, why_minutes
from optimiser.reasons.not_this import NotThis, why_not
from optimiser.results import Impasse
from optimiser.solve import Effort, Exhausted
from optimiser.telling import beyond_the_timetable, impasse
from optimiser.wish_facts import apply
from optimiser.wish_words import as_wished, left_out, stuck
from optimiser.wishing import refusal


@frozen
class Why:
    """What was asked and found; `best` is the package the answers are beside.

    `facts` are those of the question, as the `wishes` would have them. Everything is measured by
    the case's own: hours that a wish relaxes are counted. Where the law or the court rules the
    wishes out, `not_this` is answered of the case as it is: `without_wishes`.
    """

    facts: Facts
    best: Dated | None = None
    impasse: Impasse | None = None
    not_this: NotThis | None = None
    minutes: tuple[Avoiding, ...] = ()
    exhausted: bool = False
    inputs: tuple[tuple[str, str], ...] = ()
    wishes: Wishes = field(factory=Wishes)
    without_wishes: bool = False
    warnings: tuple[str, ...] = ()


def why(
    facts: Facts, code: str = "", effort: float = EFFORT, wishes: Wishes | None = None
) -> Why:
    """Why not `code`; without one, why nothing is possible, or why the minutes that are lost."""
    found = _under(facts, code, effort, wishes) if wishes else _why(facts, facts, code, effort)
    return evolve(found, warnings=tuple(beyond_the_timetable(facts)))


def _under(facts: Facts, code: str, effort: float, wishes: Wishes) -> Why:
    refused = refusal(facts, wishes)
    if refused is not None:
        found = _why(facts, facts, code, effort) if code else Why(facts)
        return evolve(found, impasse=refused, wishes=wishes, without_wishes=bool(code))
    found = _why(apply(facts, wishes), facts, code, effort)
    return evolve(
        found,
        wishes=wishes,
        impasse=stuck(found.impasse, facts, wishes) if found.impasse is not None else None,
        not_this=found.not_this
        and evolve(
            found.not_this,
            reasons=left_out(found.not_this.reasons, facts, wishes),
            rules=as_wished(found.not_this.rules, facts, wishes),
        ),
        minutes=tuple(
            evolve(one, rules=as_wished(one.rules, facts, wishes)) for one in found.minutes
        ),
    )


def _why(facts: Facts, own: Facts, code: str, effort: float) -> Why:
    """The answer as `facts` would have it, measured by the case's `own`."""
    found = candidates(facts)
    if in_the_way(facts, found).rules:  # at once, where the best would first be searched for
        return _impossible(facts, found, code)
    try:
        best = best_dated(facts, found, Effort(effort), unheard)
    except Exhausted:
        return Why(facts, exhausted=True)
    if best is None:
        return _impossible(facts, found, code)
    if own is not facts:
        best = evolve(best, measures=measure(best.package, own))
    if code:
        return Why(facts, best, not_this=why_not(facts, code, best, own=own))
    return Why(facts, best, minutes=why_minutes(facts, best, own=own))


def _impossible(facts: Facts, found: Candidates, code: str) -> Why:
    stuck = impasse(facts, found)
    if not code:
        return Why(facts, impasse=stuck)
    not_this = why_not(facts, code, None)
    rules = {(rule.rule, rule.subject) for rule in not_this.rules}
    either_way = bool(rules) and ("availability.asked", code) not in rules
    return Why(facts, impasse=stuck, not_this=evolve(not_this, either_way=either_way))
