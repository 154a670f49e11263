"""What every replication of a forecast reads: runs on days, whom those who arrive are like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from attrs import field, frozen

from models.catalogue import Catalogue, load
from models.moments import MINUTES_A_DAY, from_instant
from models.population import Person
from models.region import Region
from models.runs import runs
from models.timetable import Intake, Meeting, Run
from planning.forecast_arrivals import Arriving, Stream
from planning.forecast_calibration import Calibration, calibration
from planning.forecast_fit import Life, Lives
from planning.forecast_hands import Hands, hands
from planning.forecast_outlook import Outlook, Rates, rates
from planning.forecast_rules import CourseRules, course_rules


@frozen(eq=False)
class Course:
    """A run with its seats: `pools[i]` are those of its i-th meeting, `days[i]` when that is.

    Days are counted from the beginning of the forecast, parts of a day for the hour.
    """

    run: Run
    rules: CourseRules
    days: tuple[float, ...]
    pools: tuple[str, ...]

    @property
    def first(self) -> float:
        return self.days[0]

    @property
    def last(self) -> float:
        return self.days[-1]


@frozen(eq=False)
class World:
    """A region over the days of a forecast.

    `days` is its length; it is played on to `until`, so that those who arrive in its last weeks
    come to an end too. Of what happens after the day `known_until` the timetable says nothing.
    """

    outlook: Outlook
    rates: Rates
    days: int
    until: int
    known_until: int
    courses: Mapping[str, tuple[Course, ...]]
    by_run: Mapping[str, Course]
    seats: Mapping[str, int]
    taken: Mapping[str, int]
    streams: tuple[Stream, ...]
    today: tuple[Life, ...]
    hands: Hands
    _open: dict[tuple[int, str], tuple[Course, ...]] = field(factory=dict)

    def open_to(self, life: Life, programme: str) -> tuple[Course, ...]:
        """The courses of a programme that fit into a life, earliest first, full ones too."""
        key = (id(life), programme)
        if key not in self._open:
            self._open[key] = tuple(
                course
                for course in self.courses.get(programme, ())
                if course.run.group.id in life.home and not life.clashes(course.run)
            )
        return self._open[key]

    def seats_left(self, pool: str) -> int:
        return max(0, self.seats[pool] - self.taken.get(pool, 0))

    def day(self, on: date) -> int:
        return (on - self.outlook.begin).days

    def date(self, day: float) -> date:
        return self.outlook.begin + timedelta(days=int(day // 1))


def world(
    region: Region,
    outlook: Outlook,
    catalogue: Catalogue | None = None,
    figures: Calibration | None = None,
) -> World:
    """Everything of a region that a forecast reads.

    Raises
    ------
    InvalidInput
        Where the outlook asks for what the region or the calibration does not hold.
    """
    found = rates(outlook, region, figures or calibration())
    catalogue = catalogue or load()
    courses = tuple(_courses(region, outlook, catalogue))
    by_programme: defaultdict[str, list[Course]] = defaultdict(list)
    for course in sorted(courses, key=lambda course: (course.first, course.run.id)):
        by_programme[course.run.group.programme].append(course)
    timetable = region.timetable
    lives = Lives(timetable, outlook.begin, timetable.last, found.reach_minutes)
    known = {id(person): lives.of(person) for person in region.population.people}
    today = tuple(known.get(id(person)) or lives.of(person) for person in region.people)
    streams = tuple(Arriving(region, outlook, found, lives, tuple(known.values())).streams())
    everybody = [*today, *(life for stream in streams for life in stream.lives)]
    longest = max((_order_days(life.person) for life in everybody), default=0)
    days = (outlook.end - outlook.begin).days
    return World(
        outlook=outlook,
        rates=found,
        days=days,
        until=min(days + longest, (timetable.last - outlook.begin).days) + 1,
        known_until=(timetable.last - outlook.begin).days,
        courses={code: tuple(each) for code, each in by_programme.items()},
        by_run={course.run.id: course for course in courses},
        seats={pool: course.run.group.places for course in courses for pool in course.pools},
        taken=_taken(region, by_programme),
        streams=streams,
        today=today,
        hands=hands(region, ((course.run, course.pools) for course in courses)),
    )


def _courses(region: Region, outlook: Outlook, catalogue: Catalogue) -> Iterator[Course]:
    timetable = region.timetable
    for group in timetable.groups:
        entry = catalogue.entry(group.programme, group.edition)
        rules = course_rules(entry)
        for run in runs(group, entry, timetable, outlook.begin, timetable.last):
            # A closed cohort sits by itself; whoever meets in a rolling group shares its seats.
            room = run.id if group.intake is Intake.CLOSED else group.id
            yield Course(
                run=run,
                rules=rules,
                days=tuple(_day(one, outlook.begin) for one in run.meetings),
                pools=tuple(f"{room} {one.day.isoformat()}" for one in run.meetings),
            )


def _day(meeting: Meeting, begin: date) -> float:
    """By the clock on the wall, so that a week is seven days when summer time begins, too."""
    start = from_instant(meeting.start)
    return (meeting.day - begin).days + (60 * start.hour + start.minute) / MINUTES_A_DAY


def _taken(region: Region, courses: Mapping[str, list[Course]]) -> dict[str, int]:
    """Who sits in the groups already: in the run that begins next, unless a run is named.

    Nobody sits in a group for good, so the cohorts after it are empty to begin with (assumption).
    """
    taken: dict[str, int] = {}
    next_of: set[str] = set()
    for each in courses.values():
        for course in each:
            run = course.run
            held = region.taken.get(run.id)
            if held is None and run.group.id not in next_of:
                held = run.group.places - region.free(run)
            next_of.add(run.group.id)
            for pool in course.pools:
                taken[pool] = max(taken.get(pool, 0), held or 0)
    return taken


def _order_days(person: Person) -> int:
    return (person.last - person.first).days
