"""Worked unrollings: each run against a calendar reckoned by hand."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from models.commitments import DateRange
from models.dated import Bound
from models.entry import Delivery, Entry, EntryKind, Leg, Module, Stage
from models.moments import from_instant
from models.runs import meeting_days, modules_of, prerequisites, runs
from models.sources import Source
from models.timetable import Group, Intake, Slot, Timetable, Venue

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
GUIDE = Source("guide", "1")
CENTRE = "attendance-centre"
FAR = date(2029, 12, 31)

# The bank holidays of England around the days used here.
HOLIDAYS = frozenset(
    {
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 4),
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 1),
    }
)


def leg(sessions=None, *modules, stage=Stage.MAIN, delivery=Delivery.GROUP):
    return Leg("group", "Group", stage, delivery, sessions, None, GUIDE, modules=modules)


def entry(*legs):
    return Entry(
        "course", EntryKind.PROGRAMME, "Course", GUIDE, "guide", date(2005, 4, 4), legs=legs
    )


def course(*modules):
    """An entry with one group leg of the given modules."""
    number = sum(module.sessions for module in modules)
    return entry(leg(Bound(number, number), *modules))


def plain(number):
    """An entry with one group leg of so many sessions and no modules."""
    return entry(leg(Bound(number, number)))


def module(code, sessions, *after):
    return Module(code, code, sessions, after)


def evening(*weekdays):
    return tuple(Slot(weekday, 18 * 60, 20 * 60 + 30) for weekday in weekdays)


def closed(slots, *starts, **fields):
    return group(slots, intake=Intake.CLOSED, starts=starts, **fields)


def group(slots, **fields):
    known = {
        "id": "g",
        "programme": "course",
        "venue": "hall",
        "slots": slots,
        "first": date(2026, 1, 5),
        "last": FAR,
        "intake": Intake.ROLLING,
        "places": 12,
    }
    return Group(**known | fields)


def region(closures=()):
    return Timetable(
        "region",
        "Region",
        date(2026, 1, 5),
        FAR,
        "ENG",
        venues={"hall": Venue("hall", "Hall", closures=closures)},
        holidays=HOLIDAYS,
    )


def unroll(group, entry, first=date(2026, 1, 5), last=FAR, closures=()):
    return runs(group, entry, region(closures), first, last)


def days(run):
    return [meeting.day for meeting in run.meetings]


def taught(run):
    """Module by module in the order attended, each with its first day."""
    return [(meeting.module, meeting.day) for meeting in run.meetings if meeting.number == 1]


# ---- closed groups -------------------------------------------------------------------------


def test_a_closed_run_takes_the_slots_in_order_from_its_start():
    # 2026-01-06 is a Tuesday; Tuesdays and Thursdays: 6, 8, 13, 15 January.
    [run] = unroll(closed(evening(TUESDAY, THURSDAY), date(2026, 1, 6)), plain(4))
    assert [date(2026, 1, day) for day in (6, 8, 13, 15)] == days(run)
    assert run.id == "g@2026-01-06"


def test_twenty_sessions_twice_a_week_take_ten_weeks():
    # From Tuesday 6 January 20 = 10 x 2 sessions: the tenth Thursday is 8 January + 63 days.
    [run] = unroll(closed(evening(TUESDAY, THURSDAY), date(2026, 1, 6)), plain(20))
    assert (20, date(2026, 3, 12)) == (len(run.meetings), run.last)


def test_christmas_moves_the_sessions_to_the_next_open_friday():
    # Fridays from 18 December 2026: the 25th is Christmas, 1 January New Year, so then 8 and 15.
    [run] = unroll(closed(evening(FRIDAY), date(2026, 12, 18)), plain(3))
    assert [date(2026, 12, 18), date(2027, 1, 8), date(2027, 1, 15)] == days(run)


def test_easter_takes_both_a_friday_and_a_monday():
    # Mondays and Fridays from 30 March 2026: Friday 3 and Monday 6 April are out, then 10 and 13.
    [run] = unroll(closed(evening(MONDAY, FRIDAY), date(2026, 3, 30)), plain(3))
    assert [date(2026, 3, 30), date(2026, 4, 10), date(2026, 4, 13)] == days(run)


def test_a_cohort_due_on_a_bank_holiday_begins_on_the_next_slot():
    # 4 May 2026 is a bank holiday Monday: the cohort meets on the 11th and the 18th.
    [run] = unroll(closed(evening(MONDAY), date(2026, 5, 4)), plain(2))
    assert ([date(2026, 5, 11), date(2026, 5, 18)], "g@2026-05-11") == (days(run), run.id)


def test_closures_of_the_group_and_of_the_venue_are_skipped():
    # Tuesdays from 6 January: the 13th shut by the group, the 20th and 27th by the venue.
    group = closed(
        evening(TUESDAY),
        date(2026, 1, 6),
        closures=(DateRange(date(2026, 1, 13), date(2026, 1, 13)),),
    )
    [run] = unroll(group, plain(2), closures=(DateRange(date(2026, 1, 20), date(2026, 1, 27)),))
    assert [date(2026, 1, 6), date(2026, 2, 3)] == days(run)


def test_the_hour_lost_in_spring_and_the_hour_won_in_autumn():
    # Clocks go forward on 29 March and back on 25 October 2026. A week has 7 * 1440 = 10080
    # minutes, so from Wednesday to Wednesday 18:00 it is 10020 in spring and 10140 in autumn.
    for start, elapsed in ((date(2026, 3, 25), 10_020), (date(2026, 10, 21), 10_140)):
        [run] = unroll(closed(evening(WEDNESDAY), start), plain(2))
        one, other = run.meetings
        assert elapsed == other.start - one.start
        assert [from_instant(meeting.start).hour for meeting in run.meetings] == [18, 18]
        assert [meeting.end - meeting.start for meeting in run.meetings] == [150, 150]


def test_each_start_is_a_run_and_overlapping_cohorts_do_not_disturb_each_other():
    starts = (date(2026, 1, 6), date(2026, 1, 20))
    first, second = unroll(closed(evening(TUESDAY), *starts), plain(3))
    assert [date(2026, 1, day) for day in (6, 13, 20)] == days(first)
    assert [date(2026, 1, 20), date(2026, 1, 27), date(2026, 2, 3)] == days(second)


def test_a_closed_run_teaches_the_modules_in_catalogue_order_and_counts_within_each():
    entry = course(module("start", 2), module("end", 1, "start"))
    [run] = unroll(closed(evening(TUESDAY), date(2026, 1, 6)), entry)
    assert [(m.module, m.number) for m in run.meetings] == [("start", 1), ("start", 2), ("end", 1)]


def test_a_run_must_begin_by_the_first_day_asked_for_and_end_by_the_last():
    # Tuesdays 6, 13, 20 January.
    group, entry = closed(evening(TUESDAY), date(2026, 1, 6)), plain(3)
    within = [
        len(unroll(group, entry, first, last))
        for first, last in (
            (date(2026, 1, 6), date(2026, 1, 20)),
            (date(2026, 1, 7), date(2026, 1, 20)),
            (date(2026, 1, 6), date(2026, 1, 19)),
        )
    ]
    assert within == [1, 0, 0]


def test_a_run_that_the_group_or_the_region_cannot_finish_is_no_run():
    # Three Tuesdays: 6, 13, 20 January. After 18 December 2029 the region has only the 25th left.
    assert (
        len(unroll(closed(evening(TUESDAY), date(2026, 1, 6), last=date(2026, 1, 20)), plain(3)))
        == 1
    )
    assert (
        unroll(closed(evening(TUESDAY), date(2026, 1, 6), last=date(2026, 1, 19)), plain(3)) == ()
    )
    assert unroll(closed(evening(TUESDAY), date(2029, 12, 18)), plain(3)) == ()


def test_a_full_group_still_has_runs():
    group = closed(evening(TUESDAY), date(2026, 1, 6), places=8, taken=8)
    assert len(unroll(group, plain(3))) == 1


# ---- rolling groups ------------------------------------------------------------------------


def three_modules():
    return course(module("a", 2), module("b", 2), module("c", 2))


def test_a_newcomer_joins_a_rolling_group_at_any_module():
    # Tuesdays from 6 January, two each: a on 6, b on 20 January, c on 3 February, a again on the
    # 17th, b on 3 March. Joining at b: b, c, then a of the second lap.
    first, second, third, *_ = unroll(group(evening(TUESDAY)), three_modules())
    a, b, c = date(2026, 1, 6), date(2026, 1, 20), date(2026, 2, 3)
    a_again, b_again = date(2026, 2, 17), date(2026, 3, 3)
    assert [("a", a), ("b", b), ("c", c)] == taught(first)
    assert [("b", b), ("c", c), ("a", a_again)] == taught(second)
    assert [("c", c), ("a", a_again), ("b", b_again)] == taught(third)


def test_thinking_skills_take_in_somebody_every_five_weeks():
    # 3 modules of 5 weekly sessions; Tuesdays meet no holiday from 6 January to 28 April.
    entry = course(module("a", 5), module("b", 5), module("c", 5))
    starts = [run.first for run in unroll(group(evening(TUESDAY)), entry)][:4]
    assert [date(2026, 1, 6) + timedelta(weeks=5 * lap) for lap in range(4)] == starts


def test_the_group_says_in_which_order_it_runs_its_modules():
    # c on 6 January, a on the 20th, b on 3 February.
    first, *_ = unroll(group(evening(TUESDAY), modules=("c", "a", "b")), three_modules())
    expected = [("c", date(2026, 1, 6)), ("a", date(2026, 1, 20)), ("b", date(2026, 2, 3))]
    assert expected == taught(first)


def foundation_first():
    return course(module("foundation", 1), *(module(m, 1, "foundation") for m in ("t", "e", "r")))


def test_a_newcomer_waits_for_the_foundation_module():
    # Tuesdays, one each: foundation 6, t 13, e 20, r 27 January, foundation again 3 February.
    first, second, *_ = unroll(group(evening(TUESDAY)), foundation_first())
    assert [date(2026, 1, 6), date(2026, 2, 3)] == [first.first, second.first]
    assert [code for code, _ in taught(first)] == ["foundation", "t", "e", "r"]


def test_foundation_between_the_others_lets_newcomers_in_more_often():
    # foundation t foundation e foundation r, one a week from 6 January. Who joins on the 20th has
    # foundation (20), e (27), r (10 February, foundation on the 3rd left out), t (24 February).
    order = ("foundation", "t", "foundation", "e", "foundation", "r")
    _, second, *_ = unroll(group(evening(TUESDAY), modules=order), foundation_first())
    assert [
        ("foundation", date(2026, 1, 20)),
        ("e", date(2026, 1, 27)),
        ("r", date(2026, 2, 10)),
        ("t", date(2026, 2, 24)),
    ] == taught(second)


def test_a_module_that_comes_before_its_foundation_is_done_on_the_second_lap():
    # t 6, foundation 13, e 20 January, t again 27: joining on the 13th.
    entry = course(module("foundation", 1), module("t", 1, "foundation"), module("e", 1))
    first, *_ = unroll(group(evening(TUESDAY), modules=("t", "foundation", "e")), entry)
    assert [
        ("foundation", date(2026, 1, 13)),
        ("e", date(2026, 1, 20)),
        ("t", date(2026, 1, 27)),
    ] == taught(first)


def test_a_chain_of_prerequisites_may_take_a_lap_for_each():
    # z waits for y, y for x; the group runs z, y, x from 6 January: x 20 January, y 3 February
    # (z on 27 January not yet), z on 17 February.
    entry = course(module("x", 1), module("y", 1, "x"), module("z", 1, "y"))
    first, *_ = unroll(group(evening(TUESDAY), modules=("z", "y", "x")), entry)
    assert [
        ("x", date(2026, 1, 20)),
        ("y", date(2026, 2, 3)),
        ("z", date(2026, 2, 17)),
    ] == taught(first)


def test_a_lap_over_easter_is_a_week_longer():
    # Fridays from 13 March, two each: a 13 and 20, b 27 March and, past Good Friday, 10 April.
    first, second, *_ = unroll(
        group(evening(FRIDAY), first=date(2026, 3, 13)), course(module("a", 2), module("b", 2))
    )
    assert [date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 27), date(2026, 4, 10)] == days(
        first
    )
    assert date(2026, 3, 27) == second.first


def test_the_phase_of_a_rolling_group_does_not_turn_on_the_day_asked_from():
    asked_early = unroll(group(evening(TUESDAY)), three_modules())
    asked_late = unroll(group(evening(TUESDAY)), three_modules(), first=date(2026, 1, 21))
    assert [run for run in asked_early if run.first >= date(2026, 1, 21)] == list(asked_late)


def test_sessions_without_modules_are_one_module_over_and_over():
    # Four weekly Tuesdays from 6 January: the next intake is on 3 February.
    first, second, *_ = unroll(group(evening(TUESDAY)), plain(4))
    assert [date(2026, 1, 6), date(2026, 2, 3)] == [first.first, second.first]


def test_the_last_lap_is_cut_where_it_cannot_be_finished():
    # a 6, b 20 January, c 3 February to the 10th, a again 17 and 24 February.
    ends = [date(2026, 2, 9), date(2026, 2, 10), date(2026, 2, 23), date(2026, 2, 24)]
    counts = [len(unroll(group(evening(TUESDAY)), three_modules(), last=end)) for end in ends]
    assert counts == [0, 1, 1, 2]


def test_a_group_that_leaves_out_a_module_has_no_run():
    assert unroll(group(evening(TUESDAY), modules=("a", "b")), three_modules()) == ()


# ---- how many sessions ---------------------------------------------------------------------


def length(entry, **fields):
    found = unroll(closed(evening(TUESDAY), date(2026, 1, 6), **fields), entry)
    return [len(run.meetings) for run in found]


def test_where_nobody_says_how_many_sessions_there_is_no_run():
    assert length(entry(leg(None))) == []


def test_a_dose_no_guide_states_comes_from_the_group():
    assert length(entry(leg(None)), sessions=7) == [7]


def test_a_stated_number_binds_the_group():
    assert length(plain(5), sessions=7) == [5]


@pytest.mark.parametrize(("own", "expected"), [(None, 32), (32, 32), (36, 36), (37, 32)])
def test_a_range_takes_the_groups_own_number_inside_it_else_the_lowest(own, expected):
    assert [expected] == length(entry(leg(Bound(32, 36))), sessions=own)


def test_a_number_of_the_group_is_shared_over_the_modules():
    # 34 over four blocks: 34 = 4 * 8 + 2, so 9, 9, 8, 8.
    blocks = [module(code, 8) for code in "abcd"]
    found = modules_of(group(evening(TUESDAY), sessions=34), entry(leg(Bound(32, 36), *blocks)))
    assert [module.sessions for module in found] == [9, 9, 8, 8]


def test_an_entry_without_a_group_leg_has_no_run():
    one_to_one = leg(Bound(6, 6), delivery=Delivery.APPOINTMENT)
    assert unroll(group(evening(TUESDAY)), entry(one_to_one)) == ()


def test_an_attendance_centre_is_attended_on_the_days_of_its_group():
    # 36 hours in sessions of three are 12; a shorter order leaves the run earlier.
    centre = evolve(entry(leg(Bound(4, 12), delivery=Delivery.APPOINTMENT)), stream=CENTRE)
    assert length(centre, sessions=12) == [12]


def test_the_main_leg_is_the_one_unrolled():
    before = leg(Bound(9, 9), stage=Stage.BEFORE)
    assert length(entry(before, leg(Bound(3, 3)))) == [3]


def test_modules_are_sorted_by_what_they_wait_for():
    entry = course(module("late", 1, "early"), module("early", 1), module("other", 1))
    found = modules_of(group(evening(TUESDAY)), entry)
    assert [module.code for module in found] == ["early", "late", "other"]


def test_a_circle_of_modules_is_named():
    with pytest.raises(ValueError, match="a -> b -> a"):
        prerequisites([module("a", 1, "b"), module("b", 1, "a")])


# ---- any group -----------------------------------------------------------------------------

slots = st.sets(st.integers(0, 6), min_size=1).map(lambda chosen: evening(*sorted(chosen)))
spans = st.tuples(st.integers(0, 400), st.integers(0, 30)).map(
    lambda span: DateRange(
        date(2026, 1, 5) + timedelta(days=span[0]),
        date(2026, 1, 5) + timedelta(days=span[0] + span[1]),
    )
)


@given(slots, st.lists(spans, max_size=4), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_no_run_ever_meets_on_a_closed_day_or_twice_a_day_and_every_session_is_there(
    slots, closures, sizes
):
    entry = course(*(module(str(place), size) for place, size in enumerate(sizes)))
    last = date(2027, 3, 31)
    open_days = {
        day for day, _ in meeting_days(group(slots), region(tuple(closures)), date.min, last)
    }
    assert not open_days & HOLIDAYS
    assert not any(day in closure for day in open_days for closure in closures)
    for run in unroll(group(slots), entry, last=last, closures=tuple(closures)):
        assert set(days(run)) <= open_days
        assert sorted(set(days(run))) == days(run)
        assert sum(sizes) == len(run.meetings)
        attended = [(meeting.module, meeting.number) for meeting in run.meetings]
        assert len(set(attended)) == len(attended)


def test_cohorts_and_slots_are_in_the_order_of_their_days_however_they_are_listed():
    # Three sessions on Fridays and Mondays; the later start is listed first.
    held = group(
        (Slot(FRIDAY, 600, 720), Slot(MONDAY, 600, 720)),
        intake=Intake.CLOSED,
        starts=(date(2026, 2, 2), date(2026, 1, 12)),
    )
    assert [days(run) for run in unroll(held, plain(3))] == [
        [date(2026, 1, 12), date(2026, 1, 16), date(2026, 1, 19)],
        [date(2026, 2, 2), date(2026, 2, 6), date(2026, 2, 9)],
    ]


@pytest.mark.parametrize(("last", "number"), [(date(2026, 1, 19), 1), (date(2026, 1, 18), 0)])
def test_a_run_may_end_on_the_very_last_day_of_all(last, number):
    # Mondays 12 and 19 January 2026, the second the last day and the first of its week.
    held = group(
        (Slot(MONDAY, 600, 720),), intake=Intake.CLOSED, starts=(date(2026, 1, 12),)
    )
    assert len(unroll(held, plain(2), last=last)) == number
    assert len(unroll(evolve(held, last=last), plain(2))) == number


def test_a_start_before_the_group_meets_begins_with_its_first_meeting():
    held = group(
        (Slot(MONDAY, 600, 720),),
        intake=Intake.CLOSED,
        first=date(2026, 1, 19),
        starts=(date(2026, 1, 12),),
    )
    assert [days(run)[0] for run in unroll(held, plain(2))] == [date(2026, 1, 19)]


def test_a_range_without_a_least_gives_its_most_and_names_of_no_module_are_passed_over():
    held = group((Slot(MONDAY, 600, 720),), modules=("zz", "b", "a"))
    assert modules_of(held, entry(leg(Bound(None, 5))))[0].sessions == 5
    assert modules_of(held, entry(leg(Bound(2, 5))))[0].sessions == 2
    waits = course(module("a", 1), module("b", 1, "zz"))
    assert [one.code for one in modules_of(held, waits)] == ["a", "b"]
    # Joined at b, the first of the group's own lap.
    assert taught(unroll(held, course(module("a", 1), module("b", 1)))[0]) == [
        ("b", date(2026, 1, 5)),
        ("a", date(2026, 1, 12)),
    ]
