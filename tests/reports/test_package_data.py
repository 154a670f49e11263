"""An option is a package for audit: written by us, read by `scenarios`, the same again."""

import json
import tomllib
from datetime import date

import pytest
from attrs import evolve

from models.moments import local
from models.package import CurfewRow, Override
from reports.json_report import answer, dumped
from reports.package_data import option_to_package_dict
from reports.toml_text import toml
from scenarios.reading import parse_package


@pytest.fixture
def full(option):
    """An option that holds everything a package can."""
    planned = option.package.requirements[0]
    package = evolve(
        option.package,
        requirements=(
            evolve(planned, areas=("town",), project="garden"),
            *option.package.requirements[1:],
        ),
        curfew=(CurfewRow(0, 0, 1440, "home"), CurfewRow(1, 720, 1440, ""), CurfewRow(2, 0, 60)),
        detox=(date(2026, 6, 22), date(2026, 7, 5)),
        overrides=(Override("order.punishment", 'She said "no", \\ and\nleft\x7f.'),),
        order=evolve(option.package.order, operational_months=18),
    )
    return evolve(option, package=package)


def test_toml_gives_back_the_package(full):
    written = toml(option_to_package_dict(full)).encode()
    assert parse_package("p.toml", written) == full.package


def test_json_gives_back_the_package(full):
    written = dumped(option_to_package_dict(full)).encode()
    assert parse_package("p.json", written) == full.package


def test_an_option_of_the_answer_is_itself_a_package(found, full):
    data = answer(evolve(found, options=(full,)))["options"][0]
    assert parse_package("p.json", dumped(data).encode()) == full.package


def test_the_hour_that_comes_twice_keeps_its_side(full):
    # 25 October 2026: 1:30am comes first at +01:00, then at +00:00.
    start = local(date(2026, 10, 25), 90).replace(fold=1)
    twice = evolve(full.package.sessions[0], start=start, end=local(start.date(), 150))
    package = evolve(full.package, sessions=(twice,))
    written = toml(option_to_package_dict(evolve(full, package=package))).encode()
    (read,) = parse_package("p.toml", written).sessions
    assert read.start.isoformat() == "2026-10-25T01:30:00+00:00"


def test_toml_is_read_by_the_standard_library(full):
    table = option_to_package_dict(full)
    assert tomllib.loads(toml(table)) == table


def test_json_and_toml_hold_the_same(full):
    table = option_to_package_dict(full)
    assert json.loads(dumped(table)) == tomllib.loads(toml(table))
