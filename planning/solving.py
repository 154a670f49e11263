"""Lots solved by their stages, and what all of them come to, aim by aim, with its bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.placement import StageBound
from models.plan_rules import PlanMeasures
from planning.asking import Asked
from planning.lots import Batch, side_by_side, worthwhile
from planning.seating import Seating, Seatings
from planning.staging import Staged, bounded, staged


class Solver:
    """Lots solved by their stages; one that is as it was is not solved again."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._solved: dict[object, Staged] = {}

    def all(self, held: Seatings) -> tuple[Staged, ...]:
        asked = self.asked
        keys = [_told_apart(part) for part in held.parts]
        new = [at for at, key in enumerate(keys) if key not in self._solved]
        instances = [held.parts[at].instance for at in new]
        companies = [held.parts[at].company for at in new]
        if worthwhile(instances) and not asked.halted():
            found = side_by_side(
                Batch(
                    instances, companies, asked.aims, asked.whole, asked.halted, asked.advance,
                    asked.clock,
                )
            )
            self._solved |= {keys[at]: one for at, one in zip(new, found, strict=True)}
        else:
            for at in new:
                part = held.parts[at]
                self._solved[keys[at]] = staged(
                    part.instance, asked.aims, asked.effort, asked.clock, part.company
                )
                asked.advance(1)
        return tuple(self._solved[key] for key in keys)


def _told_apart(part: Seating) -> tuple[object, ...]:
    """What tells a lot from another, and from the same one made again."""
    away = tuple(person.case.person.cannot_attend for person in part.people)
    references = tuple(person.reference for person in part.people)
    coupling = part.instance.coupling
    limits = coupling.highest.tobytes(), coupling.of_columns
    return references, away, part.instance.seats.tobytes(), limits, part.company


def stages_of(
    asked: Asked,
    relaxed: Seatings,
    first: Sequence[Staged],
    solved: Sequence[Staged],
    counted: Mapping[str, PlanMeasures],
    company: Mapping[str, int],
    struck: bool,
) -> tuple[StageBound, ...]:
    """Value, bound and seconds of each aim over all lots, and of those who are in none.

    Where something was struck out, the bounds are those of plans that are no worse in the aims
    before, with nothing struck out. `company` is what the clerk finds of that, by group.
    """
    seated = {person.reference for part in relaxed.parts for person in part.people}
    others = (one for reference, one in counted.items() if reference not in seated)
    planned = {group.id for part in relaxed.parts for group in part.groups}
    away = sum(number for group, number in company.items() if group not in planned)
    none = sum(others, PlanMeasures(company=away))
    values = [none.of(aim) for aim in asked.aims]
    bounds = [none.of(aim) for aim in asked.aims]
    for part, one in zip(relaxed.parts, first, strict=True):
        here = PlanMeasures(company=sum(company.get(group.id, 0) for group in part.groups))
        own = sum((counted[person.reference] for person in part.people), here)
        reached = tuple(own.of(aim) for aim in asked.aims)
        lowest = one.bounds
        if struck and reached != one.values:
            lowest = bounded(part.instance, asked.aims, reached, asked.effort)
        values = [before + more for before, more in zip(values, reached, strict=True)]
        bounds = [before + more for before, more in zip(bounds, lowest, strict=True)]
    seconds = [
        sum(one.seconds[place] for one in {id(each): each for each in (*first, *solved)}.values())
        for place in range(len(asked.aims))
    ]
    return tuple(
        StageBound(aim.value, value, float(min(bound, value)), spent)
        for aim, value, bound, spent in zip(asked.aims, values, bounds, seconds, strict=True)
    )
