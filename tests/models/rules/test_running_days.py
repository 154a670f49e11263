"""Days that follow one another: when they end, and how long an order holds them."""

from datetime import date

import pytest

from models.dated import Bound
from tests.models.rules.build import facts, found, package, planned, requirement, row, sentences

RUNS_ON = row("aamr", "days-run-on", True)
WORLD = facts(RUNS_ON, row("aamr", "days", Bound(None, 120)), entries=[requirement("aamr")])


@pytest.mark.parametrize(
    ("end", "said"),
    [
        # 2 March 2026 and the 89 days after it: 30 of March, 30 of April, 30 of May.
        (date(2026, 5, 30), []),
        (date(2026, 5, 29), ["aamr ends on 29 May 2026: its days on 30 May 2026."]),
        (date(2026, 5, 31), ["aamr ends on 31 May 2026: its days on 30 May 2026."]),
        (None, []),
    ],
)
def test_days_that_run_on_end_on_the_last_of_them(end, said):
    assert sentences("duration.ends", package(planned("aamr", days=90, end=end)), WORLD) == said


def test_they_are_counted_from_the_day_the_requirement_starts():
    late = planned("aamr", days=90, start=date(2026, 3, 9), end=date(2026, 6, 6))
    assert found("duration.ends", package(late), WORLD) == []


@pytest.mark.parametrize(("end", "faults"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1)])
def test_months_added_after_a_breach_follow_the_days(end, faults):
    # 60 days end on 30 April.
    held = planned("aamr", days=60, end=end, extended_months=1)
    assert len(found("duration.ends", package(held), WORLD)) == faults


def test_days_that_need_not_follow_one_another_end_when_they_are_said_to():
    held = package(planned("aamr", days=90, end=date(2026, 5, 31)))
    assert found("duration.ends", held, facts(entries=[requirement("aamr")])) == []


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (date(2026, 6, 29), []),  # 120 days
        (date(2026, 6, 30), ["aamr of 121 days: at most 120."]),
    ],
)
def test_an_end_without_days_comes_to_no_more_days_than_the_law_allows(end, said):
    assert sentences("duration.bound", package(planned("aamr", end=end)), WORLD) == said


TERM = facts(row("exclusion", "months", Bound(2, 4)), entries=[requirement("exclusion")])


@pytest.mark.parametrize(
    ("end", "added", "said"),
    [
        # From 2 March 2026 two months end on 1 May, four on 1 July, five on 1 August.
        (date(2026, 4, 30), None, ["at least 2 months, which end on 1 May 2026."]),
        (date(2026, 5, 1), None, []),
        (date(2026, 7, 1), None, []),
        (date(2026, 7, 2), None, ["at most 4 months, which end on 1 July 2026."]),
        (date(2026, 8, 1), 1, []),
        (date(2026, 8, 2), 1, ["at most 5 months, which end on 1 August 2026."]),
        (None, None, []),
    ],
)
def test_an_end_without_months_comes_to_no_months_the_law_does_not_allow(end, added, said):
    held = package(planned("exclusion", end=end, extended_months=added))
    told = sentences("duration.bound", held, TERM)
    assert [one.partition(": ")[2] for one in told] == said


def test_of_an_end_beside_set_months_the_months_alone_are_held_against_the_bound():
    held = package(planned("exclusion", months=3, end=date(2026, 9, 1)))
    assert found("duration.bound", held, TERM) == []


@pytest.mark.parametrize(
    ("days", "end", "faults"),
    [
        # The order of three months ends on 1 June, day 92; one of two on 1 May, day 61.
        (92, date(2026, 6, 1), 0),
        (90, date(2026, 5, 30), 0),
        (62, date(2026, 5, 2), 0),
        (61, date(2026, 5, 1), 1),
    ],
)
def test_an_order_of_whole_months_ends_in_the_month_of_its_last_day(days, end, faults):
    held = package(planned("aamr", days=days, end=end), months=3)
    assert len(found("order.last-ends", held, WORLD)) == faults


def test_only_what_ends_last_may_end_in_the_last_month():
    # The residence of two months ends on 1 May; abstinence before it lends it nothing.
    residence = planned("residence", months=2, end=date(2026, 5, 1))
    short = planned("aamr", days=30, end=date(2026, 3, 31))
    assert len(found("order.last-ends", package(residence, short, months=3), WORLD)) == 1
    long = planned("aamr", days=90, end=date(2026, 5, 30))
    assert found("order.last-ends", package(residence, long, months=3), WORLD) == []


@pytest.mark.parametrize(
    ("held", "faults"),
    [
        # 120 days from 9 March end on 6 July.
        ({"start": date(2026, 3, 9), "end": date(2026, 7, 6)}, 0),
        ({"start": date(2026, 3, 9), "end": date(2026, 7, 7)}, 1),
        # What is set is held against the bound by itself, and an end beside it not at all.
        ({"days": 120, "end": date(2026, 6, 30)}, 0),
        ({"months": 4, "end": date(2026, 7, 1)}, 0),
        ({}, 0),
    ],
)
def test_days_from_first_to_last_are_counted_only_where_an_end_alone_is_stated(held, faults):
    assert len(found("duration.bound", package(planned("aamr", **held)), WORLD)) == faults


def test_days_that_need_not_follow_one_another_are_not_counted_from_first_to_last():
    # 121 days from 2 March to 30 June.
    world = facts(row("aamr", "days", Bound(None, 120)), entries=[requirement("aamr")])
    assert found("duration.bound", package(planned("aamr", end=date(2026, 6, 30))), world) == []


@pytest.mark.parametrize(("end", "faults"), [(date(2026, 7, 8), 0), (date(2026, 7, 9), 1)])
def test_the_months_of_an_end_are_counted_from_where_the_requirement_starts(end, faults):
    # Four months from 9 March end on 8 July.
    held = package(planned("exclusion", start=date(2026, 3, 9), end=end))
    assert len(found("duration.bound", held, TERM)) == faults


def test_an_end_beside_set_days_is_held_against_no_months():
    held = package(planned("exclusion", days=30, end=date(2026, 9, 1)))
    assert found("duration.bound", held, TERM) == []


@pytest.mark.parametrize(
    ("bound", "end", "faults"),
    [
        # Two months end on 1 May, four on 1 July.
        (Bound(2, None), date(2027, 3, 1), 0),
        (Bound(2, None), date(2026, 4, 30), 1),
        (Bound(None, 4), date(2026, 3, 2), 0),
        (Bound(None, 4), date(2026, 7, 2), 1),
    ],
)
def test_an_end_is_held_against_no_side_of_a_bound_that_is_open(bound, end, faults):
    world = facts(row("exclusion", "months", bound), entries=[requirement("exclusion")])
    assert len(found("duration.bound", package(planned("exclusion", end=end)), world)) == faults


@pytest.mark.parametrize(
    ("days", "start", "said"),
    [
        # The order of three months ends on 1 June, the 92nd day; from 9 March 85 are left.
        (92, None, []),
        (93, None, ["aamr of 93 days ends on 2 June 2026: the order on 1 June 2026."]),
        (85, date(2026, 3, 9), []),
        (86, date(2026, 3, 9), ["aamr of 86 days ends on 2 June 2026: the order on 1 June 2026."]),
        (None, None, []),
    ],
)
def test_days_that_run_on_are_over_by_the_end_of_the_order(days, start, said):
    held = package(planned("aamr", days=days, start=start), months=3)
    assert sentences("duration.runs-on", held, WORLD) == said
    scattered = facts(entries=[requirement("aamr")])
    assert found("duration.runs-on", held, scattered) == []
