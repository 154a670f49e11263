"""The greedy planner's treatment, at one provider and with the officer: each once it is due."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.diary import Diary, through, unbooked
from models.arithmetic import ceiling
from models.entry import Entry, Leg, Stage
from models.facts import Facts
from models.moments import add_months
from models.rules.lookups import figure
from models.timetable import Cadence, Provider
from optimiser.amounts import leg_minutes, leg_sessions
from optimiser.provision import THEIRS_ALONE, givers

# docs/design.md, treatment.cadence: an appointment moves at most two sevenths of the cadence.
NEAREST, FARTHEST, WHOLE = 5, 9, 7
THREE_WAY, HEARING = "three-way", "hearing"
DAY = timedelta(days=1)


def treat(diary: Diary, entry: Entry, months: int | None, last: date) -> str:
    """Book a treatment up to a day, at the first provider that can; its id, or "" where none."""
    for provider in givers(diary.facts, entry.code):
        booked = diary.sessions
        if _at(diary, entry, provider, last):
            _hearings(diary, entry, months or 0)
            return provider.id
        diary.sessions = booked
    return ""


def _hearings(diary: Diary, entry: Entry, months: int) -> None:
    """The court's reviews, one in each month of a requirement long enough to have them."""
    facts = diary.facts
    least = figure(facts.menu.ruling(entry.code, "review-months"))
    if least is None or months < least:
        return
    for leg in entry.legs:
        courts = givers(facts, leg.with_) if leg.kind == HEARING else ()
        for court in courts[:1]:
            for month in range(months):
                first = max(add_months(facts.today, month), facts.today + DAY)
                last = add_months(facts.today, month + 1) - DAY
                _one(diary, entry, leg, court, leg_minutes(facts, leg), first, last)


def _at(diary: Diary, entry: Entry, provider: Provider, last: date) -> bool:
    facts = diary.facts
    begins = facts.today + timedelta(days=1)
    if diary.terms.detox is not None:
        treated_from = diary.terms.detox[1] + timedelta(days=1)
    else:
        treated_from = begins
    legs = [leg for leg in entry.legs if leg.stage is not Stage.MAIN and leg.kind != HEARING]
    for leg in legs:
        if leg.stage is Stage.BEFORE:
            days = _weekly(diary, entry, leg, provider, begins, last)
            if days is None:
                return False
            if days:
                treated_from = max(treated_from, days[-1] + timedelta(days=1))
    appointments = _appointments(diary, entry, provider, treated_from, last)
    if not appointments:
        return False
    reach = facts.menu.bound("treatment", "three-way-days")
    near = int(reach.highest) if reach is not None and reach.highest is not None else None
    middle = appointments[ceiling(len(appointments), 2) - 1]
    for leg in legs:
        if leg.stage is Stage.BEFORE:
            continue
        during = leg.stage is Stage.DURING
        first = appointments[0] if during else appointments[-1] + timedelta(days=1)
        until = appointments[-1] if during else last
        if leg.kind == THREE_WAY and near is not None:
            anchor = middle if during else appointments[-1]
            first = max(first, anchor - timedelta(days=near))
            until = min(until, anchor + timedelta(days=near))
        if _weekly(diary, entry, leg, provider, first, until) is None:
            return False
    return True


def _weekly(
    diary: Diary, entry: Entry, leg: Leg, provider: Provider, first: date, last: date
) -> tuple[date, ...] | None:
    """A leg's appointments, one as soon as its spacing (a week where none is said) allows."""
    every = leg.every_days
    held_by = provider
    if leg.with_ in THEIRS_ALONE:
        # The first of those there are: the greedy planner weighs nobody against another.
        held_by = next(iter(givers(diary.facts, leg.with_)), provider)
    days: list[date] = []
    for _ in range(leg_sessions(leg)):
        soonest, latest = first, last
        if days:
            soonest = days[-1] + timedelta(days=int(every.lowest or 7) if every else 7)
            if every is not None and every.highest is not None:
                latest = min(last, days[-1] + timedelta(days=int(every.highest)))
        minutes = leg_minutes(diary.facts, leg)
        day = _one(diary, entry, leg, held_by, minutes, soonest, latest)
        if day is None:
            return None
        days.append(day)
    return tuple(days)


def _appointments(
    diary: Diary, entry: Entry, provider: Provider, first: date, last: date
) -> tuple[date, ...]:
    """All treatment appointments on the provider's cadence from the soonest day that works."""
    main = entry.main
    if main is None:
        return ()
    pace = _pace(diary.facts, entry, main, provider)
    every = timedelta(days=pace.every_days)
    nearest = timedelta(days=ceiling(NEAREST * pace.every_days, WHOLE))
    farthest = timedelta(days=FARTHEST * pace.every_days // WHOLE)
    final = last - (pace.appointments - 1) * every
    for begin in through(first, min(final + every, last)):
        booked, days = diary.sessions, list[date]()
        for place in range(pace.appointments):
            opens, closes = begin + place * every, begin + (place + 1) * every - DAY
            if days:
                opens, closes = max(opens, days[-1] + nearest), min(closes, days[-1] + farthest)
            else:
                closes = begin
            day = _one(diary, entry, main, provider, pace.minutes, opens, min(closes, last))
            if day is None:
                break
            days.append(day)
        if len(days) == pace.appointments:
            return tuple(days)
        diary.sessions = booked
    return ()


def _pace(facts: Facts, entry: Entry, main: Leg, provider: Provider) -> Cadence:
    """The provider's own cadence, else the catalogue's default."""
    for offered in provider.cadences:
        if offered.requirement == entry.code:
            return offered
    number = facts.menu.bound("treatment", "appointments")
    every = facts.menu.bound("treatment", "every-days")
    if number is None or every is None or not number.highest or not every.highest:
        return Cadence(entry.code, leg_sessions(main), WHOLE, leg_minutes(facts, main))
    return Cadence(
        entry.code, int(number.highest), int(every.highest), leg_minutes(facts, main)
    )


def _one(
    diary: Diary,
    entry: Entry,
    leg: Leg,
    provider: Provider,
    minutes: int,
    first: date,
    last: date,
) -> date | None:
    wanted = unbooked(entry.code, leg.id, entry.code, leg.kind, leg.title, first)
    slots = diary.by_appointment((provider,), minutes)
    session = diary.earliest(through(first, last), slots, wanted)
    if session is None:
        return None
    diary.book(session)
    return session.day
