"""Nothing stands in the way of the shipped cases that have options; and something of the other."""

import pytest

from commands.knowing import facts_of
from optimiser.reasons.impossible import in_the_way
from scenarios.shipped import names

IMPOSSIBLE = {"no-lawful-package": [("order.imprisonable", "order")]}


@pytest.mark.parametrize("name", names())
def test_something_is_in_the_way_only_where_nothing_is_possible(name):
    facts, _ = facts_of(name, None, None)
    found = in_the_way(facts)
    assert [(rule.rule, rule.subject) for rule in found.rules] == IMPOSSIBLE.get(name, [])
