"""Dates for an outline, or for some of its structures: the best there are, checked.

What is found is read as a package, held against the plain rules and measured in plain Python; a
difference from what the draft counted is an internal error, never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import field, frozen

from models.errors import InternalDisagreement
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.expressions import flat_tiers
from optimiser.aims.measure import measure
from optimiser.bounds.ideal import Ideal
from optimiser.build import build, floor_of_work, shares_of_work
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.neatness import neatened
from optimiser.orders import DECIDED
from optimiser.outline import Outline
from optimiser.results import AimStatus, Measures
from optimiser.schedule import read
from optimiser.settling import DEPARTURES, Settling
from optimiser.solve import Beaten, Effort, Solved, least
from optimiser.structures import Structures

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
LAST_SESSION = 7


@frozen
class Dated:
    """An outline with the best dates found for it."""

    outline: Outline
    package: Package
    measures: Measures
    faults: tuple[Fault, ...]
    status: tuple[AimStatus, ...]
    draft: Draft = field(repr=False, eq=False)
    solved: Solved = field(repr=False, eq=False)

    @property
    def proved(self) -> bool:
        return all(status.proved for status in self.status)


def date_outline(
    facts: Facts,
    outline: Outline,
    days: Days,
    effort: Effort,
    best: Dated | None = None,
    without: Package | None = None,
    told: Callable[[Dated], None] | None = None,
) -> Dated | None:
    """The best dates of one outline, or None where none exist or none better the best in hand.

    `without` is a package whose set of groups is not to be taken again; `told` hears of dates on
    the way, of which nothing is proved.

    Raises
    ------
    Exhausted
        When the effort is spent before any dates are found.
    """
    beat = None if best is None else _to_beat(outline, best)
    floor = floor_of_work(facts, outline, days, effort)
    if floor is None:
        return None
    search = Settling(
        facts, outline, days, floor, beat, effort, without, told=_glimpses(facts, told)
    )
    try:
        # A rough draft is a fraction of a whole one, and mostly shows already what can't be kept:
        # dates that depart no more than it does need no other proof that none depart less.
        roughly = fewest_departures(facts, outline, days, effort, beat, roughly=True)
        if roughly is None:
            return None
        found = search.best(roughly)
        if found is None and (beat is None or roughly < beat[:DEPARTURES]):
            departures = fewest_departures(facts, outline, days, effort, beat, floors=roughly)
            if departures is not None and departures > roughly:
                found = search.best(departures)
    except Beaten:
        return None
    if found is None:
        return None
    dated = checked(facts, *found)
    worse = best is not None and dated.measures.vector >= best.measures.vector
    return None if worse else dated


def fewest_departures(
    facts: Facts,
    outline: Outline,
    days: Days,
    effort: Effort,
    beat: tuple[int, ...] | None = None,
    *,
    roughly: bool = False,
    floors: tuple[int, int] = (0, 0),
) -> tuple[int, int] | None:
    """The fewest departures of any dates, whatever they cost; None where there are no dates.

    `roughly`, no more than that: of a draft that allows a little more (`laying.lay_out`); what it
    comes to are `floors` of the exact draft.

    Raises
    ------
    Beaten
        Where more than the answer in hand has are needed.
    """
    bare = build(facts, outline, days, costed=False, roughly=roughly)
    if bare is None:
        return None
    fewest = least(
        bare.model,
        flat_tiers(bare)[:DEPARTURES],
        floors=floors,
        beat=beat and beat[:DEPARTURES],
        effort=effort,
    )
    return None if fewest is None else (fewest.bounds[0], fewest.bounds[1])


def date_structures(
    facts: Facts,
    structures: Structures,
    ideals: Sequence[Ideal],
    days: Days,
    effort: Effort,
    best: Dated | None = None,
    told: Callable[[Dated], None] | None = None,
) -> Dated | None:
    """The best dates of these structures that keep every should, or None as for an outline.

    The least ideal is tried first, whole: dates that reach it are the best without further proof.
    """
    outline = structures.settled
    ideal = min(ideals, key=lambda one: one.aims)
    shares = shares_of_work(facts, outline, days, structures.months[-1])
    least_lost = max(ideal.work, shares)
    beat = None if best is None else _to_beat(outline, best)
    search = Settling(
        facts,
        outline,
        days,
        (least_lost, shares),
        beat,
        effort,
        None,
        structures.months,
        (0, 0, *ideal.aims) if least_lost == ideal.work else (0, 0, least_lost),
        (0, 0, 0, 0, *structures.soonest(facts), min(one.minutes for one in ideals)),
        _glimpses(facts, told),
    )
    try:
        found = search.best((0, 0))
    except Beaten:
        return None
    if found is None:
        return None
    dated = checked(facts, *found)
    worse = best is not None and dated.measures.vector >= best.measures.vector
    return None if worse else dated


def tidy(facts: Facts, dated: Dated) -> Dated:
    """The same aims with the neatest dates a little effort finds."""
    return checked(facts, dated.draft, neatened(dated.draft, dated.solved))


def _to_beat(outline: Outline, best: Dated) -> tuple[int, ...]:
    vector = best.measures.vector
    lead = vector[0] - outline.cost[0]
    if outline.cost[1:3] < vector[1:3]:
        return (lead,)
    if outline.cost[1:3] > vector[1:3]:
        return (lead - 1,)
    return (lead, vector[3] - outline.cost[3], *vector[4:])


def _glimpses(
    facts: Facts, told: Callable[[Dated], None] | None
) -> Callable[[Draft, Solved], None] | None:
    """What hears of a draft's solution, read as a package, held against the rules and measured."""
    if told is None:
        return None

    def tell(draft: Draft, solved: Solved) -> None:
        package, found = _kept(facts, draft, solved)
        measures = measure(package, facts, dated=True, found=found)
        status = tuple(
            AimStatus(aim, False, measures.vector[place], 0)
            for aim, place in zip(AIMS, DECIDED, strict=True)
        )
        told(Dated(draft.outline, package, measures, found, status, draft, solved))

    return tell


