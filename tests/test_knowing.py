"""What the commands read: every place a case names is one the region knows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli

CASES = Path(__file__).parents[1] / "scenarios" / "cases"
PACKAGE = """
[order]
kind = "community-order"
months = 1
[[requirements]]
code = "unpaid-work"
terms = { hours = 40 }
"""


@pytest.fixture
def written(tmp_path):
    """A shipped case with one text in the place of another."""

    def write(case, old, new):
        text = (CASES / f"{case}.toml").read_text("utf-8")
        assert text.count(old) == 1
        path = tmp_path / "case.toml"
        path.write_text(text.replace(old, new))
        return path

    return write


def run(*arguments):
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def errors(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 3
    return [tuple(error.values()) for error in json.loads(result.stdout)["errors"]]


@pytest.mark.parametrize("command", ["options", "why", "audit"])
def test_a_misspelt_home_is_refused_by_every_command(command, written, tmp_path):
    case = written("mission", 'area = "derby"', 'area = "Derby"')
    package = tmp_path / "package.toml"
    package.write_text(PACKAGE)
    more = ["--package", package] if command == "audit" else []
    said = '"Derby" is not an area of east-midlands; did you mean "derby"?'
    assert errors(command, case, *more) == [(str(case), "$.person.area", "Derby", said)]


def test_every_misspelt_place_is_said_at_once(written):
    misspelt = 'area = "darby"\ncannot_attend = ["derby-ofice"]'
    case = written("low-first-order", 'area = "derby"', misspelt)
    assert [one[1:3] for one in errors("options", case)] == [
        ("$.person.area", "darby"),
        ("$.person.cannot_attend[0]", "derby-ofice"),
    ]


def test_places_are_those_of_the_timetable_asked_for(written):
    case = written("low-first-order", 'area = "derby"', 'area = "oakham"')
    said = '"oakham" is not an area of trent-2009-10'
    found = errors("options", case, "--timetable", "trent-2009-10")
    assert [one[3][: len(said)] for one in found] == [said]
