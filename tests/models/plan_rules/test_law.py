"""Each person's places against the rules of a single case."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Offence, OffenceKind, Sex
from models.catalogue import load
from models.commitments import Commitment, CommitmentKind, DateRange, Shift
from models.placement import Placement
from models.plan_rules import faults
from models.plan_rules.law import Reader, turning_days
from models.plan_rules.roll import roll
from models.timetable import Slot
from tests.models.plan_rules.world import (
    JUNE,
    NOTHING,
    ROLLING,
    TUESDAY,
    did,
    found,
    must,
    person,
    placed,
    plan,
    region,
    tsp,
)


def worship(start: int, end: int, kind: CommitmentKind = CommitmentKind.WORSHIP) -> Commitment:
    firm = kind is CommitmentKind.WORSHIP
    return Commitment(kind, firm, shifts=(Shift(TUESDAY, start, end),))


# The session is from 18:00 to 20:30 and home is 30 minutes away: from 17:30 to 21:00.
LEAVES, BACK = 17 * 60 + 30, 21 * 60


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (LEAVES - 60, LEAVES, NOTHING),
        (LEAVES - 60, LEAVES + 1, must("clashes.firm")),
        (BACK, BACK + 60, NOTHING),
        (BACK - 1, BACK + 60, must("clashes.firm")),
    ],
)
def test_worship_is_not_met_on_the_way_either(start, end, expected):
    place = region(person("a", commitments=(worship(start, end),)))
    assert found(place, *placed("a", JUNE)) == expected


def test_work_may_be_met():
    working = worship(LEAVES, BACK, CommitmentKind.WORK)
    assert found(region(person("a", commitments=(working,))), *placed("a", JUNE)) == NOTHING


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (13 * 60, NOTHING),  # ends at 15:30: 150 minutes until 18:00, 60 to go home and back
        (14 * 60 + 30, NOTHING),  # ends at 17:00: one visit
        (15 * 60, NOTHING),  # ends at 17:30
        (15 * 60 + 30, NOTHING),  # ends as the other begins
        (15 * 60 + 31, must("clashes.together")),
    ],
)
def test_two_sessions_of_a_day_do_not_overlap(start, expected):
    tuesday = evolve(tsp(), slots=(Slot(TUESDAY, start, start + 150),))
    place = region(person("a", "did", "tsp"), groups=(did(), tuesday))
    first, last = date(2026, 6, 2), date(2026, 9, 8)
    other = Placement("a", "tsp", "tsp-wed@2026-06-02", "tsp-wed", first, last)
    assert found(place, *placed("a", JUNE), other) == expected


def test_a_finding_against_a_programme_is_found_and_speaks_of_its_run():
    place = region(person("a", offences=(Offence(OffenceKind.VIOLENCE),)))
    made = placed("a", JUNE)
    (fault,) = faults(place, plan(place.people, *made))
    assert (fault.rule, fault.person, fault.run) == ("suitability", "a", JUNE)


@pytest.mark.parametrize("barred", ["office", "town"])
def test_a_place_the_person_cannot_attend_is_found(barred):
    place = region(person("a", who={"cannot_attend": (barred,)}))
    assert found(place, *placed("a", JUNE)) == must("places.barred")


def test_a_group_that_bars_the_offence_is_found():
    place = region(person("a"), groups=(did(bars=("drink-driving",)),))
    assert found(place, *placed("a", JUNE)) == must("places.barred")


@pytest.mark.parametrize(
    ("sex", "expected"),
    [(Sex.MALE, must("places.sexes")), (Sex.FEMALE, NOTHING), (Sex.UNKNOWN, NOTHING)],
)
def test_a_group_for_women_is_not_for_men(sex, expected):
    place = region(person("a", sex=sex), groups=(did(sexes="female"),))
    assert found(place, *placed("a", JUNE)) == expected


def test_somebody_of_whom_others_are_told_is_kept_apart_from_the_group():
    place = region(person("a", who={"kept_apart_from": ("x",)}), groups=(did(attended_by=("x",)),))
    assert found(place, *placed("a", JUNE)) == must("places.apart")


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2027, 2, 28), NOTHING), (date(2027, 2, 27), must("duration.programme"))],
)
def test_an_order_is_as_long_as_the_programme_asks_for(last, expected):
    # Nine months from 1 June 2026 end on 28 February 2027.
    place = region(person("a", "tsp", last=last))
    assert found(place, *placed("a", ROLLING)) == expected


def test_what_is_not_the_plans_to_settle_is_not_asked_of_it():
    # tsp has four one-to-ones and an order its contact: they wait for the package.
    assert found(region(person("a", "tsp")), *placed("a", ROLLING)) == NOTHING


def test_a_run_that_is_no_lawful_dose_is_found_once_however_many_sit_in_it():
    # The guide has two and a half hours; the group meets for two.
    short = did(slots=(Slot(TUESDAY, 18 * 60, 20 * 60),))
    people = (person("a"), person("b"))
    place = region(*people, groups=(short,))
    (fault,) = faults(place, plan(people, *placed("a", JUNE), *placed("b", JUNE)))
    assert (fault.rule, fault.person, fault.run, fault.occurrences) == (
        "attendance.dose",
        "",
        JUNE,
        14,
    )


def test_between_two_turning_days_the_law_is_read_once():
    days = turning_days(load())
    assert list(days) == sorted(set(days))
    assert date(2022, 6, 28) in days  # curfew and attendance centre turn on it


@pytest.mark.parametrize(
    ("offence", "carrier"),
    [(date(2015, 2, 1), "rar"), (date(2015, 1, 31), "supervision")],
)
def test_what_carries_a_programme_turns_on_the_persons_own_dates(offence, carrier):
    one = person("a", "anger")
    dates = evolve(one.case.dates, offence=DateRange(offence, offence))
    one = evolve(one, case=evolve(one.case, dates=dates))
    catalogue = load()
    read = roll(region(one, groups=(evolve(did(), programme="anger"),)), plan(()), catalogue)
    reader = Reader(read, turning_days(catalogue))
    runs = (read.runs[JUNE],)
    package = reader.package(one, runs, reader.facts(one, runs))
    assert package.codes == (carrier, "anger")
