"""Curfew windows over midnight, over a week, and over the change of the clocks."""

from datetime import datetime, time, timedelta

import pytest
from attrs import evolve

from models.case import Ask, ExistingOrder, Sentence, Terms
from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.dated import Bound
from models.package import CurfewRow
from models.rules.curfew import by_day, imposed_minutes, nights, served
from models.sources import Force
from tests.models.rules.build import (
    case,
    contact,
    day,
    every_night,
    facts,
    found,
    package,
    planned,
    row,
    sentences,
    session,
)

DAY = row("curfew", "hours-a-day", Bound(2, 16))
WEEK = row("curfew", "hours-a-week", Bound(None, 112))
SEVEN_TO_SEVEN = every_night(1140, 1860)


def curfew(rows=SEVEN_TO_SEVEN, *sessions, months: int = 3, **more: object):
    return package(planned("curfew", months=months, **more), curfew=rows, sessions=sessions)


@pytest.mark.parametrize(
    ("rows", "faulty"),
    [
        (every_night(1140, 1140 + 16 * 60), 0),  # 16 hours, split 5 and 11
        (every_night(1140, 1140 + 16 * 60 + 1), 1),
        (every_night(600, 720), 0),  # 2 hours
        (every_night(600, 719), 1),
    ],
)
def test_the_hours_of_each_day_are_inside_the_bounds(rows, faulty):
    assert faulty == len(found("curfew.daily", curfew(rows), facts(DAY)))


@pytest.mark.parametrize(("hours", "faulty"), [(11, 0), (12, 0), (13, 1)])
def test_hours_the_court_fixed_are_not_fewer_on_any_day_that_has_some(hours, faulty):
    # Seven to seven is 12 hours; two weekdays have no window, which is no matter.
    asked = Ask("curfew", terms=Terms(hours_a_day=hours))
    world = facts(case=evolve(case(), sentence=Sentence(asks=(asked,))))
    told = found("curfew.daily", curfew(SEVEN_TO_SEVEN[:5]), world)
    assert 5 * faulty == sum(fault.occurrences for fault in told)


def test_hours_past_midnight_are_the_next_day_s():
    # Windows of 10 hours from 22:00, but 8 hours from 14:00 on Tuesday: Tuesday then holds the
    # 8 hours of Monday's night and 8 of its own, 16; a minute more is too much.
    others = tuple(one for one in every_night(1320, 1920) if one.weekday != 1)
    assert found("curfew.daily", curfew((*others, CurfewRow(1, 840, 1320))), facts(DAY)) == []
    said = ["Curfew of 16 hours 1 minute on Tuesday: at most 16 hours."]
    assert said == sentences("curfew.daily", curfew((*others, CurfewRow(1, 839, 1320))), facts(DAY))


def test_a_day_may_have_no_window_and_another_two():
    weekend = (CurfewRow(4, 1140, 1860), CurfewRow(5, 1140, 1860))
    assert found("curfew.daily", curfew(weekend), facts(DAY)) == []
    doubled = (*SEVEN_TO_SEVEN, CurfewRow(6, 600, 660))
    assert found("curfew.daily", curfew(doubled), facts(DAY)) == []


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (420, []),  # Monday from 7:00, when Sunday's night is over
        (419, ["Curfew on Monday: its windows overlap."]),
    ],
)
def test_windows_never_overlap(start, said):
    rows = (*SEVEN_TO_SEVEN[1:], CurfewRow(0, start, 1140))
    assert said == sentences("curfew.daily", curfew(rows), facts())


def test_two_windows_of_a_day_count_together():
    # 6 + 6 = 12 hours; a minute more is over the twelve the court fixed.
    for more, faulty in ((0, 0), (1, 1)):
        rows = (CurfewRow(2, 0, 360), CurfewRow(2, 600, 960 + more))
        assert faulty == len(found("curfew.daily", curfew(rows, hours_a_day=12), facts()))


def test_a_dated_curfew_has_windows_and_terms_alone_need_none():
    held = curfew(())
    assert found("curfew.daily", held, facts()) == []
    assert sentences("curfew.daily", held, facts(), dated=True) == ["Curfew with no window."]


