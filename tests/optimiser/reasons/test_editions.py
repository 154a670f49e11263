"""What is taken away of an entry is taken away of every edition a group may name."""

from attrs import evolve

from commands.knowing import facts_of
from models.wishes import Wishes
from optimiser.reasons.standing import with_entry
from optimiser.wishing import under_wishes


def test_an_entry_is_changed_in_all_its_editions_and_no_other_is():
    facts, _ = facts_of("low-first-order", None, None)
    changed = with_entry(facts, "tsp", lambda entry: evolve(entry, order_months=None))
    documents = [document for code, document in facts.menu.editions if code == "tsp"]
    assert documents
    assert {facts.entry("tsp", one).order_months for one in ("", *documents)} == {9}
    assert {changed.entry("tsp", one).order_months for one in ("", *documents)} == {None}
    kept = [key for key in facts.menu.editions if key[0] != "tsp"]
    assert all(changed.menu.editions[key] is facts.menu.editions[key] for key in kept)


def test_a_programme_in_a_shorter_order_is_a_way_out_that_can_be_dated():
    """TSP asks for nine months; its groups name the edition they give."""
    facts, _ = facts_of("farm-worker-thinking-skills", None, None)
    sentence = evolve(facts.case.sentence, asks=(), months=None)
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))
    wished = under_wishes(facts, Wishes(with_codes=("tsp",), months=6))
    assert wished.options.impasse is not None
    [shorter] = [
        repair for repair in wished.options.impasse.repairs if "shorter order" in repair.sentence
    ]
    assert shorter.package is not None
    assert shorter.package.order.months == 6
    assert "tsp" in shorter.package.codes
