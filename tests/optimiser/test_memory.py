"""What large drafts took is given back once an answer is there."""

import os
import platform
from pathlib import Path

from optimiser.memory import give_back
from optimiser.options import propose
from tests.optimiser.tiny import tiny

SCATTERED = 200_000
GNU = platform.libc_ver()[0] == "glibc"


def mebibytes() -> float:
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def test_giving_back_says_whether_it_can():
    assert give_back() is GNU


def test_what_lies_scattered_and_free_is_given_back():
    # Buffers of 2,000 bytes let go of but the last: nothing at the end is free, so the allocator
    # by itself keeps all of the 400,000,000 bytes, which are 381 MiB.
    if not GNU:
        return
    held = [bytearray(2_000) for _ in range(SCATTERED)]
    full = mebibytes()
    del held[: SCATTERED - 1]
    give_back()
    assert full - mebibytes() > 300
    assert len(held) == 1


def test_an_answer_ends_with_it(monkeypatch):
    given = []
    monkeypatch.setattr("optimiser.memory.give_back", lambda: given.append(True))
    propose(tiny(0), 1)
    assert given == [True]
