"""What aims come to at the least: solved one after another, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

from attrs import frozen
from ortools.sat.python import cp_model

from optimiser.linear import Expression, Flat, aim_at, at_most, settle
from optimiser.on_the_way import Heard
from optimiser.parting import Parts
from optimiser.tally import Effort, Exhausted, Tally, hinted

__all__ = ["Beaten", "Effort", "Exhausted", "Solved", "least", "nearer"]

# Beyond anything an objective comes to.
BOUNDLESS = 1 << 60


@frozen
class Solved:
    """The best found for a list of tiers: values, proved bounds and every variable's value."""

    values: tuple[int, ...]
    bounds: tuple[int, ...]
    solution: tuple[int, ...]

    @property
    def proved(self) -> bool:
        return self.values == self.bounds

    def value(self, variable: cp_model.IntVar) -> int:
        return self.solution[variable.index]

    def worth(self, expression: Expression | Flat) -> int:
        """What an expression comes to in the solution."""
        return Flat.of(expression).worth(self.solution)

    def is_true(self, variable: cp_model.IntVar) -> bool:
        return bool(self.solution[variable.index])


class Beaten(Exception):
    """Nothing in the model can better the answer in hand."""


def least(
    model: cp_model.CpModel,
    tiers: Sequence[Expression | Flat],
    *,
    floors: Sequence[int] = (),
    exactly: int = 0,
    beat: Sequence[int] | None = None,
    strictly: bool = False,
    effort: Effort,
    hint: Sequence[int] = (),
    heard: Heard | None = None,
    parts: Parts = (),
) -> Solved | None:
    """The lexicographic least of `tiers`, or None where the model is infeasible.

    Parameters
    ----------
    floors
        Known lower bounds of the first tiers, each holding where those before it are met exactly
        (0 for the rest); a tier met at its floor by the last solution needs no solve.
    exactly
        How many of the first tiers must reach their floors, all at once; None is returned where
        they cannot.
    beat
        Values of an answer already in hand: the search ends where it cannot be bettered.
    strictly
        Whether what equals `beat` in every tier is not wanted either. Each tier is then first
        asked to be less; where none of several tiers can, and `beat` goes on after the last of
        them, what is returned has no solution.
    effort
        What may be spent; it is used up as the tiers are solved.
    hint
        A solution of the model to start from (of a part of its variables: only as a hint).
    heard
        Told of the first solution found, whatever it comes to, while the solve goes on.
    parts
        What a solve may be parted by (`optimiser.parting`).

    Raises
    ------
    Beaten
        As soon as the tiers settled are worse than `beat`, or `strictly`, all as good.
    Exhausted
        When the effort is spent before a first solution.
    """
    work = model.clone()
    tally = Tally(effort, heard, parts)
    if len(hint) == len(model.proto.variables):
        tally.solution = tuple(hint)
    elif hint:
        hinted(work, tuple(hint))
    values: list[int] = []
    bounds: list[int] = []
    level = beat is not None
    strictly = strictly and beat is not None and len(beat) >= len(tiers)
    at_floor = True
    for tier, floor in zip(tiers[:exactly], floors, strict=False):
        at_most(work, Flat.of(tier), floor)
    for place, tier in enumerate(tiers):
        floor = floors[place] if place < len(floors) and at_floor else 0
        if place < exactly:
            if level and beat is not None and place < len(beat):
                if floor > beat[place]:
                    raise Beaten
                level = floor == beat[place]
            values.append(floor)
            bounds.append(floor)
            continue
        cut = beat[place] if level and beat is not None and place < len(beat) else None
        flat = Flat.of(tier)
        reached = tally.value(flat)
        if not flat.places:
            value = bound = flat.offset
        elif reached is not None and reached <= floor:
            value = bound = reached
        elif strictly and cut is not None:
            value, bound = _less(work, tally, flat, floor, cut)
        else:
            _minimise(work, flat, floor, cut)
            found = tally.solve(work, floor)
            settled = tally.value(flat)
            if found is None or settled is None:
                if cut is not None:
                    raise Beaten
                return None
            value, bound = settled, found
        values.append(value)
        bounds.append(min(bound, value))
        at_floor = at_floor and value == floor
        if flat.places:
            at_most(work, flat, value)
        if level and beat is not None and place < len(beat):
            if bounds[-1] > beat[place]:
                raise Beaten
            level = value == beat[place]
    if strictly and level and beat is not None:
        if len(beat) == len(tiers):
            raise Beaten
        if tally.solution is None:
            return Solved(tuple(values), tuple(bounds), ())
    if tally.solution is None:
        bare: Any = work  # the library leaves the call untyped
        bare.clear_objective()
        if tally.solve(work, 0) is None:
            return None
    if tally.solution is None:
        raise Exhausted
    return Solved(tuple(values), tuple(bounds), tally.solution)


