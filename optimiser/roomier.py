"""The last aim before the tie-breaks: of dates equal in all others, those with room to miss.

The neat dates are kept where they have all the room any can have. Else the draft they come from is
asked for dates with more, then whatever else may come to the same in every earlier aim: the other
runs and outlines whose first and last days allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial

from attrs import define, evolve, field

from models.entry import EntryKind
from models.errors import InternalDisagreement
from models.facts import Facts
from models.fault import Aim
from models.timetable import Run
from optimiser.aims.catch_up import Openings
from optimiser.aims.expressions import flat_tiers, tidiness
from optimiser.aims.forgiveness import most_forgiving
from optimiser.aims.room import Room
from optimiser.build import build, shares_of_work
from optimiser.candidates import Candidate
from optimiser.dating import Dated, checked, tidy
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.linear import Expression, Flat, Literal
from optimiser.narrowed import keep_contact
from optimiser.orders import (
    DECIDED,
    LAST,
    MINUTES,
    MONTHS,
    PRACTICE,
    PROPORTIONALITY,
    WAITING,
    WORK,
)
from optimiser.outline import Outline
from optimiser.outline_floors import outline_floors
from optimiser.own_draft import of_all_days
from optimiser.results import AimStatus
from optimiser.signature import signature
from optimiser.solve import Effort, Exhausted, Solved, least

# Deterministic seconds for a draft asked for room, and for the neatest of its dates; for all rivals
# together, and what making the draft of one counts for.
ROOM_EFFORT = 0.3
NEAT_EFFORT = 0.05
RIVALS_EFFORT = 0.1
MADE_EFFORT = 0.08
# Beside a draft of more variables no rival is looked at: its own would take a second to make.
SMALL = 3_000

Runs = Mapping[str, Sequence[Run]]


@define
class Roomier:
    """The choice of room for one case.

    `contact` is how often dates may depart from contact with the officer, where that is limited.
    """

    facts: Facts
    days: Days
    contact: int | None = None
    _most: dict[str, int | None] = field(factory=dict)
    _openings: Openings = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._openings = Openings(self.facts)

    def finished(
        self,
        dated: Dated,
        outlines: Iterable[Outline],
        earlier: Sequence[Dated] = (),
        *,
        settled: bool = True,
    ) -> Dated:
        """The neatest of the dates with the most room at these aims, with that aim's status.

        Parameters
        ----------
        outlines
            All that was looked at to find them.
        earlier
            The options whose signatures no package may have again.
        settled
            Whether nothing better was left untried: else no aim is proved.
        """
        neat = tidy(self.facts, of_all_days(self.facts, self.days, dated, earlier, self.contact))
        best, bound = self._in_hand(neat)
        if not (settled and neat.proved):
            # What may be better in an earlier aim may have any room.
            bound = max(bound, *(self._bound(_runs(outline)) for outline in outlines), 0)
            return _told(best, bound, settled=settled)
        taken = {signature(self.facts, one.package) for one in earlier}
        small = len(neat.draft.model.proto.variables) <= SMALL
        effort = Effort(RIVALS_EFFORT if small else 0.0)
        for outline in outlines:
            value = best.measures.forgiveness
            rival = self._rival(outline, neat, value)
            if rival is None:
                continue
            if effort.spent:
                # The last aim is not worth the wait: that it may come to more is said.
                bound = max(bound, self._bound(_runs(rival)))
                continue
            other, most = self._of_rival(rival, neat, value, effort)
            if other is not None and signature(self.facts, other.package) not in taken:
                best = other
            bound = max(bound, most)
        return _told(best, bound, settled=True)

    def _in_hand(self, neat: Dated) -> tuple[Dated, int]:
        """The most room in the draft the dates come from, and what none of its dates betters."""
        runs = {code: [one.run for one in held] for code, held in neat.draft.runs.items()}
        value = neat.measures.forgiveness
        if self._bound(runs) <= value:
            return neat, value
        best, bound = self._asked(neat.draft, neat.solved, runs, value, Effort(ROOM_EFFORT))
        return best or neat, bound

    def _rival(self, outline: Outline, neat: Dated, value: int) -> Outline | None:
        """What of an outline could come to the same aims with more room; None where nothing."""
        vector, cost = neat.measures.vector, outline.cost
        if cost[1:3] != vector[1:3] or outline.least_months > vector[MONTHS]:
            return None
        if cost[PROPORTIONALITY] > vector[PROPORTIONALITY] or cost[PRACTICE] > vector[PRACTICE]:
            return None
        kept = self._in_time(outline, vector)
        if self._bound(kept) <= value or not all(kept.values()):
            return None
        if outline.codes == neat.outline.codes and not _others(kept, neat):
            return None

        def only(candidate: Candidate) -> Candidate:
            return evolve(candidate, runs=tuple(kept.get(candidate.code, ())))

        return evolve(
            outline,
            requirements=tuple(only(one) for one in outline.requirements),
            parts=tuple(only(one) for one in outline.parts),
            least_months=vector[MONTHS],
        )

    def _in_time(self, outline: Outline, vector: Sequence[int]) -> dict[str, list[Run]]:
        """The runs of each part that begin and end soon enough for these aims."""
        programmes = {
            one.code: min((self._day(run.first) for run in one.runs), default=0)
            for one in outline.parts
            if one.entry.kind is EntryKind.PROGRAMME and one.runs
        }
        spare = vector[WAITING] - sum(programmes.values())
        # Where nothing else is waited for, a treatment or a programme without a group, who waits
        # less would be better.
        waited_for = [one for one in outline.parts if one.entry.kind is EntryKind.PROGRAMME]
        alone = len(waited_for) == len(programmes) == 1 and not outline.treated
        found: dict[str, list[Run]] = {}
        for part in outline.grouped:
            # The runs of a centre are cut to the hours of the requirement, and so may end sooner.
            cut = part.entry.kind is EntryKind.REQUIREMENT
            first = programmes.get(part.code)
            found[part.code] = [
                run
                for run in part.runs
                if (cut or self._day(run.last) <= vector[LAST])
                and (first is None or self._day(run.first) - first <= spare)
                and (first is None or not alone or self._day(run.first) - first == spare)
            ]
        return found

    def _of_rival(
        self, rival: Outline, neat: Dated, value: int, effort: Effort
    ) -> tuple[Dated | None, int]:
        """Dates of a rival at the same aims with more room, and what none of them betters."""
        vector, facts = neat.measures.vector, self.facts
        if outline_floors(facts, rival, self.days)[MINUTES] > vector[MINUTES]:
            return None, value
        effort.left -= MADE_EFFORT
        months = range(vector[MONTHS], vector[MONTHS] + 1)
        slack = vector[WORK] - shares_of_work(facts, rival, self.days, vector[MONTHS])
        draft = build(facts, rival, self.days, slack, months=months) if slack >= 0 else None
        if draft is None:
            return None, value
        if self.contact is not None:
            keep_contact(draft, self.contact)
        runs = _runs(rival)
        if rival.codes == neat.outline.codes:
            others = _others(runs, neat)
            draft.model.add_bool_or(
                one.literal for held in draft.runs.values() for one in held if one.run.id in others
            )
        share = {PROPORTIONALITY: rival.cost[0], PRACTICE: rival.cost[3]}
        aims = tuple(vector[place] - share.get(place, 0) for place in DECIDED)
        return self._asked(draft, Solved(aims, aims, ()), runs, value, effort)

    def _asked(
        self, draft: Draft, solved: Solved, runs: Runs, value: int, effort: Effort
    ) -> tuple[Dated | None, int]:
        """Dates with more room than `value` and aims no worse, and what none of them betters."""
        room, bound, most = Room(draft), value, self._bound(runs)
        levels = {self._most_of(run) or 0 for held in runs.values() for run in held}
        every = {run.id for held in runs.values() for run in held}
        for good in sorted((one for one in levels if value < one <= most), reverse=True):
            try:
                # The runs in hand first: they are few, and mostly other days are enough.
                found = None
                for only in _narrowest_first(draft, solved, every):
                    if found is None:
                        found = _neatest(draft, room.asked_for(good, only), room, solved, effort)
            except Exhausted:
                bound = max(bound, good)
                continue
            if found is None:
                bound = bound if room.exact else max(bound, good)
                continue
            dated = checked(self.facts, draft, found)
            if dated.measures.forgiveness < good:
                raise InternalDisagreement("room to miss measured less than the draft counted")
            return dated, max(bound, good)
        return None, bound

    def _bound(self, runs: Runs) -> int:
        """What no package of these runs, one a part, betters; 0 where no guide speaks of any."""
        of = [[self._most_of(run) for run in held] for held in runs.values()]
        stated = [most for held in of for most in held if most is not None]
        every = [max(m or 0 for m in held) for held in of if held and None not in held]
        return min([max(stated, default=0), *every])

    def _most_of(self, run: Run) -> int | None:
        if run.id not in self._most:
            self._most[run.id] = most_forgiving(run, self.facts, self._openings)
        return self._most[run.id]

    def _day(self, on: date) -> int:
        return (on - self.facts.today).days


def _narrowest_first(draft: Draft, solved: Solved, every: set[str]) -> Iterator[set[str]]:
    """The runs of a solution, where there is one and other runs as well, then every run."""
    if solved.solution:
        taken = {
            one.run.id
            for held in draft.runs.values()
            for one in held
            if solved.is_true(one.literal)
        }
        if taken != every:
            yield taken
    yield every


def _neatest(
    draft: Draft, roomy: Literal, room: Room, solved: Solved, effort: Effort
) -> Solved | None:
    """The neatest dates with room whose aims are no worse, as far as a little effort goes.

    None where the draft holds none.

    Raises
    ------
    Exhausted
        When the effort is spent before any are found.
    """
    aims = flat_tiers(draft)
    neatness, _ = tidiness(draft)
    kept: tuple[Flat | Expression, ...] = (*aims, 1 - roomy)
    most = (*solved.values, 0)
    ask = partial(least, draft.model, floors=most, exactly=len(kept))
    found = ask(kept, effort=effort, hint=solved.solution)
    if found is None:
        return None
    tidily = (*kept, neatness + room.moved)
    with suppress(Exhausted):
        found = ask(tidily, effort=Effort(NEAT_EFFORT), hint=found.solution) or found
    return Solved(tuple(found.worth(aim) for aim in aims), solved.bounds, found.solution)


def _runs(outline: Outline) -> dict[str, Sequence[Run]]:
    return {part.code: part.runs for part in outline.grouped}


def _others(runs: Runs, neat: Dated) -> set[str]:
    """The runs that are not in the draft some dates come from."""
    known = {one.run.id for held in neat.draft.runs.values() for one in held}
    return {run.id for held in runs.values() for run in held} - known


def _told(dated: Dated, bound: int, *, settled: bool) -> Dated:
    """The dates with the status of the room they leave; where not settled nothing is proved."""
    value = dated.measures.forgiveness
    room = AimStatus(Aim.FORGIVENESS, settled and value == bound, value, bound)
    status = dated.status
    if not settled:
        status = tuple(evolve(one, proved=False, bound=0) for one in status)
    return evolve(dated, status=(*status, room))
