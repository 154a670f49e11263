"""Each mistake has its file under tests/bad, its path and its sentence."""

import tomllib
from pathlib import Path

import pytest

from models.errors import InvalidInput
from scenarios.reading import parse_case, parse_package

BAD = Path(__file__).parents[1] / "bad"
EXPECTED = {
    row["file"]: [tuple(pair) for pair in row["complaints"]]
    for row in tomllib.loads((BAD / "expected.toml").read_text("utf-8"))["bad"]
}
CODES = frozenset({"unpaid-work", "rar", "programme", "curfew", "atr", "asro", "liap", "tsp"}) | {
    "supervision"
}
UNITS = {
    "unpaid-work": ("hours",),
    "curfew": ("months", "hours-a-day"),
    "rar": ("days",),
    "atr": ("months",),
    "supervision": (),
}


def case_of(file, data, known):
    return parse_case(file, data, known, UNITS)


PARSERS = {"cases": case_of, "packages": parse_package}


def complaints(file):
    parse = PARSERS[Path(file).parent.name]
    with pytest.raises(InvalidInput) as refused:
        parse(file, (BAD / file).read_bytes(), CODES)
    return refused.value.complaints


@pytest.mark.parametrize("file", EXPECTED)
def test_each_mistake_is_named_with_its_path(file):
    assert EXPECTED[file] == [(one.path, one.message) for one in complaints(file)]


@pytest.mark.parametrize("file", EXPECTED)
def test_each_complaint_names_its_file(file):
    assert {file} == {one.file for one in complaints(file)}


def test_every_bad_file_is_expected_to_be_bad():
    files = [path for room in PARSERS for path in (BAD / room).iterdir()]
    found = {path.relative_to(BAD).as_posix() for path in files}
    assert set(EXPECTED) == found
