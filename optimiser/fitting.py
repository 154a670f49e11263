"""From what a draft on few days came to (`optimiser.few_days`) to dates that come to as much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from optimiser.aims.expressions import tiers
from optimiser.draft import Draft
from optimiser.linear import Literal
from optimiser.model import Model
from optimiser.solve import Effort, Exhausted, Solved, least

# Deterministic seconds for finding dates that come to as much, and for finding some again in a
# draft that is known to hold them.
FIT_EFFORT = 0.2
AGAIN = 5.0


def fitted(draft: Draft, few: Draft, solved: Solved, effort: Effort) -> Solved | None:
    """Dates of a draft that come to no more in any aim; None where a little effort finds none.

    They are looked for beside the same groups and curfew first.
    """
    aims, hint = tiers(draft), solved.solution if draft is few else ()
    for kept in (True, False):
        near, spent = draft.model.clone(), Effort(min(FIT_EFFORT, effort.left))
        for literal, true in _groups(draft, few, solved) if kept else ():
            near.add(literal == int(true))
        effort.left -= spent.left
        found = None
        with suppress(Exhausted):
            found = least(
                near, aims, floors=solved.values, exactly=len(aims), effort=spent, hint=hint
            )
        effort.left += spent.left
        if found is not None:
            return Solved(solved.values, solved.bounds, found.solution)
    return None


def found_again(draft: Draft, few: Draft, solved: Solved) -> Solved | None:
    """In a whole draft the dates found on few days; None where it does not hold them."""
    aims, there = tiers(draft), draft.model.clone()
    _keep(there, [*_groups(draft, few, solved), *_days(draft, few, solved)])
    found = least(there, aims, floors=solved.values, exactly=len(aims), effort=Effort(AGAIN))
    return None if found is None else Solved(solved.values, solved.bounds, found.solution)


def _keep(model: Model, literals: Iterable[tuple[Literal, bool]]) -> None:
    for literal, true in literals:
        model.add(literal == int(true))


def _groups(draft: Draft, few: Draft, solved: Solved) -> Iterator[tuple[Literal, bool]]:
    """The runs and the curfew of what was found."""
    for code, choices in draft.runs.items():
        taken = {one.run.id for one in few.runs[code] if solved.is_true(one.literal)}
        for choice in choices:
            yield choice.literal, choice.run.id in taken
    for place, literal in draft.curfew.items():
        yield literal, solved.is_true(few.curfew[place])


def _days(
    draft: Draft, few: Draft, solved: Solved, moved: Collection[str] = ()
) -> Iterator[tuple[Literal, bool]]:
    """The days of all streams but of those `moved`."""
    for key in draft.streams:
        held = few.present(key)
        for day, literal in draft.present(key).items() if key not in moved else ():
            yield literal, day in held and solved.is_true(held[day])
