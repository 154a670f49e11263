"""Seeing the officer."""

from datetime import date

import pytest

from models.case import OrderKind, Seriousness
from models.dated import Bound
from models.package import OrderTerms
from models.rules.contact import business_day_after
from models.sources import Force
from tests.models.rules.build import (
    START,
    case,
    contact,
    day,
    exactly,
    facts,
    found,
    package,
    planned,
    sentences,
    session,
    should,
    timetable,
)

FIRST = should("contact", "first-days", Bound(None, 5))
WEEKLY = should("contact", "weekly-weeks", exactly(2))
MONTHLY = should("contact", "monthly", True)
REVIEWS = should("contact", "review-days", exactly(42))
ATR = planned("atr")


def test_business_days_pass_over_weekends_and_holidays():
    # From Monday 2 March 2026 the fifth is Monday the 9th; with the 4th a holiday, the 10th.
    assert business_day_after(START, 5, ()) == date(2026, 3, 9)
    assert business_day_after(START, 5, (date(2026, 3, 4),)) == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (0, []),
        (7, []),
        (8, ["First contact on 10 March 2026: by 9 March 2026, 5 business days from the start."]),
    ],
)
def test_the_officer_is_first_seen_within_business_days(offset, said):
    assert said == sentences("contact.first", package(sessions=[contact(offset)]), facts(FIRST))


def test_a_holiday_gives_a_day_more():
    world = facts(FIRST, timetable=timetable(holidays=frozenset({day(2)})))
    assert found("contact.first", package(sessions=[contact(8)]), world) == []


def test_a_first_contact_too_late_is_said_with_its_own_day():
    said = ["First contact on 10 March 2026: by 9 March 2026, 5 business days from the start."]
    held = package(sessions=[contact(20), contact(8)])
    assert said == sentences("contact.first", held, facts(FIRST))


def test_another_session_is_no_contact():
    held = package(sessions=[session("tsp", 1)])
    (fault,) = found("contact.first", held, facts(FIRST))
    assert (fault.force, fault.sentence[:20]) == (Force.SHOULD, "First contact never:")


@pytest.mark.parametrize(
    ("sessions", "missed"),
    [
        ([contact(6), contact(13)], 0),
        ([contact(6), session("atr", 7)], 0),  # treatment is contact
        ([contact(6)], 1),
        ([contact(6), session("tsp", 7)], 1),
        ([contact(6), contact(14)], 1),  # the first day after the second week
        ([contact(14)], 2),
    ],
)
def test_weeks_with_alcohol_treatment_see_the_officer_or_the_provider(sessions, missed):
    held = package(ATR, sessions=sessions)
    assert [missed] * bool(missed) == [
        fault.occurrences for fault in found("contact.weekly", held, facts(WEEKLY))
    ]


@pytest.mark.parametrize(
    ("detox", "faulty"), [((0, 6), 1), ((0, 7), 0), ((13, 26), 0), ((14, 27), 1)]
)
def test_a_week_that_touches_a_detox_is_excepted(detox, faulty):
    held = package(ATR, sessions=[contact(6)], detox=(day(detox[0]), day(detox[1])))
    assert faulty == len(found("contact.weekly", held, facts(WEEKLY)))


def test_weekly_contact_and_reviews_are_for_medium_and_high_with_alcohol_treatment():
    for held, seriousness, faulty in (
        (package(ATR, sessions=[contact(300)]), Seriousness.HIGH, 1),
        (package(ATR, sessions=[contact(300)]), Seriousness.LOW, 0),
        (package(ATR, sessions=[contact(300)]), None, 0),
        (package(sessions=[contact(300)]), Seriousness.HIGH, 0),
    ):
        world = facts(WEEKLY, REVIEWS, case=case(seriousness))
        assert faulty == len(found("contact.weekly", held, world))
        assert faulty == len(found("contact.reviews", held, world))


@pytest.mark.parametrize(
    ("offsets", "missed"),
    [
        # The months of the order begin on 2 March and 2 April 2026: offsets 0 and 31.
        ((30, 31), 0),
        ((30, 61), 0),  # 2 May is offset 61: the first day after a two-month order
        ((0, 30), 1),
        ((31, 60), 1),
    ],
)
def test_the_officer_is_seen_in_each_month(offsets, missed):
    held = package(months=3 if 61 in offsets else 2, sessions=[contact(one) for one in offsets])
    third = 61 in offsets
    missed += third  # of three months, April then has no contact
    assert [missed] * bool(missed) == [
        fault.occurrences for fault in found("contact.monthly", held, facts(MONTHLY))
    ]


@pytest.mark.parametrize(
    ("offsets", "missed"),
    [
        # Three months from 2 March are 92 days: two whole periods, to offsets 41 and 83.
        ((41, 83), 0),
        ((41, 84), 1),
        ((42, 83), 1),
    ],
)
def test_treatment_is_reviewed_in_each_period(offsets, missed):
    for kind, more in (("review", 0), ("three-way", 0), ("session", 2 - missed)):
        sessions = [session("atr", offset, kind=kind) for offset in offsets]
        held = package(ATR, months=3, sessions=sessions)
        faults = found("contact.reviews", held, facts(REVIEWS))
        assert [missed + more] * bool(missed + more) == [fault.occurrences for fault in faults]


@pytest.mark.parametrize(("days", "missed"), [(41, 0), (42, 1), (83, 1), (84, 2)])
def test_only_a_whole_period_within_the_order_is_asked_for(days, missed):
    terms = OrderTerms(OrderKind.COMMUNITY_ORDER, 1, START, day(days - 1))
    held = package(ATR, sessions=[session("atr", 1)], order=terms)
    faults = found("contact.reviews", held, facts(REVIEWS))
    assert [missed] * bool(missed) == [fault.occurrences for fault in faults]
