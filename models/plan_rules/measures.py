"""What a plan comes to, counted again from the runs: nothing here is read off the allocator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain

from attrs import frozen

from models.arithmetic import Stretch, meet, minutes, union
from models.catalogue import Catalogue, load
from models.commitments import Commitment
from models.moments import LONDON, at, instant, monday
from models.placement import Plan, PlanAim
from models.plan_rules.company import LONE_WOMAN, lone_woman
from models.plan_rules.fault import PlanFault
from models.plan_rules.roll import Roll, roll
from models.plan_rules.seats import MINIMUM, minimum
from models.population import Person
from models.region import Region
from models.timetable import Meeting, Run, Timetable

LONGEST_WAIT = 60
"""Minutes between two sessions of one visit beyond the way between them (docs/design.md)."""
DAYS_A_WEEK = 7
# Instants of wall-clock times remembered: every quarter of an hour of three years.
CLOCKS_KEPT = 100_000


@frozen
class PlanMeasures:
    """The aims of a plan, in their order, each the less the better.

    Parameters
    ----------
    priority_unmet : int
        Units of priority need of the programmes without a place.
    cannot_finish : int
        People who have a programme without a place, so that their order ends without it.
    weeks_waited : int
        Whole weeks from a person's first day to the first session, over all placements.
    work_minutes : int
        Minutes of work, education and caring not firm that are lost to sessions and their ways.
    travel_minutes : int
        Minutes on the way, out and back.
    company : int
        Cohorts and rolling groups that meet with fewer than their least number, and for each woman
        the runs in which she is the only one among others: of the plan, and of no single person.
    """

    priority_unmet: int = 0
    cannot_finish: int = 0
    weeks_waited: int = 0
    work_minutes: int = 0
    travel_minutes: int = 0
    company: int = 0

    def of(self, aim: PlanAim) -> int:
        return {
            PlanAim.PRIORITY: self.priority_unmet,
            PlanAim.FINISH: self.cannot_finish,
            PlanAim.WAITING: self.weeks_waited,
            PlanAim.COMPANY: self.company,
            PlanAim.WORK: self.work_minutes,
            PlanAim.TRAVEL: self.travel_minutes,
        }[aim]

    def __add__(self, other: PlanMeasures) -> PlanMeasures:
        return PlanMeasures(
            self.priority_unmet + other.priority_unmet,
            self.cannot_finish + other.cannot_finish,
            self.weeks_waited + other.weeks_waited,
            self.work_minutes + other.work_minutes,
            self.travel_minutes + other.travel_minutes,
            self.company + other.company,
        )


def measure_plan(region: Region, plan: Plan, catalogue: Catalogue | None = None) -> PlanMeasures:
    """The aims, over everybody to place."""
    catalogue = catalogue or load()
    each = sum((one for _, one in each_measured(region, plan, catalogue)), PlanMeasures())
    read = roll(region, plan, catalogue)
    return each + PlanMeasures(company=in_company(chain(minimum(read), lone_woman(read))))


def in_company(faults: Iterable[PlanFault]) -> int:
    """How often a plan's people sit in too small a company: once a rule and subject."""
    return sum(one.rule in (MINIMUM, LONE_WOMAN) for one in faults)


def each_measured(
    region: Region, plan: Plan, catalogue: Catalogue | None = None
) -> Iterator[tuple[Person, PlanMeasures]]:
    """What the plan comes to for each person, in the order of the population.

    Company is of no single person.
    """
    read = roll(region, plan, catalogue or load())
    for person in read.people.values():
        yield person, _measured(person, read)


def _measured(person: Person, read: Roll) -> PlanMeasures:
    placements = read.of.get(person.reference, ())
    runs = [read.runs[one.run] for one in placements]
    placed = {one.programme for one in placements}
    unmet = [want.priority for want in person.wants if want.programme not in placed]
    visits = list(_visits(runs, way_home(person, read.region.timetable), read.region.timetable))
    blocks = union(block for block, _ in visits)
    met = {meeting.day for run in runs for meeting in run.meetings}
    return PlanMeasures(
        priority_unmet=sum(unmet),
        cannot_finish=int(bool(unmet)),
        weeks_waited=sum((run.first - person.first).days // DAYS_A_WEEK for run in runs),
        work_minutes=minutes(meet(blocks, union(working(person.commitments, met)))),
        travel_minutes=sum(way for _, way in visits),
    )


def way_home(person: Person, timetable: Timetable) -> Callable[[str], int]:
    """One-way minutes from a person's home to a venue."""

    def minutes_from(venue: str) -> int:
        if venue in person.case.travel:
            return person.case.travel[venue]
        stated = timetable.venues[venue].home_minutes
        return stated.get(person.area, timetable.default_home_minutes)

    return minutes_from


def _visits(
    runs: Sequence[Run], home: Callable[[str], int], timetable: Timetable
) -> Iterator[tuple[Stretch, int]]:
    """Each visit from leaving home to being back, with the minutes on the way."""
    attended = sorted(
        ((meeting, run.group.venue) for run in runs for meeting in run.meetings),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    chain: list[tuple[Meeting, str]] = []
    between = 0
    for meeting, venue in attended:
        way = _linking(chain, meeting, venue, timetable)
        if chain and way is None:
            yield _visit(chain, between, home)
            chain, between = [], 0
        chain.append((meeting, venue))
        between += way or 0
    if chain:
        yield _visit(chain, between, home)


def _linking(
    chain: list[tuple[Meeting, str]], meeting: Meeting, venue: str, timetable: Timetable
) -> int | None:
    """The way from the last session to the next where they are one visit."""
    if not chain or chain[-1][0].day != meeting.day:
        return None
    last, there = chain[-1]
    way = timetable.between(there, venue)
    gap = meeting.start - last.end
    return way if way is not None and way <= gap <= way + LONGEST_WAIT else None


def _visit(
    chain: list[tuple[Meeting, str]], between: int, home: Callable[[str], int]
) -> tuple[Stretch, int]:
    (first, there), (last, from_there) = chain[0], chain[-1]
    out, back = home(there), home(from_there)
    return (first.start - out, last.end + back), out + between + back


def working(commitments: Sequence[Commitment], met: set[date]) -> Iterator[Stretch]:
    """What is at stake around some days; a night runs into the day after."""
    loose = [one for one in commitments if one.at_stake]
    if not loose:
        return
    around = {day + timedelta(days=offset) for day in met for offset in (-1, 0, 1)}
    for commitment in loose:
        for extra in commitment.extra:
            yield _moment(extra.start), _moment(extra.end)
        for day in around:
            yield from _on(commitment, day)


def _on(commitment: Commitment, day: date) -> Iterator[Stretch]:
    if commitment.starts is not None and day < commitment.starts:
        return
    if commitment.ends is not None and day > commitment.ends:
        return
    if any(day in free for free in commitment.off):
        return
    week = 1
    if commitment.cycle_weeks > 1 and commitment.anchor is not None:
        since = (monday(day) - monday(commitment.anchor)).days // DAYS_A_WEEK
        week += since % commitment.cycle_weeks
    weekday = day.weekday()
    for shift in commitment.shifts:
        if shift.weekday == weekday and shift.week == week:
            yield _clock(day, shift.start), _clock(day, shift.end)


def _moment(moment: datetime) -> int:
    return instant(moment.replace(tzinfo=LONDON))


@lru_cache(maxsize=CLOCKS_KEPT)
def _clock(day: date, minute: int) -> int:
    return at(day, minute)
