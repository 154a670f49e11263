"""Plans through everything: no must is broken, the clerk agrees, and the bounds hold."""

from collections import Counter
from datetime import date
from itertools import product

import pytest
from attrs import evolve

from benchmarks.allocation_regions import made as made_up
from models.case import Sex
from models.changes import AddHoliday, CloseGroup, Resize
from models.commitments import Commitment, CommitmentKind, Shift
from models.difference import Difference
from models.moments import monday
from models.placement import Placement, Plan, PlanAim, Waiting
from models.plan_rules import faults, measure_plan
from models.population import Want
from models.region import Staffing
from models.runs import runs
from models.sources import Force
from planning.making import Asked, made, make_plan
from planning.repairing import Book
from planning.seating import all_on_offer
from tests.models.plan_rules import world
from tests.planning import making_worlds


def musts(region, plan):
    return [fault.rule for fault in faults(region, plan) if fault.force is Force.MUST]


def reasons(report):
    return {(one.person, one.programme): one.reason for one in report.plan.unplaced}


@pytest.mark.parametrize("seed", [*range(24), 27])
def test_no_random_plan_breaks_a_must_and_no_bound_crosses_its_value(seed):
    region = making_worlds.region(seed)
    report = make_plan(region)
    assert musts(region, report.plan) == []
    assert [stage.value for stage in report.stages] == [
        measure_plan(region, report.plan).of(aim) for aim in PlanAim
    ]
    assert [stage.aim for stage in report.stages if stage.bound > stage.value] == []


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))]
)
def test_tiny_plans_are_the_best_of_all_plans(seed):
    region = evolve(making_worlds.region(seed, 3), staffing=())
    report = make_plan(region)
    assert tuple(one.value for one in report.stages) == best_of_all(region)


HANDS = [
    (Staffing("town", sessions=1),),
    (Staffing("town", sessions=2),),
    (Staffing("hall", sessions=0), Staffing("office", rooms=1)),
    (Staffing("town", sessions=2), Staffing("office", sessions=1)),
]


@pytest.mark.parametrize("staffing", HANDS)
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))]
)
def test_tiny_plans_with_few_hands_are_the_best_of_all_plans(seed, staffing):
    region = evolve(making_worlds.region(seed, 3), staffing=staffing)
    report = make_plan(region)
    best = best_of_all(region)
    assert tuple(one.value for one in report.stages) == best
    assert tuple(round(one.bound) for one in report.stages) == best


def test_a_bound_sees_to_facilitators():
    # 120 people, with hands for two of three of the sessions that are held without a limit.
    region = made_up(120, 1, 95).region
    free = made(region)
    weeks = Counter(monday(one.day) for one in Book(region, *_read(free)).meetings)
    few = max(weeks.values()) * 2 // 3
    limited = evolve(region, staffing=(Staffing(region.people[0].area, few),))
    report = make_plan(limited)
    assert musts(limited, report.plan) == []
    assert report.proved
    # A bound that did not see to them would be what there is without them.
    assert report.stages[0].bound > free.report.stages[0].value


def _read(found):
    return all_on_offer(found.region, found.catalogue), found.plan


def test_rooms_that_are_never_short_leave_everything_as_it_is():
    region = evolve(making_worlds.region(11), staffing=())
    roomy = evolve(region, staffing=(Staffing("office", rooms=9), Staffing("town", sessions=99)))
    assert make_plan(roomy).plan == make_plan(region).plan


def test_what_is_left_of_hands_is_looked_at_beside_the_plan():
    # The plan's own meetings are held, and what could not be held beside them is shut.
    region = evolve(making_worlds.region(5), staffing=(Staffing("town", sessions=1),))
    found = made(region)
    sat_in = {one.run for one in found.plan.placements}
    assert sat_in.isdisjoint(found.struck.pools)
    assert found.struck.pools


