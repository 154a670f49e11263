"""The menu at its seams: a day before, the day and a day after each step; dates not quite known."""

from datetime import date, timedelta

import pytest

from models.case import Case, Dates, Offence, OffenceKind
from models.catalogue import load, menu
from models.commitments import DateRange
from models.dated import Bound, Clock

DAY = timedelta(days=1)
FIRST = date(2005, 4, 4)

STEPS = [
    (row, place) for row in load().rows for place, step in enumerate(row.steps) if step.commenced
]


def on_clock(clock: Clock, day: date) -> Case:
    """A case whose date of one clock is the day, the others being as near as they may lie."""
    dates = {
        Clock.OFFENCE: Dates(day + 2 * DAY, day + DAY, DateRange(day, day)),
        Clock.CONVICTION: Dates(day + DAY, day, DateRange(day - DAY, day - DAY)),
        Clock.SENTENCE: Dates(day, day - DAY, DateRange(day - 2 * DAY, day - 2 * DAY)),
        Clock.PLAN: Dates(day - DAY, day - 2 * DAY, DateRange(day - 3 * DAY, day - 3 * DAY)),
    }
    return Case(reference="r", dates=dates[clock], plan_from=day if clock is Clock.PLAN else None)


@pytest.mark.parametrize(("row", "place"), STEPS, ids=[f"{row.id}-{place}" for row, place in STEPS])
def test_each_step_takes_over_on_its_day(row, place):
    step = row.steps[place]
    before = next((s for s in reversed(row.steps[:place]) if s.commenced), None)
    for day, expected in ((step.since - DAY, before), (step.since, step), (step.since + DAY, step)):
        found = [r for r in menu(load(), on_clock(row.clock, day)).rulings if r.row.id == row.id]
        if row.parameter == "available":
            value = expected is not None and expected.value is True
            assert [value] == [ruling.value for ruling in found]
        elif found:
            assert expected is not None
            assert (expected.value, expected.since) == (found[0].value, found[0].since)
        else:
            # Nothing in force, or another row for the same thing holds and shows this one.
            assert expected is None or shown_beside_another(row, day, expected.since)


def shown_beside_another(row, day, since):
    key = (row.subject, row.parameter, row.when)
    return any(
        since in [step.since for step in ruling.other_values]
        for ruling in menu(load(), on_clock(row.clock, day)).rulings
        if (ruling.row.subject, ruling.row.parameter, ruling.row.when) == key
    )


def test_an_offence_date_between_two_days_keeps_what_is_lawful_on_all_of_them(menu_on):
    # 12 hours for offences to 2 December 2012, 16 from the 3rd: 12 is lawful on both.
    span = (date(2012, 12, 2), date(2012, 12, 3))
    ruling = menu_on(date(2013, 6, 3), offence=span).ruling("curfew", "hours-a-day")
    assert Bound(2, 12) == ruling.value
    assert [Bound(2, 16)] == [step.value for step in ruling.other_values]
    assert "between 2 December 2012 and 3 December 2012" in ruling.assumption


def test_an_offence_date_on_one_side_assumes_nothing(menu_on):
    span = (date(2012, 12, 3), date(2012, 12, 20))
    found = menu_on(date(2013, 6, 3), offence=span)
    ruling = found.ruling("curfew", "hours-a-day")
    assert (Bound(2, 16), "") == (ruling.value, ruling.assumption)


def test_a_requirement_must_be_available_on_every_day_of_the_range(menu_on):
    # RAR for offences from 1 February 2015, supervision until then: neither on both days.
    found = menu_on(date(2015, 6, 1), offence=(date(2015, 1, 31), date(2015, 2, 1)))
    codes = ("rar", "supervision", "curfew")
    expected = [False, False, True]
    assert expected == [found.ruling(code, "available").value for code in codes]
    assert len(found.assumptions) == 1


def test_an_unknown_offence_date_is_any_day_from_2005_to_the_conviction(menu_on):
    found = menu_on(date(2021, 6, 1), conviction=date(2021, 5, 3))
    # Lawful whichever day it was: the curfew of 2005 and no RAR.
    assert Bound(2, 12) == found.bound("curfew", "hours-a-day")
    assert found.ruling("rar", "available").value is False
    assert list(
        found.assumptions
    ) == ["The date of an offence is not known: any day from 4 April 2005 to the conviction "
            "is allowed for, and what is lawful on all of these days is used."]  # fmt: skip