def test_windows_are_no_longer_than_the_terms():
    assert found("curfew.daily", curfew(hours_a_day=12), facts()) == []
    (fault,) = found("curfew.daily", curfew(hours_a_day=11), facts())
    assert fault.occurrences == 7


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (960, []),  # 7 x 16 = 112 hours
        (961, ["Curfew of 112 hours 7 minutes a week: at most 112 hours."]),
    ],
)
def test_the_seven_windows_are_inside_the_bound_of_a_week(minutes, said):
    rows = every_night(1140, 1140 + minutes)
    assert said == sentences("curfew.weekly", curfew(rows), facts(WEEK))


@pytest.mark.parametrize(
    ("start", "faulty"),
    [
        ("17:30", 0),  # an hour, and half an hour home: 19:00
        ("17:31", 1),
        ("07:30", 0),  # half an hour from home: 07:00
        ("07:29", 1),
    ],
)
def test_no_visit_meets_a_window(start, faulty):
    held = curfew(SEVEN_TO_SEVEN, contact(10, start))
    assert faulty == len(found("curfew.sessions", held, facts()))


def test_windows_stand_only_on_the_days_of_the_curfew():
    # Three months from 2 March 2026 end on 1 June, offset 91; its window runs into 2 June.
    for offset, start, faulty in ((91, "20:00", 1), (92, "06:00", 1), (92, "20:00", 0)):
        held = curfew(SEVEN_TO_SEVEN, contact(offset, start))
        assert faulty == len(found("curfew.sessions", held, facts()))


def test_the_change_of_the_clocks_makes_a_night_shorter_or_longer():
    # Clocks go forward in the night to 29 March 2026 (offset 26 begins it), back to 25 October
    # (offset 236). By the clock each night is 12 hours.
    lengths = {
        offset: {
            end - start
            for start, end in nights(
                package(
                    planned("curfew", start=day(offset), end=day(offset)), curfew=SEVEN_TO_SEVEN
                )
            )
        }
        for offset in (25, 26, 236)
    }
    assert lengths == {25: {720}, 26: {660}, 236: {780}}


@pytest.mark.parametrize(("start", "number"), [(0, 1), (719, 1), (720, 2)])
def test_a_window_begun_before_noon_on_the_day_of_sentence_is_imposed_and_not_served(start, number):
    # Mondays 2 and 9 March 2026; the order is made on the first.
    one = planned("curfew", start=day(0), end=day(7))
    rows = (CurfewRow(day(0).weekday(), start, start + 360),)
    assert len(nights(package(one, curfew=rows))) == 2
    assert len(served(package(one, curfew=rows))) == number
    later = planned("curfew", start=day(7), end=day(7))
    assert len(served(package(later, curfew=rows))) == 1


@pytest.mark.parametrize(
    ("offset", "start", "faulty"),
    [
        (0, 719, 0),  # until 12:59 on the day of sentence, when the visit goes on
        (0, 720, 1),
        (7, 719, 1),
    ],
)
def test_a_visit_meets_no_window_that_is_not_served(offset, start, faulty):
    held = curfew((CurfewRow(0, start, start + 60),), contact(offset, "12:00"))
    assert faulty == len(found("curfew.sessions", held, facts()))


@pytest.mark.parametrize(("offset", "start", "faulty"), [(0, 719, 0), (0, 720, 1), (7, 719, 1)])
def test_a_window_that_is_not_served_meets_no_firm_commitment(offset, start, faulty):
    noon = datetime.combine(day(offset), time(12, 30))
    once = Commitment(
        CommitmentKind.CARING, firm=True, extra=(Extra(noon, noon + timedelta(minutes=15)),)
    )
    assert faulty == len(firm(curfew((CurfewRow(0, start, start + 60),)), once))


def test_a_package_without_a_curfew_has_no_nights():
    held = package(planned("rar"), sessions=[session("contact", 1, "22:00")])
    assert nights(held) == served(held) == ()
    assert found("curfew.sessions", held, facts()) == []


