"""Random lives and timetables through the whole pipeline, from a case to its files and back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from models.case import Case
from models.facts import Facts
from models.rules import faults
from models.rules.unknowns import unknowns
from models.sources import Force
from models.timetable import Timetable
from optimiser.aims.measure import measure
from optimiser.audit import audit
from optimiser.options import propose
from optimiser.results import Option
from reports.json_report import option_dict
from reports.package_data import option_to_package_dict
from reports.toml_text import toml
from scenarios.package_reading import parse_package
from tests.properties.strategies import cases, facts_of, region, regions

QUICK = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    suppress_health_check=list(HealthCheck),
)
SOAK = settings(QUICK, max_examples=400)


def examine(world: Facts) -> None:
    """Every option of a world is lawful, measured as counted, and comes back from its files."""
    found = propose(world, want=1)
    assert found.options or found.impasse is not None or found.exhausted
    for option in found.options:
        broken = [f.rule for f in faults(option.package, world) if f.force is Force.MUST]
        assert broken == []
        assert option.measures == measure(option.package, world)
        assert sum(clash.minutes for clash in option.clashes) == option.measures.work
        examine_files(option, world)


def examine_files(option: Option, world: Facts) -> None:
    """The JSON and the TOML of an option are audited as lawful, or name what is not known."""
    for name, text in (
        ("option.json", json.dumps(option_dict(option, world))),
        ("option.toml", toml(option_to_package_dict(option))),
    ):
        read = parse_package(name, text.encode(), frozenset(world.menu.entries))
        assert option.package == read
        heard = audit(world, read)
        missing = bool(option.conditions or unknowns(read, world))
        assert heard.verdict == ("not known" if missing else "lawful")
        assert heard.measures == option.measures
        assert heard.departures == option.departures


@QUICK
@given(case=cases())
def test_every_option_of_the_shipped_region_holds(case: Case) -> None:
    examine(facts_of(case, region()))


@QUICK
@given(case=cases(area="here"), timetable=regions())
def test_every_option_of_a_made_up_region_holds(case: Case, timetable: Timetable) -> None:
    examine(facts_of(case, timetable))


@pytest.mark.slow
@SOAK
@given(case=cases())
def test_every_option_of_the_shipped_region_holds_at_length(case: Case) -> None:
    examine(facts_of(case, region()))


@pytest.mark.slow
@SOAK
@given(case=cases(area="here"), timetable=regions())
def test_every_option_of_a_made_up_region_holds_at_length(case: Case, timetable: Timetable) -> None:
    examine(facts_of(case, timetable))
