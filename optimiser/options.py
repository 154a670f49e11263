"""The best package, then others with another signature: what is put before the officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from models.errors import InternalDisagreement
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.expressions import tidiness, tiers
from optimiser.aims.measure import measure
from optimiser.build import build
from optimiser.candidates import Candidates, candidates
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.outline import Outline, outlines
from optimiser.present import dress
from optimiser.results import AimStatus, Impasse, Measures, Option, Options
from optimiser.schedule import read
from optimiser.signature import signature
from optimiser.solve import Exhausted, Solved, least
from optimiser.telling import asked_for, impasse, not_offered, signposts

AIMS = (
    Aim.PROPORTIONALITY,
    Aim.PRACTICE,
    Aim.WORK,
    Aim.TRAVEL,
    Aim.WAITING,
    Aim.WAITING,
    Aim.RESTRICTION,
    Aim.RESTRICTION,
)
TIDY_EFFORT = 2.0


@frozen
class Dated:
    """An outline with the best dates found for it."""

    outline: Outline
    package: Package
    measures: Measures
    faults: tuple[Fault, ...]
    status: tuple[AimStatus, ...]

    @property
    def proved(self) -> bool:
        return all(status.proved for status in self.status)


def propose(
    facts: Facts,
    want: int = 1,
    progress: Callable[[Option], None] | None = None,
    effort: float = 60.0,
) -> Options:
    """The best package for a case and up to `want - 1` others with other signatures.

    Parameters
    ----------
    progress
        Called with each option as it is found, the best first.
    effort
        Deterministic seconds of solving for one outline.
    """
    found = candidates(facts)
    try:
        best = best_dated(facts, found, effort)
    except Exhausted:
        return _answer(facts, found, (), None, exhausted=True)
    if best is None:
        return _answer(facts, found, (), impasse(facts, found))
    chosen: list[Option] = []
    for dated in _all(facts, found, best, want, effort):
        mark = signature(facts, dated.package)
        if any(option.signature == mark for option in chosen):
            continue
        option = dress(facts, dated, mark, chosen, effort)
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


def best_dated(facts: Facts, found: Candidates, effort: float) -> Dated | None:
    """The optimum of the default order of aims over every outline, or None where there is none.

    Outlines come best first by their share of the first four aims, a lower bound of what their
    schedules can reach: the search ends with the first that cannot better the best in hand.
    """
    best: Dated | None = None
    days = Days(facts)
    exhausted = False
    for outline in outlines(facts, found):
        if best is not None and outline.cost > best.measures.vector[:4]:
            break
        try:
            better = date_outline(facts, outline, days, effort, best)
        except Exhausted:
            exhausted = True
            continue
        best = better or best
    if best is None and exhausted:
        raise Exhausted
    return best


def date_outline(
    facts: Facts,
    outline: Outline,
    days: Days,
    effort: float,
    best: Dated | None = None,
    without: Package | None = None,
) -> Dated | None:
    """The best dates of one outline, or None where none exist or none better the best in hand.

    `without` is a package whose set of groups is not to be taken again.
    """
    draft = build(facts, outline, days)
    if draft is None:
        return None
    if without is not None and not _other_groups(draft, without):
        return None
    beat = None if best is None else _to_beat(outline, best)
    aims = tiers(draft)
    solved = least(draft.model, (*aims, tidiness(draft)), beat=beat, effort=effort)
    if solved is None:
        return None
    dated = checked(facts, draft, solved)
    if best is not None and dated.measures.vector >= best.measures.vector:
        return None
    return dated


def _to_beat(outline: Outline, best: Dated) -> tuple[int, ...]:
    vector = best.measures.vector
    lead = vector[0] - outline.cost[0]
    if outline.cost[1:3] < vector[1:3]:
        return (lead,)
    if outline.cost[1:3] > vector[1:3]:
        return (lead - 1,)
    return (lead, vector[3] - outline.cost[3], *vector[4:])


def _other_groups(draft: Draft, package: Package) -> bool:
    """At least one part takes another group than in the package; False where none has another."""
    taken = {part.code: part.group for part in package.parts if part.group}
    others = [
        choice.literal
        for code, choices in draft.runs.items()
        for choice in choices
        if choice.run.group.id != taken.get(code)
    ]
    if others:
        draft.model.add_bool_or(others)
    return bool(others)


def checked(facts: Facts, draft: Draft, solved: Solved) -> Dated:
    """The package of a solution, once the plain rules and measures agree with the draft.

    Raises
    ------
    InternalDisagreement
        Where a must is not kept or an aim measures otherwise than the draft counted it.
    """
    package = read(draft, solved)
    found = tuple(faults(package, facts))
    broken = sorted({fault.rule for fault in found if fault.force is Force.MUST})
    if broken:
        raise InternalDisagreement(f"rules not kept: {', '.join(broken)}")
    measures = measure(package, facts)
    cost = draft.outline.cost
    counted = solved.values[: len(AIMS)]
    promised = (counted[0] + cost[0], *cost[1:3], counted[1] + cost[3], *counted[2:])
    if promised != measures.vector:
        names = [
            place for place, (a, b) in enumerate(zip(promised, measures.vector, strict=True))
            if a != b
        ]
        raise InternalDisagreement(f"aims measured otherwise: places {names}")
    status = tuple(
        AimStatus(aim, value == bound, value, bound)
        for aim, value, bound in zip(AIMS, counted, solved.bounds, strict=False)
    )
    return Dated(draft.outline, package, measures, found, status)


def _all(
    facts: Facts, found: Candidates, best: Dated, want: int, effort: float
) -> Iterator[Dated]:
    """The best, the best unconditional one, then others near it, each the best of its kind."""
    yield best
    if want == 1 and not best.measures.conditions:
        return
    if best.measures.conditions:
        sure = unconditional(found)
        other = best_dated(facts, sure, effort)
        if other is not None:
            yield other
    yield from sorted(
        _near(facts, found, best, want, effort), key=lambda dated: dated.measures.vector
    )


def unconditional(found: Candidates) -> Candidates:
    """Only candidates whose finding is suitable."""
    return evolve(
        found,
        requirements={c: r for c, r in found.requirements.items() if not r.finding.conditional},
        parts={c: p for c, p in found.parts.items() if not p.finding.conditional},
    )


def _near(
    facts: Facts, found: Candidates, best: Dated, want: int, effort: float
) -> Iterator[Dated]:
    """Other outlines within the allowed loss, and the same outlines in other groups."""
    days = Days(facts)
    vector = best.measures.vector
    tried = 0
    for outline in outlines(facts, found):
        if outline.cost[:2] > vector[:2] or outline.cost[3] > vector[3] + 1 or tried >= 2 * want:
            break
        tried += 1
        try:
            dated = date_outline(facts, outline, days, effort)
            if dated is not None:
                yield dated
                other = date_outline(facts, outline, days, effort, without=dated.package)
                if other is not None:
                    yield other
        except Exhausted:
            continue


__all__ = ["Dated", "best_dated", "propose"]
