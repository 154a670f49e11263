"""Calendar files, read back by another library than the one that wrote them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from ical.calendar_stream import IcsCalendarStream

from models.moments import LONDON, local
from models.package import CurfewRow
from models.timetable import Venue
from reports.calendar import calendar

INPUTS = (("case", "c0ffee"), ("timetable", "beef"))


@pytest.fixture
def written(option, facts):
    return calendar(option, facts, INPUTS)


def read(data):
    return IcsCalendarStream.calendar_from_ics(data.decode())


def attendances(data):
    return [event for event in read(data).events if event.rrule is None]


def test_every_session_is_an_event_at_its_instant(written, option):
    starts = sorted(event.dtstart.astimezone(UTC) for event in attendances(written))
    assert starts == sorted(s.start.astimezone(UTC) for s in option.package.sessions)


def test_times_are_of_london_on_both_sides_of_the_clock_change(written):
    lines = written.decode().split("\r\n")
    assert "DTSTART;TZID=Europe/London:20261021T100000" in lines
    assert "DTSTART;TZID=Europe/London:20261104T100000" in lines


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 24), 9), (date(2027, 3, 27), 7), (date(2026, 7, 1), 8)]
)
def test_a_night_over_a_clock_change_keeps_its_wall_clock(option, facts, day, hours):
    # From 10pm to 6am: 8 hours, one more when clocks go back, one fewer when they go forward.
    night = evolve(option.package.sessions[0], start=local(day, 22 * 60), end=local(day, 30 * 60))
    only = evolve(option, package=evolve(option.package, sessions=(night,)))
    (event,) = attendances(calendar(only, facts, INPUTS))
    elapsed = event.dtend.astimezone(UTC) - event.dtstart.astimezone(UTC)
    assert elapsed == timedelta(hours=hours)
    assert event.dtend.astimezone(LONDON).hour == 6


def test_the_zone_says_when_clocks_change(written):
    lines = written.decode().split("\r\n")
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in lines
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    assert [line for line in zone if line.startswith("TZOFFSET")] == [
        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000",
    ]  # fmt: skip


def test_the_same_answer_gives_the_same_file(option, facts, written):
    assert calendar(option, facts, INPUTS) == written


def test_uids_differ_within_a_file(written):
    uids = [event.uid for event in read(written).events]
    # 34 sessions and 7 weekly nights.
    assert len(set(uids)) == len(uids) == 41


def test_a_moved_session_keeps_its_uid(option, facts, written):
    first, *rest = option.package.sessions
    later = evolve(first, start=first.start + timedelta(days=1), end=first.end + timedelta(days=1))
    moved = evolve(option, package=evolve(option.package, sessions=(later, *rest)))
    again = calendar(moved, facts, INPUTS)
    assert {e.uid for e in read(again).events} == {e.uid for e in read(written).events}


def test_another_case_has_other_uids(option, facts, written):
    others = read(calendar(option, facts, (("case", "other"),))).events
    assert {e.uid for e in others} & {e.uid for e in read(written).events} == set()


def test_the_curfew_is_weekly_until_its_last_night(written):
    nights = [event for event in read(written).events if event.rrule is not None]
    assert len(nights) == 7
    # The curfew runs from Monday 8 June to Friday 7 August 2026: 61 days, so 61 nights.
    begun = [night for event in nights for night in occurrences(event)]
    first, last = datetime(2026, 6, 8, 22), datetime(2026, 8, 7, 22)
    assert sorted(begun) == [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(("start", "first"), [(719, 15), (720, 8)])
def test_no_night_begins_before_the_order_is_made(option, facts, start, first):
    # The order is made on Monday 8 June 2026: a window from 11:59 that day begins a week later.
    rows = (CurfewRow(0, start, start + 600), *option.package.curfew[1:])
    moved = evolve(option, package=evolve(option.package, curfew=rows))
    events = read(calendar(moved, facts, INPUTS)).events
    mondays = [e.dtstart for e in events if e.rrule is not None and e.dtstart.weekday() == 0]
    assert min(monday.day for monday in mondays) == first


def occurrences(event):
    """The starts of a weekly event by the London clock, worked out by hand."""
    until = event.rrule.until.astimezone(LONDON).replace(tzinfo=None)
    start = event.dtstart.replace(tzinfo=None)
    while start <= until:
        yield start
        start += timedelta(days=7)


def test_commas_and_line_breaks_cannot_break_out_of_a_field(option, facts):
    venues = {**facts.timetable.venues, "office": Venue("office", "A;B, C\\D\nBEGIN:VALARM\x00")}
    wild = evolve(facts, timetable=evolve(facts.timetable, venues=venues))
    data = calendar(option, wild, INPUTS)
    assert attendances(data)[0].location == "A;B, C\\D BEGIN:VALARM"
    assert b"\r\nBEGIN:VALARM" not in data


def test_no_line_is_longer_than_the_format_allows(written):
    assert max(map(len, written.split(b"\r\n"))) <= 75


def test_it_asks_nobody_anything_and_says_nothing_of_the_person(written, facts):
    said = written.decode()
    assert "METHOD" not in said
    assert facts.case.title not in said
    assert "DTSTAMP:20260608T000000Z" in said
