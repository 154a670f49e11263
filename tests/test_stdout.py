"""Where an answer goes that can't be written, or that nobody reads on: real pipes and devices."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

import planning.records
from planning.records import Records
from tests.planning.test_records import FIRST, SECOND

ROOT = Path(__file__).parents[1]
FULL = Path("/dev/full")
NO_SPACE = "Standard output: Can't be written: No space left on device.\n"

OPTIONS = ("options", "low-first-order", "--want", "1")
IMPOSSIBLE = ("options", "no-lawful-package", "--want", "1")


@frozen
class Ended:
    code: int
    stderr: str


def run(stdout, *arguments) -> Ended:
    ended = subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    return Ended(ended.returncode, ended.stderr)


def unread(*arguments) -> Ended:
    """The command, with a pipe for its output of which nobody holds the other end."""
    other_end, pipe = os.pipe()
    os.close(other_end)
    try:
        return run(pipe, *arguments)
    finally:
        os.close(pipe)


@pytest.mark.parametrize(
    "arguments",
    [OPTIONS, (*OPTIONS, "--json"), IMPOSSIBLE, ("cases",), ("--help",), ("options", "--help")],
)
def test_a_pipe_that_nobody_reads_ends_the_program_without_a_word(arguments):
    assert unread(*arguments) == Ended(141, "")


def test_a_mistake_is_told_beside_a_pipe_that_nobody_reads():
    ended = unread("options", "no-such-case")
    assert ended.code == 3
    assert ended.stderr.startswith("no-such-case: ")


@pytest.mark.skipif(not FULL.exists(), reason="no device here that is always full")
@pytest.mark.parametrize("arguments", [OPTIONS, (*OPTIONS, "--json"), ("cases",), ("--help",)])
def test_a_full_disk_is_said_in_a_sentence(arguments):
    with FULL.open("w") as full:
        assert run(full, *arguments) == Ended(3, NO_SPACE)


def test_a_record_that_finds_no_room_is_not_left_by_half(tmp_path, monkeypatch):
    records = Records(tmp_path / "records.jsonl")
    records.append(FIRST)
    whole = records.path.read_bytes()
    written = os.write
    room = [10]

    def write(handle, data):
        """Ten bytes more, and then the disk is full."""
        if not room:
            raise OSError(28, "No space left on device")
        return written(handle, data[: room.pop()])

    monkeypatch.setattr(planning.records.os, "write", write)
    with pytest.raises(OSError, match="No space left"):
        records.append(SECOND)
    monkeypatch.undo()
    assert records.path.read_bytes() == whole
    records.append(SECOND)
    assert len(list(records.read())) == 2
