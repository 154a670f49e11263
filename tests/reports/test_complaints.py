"""Mistakes of the input, for a person and for a program."""

import json
from datetime import date

from models.errors import Complaint
from reports.complaints import as_data, as_lines

BAD = Complaint("case.toml", "$.dates.sentence", date(2026, 2, 1), "before the conviction")


def test_a_mistake_is_a_sentence_with_file_and_path():
    whole = Complaint("x.toml", "$", None, "there is no such file")
    assert list(as_lines([BAD, whole])) == [
        "case.toml: $.dates.sentence: Before the conviction.",
        "x.toml: There is no such file.",
    ]


def test_a_name_at_the_beginning_of_a_mistake_keeps_its_small_letter():
    said = ["did-derby-mon-eve meets on Monday", "rota_2 is unknown", "ends before it starts"]
    assert list(as_lines(Complaint("x", "$", None, one) for one in said)) == [
        "x: did-derby-mon-eve meets on Monday.",
        "x: rota_2 is unknown.",
        "x: Ends before it starts.",
    ]


def test_a_mistake_is_a_table_of_four_fields():
    assert as_data(BAD) == {
        "file": "case.toml",
        "path": "$.dates.sentence",
        "value": "2026-02-01",
        "message": "before the conviction",
    }


def test_any_value_can_be_said_in_json():
    values = [{1: [date(2026, 1, 1)]}, float("inf"), object, True, None, 1.5]
    said = [as_data(Complaint("f", "$", value, "m"))["value"] for value in values]
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert said[:2] == [{"1": ["2026-01-01"]}, "inf"]