def prayers(start: int, end: int, weekday: int = 4, **more: object) -> Commitment:
    held: dict[str, object] = {"firm": True, **more}
    return Commitment(
        held.pop("kind", CommitmentKind.WORSHIP), shifts=(Shift(weekday, start, end),), **held
    )


def firm(held, *commitments: Commitment, existing=()):
    return found("curfew.firm", held, facts(case=case(commitments=commitments, existing=existing)))


@pytest.mark.parametrize(
    ("start", "end", "faulty"),
    [
        (1080, 1140, 0),  # over as the curfew begins at 19:00
        (1080, 1141, 1),
        (1230, 1320, 1),  # 20:30 to 22:00
        (420, 480, 0),  # from the end at 07:00
        (419, 480, 1),
        (1860, 1920, 0),  # from 07:00 on the next day
        (1859, 1920, 1),
    ],
)
def test_no_window_meets_a_firm_commitment(start, end, faulty):
    assert faulty == len(firm(curfew(), prayers(start, end)))


def test_only_a_window_of_that_weekday_meets_it():
    weekend = (CurfewRow(4, 1140, 1860), CurfewRow(5, 1140, 1860))
    assert len(firm(curfew(weekend), prayers(1230, 1320, 4))) == 1
    assert firm(curfew(weekend), prayers(1230, 1320, 6)) == []


def test_what_is_not_firm_or_keeps_nobody_from_home_may_be_met():
    assert firm(curfew(), prayers(1230, 1320, firm=False)) == []
    assert firm(curfew(), prayers(1230, 1320, kind=CommitmentKind.UNAVAILABLE)) == []


@pytest.mark.parametrize(("offset", "faulty"), [(0, 1), (90, 1), (91, 1), (92, 0)])
def test_a_commitment_is_met_from_the_first_night_until_the_curfew_ends(offset, faulty):
    # Three months from 2 March end on 1 June, offset 91; its night goes on to 2 June.
    evening = datetime.combine(day(offset), time(20))
    once = Commitment(
        CommitmentKind.CARING, firm=True, extra=(Extra(evening, evening + timedelta(hours=1)),)
    )
    assert faulty == len(firm(curfew(), once))


@pytest.mark.parametrize(("hour", "minute", "faulty"), [(19, 0, 0), (19, 1, 1)])
def test_no_window_meets_a_session_of_an_existing_order(hour, minute, faulty):
    held = ExistingOrder(
        sessions=((datetime(2026, 3, 10, 17), datetime(2026, 3, 10, hour, minute)),)
    )
    assert faulty == len(firm(curfew(), existing=(held,)))


def test_a_curfew_over_firm_time_is_one_must_and_said_with_its_first_evening():
    (fault,) = firm(curfew(), prayers(1230, 1320))
    assert fault.force is Force.MUST
    assert fault.sentence == (
        "Curfew on 6 March 2026 at 8:30pm: meets a firm commitment (worship)."
    )
    assert fault.occurrences == 13  # the Fridays from 6 March to 29 May
    assert str(fault.source) == "case commitments"


def test_where_the_law_protects_firm_time_the_law_is_cited():
    protected = row("order", "religion-work-education", True)
    world = facts(protected, case=case(commitments=(prayers(1230, 1320),)))
    (fault,) = found("curfew.firm", curfew(), world)
    assert fault.source == protected.source


def test_a_visit_that_meets_a_window_is_said_by_its_first_session():
    # Two sessions at the office linked in one visit; from 18:30 it is home at 20:00 at the soonest.
    held = curfew(SEVEN_TO_SEVEN, contact(10, "17:30", minutes=30), contact(10, "18:00"))
    (said,) = sentences("curfew.sessions", held, facts())
    assert said.startswith("contact main on 12 March 2026 at 5:30pm, with the way there and back")


def test_windows_without_a_curfew_meet_nothing():
    held = package(planned("rar"), curfew=SEVEN_TO_SEVEN)
    assert firm(held, prayers(1230, 1320)) == []


