"""The best dates of one outline, by drafts as small as the proof allows.

Every package of an outline loses at least its *floor* of work: what its groups, its curfew and its
appointments take by themselves. A package that loses the floor plus some slack holds nothing that
by itself takes more than its own share of the floor plus the slack, so the draft is first built
with no slack; if that loses more than the floor, again with the slack it showed to be enough, and
once the least loss is known, with just what that allows.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from models.errors import InternalDisagreement
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.expressions import tidiness, tiers
from optimiser.aims.measure import measure
from optimiser.bounds.ideal import Ideal
from optimiser.build import build, floor_of_work, shares_of_work
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.linear import Expression
from optimiser.outline import Outline
from optimiser.results import AimStatus, Measures
from optimiser.schedule import read
from optimiser.solve import Beaten, Effort, Exhausted, Solved, least
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
DEPARTURES = 2
WORK = 2
LAST_SESSION = 7
TIDY_EFFORT = 0.8
AT_ONCE_EFFORT = 0.5


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
) -> Dated | None:
    """The best dates of one outline, or None where none exist or none better the best in hand.

    `without` is a package whose set of groups is not to be taken again.

    Raises
    ------
    Exhausted
        When the effort is spent before any dates are found.
    """
    beat = None if best is None else _to_beat(outline, best)
    floor = floor_of_work(facts, outline, days, effort)
    if floor is None:
        return None
    search = _Search(facts, outline, days, floor, beat, effort, without)
    try:
        found = search.best((0, 0))
        if found is None:
            departures = fewest_departures(facts, outline, days, effort, beat)
            found = None if departures is None else search.best(departures)
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
) -> tuple[int, int] | None:
    """The fewest departures of any dates, whatever they cost; None where there are no dates.

    Raises
    ------
    Beaten
        Where more than the answer in hand has are needed.
    """
    bare = build(facts, outline, days, costed=False)
    if bare is None:
        return None
    fewest = least(
        bare.model,
        tiers(bare)[:DEPARTURES],
        beat=beat and beat[:DEPARTURES],
        effort=effort,
    )
    return None if fewest is None else (fewest.bounds[0], fewest.bounds[1])


def date_structures(
    facts: Facts,
    structures: Structures,
    ideal: Ideal,
    days: Days,
    effort: Effort,
    best: Dated | None = None,
) -> Dated | None:
    """The best dates of these structures that keep every should, or None as for an outline.

    The least ideal is tried first, whole: dates that reach it are the best without further proof.
    """
    outline = structures.settled
    shares = shares_of_work(facts, outline, days, structures.months[-1])
    least_lost = max(ideal.work, shares)
    beat = None if best is None else _to_beat(outline, best)
    floors = (0, 0, *ideal.aims) if least_lost == ideal.work else (0, 0, least_lost)
    search = _Search(
        facts, outline, days, (least_lost, shares), beat, effort, None, structures.months, floors
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


@frozen
class _Search:
    """The drafts of one outline, from the smallest up.

    `floors` bound all tiers one after another: each holds where those before it are met.
    """

    facts: Facts
    outline: Outline
    days: Days
    floor: tuple[int, int]
    beat: tuple[int, ...] | None
    effort: Effort
    without: Package | None
    months: range | None = None
    floors: tuple[int, ...] = ()

    def best(self, departures: tuple[int, int]) -> tuple[Draft, Solved] | None:
        """The best dates with exactly these departures, the fewest there can be."""
        least_lost, shares = self.floor
        floors = (*departures, least_lost)
        level = self.beat is not None and departures == self.beat[:DEPARTURES]
        if self.beat is not None and floors > self.beat[: WORK + 1]:
            raise Beaten
        draft = self._draft(least_lost - shares)
        at_once = None if draft is None else self._at_once(draft)
        if draft is not None and at_once is not None:
            return draft, at_once
        if draft is not None and not any(cost.lost for cost in draft.costs) and not draft.curfew:
            # Nothing in it takes work: the aims after work are settled at once.
            settled = Solved((*departures, 0), (*departures, 0), ())
            rest = self._rest(draft, settled)
            if rest is not None:
                return rest
            draft = None
        lost = None if draft is None else self._least_lost(draft, floors, None)
        if draft is None or lost is None or lost.values[WORK] > least_lost:
            enough = None if lost is None else lost.values[WORK]
            if level and self.beat is not None:
                enough = min(self.beat[WORK], enough if enough is not None else self.beat[WORK])
            draft = self._draft(None if enough is None else enough - shares)
            lost = None if draft is None else self._least_lost(draft, floors, self.beat)
            if draft is None or lost is None:
                return None
            if lost.proved and lost.values[WORK] != enough:
                draft = self._draft(lost.values[WORK] - shares) or draft
        return self._rest(draft, lost)

    def _at_once(self, draft: Draft) -> Solved | None:
        """Dates that reach every floor, where a little effort finds some."""
        aims = tiers(draft)
        if len(self.floors) != len(aims):
            return None
        work = draft.model.clone()
        for aim, floor in zip(aims, self.floors, strict=True):
            work.add(aim <= floor)
        effort = Effort(min(AT_ONCE_EFFORT, self.effort.left))
        before = effort.left
        try:
            found = least(work, (), effort=effort)
        except Exhausted:
            return None
        finally:
            self.effort.left -= before - effort.left
        if found is None:
            return None
        return Solved(self.floors, self.floors, found.solution)

    def _rest(self, draft: Draft, lost: Solved) -> tuple[Draft, Solved] | None:
        """The aims after work, once the least loss is known."""
        aims = tiers(draft)
        floors = lost.values
        if lost.values == self.floors[: len(lost.values)]:
            floors = (*lost.values, *self.floors[len(lost.values) :])
        solved = least(
            draft.model,
            aims,
            floors=floors,
            exactly=WORK + 1,
            beat=self.beat,
            effort=self.effort,
            hint=lost.solution if len(lost.solution) == len(draft.model.proto.variables) else (),
        )
        if solved is None:
            return None
        bounds = (*lost.bounds, *solved.bounds[WORK + 1 :])
        return draft, evolve(solved, bounds=bounds)

    def _draft(self, slack: int | None) -> Draft | None:
        draft = build(self.facts, self.outline, self.days, slack, months=self.months)
        if draft is None:
            return None
        if self.without is not None and not _other_groups(draft, self.without):
            return None
        self._no_worse(draft)
        return draft

    def _no_worse(self, draft: Draft) -> None:
        """What betters the best in hand is no worse in each aim that can't be bettered there."""
        if self.beat is None or len(self.beat) != len(self.floors):
            return
        for place, (aim, floor, most) in enumerate(
            zip(tiers(draft), self.floors, self.beat, strict=True)
        ):
            last = place == len(self.beat) - 1
            draft.model.add(aim <= (most - 1 if last else most))
            if floor < most:
                return

    def _least_lost(
        self, draft: Draft, floors: tuple[int, int, int], beat: tuple[int, ...] | None
    ) -> Solved | None:
        return least(
            draft.model,
            tiers(draft)[: WORK + 1],
            floors=floors,
            exactly=DEPARTURES,
            beat=beat and beat[: WORK + 1],
            effort=self.effort,
        )


