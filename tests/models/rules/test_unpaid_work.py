"""Unpaid work."""

import pytest

from models.case import Employment, Person
from models.commitments import DateRange
from models.dated import Bound
from models.timetable import Project
from tests.models.rules.build import (
    START,
    case,
    day,
    exactly,
    facts,
    found,
    package,
    planned,
    row,
    sentences,
    session,
    should,
    timetable,
)


def project(id: str, **more: object) -> Project:
    return Project(id, id, "office", (), START, day(1000), 9, **more)


GARDEN = project("garden", closures=(DateRange(day(15), day(15)),))
SHED = project("shed")
COURSE = project("course", learning=True)
REGION = timetable(projects=(GARDEN, SHED, COURSE))


def days(*offsets: int, minutes: int = 420, at: str = "garden"):
    return [session("unpaid-work", one, "09:00", minutes, provider=at) for one in offsets]


def work(*sessions, hours: int = 14, **more: object):
    return package(planned("unpaid-work", hours=hours, project="garden"), sessions=sessions, **more)


def world(*rulings, employment: Employment = Employment.EMPLOYED):
    return facts(*rulings, case=case(person=Person(employment=employment)), timetable=REGION)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (14, []),  # two days of 7 hours
        (8, []),  # one day of 7 is not enough
        (15, ["Unpaid work of 14 hours in all: at least 15 hours."]),
        (
            7,
            [
                "Unpaid work of 14 hours in all: 7 hours without the longest day already hold "
                "the 7 hours."
            ],
        ),
    ],
)
def test_the_days_make_up_the_hours(hours, said):
    assert said == sentences("unpaid-work.hours", work(*days(1, 8), hours=hours), world())


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (7, []),
        (8, ["Unpaid work starts on 10 March 2026: by 9 March 2026."]),
    ],
)
def test_work_starts_within_days(first, said):
    rule = should("unpaid-work", "start-days", Bound(None, 7))
    assert said == sentences("unpaid-work.start", work(*days(first)), world(rule))


WEEKLY = should("unpaid-work", "weekly", True)


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ((6, 7), []),  # Sunday and Monday: two weeks
        ((1, 8, 22), []),  # the week of offset 14 holds the garden's closed day
        ((1, 15, 22), ["No unpaid work in the week of 9 March 2026: every week."]),
    ],
)
def test_every_week_holds_a_day_of_work(offsets, said):
    assert said == sentences("unpaid-work.weekly", work(*days(*offsets)), world(WEEKLY))


def test_weeks_of_a_detox_or_a_bank_holiday_are_excepted():
    held = days(1, 22)
    assert len(found("unpaid-work.weekly", work(*held), world(WEEKLY))) == 1
    assert found("unpaid-work.weekly", work(*held, detox=(day(13), day(20))), world(WEEKLY)) == []
    holiday = timetable(projects=(GARDEN,), holidays=frozenset({day(7)}))
    assert found("unpaid-work.weekly", work(*held), facts(WEEKLY, timetable=holiday)) == []


@pytest.mark.parametrize(
    ("offsets", "faulty"),
    [
        ((0, 1, 2, 3, 7), 0),  # the last week need not be full
        ((0, 1, 2, 7), 1),
        ((0, 1, 2, 3), 0),
    ],
)
def test_a_person_without_work_works_four_days_a_week(offsets, faulty):
    rule = should("unpaid-work", "intensive-days", Bound(4, None))
    held = work(*days(*offsets))
    unemployed = world(rule, employment=Employment.UNEMPLOYED)
    assert faulty == len(found("unpaid-work.intensive", held, unemployed))
    for employment in (Employment.EMPLOYED, Employment.UNKNOWN):
        assert found("unpaid-work.intensive", held, world(rule, employment=employment)) == []


def test_a_single_day_of_work_in_a_week_is_said_as_one_day():
    rule = should("unpaid-work", "intensive-days", Bound(4, None))
    unemployed = world(rule, employment=Employment.UNEMPLOYED)
    (fault,) = found("unpaid-work.intensive", work(*days(0, 7)), unemployed)
    assert fault.sentence.startswith("Unpaid work on 1 day in the week of ")


SHARE = should("unpaid-work", "learning-share", Bound(20, None))


@pytest.mark.parametrize(
    ("minutes", "faulty"),
    [
        # 20% of 35 hours are 7 hours, 420 minutes.
        (420, 0),
        (419, 1),
    ],
)
def test_the_learning_share_is_used(minutes, faulty):
    held = work(*days(1, 2, 3, 4), *days(5, minutes=minutes, at="course"), hours=35)
    assert faulty == len(found("unpaid-work.learning", held, world(SHARE)))


@pytest.mark.parametrize(
    ("minutes", "faulty"),
    [
        # Two learning days; without one of them, less than the 420 minutes of the share.
        (419, 0),
        (420, 1),
    ],
)
def test_no_more_than_the_share_and_the_rest_of_its_day(minutes, faulty):
    learning = days(5, 6, minutes=minutes, at="course")
    held = work(*days(1, 2, 3), *learning, hours=35)
    assert faulty == len(found("unpaid-work.share", held, world(SHARE)))


@pytest.mark.parametrize(("last", "faulty"), [(364, 0), (365, 1)])
def test_work_is_done_within_the_window(last, faulty):
    rule = row("unpaid-work", "window-months", exactly(12))
    held = work(*days(1, last), months=24)
    assert faulty == len(found("unpaid-work.window", held, world(rule)))
    assert found("unpaid-work.window", held, world()) == []


def test_work_that_is_not_learning_is_at_one_project():
    assert found("unpaid-work.project", work(*days(1, 8), *days(9, at="course")), world()) == []
    said = ["Unpaid work at garden, shed: at one project."]
    assert said == sentences("unpaid-work.project", work(*days(1), *days(8, at="shed")), world())
    said = ["Unpaid work at shed: at the project garden."]
    assert said == sentences("unpaid-work.project", work(*days(1, 8, at="shed")), world())