def best_of_all(region):
    """The least measures, aim by aim, over every plan there is that breaks no must."""
    timetable = region.timetable
    offered = {}
    for group in timetable.groups:
        found = runs(group, world_entry(group), timetable, timetable.first, timetable.last)
        offered.setdefault(group.programme, []).extend(found)
    choices = []
    for person in region.people:
        ways = product(*([None, *offered[want.programme]] for want in person.wants))
        lawful = []
        for way in ways:
            places = tuple(
                Placement(person.reference, want.programme, run.id, run.group.id, run.first,
                          run.last)
                for want, run in zip(person.wants, way, strict=True) if run is not None
            )  # fmt: skip
            alone = world.region(person, groups=timetable.groups)
            alone = evolve(alone, taken=region.taken)
            if not musts(alone, world.plan((person,), *places)):
                measures = measure_plan(alone, world.plan((person,), *places))
                lawful.append((tuple(measures.of(aim) for aim in PlanAim), places))
        choices.append(lawful)
    best = None
    for plan in product(*choices):
        value = tuple(map(sum, zip(*(measures for measures, _ in plan), strict=True)))
        if best is not None and value >= best:
            continue
        places = [place for _, held in plan for place in held]
        if not musts(region, world.plan(region.people, *places)):
            best = value
    return best


def world_entry(group):
    from models.catalogue import load

    return load().entry(group.programme, group.edition)


def test_of_one_person_the_plan_is_their_earliest_run():
    # The June cohort begins on Tuesday 2 June, a day after 1 June: no whole week is waited.
    # 14 sessions, 30 minutes there and 30 back: 840 minutes of travel.
    report = make_plan(world.region(world.person("a")))
    assert [one.run for one in report.plan.placements] == [world.JUNE]
    assert [stage.value for stage in report.stages] == [0, 0, 0, 0, 0, 840]
    assert report.proved


def test_work_gives_way_to_an_earlier_aim_only():
    # Both cohorts meet on Tuesday evenings, and so does the work: 14 times 150 minutes and an hour
    # on the way are lost in June as in September, so the earlier is taken.
    shift = Shift(world.TUESDAY, 12 * 60, 22 * 60)
    work = Commitment(CommitmentKind.WORK, firm=False, shifts=(shift,))
    report = make_plan(world.region(world.person("a", commitments=(work,))))
    assert [one.run for one in report.plan.placements] == [world.JUNE]
    assert report.measures.work_minutes == 14 * (150 + 60)


def test_with_one_place_the_greater_need_has_it():
    one, other = world.person("a"), world.person("b", Want("did", 3))
    starts = (date(2026, 6, 2),)
    region = world.region(one, other, groups=(evolve(world.did(places=1), starts=starts),))
    report = make_plan(region)
    assert [place.person for place in report.plan.placements] == ["b"]
    assert reasons(report) == {("a", "did"): Waiting.FULL}
    assert report.stages[0].value == 1


def test_nobody_is_a_plan_of_nothing():
    report = make_plan(world.region())
    assert (report.people, report.plan.placements, report.proved) == (0, (), True)
    assert [stage.value for stage in report.stages] == [0] * len(PlanAim)


def test_people_nobody_can_place_are_told_why():
    firm = Commitment(
        CommitmentKind.WORSHIP, firm=True, shifts=(Shift(world.TUESDAY, 18 * 60, 20 * 60),)
    )
    people = (
        world.person("clash", commitments=(firm,)),
        world.person("window", last=date(2026, 6, 30)),
        world.person("reach", who={"cannot_attend": ("office",)}),
        world.person("after", Want("did"), Want("tsp", after=("did",)), first=date(2027, 2, 1)),
        world.person("none", "covaid"),
    )
    report = make_plan(world.region(*people))
    assert report.plan.placements == ()
    assert reasons(report) == {
        ("clash", "did"): Waiting.CLASH,
        ("window", "did"): Waiting.WINDOW,
        ("reach", "did"): Waiting.REACH,
        ("after", "did"): Waiting.WINDOW,
        ("after", "tsp"): Waiting.AFTER,
        ("none", "covaid"): Waiting.REACH,
    }
    assert report.proved


def test_somebody_the_programme_is_not_for_is_told_the_finding():
    # Anger Management is for men: a finding, not a place that is full.
    anger = world.group("anger-tue", "anger", world.TUESDAY)
    report = make_plan(world.region(world.person("a", "anger", sex=Sex.FEMALE), groups=(anger,)))
    assert reasons(report) == {("a", "anger"): Waiting.FINDING}


