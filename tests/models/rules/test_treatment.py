"""Treatment appointments, three-way meetings, court reviews, and detox."""

import pytest

from models.case import Clinical, Detox
from models.dated import Bound
from models.entry import Delivery, Stage
from models.timetable import Cadence, Provider
from tests.models.rules.build import (
    case,
    day,
    exactly,
    facts,
    found,
    leg,
    package,
    planned,
    programme,
    requirement,
    row,
    sentences,
    session,
    timetable,
)

ONE_TO_ONE = Delivery.APPOINTMENT
ATR = requirement(
    "atr",
    leg("first", Stage.BEFORE, ONE_TO_ONE, sessions=exactly(1), kind="three-way"),
    leg(delivery=ONE_TO_ONE),
    leg("middle", Stage.DURING, ONE_TO_ONE, kind="three-way"),
    leg("last", Stage.AFTER, ONE_TO_ONE, kind="three-way"),
    stream="treatment",
)
NUMBER = row("treatment", "appointments", exactly(3))
EVERY = row("treatment", "every-days", exactly(14))
THREE_WAY = row("treatment", "three-way-days", Bound(None, 7))
CLINIC = Provider("clinic", "Clinic", "office", ("atr",), (), cadences=(Cadence("atr", 2, 7, 60),))


def world(*rulings):
    return facts(NUMBER, EVERY, *rulings, entries=[ATR], timetable=timetable(providers=(CLINIC,)))


def atr(*offsets: int, provider: str = "", months: int | None = None, more=()):
    sessions = [*(session("atr", one) for one in offsets), *more]
    return package(planned("atr", provider=provider, months=months), sessions=sessions)


def meeting(leg: str, offset: int):
    return session("atr", offset, "14:00", leg=leg, kind="three-way")


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ((20, 34, 48), []),
        ((20, 34), ["atr with 2 appointments: exactly 3."]),
        ((20, 34, 48, 62), ["atr with 4 appointments: exactly 3."]),
    ],
)
def test_there_are_as_many_appointments_as_the_catalogue_says(offsets, said):
    assert said == sentences("treatment.number", atr(*offsets), world())


def test_a_provider_may_give_another_cadence():
    assert found("treatment.number", atr(20, 27, provider="clinic"), world()) == []
    assert found("treatment.cadence", atr(20, 27, provider="clinic"), world()) == []
    # Weekly: ceil(35 / 7) = 5 to floor(63 / 7) = 9 days apart, so a fortnight is too long.
    assert len(found("treatment.cadence", atr(20, 34, provider="clinic"), world())) == 1


@pytest.mark.parametrize(
    ("offsets", "faulty"),
    [
        # Fortnightly from day 20: periods 20-33, 34-47, 48-61; 10 to 18 days apart.
        ((20, 38, 48), 0),
        ((20, 39, 49), 1),  # 19 days
        ((20, 38, 47), 1),  # a day before the third period
        ((20, 37, 48), 0),
        ((20, 34, 52), 0),  # 18 days
        ((20, 34, 53), 1),  # 19 days
        ((20, 34, 44), 1),  # 10 days, but before the third period
        ((20, 33, 48), 1),  # 13 days, but before the second period
    ],
)
def test_each_appointment_lies_in_its_own_fortnight(offsets, faulty):
    assert faulty == len(found("treatment.cadence", atr(*offsets), world()))


@pytest.mark.parametrize(("fourth", "faulty"), [((20, 38, 52, 62), 0), ((20, 38, 53, 62), 1)])
def test_ten_days_are_far_enough_and_nine_are_not(fourth, faulty):
    # Each in its own fortnight, 62-75 being the fourth: 62 - 52 = 10 and 62 - 53 = 9.
    assert faulty == len(found("treatment.cadence", atr(*fourth), world()))


@pytest.mark.parametrize(
    ("leg_id", "offset", "faulty"),
    [
        ("first", 19, 0),
        ("first", 20, 1),
        ("middle", 27, 0),  # the second of three is the middle: day 34, 7 days either way
        ("middle", 26, 1),
        ("middle", 41, 0),
        ("middle", 42, 1),
        ("last", 55, 0),  # the last is day 48
        ("last", 56, 1),
    ],
)
def test_three_way_meetings(leg_id, offset, faulty):
    others = {"first": 19, "middle": 34, "last": 50} | {leg_id: offset}
    held = atr(20, 34, 48, more=[meeting(leg, one) for leg, one in others.items()])
    assert faulty == len(found("treatment.three-way", held, world(THREE_WAY)))


def test_a_first_meeting_is_needed_where_the_catalogue_has_one():
    said = ["atr, first: not in the package."]
    assert said == sentences("treatment.three-way", atr(20, 34, 48), world(THREE_WAY))


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        # Six months from 2 March 2026 end on 1 September, offset 183.
        (183, []),
        (184, ["atr main on 2 September 2026 at 10am: atr runs from 2 March 2026 to "
               "1 September 2026."]),
    ],
)  # fmt: skip
def test_treatment_is_inside_its_own_period(offset, said):
    assert said == sentences("treatment.within", atr(offset, months=6), world())


@pytest.mark.parametrize(
    ("months", "heard", "missed"),
    [
        (11, 0, 0),
        (12, 12, 0),
        (12, 11, 1),
        (12, 0, 12),
    ],
)
def test_the_court_reviews_a_long_requirement_every_month(months, heard, missed):
    rule = row("drr", "review-months", Bound(12, None))
    # A month is at least 28 days: the 15th day after each 30 lies in month after month.
    sessions = [session("drr", 15 + 30 * k, kind="hearing") for k in range(heard)]
    held = package(planned("drr", months=months), sessions=sessions or [session("tsp", 1)])
    faults = found("treatment.reviews", held, facts(rule))
    assert [missed] * bool(missed) == [fault.occurrences for fault in faults]


def detox(*sessions, first: int = 20, last: int = 33, planned_as: Detox = Detox.HOME):
    held = package(
        planned("atr"),
        planned("programme", "tsp"),
        sessions=sessions or [session("contact", 1)],
        detox=(day(first), day(last)),
    )
    rules = row("detox", "days", exactly(14))
    clinical = Clinical(detox=planned_as)
    return held, facts(rules, entries=[ATR, programme("tsp")], case=case(clinical=clinical))


@pytest.mark.parametrize(
    ("offset", "faulty"),
    [(19, 0), (20, 1), (33, 1), (34, 0)],
)
def test_nothing_is_attended_during_a_detox(offset, faulty):
    assert faulty == len(found("detox.free", *detox(session("contact", offset))))


@pytest.mark.parametrize(("code", "offset", "faulty"), [("tsp", 34, 0), ("tsp", 19, 1), ("atr", 34, 0), ("atr", 19, 1)])  # fmt: skip  # noqa: E501
def test_groups_and_treatment_begin_after_a_detox(code, offset, faulty):
    assert faulty == len(found("detox.free", *detox(session(code, offset))))


def test_a_detox_is_fourteen_days():
    assert sentences("detox.free", *detox(last=32)) == ["Detox of 13 days: at least 14."]
    assert sentences("detox.free", *detox(last=34)) == ["Detox of 15 days: at most 14."]


def test_a_detox_is_only_where_planned():
    for planned_as, faulty in (
        (Detox.HOME, 0),
        (Detox.RESIDENTIAL, 0),
        (Detox.NONE, 1),
        (Detox.UNKNOWN, 1),
    ):
        assert faulty == len(found("detox.free", *detox(planned_as=planned_as)))
