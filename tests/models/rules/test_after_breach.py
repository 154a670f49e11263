"""Months added after a breach, the end of a requirement's months, and a suspended term."""

from datetime import date

import pytest

from models.case import OrderKind, Sentence
from models.dated import Bound
from models.moments import last_day
from models.package import OrderTerms, Package
from tests.models.rules.build import (
    START,
    case,
    facts,
    found,
    package,
    planned,
    requirement,
    row,
    sentences,
)

SIX = row("order", "breach-months", Bound(None, 6))
RULES = ("order.length", "order.last-ends", "duration.ends", "duration.bound", "duration.extension")


def extended(months: int, added: int | None, end: date | None = None) -> Package:
    """An order of 36 months whose one requirement had so many, and some more after a breach."""
    last = end or last_day(START, months + (added or 0))
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, 36, START, max(last, last_day(START, 36)))
    return package(planned("mhtr", months=months, end=last, extended_months=added), order=order)


@pytest.mark.parametrize(
    ("added", "said"),
    [(None, []), (6, []), (7, ["mhtr extended by 7 months: at most 6."])],
)
def test_a_breach_adds_six_months_at_most_even_past_three_years(added, said):
    world = facts(
        SIX,
        row("order", "months", Bound(None, 36), kind="community-order"),
        row("mhtr", "months", Bound(6, 36)),
        entries=[requirement("mhtr")],
    )
    held = extended(36, added)
    assert said == [one for rule in RULES for one in sentences(rule, held, world)]


def test_an_order_runs_on_only_as_far_as_a_breach_extended_it():
    # 36 months from 2 March 2026 end on 1 March 2029, three more on 1 June 2029.
    order = OrderTerms(OrderKind.COMMUNITY_ORDER, 36, START, date(2029, 6, 2))
    held = package(planned("mhtr", months=36, extended_months=3), order=order)
    said = "An order that ends on 2 June 2029: 36 months from 2 March 2026 end on 1 March 2029."
    assert sentences("order.length", held, facts()) == [said]


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (date(2026, 9, 1), []),
        (date(2026, 8, 31), ["mhtr ends on 31 August 2026: its months on 1 September 2026."]),
        (date(2026, 9, 2), ["mhtr ends on 2 September 2026: its months on 1 September 2026."]),
        (None, []),
    ],
)
def test_a_requirement_ends_on_the_last_day_of_its_months(end, said):
    held = package(planned("mhtr", months=6, end=end))
    world = facts(entries=[requirement("mhtr")])
    assert said == sentences("duration.ends", held, world)


def test_months_are_counted_from_the_day_a_requirement_starts():
    late = planned("curfew", months=2, start=date(2026, 3, 9), end=date(2026, 5, 8))
    assert found("duration.ends", package(late), facts()) == []


def test_a_requirement_that_counts_in_days_or_hours_ends_when_it_says():
    assert found("duration.ends", package(planned("rar", days=10, end=START)), facts()) == []


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (24, []),
        (25, ["A suspended term of 25 months: at most 24."]),
        (None, []),
    ],
)
def test_a_term_the_law_lets_a_court_suspend(months, said):
    kind = OrderKind.SUSPENDED_SENTENCE_ORDER
    world = facts(
        row("order", "custody-months", Bound(None, 24), kind=kind.value),
        case=case(sentence=Sentence(kind, custody_months=months)),
    )
    order = OrderTerms(kind, 12, START, last_day(START, 12), 12)
    assert said == sentences("order.custody", package(order=order), world)


def test_a_suspended_sentence_may_hold_less_than_its_supervision():
    order = OrderTerms(OrderKind.SUSPENDED_SENTENCE_ORDER, 6, START, last_day(START, 6), 12)
    held = package(planned("curfew", months=2, end=last_day(START, 2)), order=order)
    assert found("order.last-ends", held, facts()) == []
    late = package(planned("curfew", months=7, end=last_day(START, 7)), order=order)
    said = ["curfew ends on 1 October 2026: the order on 1 September 2026."]
    assert sentences("order.last-ends", late, facts()) == said


def test_a_law_that_states_no_months_after_a_breach_holds_none_against_a_court():
    held = extended(36, 7)
    assert found("duration.extension", held, facts(row("order", "breach-months", None))) == []
    assert len(found("duration.extension", held, facts(SIX))) == 1
