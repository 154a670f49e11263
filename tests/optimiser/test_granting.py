"""Wishes the law or the court rules out, and what could be wished for instead."""

from datetime import date

import pytest
from attrs import evolve

from models.commitments import Shift
from models.dated import Bound
from models.facts import Facts
from models.sources import Force
from models.wishes import Wishes
from optimiser.options import propose
from optimiser.results import Repair
from optimiser.wish_facts import apply
from optimiser.wishing import under_wishes
from tests.models.rules.build import row
from tests.optimiser.wished import world


def repairs(facts: Facts, wishes: Wishes) -> tuple[Repair, ...]:
    answer = under_wishes(facts, wishes).options
    assert answer.impasse is not None
    assert answer.impasse.reasons
    return answer.impasse.repairs


def test_the_nearest_amount_that_can_be_had_then_none():
    # At this seriousness at most 20 hours (tests/optimiser/wished.py): the nearest to 300.
    nearest, without = repairs(world(), Wishes(amounts={"unpaid-work": 300}))
    assert nearest.sentence == "unpaid-work of 20 hours instead of 300."
    assert nearest.package is not None
    [hours] = [r.terms.hours for r in nearest.package.requirements if r.code == "unpaid-work"]
    assert hours == 20
    assert without.sentence == "Without the wish for unpaid-work of 300 hours."
    assert without.package == propose(world(), 1).options[0].package


def test_an_amount_far_beyond_the_law_goes_back_to_the_most_that_can_be_had():
    # The law allows 300 hours, this seriousness 20: however far beyond both, 20 is the nearest.
    law = row("unpaid-work", "hours", Bound(1, 300), Force.MUST)
    facts = world()
    facts = evolve(facts, menu=evolve(facts.menu, rulings=(*facts.menu.rulings, law)))
    nearest, _ = repairs(facts, Wishes(amounts={"unpaid-work": 5000}))
    assert nearest.sentence == "unpaid-work of 20 hours instead of 5000."


def test_what_can_be_met_of_the_wishes_is_kept():
    # Never on Wednesday evening: the group by day, as without the other wish.
    never = Wishes(never=(Shift(2, 1020, 1320),))
    facts = world()
    both = evolve(never, amounts={"unpaid-work": 300})
    *_, without = repairs(facts, both)
    assert without.package == propose(apply(facts, never), 1).options[0].package


@pytest.mark.parametrize(("months", "said"), [(2, 3), (4, 3)])
def test_months_other_than_the_court_fixed_go_back_to_what_it_fixed(months, said):
    # Without the wish the order is of three months as well: one way out, not two.
    [nearest] = repairs(world(months=3), Wishes(months=months))
    assert nearest.sentence == f"An order of {said} months instead of {months}."
    assert nearest.package is not None
    assert nearest.package.order.months == 3


def test_the_soonest_day_an_order_can_be_over():
    # The order begins on 2 March 2026 and lasts three months: to 1 June.
    # Without the wish it is over on the same day, so that is not said again.
    [nearest] = repairs(world(months=3), Wishes(finish_by=date(2026, 3, 20)))
    assert nearest.sentence == "Over by 1 June 2026 instead of 20 March 2026."
    assert nearest.package is not None
    assert nearest.package.order.end == date(2026, 6, 1)


def test_what_the_court_asks_cannot_be_left_out_and_has_no_nearest():
    [without] = repairs(world(), Wishes(without_codes=("asro",)))
    assert without.sentence == "With asro, although it was to be left out."
    assert without.package is not None
    assert "asro" in without.package.codes
