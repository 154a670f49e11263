"""The three questions asked of one case: why not this, why nothing, why these minutes."""

from __future__ import annotations

from attrs import frozen

from models.facts import Facts
from optimiser.candidates import Candidates, candidates
from optimiser.dating import Dated
from optimiser.options import EFFORT, best_dated
from optimiser.reasons.impossible import in_the_way
from optimiser.reasons.minutes import Avoiding, why_minutes
from optimiser.reasons.not_this import NotThis, why_not
from optimiser.results import Impasse
from optimiser.solve import Effort, Exhausted
from optimiser.telling import impasse


@frozen
class Why:
    """What was asked and found; `best` is the package the answers are beside."""

    facts: Facts
    best: Dated | None = None
    impasse: Impasse | None = None
    not_this: NotThis | None = None
    minutes: tuple[Avoiding, ...] = ()
    exhausted: bool = False
    inputs: tuple[tuple[str, str], ...] = ()


def why(facts: Facts, code: str = "", effort: float = EFFORT) -> Why:
    """Why not `code`; without one, why nothing is possible, or why the minutes that are lost."""
    found = candidates(facts)
    if in_the_way(facts, found).rules:  # at once, where the best would first be searched for
        return _impossible(facts, found, code)
    try:
        best = best_dated(facts, found, Effort(effort))
    except Exhausted:
        return Why(facts, exhausted=True)
    if best is None:
        return _impossible(facts, found, code)
    if code:
        return Why(facts, best, not_this=why_not(facts, code, best))
    return Why(facts, best, minutes=why_minutes(facts, best))


def _impossible(facts: Facts, found: Candidates, code: str) -> Why:
    not_this = why_not(facts, code, None) if code else None
    return Why(facts, impasse=impasse(facts, found), not_this=not_this)
