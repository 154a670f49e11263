"""Which faults make a package unlawful, and which only undeliverable."""

import pytest

from models.entry import EntryKind
from models.fault import Aim, Fault
from models.rules.grounds import LAWFUL, of_law
from models.sources import Force, Strength
from tests.models.rules.build import MADE_UP, entry, facts

WORLD = facts(
    entries=[entry("drr", EntryKind.REQUIREMENT), entry("tsp", EntryKind.PROGRAMME)]
)


def fault(rule: str, subject: str = "order", force: Force = Force.MUST, strength=None) -> Fault:
    return Fault(rule, subject, force, "Said.", MADE_UP, Aim.PRACTICE, 1, True, strength)


@pytest.mark.parametrize(
    ("strength", "lawless"),
    [(strength, strength is Strength.STATUTE) for strength in Strength],
)
def test_a_must_of_the_catalogue_is_of_law_where_it_rests_on_statute(strength, lawless):
    assert of_law(fault("duration.bound", strength=strength), WORLD) is lawless
    # What a row says of itself goes before what the rule is known for.
    assert of_law(fault("order.length", strength=strength), WORLD) is lawless
    assert of_law(fault("suitability", "drr", strength=strength), WORLD) is lawless


@pytest.mark.parametrize("rule", LAWFUL)
def test_what_an_order_is_is_of_law_by_whatever_it_is_known(rule):
    assert of_law(fault(rule), WORLD)
    assert not of_law(fault(rule, force=Force.SHOULD), WORLD)
    assert not of_law(fault(rule, force=Force.SHOULD, strength=Strength.STATUTE), WORLD)


@pytest.mark.parametrize("rule", ["order.holds", "clashes.firm", "unpaid-work.hours"])
def test_the_shape_of_a_plan_is_not_of_law(rule):
    assert not of_law(fault(rule), WORLD)


@pytest.mark.parametrize(("code", "lawless"), [("drr", True), ("tsp", False), ("stocks", False)])
def test_a_requirement_nobody_is_suitable_for_is_of_law_and_a_programme_is_not(code, lawless):
    assert of_law(fault("suitability", code), WORLD) is lawless
