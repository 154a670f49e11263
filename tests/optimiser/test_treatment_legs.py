"""Appointments beside a treatment keep the days their leg asks between them."""

import pytest

from commands.knowing import facts_of
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.outline import outlines
from optimiser.solve import Effort, least

CASE = "trust-treatment-2009"


@pytest.mark.parametrize(
    ("leg", "apart", "possible"),
    [
        ("preparation", 5, False),
        ("preparation", 8, True),
        ("preparation", 15, False),
        ("review", 5, False),
        ("review", 8, True),
        ("review", 15, True),  # they taper
    ],
)
def test_two_of_a_leg_are_a_week_apart_and_no_further_than_its_guide_has_it(leg, apart, possible):
    facts, _ = facts_of(CASE, None, None)
    outline = next(one for one in outlines(facts, candidates(facts)) if one.imposes("atr"))
    draft = build(facts, outline, Days(facts), costed=False)
    assert draft is not None
    held = draft.present(next(s.key for s in draft.of("atr", leg)))
    pairs = []
    for day, literal in held.items():
        if day + apart in held:
            both = draft.model.new_bool_var(f"{leg} on {day} and {apart} days later")
            draft.model.add_implication(both, literal)
            draft.model.add_implication(both, held[day + apart])
            pairs.append(both)
            # No third between them.
            for between in range(day + 1, day + apart):
                if between in held:
                    draft.model.add_implication(both, held[between].negated())
    assert pairs
    draft.model.add_bool_or(pairs)
    assert (least(draft.model, (), effort=Effort(20.0)) is not None) is possible
