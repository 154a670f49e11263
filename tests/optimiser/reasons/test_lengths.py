"""A length that the court fixed and no law allows is told as that, never as dates that fail."""

import pytest
from attrs import evolve

from models.case import Ask, Terms
from optimiser.candidates import candidates
from optimiser.reasons.impossible import in_the_way, repairs
from optimiser.telling import impasse
from tests.optimiser.reasons.test_worlds import EXCLUSION, WORK, is_possible, keys, world

# An order of these worlds runs for at most six months.
TOO_LONG = {("order.months", "order"), ("order.length", "order")}


def fixed(months):
    """Unpaid work asked for in an order of so many months."""
    return world(WORK, asks=[Ask("unpaid-work", Terms(hours=40))], months=months)


def test_a_month_above_the_longest_is_set_against_the_law():
    found = in_the_way(fixed(7))

    assert keys(found) == TOO_LONG
    assert found.conflicts.verified(tuple(keys(found)))
    assert [rule.sentence for rule in found.rules] == [
        "The order is fixed at 7 months.", "An order runs for at most 6 months."
    ]  # fmt: skip


def test_the_longest_lawful_order_has_nothing_in_the_way():
    assert in_the_way(fixed(6)).rules == ()
    assert is_possible(fixed(6))


@pytest.mark.parametrize("months", [7, 40])
def test_the_nearest_lawful_length_is_the_way_out(months):
    assert [repair.sentence for repair in repairs(in_the_way(fixed(months)))] == [
        f"an order of 6 months instead of {months}"
    ]


def test_the_impasse_says_that_it_is_the_length():
    facts = fixed(7)
    assert impasse(facts, candidates(facts)).summary == (
        "The length the court fixed is not one the law allows."
    )


def test_what_ends_sooner_than_a_lawful_order_is_no_matter_of_the_law():
    asks = (Ask("exclusion", Terms(months=3)),)
    facts = world(EXCLUSION, asks=asks, months=6)
    work = evolve(facts.case.sentence, rules_out=("unpaid-work",))
    facts = evolve(facts, case=evolve(facts.case, sentence=work))

    assert ("order.length", "order") not in keys(in_the_way(facts))
