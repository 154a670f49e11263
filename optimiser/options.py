"""The best package, then others with another signature: what is put before the officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from models.facts import Facts
from models.package import Package
from optimiser.candidates import Candidates, candidates
from optimiser.dating import Dated, date_outline, tidy
from optimiser.days import Days
from optimiser.outline import Outline, outlines
from optimiser.present import dress
from optimiser.results import Impasse, Option, Options
from optimiser.search import Search
from optimiser.signature import signature
from optimiser.solve import Effort, Exhausted
from optimiser.telling import asked_for, impasse, not_offered, signposts

EFFORT = 30.0
OTHER_EFFORT = 4.0
RANGE_EFFORT = 2.0


def propose(
    facts: Facts,
    want: int = 1,
    progress: Callable[[Option], None] | None = None,
    effort: float = EFFORT,
) -> Options:
    """The best package for a case and up to `want - 1` others with other signatures.

    Parameters
    ----------
    progress
        Called with each option as it is found, the best first.
    effort
        Deterministic seconds of solving for the first option; the others have less.
    """
    found = candidates(facts)
    try:
        best = best_dated(facts, found, Effort(effort))
    except Exhausted:
        return _answer(facts, found, (), None, exhausted=True)
    if best is None:
        return _answer(facts, found, (), impasse(facts, found))
    chosen: list[Option] = []
    for dated in _all(facts, found, best, want):
        mark = signature(facts, dated.package)
        if any(option.signature == mark for option in chosen):
            continue
        option = dress(facts, dated, mark, chosen, Effort(0.0 if chosen else RANGE_EFFORT))
        chosen.append(option)
        if progress is not None:
            progress(option)
        if len(chosen) >= want:
            break
    return _answer(facts, found, tuple(chosen), None)


def _answer(
    facts: Facts,
    found: Candidates,
    options: tuple[Option, ...],
    stuck: Impasse | None,
    *,
    exhausted: bool = False,
) -> Options:
    return Options(
        facts=facts,
        options=options,
        not_offered=not_offered(facts, found, options),
        to_ask=asked_for(facts),
        signposts=signposts(facts),
        impasse=stuck,
        exhausted=exhausted,
    )


def best_dated(facts: Facts, found: Candidates, effort: Effort) -> Dated | None:
    """The optimum of the default order of aims over every outline, or None where there is none.

    Outlines come best first by their share of the first four aims, a lower bound of what their
    schedules can reach: the search ends with the first that cannot better the best in hand. Where
    the effort is spent before that, the best found is returned as not proved.

    Raises
    ------
    Exhausted
        When the effort is spent before any package is found.
    """
    search = Search(facts, outlines(facts, found), effort, Days(facts))
    best = search.run()
    if best is None:
        if search.unsettled:
            raise Exhausted
        return None
    neat = tidy(facts, best)
    return unproved(neat) if search.unsettled else neat


def unproved(dated: Dated) -> Dated:
    """The same dates where other outlines were left untried: nothing is proved of them."""
    status = tuple(evolve(one, proved=False, bound=0) for one in dated.status)
    return evolve(dated, status=status)


def _all(facts: Facts, found: Candidates, best: Dated, want: int) -> Iterator[Dated]:
    """The best, the best unconditional one, then others near it, each the best of its kind."""
    yield best
    if want == 1 and not best.measures.conditions:
        return
    if best.measures.conditions:
        sure = unconditional(found)
        other = _unconditional_best(facts, sure)
        if other is not None:
            yield other
    yield from sorted(_near(facts, found, best, want), key=lambda dated: dated.measures.vector)


def _unconditional_best(facts: Facts, sure: Candidates) -> Dated | None:
    try:
        return best_dated(facts, sure, Effort(EFFORT))
    except Exhausted:
        return None


def unconditional(found: Candidates) -> Candidates:
    """Only candidates whose finding is suitable."""
    return evolve(
        found,
        requirements={c: r for c, r in found.requirements.items() if not r.finding.conditional},
        parts={c: p for c, p in found.parts.items() if not p.finding.conditional},
    )


def _near(facts: Facts, found: Candidates, best: Dated, want: int) -> Iterator[Dated]:
    """The best outline in other groups, then other outlines within the allowed loss."""
    days = Days(facts)
    vector = best.measures.vector
    other = _tried(facts, best.outline, days, without=best.package)
    if other is not None:
        yield other
    tried = 0
    for outline in outlines(facts, found):
        if outline.cost[:2] > vector[:2] or outline.cost[3] > vector[3] + 1 or tried >= want:
            break
        if outline.codes == best.outline.codes:
            continue
        tried += 1
        dated = _tried(facts, outline, days)
        if dated is not None:
            yield dated


def _tried(
    facts: Facts, outline: Outline, days: Days, without: Package | None = None
) -> Dated | None:
    try:
        return date_outline(facts, outline, days, Effort(OTHER_EFFORT), without=without)
    except Exhausted:
        return None


__all__ = ["Dated", "best_dated", "propose"]
