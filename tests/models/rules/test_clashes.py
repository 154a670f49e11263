"""Visits, firm commitments, and the load of a day and a week."""

from datetime import UTC, datetime, time, timedelta

import pytest

from models.case import ExistingOrder, Limits, Person
from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.dated import Bound
from models.moments import LONDON
from models.rules.visits import visits
from models.timetable import Venue
from tests.models.rules.build import (
    case,
    day,
    facts,
    found,
    package,
    row,
    sentences,
    session,
    timetable,
)

LINKED = timetable(travel={("office", "far"): 25})


def two(second: str, venue: str = "office"):
    """A session from 10:00 to 11:00 at the office, and another that day."""
    sessions = [session("a", 1, "10:00"), session("b", 1, second, venue=venue)]
    return package(sessions=sessions)


@pytest.mark.parametrize(
    ("second", "number", "travel"),
    [
        ("11:00", 1, 60),  # no wait: home and back once, 2 x 30
        ("12:00", 1, 60),  # 60 minutes to wait
        ("12:01", 2, 120),  # 61: home between
    ],
)
def test_an_hour_at_one_venue_is_one_visit(second, number, travel):
    held = visits(two(second), facts())
    assert (number, travel) == (len(held), sum(visit.travel for visit in held))


@pytest.mark.parametrize(
    ("second", "number", "travel"),
    [
        ("11:24", 2, 120),  # a minute short of the 25 between
        ("11:25", 1, 85),  # 30 + 25 + 30
        ("12:25", 1, 85),  # an hour to wait
        ("12:26", 2, 120),
    ],
)
def test_two_venues_with_a_way_between_are_one_visit(second, number, travel):
    held = visits(two(second, "far"), facts(timetable=LINKED))
    assert (number, travel) == (len(held), sum(visit.travel for visit in held))


def test_the_block_of_a_visit_runs_from_home_to_home():
    (visit,) = visits(two("11:00"), facts())
    # 09:30 to 12:30.
    assert visit.block[1] - visit.block[0] == 180


AT_11_59 = "59 minutes after a main, at least 60 to go home between."
AT_11_00 = "0 minutes after a main, at least 60 to go home between."
AT_10_59 = "begins 1 minute before a main ends."


@pytest.mark.parametrize(
    ("second", "venue", "said"),
    [
        ("12:00", "office", []),
        ("12:01", "office", []),  # not linked: 61 minutes, and 60 are enough to go home between
        ("10:59", "office", [f"b main on 3 March 2026 at 10:59am: {AT_10_59}"]),
        ("11:00", "far", [f"b main on 3 March 2026 at 11am: {AT_11_00}"]),
        ("12:00", "far", []),  # no way stated: 30 home and 30 back
        ("11:59", "far", [f"b main on 3 March 2026 at 11:59am: {AT_11_59}"]),
    ],
)
def test_sessions_of_a_day_are_linked_or_far_enough_apart(second, venue, said):
    assert said == sentences("clashes.together", two(second, venue), facts())


def firm(kind: CommitmentKind, start: int, end: int, **more: object) -> Commitment:
    return Commitment(kind, firm=True, shifts=tuple(Shift(d, start, end) for d in range(7)), **more)


@pytest.mark.parametrize(
    ("start", "end", "faulty"),
    [
        (540, 570, 0),  # until 09:30, when the person leaves home
        (540, 571, 1),
        (690, 720, 0),  # from 11:30, when back
        (689, 720, 1),
    ],
)
def test_a_firm_commitment_is_never_met(start, end, faulty):
    world = facts(case=case(commitments=(firm(CommitmentKind.WORSHIP, start, end),)))
    held = package(sessions=[session("a", 1, "10:00")])
    assert faulty == len(found("clashes.firm", held, world))


def test_what_is_not_firm_may_be_met():
    work = Commitment(CommitmentKind.WORK, firm=False, shifts=(Shift(1, 540, 1020),))
    held = package(sessions=[session("a", 1, "10:00")])
    assert found("clashes.firm", held, facts(case=case(commitments=(work,)))) == []


