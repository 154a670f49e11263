"""`bench allocation` on others' instances, as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from benchmarks import allocation_bench

TINY = Path(__file__).parent / "data" / "tiny-sectioning.json"


def run(*arguments):
    return CliRunner().invoke(cli.main, ["bench", "allocation", *map(str, arguments)])


def test_planned_alone_the_tiny_instance_comes_to_nothing():
    result = run("--alone", TINY, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["instances"] == [{"name": "tiny", "people": 3, "alone": 0}]


def test_planned_alone_is_a_row_on_the_screen():
    result = run("--alone", TINY)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].split() == ["tiny", "3", "0"]


def test_a_flag_without_files_is_refused():
    assert [run(flag).exit_code for flag in ("--instance", "--alone")] == [2, 2]


def test_files_without_a_flag_are_refused():
    result = run(TINY)
    assert result.exit_code == 2
    assert "FILEs go with --instance or --alone, and these with FILEs." in result.stderr


class Ended(BaseException):
    """Stands for the end of the process, which a benchmark ends at once."""


def test_an_interrupt_prints_the_rows_that_were_finished(monkeypatch, capsys):
    def rows(most, said):
        yield {"people": 1000, "proved": True}
        raise KeyboardInterrupt

    def ended(code):
        raise Ended(code)

    monkeypatch.setattr("benchmarks.allocation_bench._regions", rows)
    monkeypatch.setattr("benchmarks.harness.os._exit", ended)
    with pytest.raises(Ended) as end:
        allocation_bench.run(as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["interrupted"], found["regions"], found["growth"]) == (
        True, [{"people": 1000, "proved": True}], []
    )
    assert end.value.args == (130,)
