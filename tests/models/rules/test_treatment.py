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


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        # Fortnightly from day 20 the fifth period is days 76 to 89.
        ((20, 38, 56, 74, 89), []),
        (
            (20, 38, 56, 74, 90),
            ["atr, appointment 5 on 31 May 2026: 17 May 2026 to 30 May 2026."],
        ),
    ],
)
def test_a_period_ends_on_the_day_before_the_next(offsets, said):
    assert sentences("treatment.cadence", atr(*offsets), world()) == said


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        # Every ten days: ceil(50 / 7) = 8 to floor(90 / 7) = 12 apart, in 20-29, 30-39, 40-49, ...
        ((20, 32, 44, 52), []),
        ((20, 32, 44, 51), ["atr on 15 April 2026 and 22 April 2026, 7 days apart: 8 to 12."]),
        ((20, 33, 45), ["atr on 22 March 2026 and 4 April 2026, 13 days apart: 8 to 12."]),
    ],
)
def test_days_that_do_not_divide_are_rounded_to_the_stricter(offsets, said):
    every_ten = facts(
        NUMBER, row("treatment", "every-days", exactly(10)), entries=[ATR], timetable=timetable()
    )
    assert sentences("treatment.cadence", atr(*offsets), every_ten) == said


def test_a_treatment_without_appointments_of_its_own_is_held_to_no_number():
    talk = leg("talk", Stage.BEFORE, ONE_TO_ONE)
    world = facts(NUMBER, EVERY, entries=[requirement("atr", talk, stream="treatment")])
    held = package(planned("atr"), sessions=[session("atr", 20, leg="talk")])
    assert found("treatment.number", held, world) == []


def test_a_meeting_has_no_middle_where_no_appointment_is_dated():
    held = atr(more=[meeting("middle", 34)])
    assert found("treatment.three-way", held, world(THREE_WAY)) == []


@pytest.mark.parametrize(
    ("number", "faulty"),
    [(exactly(1), 1), (Bound(1, 2), 1), (Bound(0, 1), 0), (Bound(None, 1), 0), (None, 0)],
)
def test_a_meeting_that_may_be_left_out_is_not_missed(number, faulty):
    entry = requirement(
        "atr",
        leg(delivery=ONE_TO_ONE),
        leg("middle", Stage.DURING, ONE_TO_ONE, sessions=number, kind="three-way"),
        stream="treatment",
    )
    held = atr(20, 34, 48)
    assert faulty == len(found("treatment.three-way", held, facts(THREE_WAY, entries=[entry])))


def test_a_first_meeting_too_late_is_said_with_the_first_appointment():
    held = atr(20, 34, 48, more=[meeting("first", 21)])
    said = ["atr, first on 23 March 2026: before treatment from 22 March 2026."]
    assert sentences("treatment.three-way", held, world(THREE_WAY)) == said


IN_TURN = requirement(
    "atr",
    leg("plan", Stage.BEFORE, ONE_TO_ONE),
    leg("consent", Stage.BEFORE, ONE_TO_ONE),
    leg("hearing", Stage.BEFORE, ONE_TO_ONE, kind="hearing"),
    leg(delivery=ONE_TO_ONE),
    leg("review", Stage.DURING, ONE_TO_ONE),
    leg("midway", Stage.DURING, ONE_TO_ONE),
    leg("end", Stage.AFTER, ONE_TO_ONE),
    leg("after-care", Stage.AFTER, ONE_TO_ONE),
    stream="treatment",
)


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        (("plan", 3, 5), ("consent", 5, 9), []),  # on the last day itself
        (
            ("plan", 3, 4, 5),
            ("consent", 4, 9),
            ["atr, consent on 6 March 2026: not before plan on 7 March 2026."],
        ),
        (("plan", 3, 5), ("consent",), []),
        (("plan",), ("consent", 4), []),
        (("end", 60, 62), ("after-care", 62, 70), []),
        (
            ("end", 60, 62),
            ("after-care", 61, 70),
            ["atr, after-care on 2 May 2026: not before end on 3 May 2026."],
        ),
        (("review", 40, 42), ("midway", 41), []),  # during treatment either may come first
        (("consent", 5), ("hearing", 4), []),  # the court has its own list
        (("consent", 70), ("end", 60), []),  # of two stages the rule on stages speaks
    ],
)
def test_what_comes_before_and_after_treatment_comes_in_turn(earlier, later, said):
    sessions = [
        session("atr", offset, leg=name) for name, *days in (earlier, later) for offset in days
    ]
    held = package(planned("atr"), sessions=sessions)
    assert sentences("treatment.order", held, facts(entries=[IN_TURN])) == said


