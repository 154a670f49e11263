"""Every booking there is for a few people, and the least that all of them together come to."""

from datetime import timedelta
from itertools import product

from attrs import evolve

from models.plan_rules import PlanMeasures, each_booked, faults
from models.sources import Force
from planning.asking import AS_USUAL
from tests.planning.booking_worlds import at_work, plan, seen


def musts(place, made):
    return [one.rule for one in faults(place, made) if one.force is Force.MUST]


def counted(place, made, codes):
    total = sum((one for _, code, one in each_booked(place, made) if code in codes), PlanMeasures())
    return tuple(total.of(aim) for aim in AS_USUAL.sums)


def best_of_all(place, ways, weigh=tuple):
    """The least measures, aim by aim or as they are weighed, of all bookings that break no must."""
    choices = []
    for one in place.people:
        alone = evolve(place, population=evolve(place.population, people=(one,)))
        lawful = [None]
        if one.booked_for:
            lawful += [way for way in ways(one, place) if not musts(alone, plan(alone, way))]
        choices.append(lawful)
    best = None
    for together in product(*choices):
        made = plan(place, *(way for way in together if way is not None))
        vector = weigh(counted(place, made, {"atr", "unpaid-work"}))
        if (best is None or vector < best) and not musts(place, made):
            best = vector
    return best


def ways_to_work(one, place):
    """One or two weekdays of one project, day after open day, from any day on."""
    needed = -(-one.unpaid_work_hours // 7)
    for offered in place.timetable.projects:
        weekdays = [slot.weekday for slot in offered.days]
        sets = [{each} for each in weekdays]
        if place.work_days_a_week > 1 and len(weekdays) > 1:
            sets.append(set(weekdays))
        for chosen in sets:
            open_ = [
                day for day in every_day(one) if day.weekday() in chosen
                and day not in place.timetable.holidays
            ]  # fmt: skip
            for begin in range(len(open_) - needed + 1):
                days_held = open_[begin : begin + needed]
                if begin < 6 * len(chosen):
                    yield at_work(one.reference, *days_held, giver=offered.id)


def ways_to_be_seen(one, place):
    """Three Mondays a week apart at nine or ten; past a holiday there is no other day."""
    mondays = [day for day in every_day(one) if day.weekday() == 0]
    for first in mondays:
        held = [first + timedelta(weeks=number) for number in range(3)]
        for start in (9 * 60, 10 * 60):
            yield seen(one.reference, *held, start=start)


def every_day(one):
    return [one.first + timedelta(days=number) for number in range((one.last - one.first).days + 1)]
