"""What is short is said: facilitators or rooms, where, in how many weeks, and who waits for it."""

from datetime import date

import pytest
from attrs import evolve

from models.placement import Lack, Waiting
from models.population import Want
from models.region import Staffing
from planning.making import make_plan
from planning.report import Staffed
from tests.models.plan_rules import world

# By 1 October only the cohort of June ends (on 1 September), and the run of tsp from 3 June.
SOON = date(2026, 10, 1)
DID, TSP = world.did(last=SOON), world.tsp(last=SOON)
PEOPLE = (world.person("a", Want("did", priority=2)), world.person("b", "tsp"))
FIRST_WEEK = date(2026, 6, 1)


def planned(*staffing, groups=(DID, TSP)):
    return make_plan(world.region(*PEOPLE, groups=groups, staffing=staffing))


def waiting(report):
    return [(one.person, one.reason, one.sentence, one.lacks) for one in report.plan.unplaced]


def test_who_waits_for_facilitators_alone_is_said_to_and_where():
    # did is fourteen sessions in fourteen weeks, which take the one session there is of each.
    report = planned(Staffing("town", sessions=1))
    lack = Lack("facilitators", "town")
    said = "The one run of tsp that fits lacks facilitators at town."
    assert waiting(report) == [("b", Waiting.HANDS, said, (lack,))]
    assert report.staffed == (
        Staffed("facilitators", "town", 1, 1, FIRST_WEEK, 14, FIRST_WEEK, 1),
    )
    assert report.shortages[0].reasons == {Waiting.HANDS: 1}


def test_who_waits_for_a_room_alone_is_said_to_and_where():
    groups = (DID, evolve(TSP, slots=DID.slots))
    report = planned(Staffing("office", rooms=1), groups=groups)
    lack = Lack("rooms", "office")
    said = "The one run of tsp that fits lacks a room at office."
    assert waiting(report) == [("b", Waiting.HANDS, said, (lack,))]
    assert report.staffed == (Staffed("rooms", "office", 1, 1, FIRST_WEEK, 14, FIRST_WEEK, 1),)


def test_runs_that_are_full_and_runs_without_facilitators_are_told_together():
    # The hall's group is full and held anyway: of two sessions a week one is left, and did has it.
    full = evolve(TSP, taken=12, venue="hall", id="tsp-full")
    report = planned(Staffing("town", sessions=2), groups=(DID, TSP, full))
    said = "Each of 2 runs of tsp that fit is full or lacks facilitators at town."
    assert [one.sentence for one in report.plan.unplaced] == [said]
    assert report.staffed[0].fullest == 2


@pytest.mark.parametrize(("sessions", "full", "fullest"), [(2, 14, 2), (3, 0, 2)])
def test_where_there_is_enough_nobody_waits_for_it(sessions, full, fullest):
    # tsp goes on for a week after did has ended: fourteen weeks hold both.
    report = planned(Staffing("town", sessions=sessions))
    assert waiting(report) == []
    (one,) = report.staffed
    assert (one.fullest, one.full, one.waiting) == (fullest, full, 0)
    assert one.first == (FIRST_WEEK if full else None)


def test_sessions_of_who_sat_there_before_are_counted_as_held():
    report = planned(
        Staffing("town", sessions=3), groups=(DID, TSP, _elsewhere())
    )
    assert report.staffed[0].fullest == 3


def _elsewhere():
    """A group nobody of the plan asks for, with somebody in it."""
    return evolve(TSP, taken=1, venue="hall", id="anger-hall", programme="anger")


def test_what_nobody_states_is_not_told():
    assert planned().staffed == ()


def test_weeks_before_anybody_of_the_plan_could_begin_are_not_told():
    # The hall's group meets from 3 June on; who waits can begin on Wednesday 1 July, in the week
    # of Monday 29 June: the four weeks before have a full room too, and are over.
    late = [evolve(one, first=date(2026, 7, 1)) for one in PEOPLE]
    staffing = (Staffing("hall", rooms=1),)
    (one,) = make_plan(
        world.region(*late, groups=(DID, TSP, _elsewhere()), staffing=staffing)
    ).staffed
    (before,) = planned(*staffing, groups=(DID, TSP, _elsewhere())).staffed
    assert (before.first, one.first, before.full - one.full) == (FIRST_WEEK, date(2026, 6, 29), 4)
