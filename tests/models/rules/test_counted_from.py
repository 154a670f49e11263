"""Months that the law counts from the order, whenever the requirement begins."""

from datetime import date

import pytest

from models.case import OrderKind
from models.dated import Bound
from models.moments import last_day
from models.package import OrderTerms
from tests.models.rules.build import START, facts, package, planned, requirement, row, sentences

RULE = "duration.counted-from"
MOST = row("foreign-travel", "months", Bound(None, 12))
FROM_ORDER = row("foreign-travel", "counted-from", "order")
FROM_START = row("foreign-travel", "counted-from", "first effect")
LAST = "its 12 months from the order end on 1 March 2027"


def broken(*rows, months=11, **more):
    """What is said of months that begin on 2 April 2026, 31 days into an order from 2 March."""
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, 24, START, last_day(START, 24))
    held = planned("foreign-travel", months=months, start=date(2026, 4, 2), **more)
    world = facts(*rows, entries=[requirement("foreign-travel")])
    return sentences(RULE, package(held, order=order), world)


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (10, []),
        # Eleven months from 2 April 2026 end with the twelve from the order, on 1 March 2027.
        (11, []),
        (12, [f"foreign-travel until 1 April 2027: {LAST}."]),
    ],
)
def test_a_later_start_does_not_move_the_end(months, said):
    assert broken(MOST, FROM_ORDER, months=months) == said


def test_an_end_stated_without_months_is_counted_alike():
    said = f"foreign-travel until 2 March 2027: {LAST}."
    assert broken(MOST, FROM_ORDER, months=None, end=date(2027, 3, 2)) == [said]
    assert broken(MOST, FROM_ORDER, months=None, end=date(2027, 3, 1)) == []


def test_what_counts_from_its_own_start_may_end_later():
    assert broken(MOST, FROM_START, months=12) == []
    assert broken(MOST, months=12) == []


def test_months_added_after_a_breach_come_on_top():
    # 12 + 1 from the order end on 1 April 2027, which 12 from 2 April 2026 and one more pass.
    said = "foreign-travel until 1 May 2027: its 13 months from the order end on 1 April 2027."
    assert broken(MOST, FROM_ORDER, months=12, extended_months=1) == [said]
    assert broken(MOST, FROM_ORDER, months=11, extended_months=1) == []
