"""When each requirement of a plan ends: with the order, or with months or days of its own."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Answer, Ask, Purpose, Terms
from models.catalogue import load, menu
from models.facts import Facts
from models.moments import last_day
from models.package import OrderTerms, Package, PlannedRequirement
from models.suitability import findings
from optimiser.audit import audit
from optimiser.lasting import MONITORING, last_of, open_ended, own_months
from optimiser.lasting import ends as ends_of
from optimiser.longer import with_months, with_order_months
from optimiser.options import propose
from optimiser.relied_on import unverified
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
        ("residence", Terms(), None),  # what nobody set may outlast the law
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


CURFEW, EXCLUSION = Terms(months=2), Terms(months=6)


@pytest.mark.parametrize(
    ("beside", "last"),
    [
        ({"curfew": CURFEW}, date(2026, 9, 12)),
        ({"curfew": CURFEW, "exclusion": EXCLUSION}, date(2027, 1, 12)),
        ({"curfew": CURFEW, "rar": Terms(days=20)}, date(2026, 9, 12)),
        ({"aamr": Terms(days=90)}, date(2026, 10, 10)),
        ({"aamr": Terms()}, None),
        ({"exclusion": Terms()}, None),
        ({"rar": Terms(days=20)}, END),
        ({}, END),
    ],
)
def test_a_tag_without_a_term_ends_with_the_last_requirement_it_enforces(beside, last):
    facts = asked("abstinence-monitored")
    held = {"electronic-monitoring": Terms(), **beside}
    assert ends_of(facts, held, START, END)["electronic-monitoring"] == last
    stated = {**held, "electronic-monitoring": Terms(months=4)}
    assert ends_of(facts, stated, START, END)["electronic-monitoring"] == date(2026, 11, 12)


def test_a_tag_lets_an_order_last_longer_only_where_it_enforces_nothing():
    facts = asked("abstinence-monitored")
    tag = {"electronic-monitoring": Terms()}
    assert open_ended(facts, tag)
    assert not open_ended(facts, tag | {"curfew": CURFEW})
    assert open_ended(facts, tag | {"curfew": CURFEW, "rar": Terms(days=20)})


def test_the_tag_of_a_curfew_is_off_when_the_curfew_is_over():
    facts = asked("farm-worker-thinking-skills", Ask("curfew", Terms(months=2)), months=12)
    option = best(facts)
    held = ends(option)
    assert held["electronic-monitoring"] == held["curfew"] == date(2026, 9, 19)
    assert option.package.order.end in held.values()
    assert (
        "Electronic monitoring has no months of its own: it is taken to end with the last "
        "requirement it enforces, on 19 September 2026."
    ) in option.assumptions
    longer = with_months(facts, option.package, "curfew", 3)
    assert {r.code: r.end for r in longer.requirements}["electronic-monitoring"] == date(
        2026, 10, 19
    )
    more = with_order_months(facts, option.package, 13)
    assert {r.code: r.end for r in more.requirements}["electronic-monitoring"] == date(2026, 9, 19)


def test_what_monitoring_enforced_before_the_guide_is_leant_on_only_beside_a_tag():
    # The guide that names it is of June 2022; the law of electronic monitoring is older.
    case = read_case("old-offence").case
    day = date(2022, 5, 31)
    on_offer = menu(CATALOGUE, evolve(case, dates=evolve(case.dates, sentence=day)))
    facts = Facts(case, on_offer, REGION, {})
    order = OrderTerms(case.sentence.kind, 12, day, last_day(day, 12))
    curfew, tag = (PlannedRequirement(code, Terms()) for code in ("curfew", MONITORING))
    said = "Compliance with a curfew may be monitored electronically."
    for held, times in (((curfew,), 0), ((curfew, tag), 1), ((tag,), 0)):
        leant_on = unverified(facts, Package(order, held))
        assert sum(one.startswith(said) for one in leant_on) == times


@pytest.mark.parametrize(
    ("code", "months", "first", "leant_on"),
    [
        # A guide says of alcohol alone that a first treatment may be short.
        ("atr", 4, Answer.YES, ()),
        ("drr", 4, Answer.YES, ("Less entrenched users: three to six",)),
        ("drr", 6, Answer.NO, ("Neither a first treatment nor the most",)),
        # Seven months are a departure, which leans on no row.
        ("drr", 7, Answer.NO, ()),
        # A verified row allows them too.
        ("drr", 7, Answer.UNKNOWN, ()),
    ],
)
def test_the_row_of_a_treatment_need_is_leant_on_where_it_alone_allows_the_months(
    code, months, first, leant_on
):
    complex_need = Answer.UNKNOWN if first is Answer.UNKNOWN else Answer.NO
    shipped = read_case("old-offence").case
    clinical = evolve(
        shipped.clinical, first_treatment=first, complex_treatment_need=complex_need, dependence=()
    )
    case = evolve(shipped, clinical=clinical)
    facts = Facts(case, menu(CATALOGUE, case), REGION, {})
    day = case.dates.sentence
    order = OrderTerms(case.sentence.kind, 12, day, last_day(day, 12))
    held = Package(order, (PlannedRequirement(code, Terms(months=months)),))
    rows = [one for one in unverified(facts, held) if "three to six" in one or "complex" in one]
    assert tuple(one[: len(said)] for one, said in zip(rows, leant_on, strict=True)) == leant_on