def as_found(facts: Facts, dated: Dated) -> Dated:
    """Dates told of on the way, with what their aims come to in their draft; nothing is proved."""
    values = tuple(dated.solved.worth(aim) for aim in flat_tiers(dated.draft))
    nothing = tuple(0 for _ in values)
    return checked(facts, dated.draft, Solved(values, nothing, dated.solved.solution))


def _kept(facts: Facts, draft: Draft, solved: Solved) -> tuple[Package, tuple[Fault, ...]]:
    """A solution as a package that keeps every must, and what else it departs from."""
    package = read(draft, solved)
    found = tuple(faults(package, facts, dated=True))
    broken = sorted({fault.rule for fault in found if fault.force is Force.MUST})
    if broken:
        raise InternalDisagreement(f"rules not kept: {', '.join(broken)}")
    return package, found


def checked(facts: Facts, draft: Draft, solved: Solved) -> Dated:
    """The package of a solution, once the plain rules and measures agree with the draft.

    Raises
    ------
    InternalDisagreement
        Where a must is not kept or an aim measures otherwise than the draft counted it.
    """
    package, found = _kept(facts, draft, solved)
    measures = measure(package, facts, dated=True, found=found)
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
    decided = zip(measures.vector[4:], solved.bounds[2:], strict=False)
    if any(value < bound for value, bound in decided):
        raise InternalDisagreement("an aim measured better than its proved bound")
    own = (cost[0], cost[3], *(0 for _ in AIMS[2:]))
    status = tuple(
        AimStatus(aim, value == bound, value + share, bound + share)
        for aim, value, bound, share in zip(AIMS, counted, solved.bounds, own, strict=False)
    )
    return Dated(draft.outline, package, measures, found, status, draft, solved)
