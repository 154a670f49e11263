"""The greedy planner's unpaid work and officer's appointments: as soon as they are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.diary import Diary, Slots, through, unbooked
from models.case import Employment, Seriousness
from models.dated import Ruling
from models.facts import Facts
from models.moments import add_months, monday
from models.package import PlannedSession
from models.rules.contact import business_day_after
from models.rules.lookups import figure
from models.timetable import Project
from optimiser.provision import givers, projects
from optimiser.streams import work_slots

UNPAID_WORK, CONTACT = "unpaid-work", "contact"
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
REVIEWS = ("review", "three-way")


def work(diary: Diary, hours: int, last: date) -> str:
    """Book the hours at one project, learning first; its id, or "" where they do not fit.

    A day each week, or as many as the guide asks of a person without work.
    """
    facts, booked = diary.facts, diary.sessions
    found = projects(facts)
    first = facts.today + DAY
    at = _soonest(diary, [project for project in found if not project.learning], first, last)
    if at is None:
        return ""
    learning = [project for project in found if project.learning]
    share = figure(facts.menu.ruling(UNPAID_WORK, "learning-share"))
    to_learn = 60 * hours * (share or 0) / 100 if learning else 0
    done = learnt = 0
    week = monday(first)
    while done < 60 * hours and week <= last:
        opens, closes = max(week, first), min(week + WEEK - DAY, last)
        for _ in range(_days_a_week(facts)):
            session = None
            if learnt < to_learn:
                session = _day_at(diary, learning, opens, closes)
            session = session or _day_at(diary, [at], opens, closes)
            if session is None or done >= 60 * hours:
                break
            diary.book(session)
            done += session.minutes
            learnt += session.minutes if session.kind == "learning" else 0
            opens = session.day + DAY
        week += WEEK
    if done < 60 * hours:
        diary.sessions = booked
        return ""
    return at.id


def _days_a_week(facts: Facts) -> int:
    intensive = facts.menu.bound(UNPAID_WORK, "intensive-days")
    if facts.case.person.employment is Employment.UNEMPLOYED and intensive is not None:
        return int(intensive.lowest or 1)
    return 1


def _soonest(
    diary: Diary, found: list[Project], first: date, last: date
) -> Project | None:
    """The project that can be started soonest, the nearest of those that tie."""
    starts = [(_day_at(diary, [project], first, last), project) for project in found]
    open_ones = [(session.start, project) for session, project in starts if session is not None]
    return min(open_ones, key=lambda one: one[0])[1] if open_ones else None


def _day_at(
    diary: Diary, found: list[Project], first: date, last: date
) -> PlannedSession | None:
    """The earliest free day of work at any of the projects."""
    days: list[PlannedSession] = []
    for project in found:
        kind = "learning" if project.learning else UNPAID_WORK
        wanted = unbooked(UNPAID_WORK, "work", UNPAID_WORK, kind, project.name, first)
        session = diary.earliest(through(first, last), _slots_of(diary, project), wanted)
        if session is not None:
            days.append(session)
    return min(days, key=lambda session: session.start) if days else None


def _slots_of(diary: Diary, project: Project) -> Slots:
    return lambda day: work_slots(project, day, diary.facts.timetable)


def first_contact(diary: Diary) -> None:
    """The officer's first appointment, within the business days the standard gives."""
    facts = diary.facts
    number = figure(facts.menu.ruling(CONTACT, "first-days"))
    if number is not None:
        last = business_day_after(facts.today, number, facts.timetable.holidays)
        _see(diary, facts.today + DAY, last)


def contact(diary: Diary, end: date) -> None:
    """Weekly beside treatment, reviews, and monthly: where a period has none, as it begins."""
    facts, menu = diary.facts, diary.facts.menu
    careful = facts.case.sentence.seriousness in (Seriousness.MEDIUM, Seriousness.HIGH)
    if diary.terms.imposes("atr") and careful:
        weeks = figure(menu.ruling(CONTACT, "weekly-weeks")) or 0
        for first, last in list(_periods(facts.today, 7, end))[:weeks]:
            held = _in(diary, first, last)
            seen = any(one.requirement == "atr" or one.part == CONTACT for one in held)
            if not seen and not _in_detox(diary, first, last):
                _see(diary, first, last)
        days = figure(menu.ruling(CONTACT, "review-days"))
        for first, last in _periods(facts.today, days, end) if days else ():
            if not any(one.kind in REVIEWS for one in _in(diary, first, last)):
                _see(diary, first, last, "review", "Joint review meeting")
    monthly: Ruling | None = menu.ruling(CONTACT, "monthly")
    if monthly is not None and monthly.value is True:
        month = 0
        while (first := add_months(facts.today, month)) <= end:
            last = min(add_months(facts.today, month + 1) - DAY, end)
            if not any(one.part == CONTACT for one in _in(diary, first, last)):
                _see(diary, first, last)
            month += 1


def _periods(first: date, days: int, end: date) -> Iterator[tuple[date, date]]:
    last = first + timedelta(days=days - 1)
    while last <= end:
        yield first, last
        first, last = first + timedelta(days=days), last + timedelta(days=days)


def _in(diary: Diary, first: date, last: date) -> list[PlannedSession]:
    return [session for session in diary.sessions if first <= session.day <= last]


def _in_detox(diary: Diary, first: date, last: date) -> bool:
    detox = diary.terms.detox
    return detox is not None and first <= detox[1] and detox[0] <= last


def _see(
    diary: Diary,
    first: date,
    last: date,
    kind: str = "contact",
    title: str = "Appointment with the officer",
) -> None:
    """One appointment with the officer in a period; none where no slot is free."""
    facts = diary.facts
    minutes = figure(facts.menu.ruling("load", "contact-minutes"))
    officers = givers(facts, "officer")
    if minutes is None or not officers:
        return
    leg = "review" if kind == "review" else "appointment"
    wanted = unbooked(CONTACT, leg, "order", kind, title, first)
    days = through(max(first, facts.today + DAY), last)
    session = diary.earliest(days, diary.by_appointment(officers, minutes), wanted)
    if session is not None:
        diary.book(session)
