"""Whatever is done to a file, it is read or refused in sentences: never a traceback."""

import json
import tomllib
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.case import Case
from models.errors import InvalidInput
from models.package import Package
from scenarios.reading import parse_case, parse_package
from scenarios.shipped import fetch, names

MEANT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PACKAGE = {
    "order": {"kind": "community-order", "months": 12, "start": "2026-06-08"},
    "requirements": [
        {"code": "rar", "terms": {"days": 20}, "parts": [{"code": "anger", "group": "g"}]}
    ],
    "sessions": [
        {
            "part": "anger",
            "number": 1,
            "start": "2026-07-01T18:00:00+01:00",
            "end": "2026-07-01T20:00:00+01:00",
            "requirement": "rar",
        }
    ],
    "curfew": [{"weekday": "monday", "start": "19:00", "end": "07:00"}],
    "detox": {"from": "2026-06-15", "to": "2026-06-28"},
    "overrides": [{"rule": "order.punishment", "reason": "in hospital"}],
}
CASES = {
    name: json.loads(
        json.dumps(tomllib.loads(fetch(name)[1].decode()), default=lambda day: day.isoformat())
    )
    for name in names()
}

words = st.sampled_from(["", " ", "yes", "monday", "24:00", "2026-06-08", "9999-12-31", "\0"])
plain = st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=8)


def nested(inner):
    return st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)


anything = st.recursive(plain, nested, max_leaves=5)


def places(value, path=()):
    """The path of every value inside a table, however deep."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))


def holder(table, path):
    for key in path[:-1]:
        table = table[key]
    return table


def read(parse, noun, data):
    """Whether it could be read; anything else than a refusal in sentences falls through."""
    complaints = ()
    try:
        found = parse("file.json", data)
    except InvalidInput as refused:
        found, complaints = None, refused.complaints
    assert isinstance(found, noun) or complaints
    assert all(one.message and one.path.startswith("$") for one in complaints)
    return found is not None


@MEANT
@given(st.data())
def test_a_case_with_any_value_changed_is_read_or_refused(data):
    table = deepcopy(CASES[data.draw(st.sampled_from(sorted(CASES)))])
    path = data.draw(st.sampled_from(list(places(table))))
    holder(table, path)[path[-1]] = data.draw(anything)
    read(parse_case, Case, json.dumps(table).encode())


@MEANT
@given(st.data())
def test_a_case_with_any_key_renamed_is_refused(data):
    table = deepcopy(CASES[data.draw(st.sampled_from(sorted(CASES)))])
    # Tables of free words (venues) have no wrong key to name, and codes are not known here.
    free = {"travel", "consents", "provider_agrees", "attempts"}
    keys = [p for p in places(table) if isinstance(p[-1], str) and not free & set(p[:-1])]
    path = data.draw(st.sampled_from(keys))
    held = holder(table, path)
    held[path[-1] + "_"] = held.pop(path[-1])
    assert not read(parse_case, Case, json.dumps(table).encode())


@MEANT
@given(st.data())
def test_a_case_with_anything_left_out_is_read_or_refused(data):
    table = deepcopy(CASES[data.draw(st.sampled_from(sorted(CASES)))])
    path = data.draw(st.sampled_from(list(places(table))))
    del holder(table, path)[path[-1]]
    read(parse_case, Case, json.dumps(table).encode())


@MEANT
@given(st.data())
def test_a_package_with_any_value_changed_is_read_or_refused(data):
    table = deepcopy(PACKAGE)
    path = data.draw(st.sampled_from(list(places(table))))
    holder(table, path)[path[-1]] = data.draw(anything)
    read(parse_package, Package, json.dumps(table).encode())


@MEANT
@given(st.binary(max_size=200), st.sampled_from(["file.toml", "file.json", "file.txt"]))
def test_bytes_that_hold_no_case_are_refused(data, name):
    with pytest.raises(InvalidInput):
        parse_case(name, data)


@MEANT
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_two_days_are_a_case_or_are_refused(conviction, sentence):
    table = {
        "schema": 1,
        "reference": "r",
        "dates": {"conviction": conviction.isoformat(), "sentence": sentence.isoformat()},
    }
    within = conviction.year >= 1900 and sentence.year <= 2100
    expected = within and conviction <= sentence
    assert expected == read(parse_case, Case, json.dumps(table).encode())
