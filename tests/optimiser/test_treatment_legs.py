"""Appointments beside a treatment keep the days their leg asks between them."""

import pytest

from commands.knowing import facts_of
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.outline import outlines
from optimiser.solve import Effort, least

CASE = "trust-treatment-2009"


@pytest.mark.parametrize(("apart", "possible"), [(5, False), (8, True), (15, False)])
def test_two_reviews_after_treatment_are_a_week_to_a_fortnight_apart(apart, possible):
    facts, _ = facts_of(CASE, None, None)
    outline = next(one for one in outlines(facts, candidates(facts)) if one.imposes("atr"))
    draft = build(facts, outline, Days(facts), costed=False)
    assert draft is not None
    review = draft.present(next(s.key for s in draft.of("atr", "review")))
    pairs = []
    for day, literal in review.items():
        if day + apart in review:
            both = draft.model.new_bool_var(f"reviews on {day} and {apart} days later")
            draft.model.add_implication(both, literal)
            draft.model.add_implication(both, review[day + apart])
            pairs.append(both)
            # No third between them.
            for between in range(day + 1, day + apart):
                if between in review:
                    draft.model.add_implication(both, review[between].negated())
    assert pairs
    draft.model.add_bool_or(pairs)
    assert (least(draft.model, (), effort=Effort(20.0)) is not None) is possible
