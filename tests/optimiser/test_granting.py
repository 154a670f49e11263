"""Wishes the law or the court rules out, and what could be wished for instead."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Ask, Terms
from models.commitments import Shift
from models.dated import Bound
from models.facts import Facts
from models.sources import Force
from models.wishes import Wishes
from optimiser import granting
from optimiser.candidates import candidates
from optimiser.options import best_dated, propose
from optimiser.results import Repair
from optimiser.solve import Effort, Exhausted
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
    nearest, _ = repairs(facts, Wishes(amounts={"unpaid-work": 2000}))
    assert nearest.sentence == "unpaid-work of 20 hours instead of 2000."


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
    assert nearest.sentence == (
        f"An order of {said} months, as the court fixed it, instead of {months}."
    )
    assert nearest.package is not None
    assert nearest.package.order.months == 3


def test_an_amount_far_off_what_the_court_fixed_goes_back_to_that_and_says_why():
    facts = world()
    asks = (*facts.case.sentence.asks, Ask("unpaid-work", Terms(hours=14)))
    sentence = evolve(facts.case.sentence, asks=asks)
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))
    nearest, *_ = repairs(facts, Wishes(amounts={"unpaid-work": 300}))
    assert nearest.sentence == (
        "unpaid-work of 14 hours, as the court fixed it, instead of 300."
    )


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


def full(facts: Facts, id: str) -> Facts:
    groups = tuple(
        evolve(group, taken=group.places) if group.id == id else group
        for group in facts.timetable.groups
    )
    return evolve(facts, timetable=evolve(facts.timetable, groups=groups))


def test_a_change_proved_to_lead_to_nothing_is_not_offered_alone():
    # The court fixed 3 months, and the group has no place in an order of 3 months either.
    facts, group = full(world(months=3), "asro-wed-eve"), Wishes(groups=("asro-wed-eve",))
    asked = apply(facts, group)
    assert best_dated(asked, candidates(asked), Effort(20.0)) is None
    found = repairs(facts, evolve(group, months=2))
    assert found[0].sentence == (
        "An order of 3 months, as the court fixed it, instead of 2 and asro in another group."
    )
    assert all(repair.package is not None for repair in found)


def test_an_end_that_no_dates_reach_goes_back_to_the_soonest_that_they_do():
    # ASRO's first cohort of evenings is over on 18 March, a second meets on 8 and 15 April: an
    # order of 1 month, to 1 April, is lawful and too short for that, and one of 2 ends on 1 May.
    facts = world()
    groups = tuple(
        evolve(group, starts=group.starts[1:])
        for group in facts.timetable.groups
        if group.id == "asro-wed-eve"
    )
    facts = evolve(facts, timetable=evolve(facts.timetable, groups=groups))
    soonest, *_ = repairs(facts, Wishes(finish_by=date(2026, 3, 20)))
    assert soonest.sentence == "Over by 1 May 2026 instead of 20 March 2026."
    assert soonest.package is not None
    assert soonest.package.order.end == date(2026, 5, 1)


def test_what_was_not_settled_in_time_is_called_possible_only_where_it_was_shown(monkeypatch):
    def never(*_):
        raise Exhausted

    monkeypatch.setattr(granting, "best_dated", never)
    wishes = Wishes(amounts={"unpaid-work": 300})
    assert [one.possible for one in repairs(world(), wishes)] == [True, True]
    monkeypatch.setattr(granting, "is_possible", never)
    assert [one.possible for one in repairs(world(), wishes)] == [False, False]


def test_what_drafts_prove_impossible_is_dropped_though_the_search_ran_out(monkeypatch):
    def never(*_):
        raise Exhausted

    monkeypatch.setattr(granting, "best_dated", never)
    facts = full(world(months=3), "asro-wed-eve")
    found = repairs(facts, Wishes(groups=("asro-wed-eve",), months=2))
    assert not any(one.sentence.endswith("instead of 2.") for one in found)