@pytest.mark.parametrize(
    ("fixed", "length", "said"),
    [
        (12, 720, 0),
        (12, 719, 1),
        (1, 1, 1),  # of the minute that is there, not of the days that hold none
    ],
)
def test_a_window_is_held_to_the_hours_the_court_fixed_to_the_minute(fixed, length, said):
    asked = Ask("curfew", terms=Terms(hours_a_day=fixed))
    world = facts(case=case(sentence=Sentence(asks=(asked,))))
    assert said == len(found("curfew.daily", curfew((CurfewRow(2, 1140, 1140 + length),)), world))


def test_an_overlap_is_said_once_and_of_the_weekday_on_which_the_later_window_begins():
    # Tuesday 17:00 to 21:00, and 20:00 to 06:00 on Wednesday.
    held = curfew((CurfewRow(1, 1020, 1260), CurfewRow(1, 1200, 1800)))
    (fault,) = found("curfew.daily", held, facts())
    assert (fault.sentence, fault.occurrences) == ("Curfew on Tuesday: its windows overlap.", 1)


def test_a_day_of_too_few_hours_is_said_with_the_least():
    # A minute short of two hours on Monday; the other days have none, and need none.
    said = ["Curfew of 1 hour 59 minutes on Monday: at least 2 hours."]
    assert sentences("curfew.daily", curfew((CurfewRow(0, 600, 719),)), facts(DAY)) == said


def test_windows_stand_under_a_curfew():
    held = package(planned("rar"), curfew=SEVEN_TO_SEVEN)
    assert sentences("curfew.daily", held, facts(), dated=True) == ["Windows with no curfew."]
    nobody_curfewed = package(planned("rar"), curfew=every_night(1140, 1140 + 961))
    assert found("curfew.weekly", nobody_curfewed, facts(WEEK)) == []


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (120, []),  # 7 x 2 = 14 hours
        (119, ["Curfew of 13 hours 53 minutes a week: at least 14 hours."]),
    ],
)
def test_a_least_week_binds_windows_and_not_the_want_of_them(minutes, said):
    least = facts(row("curfew", "hours-a-week", Bound(14, 112)))
    assert sentences("curfew.weekly", curfew(every_night(600, 600 + minutes)), least) == said
    assert found("curfew.weekly", curfew(()), least) == []


@pytest.mark.parametrize(("offset", "faulty"), [(0, 1), (7, 1), (84, 1), (91, 1), (1, 0)])
def test_firm_time_is_looked_at_from_the_first_of_a_weekly_window_to_the_last(offset, faulty):
    # Mondays from 7 to 8 in the evening; the three months end on Monday 1 June, offset 91.
    evening = datetime.combine(day(offset), time(19, 30))
    once = Commitment(
        CommitmentKind.CARING, firm=True, extra=(Extra(evening, evening + timedelta(hours=2)),)
    )
    assert faulty == len(firm(curfew((CurfewRow(0, 1140, 1200),)), once))


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        (CurfewRow(2, 1140, 1860), (0, 0, 300, 420, 0, 0, 0)),
        (CurfewRow(6, 1140, 1860), (420, 0, 0, 0, 0, 0, 300)),
        (CurfewRow(4, 600, 720), (0, 0, 0, 0, 120, 0, 0)),
        (CurfewRow(4, 1140, 1440), (0, 0, 0, 0, 300, 0, 0)),
    ],
)
def test_what_runs_past_midnight_is_of_the_next_weekday(row, minutes):
    assert by_day((row,)) == minutes


def test_minutes_are_imposed_by_the_clock_and_none_twice():
    # The nights to 29 March and 25 October 2026, when the clocks change, are twelve hours each.
    for offset in (25, 26, 236):
        one = planned("curfew", start=day(offset), end=day(offset))
        assert imposed_minutes(package(one, curfew=SEVEN_TO_SEVEN)) == 720
    # Two windows of a Monday with an hour in common: 17:00 to 20:00 and 19:00 to 22:00.
    rows = (CurfewRow(0, 1020, 1200), CurfewRow(0, 1140, 1320))
    monday = planned("curfew", start=day(0), end=day(0))
    assert imposed_minutes(package(monday, curfew=rows)) == 300
