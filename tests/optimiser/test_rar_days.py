"""More RAR days than an order has: told with the ways out, never accepted in silence."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from models.case import Ask, Terms
from models.moments import last_day
from models.package import OrderTerms, Package, PlannedRequirement
from models.rules import faults
from models.wishes import Wishes
from optimiser.amounts import months_to_hold
from optimiser.options import propose
from optimiser.wishing import under_wishes
from tests.optimiser.test_lasting import START, asked

RULE = "rar.one-a-day"


def days_in(months: int) -> int:
    return (last_day(START, months) - START).days + 1


@pytest.mark.parametrize("days", [1, 30, 31, 32, 62, 63, 184, 185, 365, 366])
def test_an_order_is_as_long_by_either_book_as_its_days_ask(days):
    facts = asked("abstinence-monitored")
    planned = PlannedRequirement("rar", Terms(days=days))

    def kept(months: int) -> bool:
        order = OrderTerms(facts.case.sentence.kind, months, START, last_day(START, months))
        return RULE not in {fault.rule for fault in faults(Package(order, (planned,)), facts)}

    least = months_to_hold(facts, "rar", days)
    assert [months for months in range(1, 15) if kept(months)] == [*range(least, 15)]


def test_an_order_that_may_last_does_so_until_the_days_fit():
    # From 13 July 2026 two months have 62 days: 63 take a third.
    assert days_in(2) == 62
    for days, months in ((62, 2), (63, 3)):
        option = propose(asked("abstinence-monitored", Ask("rar", Terms(days=days))), 1).options[0]
        assert option.package.requirement("rar").terms.days == days
        assert option.package.order.months >= months


def test_what_an_order_of_fixed_months_cannot_hold_is_impossible_and_says_what_could_be_changed():
    # From 13 July 2026 six months end on 12 January 2027: 184 days.
    assert START + timedelta(days=days_in(6) - 1) == date(2027, 1, 12)
    assert days_in(6) == 184
    facts = asked("abstinence-monitored", Ask("rar", Terms(days=185)), months=6)
    answer = propose(facts, 1)
    assert answer.options == ()
    assert {rule.rule for rule in answer.impasse.rules} == {
        "availability.asked", "rar.days", "order.months", RULE,
    }  # fmt: skip
    taken = {
        (found.package.requirement("rar").terms.days, found.package.order.months)
        for found in answer.impasse.repairs
        if found.package is not None and found.package.imposes("rar")
    }
    assert {(184, 6), (185, 7)} <= taken
    held = evolve(facts.case.sentence, asks=(Ask("rar", Terms(days=184)),))
    fits = propose(evolve(facts, case=evolve(facts.case, sentence=held)), 1)
    assert fits.options[0].package.requirement("rar").terms.days == 184


def test_a_wish_for_them_is_refused_in_the_same_words():
    wished = under_wishes(asked("abstinence-monitored"), Wishes(amounts={"rar": 400}, months=6))
    rules = {rule.rule: rule for rule in wished.options.impasse.rules}
    assert {"rar.days", "order.months", RULE} <= rules.keys()
    assert rules["rar.days"].strength == rules["order.months"].strength == "wish"
    assert rules[RULE].strength == "guide"
