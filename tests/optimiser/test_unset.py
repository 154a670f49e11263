"""An amount that nobody fixed and that has no band is unset, said so, and asked for."""

import pytest

from models.case import Ask, Seriousness, Terms
from models.entry import EntryKind
from models.facts import Facts
from models.findings import Finding, Verdict
from models.package import OrderTerms, Package, PlannedRequirement
from models.rules.unset import MONITORING, unset
from models.suitability import question
from optimiser.audit import audit
from optimiser.candidates import Candidate
from optimiser.options import propose
from optimiser.outline import terms_of
from reports.headline import headline
from reports.json_report import option_dict
from tests.optimiser.test_lasting import END, START, asked


def facts_of(name: str, seriousness: Seriousness | None) -> Facts:
    return asked(name, seriousness=seriousness)


def alone(facts: Facts, code: str, terms: Terms) -> Package:
    order = OrderTerms(facts.case.sentence.kind, 12, START, END)
    return Package(order, (PlannedRequirement(code, terms),))


@pytest.mark.parametrize("seriousness", [None, *Seriousness])
def test_each_requirement_has_each_of_its_amounts_or_asks_for_it(seriousness):
    facts = facts_of("abstinence-monitored", seriousness)
    counted = 0
    for code, entry in facts.menu.entries.items():
        if entry.kind is not EntryKind.REQUIREMENT:
            continue
        terms = terms_of(facts, Candidate(entry, Finding(code, Verdict.SUITABLE, ())))
        left = {amount.unit for amount in unset(alone(facts, code, terms), facts)}
        units = {unit.replace("-", "_") for unit in entry.units}
        assert units == left | {unit for unit, _ in terms.items()}
        assert not left & {unit for unit, _ in terms.items()}
        for unit in left:
            assert question(f"sentence.asks.{code}.{unit}").endswith("?")
        counted += bool(units)
    # All but supervision, which lasts as long as the order.
    assert counted == 19


@pytest.mark.parametrize(
    ("name", "code", "unit"),
    [
        ("abstinence-monitored", "residence", "months"),
        ("abstinence-monitored", "foreign-travel", "months"),
        ("abstinence-monitored", "prohibited-activity", "months"),
        ("abstinence-monitored", "aamr", "days"),
        ("trust-treatment-2009", "specified-activity", "days"),
    ],
)
def test_an_option_says_what_is_still_to_be_set_and_asks_for_it(name, code, unit):
    facts = asked(name, Ask(code))
    answer = propose(facts, 1)
    option = answer.options[0]
    entry = facts.menu.entries[code]
    wanted = f"sentence.asks.{code}.{unit}"
    assert [ask.codes for ask in answer.to_ask if ask.fact == wanted] == [(code,)]
    said = f"{entry.name}: its {unit} are for the court to set, and are asked for."
    assert said in option.assumptions
    assert f"({unit} still to be set)" in headline(option.package, facts)
    assert {"requirement": code, "unit": unit} in option_dict(option, facts)["unset"]
    assert not audit(facts, option.package).faults


def test_an_amount_that_is_given_is_not_asked_for():
    facts = asked("abstinence-monitored", Ask("residence", Terms(months=6)))
    answer = propose(facts, 1)
    assert not [ask for ask in answer.to_ask if ask.fact.startswith("sentence.asks")]
    assert not list(unset(answer.options[0].package, facts))


def test_nor_is_one_that_has_a_band_or_none_at_all():
    # An exclusion of medium seriousness has about six months; supervision has no amount.
    for name, code in (
        ("abstinence-monitored", "exclusion"),
        ("trust-treatment-2009", "supervision"),
    ):
        facts = asked(name, Ask(code))
        answer = propose(facts, 1)
        assert answer.options[0].package.imposes(code)
        assert not [ask for ask in answer.to_ask if ask.fact.startswith("sentence.asks")]
        assert not list(unset(answer.options[0].package, facts))


def test_a_period_that_nobody_set_has_no_end_that_could_go_beyond_the_law():
    # Twelve months from the order are the most of a ban on foreign travel: this order has 18.
    facts = asked("abstinence-monitored", Ask("foreign-travel"), months=18)
    option = propose(facts, 1).options[0]
    assert option.package.order.months == 18
    assert option.package.requirement("foreign-travel").end is None


def test_monitoring_without_months_goes_by_what_it_enforces_else_they_are_asked_for():
    facts = facts_of("abstinence-monitored", Seriousness.MEDIUM)
    alone_tagged = alone(facts, MONITORING, Terms())
    beside = (PlannedRequirement("exclusion", Terms(months=6)), *alone_tagged.requirements)
    assert [one.follows for one in unset(alone_tagged, facts)] == [False]
    assert [one.follows for one in unset(Package(alone_tagged.order, beside), facts)] == [True]
