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


@pytest.mark.parametrize(
    ("lengths", "hours", "said"),
    [
        # 7 + 7 + 3 = 17 hours: without the longest day 10 are left, without the shortest 14.
        ((420, 420, 180), 14, []),
        ((420, 420, 180), 11, []),
        (
            (420, 420, 180),
            10,
            [
                "Unpaid work of 17 hours in all: 10 hours without the longest day already hold "
                "the 10 hours."
            ],
        ),
        ((420,), 0, []),  # of no hours at all the bounds speak
        ((420,), None, []),
    ],
)
def test_it_is_the_longest_day_without_which_the_hours_are_short(lengths, hours, said):
    held = [one for n, m in enumerate(lengths) for one in days(7 * n, minutes=m)]
    elsewhere = session("rar", 40, minutes=600)
    assert said == sentences("unpaid-work.hours", work(*held, elsewhere, hours=hours), world())


def test_work_starts_on_the_first_of_its_days_and_other_sessions_start_none():
    rule = should("unpaid-work", "start-days", Bound(None, 7))
    early = session("rar", 1)
    said = ["Unpaid work starts on 10 March 2026: by 9 March 2026."]
    assert sentences("unpaid-work.start", work(early, *days(15, 8)), world(rule)) == said
    assert found("unpaid-work.start", work(early), world(rule)) == []
    assert found("unpaid-work.start", work(*days(300)), world()) == []
    open_ended = world(should("unpaid-work", "start-days", Bound()))
    assert found("unpaid-work.start", work(*days(300)), open_ended) == []


MOST = should("unpaid-work", "most-days-a-week", Bound(None, 2))


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ((0, 6, 7, 13), []),  # two from Monday to Sunday, and two in the week after
        (
            (0, 3, 6, 7),
            ["3 days of unpaid work in the week of 2 March 2026: at most 2."],
        ),
        ((0, 0, 3, 7), []),  # two stretches of one day are a day
        (
            (7, 8, 9, 0, 1, 2),  # the earlier week is the one said
            ["3 days of unpaid work in the week of 2 March 2026: at most 2."],
        ),
    ],
)
def test_no_week_holds_more_days_of_work_than_the_most(offsets, said):
    held = work(*days(*offsets), session("rar", 1), session("rar", 2))
    assert said == sentences("unpaid-work.most-days", held, world(MOST))
    for silent in (world(), world(should("unpaid-work", "most-days-a-week", Bound()))):
        assert found("unpaid-work.most-days", held, silent) == []


def test_a_week_without_work_is_asked_for_only_where_the_guide_has_every_week():
    held = work(*days(1, 29))
    assert found("unpaid-work.weekly", held, world()) == []
    assert found("unpaid-work.weekly", held, world(should("unpaid-work", "weekly", False))) == []


@pytest.mark.parametrize(
    ("detox", "weeks"),
    [
        # Worked on 3 March and 31 March: the weeks of 9, 16 and 23 March are without, of which
        # the garden's closed day excepts that of the 16th.
        ((6, 6), 2),  # the Sunday before
        ((7, 7), 1),
        ((13, 13), 1),
        ((13, 21), 0),  # Sunday 15 to Monday 23 March
        ((20, 20), 2),
        ((28, 30), 2),  # of the last week, which has its work
    ],
)
def test_a_week_is_excepted_by_any_day_of_a_detox_from_monday_to_sunday(detox, weeks):
    held = work(*days(1, 29), detox=(day(detox[0]), day(detox[1])))
    occurrences = [fault.occurrences for fault in found("unpaid-work.weekly", held, world(WEEKLY))]
    assert occurrences == [weeks] * bool(weeks)


def test_the_last_week_is_asked_for_too():
    # Worked on Tuesday the 3rd and Monday the 16th alone: only the week of the 9th is without.
    region = timetable(projects=(SHED,))
    held = package(planned("unpaid-work", hours=14), sessions=days(1, 14, at="shed"))
    said = ["No unpaid work in the week of 9 March 2026: every week."]
    assert sentences("unpaid-work.weekly", held, facts(WEEKLY, timetable=region)) == said


