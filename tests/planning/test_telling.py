"""Figures of a plan: how full groups are, week by week."""

from datetime import timedelta
from itertools import pairwise

from attrs import evolve

from models.population import Want
from planning.making import made
from tests.models.plan_rules import world


def test_a_rolling_group_that_nobody_joins_for_weeks_still_has_those_who_sat_there_before():
    # The second comes twenty weeks after the first, who by then is done: a run takes fourteen.
    later = world.FIRST + timedelta(weeks=20)
    people = (
        world.person("a", Want("tsp"), first=world.FIRST),
        world.person("b", Want("tsp"), first=later, last=later + timedelta(days=300)),
    )
    region = world.region(*people, groups=(world.tsp(places=5),))
    plan = made(evolve(region, taken={"tsp-wed": 2}))
    loads = {one.week: (one.people, one.taken, one.places) for one in plan.report.loads}
    first, second = plan.plan.placements
    between = [week for week in loads if first.last < week < second.first - timedelta(days=7)]
    assert between
    assert {loads[week] for week in between} == {(0, 2, 5)}
    weeks = sorted(loads)
    gaps = {after - week for week, after in pairwise(weeks)}
    # Nobody meets over Christmas.
    assert max(gaps) <= timedelta(weeks=2)
    alone = plan.report.loads[0]
    assert (alone.people, alone.taken) == (1, 2)
