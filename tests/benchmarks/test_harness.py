"""Percentiles, an even spread, and a run that is stopped half way."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.harness import (
    WrongAnswer,
    each,
    hold,
    median,
    peak_mebibytes,
    percentile,
    spread,
    stopwatch,
)

ROOT = Path(__file__).parents[2]
INTERRUPTED = """
import _thread, signal, sys, time
from benchmarks.harness import each, leave

# Where the tests run in the background, interrupts are ignored, and so they are in here.
signal.signal(signal.SIGINT, signal.default_int_handler)

def work(one):
    if one == "third":
        _thread.interrupt_main()
        time.sleep(60)
    return one.upper()

rows, interrupted = each(["first", "second", "third", "fourth"], work, str, "trial")
print(rows, interrupted)
leave(interrupted)
"""


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (50, 10),  # ceil(20 x 0.50) = the 10th
        (95, 19),  # ceil(20 x 0.95) = the 19th
        (96, 20),  # ceil(19.2) = the 20th
        (0, 1),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(share, expected):
    assert expected == percentile(list(range(20, 0, -1)), share)


def test_the_median_of_an_even_number_lies_half_way():
    assert median([4, 1, 3, 2]) == 2.5


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "a"), (2, "ad"), (4, "abde"), (6, "abcdef"), (7, "abcdef"), (None, "abcdef")],
)
def test_a_spread_is_even_and_in_order(number, expected):
    # For 4 of 6: places 0, 6 // 4 = 1, 12 // 4 = 3, 18 // 4 = 4.
    assert tuple(expected) == spread("abcdef", number)


def test_a_stopwatch_stops_when_its_work_fails():
    with pytest.raises(ValueError, match="no"), stopwatch() as watch:
        raise ValueError("no")
    assert watch.seconds > 0


def test_the_peak_of_memory_holds_what_was_held():
    # bytearray(n) is zeroed, and so held: 64 MiB.
    held = bytearray(64 * 2**20)
    assert peak_mebibytes() > len(held) / 2**20


def test_each_is_worked_on_in_order_and_said(capsys):
    rows = each(["b", "a"], str.upper, lambda row: f"{row}!", "trial")
    assert rows == (("B", "A"), False)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ["trial: 1 of 2: B!", "trial: 2 of 2: A!"]


def test_a_fault_of_the_work_is_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        each([1, 0], lambda one: 1 / one, str, "trial")


def test_an_interrupt_gives_what_was_measured_and_ends_at_once():
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
    )
    assert ran.stdout == "('FIRST', 'SECOND') True\n"
    assert ran.returncode == 130


def test_a_wrong_answer_says_what_it_is_and_what_it_should_be():
    with pytest.raises(WrongAnswer, match=r"^options: 2, expected 1$"):
        hold("options", 1, 2)
    hold("options", 1, 1)
