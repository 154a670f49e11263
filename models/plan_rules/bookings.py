"""Days of unpaid work and treatment appointments: asked for, on offer, in their days, not too many.

What each is to the person (clashes, loads, safety, the hours, the cadence) is read with the rest of
what they attend (`law`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from models.commitments import DateRange
from models.moments import clock, monday
from models.placement import Attendance, Booking
from models.plan_rules.fault import PlanFault, stated
from models.plan_rules.roll import Roll
from models.population import UNPAID_WORK
from models.sources import Force, Source
from models.timetable import Project, Provider, Slot


def known(roll: Roll) -> Iterator[PlanFault]:
    """Each booking is of somebody to place, for what they ask, where and when it is on offer."""
    for one in roll.plan.bookings:
        person = roll.people.get(one.person)
        if person is None:
            yield _must("booking.known", one, "The person is not in the population.")
        elif one.requirement not in person.booked_for or not one.sessions:
            said = f"The person is booked for {one.requirement}, which they do not ask for."
            yield _must("booking.known", one, said)
        else:
            wrong = [each for each in one.sessions if not _offered(one, each, roll)]
            if wrong:
                first = wrong[0]
                said = (
                    f"{one.giver} does not give {one.requirement} on {first.day.isoformat()} from "
                    f"{clock(first.start)} to {clock(first.end)}."
                )
                yield _must("booking.known", one, said, len(wrong))


def _offered(booking: Booking, one: Attendance, roll: Roll) -> bool:
    if booking.requirement == UNPAID_WORK:
        project = roll.region.project(booking.giver)
        return project is not None and _works(project, one, roll)
    provider = roll.region.provider(booking.giver)
    return provider is not None and _gives(provider, booking.requirement, one, roll)


def _works(project: Project, one: Attendance, roll: Roll) -> bool:
    slot = Slot(one.day.weekday(), one.start, one.end)
    return slot in project.days and _open(
        DateRange(project.first, project.last), project.closures, project.venue, one.day, roll
    )


def _gives(provider: Provider, requirement: str, one: Attendance, roll: Roll) -> bool:
    """Within one opening, on a step of it, as long as the provider's own cadence has it."""
    timetable = roll.region.timetable
    stated = [each.minutes for each in provider.cadences if each.requirement == requirement]
    if requirement not in provider.offers or provider.agrees is False:
        return False
    if stated and one.end - one.start not in stated:
        return False
    days = DateRange(provider.first or timetable.first, provider.last or timetable.last)
    return _open(days, provider.closures, provider.venue, one.day, roll) and any(
        hours.weekday == one.day.weekday()
        and hours.start <= one.start
        and one.end <= hours.end
        and (one.start - hours.start) % provider.step == 0
        for hours in provider.hours
    )


def _open(
    days: DateRange, closures: tuple[DateRange, ...], venue: str, day: date, roll: Roll
) -> bool:
    timetable = roll.region.timetable
    shut = (*closures, *timetable.venues[venue].closures)
    return day in days and day not in timetable.holidays and not any(day in one for one in shut)


def answered(roll: Roll) -> Iterator[PlanFault]:
    """Each requirement somebody asks for is booked once, or said not to be; nothing else is."""
    told = Counter((one.person, one.requirement) for one in roll.plan.bookings)
    told += Counter((one.person, one.requirement) for one in roll.plan.unbooked)
    for reference, person in roll.people.items():
        for code in person.booked_for:
            number = told.pop((reference, code), 0)
            if number != 1:
                said = f"The plan answers for {code} {number} times: once."
                yield PlanFault(
                    "booking.answered", reference, "", Force.MUST, said, stated("population")
                )
    for reference, code in told:
        if reference in roll.people:
            said = f"The plan answers for {code}, which the person does not ask for."
            yield PlanFault(
                "booking.answered", reference, "", Force.MUST, said, stated("population")
            )


def window(roll: Roll) -> Iterator[PlanFault]:
    """Every day and appointment lies from the person's first day to their last."""
    for one in roll.booked():
        person = roll.people[one.person]
        if one.first < person.first:
            said = f"Begins on {one.first.isoformat()}: not before {person.first.isoformat()}."
            yield _must("booking.window", one, said)
        if one.last > person.last:
            said = f"Ends on {one.last.isoformat()}: by {person.last.isoformat()}."
            yield _must("booking.window", one, said)


