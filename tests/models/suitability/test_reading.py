"""A malformed criterion is refused in a sentence that names what is wrong."""

import re

import pytest

from models.findings import Verdict
from models.suitability import criterion

GOOD = {
    "test": "score",
    "path": "assessments.ogrs3",
    "lowest": 25,
    "reason": "It takes OGRS3 scores of 25 and above.",
    "source": ["dlnr-2017", "3.2.1"],
}


def test_a_good_row_is_read_with_its_defaults():
    read = criterion(GOOD, "tsp")
    assert (
        read.sentence, read.otherwise, read.verified,
    ) == ("It takes OGRS3 scores of 25 and above.", Verdict.NOT_SUITABLE, True)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"test": "charm"}, 'test = "charm": no such test'),
        ({"colour": "red", "lowset": 3}, "unknown keys: colour, lowset"),
        ({"reason": ""}, "reason: it is empty"),
        ({"source": "dlnr-2017"}, "source: 'dlnr-2017': a list is wanted"),
        ({"source": ["dlnr-2017"]}, "2 values are wanted"),
        ({"otherwise": "perhaps"}, "otherwise: 'perhaps' is not one of: suitable"),
        ({"otherwise": "suitable"}, 'otherwise = "suitable": nothing follows from that'),
        ({"otherwise": "refer"}, 'named with otherwise = "refer", and only then'),
        ({"to": "the team"}, 'named with otherwise = "refer", and only then'),
        ({"when": "medium-or-high"}, "a list is wanted"),
        ({"when": ["full-moon"]}, '"full-moon": no such circumstance'),
        ({"managed_by": "nobody"}, 'managed_by = "nobody": neither nps nor crc'),
        ({"sentenced": {"from": 2014}}, "from and to are wanted"),
        ({"verified": "no"}, "verified: 'no': true or false is wanted"),
        ({"lowest": "25"}, "lowest: '25': a number is wanted"),
        ({"lowest": True}, "lowest: True: a number is wanted"),
        ({"path": "assessments.charm"}, '"assessments.charm": a case has no such fact'),
        ({"path": "assessments.rosh"}, '"assessments.rosh": no place for a number'),
        ({"test": "level", "lowest": "medium"}, '"assessments.ogrs3": no place for levels'),
        ({"test": "fact", "lowest": 25}, "unknown keys: lowest"),
    ],
)
def test_a_bad_row_is_refused(change, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        criterion(GOOD | change, "tsp")


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ({"test": "offence", "kinds": ["theft"]}, "'theft' is not one of: violence,"),
        ({"test": "offence"}, "kinds: it is missing"),
        ({"test": "need"}, "need, needs: one of the two is to be named"),
        ({"test": "any", "of": [{"test": "charm"}]}, 'test = "charm": no such test'),
        ({"test": "any", "of": [{"test": "sex", "is": "m"}]}, "of.is: 'm' is not one of: male"),
        ({"test": "any", "of": ["sex"]}, "'sex': not a table of a test"),
    ],
)
def test_a_bad_test_is_refused(test, said):
    around = {"reason": GOOD["reason"], "source": GOOD["source"]}
    with pytest.raises(ValueError, match=re.escape(said)):
        criterion(test | around, "tsp")


@pytest.mark.parametrize("row", [1.5, "sex", ["sex"], True])
def test_a_row_that_is_no_table_is_refused_in_words(row):
    # It was refused in Python's: "'float' object has no attribute 'items'".
    with pytest.raises(ValueError, match=re.escape(f"{row!r}: not a table of a test")):
        criterion(row, "tsp")


def test_every_mistake_of_a_row_is_said_at_once():
    with pytest.raises(ValueError, match="reason: it is missing; source: it is missing"):
        criterion({"test": "imprisonable"}, "tsp")
