"""Baseline (a): one requirement at a time, earliest first, as services plan today.

The requirements, programmes, amounts, curfew windows and detox are those of a package already
chosen: only the dates are found anew. Each service in turn takes the first run with a place, the
first free appointment, the first day of work, beside what is booked and what is firm in the
person's life. Work that is not firm is not looked at. Nothing booked is ever moved.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from attrs import evolve, frozen

from benchmarks.courses import join, see
from benchmarks.diary import Diary
from benchmarks.offers import Course, delivered_by_group
from benchmarks.treating import treat
from benchmarks.working import DAY, contact, first_contact, work
from models.facts import Facts
from models.fault import Fault
from models.moments import add_months, last_day
from models.package import OrderTerms, Package, PlannedPart, PlannedRequirement, PlannedSession
from models.rules import faults
from models.rules.lookups import days_counted
from models.sources import Force
from models.timetable import Run
from optimiser.aims.measure import measure
from optimiser.amounts import longest_months
from optimiser.lasting import ends
from optimiser.results import Measures

UNPAID_WORK = "unpaid-work"
PROGRAMME = "programme"


@frozen
class Planned:
    """A package dated greedily: what could not be booked, what is wrong with it, its measures."""

    package: Package
    missed: tuple[str, ...]
    broken: tuple[Fault, ...]
    measures: Measures

    @property
    def feasible(self) -> bool:
        return not self.missed and not self.broken

    @property
    def failures(self) -> tuple[str, ...]:
        """What could not be booked, then the rules not kept."""
        return self.missed + tuple(sorted({fault.rule for fault in self.broken}))


def greedy(facts: Facts, chosen: Package) -> Planned:
    """The same package with every session as early as one service after another can book it."""
    diary = Diary(facts, chosen)
    first_contact(diary)
    booked: list[PlannedRequirement] = []
    missed: list[str] = []
    for requirement in chosen.requirements:
        placed, left = _requirement(diary, requirement, _last(facts, chosen, requirement))
        booked.append(placed)
        missed += left
    order = _order(facts, chosen, diary.sessions)
    contact(diary, order.end)
    last = ends(facts, {one.code: one.terms for one in booked}, order.start, order.end)
    days = len(days_counted(PROGRAMME, evolve(diary.package, requirements=tuple(booked)), facts))
    package = Package(
        order,
        tuple(_finished(facts, one, last[one.code], days) for one in booked),
        _numbered(diary.sessions),
        chosen.curfew,
        chosen.detox,
        chosen.overrides,
    )
    broken = tuple(fault for fault in faults(package, facts) if fault.force is Force.MUST)
    return Planned(package, tuple(missed), broken, measure(package, facts))


def _last(facts: Facts, chosen: Package, requirement: PlannedRequirement) -> date:
    """The last day a requirement's sessions may lie on, in the longest order the law allows."""
    order = chosen.order
    months = longest_months(facts)
    if requirement.code == UNPAID_WORK:
        months = max(months, order.operational_months or 0)
        window = facts.menu.bound(UNPAID_WORK, "window-months")
        if window is not None and window.highest is not None:
            months = min(months, int(window.highest))
    elif requirement.terms.months is not None:
        months = min(months, requirement.terms.months)
    return last_day(order.start, months)


def _requirement(
    diary: Diary, requirement: PlannedRequirement, last: date
) -> tuple[PlannedRequirement, list[str]]:
    """A requirement with what was booked for it, and the codes that could not be."""
    facts, code = diary.facts, requirement.code
    entry = facts.entry(code)
    if entry.stream == "unpaid-work":
        project = work(diary, requirement.terms.hours or 0, last)
        return evolve(requirement, project=project), [] if project else [code]
    if entry.stream == "treatment":
        provider = treat(diary, entry, requirement.terms.months, last)
        return evolve(requirement, provider=provider), [] if provider else [code]
    parts: list[PlannedPart] = []
    missed: list[str] = []
    for part in requirement.parts:
        # A requirement that a group delivers stands under itself.
        itself = part.code == code
        own = entry if itself else facts.entry(part.code, part.edition)
        in_group = itself or delivered_by_group(own)
        first = _first(diary, own.requires, in_group)
        course = Course(own, code, first, last, requirement.terms.hours if itself else None)
        run = join(diary, course) if in_group else None
        if run is None and (in_group or not see(diary, course)):
            missed.append(part.code)
        parts.append(part if run is None else _joined(part, run))
    return evolve(requirement, parts=tuple(parts)), missed


def _joined(part: PlannedPart, run: Run) -> PlannedPart:
    return evolve(part, group=run.group.id, run=run.id, edition=run.group.edition or part.edition)


def _first(diary: Diary, requires: tuple[str, ...], in_group: bool) -> date:
    """The first day for a part: after all that it requires, and after a detox for a group."""
    first = diary.facts.today + DAY
    ended = [session.day for session in diary.sessions if session.part in requires]
    if in_group and diary.terms.detox is not None:
        ended.append(diary.terms.detox[1])
    return max([first, *(day + timedelta(days=1) for day in ended)])


def _order(
    facts: Facts, chosen: Package, sessions: tuple[PlannedSession, ...]
) -> OrderTerms:
    """The chosen order, longer only where sessions run past it and the law lets it."""
    order, months = chosen.order, chosen.order.months
    if order.operational_months is not None:
        sessions = tuple(one for one in sessions if one.requirement != UNPAID_WORK)
    last = max((session.day for session in sessions), default=order.end)
    while add_months(order.start, months) <= last and months < longest_months(facts):
        months += 1
    if months == order.months:
        return order
    return evolve(order, months=months, end=last_day(order.start, months))


def _finished(
    facts: Facts,
    requirement: PlannedRequirement,
    end: date | None,
    days: int,
) -> PlannedRequirement:
    """Its last day in the order as it is, and the days of a programme that no court fixed."""
    terms = requirement.terms
    ask = facts.case.ask_for(requirement.code)
    if requirement.code == PROGRAMME and (ask is None or ask.terms.days is None):
        terms = evolve(terms, days=days)
    return evolve(requirement, terms=terms, end=end)


def _numbered(sessions: tuple[PlannedSession, ...]) -> tuple[PlannedSession, ...]:
    """In order of time, each leg numbered from 1."""
    counts: Counter[tuple[str, str]] = Counter()
    numbered: list[PlannedSession] = []
    for session in sorted(sessions, key=lambda one: (one.start, one.part, one.leg)):
        counts[session.part, session.leg] += 1
        number = counts[session.part, session.leg]
        name = f"{session.part}-{session.leg}-{number}"
        numbered.append(evolve(session, id=name, number=number))
    return tuple(numbered)
