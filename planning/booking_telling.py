"""Figures of bookings: who waits how long and why, and how full projects and providers are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from models.moments import monday
from models.placement import Plan, Waiting
from models.population import UNPAID_WORK, Person
from models.region import Region
from planning.report import Bookings, GivenWeek, Shortage, Waits, WorkDay
from planning.telling import DAYS_A_WEEK, rank


def bookings_told(region: Region, plan: Plan, people: Mapping[str, Person]) -> Bookings:
    return Bookings(
        asked=len(plan.bookings) + len(plan.unbooked),
        waits=tuple(_waits(plan, people)),
        shortages=tuple(_shortages(plan)),
        days=tuple(_days(region, plan)),
        weeks=tuple(_weeks(region, plan)),
    )


def _waits(plan: Plan, people: Mapping[str, Person]) -> Iterator[Waits]:
    weeks: defaultdict[str, list[int]] = defaultdict(list)
    for one in plan.bookings:
        waited = (one.first - people[one.person].first).days // DAYS_A_WEEK
        weeks[one.requirement].append(waited)
    without = Counter(one.requirement for one in plan.unbooked)
    for code in sorted({*weeks, *without}):
        held = sorted(weeks[code])
        longest = held[-1] if held else None
        yield Waits(
            "requirement", code, len(held), without[code], rank(held, 50), rank(held, 90), longest
        )


def _shortages(plan: Plan) -> Iterator[Shortage]:
    booked = Counter(one.requirement for one in plan.bookings)
    reasons: defaultdict[str, Counter[Waiting]] = defaultdict(Counter)
    for one in plan.unbooked:
        reasons[one.requirement][one.reason] += 1
    for code, held in sorted(reasons.items()):
        ordered = {each: held[each] for each in Waiting if held[each]}
        yield Shortage(code, booked[code] + held.total(), booked[code], ordered)


def _days(region: Region, plan: Plan) -> Iterator[WorkDay]:
    """Every day of every project that somebody of the plan works on."""
    heads: Counter[tuple[str, date]] = Counter()
    for one in plan.bookings:
        if one.requirement == UNPAID_WORK:
            heads.update((one.giver, each.day) for each in one.sessions)
    for (id, day), number in sorted(heads.items()):
        project = region.project(id)
        assert project is not None, "a plan that was read names projects there are"
        taken = project.places - region.places_at(project)
        yield WorkDay(id, project.name, day, number, taken, project.places)


def _weeks(region: Region, plan: Plan) -> Iterator[GivenWeek]:
    """Every week in which a provider sees somebody of the plan."""
    given: Counter[tuple[str, date]] = Counter()
    minutes: Counter[str] = Counter()
    for one in plan.bookings:
        if one.requirement != UNPAID_WORK:
            given.update((one.giver, monday(each.day)) for each in one.sessions)
            length = max(each.end - each.start for each in one.sessions)
            minutes[one.giver] = max(minutes[one.giver], length)
    for (id, week), number in sorted(given.items()):
        provider = region.provider(id)
        assert provider is not None, "a plan that was read names providers there are"
        most = region.appointments_a_week(provider, minutes[id])
        offered = min(most, region.appointments.get(id, most))
        yield GivenWeek(id, provider.name, week, number, offered)
