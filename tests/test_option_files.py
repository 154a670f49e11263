"""The files `options` writes: tried before anything is solved, and never at the answer's cost."""

import json

import pytest
from attrs import evolve
from click.testing import CliRunner

import cli
import optimiser.options
import optimiser.wishing  # read before `propose` is put away
import reports.writing
from commands.knowing import facts_of

CASE = "low-first-order"


@pytest.fixture(scope="module")
def solved():
    facts, inputs = facts_of(CASE, None, None)
    return evolve(optimiser.options.propose(facts, 1), inputs=inputs)


@pytest.fixture
def asked(solved, monkeypatch):
    """How often the optimiser is asked."""
    calls = []

    def propose(facts, want, progress, loss, glimpse):
        calls.append(want)
        return solved

    monkeypatch.setattr(optimiser.options, "propose", propose)
    return calls


def run(*arguments):
    return CliRunner().invoke(cli.main, ["options", CASE, *map(str, arguments)])


@pytest.mark.parametrize("flag", ["--ics", "--package"])
def test_a_path_that_cannot_be_written_is_refused_before_anything_is_solved(flag, asked, tmp_path):
    absent = tmp_path / "nowhere" / "a.file"
    for path, why in ((absent, "No such file or directory."), (tmp_path, "")):
        result = run(flag, path)
        assert (result.exit_code, result.stdout, asked) == (3, "", [])
        assert result.stderr.startswith(f"{path}: Can't be written: {why}")
    assert list(tmp_path.iterdir()) == []
    result = run(flag, "")
    assert (result.exit_code, result.stderr, asked) == (3, f"{flag}: Names no file.\n", [])


def test_one_path_for_both_files_is_refused(asked, tmp_path):
    path, same = tmp_path / "a.file", tmp_path / "b" / ".." / "a.file"
    (tmp_path / "b").mkdir()
    [error] = json.loads(run("--ics", path, "--package", same, "--json").stdout)["errors"]
    assert (error["file"], asked) == (str(path), [])
    assert not path.exists()


def test_what_stands_at_a_path_is_left_alone_where_the_command_goes_no_further(asked, tmp_path):
    path = tmp_path / "a.ics"
    path.write_text("as it was")
    assert run("--ics", path, "--package", tmp_path).exit_code == 3
    assert path.read_text() == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["a.ics"]


@pytest.mark.parametrize("shown", [[], ["--json"]])
def test_an_answer_is_shown_though_the_disk_is_full(shown, asked, tmp_path, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reports.writing, "write_private", full)
    path = tmp_path / "a.ics"
    result = run("--ics", path, *shown)
    assert (result.exit_code, len(asked)) == (3, 1)
    if shown:
        data = json.loads(result.stdout)
        assert [(one["file"], one["value"]) for one in data.pop("errors")] == [(str(path), None)]
        assert data == json.loads(run(*shown).stdout)
    else:
        assert result.stdout == run().stdout
    assert result.stderr == f"{path}: Can't be written: No space left on device.\n"
