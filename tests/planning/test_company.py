"""Groups under their least and women alone: planned for, and counted as the clerk counts them."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Sex
from models.changes import Resize
from models.placement import PlanAim
from models.plan_rules import faults, in_company, measure_plan
from models.region import Staffing
from models.sources import Force
from planning.making import Asked, made, make_plan
from tests.models.plan_rules import world
from tests.planning import every_company

A = PlanAim
USUAL = tuple(PlanAim)
ORDERS = (
    USUAL,
    (A.PRIORITY, A.FINISH, A.COMPANY, A.WAITING, A.WORK, A.TRAVEL),
    (A.COMPANY, A.PRIORITY, A.FINISH, A.WAITING, A.WORK, A.TRAVEL),
    (A.PRIORITY, A.FINISH, A.WAITING, A.WORK, A.TRAVEL, A.COMPANY),
)
WITHOUT = tuple(aim for aim in PlanAim if aim is not A.COMPANY)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 12, 16])
def test_small_plans_keep_the_best_company_of_all_plans(seed, order):
    region = every_company.region(seed, 3)
    report = make_plan(region, order)
    best = every_company.best_of_all(region, order)
    assert tuple(one.value for one in report.stages) == best
    assert tuple(round(one.bound) for one in report.stages) == best


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_small_plans_with_few_hands_keep_the_best_company_of_all_plans(seed):
    region = evolve(every_company.region(seed, 3), staffing=(Staffing("town", sessions=1),))
    report = make_plan(region)
    best = every_company.best_of_all(region, USUAL)
    assert tuple(one.value for one in report.stages) == best
    assert tuple(round(one.bound) for one in report.stages) == best


def cohorts(*people, places=12, **more):
    """One group of two cohorts, of the 2nd of June and the 8th of September, 14 weeks apart."""
    return world.region(*people, groups=(world.did(places=places, **more),))


def men(number):
    return tuple(world.person(f"m{place}") for place in range(number))


def women(number):
    return tuple(world.person(f"w{place}", sex=Sex.FEMALE) for place in range(number))


def runs(report):
    return {one.person: one.run for one in report.plan.placements}


def company(region, aims=USUAL):
    report = make_plan(region, aims)
    stage = next(one for one in report.stages if one.aim == A.COMPANY.value)
    assert stage.value == measure_plan(region, report.plan).company == report.measures.company
    assert stage.bound <= stage.value
    return stage.value


def test_a_cohort_of_just_its_least_is_no_departure_and_one_fewer_is():
    region = evolve(cohorts(*men(3)), minimum={"did-tue": 3})
    assert company(region) == 0
    assert company(evolve(region, minimum={"did-tue": 4})) == 1


def test_two_cohorts_that_must_share_six_are_split_three_and_three():
    # Two places fewer in June than people: somebody has to wait for September, and alone in a
    # cohort of at least three is a departure. To wait in good company three go, 14 weeks each.
    region = evolve(cohorts(*men(6), places=5), minimum={"did-tue": 3})
    first = (A.PRIORITY, A.FINISH, A.COMPANY, A.WAITING, A.WORK, A.TRAVEL)
    report = make_plan(region, first)
    assert sorted(runs(report).values()) == [world.JUNE] * 3 + [world.SEPTEMBER] * 3
    assert (report.measures.company, report.measures.weeks_waited) == (0, 3 * 14)
    assert report.proved


def test_nobody_waits_longer_for_company_unless_the_plan_says_so():
    # As above, with waiting before company: one waits 14 weeks, and sits in September alone.
    region = evolve(cohorts(*men(6), places=5), minimum={"did-tue": 3})
    report = make_plan(region)
    assert (report.measures.weeks_waited, report.measures.company) == (14, 1)
    assert report.proved


def test_nobody_is_left_without_a_place_for_company():
    region = evolve(cohorts(*men(1)), minimum={"did-tue": 9})
    report = make_plan(region)
    assert (report.measures.priority_unmet, report.measures.company) == (0, 1)
    first = make_plan(region, (A.COMPANY, *WITHOUT))
    assert (first.measures.priority_unmet, first.measures.company) == (1, 0)


def test_who_sits_there_before_counts_towards_the_least():
    region = evolve(cohorts(*men(2)), minimum={"did-tue": 3}, taken={"did-tue": 1})
    assert company(region) == 0
    assert company(evolve(region, taken={})) == 1


@pytest.mark.parametrize(
    ("people", "lonely"),
    [
        (women(1) + men(2), 1),
        (women(2) + men(1), 0),
        (women(1), 0),
        (women(2), 0),
        (men(3), 0),
    ],
)
def test_a_woman_is_alone_where_she_is_the_only_one_among_others(people, lonely):
    assert company(cohorts(*people)) == lonely


@pytest.mark.parametrize(("before", "lonely"), [(0, 1), (1, 0), (None, 0)])
def test_a_woman_there_before_is_company_and_one_nobody_knows_of_is_not_missed(before, lonely):
    region = evolve(cohorts(*women(1), women=before), taken={"did-tue": 2})
    assert company(region) == lonely


def test_a_group_for_women_leaves_none_alone():
    assert company(cohorts(*women(1), sexes="female")) == 0


def test_two_women_sit_together_where_that_costs_nobody_a_week():
    # Three places in June and two in September's queue whoever it is: 14 weeks are waited by two
    # of five. Both women in June, or both in September, and neither is alone.
    region = cohorts(*women(2), *men(3), places=3)
    report = make_plan(region)
    assert (report.measures.weeks_waited, report.measures.company) == (2 * 14, 0)
    assert runs(report)["w0"] == runs(report)["w1"]
    assert report.proved


def test_a_rolling_group_under_its_least_is_counted_once_however_often_it_meets():
    # The two join three modules apart: between them every session has too few, and it is one group.
    people = (world.person("a", "tsp"), world.person("b", "tsp", first=date(2026, 10, 1)))
    region = evolve(world.region(*people, groups=(world.tsp(),)), minimum={"tsp-wed": 2})
    report = make_plan(region)
    told = [fault for fault in report.faults if fault.rule == "plan.minimum"]
    assert (report.measures.company, len(told)) == (1, 1)
    assert told[0].occurrences > 1


def test_a_woman_in_a_rolling_group_is_counted_once_for_her_run():
    people = (world.person("w", "tsp", sex=Sex.FEMALE), world.person("m", "tsp"))
    assert company(world.region(*people, groups=(world.tsp(),))) == 1


@pytest.mark.parametrize("seed", range(6))
def test_a_lower_least_never_makes_for_worse_company(seed):
    region = every_company.region(seed, 6)
    lower = evolve(region, minimum={id: least - 1 for id, least in region.minimum.items()})
    assert company(lower) <= company(region)


def test_without_anybody_who_could_lack_company_the_plan_is_as_it_was():
    region = cohorts(*men(5), places=3)
    report, before = make_plan(region), make_plan(region, WITHOUT)
    assert report.plan.placements == before.plan.placements
    assert [one for one in report.stages if one.aim != A.COMPANY.value] == list(before.stages)


@pytest.mark.parametrize("seed", range(8))
def test_who_stays_is_counted_with_those_who_join_them(seed):
    region = every_company.region(seed, 7)
    base = made(region)
    fewer = Resize("did-tue", region.group("did-tue").places - 1).apply(region)
    near = made(fewer, Asked(), base.plan)
    assert near.measures.company == in_company(faults(near.region, near.plan))
    assert [fault for fault in near.faults if fault.force is Force.MUST] == []
    assert [stage.aim for stage in near.report.stages if stage.bound > stage.value] == []


def test_a_plan_stopped_at_once_has_no_bound_above_its_company():
    region = every_company.region(4, 6)
    report = make_plan(region, halted=lambda: True)
    assert report.stopped
    assert [stage.aim for stage in report.stages if stage.bound > stage.value] == []
