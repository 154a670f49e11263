"""Bounds of the musts alone are never above any package, whatever its dates depart from."""

import pytest

from models.catalogue import load
from models.sources import Force
from optimiser.bounds.ideal import Bounds, Ideal
from optimiser.bounds.tables import Tables
from optimiser.days import Days
from optimiser.ideals import Ideals
from optimiser.orders import (
    ATTENDANCES,
    LAST,
    MINUTES,
    MONTHS,
    TRAVEL,
    WAITING,
    WORK,
    figures,
)
from optimiser.outline_floors import outline_floors
from optimiser.relaxed import OF_DATES, relaxed
from tests.optimiser.bounds.worlds import Every, every_structure
from tests.optimiser.tiny import SEEDS, tiny

# Two worlds of thousands of packages; a third like them is looked at every time.
LARGEST = (9, 27)
WORLDS = [pytest.param(n, marks=pytest.mark.slow) if n in LARGEST else n for n in SEEDS]


def by_itself(ideal: Ideal, held: Every) -> bool:
    """Whether work, months or minutes, which bound by themselves, are above some package's."""
    mine = {WORK: ideal.work, MONTHS: ideal.months, MINUTES: ideal.minutes}
    return any(least > held.lowest[place] for place, least in mine.items())


@pytest.mark.parametrize("seed", WORLDS)
def test_an_ideal_of_the_musts_is_never_above_a_package(seed):
    world = tiny(seed)
    bounds = Bounds(Tables(relaxed(world), Days(world)))
    above = []
    for held in every_structure(seed):
        ideal = bounds.ideal(held.outline, held.runs, held.months)
        if ideal is None or ideal.aims > held.least[4:10] or by_itself(ideal, held):
            above.append((held, ideal))
    assert above == []


@pytest.mark.parametrize("seed", WORLDS)
def test_with_contact_kept_it_is_never_above_a_package_that_keeps_contact(seed):
    world = tiny(seed)
    bounds = Bounds(Tables(relaxed(world, contact=False), Days(world)))
    above = []
    for held in every_structure(seed):
        ideal = bounds.ideal(held.outline, held.runs, held.months)
        least = held.least_in_contact
        if least is not None and (ideal is None or ideal.aims > least[4:10]):
            above.append((held, ideal))
    assert above == []


@pytest.mark.parametrize("seed", WORLDS)
def test_what_a_structure_travels_at_the_least_is_never_above_a_package(seed):
    # Whatever a package loses of work, and whether it departs from a should or not.
    world = tiny(seed)
    ideals = Ideals(world, Days(world))
    above = []
    for held in every_structure(seed):
        months = range(held.months, held.months + 1)
        least = ideals.travel(held.outline, held.runs, months, departing=True)
        if least > held.lowest[TRAVEL]:
            above.append((held, least))
    assert above == []


def test_it_is_less_than_where_least_work_is_lost_and_met_by_some_package():
    less = met = 0
    for seed in set(SEEDS) - set(LARGEST):
        world = tiny(seed)
        ideals = Ideals(world, Days(world))
        for held in every_structure(seed):
            months = range(held.months, held.months + 1)
            least = ideals.travel(held.outline, held.runs, months, departing=True)
            less += least < held.least[TRAVEL]
            met += least == held.lowest[TRAVEL] > 0
    assert less > 5
    assert met > 5


@pytest.mark.parametrize("seed", WORLDS)
def test_what_an_outline_must_hold_is_never_above_a_package(seed):
    world = tiny(seed)
    above = []
    for held in every_structure(seed):
        floors = outline_floors(world, held.outline, Days(world))
        above += [(held, place) for place, least in floors.items() if least > held.lowest[place]]
    assert above == []


@pytest.mark.parametrize("seed", WORLDS)
def test_what_it_must_hold_with_contact_kept_is_never_above_a_package_that_keeps_contact(seed):
    world = tiny(seed)
    above = []
    for held in every_structure(seed):
        if held.lowest_in_contact is not None:
            floors = outline_floors(world, held.outline, Days(world), seen=True)
            lowest = held.lowest_in_contact
            above += [(held, place) for place, least in floors.items() if least > lowest[place]]
    assert above == []


def test_contact_every_month_is_more_than_what_it_must_hold_without_and_met_by_some():
    more = met = 0
    for seed in set(SEEDS) - set(LARGEST):
        world = tiny(seed)
        for held in every_structure(seed):
            bare = outline_floors(world, held.outline, Days(world))
            seen = outline_floors(world, held.outline, Days(world), seen=True)
            assert all(seen[place] >= least for place, least in bare.items())
            if held.lowest_in_contact is not None and seen != bare:
                more += 1
                met += seen[ATTENDANCES] == held.lowest_in_contact[ATTENDANCES]
    assert more > 20
    assert met > 5


def test_some_of_the_packages_depart_and_some_floors_are_met():
    departing = met = 0
    for seed in set(SEEDS) - set(LARGEST):
        world = tiny(seed)
        for held in every_structure(seed):
            departing += held.least[3] > held.outline.cost[3]
            floors = outline_floors(world, held.outline, Days(world))
            met += floors[LAST] == held.lowest[LAST] > 0
    assert departing > 20
    assert met > 5


def test_the_last_day_and_the_attendances_stand_where_the_orders_look_for_them():
    [held, *_] = every_structure(SEEDS[0])
    assert len(held.lowest) == len(figures(held.measures))


# Shoulds of contact and unpaid work that no dates of a package can depart from.
OF_PAPERS = {
    ("contact", "plan-days"),
    ("contact", "plan-copy-days"),
    ("contact", "documents-days"),
    ("contact", "update-hours"),
    ("unpaid-work", "hours-with-outstanding"),
}


def test_every_should_of_contact_and_unpaid_work_is_relaxed():
    shoulds = {
        (row.subject, row.parameter)
        for row in load().rows
        if row.force is Force.SHOULD and row.subject in ("contact", "unpaid-work")
    }
    of_dates = {pair for pair in OF_DATES if pair[0] in ("contact", "unpaid-work")}
    assert shoulds == of_dates | OF_PAPERS


@pytest.mark.parametrize("seed", WORLDS)
@pytest.mark.parametrize("contact", [True, False])
def test_no_package_of_an_outline_travels_or_waits_less_than_it_must_whatever_else(seed, contact):
    world = tiny(seed)
    ideals = Ideals(world, Days(world), contact=contact)
    for held in every_structure(seed):
        lowest = held.lowest if contact else held.lowest_in_contact
        for place, least in ideals.whatever_else(held.outline).items():
            assert lowest is None or least <= lowest[place], place


def test_what_an_outline_travels_and_waits_is_mostly_more_than_nothing():
    bounded = [
        Ideals(tiny(seed), Days(tiny(seed))).whatever_else(held.outline)
        for seed in sorted(set(SEEDS[:12]) - set(LARGEST))
        for held in every_structure(seed)
    ]
    assert sum(bool(one.get(TRAVEL)) for one in bounded) > len(bounded) // 2
    assert any(one.get(WAITING) for one in bounded)
