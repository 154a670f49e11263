"""The least months of a requirement beside an order that is too short for them."""

from datetime import date

import pytest
from attrs import evolve

from commands.knowing import facts_of
from models.case import Sentence, Terms
from models.dated import Bound
from models.wishes import Wishes
from optimiser.amounts import least_months
from optimiser.reasons.choosing import without_amounts
from optimiser.wish_facts import apply
from optimiser.wishing import under_wishes
from tests.models.rules.build import case, facts, row, should

MUST, SUGGESTED = row("drr", "months", Bound(6, None)), should("drr", "months", Bound(12, None))


@pytest.mark.parametrize(
    ("order", "rulings", "months"),
    [
        (12, (MUST, SUGGESTED), 12),
        (9, (MUST, SUGGESTED), 9),  # what is only suggested gives way
        (6, (MUST, SUGGESTED), 6),
        (5, (MUST, SUGGESTED), 6),  # what must be does not
        (5, (MUST,), 6),
        (5, (SUGGESTED,), 5),
        (5, (), None),
    ],
)
def test_they_give_way_to_a_short_order_no_further_than_they_must(order, rulings, months):
    world = facts(*rulings, case=evolve(case(), sentence=Sentence(months=order)))
    assert least_months(world, "drr") == months


def test_what_a_band_asks_is_not_cut_to_the_day_an_order_is_to_be_over():
    """Twelve months are the least of an exclusion there, whoever sets them: it ended in exit 70.

    The way out of leaving the months open was tried with the three that end by 1 December.
    """
    held, _ = facts_of("excluded-and-tagged", None, None)
    wishes = Wishes(finish_by=date(2026, 12, 1))
    left_open = without_amounts(apply(held, wishes), code="exclusion")
    [ask] = [one for one in left_open.case.sentence.asks if one.requirement == "exclusion"]
    assert (ask.terms, least_months(left_open, "exclusion")) == (Terms(), 12)
    stuck = under_wishes(held, wishes, want=1).options.impasse
    assert stuck is not None
    assert {rule.rule for rule in stuck.rules} == {
        "availability.asked", "availability.amount", "limits.finish-by",
    }  # fmt: skip
