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


@pytest.mark.parametrize("flag", ["--alone", "--instance"])
def test_files_that_are_no_instances_are_said_all_at_once(flag, tmp_path):
    words, empty, broken = (tmp_path / name for name in ("words.md", "empty.json", "broken.gz"))
    words.write_text("# Not an instance", encoding="utf-8")
    empty.write_text("{}", encoding="utf-8")
    broken.write_bytes(bytes.fromhex("1f8b0800"))
    missing = tmp_path / "missing.json"
    result = run(flag, TINY, words, empty, broken, missing)
    assert result.exit_code == 3
    said = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in said] == [
        str(one) for one in (words, empty, broken, missing)
    ]
    assert said[-1].endswith("Can't be read: No such file or directory.")


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