@pytest.mark.parametrize("value", [True, Bound(), Bound(None, 4)])
def test_a_row_without_a_least_asks_nobody_to_work_more(value):
    rule = should("unpaid-work", "intensive-days", value)
    unemployed = world(rule, employment=Employment.UNEMPLOYED)
    assert found("unpaid-work.intensive", work(*days(0, 7)), unemployed) == []
    silent = world(employment=Employment.UNEMPLOYED)
    assert found("unpaid-work.intensive", work(*days(0, 7)), silent) == []
    share = should("unpaid-work", "learning-share", value)
    assert found("unpaid-work.learning", work(*days(0, 7)), world(share)) == []


def test_intensive_work_is_asked_of_the_last_week_but_one():
    rule = should("unpaid-work", "intensive-days", Bound(4, None))
    unemployed = world(rule, employment=Employment.UNEMPLOYED)
    # Three days from Monday 9 March, and one of the week after, which is the last.
    (fault,) = found("unpaid-work.intensive", work(*days(0, 1, 2, 3, 7, 8, 9, 21)), unemployed)
    assert (fault.sentence, fault.occurrences) == (
        "Unpaid work on 3 days in the week of 9 March 2026: at least 4.",
        1,
    )


@pytest.mark.parametrize(
    ("lengths", "faulty"),
    [
        # 20% of 35 hours are 420 minutes. Without the longest day 419 and 420 are left; without
        # the shortest there would be 599 and 600.
        ((300, 299, 120), 0),
        ((300, 300, 120), 1),
    ],
)
def test_the_longest_learning_day_is_the_one_left_out(lengths, faulty):
    learning = [one for n, m in enumerate(lengths) for one in days(5 + n, minutes=m, at="course")]
    held = work(*days(1, 2, 3), *learning, hours=35)
    assert faulty == len(found("unpaid-work.share", held, world(SHARE)))


def test_hours_that_are_not_set_have_no_share_nor_do_those_without_learning():
    for rule in ("unpaid-work.share", "unpaid-work.learning"):
        held = work(*days(5, 6, minutes=420, at="course"), hours=None)
        assert found(rule, held, world(SHARE)) == []
    assert found("unpaid-work.share", work(*days(1, 2), hours=35), world(SHARE)) == []


def test_the_window_speaks_of_the_last_day_of_work():
    rule = row("unpaid-work", "window-months", exactly(12))
    held = work(*days(1, 8, 370), months=24)
    said = ["Unpaid work ends on 7 March 2027: by 1 March 2027."]
    assert sentences("unpaid-work.window", held, world(rule)) == said
    no_work = work(session("rar", 370), months=24)
    assert found("unpaid-work.window", no_work, world(rule)) == []
    open_ended = world(row("unpaid-work", "window-months", Bound()))
    assert found("unpaid-work.window", held, open_ended) == []


@pytest.mark.parametrize(
    ("at", "named", "said"),
    [
        # A day that names no project is at its venue, which may be the named project's own.
        (("", "far"), "garden", ["Unpaid work at far: at the project garden."]),
        (("", "office"), "garden", []),
        (("shed", "office"), "", []),
        (("shed", "office"), "elsewhere", []),  # no project of the timetable: said by its days
    ],
)
def test_a_day_without_a_project_is_known_by_its_venue(at, named, said):
    provider, venue = at
    one = session("unpaid-work", 1, "09:00", 420, provider=provider, venue=venue)
    held = package(planned("unpaid-work", hours=7, project=named), sessions=[one])
    assert sentences("unpaid-work.project", held, world()) == said


def test_where_no_work_is_dated_yet_it_is_at_no_wrong_project():
    assert found("unpaid-work.project", work(session("rar", 1)), world()) == []


def test_where_no_work_is_dated_none_is_late_or_too_little_a_week():
    rules = (
        should("unpaid-work", "start-days", Bound(None, 7)),
        should("unpaid-work", "intensive-days", Bound(4, None)),
        WEEKLY,
    )
    nothing = work(session("rar", 300))
    unemployed = world(*rules, employment=Employment.UNEMPLOYED)
    for rule in ("start", "intensive", "weekly"):
        assert found(f"unpaid-work.{rule}", nothing, unemployed) == []
    # Begun in time it may go on for as long as it takes.
    assert found("unpaid-work.start", work(*days(7, 15)), unemployed) == []