def test_people_kept_apart_sit_in_different_cohorts():
    people = (world.person("a", who={"kept_apart_from": ("b",)}), world.person("b"))
    region = world.region(*people)
    report = make_plan(region)
    assert musts(region, report.plan) == []
    # One begins on 2 June, a day after 1 June, and the other on 8 September, 14 weeks later. No
    # plan does with less: they are apart in the linear programme, not by repair.
    assert {one.run for one in report.plan.placements} == {world.JUNE, world.SEPTEMBER}
    assert (report.stages[2].value, report.stages[2].bound) == (14, 14)


def test_programmes_that_wait_for_nothing_are_attended_side_by_side():
    # did on Tuesdays from 2 June, tsp on Wednesdays from 3 June: no whole week is waited for
    # either. In turn, the second would begin after 1 September at the earliest.
    person = world.person("a", Want("did"), Want("tsp"))
    report = make_plan(world.region(person))
    assert len(report.plan.placements) == 2
    assert (report.stages[2].value, report.proved) == (0, True)


def test_what_meets_another_programme_of_theirs_is_a_clash():
    # Both meet on Tuesday evenings, the one run of each: one is had, the greater need.
    starts = (date(2026, 6, 2),)
    groups = (
        evolve(world.did(), starts=starts),
        evolve(world.did(), id="tsp-tue", programme="tsp", starts=starts),
    )
    person = world.person("a", Want("did", 1), Want("tsp", 2))
    report = make_plan(world.region(person, groups=groups))
    assert reasons(report) == {("a", "did"): Waiting.CLASH}
    assert report.proved


def test_without_facilitators_nothing_is_held():
    region = world.region(world.person("a"), staffing=(Staffing("town", sessions=0),))
    report = make_plan(region)
    assert report.plan.placements == ()
    assert reasons(report) == {("a", "did"): Waiting.HANDS}
    assert report.proved


def test_one_more_place_never_hurts():
    region = making_worlds.region(3)
    more = Resize("did-tue", region.group("did-tue").places + 1).apply(region)
    before, after = make_plan(evolve(region, staffing=())), make_plan(evolve(more, staffing=()))
    assert after.stages[0].value <= before.stages[0].value


def test_what_ifs_add_whatever_their_grouping():
    region = making_worlds.region(5)
    holiday = Difference((AddHoliday(date(2026, 7, 7)),), "a")
    closed = Difference((CloseGroup("tsp-wed", date(2026, 9, 1)),), "b")
    smaller = Difference((Resize("did-tue", 1),), "c")
    one = make_plan((holiday + closed + smaller).apply(region))
    other = make_plan((holiday + (closed + smaller)).apply(region))
    assert one == other


def test_the_same_seed_gives_the_same_plan():
    region = making_worlds.region(8)
    assert make_plan(region, seed=4) == make_plan(region, seed=4)


def test_a_plan_stopped_at_once_is_lawful_and_says_so():
    region = making_worlds.region(2)
    report = make_plan(region, halted=lambda: True)
    assert report.stopped
    assert musts(region, report.plan) == []
    assert [stage.aim for stage in report.stages if stage.bound > stage.value] == []


def test_to_stay_near_nobody_moves_who_need_not():
    # Two cohorts of two, three people in June and September: closing nothing moves nobody; a June
    # cohort of one place has to let one of its two go.
    people = tuple(world.person(name) for name in "abc")
    region = world.region(*people, groups=(world.did(places=2),))
    base = made(region)
    assert [one.run for one in base.plan.placements].count(world.JUNE) == 2
    same = made(region, Asked(), base.plan).report
    assert (same.moved, same.least_moved) == (0, 0)
    fewer = made(Resize("did-tue", 1).apply(region), Asked(), base.plan).report
    assert (fewer.moved, fewer.least_moved) == (1, 1)


def test_who_stays_keeps_every_run():
    region = making_worlds.region(7, 20)
    base = made(region)
    near = made(Resize("tsp-wed", 1).apply(region), Asked(), base.plan)
    kept = {one.person for one in base.plan.placements} - _movers(base.plan, near.plan)
    assert near.report.moved == len({one.person for one in base.plan.placements}) - len(kept)
    assert musts(near.region, near.plan) == []


def _movers(before: Plan, after: Plan):
    had = {one.person: set() for one in before.placements}
    for one in before.placements:
        had[one.person].add(one.run)
    have = {person: {one.run for one in after.of(person)} for person in had}
    return {person for person in had if not had[person] <= have[person]}
