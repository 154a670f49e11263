"""Which group next: what is chosen is what trying each of them would choose."""

from datetime import date

import numpy as np
from attrs import evolve

from models.changes import AddGroup
from models.commitments import Commitment, CommitmentKind, Shift
from models.region import Staffing
from planning import anew, candidates, promising
from planning.making import made
from planning.openings import which_next
from planning.prices import seat_prices, stated
from tests.models.plan_rules import world
from tests.planning import making_worlds


def short():
    """Six people for cohorts of two, three of whom work on Tuesday and Wednesday evenings."""
    shifts = tuple(Shift(day, 17 * 60, 22 * 60) for day in (world.TUESDAY, world.WEDNESDAY))
    firm = Commitment(CommitmentKind.WORSHIP, firm=True, shifts=shifts)
    people = [world.person(name) for name in "abc"]
    people += [world.person(name, commitments=(firm,)) for name in "def"]
    starts = (date(2026, 6, 2),)
    return world.region(*people, groups=(evolve(world.did(places=2), starts=starts),))


def test_the_group_to_open_is_the_best_of_all_tried():
    plan = made(short())
    found = which_next(plan)
    region = plan.region
    before = anew.summed(plan, region)
    offers = candidates.candidates(region, 0, ("did",))
    tried = {
        group.id: before.value - anew.summed(plan, AddGroup(group).apply(region)).value
        for group in offers
    }
    chosen = next(one for one in found.groups if one.chosen)
    assert chosen.gain == max(tried.values())
    assert (found.gain, found.most, found.proved) == (chosen.gain, chosen.gain, True)
    # Two of those who cannot come on Tuesdays or Wednesdays find a place at once.
    assert chosen.slots[0].weekday not in (world.TUESDAY, world.WEDNESDAY)


def test_no_candidate_brings_more_than_its_bound():
    plan = made(evolve(making_worlds.region(4), staffing=()))
    region = plan.region
    before = anew.summed(plan, region)
    offers = list(candidates.candidates(region, 0, ("did", "tsp")))[::7]
    most = promising.promised(plan, region, offers, before, before)
    over = [
        group.id
        for group in offers
        if before.value - anew.summed(plan, AddGroup(group).apply(region)).value
        > most[group.id]
    ]
    assert (len(offers) > 3, over) == (True, [])


def test_no_gain_told_is_more_than_the_most_told_beside_it():
    plan = made(evolve(making_worlds.region(4), staffing=()))
    over = [one.id for one in which_next(plan).groups if one.gain is None or one.gain > one.most]
    assert over == []


def test_shut_runs_are_left_out_and_the_prices_of_the_others_stand_to_the_last_figure():
    plan = made(evolve(making_worlds.region(5), staffing=()))
    offers = tuple(candidates.candidates(plan.region, 0, ("tsp",)))
    groups = (*plan.region.timetable.groups, *offers)
    timetable = evolve(plan.region.timetable, groups=groups)
    new = {group.id for group in offers}
    for part in anew.on_offer(plan, evolve(plan.region, timetable=timetable)).parts:
        instance = evolve(part.instance, weights=promising.weighed(stated()))
        runs = part.offer.programmes["tsp"].runs
        shut = np.array([at for at, run in enumerate(runs) if run.group.id in new])
        prices = np.full(len(instance.seats), 1 / 3)
        found = promising._without(part, "tsp", shut, prices, instance)
        # A million for a seat is more than anybody of this world can be worth.
        prices[[pool.group in new for pool in part.offer.pools]] = 1e6
        dear = part.wanted.priced(prices, instance.weights).least
        assert 100 < len(shut) < len(runs)
        assert np.abs(found - dear).max() < 1e-6


def test_of_people_kept_apart_the_groups_to_open_and_places_are_told():
    # The seats that keep two people apart are no group's: a and b want the one cohort of June.
    apart = evolve(world.person("a", who={"kept_apart_from": ("b",)}))
    starts = (date(2026, 6, 2),)
    groups = (evolve(world.did(places=2), starts=starts),)
    plan = made(world.region(apart, world.person("b"), groups=groups))
    found = which_next(plan)
    # Whoever waits has a need of one unit, 100,000, less 14 visits of 60 minutes at 2: 1,680, and
    # is placed at once in a group of their own.
    assert (found.gain, found.proved) == (100_000 - 1_680, True)
    assert seat_prices(plan) == ()


def test_where_no_facilitator_is_left_no_group_is_opened():
    region = evolve(short(), staffing=(Staffing("town", sessions=1),))
    found = which_next(made(region))
    # The like of the one group from Monday to Saturday: that none gains anything is proved.
    assert (found.groups, found.looked_at) == ((), 6)
    assert (found.gain, found.most, found.proved) == (0, 0, True)


def test_a_place_is_worth_nothing_where_nobody_waits():
    assert seat_prices(made(world.region(world.person("a")))) == ()


def test_the_stated_sum_is_the_issue_s():
    weights = stated()
    assert (weights.unmet, weights.week, weights.work_minute, weights.travel_minute) == (
        100_000, 600, 1, 2,
    )  # fmt: skip
