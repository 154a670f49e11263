"""What the second clerk finds against a plan, turned into what the next plan is made without.

Where people stay as they are, the linear programme knows neither whom somebody else is to be kept
apart from among them, nor that their meetings may be more than there are facilitators and rooms
for. Where a plan breaks that, the emptiest of the meetings in the way are closed, or one of two
people is kept out of the group, and it is made again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from attrs import frozen

from models.errors import InternalDisagreement
from models.moments import monday
from models.placement import Placement, Plan
from models.plan_rules import PlanFault
from models.region import Region
from models.timetable import Intake
from optimiser.allocation.offer import Offer
from planning.limits import pooled, runs_with_pools
from planning.seating import Struck

APART, FACILITATORS, ROOMS = "plan.apart", "plan.facilitators", "plan.rooms"
# What the allocation itself keeps to: a fault of these is a fault of the program.
NEVER = ("plan.known", "plan.answered", "plan.window", "plan.after", "plan.capacity")


@frozen
class Held:
    """One meeting and the pool of seats it belongs to; `anyway`: held without the plan, too."""

    pool: str
    venue: str
    day: date
    start: int
    end: int
    anyway: bool


def repairs(region: Region, offer: Offer, plan: Plan, faults: Iterable[PlanFault]) -> Struck:
    """What to leave out so that the faults go; `offer` holds every run of the region.

    Raises
    ------
    InternalDisagreement
        For a fault that no plan of the allocation may have.
    """
    pools: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    book = Book(region, offer, plan)
    for fault in faults:
        if fault.rule in NEVER:
            raise InternalDisagreement(f"the plan does not keep {fault.rule}")
        if fault.rule == FACILITATORS:
            pools |= set(book.beyond_facilitators())
        elif fault.rule == ROOMS:
            pools |= set(book.beyond_rooms())
        elif fault.person:
            pairs.add((fault.person, book.group_of(fault)))
        else:
            pools |= set(book.pools_of(fault.run))
    return Struck(frozenset(pools), frozenset(pairs))


class Book:
    """Who sits in which pool, and every meeting that is held: of all groups, wanted or not."""

    def __init__(self, region: Region, offer: Offer, plan: Plan) -> None:
        self.region = region
        self.plan = plan
        self.runs = runs_with_pools(offer)
        self.heads: Counter[str] = Counter()
        for one in plan.placements:
            self.heads.update(self.runs[one.run][1])

    def group_of(self, fault: PlanFault) -> str:
        """The group that somebody is to be kept out of; of several the one that begins last."""
        own = self.plan.of(fault.person)
        named = [one for one in own if one.run == fault.run]
        return (named or own)[-1].group

    def pools_of(self, run: str) -> Sequence[str]:
        """A cohort; of a rolling group all that it has, since its runs share their meetings."""
        found, pools = self.runs[run]
        if found.group.intake is Intake.CLOSED:
            return pools
        return [pool for other, held in self.runs.values() if other.group == found.group
                for pool in held]  # fmt: skip

    @cached_property
    def meetings(self) -> tuple[Held, ...]:
        held: dict[tuple[str, date], Held] = {}
        for run, pools in self.runs.values():
            anyway = run.group.places > self.region.free(run)
            if not anyway and not any(self.heads[pool] for pool in pools):
                continue
            for pool, meeting in pooled(run, pools):
                if anyway or self.heads[pool]:
                    key = (run.group.id if run.group.intake is Intake.ROLLING else run.id,
                           meeting.day)  # fmt: skip
                    before = key in held and held[key].anyway
                    held[key] = Held(pool, run.group.venue, meeting.day, meeting.start,
                                     meeting.end, anyway or before)  # fmt: skip
        return tuple(held.values())

    def beyond_facilitators(self) -> Iterator[str]:
        for staffing in self.region.staffing:
            if staffing.sessions is None:
                continue
            weeks: defaultdict[date, list[Held]] = defaultdict(list)
            for one in self.meetings:
                if staffing in self.region.staff_of(one.venue):
                    weeks[monday(one.day)].append(one)
            for held in weeks.values():
                yield from self._emptiest(held, staffing.sessions)

    def beyond_rooms(self) -> Iterator[str]:
        days: defaultdict[tuple[str, date], list[Held]] = defaultdict(list)
        for one in self.meetings:
            days[one.venue, one.day].append(one)
        for (venue, day), held in sorted(days.items()):
            rooms = self.region.rooms_on(venue, day)
            for one in held if rooms is not None else ():
                at_once = [other for other in held if other.start <= one.start < other.end]
                if rooms is not None and len(at_once) > rooms:
                    yield from self._emptiest(at_once, rooms)

    def _emptiest(self, held: list[Held], most: int) -> Iterator[str]:
        """Of the meetings beyond what there is, the pools with the fewest people."""
        may = [one for one in held if not one.anyway]
        over = min(len(may), len(held) - most)
        ordered = sorted(may, key=lambda one: (self.heads[one.pool], one.pool))
        yield from (one.pool for one in ordered[: max(0, over)])


def moved(before: Sequence[Placement], after: Sequence[Placement]) -> int:
    """People who no longer have one of the runs they had."""
    had, have = _runs(before), _runs(after)
    return sum(not runs <= have.get(person, frozenset()) for person, runs in had.items())


def _runs(placements: Sequence[Placement]) -> dict[str, frozenset[str]]:
    of: defaultdict[str, set[str]] = defaultdict(set)
    for one in placements:
        of[one.person].add(one.run)
    return {person: frozenset(runs) for person, runs in of.items()}