def nearer(
    model: cp_model.CpModel,
    objective: Expression,
    solution: Sequence[int],
    kept: Sequence[Sequence[cp_model.IntVar]],
    *,
    turns: int,
    each: float,
) -> tuple[int, ...]:
    """A solution of a lower objective, looked for near one in hand; nothing of it is proved.

    Parameters
    ----------
    solution
        One of the model, complete.
    kept
        In each turn, the variables that stay as they are in the best solution so far. They are
        gone through again until none helps, but for those whose effort was not enough.
    turns, each
        How many turns are taken at the most, and the effort of one.
    """
    flat, best, without, spent = Flat.of(objective), tuple(solution), 0, set[int]()
    reached = flat.worth(best)
    aim_at(model, flat)
    for turn in islice(cycle(range(len(kept))), turns):
        without += 1
        if turn not in spent:
            effort = Effort(each)
            tally = Tally(effort)
            tally.solution = best
            tally.solve(_held_still(model, kept[turn], best), 0)
            if effort.spent:
                spent.add(turn)
            if (value := flat.worth(tally.solution)) < reached:
                best, reached, without = tally.solution, value, 1
        if without >= len(kept):
            break
    return best


def _held_still(
    model: cp_model.CpModel, still: Sequence[cp_model.IntVar], solution: Sequence[int]
) -> cp_model.CpModel:
    """The model where these variables stay as they are in a solution."""
    near = model.clone()
    places = [variable.index for variable in still]
    settle(near, ((place, solution[place]) for place in places))
    return near


def _less(
    work: cp_model.CpModel, tally: Tally, tier: Flat, floor: int, cut: int
) -> tuple[int, int]:
    """The least of a tier and its bound where that is less than `cut`, else `cut` itself.

    Whether `cut` can be reached is left open: the tiers that follow will show it.
    """
    if floor > cut:
        raise Beaten
    if floor < cut:
        less = work.clone()
        _minimise(less, tier, floor, cut - 1)
        found = tally.solve(less, floor)
        settled = tally.value(tier)
        if found is not None and settled is not None:
            if settled >= cut:
                # What was in hand is all there is: that nothing is less was not shown.
                raise Exhausted
            return settled, found
    if (tally.value(tier) or 0) > cut:
        # What is in hand does not reach `cut`: nothing is known yet that does.
        tally.solution = None
    return cut, cut


def _minimise(model: cp_model.CpModel, tier: Flat, floor: int, most: int | None) -> None:
    """Ask for the least of a tier, looked for between two values.

    As the range of the objective, not as rows: rows with the large numbers of several aims in one
    slow the relaxation down.
    """
    aim_at(model, tier)
    if not floor and most is None:
        return
    low = floor - tier.offset if floor else -BOUNDLESS
    high = BOUNDLESS if most is None else most - tier.offset
    if high < low:
        # Nothing lies between them: an empty range the library would call invalid, not impossible.
        model.add_bool_or()
        return
    proto: Any = model.proto  # the library leaves it untyped
    proto.objective.domain.extend([low, high])
