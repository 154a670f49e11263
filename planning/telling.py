"""Figures of a plan: loads, waits, fairness, what is short, what is asked of providers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil

from models.case import Answer
from models.catalogue import Catalogue
from models.commitments import Commitment, CommitmentKind
from models.entry import Delivery, Leg, Stage
from models.moments import MINUTES_A_DAY, monday
from models.placement import Placement, Plan, Unplaced, Waiting
from models.population import Person
from models.region import Region
from models.timetable import Intake, Run
from planning.report import Demand, Load, Shortage, Waits

DAYS_A_WEEK = 7
SATURDAY = 5
WORKING = (CommitmentKind.WORK, CommitmentKind.EDUCATION)
FACILITATOR = "facilitator"
Told = Placement | Unplaced


def loads(region: Region, plan: Plan, runs: Mapping[str, Run]) -> tuple[Load, ...]:
    """Group by group and week by week, the fullest meeting.

    Of a rolling group also the weeks between in which nobody of the plan attends: who was there
    before sits there none the less.
    """
    heads: Counter[tuple[str, str, date]] = Counter()
    sitting: dict[tuple[str, str], Run] = {}
    for one in plan.placements:
        run = runs[one.run]
        cohort = run.id if run.group.intake is Intake.CLOSED else ""
        sitting[run.group.id, cohort] = run
        heads.update((run.group.id, cohort, meeting.day) for meeting in run.meetings)
    fullest: dict[tuple[str, str, date], int] = {}
    for (group, cohort, day), number in heads.items():
        week = (group, cohort, monday(day))
        fullest[week] = max(number, fullest.get(week, 0))
    for week in _between(fullest, runs.values()):
        fullest.setdefault(week, 0)
    found = []
    for (group, cohort, week), number in sorted(fullest.items()):
        run = sitting[group, cohort]
        places = run.group.places
        taken = places - region.free(run)
        found.append(
            Load(group, cohort, run.group.programme, run.group.venue, week, number, taken, places)
        )
    return tuple(found)


def _between(
    fullest: Iterable[tuple[str, str, date]], runs: Iterable[Run]
) -> set[tuple[str, str, date]]:
    """The weeks in which rolling groups meet, from the first that somebody attends to the last."""
    attended: defaultdict[str, list[date]] = defaultdict(list)
    for group, cohort, week in fullest:
        if not cohort:
            attended[group].append(week)
    meet = {
        (run.group.id, "", monday(meeting.day))
        for run in runs
        if run.group.id in attended and run.group.intake is not Intake.CLOSED
        for meeting in run.meetings
    }
    return {
        (group, cohort, week)
        for group, cohort, week in meet
        if min(attended[group]) <= week <= max(attended[group])
    }


def sessions_held(plan: Plan, runs: Mapping[str, Run]) -> int:
    """Group sessions that somebody of the plan attends, each once."""
    held: set[tuple[str, date]] = set()
    for id in {one.run for one in plan.placements}:
        run = runs[id]
        closed = run.group.intake is Intake.CLOSED
        room = run.id if closed else run.group.id
        held |= {(room, meeting.day) for meeting in run.meetings}
    return len(held)


def weeks_waited(plan: Plan, people: Mapping[str, Person]) -> dict[str, tuple[int, ...]]:
    weeks: defaultdict[str, list[int]] = defaultdict(list)
    for one in plan.placements:
        weeks[one.programme].append(_weeks(one, people))
    return {programme: tuple(sorted(held)) for programme, held in sorted(weeks.items())}


def waits(plan: Plan, people: Mapping[str, Person]) -> tuple[Waits, ...]:
    """Over everybody, by programme and by area."""
    return (
        *_slices("all", plan, people, lambda one: ""),
        *_slices("programme", plan, people, lambda one: one.programme),
        *_slices("area", plan, people, lambda one: people[one.person].area),
    )


def fairness(plan: Plan, people: Mapping[str, Person]) -> tuple[Waits, ...]:
    """Side by side: who waits longest, by sex, by area and by work pattern."""
    return (
        *_slices("sex", plan, people, lambda one: people[one.person].case.person.sex.value),
        *_slices("area", plan, people, lambda one: people[one.person].area),
        *_slices("work", plan, people, lambda one: work_pattern(people[one.person])),
    )


def work_pattern(person: Person) -> str:
    """How somebody works or learns: by the most irregular that is said of them."""
    held = [one for one in person.commitments if one.kind in WORKING]
    if not held:
        known = person.case.person.available_for_work is not Answer.UNKNOWN
        return "none" if known else "none stated"
    if any(one.cycle_weeks > 1 for one in held):
        return "rota of several weeks"
    if any(_at_night(one) for one in held):
        return "nights"
    if any(shift.weekday >= SATURDAY for one in held for shift in one.shifts):
        return "weekends"
    return "weekdays"


def _at_night(one: Commitment) -> bool:
    return any(shift.end > MINUTES_A_DAY for shift in one.shifts)


def _slices(
    by: str, plan: Plan, people: Mapping[str, Person], name: Callable[[Told], str]
) -> Iterator[Waits]:
    placed: defaultdict[str, list[int]] = defaultdict(list)
    for one in plan.placements:
        placed[name(one)].append(_weeks(one, people))
    unplaced = Counter(name(one) for one in plan.unplaced)
    for named in sorted({*placed, *unplaced}):
        weeks = sorted(placed[named])
        yield Waits(
            by,
            named,
            len(weeks),
            unplaced[named],
            rank(weeks, 50),
            rank(weeks, 90),
            weeks[-1] if weeks else None,
        )


def _weeks(one: Placement, people: Mapping[str, Person]) -> int:
    return (one.first - people[one.person].first).days // DAYS_A_WEEK


def rank(ordered: Sequence[int], percent: int) -> int | None:
    """The nearest-rank percentile of values in order; None of none.

    >>> rank([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), rank([3, 8], 50), rank([], 50)
    (9, 3, None)
    """
    return ordered[ceil(percent * len(ordered) / 100) - 1] if ordered else None


def shortages(plan: Plan, people: Iterable[Person]) -> tuple[Shortage, ...]:
    """The programmes somebody has no place in, those with the most first."""
    wanted = Counter(want.programme for person in people for want in person.wants)
    reasons: defaultdict[str, Counter[Waiting]] = defaultdict(Counter)
    for one in plan.unplaced:
        reasons[one.programme][one.reason] += 1
    found = [
        Shortage(code, wanted[code], wanted[code] - held.total(), dict(sorted(
            held.items(), key=lambda pair: tuple(Waiting).index(pair[0]))))
        for code, held in reasons.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.placed - one.wanted, one.programme)))


def demands(
    region: Region, plan: Plan, runs: Mapping[str, Run], catalogue: Catalogue
) -> tuple[Demand, ...]:
    """Places a day and appointments a week that there are, beside what the plan's people ask."""
    return (*_projects(region), *_facilitators(region, plan, runs, catalogue))


def _projects(region: Region) -> Iterator[Demand]:
    """Days of unpaid work that people still have to do, evenly over the weeks they have for it."""
    projects = region.timetable.projects
    if not projects:
        return
    places = sum(sum(region.places_a_day(one.id).values()) for one in projects)
    lengths = [slot.end - slot.start for one in projects for slot in one.days]
    day = max(1, sum(lengths) // len(lengths))
    asked = 0.0
    for person in region.people:
        if person.unpaid_work_hours:
            weeks = max(1, (person.last - person.first).days // DAYS_A_WEEK)
            asked += person.unpaid_work_hours * 60 / day / weeks
    yield Demand("project", "all", "Unpaid work: places a week", places, ceil(asked))


def _facilitators(
    region: Region, plan: Plan, runs: Mapping[str, Run], catalogue: Catalogue
) -> Iterator[Demand]:
    """One-to-ones that go with the groups, in the busiest week, venue by venue."""
    asked: defaultdict[str, Counter[date]] = defaultdict(Counter)
    minutes: Counter[str] = Counter()
    for one in plan.placements:
        group = runs[one.run].group
        for leg in catalogue.entry(group.programme, group.edition).legs:
            number = _appointments(leg)
            if not number:
                continue
            weeks = _weeks_of(leg, one)
            for place in range(number):
                asked[group.venue][weeks[place * len(weeks) // number]] += 1
            lowest = leg.minutes.lowest if leg.minutes is not None else None
            minutes[group.venue] = max(minutes[group.venue], int(lowest or 0))
    offered: Counter[str] = Counter()
    for provider in region.timetable.providers:
        if FACILITATOR in provider.offers:
            each = minutes[provider.venue] or provider.step
            offered[provider.venue] += region.appointments_a_week(provider, each)
    for venue, number in sorted(offered.items()):
        most = max(asked[venue].values(), default=0)
        yield Demand("provider", venue, region.timetable.venues[venue].name, number, most)


def _appointments(leg: Leg) -> int:
    """How many one-to-ones with a facilitator a leg has; the least where a guide gives a range."""
    if leg.delivery is not Delivery.APPOINTMENT or leg.with_ != FACILITATOR:
        return 0
    return int((leg.sessions.lowest if leg.sessions is not None else None) or 0)


def _weeks_of(leg: Leg, one: Placement) -> list[date]:
    """The weeks its appointments are spread over: of the run, or as many before or after it."""
    number = _appointments(leg)
    first, last = monday(one.first).toordinal(), monday(one.last).toordinal()
    if leg.stage is Stage.BEFORE:
        first, last = first - DAYS_A_WEEK * number, first - DAYS_A_WEEK
    elif leg.stage is Stage.AFTER:
        first, last = last + DAYS_A_WEEK, last + DAYS_A_WEEK * number
    return [date.fromordinal(day) for day in range(first, last + 1, DAYS_A_WEEK)]
