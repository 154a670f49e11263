"""What a region offers of each thing, in the words of a reason."""

import pytest

from commands.knowing import facts_of
from optimiser.reasons.offered import offered


@pytest.mark.parametrize(
    ("code", "told"),
    [
        # Four one-to-ones with a facilitator: the nearest is in Oakham, until seven at the latest.
        ("tsp", ["; one-to-ones are given on Tuesday and Friday 10am to 4pm, on Wednesday"]),
        ("did", []),
    ],
)
def test_a_group_with_one_to_ones_tells_when_those_are_given(code, told):
    facts, _ = facts_of("farm-worker-thinking-skills", None, None)
    said = offered(facts, facts.menu.entries[code]).hindrance.sentence
    assert [text in said for text in told] == [True] * len(told)
    assert ("one-to-ones" in said) == bool(told)


def test_one_place_more_than_are_listed_is_one():
    facts, _ = facts_of("farm-worker-thinking-skills", None, None)
    # Derby, Nottingham and Leicester are listed; Mansfield is the fourth.
    said = offered(facts, facts.menu.entries["housing"]).hindrance.sentence
    assert said.endswith(", and at 1 other place or time.")
