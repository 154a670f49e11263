"""Who sits with whom."""

import pytest

from models.case import Sex
from tests.models.plan_rules.world import (
    JUNE,
    LATER,
    NOTHING,
    ROLLING,
    SEPTEMBER,
    did,
    found,
    must,
    person,
    placed,
    region,
    should,
)

APART = {"kept_apart_from": ("b",)}


def test_people_kept_apart_are_not_in_one_cohort():
    place = region(person("a", who=APART), person("b"))
    assert found(place, *placed("a", JUNE), *placed("b", JUNE)) == must("plan.apart")


def test_one_word_is_enough_and_both_are_no_second_fault():
    place = region(person("b", who={"kept_apart_from": ("a",)}), person("a", who=APART))
    assert found(place, *placed("a", JUNE), *placed("b", JUNE)) == must("plan.apart")


def test_people_kept_apart_may_be_in_cohorts_that_follow_each_other():
    place = region(person("a", who=APART), person("b"))
    assert found(place, *placed("a", JUNE), *placed("b", SEPTEMBER)) == NOTHING


def test_people_kept_apart_do_not_overlap_in_a_rolling_group():
    place = region(person("a", "tsp", who=APART), person("b", "tsp"))
    assert found(place, *placed("a", ROLLING), *placed("b", LATER)) == must("plan.apart")


def test_nobody_is_kept_apart_from_themselves():
    place = region(person("b", who=APART))
    assert found(place, *placed("b", JUNE)) == NOTHING


WOMAN = person("a", sex=Sex.FEMALE)
MAN = person("b")
TOGETHER = (*placed("a", JUNE), *placed("b", JUNE))


def test_a_woman_alone_among_men_is_a_departure():
    assert found(region(WOMAN, MAN), *TOGETHER) == should("plan.lone-woman")


def test_two_women_among_men_are_none():
    place = region(WOMAN, MAN, person("c", sex=Sex.FEMALE))
    assert found(place, *TOGETHER, *placed("c", JUNE)) == NOTHING


def test_a_woman_by_herself_is_in_no_mixed_group():
    assert found(region(WOMAN), *placed("a", JUNE)) == NOTHING


@pytest.mark.parametrize(
    ("women", "expected"),
    [(0, should("plan.lone-woman")), (1, NOTHING), (None, NOTHING)],  # None: nobody says
)
def test_women_who_were_there_before_count_where_it_is_known(women, expected):
    place = region(WOMAN, groups=(did(taken=3, women=women),))
    assert found(place, *placed("a", JUNE)) == expected


def test_a_group_for_women_is_not_mixed():
    place = region(WOMAN, groups=(did(taken=3, women=0, sexes="female"),))
    assert found(place, *placed("a", JUNE)) == NOTHING