@pytest.mark.parametrize(
    ("offences", "expected"),
    [
        # A range over 1 February 2015, when the RAR took the place of supervision.
        ([("2015-01-31", "2015-02-01")], {"rar": True, "supervision": True}),
        ([("2015-01-30", "2015-01-31")], {"rar": False, "supervision": False}),
        ([("2015-02-01", "2015-02-02")], {"rar": False, "supervision": False}),
        # Two offences, one on either side: settled, and neither is for both of them.
        (
            [("2015-01-31", "2015-01-31"), ("2015-02-01", "2015-02-01")],
            {"rar": False, "supervision": False},
        ),
        # One open, one after: supervision is settled by the second, the RAR is not.
        (
            [("2015-01-31", "2015-02-01"), ("2015-02-01", "2015-02-01")],
            {"rar": True, "supervision": False},
        ),
        ([None], {"rar": True, "supervision": True}),
    ],
)
def test_what_a_narrower_offence_date_would_settle_is_unsettled(offences, expected):
    spans = [DateRange(*map(date.fromisoformat, one)) if one else None for one in offences]
    case = Case(
        reference="r",
        dates=Dates(date(2015, 6, 1), date(2015, 5, 1)),
        offences=tuple(Offence(OffenceKind.VIOLENCE, offence_date=span) for span in spans),
    )
    found = menu(load(), case)
    rulings = {code: found.ruling(code, "available") for code in expected}
    assert {code: ruling.unsettled for code, ruling in rulings.items()} == expected
    assert not any(ruling.unsettled and ruling.value for ruling in rulings.values())


def test_an_unknown_offence_date_leaves_later_law_by_conviction_alone(menu_on):
    # Convicted after 28 June 2022: 20 hours whatever the day of the offence.
    found = menu_on(date(2022, 9, 1))
    assert Bound(2, 20) == found.bound("curfew", "hours-a-day")


def test_several_offences_keep_the_strictest_bound():
    days = (date(2012, 12, 2), date(2012, 12, 3))
    offences = tuple(
        Offence(OffenceKind.VIOLENCE, offence_date=DateRange(day, day)) for day in days
    )
    case = Case(reference="r", dates=Dates(date(2013, 6, 3), date(2013, 5, 1)), offences=offences)
    ruling = menu(load(), case).ruling("curfew", "months")
    assert Bound(None, 6) == ruling.value
    assert ruling.assumption.startswith("The offences were committed on different days")


def test_bands_stand_before_what_holds_for_every_case(menu_on):
    found = menu_on(date(2018, 6, 1), offence=date(2018, 1, 1))
    assert Bound(80, 150) == found.bound("unpaid-work", "hours", seriousness="medium")
    assert Bound(40, 300) == found.bound("unpaid-work", "hours")


def test_80_hours_belong_to_two_bands_and_79_to_one(menu_on):
    found = menu_on(date(2018, 6, 1), offence=date(2018, 1, 1))
    bands = [found.bound("unpaid-work", "hours", seriousness=s) for s in ("low", "medium", "high")]
    assert [band.holds(79) for band in bands] == [True, False, False]
    assert [band.holds(80) for band in bands] == [True, True, False]
    assert [band.holds(150) for band in bands] == [False, True, True]


@pytest.mark.parametrize(
    ("ogrs", "expected"),
    [
        (0, Bound(10, 20)),
        (49, Bound(10, 20)),
        (49.5, Bound(10, 20)),
        (50, Bound(15, 35)),
        (74.5, Bound(15, 35)),
        (75, Bound(20, 60)),
        (100, Bound(20, 60)),
        (None, None),
    ],
)
def test_rar_days_leave_no_gap_between_bands(menu_on, ogrs, expected):
    found = menu_on(date(2018, 6, 1), offence=date(2018, 1, 1))
    assert expected == found.bound("rar", "days", ogrs=ogrs)


def test_entries_are_in_their_latest_edition_and_every_edition_is_kept(menu_on):
    found = menu_on(date(2026, 6, 8), offence=date(2026, 3, 14))
    assert found.entries["atr"].edition == "dlnr-2017"
    assert found.editions["atr", "noms-alcohol"].edition == "noms-alcohol"
    # The later edition states no legs: those of the earlier one stay.
    assert found.editions["atr", "noms-alcohol"].legs == found.entries["atr"].legs


def test_what_never_commenced_is_shown_and_never_applies(menu_on):
    found = menu_on(date(2028, 6, 1), offence=date(2028, 1, 1))
    ruling = found.ruling("driving-prohibition", "available")
    assert ruling.value is False
    assert "no commencement was seen" in ruling.note
    assert found.ruling("rar", "maximum-specified").value is True
    assert found.ruling("unpaid-work", "credit-after-percent") is None
