"""`bench allocation` on others' instances, as it is typed."""

import json
from pathlib import Path

from click.testing import CliRunner

import cli

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
