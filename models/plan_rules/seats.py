"""No more people in a group than it has places, and enough to hold it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from attrs import frozen

from models.plan_rules.fault import PlanFault, stated
from models.plan_rules.roll import Roll, pools
from models.sources import Force
from models.timetable import Intake, Run

MINIMUM = "plan.minimum"


@frozen
class Pool:
    """The seats of one meeting: one of the runs that draw on them, and who sits there."""

    run: Run
    placed: int
    taken: int


def filled(roll: Roll) -> dict[str, Pool]:
    """Every pool that somebody of the plan sits in."""
    placed = Counter[str]()
    runs: dict[str, Run] = {}
    for id, number in roll.heads.items():
        for pool, _ in pools(roll.runs[id]):
            placed[pool] += number
            runs[pool] = roll.runs[id]
    return {pool: Pool(run, placed[pool], roll.taken(run)) for pool, run in runs.items()}


def capacity(roll: Roll) -> Iterator[PlanFault]:
    """At each meeting there are no more than the places; who sat there before counts."""
    over: defaultdict[str, list[Pool]] = defaultdict(list)
    for pool in filled(roll).values():
        if pool.placed > pool.run.group.places - pool.taken:
            over[_subject(pool.run)].append(pool)
    for subject, found in over.items():
        most = max(found, key=lambda pool: pool.placed)
        said = (
            f"{most.placed} people placed and {most.taken} there before: "
            f"{most.run.group.places} places."
        )
        source = stated(f"places.{most.run.group.id}")
        yield PlanFault("plan.capacity", "", subject, Force.MUST, said, source, len(found))


def minimum(roll: Roll) -> Iterator[PlanFault]:
    """Each meeting somebody was placed in has the least number to hold it."""
    under: defaultdict[str, list[Pool]] = defaultdict(list)
    for pool in filled(roll).values():
        group = pool.run.group
        if pool.placed + pool.taken < roll.region.least(group, roll.entries[group.id]):
            under[_subject(pool.run)].append(pool)
    for subject, found in under.items():
        fewest = min(found, key=lambda pool: pool.placed + pool.taken)
        group = fewest.run.group
        entry = roll.entries[group.id]
        least = roll.region.least(group, entry)
        number = fewest.placed + fewest.taken
        people = "1 person" if number == 1 else f"{number} people"
        said = f"Only {people} in {subject}: it should have at least {least}."
        own = group.id in roll.region.minimum
        source = stated(f"minimum.{group.id}") if own else entry.source
        yield PlanFault(MINIMUM, "", subject, Force.SHOULD, said, source, len(found))


def _subject(run: Run) -> str:
    """A closed cohort is spoken of by itself, a rolling group as a whole."""
    return run.id if run.group.intake is Intake.CLOSED else run.group.id
