"""Whether codes can be dated does not depend on what was asked before."""

from models.commitments import Shift
from models.wishes import Wishes
from optimiser.reasons.conflict import Conflicts
from optimiser.reasons.impossible import in_the_way
from optimiser.wish_facts import apply
from tests.optimiser.wished import world

# ASRO meets on Tuesdays by day, which evenings alone leave out, and on Wednesday evenings.
EVENINGS, WEDNESDAYS = ("clashes.firm", "commitments[1]"), ("clashes.firm", "commitments[2]")
WISHED = apply(world(), Wishes(evenings_only=True, never=(Shift(2, 1200, 1260),)))
CODES = frozenset({"programme", "asro"})


def test_runs_that_met_firm_time_are_open_again_once_it_is_given_up():
    dates = Conflicts(WISHED)._dates
    assert not dates.possible(CODES, [EVENINGS, WEDNESDAYS], longer=True)
    assert dates.possible(CODES, [WEDNESDAYS], longer=True)
    assert dates.possible(CODES, [EVENINGS], longer=True)


def test_a_set_in_the_way_is_minimal_when_asked_anew_of_the_case():
    keys = tuple((rule.rule, rule.subject) for rule in in_the_way(WISHED).rules)
    assert {EVENINGS, WEDNESDAYS} <= set(keys)
    assert Conflicts(WISHED).verified(keys)