@pytest.mark.parametrize(("second", "faulty"), [("06:29", 1), ("06:30", 0)])
def test_a_firm_night_shift_is_seen_to_its_end(second, faulty):
    # Monday 22:00 to Tuesday 06:00; half an hour from home.
    nights = Commitment(CommitmentKind.WORK, firm=True, shifts=(Shift(0, 1320, 1800),))
    held = package(sessions=[session("a", 1, second)])
    assert faulty == len(found("clashes.firm", held, facts(case=case(commitments=(nights,)))))


def test_a_night_over_the_end_of_summer_time_is_an_hour_longer():
    # 24 October 2026, 22:00, for 8 hours by the clock: 9 elapsed. Offset 237 is 25 October.
    start, end = datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 6)
    extra = Commitment(CommitmentKind.WORK, firm=True, extra=(Extra(start, end),))
    ((begins, ends),) = extra.between(day(236), day(236))
    assert ends - begins == 9 * 60
    for at, faulty in (("06:29", 1), ("06:30", 0)):
        held = package(sessions=[session("a", 237, at)])
        assert faulty == len(found("clashes.firm", held, facts(case=case(commitments=(extra,)))))


@pytest.mark.parametrize(("hour", "minute", "faulty"), [(11, 30, 0), (11, 29, 1)])
def test_sessions_of_an_existing_order_are_firm(hour, minute, faulty):
    other = ExistingOrder(
        sessions=((datetime(2026, 3, 3, hour, minute), datetime(2026, 3, 3, 14)),)
    )
    held = package(sessions=[session("a", 1, "10:00")])
    assert faulty == len(found("clashes.firm", held, facts(case=case(existing=(other,)))))


TWO_A_DAY = row("load", "attendances-a-day", Bound(None, 2))
THREE_A_WEEK = row("load", "attendances-a-week", Bound(None, 3))


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["08:00", "12:00"], []),
        (["08:00", "12:00", "16:00"], ["3 attendances on 3 March 2026: at most 2."]),
    ],
)
def test_attendances_a_day(times, said):
    held = package(sessions=[session("a", 1, time) for time in times])
    assert said == sentences("clashes.day", held, facts(TWO_A_DAY))


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ((7, 8, 13), []),
        ((6, 7, 8, 13), []),  # Sunday is of the week before
        ((7, 8, 9, 13), ["4 attendances in the week of 9 March 2026: at most 3."]),
    ],
)
def test_attendances_a_calendar_week(offsets, said):
    held = package(sessions=[session("a", offset) for offset in offsets])
    assert said == sentences("clashes.week", held, facts(THREE_A_WEEK))


def test_the_case_may_lower_the_load_and_never_raise_it():
    held = package(sessions=[session("a", 1, "08:00"), session("a", 1, "12:00")])
    for own, faulty in ((1, 1), (2, 0), (5, 0)):
        world = facts(TWO_A_DAY, case=case(limits=Limits(attendances_a_day=own)))
        assert faulty == len(found("clashes.day", held, world))
    three = package(sessions=[session("a", 1, f"{hour:02d}:00") for hour in (8, 12, 16)])
    world = facts(TWO_A_DAY, case=case(limits=Limits(attendances_a_day=5)))
    assert len(found("clashes.day", three, world)) == 1


@pytest.mark.parametrize(("offset", "faulty"), [(1, 1), (20, 0), (40, 1)])
def test_firm_time_is_looked_at_from_the_first_visit_to_the_last(offset, faulty):
    start = datetime.combine(day(offset), time(10, 30))
    once = Commitment(
        CommitmentKind.CARING, firm=True, extra=(Extra(start, start + timedelta(hours=1)),)
    )
    held = package(sessions=[session("a", 1, "10:00"), session("a", 40, "10:00")])
    assert faulty == len(found("clashes.firm", held, facts(case=case(commitments=(once,)))))


def test_a_visit_that_meets_firm_time_is_said_by_its_first_session_and_the_law_cited():
    worship = firm(CommitmentKind.WORSHIP, 730, 760)
    protected = row("order", "religion-work-education", True)
    world = facts(protected, case=case(commitments=(worship,)))
    # From 10:00 to 12:15 in one visit, home at 12:45.
    (fault,) = found("clashes.firm", two("11:15"), world)
    assert fault.sentence.startswith("a main on 3 March 2026 at 10am, with the way there and back")
    assert fault.source == protected.source
    (by_the_case,) = found("clashes.firm", two("11:15"), facts(case=world.case))
    assert str(by_the_case.source) == "case commitments"


