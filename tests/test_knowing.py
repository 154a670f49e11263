"""What the commands read: every place a case names is one the region knows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from commands.knowing import facts_of

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


@pytest.mark.parametrize("command", [["options"], ["check"]])
@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("atlantis", 'no timetable is called "atlantis"'),
        ("east-midland", 'no timetable is called "east-midland"; did you mean "east-midlands"?'),
        ("absent.toml", '"absent.toml": there is no such file'),
    ],
)
def test_a_region_that_is_nowhere_is_a_mistake_of_the_case_that_names_it(
    command, wanted, said, written
):
    case = written("mission", 'timetable = "east-midlands"', f'timetable = "{wanted}"')
    assert errors(*command, case) == [(str(case), "$.timetable", wanted, said)]


def test_a_region_asked_for_stands_in_place_of_one_that_is_nowhere(written):
    case = written("low-first-order", 'timetable = "east-midlands"', 'timetable = "atlantis"')
    assert facts_of(str(case), "east-midlands", None)[0].timetable.id == "east-midlands"
    said = 'no timetable is called "lyonesse"'
    found = errors("options", case, "--timetable", "lyonesse")
    assert found == [("lyonesse", "$", None, said)]


def test_a_mistake_inside_a_timetable_is_said_of_the_timetable(written, tmp_path):
    region = tmp_path / "region.toml"
    region.write_text("schema = 1\ncolour = 1\n")
    case = written("mission", 'timetable = "east-midlands"', f'timetable = "{region}"')
    assert {one[0] for one in errors("options", case)} == {str(region)}
    assert run("check", case).exit_code == 0
    assert run("check", case, region).exit_code == 3


def test_places_are_held_to_a_timetable_of_ones_own_by_check_as_well(written, tmp_path):
    region = tmp_path / "region.toml"
    region.write_bytes((CASES.parent / "timetables" / "east-midlands.toml").read_bytes())
    text = 'timetable = "east-midlands"'
    case = written("low-first-order", text, f'timetable = "{region}"')
    assert run("check", case).exit_code == 0
    case.write_text(case.read_text("utf-8").replace('area = "derby"', 'area = "Derby"'))
    assert [one[1] for one in errors("check", case)] == ["$.person.area"]
