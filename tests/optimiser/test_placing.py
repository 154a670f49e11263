"""The address a curfew and a residence are planned at: one whose own check is met."""

import pytest
from attrs import evolve

from models.case import Address, Answer, Ask
from models.catalogue import load, menu
from models.facts import Facts
from models.findings import Verdict
from models.suitability import findings
from optimiser.candidates import Candidate
from optimiser.options import propose
from optimiser.placing import addresses_taken
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
HOME = Address("home", NO, NO, YES, YES, YES, NO)
VICTIMS = evolve(HOME, id="ex-partner", victim_there=YES)
UNTAGGED = evolve(HOME, id="untagged", monitoring_possible=NO)
UNASKED = evolve(HOME, id="unasked", domestic_abuse_check=UNKNOWN)
CATALOGUE = load()
REGION = read_timetable("east-midlands").timetable


def known(name: str, addresses: tuple[Address, ...], *codes: str, place: str = "") -> Facts:
    """A shipped case at other addresses; with codes, these alone are asked for, at the place."""
    case = read_case(name).case
    asks = tuple(evolve(ask, place=place) for ask in case.sentence.asks)
    if codes:
        asks = tuple(Ask(code, place=place) for code in codes)
    case = evolve(case, addresses=addresses, sentence=evolve(case.sentence, asks=asks))
    on_offer = menu(CATALOGUE, case)
    return Facts(case, on_offer, REGION, findings(case, on_offer))


def taken(addresses: tuple[Address, ...], *codes: str, fixed: dict[str, str] | None = None):
    facts = known("hostel-residence", addresses)
    asks = tuple(Ask(code, place=place) for code, place in (fixed or {}).items())
    facts = evolve(facts, case=evolve(facts.case, sentence=evolve(facts.case.sentence, asks=asks)))
    held = [
        Candidate(facts.entry(code), facts.findings[code], facts.case.ask_for(code))
        for code in codes
    ]
    return addresses_taken(facts, held)


@pytest.mark.parametrize(
    ("addresses", "place"),
    [
        ((VICTIMS, HOME), "home"),
        ((HOME, VICTIMS), "home"),
        ((VICTIMS, UNASKED, HOME), "home"),
        # None is met: what may yet be fit before what is to be referred, then the first.
        ((VICTIMS, UNASKED), "unasked"),
        ((VICTIMS, UNTAGGED), "ex-partner"),
        ((), ""),
    ],
)
def test_a_curfew_is_at_the_first_address_that_is_as_good_as_any(addresses, place):
    assert taken(addresses, "curfew") == {"curfew": place}


def test_a_residence_may_be_where_no_tag_works():
    assert taken((VICTIMS, UNTAGGED, HOME), "residence") == {"residence": "untagged"}


def test_a_curfew_is_kept_where_the_person_is_to_live():
    both = {"curfew": "home", "residence": "home"}
    assert taken((UNTAGGED, HOME), "curfew", "residence") == both
    other = evolve(HOME, id="other")
    fixed = {"residence": "other"}
    assert taken((HOME, other), "curfew", "residence", fixed=fixed) == dict.fromkeys(both, "other")


def test_the_place_the_court_named_is_taken_whatever_is_against_it():
    fixed = {"curfew": "ex-partner"}
    assert taken((VICTIMS, HOME), "curfew", fixed=fixed) == {"curfew": "ex-partner"}


def test_only_a_curfew_and_a_residence_are_at_an_address():
    assert taken((HOME,), "unpaid-work") == {}


@pytest.mark.parametrize(
    ("addresses", "named", "place", "verdict"),
    [
        ((VICTIMS, HOME), "", "home", None),
        ((VICTIMS,), "", "ex-partner", Verdict.REFER),
        ((VICTIMS, HOME), "ex-partner", "ex-partner", Verdict.REFER),
        ((VICTIMS, UNASKED), "", "unasked", Verdict.NOT_KNOWN),
    ],
)
def test_a_residence_is_at_no_victims_address_without_a_condition(addresses, named, place, verdict):
    facts = known("hostel-residence", addresses, "residence", place=named)
    option = propose(facts, 1).options[0]
    held = option.package.requirement("residence")
    assert held is not None
    assert held.place == place
    conditions = {one.code: one.finding.verdict for one in option.conditions}
    assert conditions.get("residence") is verdict