def test_a_package_without_sessions_meets_nothing():
    world = facts(case=case(commitments=(firm(CommitmentKind.WORSHIP, 540, 600),)))
    assert found("clashes.firm", package(), world, dated=True) == []


@pytest.mark.parametrize(
    ("rows", "own", "most", "ground"),
    [
        ((TWO_A_DAY,), None, 2, "made-up"),
        ((TWO_A_DAY,), 2, 2, "made-up"),  # no stricter than the row, which stands
        ((TWO_A_DAY,), 1, 1, "case"),
        ((), 1, 1, "case"),
    ],
)
def test_the_load_is_the_stricter_of_row_and_case_and_is_cited(rows, own, most, ground):
    held = package(sessions=[session("a", 1, f"{hour:02d}:00") for hour in (8, 12, 16)])
    world = facts(*rows, case=case(limits=Limits(attendances_a_day=own)))
    (fault,) = found("clashes.day", held, world)
    assert fault.sentence == f"3 attendances on 3 March 2026: at most {most}."
    assert str(fault.source).startswith(ground)


def test_of_two_days_with_too_much_the_first_is_said():
    sessions = [session("a", day, f"{hour:02d}:00") for day in (9, 1) for hour in (8, 12, 16)]
    (fault,) = found("clashes.day", package(sessions=sessions), facts(TWO_A_DAY))
    assert (fault.sentence, fault.occurrences) == ("3 attendances on 3 March 2026: at most 2.", 2)


def test_three_sessions_each_within_an_hour_of_the_last_are_one_visit():
    # 10:00-11:00, 11:30-12:30 and 13:00-14:00: the third is two hours after the first.
    times = {"c": "13:00", "a": "10:00", "b": "11:30"}
    sessions = [session(part, 1, start) for part, start in times.items()]
    (visit,) = visits(package(sessions=sessions), facts())
    assert [one.part for one in visit.sessions] == ["a", "b", "c"]
    assert (visit.travel, visit.block[1] - visit.block[0]) == (60, 240 + 60)


@pytest.mark.parametrize(
    ("venue", "travel"),
    [
        ("office", 60),
        ("own", 90),  # a way the case gives, to a venue the timetable does not hold
        ("nowhere", 60),  # the region's default
        ("far", 100),  # the case before the region
    ],
)
def test_the_way_from_home_is_the_case_s_the_venue_s_or_the_region_s(venue, travel):
    world = facts(case=case(travel={"own": 45, "far": 50}))
    (visit,) = visits(package(sessions=[session("a", 1, venue=venue)]), world)
    assert visit.travel == travel


def test_time_kept_free_of_attendance_is_met_by_no_visit_though_it_keeps_nobody_from_home():
    for firm_too, faulty in ((True, 1), (False, 0)):
        kept = Commitment(
            CommitmentKind.UNAVAILABLE, firm=firm_too, shifts=(Shift(1, 600, 660),)
        )
        held = package(sessions=[session("a", 1, "10:00")])
        assert faulty == len(found("clashes.firm", held, facts(case=case(commitments=(kept,)))))


@pytest.mark.parametrize("clock", [None, LONDON, UTC])
def test_an_existing_order_s_times_are_london_s_unless_they_say_another(clock):
    # Tuesday 2 June 2026 (offset 92), in summer time; back home at 11:30, which is 10:30 UTC.
    for minute, faulty in ((29, 1), (30, 0)):
        hour = 10 if clock is UTC else 11
        start = datetime(2026, 6, 2, hour, minute, tzinfo=clock)
        other = ExistingOrder(sessions=((start, start + timedelta(hours=2)),))
        held = package(sessions=[session("a", 92, "10:00")])
        assert faulty == len(found("clashes.firm", held, facts(case=case(existing=(other,)))))


@pytest.mark.parametrize(("area", "travel"), [("north", 20), ("south", 60)])
def test_the_way_to_a_venue_is_by_the_area_the_person_lives_in(area, travel):
    near = Venue("office", "Office", home_minutes={"north": 10})
    world = facts(case=case(person=Person(area=area)), timetable=timetable(near))
    (visit,) = visits(package(sessions=[session("a", 1)]), world)
    assert visit.travel == travel
