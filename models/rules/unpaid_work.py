"""Unpaid work: the hours, the pace, the share of learning, one project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from models.case import Employment
from models.commitments import DateRange
from models.dated import Bound, Ruling
from models.facts import Facts
from models.fault import Fault
from models.moments import last_day, monday
from models.package import Package, PlannedSession
from models.rules.lookups import days_between, figure, project_of
from models.rules.rule import Rule, assumed, found
from models.rules.sentences import counted, day_of, duration
from models.timetable import Project

UNPAID_WORK = "unpaid-work"
WEEK = 7


def work(package: Package) -> tuple[PlannedSession, ...]:
    """The days of work, in order."""
    done = [session for session in package.sessions if session.requirement == UNPAID_WORK]
    return tuple(sorted(done, key=lambda session: session.start))


def project_at(session: PlannedSession, facts: Facts) -> Project | None:
    """The project a day is worked on: the session's provider is the project's id."""
    return project_of(session.provider, facts)


def learns(session: PlannedSession, facts: Facts) -> bool:
    project = project_at(session, facts)
    return project is not None and project.learning


def hours(package: Package, facts: Facts) -> Iterator[Fault]:
    """The days of work make up the hours, and no day more than they need."""
    planned, minutes = package.requirement(UNPAID_WORK), [s.minutes for s in work(package)]
    if planned is None or planned.terms.hours is None:
        return
    needed, held = planned.terms.hours * 60, sum(minutes)
    sentences = []
    if held < needed:
        sentences.append(f"Unpaid work of {duration(held)} in all: at least {duration(needed)}.")
    elif held - max(minutes, default=0) >= needed > 0:
        spare = duration(held - max(minutes))
        sentences.append(
            f"Unpaid work of {duration(held)} in all: {spare} without the longest day already "
            f"hold the {duration(needed)}."
        )
    yield from found("unpaid-work.hours", UNPAID_WORK, assumed("unpaid-work.hours"), sentences)


def start(package: Package, facts: Facts) -> Iterator[Fault]:
    """Work starts within the days the guide gives."""
    ruling, done = facts.menu.ruling(UNPAID_WORK, "start-days"), work(package)
    number = figure(ruling)
    if ruling is None or number is None or not done:
        return
    latest = package.order.start + timedelta(days=number)
    if done[0].day > latest:
        said = f"Unpaid work starts on {day_of(done[0].day)}: by {day_of(latest)}."
        yield from found("unpaid-work.start", UNPAID_WORK, ruling, [said])


def _closures(project: Project, facts: Facts) -> tuple[DateRange, ...]:
    """The days a project is shut, by itself or with its venue."""
    return (*project.closures, *facts.timetable.venues[project.venue].closures)


def weekly(package: Package, facts: Facts) -> Iterator[Fault]:
    """Every week from the first to the last holds a day of work, save those it cannot."""
    ruling = facts.menu.ruling(UNPAID_WORK, "weekly")
    if ruling is None or ruling.value is not True:
        return
    worked = {monday(session.day) for session in work(package)}
    sentences = [
        f"No unpaid work in the week of {day_of(week)}: every week."
        for week in _weeks(package, facts)
        if week not in worked
    ]
    yield from found("unpaid-work.weekly", UNPAID_WORK, ruling, sentences)


def most_days(package: Package, facts: Facts) -> Iterator[Fault]:
    """No week holds more days of work than the most there should be."""
    ruling = facts.menu.ruling(UNPAID_WORK, "most-days-a-week")
    most = figure(ruling)
    if ruling is None or most is None:
        return
    weeks: dict[date, set[date]] = {}
    for session in work(package):
        weeks.setdefault(monday(session.day), set()).add(session.day)
    sentences = [
        f"{len(days)} days of unpaid work in the week of {day_of(week)}: at most {most}."
        for week, days in sorted(weeks.items())
        if len(days) > most
    ]
    yield from found("unpaid-work.most-days", UNPAID_WORK, ruling, sentences)


def intensive(package: Package, facts: Facts) -> Iterator[Fault]:
    """A person without work works the days a week the guide gives, but for the last week."""
    ruling = facts.menu.ruling(UNPAID_WORK, "intensive-days")
    if facts.case.person.employment is not Employment.UNEMPLOYED or ruling is None:
        return
    if not isinstance(ruling.value, Bound) or ruling.value.lowest is None:
        return
    least, done = ruling.value.lowest, work(package)
    days = Counter(monday(day) for day in {session.day for session in done})
    last = monday(done[-1].day) if done else None
    sentences = [
        f"Unpaid work on {counted(days[week], 'day')} in the week of {day_of(week)}: "
        f"at least {least:g}."
        for week in _weeks(package, facts)
        if week != last and days[week] < least
    ]
    yield from found("unpaid-work.intensive", UNPAID_WORK, ruling, sentences)


def _weeks(package: Package, facts: Facts) -> Iterator[date]:
    """The Mondays from the first week of work to the last, without weeks that are excepted."""
    done = work(package)
    if not done:
        return
    planned = package.requirement(UNPAID_WORK)
    project = project_of(planned.project, facts) if planned is not None else None
    closures = () if project is None else _closures(project, facts)
    week = monday(done[0].day)
    while week <= done[-1].day:
        days = list(days_between(week, week + timedelta(days=WEEK - 1)))
        detox = package.detox is not None and any(
            package.detox[0] <= day <= package.detox[1] for day in days
        )
        holiday = any(day in facts.timetable.holidays for day in days)
        closed = any(day in closure for day in days for closure in closures)
        if not (detox or holiday or closed):
            yield week
        week += timedelta(days=WEEK)


def _share(package: Package, facts: Facts) -> tuple[Ruling, float] | None:
    """The learning share of the hours, with the minutes it comes to."""
    planned, ruling = (
        package.requirement(UNPAID_WORK),
        facts.menu.ruling(UNPAID_WORK, "learning-share"),
    )
    if planned is None or planned.terms.hours is None or ruling is None:
        return None
    if not isinstance(ruling.value, Bound) or ruling.value.lowest is None:
        return None
    return ruling, ruling.value.lowest * planned.terms.hours * 60 / 100


def learning(package: Package, facts: Facts) -> Iterator[Fault]:
    """The share of the hours that goes to education and training is used."""
    row = _share(package, facts)
    if row is None:
        return
    ruling, share = row
    learnt = sum(session.minutes for session in work(package) if learns(session, facts))
    if learnt < share:
        limit = f"at least {duration(int(share))}"
        said = f"Unpaid work with {duration(learnt)} of education and training: {limit}."
        yield from found("unpaid-work.learning", UNPAID_WORK, ruling, [said])


def share(package: Package, facts: Facts) -> Iterator[Fault]:
    """No more than the share, rounded up to a whole day, goes to education and training."""
    row = _share(package, facts)
    learnt = [session.minutes for session in work(package) if learns(session, facts)]
    if row is None or not learnt:
        return
    ruling, most = row
    if sum(learnt) - max(learnt) >= most:
        limit = f"at most {duration(int(most))}, rounded up to a whole day"
        said = f"Unpaid work with {duration(sum(learnt))} of education and training: {limit}."
        yield from found("unpaid-work.share", UNPAID_WORK, ruling.source, [said])


def window(package: Package, facts: Facts) -> Iterator[Fault]:
    """The work is done within the window, where one is in force when the plan is made."""
    ruling, done = facts.menu.ruling(UNPAID_WORK, "window-months"), work(package)
    months = figure(ruling)
    if ruling is None or months is None or not done:
        return
    latest = last_day(package.order.start, months)
    if done[-1].day > latest:
        said = f"Unpaid work ends on {day_of(done[-1].day)}: by {day_of(latest)}."
        yield from found("unpaid-work.window", UNPAID_WORK, ruling, [said])


def project(package: Package, facts: Facts) -> Iterator[Fault]:
    """All the work that is not learning is done at one project, the one the package names."""
    planned = package.requirement(UNPAID_WORK)
    at = {s.provider or s.venue for s in work(package) if not learns(s, facts)}
    named = planned.project if planned is not None else ""
    sentences = []
    if len(at) > 1:
        sentences.append(f"Unpaid work at {', '.join(sorted(at))}: at one project.")
    elif named and at and project_of(named, facts) is not None:
        one = project_of(named, facts)
        if one is not None and at.isdisjoint({named, one.venue}):
            sentences.append(f"Unpaid work at {', '.join(at)}: at the project {named}.")
    yield from found("unpaid-work.project", UNPAID_WORK, assumed("unpaid-work.project"), sentences)


RULES = (
    Rule("unpaid-work.hours", hours, dated=True),
    Rule("unpaid-work.start", start, dated=True),
    Rule("unpaid-work.weekly", weekly, dated=True),
    Rule("unpaid-work.most-days", most_days, dated=True),
    Rule("unpaid-work.intensive", intensive, dated=True),
    Rule("unpaid-work.learning", learning, dated=True),
    Rule("unpaid-work.share", share, dated=True),
    Rule("unpaid-work.window", window, dated=True),
    Rule("unpaid-work.project", project, dated=True),
)
