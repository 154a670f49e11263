"""What a file gets wrong is said at once, each mistake with its path and a sentence."""

from datetime import date, datetime

import pytest

from models.case import OrderKind
from models.commitments import DateRange
from models.dated import Bound
from models.errors import Complaint, InvalidInput
from models.structuring import (
    MOST_BYTES,
    Reader,
    Wrong,
    boolean,
    bound,
    choice,
    day,
    day_range,
    filled,
    listed,
    load_table,
    mapping,
    moment,
    number,
    real,
    text,
    time_of_day,
    weekday,
    word,
)


def complaints(reader: Reader) -> list[Complaint]:
    with pytest.raises(InvalidInput) as caught:
        reader.finish()
    return list(caught.value.complaints)


def test_every_mistake_is_said_with_its_path():
    shifts = [{"end": "18:00"}, {"end": "25:00"}]
    reader = Reader("c.toml", {"title": 3, "commitments": [{}, {"shifts": shifts}]})
    reader.take("title", text, "")
    for commitment in reader.tables("commitments"):
        for shift in commitment.tables("shifts"):
            shift.take("end", time_of_day)
    expected = [
        ("$.title", 3),
        ("$.commitments[1].shifts[1].end", "25:00"),
    ]
    assert expected == [(found.path, found.value) for found in complaints(reader)]


def test_an_unknown_key_is_refused_with_the_nearest_known_one():
    reader = Reader("c.toml", {"sentence": {"seriousnes": "low"}})
    reader.table("sentence").take("seriousness", text, "")
    expected = Complaint(
        "c.toml",
        "$.sentence.seriousnes",
        "low",
        'unknown key "seriousnes"; did you mean "seriousness"?',
    )
    assert [expected] == complaints(reader)


def test_a_missing_key_is_said_once_and_reading_goes_on():
    reader = Reader("c.toml", {})
    assert reader.take("reference", filled) == ""
    expected = Complaint("c.toml", "$.reference", None, '"reference" is missing')
    assert [expected] == complaints(reader)


def test_nothing_wrong_raises_nothing():
    reader = Reader("c.toml", {"hours": 120})
    assert reader.take("hours", number(0)) == 120
    reader.finish()
    assert reader.complaints == []


def test_each_wrong_item_of_a_list_is_named():
    reader = Reader("c.toml", {"days": ["monday", "mondy", 3]})
    assert reader.take("days", listed(weekday), ()) == ()
    found = complaints(reader)
    assert [one.path for one in found] == ["$.days[1]", "$.days[2]"]
    assert found[0].message.endswith('did you mean "monday"?')


def test_each_wrong_value_of_a_mapping_is_named():
    reader = Reader("c.toml", {"travel": {"office": -3, "hall": 20}})
    reader.take("travel", mapping(number(0)), {})
    assert [(one.path, one.value) for one in complaints(reader)] == [("$.travel.office", -3)]


def test_a_list_where_a_table_belongs_and_a_table_where_a_list_belongs():
    reader = Reader("c.toml", {"person": [], "needs": {}})
    reader.table("person")
    reader.tables("needs")
    assert [one.path for one in complaints(reader)] == ["$.person", "$.needs"]


READ = [
    (day, date(2026, 3, 14), date(2026, 3, 14)),
    (day, "2026-03-14", date(2026, 3, 14)),
    (moment, "2026-06-20T09:30:00", datetime(2026, 6, 20, 9, 30)),
    (time_of_day, "19:00", 1140),  # 19 * 60
    (time_of_day, "24:00", 1440),
    (weekday, "sunday", 6),
    (number(0, 300), 300, 300),
    (real(0, 100), 74.5, 74.5),
    (boolean, True, True),
    (choice(OrderKind), "community-order", OrderKind.COMMUNITY_ORDER),
    (day_range, date(2026, 3, 1), DateRange(date(2026, 3, 1), date(2026, 3, 1))),
    (
        day_range,
        {"from": date(2026, 3, 1), "to": "2026-03-01"},
        DateRange(date(2026, 3, 1), date(2026, 3, 1)),
    ),
    (bound, 4, Bound(4, 4)),
    (bound, [10, 20], Bound(10, 20)),
    (bound, {"lowest": 7}, Bound(7)),
]


