"""The plain models' packages in turn: best first, as ours are, each with a model of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from benchmarks.slots import slot_draft
from models.facts import Facts
from optimiser.aims.expressions import tiers
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.outline import Outline, outlines
from optimiser.solve import Beaten, Effort, Exhausted, least

Staged = Callable[[Draft, Sequence[int] | None], "tuple[int, ...] | None"]
PLENTY = 3600.0  # deterministic seconds: the wall clock stops a baseline, not its effort


def by_cp_sat(draft: Draft, beat: Sequence[int] | None) -> tuple[int, ...] | None:
    """The aims one after another, with the settings of our own drafts.

    Raises
    ------
    Exhausted
        When an aim could not be proved.
    """
    try:
        solved = least(draft.model, tiers(draft), beat=beat, effort=Effort(PLENTY))
    except Beaten:
        return None
    if solved is not None and not solved.proved:
        raise Exhausted
    return None if solved is None else solved.values


@frozen
class Optimum:
    """The least vector of aims over all packages, and whether that is proved; None: no package."""

    vector: tuple[int, ...] | None
    proved: bool
    variables: int = 0


def optimum(facts: Facts, solve: Staged = by_cp_sat) -> Optimum:
    """The optimum of the default order of aims, package after package, each slot by slot.

    `solve` gives the least values of a draft's tiers, None where nothing betters what is to beat.
    """
    best: tuple[int, ...] | None = None
    days = Days(facts)
    proved, largest = True, 0
    for outline in outlines(facts, candidates(facts)):
        if best is not None and outline.cost > best[:4]:
            break
        draft = slot_draft(facts, outline, days)
        if draft is None:
            continue
        largest = max(largest, len(draft.model.proto.variables))
        try:
            values = solve(draft, None if best is None else _beat(outline, best))
        except Exhausted:
            proved = False
            continue
        if values is not None:
            cost = outline.cost
            vector = (values[0] + cost[0], *cost[1:3], values[1] + cost[3], *values[2:])
            best = vector if best is None else min(best, vector)
    return Optimum(best, proved, largest)


def _beat(outline: Outline, best: tuple[int, ...]) -> tuple[int, ...]:
    """What an outline's own tiers may come to at most, as far as that can be said at all."""
    lead = best[0] - outline.cost[0]
    if outline.cost[1:3] < best[1:3]:
        return (lead,)
    if outline.cost[1:3] > best[1:3]:
        return (lead - 1,)
    return (lead, best[3] - outline.cost[3], *best[4:])
