import json
import stat
from datetime import date

import pytest
from attrs import evolve

from planning.forecast_measures import Key
from planning.records import Record, Records, fingerprint
from tests.planning.small import group, person, region

FIRST = Record("aa", "base", 0, {Key("wait-p50"): 3.5, Key("use", group="evening", of=""): None})
SECOND = Record("aa", "base", 1, {Key("wait-p50", "tsp", "town", month=2): 0.0})


def test_what_is_appended_is_read_again(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    records.append(FIRST)
    records.append(SECOND)
    assert list(records.read()) == [FIRST, SECOND]


def test_before_the_first_there_is_nothing(tmp_path):
    assert list(Records(tmp_path / "sweep.jsonl").read()) == []


def test_records_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "sweep.jsonl"
    path.touch(mode=0o644)
    Records(path).append(FIRST)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# Cut by one byte, only the end of the line is gone and the record is whole.
@pytest.mark.parametrize(
    ("cut", "whole"),
    [(1, [FIRST, SECOND, SECOND]), (2, [FIRST, SECOND]), (60, [FIRST, SECOND])],
)
def test_a_line_cut_short_is_passed_over_and_spoils_no_other(tmp_path, cut, whole):
    records = Records(tmp_path / "sweep.jsonl")
    records.append(FIRST)
    records.append(SECOND)
    records.path.write_bytes(records.path.read_bytes()[:-cut])
    records.append(SECOND)
    assert list(records.read()) == whole


def test_a_line_of_a_forecast_without_hands_and_rooms_is_passed_over(tmp_path):
    records = Records(tmp_path / "sweep.jsonl")
    records.append(FIRST)
    line = json.loads(records.path.read_text())
    records.path.write_text(json.dumps(line | {"schema": 1}) + "\n[1]\n\n")
    assert list(records.read()) == []


def test_a_fingerprint_is_of_the_values_and_nothing_else():
    one = region(group(), people=[person(1)])
    assert fingerprint(one) == fingerprint(region(group(), people=[person(1)]))
    assert fingerprint(one) != fingerprint(region(group(places=49), people=[person(1)]))
    assert fingerprint(one) != fingerprint(region(group(), people=[person(1, days=699)]))


def test_the_sorting_of_sets_and_mappings_does_not_tell():
    days = [date(2026, 1, 1), date(2026, 4, 3), date(2026, 12, 25)]
    one, other = region(group(), taken={"a": 1, "b": 2}), region(group(), taken={"b": 2, "a": 1})
    one = evolve(one, timetable=evolve(one.timetable, holidays=frozenset(days)))
    other = evolve(other, timetable=evolve(other.timetable, holidays=frozenset(days[::-1])))
    assert fingerprint(one) == fingerprint(other)


def test_neighbouring_words_do_not_run_together():
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


def test_what_has_no_fingerprint_is_refused():
    with pytest.raises(TypeError, match="object"):
        fingerprint(object())