def test_a_session_of_another_requirement_is_inside_no_period_of_treatment():
    held = atr(20, months=6, more=[session("contact", 300, requirement="order")])
    assert found("treatment.within", held, world()) == []


REVIEWED = row("drr", "review-months", Bound(12, None))


def heard(*offsets: int, kind: str = "hearing", code: str = "drr"):
    return [session(code, offset, kind=kind) for offset in offsets]


# The first days of the months of a year from 2 March 2026.
FIRSTS = (0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337)


@pytest.mark.parametrize(
    ("sessions", "missed"),
    [
        (heard(*FIRSTS), 0),
        (heard(*FIRSTS[1:]), 1),  # the first day of a month is not of the month before
        (heard(*(one - 1 for one in FIRSTS[1:]), 364), 0),
        (heard(*FIRSTS, kind="session"), 12),
        (heard(*FIRSTS, code="mhtr"), 12),
    ],
)
def test_a_hearing_is_of_the_month_it_falls_in_and_of_its_own_requirement(sessions, missed):
    held = package(planned("drr", months=12), sessions=sessions)
    occurrences = [one.occurrences for one in found("treatment.reviews", held, facts(REVIEWED))]
    assert occurrences == [missed] * bool(missed)


@pytest.mark.parametrize("value", [True, None, Bound(), Bound(None, 12)])
def test_no_review_is_asked_for_where_no_least_months_are_stated_or_set(value):
    one = [session("tsp", 1)]
    silent = facts(row("drr", "review-months", value))
    held = package(planned("drr", months=12), sessions=one)
    assert found("treatment.reviews", held, silent) == []
    unset = package(planned("drr"), sessions=one)
    assert found("treatment.reviews", unset, facts(REVIEWED)) == []


def detox_beside(entry, *sessions):
    """A detox of 22 March to 4 April 2026 (offsets 20 to 33), home and planned."""
    held = package(
        planned("atr"),
        planned("programme", "tsp"),
        sessions=sessions,
        detox=(day(20), day(33)),
    )
    return held, facts(entries=[ATR, entry], case=case(clinical=Clinical(detox=Detox.HOME)))


@pytest.mark.parametrize(
    ("code", "offsets", "said"),
    [
        # Begun before and gone on with after is begun before all the same.
        ("tsp", (19, 40), ["tsp begins on 21 March 2026: after "]),
        ("atr", (19, 40), ["atr begins on 21 March 2026: after "]),
        ("tsp", (34, 40), []),
        ("atr", (34, 40), []),
    ],
)
def test_what_begins_before_a_detox_is_said_with_its_first_day(code, offsets, said):
    told = sentences(
        "detox.free", *detox_beside(programme("tsp"), *(session(code, one) for one in offsets))
    )
    span = "the detox from 22 March 2026 to 4 April 2026."
    assert told == [f"{one}{span}" for one in said]


@pytest.mark.parametrize("code", ["tsp", "atr"])
def test_what_begins_on_the_last_day_of_a_detox_begins_in_it_and_too_early(code):
    (fault,) = found("detox.free", *detox_beside(programme("tsp"), session(code, 33)))
    assert fault.occurrences == 2


def test_one_to_ones_may_begin_before_a_detox():
    alone = programme("tsp", leg(delivery=ONE_TO_ONE))
    assert found("detox.free", *detox_beside(alone, session("tsp", 19))) == []
    beside = programme("tsp", leg("pre", Stage.BEFORE, ONE_TO_ONE))
    assert found("detox.free", *detox_beside(beside, session("tsp", 19, leg="pre"))) == []


@pytest.mark.parametrize("rulings", [(), (row("detox", "days", None),)])
def test_a_detox_of_no_stated_length_may_have_any_and_is_kept_free_all_the_same(rulings):
    world = facts(*rulings, entries=[ATR], case=case(clinical=Clinical(detox=Detox.HOME)))
    held = package(planned("atr"), sessions=[session("atr", 25)], detox=(day(20), day(30)))
    told = found("detox.free", held, world)
    assert [fault.occurrences for fault in told] == [2]
    assert told[0].sentence.endswith("nothing in the detox from 22 March 2026 to 1 April 2026.")
    free = package(planned("atr"), sessions=[session("atr", 31)], detox=(day(20), day(30)))
    assert found("detox.free", free, world) == []