def tidy(facts: Facts, dated: Dated) -> Dated:
    """The same aims with the neatest dates a little effort finds."""
    return checked(facts, dated.draft, tidied(dated.draft, tiers(dated.draft), dated.solved))


def tidied(draft: Draft, aims: tuple[Expression, ...], solved: Solved) -> Solved:
    """The same values with the last tie-breaks taken as far as a little effort goes."""
    neatness, standing_for = tidiness(draft)
    complete = (
        *solved.solution,
        *(int(any(solved.is_true(one) for one in literals)) for literals in standing_for),
    )
    try:
        neat = least(
            draft.model,
            (*aims, neatness),
            floors=solved.values,
            exactly=len(aims),
            effort=Effort(TIDY_EFFORT),
            hint=complete,
        )
    except Exhausted:
        return solved
    if neat is None:
        return solved
    # Where an aim was left unproved the neater dates may better it.
    better = tuple(neat.worth(aim) for aim in aims)
    return evolve(solved, solution=neat.solution, values=better)


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
    found = tuple(faults(package, facts, dated=True))
    broken = sorted({fault.rule for fault in found if fault.force is Force.MUST})
    if broken:
        raise InternalDisagreement(f"rules not kept: {', '.join(broken)}")
    measures = measure(package, facts, dated=True)
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
    return Dated(draft.outline, package, measures, found, status, draft, solved)
