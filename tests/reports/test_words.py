"""Days, times and amounts as they are read aloud."""

import doctest
from datetime import date, datetime

import pytest

from reports import calendar_text, toml_text, words


@pytest.mark.parametrize("module", [words, calendar_text, toml_text])
def test_the_examples_of_the_docstrings_run(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("minute", "said"),
    [(0, "midnight"), (1, "12:01am"), (60, "1am"), (719, "11:59am"), (720, "midday"),
     (721, "12:01pm"), (780, "1pm"), (1439, "11:59pm"), (1440, "midnight"), (1800, "6am")],
)  # fmt: skip
def test_a_minute_by_the_twelve_hour_clock(minute, said):
    assert words.clock(minute) == said


def test_a_span_says_no_word_twice():
    spans = [
        (date(2026, 6, 8), date(2026, 6, 8)),
        (date(2026, 6, 29), date(2026, 7, 5)),
        (date(2026, 12, 28), date(2027, 1, 3)),
    ]
    assert [words.span(*ends) for ends in spans] == [
        "8 June 2026",
        "29 June to 5 July 2026",
        "28 December 2026 to 3 January 2027",
    ]


def test_times_as_in_a_letter():
    start, end = datetime(2026, 3, 2, 9, 30), datetime(2026, 3, 2, 16, 30)
    assert words.times(start, end) == "9:30am to 4:30pm"


def test_lists_of_none_one_and_two():
    assert [words.listing(items) for items in ([], ["a"], ["a", "b"])] == ["", "a", "a and b"]


def test_a_sentence_gets_its_capital_and_stop_once():
    assert [words.sentence(t) for t in ("no need", "No need.", "")] == ["No need.", "No need.", ""]
    assert words.sentence("at most two. (guide 3.1)") == "At most two. (guide 3.1)"
    assert words.sentence("hours (or days)") == "Hours (or days)."


def test_an_escape_sequence_of_a_file_never_reaches_the_terminal():
    assert words.plain("x\x1b]0;title\x07\u202ey") == "x ]0;title y"
