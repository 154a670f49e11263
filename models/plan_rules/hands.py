"""There are facilitators to run every session of a week, and rooms to hold what meets at once.

Sessions of people who sat there before are held whatever the plan says, so a plan is at fault
only for what it adds beyond what there is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from models.moments import monday
from models.plan_rules.fault import PlanFault, stated
from models.plan_rules.roll import Roll, pools
from models.sources import Force


@frozen
class Held:
    """One meeting of one group or cohort; `anyway`: whether it is held without the plan."""

    venue: str
    day: date
    start: int
    end: int
    anyway: bool


def sessions(roll: Roll) -> tuple[Held, ...]:
    """Every meeting anybody attends, each once, however many runs lead through it."""
    held: dict[str, Held] = {}
    for run, _, taken in roll.held():
        for pool, meeting in pools(run):
            anyway = taken > 0 or (pool in held and held[pool].anyway)
            held[pool] = Held(run.group.venue, meeting.day, meeting.start, meeting.end, anyway)
    return tuple(held.values())


def facilitators(roll: Roll) -> Iterator[PlanFault]:
    """In no week are more sessions held than the facilitators can run."""
    if all(staffing.sessions is None for staffing in roll.region.staffing):
        return
    by_venue: defaultdict[str, list[Held]] = defaultdict(list)
    for held in sessions(roll):
        by_venue[held.venue].append(held)
    for staffing in roll.region.staffing:
        if staffing.sessions is None:
            continue
        venues = [id for id in by_venue if staffing in roll.region.staff_of(id)]
        weeks = Counter(monday(held.day) for venue in venues for held in by_venue[venue])
        anyway = Counter(
            monday(held.day) for venue in venues for held in by_venue[venue] if held.anyway
        )
        over = [
            week for week in sorted(weeks) if weeks[week] > max(staffing.sessions, anyway[week])
        ]
        if over:
            said = (
                f"{weeks[over[0]]} sessions at {staffing.place} in the week of "
                f"{over[0].isoformat()}: facilitators for {staffing.sessions}."
            )
            source = stated(f"staffing.{staffing.place}.sessions")
            yield PlanFault("plan.facilitators", "", "", Force.MUST, said, source, len(over))


def rooms(roll: Roll) -> Iterator[PlanFault]:
    """At no moment do more groups meet at a venue than it has rooms."""
    if all(staffing.rooms is None for staffing in roll.region.staffing):
        return
    by_day: defaultdict[tuple[str, date], list[Held]] = defaultdict(list)
    for held in sessions(roll):
        by_day[held.venue, held.day].append(held)
    over: defaultdict[str, list[str]] = defaultdict(list)
    for (venue, day), meetings in sorted(by_day.items()):
        rooms = roll.region.rooms_on(venue, day)
        for one in meetings if rooms is not None else ():
            at_once = [held for held in meetings if held.start <= one.start < held.end]
            anyway = sum(held.anyway for held in at_once)
            if rooms is not None and len(at_once) > max(rooms, anyway):
                said = f"{len(at_once)} groups at {venue} at once on {day.isoformat()}"
                over[venue].append(f"{said}: {rooms} rooms.")
                break
    for venue, sentences in over.items():
        source = stated(f"staffing.{venue}.rooms")
        yield PlanFault("plan.rooms", "", "", Force.MUST, sentences[0], source, len(sentences))
