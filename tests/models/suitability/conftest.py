"""A catalogue of our programmes and interventions beside four bare requirements, and its cases."""

import json
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.catalogue.loading import read
from models.facts import Menu
from scenarios.reading import parse_case

HERE = Path(__file__).parent
HELD = Path(__file__).parents[3] / "models" / "catalogue"
BASE = tomllib.loads((HERE / "worlds.toml").read_text("utf-8"))["base"]

BARE = """
code = "{0}"
kind = "requirement"
name = "Requirement {0}"
[[editions]]
document = "dlnr-2017"
source = ["dlnr-2017", "3.0"]
"""
DEPENDENT = """
[[editions.criteria]]
test = "dependence"
substance = "{0}"
any_of = ["dependent", "severe"]
reason = "For dependence on {0}."
source = ["dlnr-2017", "3.0"]
"""


@pytest.fixture(scope="session")
def menu() -> Menu:
    files = {
        "requirements/programme.toml": BARE.format("programme"),
        "requirements/rar.toml": BARE.format("rar"),
        "requirements/atr.toml": BARE.format("atr") + DEPENDENT.format("alcohol"),
        "requirements/drr.toml": BARE.format("drr") + DEPENDENT.format("drugs"),
    }
    for path in [HELD / "documents.toml", *HELD.glob("[pi]*s/*.toml")]:
        files[path.relative_to(HELD).as_posix()] = path.read_text("utf-8")
    catalogue = read({name: text.encode() for name, text in files.items()})
    return Menu(rulings=(), entries={code: catalogue.entry(code) for code in catalogue.codes})


def nested(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts by path as the tables of a case file."""
    case: dict[str, Any] = {"schema": 1, "reference": "someone"}
    for path, value in facts.items():
        table = case
        *tables, name = path.split(".")
        for part in tables:
            table = table.setdefault(part, {})
        table[name] = value
    return case


def plain(value: object) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()


@pytest.fixture(scope="session")
def case_of() -> Callable[..., Case]:
    """A case of facts by path, on top of nothing but its dates; with `base`, on all of `base`."""

    def build(*some: dict[str, Any], base: bool = False) -> Case:
        facts = {path: BASE[path] for path in BASE if base or path.startswith("dates.")}
        for each in some:
            facts |= each
        return parse_case("case.json", json.dumps(nested(facts), default=plain).encode())

    return build
