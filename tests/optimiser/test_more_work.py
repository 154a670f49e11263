"""More unpaid work made by hand: kept by the plain rules, at no loss in the first five aims."""

import pytest

from models.case import Ask, Employment, Terms
from models.facts import Facts
from models.rules import faults
from models.sources import Force
from optimiser.aims.measure import measure
from optimiser.days import Days
from optimiser.more_work import with_hours
from tests.optimiser.test_ranges import THROUGH_WORK, best, shipped

CASES = ("low-first-order", "friday-observant", "nurse-on-rota")


def made(world: Facts, hours: int):
    found = best(world)
    return found, with_hours(world, found.package, Days(world), hours)


@pytest.mark.parametrize("name", CASES)
def test_twenty_hours_more_break_no_rule_and_take_no_work(name):
    world = shipped(name)
    found = best(world)
    hours = found.outline.terms["unpaid-work"].hours + 20
    package = with_hours(world, found.package, Days(world), hours)
    broken = [f.rule for f in faults(package, world, dated=True) if f.force is Force.MUST]
    assert broken == []
    aims = measure(package, world, dated=True).vector[:THROUGH_WORK]
    assert aims == found.measures.vector[:THROUGH_WORK]
    worked = sum(s.minutes for s in package.sessions if s.requirement == "unpaid-work")
    # The hours, and less than one day of seven hours more.
    assert 60 * hours <= worked < 60 * hours + 420


def test_the_order_goes_on_until_the_work_is_done():
    # 40 hours end with the first month, 80 at a day a week do not.
    found, package = made(shipped("low-first-order"), 80)
    last = max(s.day for s in package.sessions)
    assert (found.package.order.months, package.order.months) == (1, 3)
    assert package.requirement("unpaid-work").end == package.order.end >= last


def test_an_unemployed_persons_weeks_are_filled_before_another_is_begun():
    world = shipped("unemployed-young-adult")
    assert world.case.person.employment is Employment.UNEMPLOYED
    found, package = made(world, 150)
    departures = [f.rule for f in faults(package, world, dated=True) if f.force is Force.SHOULD]
    assert departures == [f.rule for f in found.faults if f.force is Force.SHOULD] == []


def test_a_fifth_of_the_hours_is_learning_and_no_day_more():
    _, package = made(shipped("friday-observant"), 150)
    learnt = [s.minutes for s in package.sessions if s.kind == "learning"]
    assert sum(learnt) >= 30 * 60 > sum(learnt) - max(learnt)


def test_the_range_is_what_the_optimiser_finds_where_the_court_fixes_the_end_of_it():
    world = shipped("low-first-order")
    ask = Ask("unpaid-work", Terms(hours=80))
    fixed = shipped("low-first-order", asks=(ask,))
    assert best(fixed).measures.vector[:THROUGH_WORK] == best(world).measures.vector[:THROUGH_WORK]
