"""Files for their owner alone, whole or not there."""

import os
import stat

import pytest

from reports.writing import write_private


def test_only_the_owner_may_read_what_is_written(tmp_path):
    path = tmp_path / "out.ics"
    old = os.umask(0)
    try:
        write_private(path, "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_all_could_read_becomes_private(tmp_path):
    path = tmp_path / "out.ics"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "out.ics"
    path.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(path, "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("out.ics", "old")]


def test_what_is_no_ordinary_file_is_left_alone(tmp_path):
    with pytest.raises(OSError, match="not an ordinary file"):
        write_private(tmp_path, "x")