def places(roll: Roll) -> Iterator[PlanFault]:
    """On no day does a project have more people than places; who works there before counts."""
    heads = Counter(
        (one.giver, each) for one in roll.booked() if one.requirement == UNPAID_WORK
        for each in one.sessions
    )  # fmt: skip
    over: defaultdict[str, list[tuple[int, Attendance]]] = defaultdict(list)
    for (id, each), number in heads.items():
        project = roll.region.project(id)
        if project is not None and number > roll.region.places_at(project):
            over[id].append((number, each))
    for id, days in over.items():
        number, each = max(days, key=lambda pair: (pair[0], -pair[1].day.toordinal()))
        project = roll.region.project(id)
        assert project is not None
        taken = project.places - roll.region.places_at(project)
        said = (
            f"{number} people booked at {id} on {each.day.isoformat()} and {taken} there before: "
            f"{project.places} places."
        )
        source = stated(f"places.{id}")
        yield PlanFault("booking.places", "", id, Force.MUST, said, source, len(days))


def appointments(roll: Roll) -> Iterator[PlanFault]:
    """A provider gives one appointment at a time, and no more in a week than there are."""
    held: defaultdict[str, list[Attendance]] = defaultdict(list)
    for one in roll.booked():
        if one.requirement != UNPAID_WORK:
            held[one.giver] += one.sessions
    for id, given in held.items():
        ordered = sorted(given, key=lambda each: (each.day, each.start, each.end))
        twice = [
            later for one, later in pairwise(ordered)
            if later.day == one.day and later.start < one.end
        ]  # fmt: skip
        if twice:
            each = twice[0]
            said = f"Two at once with {id} on {each.day.isoformat()} at {clock(each.start)}."
            source = stated(f"hours.{id}")
            yield PlanFault("booking.at-once", "", id, Force.MUST, said, source, len(twice))
        yield from _too_many_a_week(id, given, roll)


def _too_many_a_week(id: str, given: list[Attendance], roll: Roll) -> Iterator[PlanFault]:
    provider = roll.region.provider(id)
    if provider is None:
        return
    shortest = min(each.end - each.start for each in given)
    most = roll.region.appointments_a_week(provider, shortest)
    most = min(most, roll.region.appointments.get(id, most))
    weeks = Counter(monday(each.day) for each in given)
    over = [week for week in sorted(weeks) if weeks[week] > most]
    if over:
        said = (
            f"{weeks[over[0]]} appointments with {id} in the week of {over[0].isoformat()}: "
            f"{most}."
        )
        source = stated(f"appointments.{id}")
        yield PlanFault("booking.appointments", "", id, Force.MUST, said, source, len(over))


def apart(roll: Roll) -> Iterator[PlanFault]:
    """Two people kept apart, by either's word, work at no project on one day."""
    at: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for booking in roll.booked():
        if booking.requirement == UNPAID_WORK:
            for each in booking.sessions:
                at[booking.giver, each.day].append(booking.person)
    days: Counter[tuple[str, str, str]] = Counter()
    for (id, _), people in at.items():
        for one, other in combinations(sorted(people), 2):
            kept = roll.people[one].case.person.kept_apart_from
            theirs = roll.people[other].case.person.kept_apart_from
            if other in kept or one in theirs:
                days[one, other, id] += 1
    for (one, _, id), number in days.items():
        said = "Works on one day at one project with somebody to be kept apart from."
        source = Source("case", "person.kept_apart_from")
        yield PlanFault("booking.apart", one, id, Force.MUST, said, source, number)


def pace(roll: Roll) -> Iterator[PlanFault]:
    """Nobody works on more days of a week than the plan has it."""
    most = roll.region.work_days_a_week
    for one in roll.booked():
        if one.requirement == UNPAID_WORK:
            weeks = Counter(monday(each.day) for each in one.sessions)
            over = [week for week in sorted(weeks) if weeks[week] > most]
            if over:
                said = (
                    f"{weeks[over[0]]} days of unpaid work in the week of {over[0].isoformat()}: "
                    f"at most {most}."
                )
                yield _must("booking.pace", one, said, len(over))


def _must(rule: str, one: Booking, sentence: str, times: int = 1) -> PlanFault:
    source = stated("population")
    return PlanFault(rule, one.person, one.giver, Force.MUST, sentence, source, times)


FAMILIES = (known, answered, window, places, appointments, apart, pace)
