"""Every pattern within a slack of its kind's cheapest, in the order the proof needs them."""

from datetime import date

import numpy as np
import pytest

from models.population import Want
from models.timetable import Intake
from tests.models.plan_rules import world
from tests.optimiser.allocation.every_plan import Small, small

THURSDAY = 3
STARTS = (date(2026, 6, 4), date(2026, 9, 10))
ALL = 10**9
SIDE_BY_SIDE = Small(
    tuple(
        world.person(name, Want("did", priority), Want("tsp", 2), Want("bbr", 1))
        for name, priority in (("a", 1), ("b", 2), ("c", 3))
    ),
    (
        world.did(places=2),
        world.tsp(places=2, last=date(2026, 12, 9)),
        world.group("bbr-thu", "bbr", THURSDAY, intake=Intake.CLOSED, starts=STARTS, places=2),
    ),
)


def listed(held, slack, most=ALL):
    instance = held.instance()
    slacks = np.full(len(instance.people), float(slack))
    prices = np.zeros(len(instance.seats))
    found = instance.pricing.near(prices, instance.weights, slacks, most)
    return instance, found


@pytest.mark.parametrize("seed", range(40))
def test_a_wider_slack_tells_just_those_more_that_cost_no_more(seed):
    instance, every = listed(small(seed), ALL)
    least = instance.pricing.priced(np.zeros(len(instance.seats)), instance.weights).least
    for slack in (0, 500, 3_000):
        _, near = listed(small(seed), slack)
        told = sorted((part.kinds[row], part.of(row)) for part in near for row in range(len(part)))
        expected = sorted(
            (part.kinds[row], part.of(row))
            for part in every
            for row in np.flatnonzero(
                part.costs(instance.weights) <= least[part.kinds] + slack
            ).tolist()
        )
        assert told == expected


def test_three_wants_side_by_side_are_told_kind_by_kind():
    instance, every = listed(SIDE_BY_SIDE, ALL)
    kinds = np.concatenate([part.kinds for part in every])
    assert len(instance.people) == 3
    assert len(kinds) > 30
    assert (np.diff(kinds) >= 0).all()


def test_more_than_are_wanted_are_not_listed():
    _, every = listed(SIDE_BY_SIDE, ALL)
    number = sum(map(len, every))
    assert listed(SIDE_BY_SIDE, ALL, number)[1] is not None
    assert listed(SIDE_BY_SIDE, ALL, number - 1)[1] is None
