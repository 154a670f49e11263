"""Nothing stands in the way of the shipped cases that have options; and something of the other."""

import pytest

from commands.knowing import facts_of
from optimiser.reasons.impossible import in_the_way
from scenarios.shipped import names

QUICK = {
    "anger-and-late-shifts",
    "crc-woman-2018",
    "low-first-order",
    "no-lawful-package",
    "relapse-prevention-after-asro",
    "single-parent",
}
CASES = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in names()]
IMPOSSIBLE = {"no-lawful-package": [("order.imprisonable", "order")]}


@pytest.mark.parametrize("name", CASES)
def test_something_is_in_the_way_only_where_nothing_is_possible(name):
    facts, _ = facts_of(name, None, None)
    found = in_the_way(facts)
    assert [(rule.rule, rule.subject) for rule in found.rules] == IMPOSSIBLE.get(name, [])
