"""Days that fit, and programmes in their order."""

from datetime import date

import pytest
from attrs import evolve

from models.population import Want
from tests.models.plan_rules.world import (
    JUNE,
    LATER,
    NOTHING,
    ROLLING,
    SEPTEMBER,
    WEDNESDAY,
    did,
    found,
    group,
    must,
    person,
    placed,
    region,
)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 6, 2), date(2026, 9, 1), NOTHING),  # the run's own days
        (date(2026, 6, 3), date(2026, 9, 1), must("plan.window")),
        (date(2026, 6, 2), date(2026, 8, 31), must("plan.window")),
    ],
)
def test_the_first_session_is_not_before_the_first_day_nor_the_last_after_the_last(
    first, last, expected
):
    place = region(person("a", first=first, last=last))
    assert found(place, *placed("a", JUNE)) == expected


TSP_FIRST = Want("did", after=("tsp",))


def test_what_waits_may_begin_the_day_after_the_other_ends():
    # From 3 June fifteen Wednesdays end on 9 September; a cohort starts on Thursday the 10th.
    thursdays = group(
        "did-tue", "did", 3, intake=did().intake, starts=(date(2026, 9, 10),), venue="hall"
    )
    place = region(
        person("a", "tsp", TSP_FIRST),
        groups=(thursdays, group("tsp-wed", "tsp", WEDNESDAY)),
    )
    after = placed("a", ROLLING)
    (begun,) = placed("a", SEPTEMBER)
    late = evolve(begun, run="did-tue@2026-09-10", first=date(2026, 9, 10), last=date(2026, 12, 10))
    assert found(place, *after, late) == NOTHING


def test_what_waits_does_not_begin_while_the_other_goes_on():
    # tsp from 8 July ends on 14 October, did begins on 8 September.
    place = region(person("a", "tsp", TSP_FIRST))
    assert found(place, *placed("a", LATER, SEPTEMBER)) == must("plan.after")


def test_what_waits_does_not_begin_without_the_other():
    place = region(person("a", "tsp", TSP_FIRST))
    assert found(place, *placed("a", SEPTEMBER)) == must("plan.after")


def test_the_other_may_be_placed_without_what_waits():
    place = region(person("a", "tsp", TSP_FIRST))
    assert found(place, *placed("a", ROLLING)) == NOTHING