@pytest.mark.parametrize(("parse", "value", "expected"), READ)
def test_a_value_is_read(parse, value, expected):
    assert expected == parse(value)


REFUSED = [
    (text, 3, "must be text, not a number"),
    (filled, "  ", "must not be empty"),
    (boolean, 1, "must be true or false, not a number"),
    (number(), True, "must be a whole number, not true or false"),
    (number(), 1.5, "1.5 is not a whole number"),
    (number(), 40.0, "40.0 is not a whole number"),
    (number(0, 300), 301, "301 is above 300"),
    (number(0, 300), -1, "-1 is below 0"),
    (real(), float("nan"), '"nan" is not a number to count with'),
    (real(), float("inf"), '"inf" is not a number to count with'),
    (day, "2026-02-30", '"2026-02-30" is not a date as 2026-03-14'),
    (day, "20260314", '"20260314" is not a date as 2026-03-14'),
    (day, datetime(2026, 3, 14), "must be a date as 2026-03-14, not a time"),
    (day, "2206-03-14", "2206-03-14: the year must be from 1900 to 2100"),
    (time_of_day, "7pm", '"7pm" is not a time of day as "19:30"'),
    (time_of_day, 1900, 'must be a time of day as "19:30", not a number'),
    (word("any", "male"), "males", '"males" is not one of: any, male; did you mean "male"?'),
    (
        choice(OrderKind),
        "probation",
        '"probation" is not one of: community-order, suspended-sentence-order',
    ),
    (listed(text), "monday", "must be a list, not text"),
    (
        day_range,
        {"from": "2026-03-20", "to": "2026-03-01"},
        "the range ends on 2026-03-01, before it starts on 2026-03-20",
    ),
    (
        day_range,
        {"from": "2026-03-20"},
        'a range of days holds "from" and "to" and nothing else',
    ),
    (bound, [20, 10], "the highest, 10, is below the lowest, 20"),
    (bound, [1, 2, 3], "must be one number, or a list of the lowest and the highest"),
    (bound, {"lowest": 7, "highest": 14}, "must state its lowest and nothing else"),
    (bound, {"highest": 14}, "must state its lowest and nothing else"),
    (bound, {"lowest": "seven"}, "must be a number, not text"),
    (
        moment,
        "2026-06-20T09:30:00+01:00",
        "2026-06-20 09:30:00+01:00: give London wall-clock time, without an offset",
    ),
]


@pytest.mark.parametrize(("parse", "value", "expected"), REFUSED)
def test_a_value_is_refused_in_a_sentence(parse, value, expected):
    with pytest.raises(Wrong) as caught:
        parse(value)
    assert expected == str(caught.value)


def test_toml_and_json_give_the_same_table():
    expected = {"schema": 1, "reference": "r"}
    assert expected == load_table("c.toml", b'schema = 1\nreference = "r"\n')
    assert expected == load_table("c.json", b'\xef\xbb\xbf{"schema": 1, "reference": "r"}')


FILES = [
    ("c.toml", b"", "the file is empty"),
    ("c.toml", b" \n\t", "the file is empty"),
    ("c.toml", b"a = 1\nb = \xff", "line 2 is not UTF-8 text"),
    ("c.toml", b"a = 1\nb = = 2", "not TOML: Invalid value (at line 2, column 5)"),
    ("c.json", b'{"a": 1,\n}', "(at line 2)"),
    ("c.json", b"[1]", "the file must hold a table, not a list"),
    ("c.json", b'{"a": 1, "a": 2}', 'not JSON: the key "a" stands there twice'),
    ("c.json", b'{"a": NaN}', "not JSON: NaN is not a number"),
    ("c.json", b'{"a": ' + b"[" * 100_000, "the file is nested too deeply"),
    ("c.yaml", b"a: 1", "the name of the file must end in .toml or .json"),
    ("c.toml", b"#" * (MOST_BYTES + 1), "the file has 5000001 bytes; at most 5000000 are read"),
]


@pytest.mark.parametrize(("name", "data", "expected"), FILES, ids=range(len(FILES)))
def test_a_file_that_cannot_be_read_says_why(name, data, expected):
    with pytest.raises(InvalidInput) as caught:
        load_table(name, data)
    (complaint,) = caught.value.complaints
    assert (name, "$", True) == (complaint.file, complaint.path, expected in complaint.message)
