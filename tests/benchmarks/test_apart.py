"""Work in a process of its own: answered, stopped, lost, and its memory seen."""

import os
import time

import pytest

from benchmarks.apart import Apart, Stopped, mebibytes, tell

LONG = 60.0


def double(number):
    return 2 * number


def sleep():
    time.sleep(LONG)


def vanish():
    os._exit(3)


def hold(mebibytes):
    held = bytearray(mebibytes * 2**20)
    time.sleep(0.3)
    return len(held)


def told_then_sleeping():
    tell("first")
    tell("second")
    time.sleep(LONG)


@pytest.fixture
def apart():
    with Apart() as process:
        yield process


def test_one_thing_after_another_in_the_same_process(apart):
    assert apart.ask(double, 21, limit=LONG) == 42
    assert apart.ask(os.getpid, limit=LONG) == apart.ask(os.getpid, limit=LONG) != os.getpid()


def test_what_takes_too_long_is_stopped_and_the_next_thing_is_done(apart):
    apart.ask(double, 1, limit=LONG)
    stopped = apart.ask(sleep, limit=0.2)
    assert isinstance(stopped, Stopped)
    assert (stopped.reason, stopped.so_far) == ("stopped", None)
    assert 0.2 <= stopped.seconds < LONG / 2
    assert apart.ask(double, 4, limit=LONG) == 8


def test_what_was_told_on_the_way_is_kept(apart):
    apart.ask(double, 1, limit=LONG)
    assert apart.ask(told_then_sleeping, limit=1).so_far == "second"


def test_a_process_that_ends_is_a_result(apart):
    lost = apart.ask(vanish, limit=LONG)
    assert (type(lost), lost.reason) == (Stopped, "the process ended")
    assert apart.ask(double, 5, limit=LONG) == 10


def test_nobody_listens_where_nobody_asked():
    assert tell("something") is None


def test_the_peak_is_what_was_held_at_one_moment(apart):
    assert apart.ask(hold, 64, limit=LONG) == 64 * 2**20
    assert 64 < apart.peak_mebibytes < 1024


def test_memory_of_no_process_is_not_known():
    assert mebibytes(2**30) is None
