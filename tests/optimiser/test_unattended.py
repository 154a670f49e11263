"""An option with nothing to attend is a whole package: every reader of it says the same of it."""

import json

import pytest
from attrs import evolve

from commands.knowing import facts_of
from models.commitments import Shift
from models.rules import faults
from models.wishes import Wishes
from optimiser.audit import audit
from optimiser.wishing import under_wishes
from reports.json_report import dumped, option_dict
from reports.package_data import option_to_package_dict, package_dict
from reports.toml_text import toml
from scenarios.reading import parse_package

NEVER = Wishes(never=tuple(Shift(weekday, 0, 1440) for weekday in range(7)))
ASKED_FOR = {"contact.first", "contact.monthly"}


@pytest.fixture(scope="module")
def found():
    facts, _ = facts_of("low-first-order", None, None)
    return under_wishes(facts, NEVER)


@pytest.fixture(scope="module")
def option(found):
    return found.options.options[0]


def test_the_difference_counts_the_departures_that_the_option_lists(found, option):
    assert option.package.sessions == ()
    assert {fault.rule for fault in option.departures} > ASKED_FOR
    (practice,) = [one for one in found.differences[0] if one.measure == "practice"]
    assert practice.under == option.measures.practice == len(option.departures)


@pytest.mark.parametrize("suffix", ["toml", "json", "option"])
def test_audited_as_it_is_written_it_has_the_same_departures_and_measures(found, option, suffix):
    facts = found.options.facts
    if suffix == "option":
        written = dumped(option_dict(option, facts))
    else:
        table = option_to_package_dict(option)
        written = toml(table) if suffix == "toml" else dumped(table)
    name = f"package.{'toml' if suffix == 'toml' else 'json'}"
    package = parse_package(name, written.encode())
    assert package == option.package
    found_again = audit(facts, package)
    assert found_again.departures == option.departures
    assert found_again.measures == option.measures
    assert (found_again.schedulable, found_again.schedule) == (None, None)


def test_the_same_terms_from_somebody_who_says_nothing_of_days_are_terms_alone(found, option):
    terms = evolve(option.package, unattended=False)
    assert "unattended" not in package_dict(terms)
    rules = {fault.rule for fault in faults(terms, found.options.facts)}
    assert not rules & ASKED_FOR


def test_a_package_with_sessions_says_nothing_of_it(option):
    text = json.dumps(package_dict(evolve(option.package, unattended=True)))
    assert '"unattended": true' in text
    dated, _ = facts_of("low-first-order", None, None)
    held = under_wishes(dated, Wishes(months=1)).options.options[0].package
    assert held.sessions
    assert "unattended" not in package_dict(held)
