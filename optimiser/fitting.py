"""From what a draft on few days came to (`optimiser.few_days`) to dates that come to as much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy

from optimiser.draft import Draft
from optimiser.few_days import anywhere
from optimiser.linear import Expression, Flat, Literal, settle
from optimiser.model import Model
from optimiser.solve import Effort, Exhausted, Solved, least
from optimiser.weighing import Range, least_weighed

Kept = tuple[Literal, bool]

# Deterministic seconds for each place where dates are looked for that come to as much, and for
# finding some again in a draft that is known to hold them.
FIT_EFFORT = 0.2
AGAIN = 5.0


def fitted(
    draft: Draft,
    few: Draft,
    aims: Sequence[Expression | Flat],
    ends: Sequence[Range],
    solved: Solved,
    effort: Effort,
    *,
    beside_groups: bool = False,
) -> Solved | None:
    """Dates of a draft that come to no more in any aim; None where a little effort finds none.

    They are looked for near what was found on few days: with nothing moved but what may lie
    anywhere, then, where that is asked, with all moved but groups and curfew.
    """
    # A draft on few days of which more is asked still holds what was found, but for what is new.
    hint = solved.solution if draft.few else ()
    groups = list(_groups(draft, few, solved))
    near_by = [*groups, *_days(draft, few, solved, anywhere(draft))]
    for kept in (near_by, groups) if beside_groups else (near_by,):
        near, spent = draft.model.clone(), Effort(min(FIT_EFFORT, effort.left))
        _keep(near, kept)
        effort.left -= spent.left
        found = None
        with suppress(Exhausted):
            # What leads to them is the aims: of dates that come to as much few are found without.
            found = least_weighed(
                near, aims, ends, floors=solved.values, effort=spent, hint=hint
            )
        effort.left += spent.left
        if found is not None and found.values == solved.values:
            return Solved(solved.values, solved.bounds, found.solution)
    return None


def found_again(
    draft: Draft, few: Draft, aims: Sequence[Expression | Flat], solved: Solved
) -> Solved | None:
    """In a whole draft the dates found on few days; None where it does not hold them."""
    there = draft.model.clone()
    kept = (*_groups(draft, few, solved), *_days(draft, few, solved))
    settle(there, ((literal.index, int(true)) for literal, true in kept))
    found = least(there, aims, floors=solved.values, exactly=len(aims), effort=Effort(AGAIN))
    return None if found is None else Solved(solved.values, solved.bounds, found.solution)


def raised(found: Solved, floors: Sequence[int]) -> Solved:
    """What was found on few days, or the floors of all days where those are more.

    A draft on few days may come to less than floors that hold on all days alone: taken for its own
    they could cut off what stands there for the best of all days, and the rest be called a bound.
    """
    if len(floors) != len(found.values) or found.values >= tuple(floors):
        return found
    return Solved(tuple(floors), tuple(floors), found.solution)


def copied(draft: Draft) -> Draft:
    """The same draft, of which more may be asked apart from it."""
    other = copy(draft)
    other.model = draft.model.clone()
    return other


@contextmanager
def half_of(effort: Effort) -> Iterator[Effort]:
    """Half of an effort, of which what is not used is given back."""
    half = Effort(effort.left / 2)
    effort.left -= half.left
    try:
        yield half
    finally:
        effort.left += half.left


def _keep(model: Model, literals: Iterable[Kept]) -> None:
    # As rows: settled as ranges, dates are found no sooner, and others among equals.
    for literal, true in literals:
        model.add(literal == int(true))


def _groups(draft: Draft, few: Draft, solved: Solved) -> Iterator[Kept]:
    """The runs and the curfew of what was found."""
    for code, choices in draft.runs.items():
        taken = {one.run.id for one in few.runs[code] if solved.is_true(one.literal)}
        for choice in choices:
            yield choice.literal, choice.run.id in taken
    for place, literal in draft.curfew.items():
        yield literal, solved.is_true(few.curfew[place])


def _days(
    draft: Draft, few: Draft, solved: Solved, moved: Collection[str] = ()
) -> Iterator[Kept]:
    """The days of all streams but of those `moved`."""
    for key in draft.streams:
        if key not in moved:
            held = few.present(key)
            for day, literal in draft.present(key).items():
                yield literal, day in held and solved.is_true(held[day])
