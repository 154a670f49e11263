"""An amount that the court fixed and the law forbids: an impasse that names it, never a failure."""

import pytest

from models.case import Ask, Terms
from models.dated import Bound
from models.sources import Force
from optimiser.amounts import fixed_unlawfully
from optimiser.options import propose
from optimiser.reasons.impossible import in_the_way, repairs
from tests.models.rules.build import requirement, row
from tests.optimiser.reasons.test_worlds import EXCLUSION, WORK, is_possible, keys, world

CURFEW = requirement("curfew", stream="curfew", units=("months", "hours-a-day"))


def hours(number):
    """A world in which the court fixed so many hours of work, of which the law has 40 to 300."""
    return world(WORK, asks=[Ask("unpaid-work", Terms(hours=number))])


@pytest.mark.parametrize(
    ("number", "nearest"),
    [(39, "unpaid-work of 40 hours instead of 39"), (38, "unpaid-work of 40 hours instead of 38")],
)
def test_the_law_the_amount_and_the_asking_are_in_the_way_of_each_other(number, nearest):
    found = in_the_way(hours(number))
    assert keys(found) == {
        ("availability.asked", "unpaid-work"),
        ("availability.amount", "unpaid-work"),
        ("duration.bound", "unpaid-work"),
    }
    assert found.conflicts.verified(tuple(keys(found)))
    assert nearest in [repair.sentence for repair in repairs(found)]


def test_the_least_the_law_allows_has_nothing_in_the_way():
    assert is_possible(hours(40))
    assert in_the_way(hours(40)).rules == ()


@pytest.mark.parametrize(("number", "said"), [(39, "39 hours"), (40, None), (301, "301 hours")])
def test_both_ends_of_the_law_bind(number, said):
    found = fixed_unlawfully(hours(number), "unpaid-work")
    assert (found[0] if found else None) == said


def test_a_proposal_says_that_the_amount_is_not_lawful():
    answer = propose(hours(301))
    assert answer.options == ()
    assert answer.impasse.summary == "An amount the court fixed is not one the law allows."
    assert [one.code for one in answer.impasse.reasons] == ["unpaid-work"]
    assert "That leaves out 301 hours." in answer.impasse.reasons[0].sentence


def test_a_bound_of_the_other_kind_of_order_does_not_bind():
    most = row("exclusion", "months", Bound(None, 2), kind="suspended-sentence-order")
    own = row("exclusion", "months", Bound(None, 2), kind="community-order")
    asks = [Ask("exclusion", Terms(months=3))]
    assert fixed_unlawfully(world(EXCLUSION, asks=asks, rows=(most,)), "exclusion") is None
    assert fixed_unlawfully(world(EXCLUSION, asks=asks, rows=(own,)), "exclusion") == (
        "3 months",
        own,
    )


def test_what_a_guide_suggests_forbids_nothing():
    usual = row("exclusion", "months", Bound(None, 2), Force.SHOULD)
    facts = world(EXCLUSION, asks=[Ask("exclusion", Terms(months=3))], rows=(usual,))
    assert fixed_unlawfully(facts, "exclusion") is None


def test_the_hours_a_day_of_a_curfew_are_left_to_its_windows():
    most = row("curfew", "hours-a-day", Bound(2, 20))
    asks = [Ask("curfew", Terms(months=1, hours_a_day=21))]
    assert fixed_unlawfully(world(CURFEW, asks=asks, rows=(most,)), "curfew") is None
