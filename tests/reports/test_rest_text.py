"""What attendances take of the rest after a night's work, as an officer and a program read it."""

from datetime import date

import pytest
from attrs import evolve

from optimiser.results import Clash
from optimiser.trading import trade
from reports.calendar_text import week_by_week
from reports.comparison import described
from reports.court import court_text
from reports.json_report import answer
from reports.rest_text import rest_lost
from reports.screen import rendered
from tests.models.rules.build import exactly, should

NIGHT = (
    should("rest", "night-start", "23:00"),
    should("rest", "night-end", "06:00"),
    should("rest", "night-hours", exactly(3)),
    should("rest", "rest-hours", exactly(8)),
)


@pytest.fixture
def rested(facts):
    return evolve(facts, menu=evolve(facts.menu, rulings=(*facts.menu.rulings, *NIGHT)))


def taking(option, *minutes):
    """The option with its first sessions taking so many minutes of rest each."""
    held = option.package.sessions
    rest = tuple(
        Clash(session.id, session.day, lost, "rest after Warehouse, nights")
        for session, lost in zip(held, minutes, strict=False)
    )
    return evolve(option, rest=rest, measures=evolve(option.measures, rest=sum(minutes)))


def test_one_attendance_says_its_day_and_what_can_be_done(option, rested):
    [first, *_] = option.package.sessions
    assert first.day == date(2026, 6, 10)
    assert list(rest_lost(taking(option, 90), rested)) == [
        "1 attendance falls in the 8 hours after a night's work and takes 1 h 30 min of rest, ways "
        "included. On 10 June 2026.",
        "The hours of rest are our assumption, and no part of the work lost: --never or --group "
        "can keep it apart.",
    ]


def test_of_many_the_first_three_days_are_said(option, rested):
    # 60 + 45 + 30 + 15 = 150 minutes.
    said, _ = rest_lost(taking(option, 60, 45, 30, 15), rested)
    assert "4 attendances fall in the 8 hours after a night's work and take 2 h 30 min" in said
    assert said.count("June") == 3
    assert "The first days: 10 June" in said


def test_it_stands_under_its_option_and_not_where_nothing_is_taken(option, rested):
    assert any("of rest" in said for said in described(taking(option, 90), rested))
    assert not any("of rest" in said for said in described(option, rested))


def test_the_calendar_says_it_at_its_session_and_the_court_reads_no_more_work(
    option, found, rested
):
    slept = taking(option, 90)
    said = " ".join(rendered(week_by_week(slept, rested), 200).split())
    assert said.count("of rest after a night's work]") == 1
    assert "[takes 1 hour 30 minutes of rest after a night's work]" in said
    for court in (court_text(found, 1), court_text(evolve(found, options=(slept,)), 1)):
        assert "Its attendances take 12 hours of work, study or care" in court.rationale


def test_json_has_it_at_the_session_in_a_list_and_in_the_measures(found, option):
    data = answer(evolve(found, options=(taking(option, 90),)))["options"][0]
    first = option.package.sessions[0].id
    rest = {row["id"]: row["rest_minutes"] for row in data["sessions"] if row["rest_minutes"]}
    assert rest == {first: 90}
    [one] = data["rest"]
    assert (one["session"], one["day"], one["minutes"]) == (first, "2026-06-10", 90)
    assert (data["measures"]["rest_minutes"], data["measures"]["work"]) == (90, 720)


def test_the_trade_tells_rest_apart_from_work(option):
    less, more = taking(option, 60), taking(option, 60, 45)
    assert trade(more, less) == "45 min more rest after nights taken"
    assert trade(less, more) == "45 min less rest after nights taken"
