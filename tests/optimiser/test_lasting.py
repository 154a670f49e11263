"""When each requirement of a plan ends: with the order, or with months or days of its own."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Ask, Purpose, Terms
from models.catalogue import load, menu
from models.facts import Facts
from models.suitability import findings
from optimiser.audit import audit
from optimiser.lasting import last_of, open_ended, own_months
from optimiser.options import propose
from optimiser.results import Option
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

CATALOGUE = load()
REGION = read_timetable("east-midlands").timetable
START, END = date(2026, 7, 13), date(2027, 7, 12)


def asked(name: str, *asks: Ask, months: int | None = None, **more: object) -> Facts:
    """A shipped case in which only this is asked for, to punish, and no need is known."""
    case = read_case(name).case
    sentence = evolve(
        case.sentence, asks=asks, months=months, purposes=(Purpose.PUNISHMENT,), **more
    )
    case = evolve(case, sentence=sentence, needs=(), risk_order=())
    on_offer = menu(CATALOGUE, case)
    return Facts(case, on_offer, REGION, findings(case, on_offer))


def best(facts: Facts) -> Option:
    option = propose(facts, 1).options[0]
    assert audit(facts, option.package).verdict == "lawful"
    return option


def ends(option: Option) -> dict[str, date | None]:
    return {planned.code: planned.end for planned in option.package.requirements}


@pytest.mark.parametrize(
    ("code", "terms", "last"),
    [
        ("aamr", Terms(days=90), date(2026, 10, 10)),
        ("aamr", Terms(days=120), date(2026, 11, 9)),
        ("aamr", Terms(), None),
        ("rar", Terms(days=20), END),
        ("exclusion", Terms(months=2), date(2026, 9, 12)),
        ("exclusion", Terms(months=24), END),
        ("curfew", Terms(), date(2026, 8, 12)),  # the month taken where nobody states any
        ("unpaid-work", Terms(hours=80), END),
    ],
)
def test_the_last_day_is_that_of_months_or_of_days_that_run_on(code, terms, last):
    facts = asked("abstinence-monitored")
    assert last_of(facts, code, terms, START, END) == last
    assert open_ended(facts, {code: terms}) is (own_months(facts, code, terms) == 0)


def test_ninety_days_of_abstinence_end_on_the_ninetieth_and_the_order_with_its_month():
    option = best(asked("abstinence-monitored", Ask("aamr", Terms(days=90))))
    assert ends(option) == {"aamr": date(2026, 10, 10)}
    assert option.package.order.end == date(2026, 10, 12)
    assert (
        "Alcohol abstinence and monitoring requirement ends on 10 October 2026; the order, counted "
        "in whole months, on 12 October 2026."
    ) in option.assumptions


def test_beside_work_no_more_than_the_days_are_stated_however_long_the_order():
    work = Ask("unpaid-work")
    for days, last in ((90, date(2026, 10, 10)), (120, date(2026, 11, 9))):
        option = best(asked("abstinence-monitored", Ask("aamr", Terms(days=days)), work, months=12))
        assert ends(option) == {"aamr": last, "unpaid-work": END}
        assert not any("whole months" in said for said in option.assumptions)


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("abstinence-monitored", Ask("aamr", Terms(days=90))),
        ("farm-worker-thinking-skills", Ask("exclusion", Terms(months=6), areas=("derby",))),
    ],
)
def test_beside_what_ends_sooner_something_lasts_as_long_as_an_order_the_court_fixed(name, ask):
    option = best(asked(name, ask, months=12))
    assert len(ends(option)) > 1
    assert option.package.order.end in ends(option).values()


def test_nothing_is_possible_where_nothing_may_last_as_long_as_the_court_fixed():
    others = ("unpaid-work", "rar", "programme", "curfew")
    asks = (Ask("aamr", Terms(days=90)),)
    found = propose(asked("abstinence-monitored", *asks, months=12, rules_out=others), 1)
    assert found.options == ()
    assert found.impasse is not None
    assert {one.rule for one in found.impasse.rules} >= {"order.months"}
