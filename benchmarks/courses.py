"""The greedy planner's courses: a programme, an intervention or a treatment, earliest first.

A course is booked whole or not at all. What comes before it is booked from the first free day on,
its own sessions in the first run that can still be joined, and what comes after it at once.
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve

from benchmarks.diary import Diary, through, unbooked
from benchmarks.offers import Course, open_runs
from models.dated import Bound
from models.entry import Leg, Stage
from models.facts import Facts
from models.moments import from_instant, monday
from models.package import PlannedSession
from models.rules import sequence
from models.sources import Force
from models.timetable import Provider, Run
from optimiser.amounts import leg_minutes, leg_sessions
from optimiser.provision import leg_givers
from optimiser.stretches import stretches_of

FIRST, LAST = 0, -1


def join(diary: Diary, course: Course) -> Run | None:
    """Book a course in the first run that can be joined, and say which; None where none can."""
    booked = diary.sessions
    for run in open_runs(diary.facts, course):
        if _around(diary, course, run) and _lawful(diary):
            return run
        diary.sessions = booked
    return None


def see(diary: Diary, course: Course) -> bool:
    """Book a course of appointments, if it can be."""
    booked = diary.sessions
    if _around(diary, course, None) and _lawful(diary):
        return True
    diary.sessions = booked
    return False


def _lawful(diary: Diary) -> bool:
    """Whether what must come first still does."""
    return not any(
        fault.force is Force.MUST
        for rule in sequence.RULES
        for fault in rule.check(diary.package, diary.facts)
    )


def _around(diary: Diary, course: Course, run: Run | None) -> bool:
    """Before, main, during, after: each as early as what is booked allows."""
    facts = diary.facts
    edition = run.group.edition if run is not None else ""
    entry = facts.entry(course.code, edition)
    main = entry.main
    if main is None:
        return False
    staged = {stage: [leg for leg in entry.legs if leg.stage is stage] for stage in Stage}
    begins = course.first
    for leg in staged[Stage.BEFORE]:
        before = _appointments(diary, course, leg, _before(leg, course, run))
        if before is None:
            return False
        if before:
            begins = max(begins, before[LAST] + _gap(leg))
    if run is not None:
        days = _meetings(diary, course, main, run)
    else:
        days = _appointments(diary, course, main, (begins, course.last, None)) or ()
    if not days or not all(
        _even(diary, course, leg, days, run) for leg in staged[Stage.DURING]
    ):
        return False
    for leg in staged[Stage.AFTER]:
        soonest = days[LAST] + _gap(leg)
        after = _appointments(diary, course, leg, (soonest, course.last, None))
        most = leg.gap_days.highest if leg.gap_days is not None else None
        if after is None:
            return False
        if after and most is not None and (after[FIRST] - days[LAST]).days > most:
            return False
    return True


def _gap(leg: Leg) -> timedelta:
    """The least days between a leg before or after and the main one; never the same day."""
    least = leg.gap_days.lowest if leg.gap_days is not None else None
    return timedelta(days=max(1, int(least or 1)))


Window = tuple[date, date, date | None]
"""From when, until when, and from when at the soonest the last session may lie."""


def _before(leg: Leg, course: Course, run: Run | None) -> Window:
    if run is None:
        return course.first, course.last, None
    most = leg.gap_days.highest if leg.gap_days is not None else None
    last_from = run.first - timedelta(days=int(most)) if most is not None else None
    return course.first, run.first - _gap(leg), last_from


def _appointments(
    diary: Diary, course: Course, leg: Leg, window: Window
) -> tuple[date, ...] | None:
    """A leg's appointments, each as early as can be and at most so many a week; else None."""
    facts = diary.facts
    first, last, last_from = window
    number, every = leg_sessions(leg), leg.every_days or Bound()
    most = int(leg.per_week.highest) if leg.per_week and leg.per_week.highest else 1
    slots = diary.by_appointment(_givers(facts, course, leg), leg_minutes(facts, leg))
    wanted = _wanted(course, leg)
    days: list[date] = []
    for place in range(number):
        soonest, latest = first, last
        if days:
            soonest = days[LAST] + timedelta(days=max(1, int(every.lowest or 1)))
            if every.highest is not None:
                latest = min(last, days[LAST] + timedelta(days=int(every.highest)))
        if place == number - 1 and last_from is not None:
            soonest = max(soonest, last_from)
        week_free = (
            day
            for day in through(soonest, latest)
            if sum(monday(one) == monday(day) for one in days) < most
        )
        session = diary.earliest(week_free, slots, wanted)
        if session is None:
            return None
        diary.book(session)
        days.append(session.day)
    return tuple(days)


def _meetings(diary: Diary, course: Course, main: Leg, run: Run) -> tuple[date, ...]:
    """All meetings of a run booked, or none where one cannot be attended."""
    short = course.entry.short or course.entry.name
    detox = diary.terms.detox
    if detox is not None and run.first <= detox[1]:
        return ()
    for meeting in run.meetings:
        session = evolve(
            unbooked(
                course.code, main.id, course.requirement, "group",
                f"{short}: {main.title.lower()}", meeting.day,
            ),
            id=f"{course.code}-{main.id}-{meeting.day.isoformat()}",
            start=from_instant(meeting.start),
            end=from_instant(meeting.end),
            venue=run.group.venue,
            module=meeting.module,
        )  # fmt: skip
        if not diary.fits(session):
            return ()
        diary.book(session)
    return tuple(meeting.day for meeting in run.meetings)


def _even(
    diary: Diary, course: Course, leg: Leg, days: tuple[date, ...], run: Run | None
) -> bool:
    """Each in the module it belongs to, or in its equal stretch from first to last session."""
    facts, number = diary.facts, leg_sessions(leg)
    span = (days[LAST] - days[FIRST]).days + 1
    slots = diary.by_appointment(_givers(facts, course, leg), leg_minutes(facts, leg))
    weeks: set[date] = set()
    stretches = [
        range(span * place // number, span * (place + 1) // number) for place in range(number)
    ]
    if run is not None and leg.in_modules:
        stretches = list(stretches_of(run, leg, number, lambda day: (day - days[FIRST]).days))
    for stretch in stretches:
        opens = days[FIRST] + timedelta(days=stretch.start)
        closes = days[FIRST] + timedelta(days=stretch.stop - 1)
        free = (day for day in through(opens, closes) if monday(day) not in weeks)
        session = diary.earliest(free, slots, _wanted(course, leg))
        if session is None:
            return False
        diary.book(session)
        weeks.add(monday(session.day))
    return True


def _givers(facts: Facts, course: Course, leg: Leg) -> tuple[Provider, ...]:
    return leg_givers(facts, leg, course.code)


def _wanted(course: Course, leg: Leg) -> PlannedSession:
    kind, title = leg.kind, leg.title
    return unbooked(course.code, leg.id, course.requirement, kind, title, course.first)
