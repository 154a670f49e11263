"""A plan answers for everybody once, and only with runs there are."""

from datetime import date

from attrs import evolve

from models.placement import Plan, Unplaced, Waiting
from models.plan_rules import faults
from tests.models.plan_rules.world import (
    JUNE,
    NOTHING,
    SEPTEMBER,
    found,
    must,
    person,
    placed,
    region,
)


def rules(place, plan):
    return [fault.rule for fault in faults(place, plan)]


def test_nobody_to_place_is_a_plan_without_fault():
    assert faults(region(), Plan()) == ()


def test_one_person_in_one_run_is_a_plan_without_fault():
    assert found(region(person("a")), *placed("a", JUNE)) == NOTHING


def test_one_person_waiting_is_a_plan_without_fault():
    assert found(region(person("a"))) == NOTHING


def test_somebody_not_in_the_population_is_found():
    assert found(region(), *placed("stranger", JUNE)) == must("plan.known")


def test_a_run_nobody_runs_is_found():
    (one,) = placed("a", JUNE)
    wrong = evolve(one, run="did-tue@2026-06-09")
    assert found(region(person("a")), wrong) == must("plan.known")


def test_days_other_than_the_runs_are_found():
    (one,) = placed("a", JUNE)
    assert found(region(person("a")), evolve(one, last=date(2026, 9, 2))) == must("plan.known")


def test_a_place_in_a_group_of_another_programme_is_found():
    (one,) = placed("a", JUNE)
    wrong = evolve(one, programme="tsp")
    assert found(region(person("a", "tsp")), wrong)["plan.known", "must"] == 1


def test_a_programme_nothing_is_said_of_is_found():
    assert rules(region(person("a")), Plan()) == ["plan.answered"]


def test_a_programme_placed_twice_is_found():
    assert found(region(person("a")), *placed("a", JUNE, SEPTEMBER)) == must("plan.answered")


def test_a_programme_placed_and_said_to_wait_is_found():
    plan = Plan(placed("a", JUNE), (Unplaced("a", "did", Waiting.FULL, "Full."),))
    assert rules(region(person("a")), plan) == ["plan.answered"]


def test_a_programme_not_wanted_is_found():
    plan = Plan(placed("a", JUNE), (Unplaced("a", "tsp", Waiting.FULL, "Full."),))
    assert rules(region(person("a")), plan) == ["plan.answered"]
