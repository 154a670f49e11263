"""Weekly times written short, and what is wrong with them."""

from datetime import date

import pytest

from models.commitments import CommitmentKind, Shift
from models.structuring import Wrong
from scenarios.pattern_reading import pattern

WEEK_ONE = date(2026, 6, 1)


def read(text, kind=CommitmentKind.WORK):
    return pattern(text, kind, WEEK_ONE)


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("mon 09:00-17:00", [(0, 540, 1020)]),
        ("Tue-Thu 9:00-17:00", [(1, 540, 1020), (2, 540, 1020), (3, 540, 1020)]),
        ("mon+fri 09:00 - 17:00", [(0, 540, 1020), (4, 540, 1020)]),
        ("sat-mon 09:00-10:00", [(5, 540, 600), (6, 540, 600), (0, 540, 600)]),
        ("mon 08:00-09:00, mon 15:00-16:00", [(0, 480, 540), (0, 900, 960)]),
        ("fri 22:00-06:00", [(4, 1320, 1800)]),
        ("sunday 20:00-24:00", [(6, 1200, 1440)]),
    ],
)
def test_days_and_times_are_shifts(text, shifts):
    assert [(one.weekday, one.start, one.end) for one in read(text).shifts] == shifts


def test_a_rota_has_its_weeks_in_turn_and_a_week_off():
    found = read("1: mon 06:00-14:00 | 2: mon 14:00-22:00 | off")
    assert found.shifts == (Shift(0, 360, 840, 1), Shift(0, 840, 1320, 2))
    assert (found.cycle_weeks, found.free_weeks, found.anchor) == (3, (3,), WEEK_ONE)


def test_a_rota_may_name_a_day_of_its_week_one():
    found = read("mon 06:00-14:00 | tue 06:00-14:00 @ 2026-05-25")
    assert found.anchor == date(2026, 5, 25)


@pytest.mark.parametrize(
    ("kind", "firm"),
    [
        (CommitmentKind.WORK, False),
        (CommitmentKind.EDUCATION, False),
        (CommitmentKind.CARING, True),
        (CommitmentKind.WORSHIP, True),
    ],
)
def test_caring_and_worship_are_firm(kind, firm):
    assert read("mon 09:00-10:00", kind).firm is firm


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mon-fri 9-5", '"mon-fri 9-5" is not days and times as "mon-fri 08:00-16:30"'),
        ("frid 09:00-10:00", '"frid" is not a day; did you mean "fri"?'),
        ("mon 09:00-25:00", '"25:00" is not a time of day as "19:30"'),
        ("mon 09:00-09:00", "starts and ends at 09:00"),
        ("mon 09:00-10:00 |", "week 2 is empty: a week without a shift is written off"),
        ("1: mon 09:00-10:00 | 3: off", "week 3 stands in the place of week 2"),
        (
            "mon 09:00-10:00 @ 2026-06-01",
            '"@" names week 1 of a rota of several weeks; here is one',
        ),
        ("mon 09:00-10:00 | off @ june", '"june" is not a date as 2026-03-14'),
        (
            "mon 09:00-11:00, mon 10:00-12:00",
            "the shift of monday at 10:00 overlaps the one of monday at 09:00",
        ),
    ],
)
def test_each_mistake_is_said(text, said):
    with pytest.raises(Wrong) as wrong:
        read(text)
    assert [message for _, _, message in wrong.value.mistakes] == [said]


def test_two_times_that_are_none_are_not_taken_to_be_the_same():
    with pytest.raises(Wrong) as wrong:
        read("mon 25:00-26:00")
    said = [message for _, _, message in wrong.value.mistakes]
    assert said == [f'"{one}" is not a time of day as "19:30"' for one in ("25:00", "26:00")]
