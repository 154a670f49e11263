"""The best dates of one outline, by drafts as small as the proof allows.

What a draft may lose of work is widened only as far as needed. If the draft in which nothing takes
work reaches the least departures any draft can, no package loses less, and every best package
lives in it. Else the draft in which only groups take work is enough, if it loses no more than the
groups must by themselves. Else everything may take work.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from models.errors import InternalDisagreement
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.expressions import tidiness, tiers, work
from optimiser.aims.measure import measure
from optimiser.build import build, groups_only
from optimiser.days import Days
from optimiser.draft import Draft, Losing
from optimiser.linear import Expression
from optimiser.outline import Outline
from optimiser.results import AimStatus, Measures
from optimiser.schedule import read
from optimiser.solve import Beaten, Solved, least

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
DEPARTURES = 2
WORK = 2
LAST_SESSION = 7
TIDY_EFFORT = 0.5


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

    Raises
    ------
    Exhausted
        When the effort is spent before any dates are found.
    """
    beat = None if best is None else _to_beat(outline, best)
    try:
        for losing, floors in _attempts(facts, outline, days, effort, beat):
            draft = build(facts, outline, days, losing)
            if draft is None or (without is not None and not _other_groups(draft, without)):
                continue
            aims = tiers(draft)
            exactly = DEPARTURES if losing is Losing.ANYTHING else len(floors)
            solved = least(
                draft.model, aims, floors=floors, exactly=exactly, beat=beat, effort=effort
            )
            if solved is None:
                continue
            dated = checked(facts, draft, tidied(draft, aims, solved))
            worse = best is not None and dated.measures.vector >= best.measures.vector
            return None if worse else dated
    except Beaten:
        return None
    return None


def tidied(draft: Draft, aims: tuple[Expression, ...], solved: Solved) -> Solved:
    """The same values with the last tie-breaks taken as far as a little effort goes."""
    neat = least(
        draft.model,
        (*aims, tidiness(draft)),
        floors=solved.values,
        exactly=len(aims),
        effort=TIDY_EFFORT,
        hint=solved.solution,
    )
    return solved if neat is None else evolve(solved, solution=neat.solution)


def _attempts(
    facts: Facts, outline: Outline, days: Days, effort: float, beat: tuple[int, ...] | None
) -> Iterator[tuple[Losing, tuple[int, int, int]]]:
    """What may lose work, and the least departures and loss of any draft, widening."""
    none = (0, 0)
    yield Losing.NOTHING, (*none, 0)
    groups = groups_only(facts, outline, days)
    lost = None if groups is None else least(groups.model, (work(groups),), effort=effort)
    if lost is None:
        return
    least_lost = lost.bounds[0]
    if beat is not None and (*none, least_lost) > beat[: WORK + 1]:
        raise Beaten
    yield Losing.ANYTHING, (*none, least_lost)
    bare = build(facts, outline, days, costed=False)
    if bare is None:
        return
    fewest = least(bare.model, tiers(bare)[:DEPARTURES], beat=beat and beat[:2], effort=effort)
    if fewest is None:
        return
    departures = fewest.bounds[0], fewest.bounds[1]
    if beat is not None and (*departures, least_lost) > beat[: WORK + 1]:
        raise Beaten
    if not least_lost:
        yield Losing.NOTHING, (*departures, 0)
    yield Losing.ANYTHING, (*departures, least_lost)


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
    differing = [
        place
        for place, (counts, measured) in enumerate(zip(promised, measures.vector, strict=True))
        if counts != measured and not (place == LAST_SESSION and measured < counts)
    ]
    if differing:
        raise InternalDisagreement(f"aims measured otherwise: places {differing}")
    own = (cost[0], cost[3], *(0 for _ in AIMS[2:]))
    status = tuple(
        AimStatus(aim, value == bound, value + share, bound + share)
        for aim, value, bound, share in zip(AIMS, counted, solved.bounds, own, strict=False)
    )
    return Dated(draft.outline, package, measures, found, status)
