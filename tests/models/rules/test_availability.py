"""What the law offers, what the court asked, what stands under what."""

from attrs import evolve

from models.case import Ask, Sentence, Terms
from models.findings import Finding, Reason, Verdict
from tests.models.rules.build import (
    MADE_UP,
    case,
    facts,
    found,
    package,
    planned,
    programme,
    requirement,
    row,
    sentences,
)

CURFEW = requirement("curfew")
PROGRAMME = requirement("programme")
RAR = requirement("rar")


def test_a_requirement_in_force_may_be_imposed():
    world = facts(row("curfew", "available", True), entries=[CURFEW])
    assert found("availability.law", package(planned("curfew")), world) == []


def test_a_requirement_not_in_force_may_not():
    world = facts(row("curfew", "available", False), entries=[CURFEW])
    said = ["curfew: not in force on the sentence date of the case."]
    assert said == sentences("availability.law", package(planned("curfew")), world)


def test_a_requirement_the_date_of_offence_would_settle_is_no_fault():
    unsettled = evolve(row("curfew", "available", False), unsettled=True)
    world = facts(unsettled, entries=[CURFEW])
    assert found("availability.law", package(planned("curfew")), world) == []


def test_a_requirement_whose_row_is_missing_is_not_at_fault():
    assert found("availability.law", package(planned("curfew")), facts(entries=[CURFEW])) == []


def test_a_code_the_catalogue_does_not_hold_is_at_fault():
    said = ["stocks: not held by the catalogue on the dates of the case."]
    assert said == sentences("availability.law", package(planned("stocks")), facts())


def asked(*asks: Ask, rules_out: tuple[str, ...] = ()):
    sentence = Sentence(asks=asks, rules_out=rules_out)
    return facts(entries=[CURFEW, PROGRAMME], case=case(sentence=sentence))


def test_what_the_court_asks_is_there_with_its_amount():
    world = asked(Ask("curfew", Terms(months=3)))
    assert found("availability.asked", package(planned("curfew", months=3)), world) == []


def test_an_amount_one_off_what_the_court_fixed_is_at_fault():
    world = asked(Ask("curfew", Terms(months=3)))
    said = ["curfew of 2 months: the court fixed 3 months."]
    assert said == sentences("availability.asked", package(planned("curfew", months=2)), world)


def test_a_requirement_asked_for_and_left_out_is_at_fault():
    said = ["curfew: asked for by the court, and not in the package."]
    assert said == sentences("availability.asked", package(), asked(Ask("curfew")))


def test_a_programme_asked_for_and_left_out_is_at_fault():
    world = asked(Ask("programme", programmes=("tsp",)))
    assert found("availability.asked", package(planned("programme", "tsp")), world) == []
    said = ["programme: the court asked for tsp under it."]
    assert said == sentences("availability.asked", package(planned("programme", "bbr")), world)


def test_what_the_court_rules_out_is_not_there():
    world = asked(rules_out=("curfew",))
    assert found("availability.asked", package(planned("programme")), world) == []
    said = ["curfew: ruled out by the court."]
    assert said == sentences("availability.asked", package(planned("curfew")), world)


def test_a_part_stands_under_a_requirement_its_entry_names():
    world = facts(entries=[RAR, PROGRAMME, programme("tsp")])
    assert found("availability.carried", package(planned("programme", "tsp")), world) == []
    said = ["tsp under rar: it is delivered under programme."]
    assert said == sentences("availability.carried", package(planned("rar", "tsp")), world)


def test_a_requirement_that_a_group_delivers_stands_under_itself():
    world = facts(entries=[requirement("attendance-centre")])
    held = package(planned("attendance-centre", "attendance-centre"))
    assert found("availability.carried", held, world) == []


def test_a_programme_requirement_names_a_programme():
    world = facts(entries=[PROGRAMME])
    said = ["programme: names no programme."]
    assert said == sentences("availability.carried", package(planned("programme")), world)


def finding(verdict: Verdict) -> Finding:
    return Finding("curfew", verdict, (Reason(verdict, "A victim lives there.", MADE_UP),))


def test_only_not_suitable_is_at_fault():
    held = package(planned("curfew"))
    for verdict in (Verdict.SUITABLE, Verdict.REFER, Verdict.NOT_KNOWN):
        assert found("suitability", held, facts(findings=[finding(verdict)])) == []
    world = facts(findings=[finding(Verdict.NOT_SUITABLE)])
    assert sentences("suitability", held, world) == ["curfew: A victim lives there."]


def test_areas_and_the_place_the_court_named_are_in_the_package():
    world = asked(Ask("curfew", areas=("the market",), place="home"))
    held = package(planned("curfew", areas=("the park", "the market"), place="home"))
    assert found("availability.asked", held, world) == []
    # Nothing is asked that the court did not name.
    assert found("availability.asked", held, asked(Ask("curfew"))) == []

    def said(**taken):
        faults = found("availability.asked", package(planned("curfew", **taken)), world)
        return [(fault.sentence, fault.occurrences) for fault in faults]

    no_area = "curfew: the court named the area the market, which is not in it."
    elsewhere = "curfew: the court named the place home, not {}."
    assert said(areas=("the park",), place="home") == [(no_area, 1)]
    assert said(areas=("the market",), place="work") == [(elsewhere.format("work"), 1)]
    assert said(areas=("the market",)) == [(elsewhere.format("none"), 1)]
    assert said() == [(no_area, 2)]


def test_a_part_that_is_delivered_under_nothing_stands_under_nothing():
    world = facts(entries=[RAR, programme("tsp", under=())])
    said = ["tsp under rar: it is delivered under nothing."]
    assert sentences("availability.carried", package(planned("rar", "tsp")), world) == said
