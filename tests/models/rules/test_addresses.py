"""A curfew or a residence at an address: judged by its own check, not by that of another."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from models.case import Address, Answer, Ask, Case, Sentence
from models.package import CurfewRow
from models.rules.grounds import of_law
from models.rules.unknowns import unknowns
from models.suitability import criterion
from tests.models.rules.build import case, facts, found, package, planned, requirement, sentences

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
HOME = Address("home", NO, NO, YES, YES, YES, NO)
VICTIMS = evolve(HOME, id="victims", victim_there=YES)
UNASKED = evolve(HOME, id="unasked", victim_there=UNKNOWN)
RULE = "addresses.fit"


def world(*addresses: Address, place: str = "", code: str = "curfew"):
    """A case with these addresses, of whose requirement the court may name the place."""
    row = {
        "test": "address", "for": code, "otherwise": "refer", "to": "the officer",
        "reason": "The address must be fit.", "source": ["made-up", "1"],
    }  # fmt: skip
    asks = (Ask(code, place=place),) if place else ()
    held: Case = case(addresses=addresses, sentence=Sentence(asks=asks))
    return facts(entries=[requirement(code, criteria=(criterion(row, code),))], case=held)


def said(place: str, known, code: str = "curfew") -> list[str]:
    return sentences(RULE, package(planned(code, place=place)), known)


def asked(place: str, known) -> list[tuple[str, ...]]:
    held = package(planned("curfew", place=place))
    return [one.facts for one in unknowns(held, known) if " at " in one.sentence]


def test_a_curfew_at_a_fit_address_is_no_fault_whatever_other_address_there_is():
    assert said("home", world(VICTIMS, HOME)) == []
    assert said("home", world(HOME)) == []


@pytest.mark.parametrize("code", ["curfew", "residence"])
def test_a_place_with_a_victim_is_a_fault_where_another_is_fit(code):
    known = world(VICTIMS, HOME, code=code)
    assert said("victims", known, code) == [
        f"{code} at victims: a victim is there; never simply offered, but referred to the officer."
    ]
    (fault,) = found(RULE, package(planned(code, place="victims")), known)
    assert not of_law(fault, known)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        ({"victim_there": YES}, "a victim is there"),
        ({"domestic_abuse_check": NO}, "it is not checked for domestic abuse"),
        ({"residents_agree": NO}, "its residents do not agree"),
        ({"residents_agree": NO, "approved_premises": YES}, ""),
        ({"monitoring_possible": NO}, "no monitoring is possible"),
    ],
)
def test_each_thing_against_an_address_is_named(one, words):
    expected = [f"curfew at other: {words}; never simply offered, but referred to the officer."]
    known = world(evolve(HOME, id="other", **one), HOME)
    assert said("other", known) == (expected if words else [])


def test_monitoring_is_not_asked_of_a_residence():
    known = world(evolve(HOME, id="other", monitoring_possible=NO), HOME, code="residence")
    assert said("other", known, "residence") == []


@pytest.mark.parametrize(
    ("code", "supports", "broken"),
    [("residence", NO, 1), ("residence", YES, 0), ("residence", UNKNOWN, 0), ("curfew", NO, 0)],
)
def test_residence_in_a_hostel_is_nothing_without_probation(code, supports, broken):
    hostel = evolve(HOME, id="hostel", approved_premises=YES, probation_supports=supports)
    known = world(hostel, HOME, code=code)
    words = "probation does not support a place there; never simply offered"
    assert broken == sum(words in one for one in said("hostel", known, code))


def test_where_no_address_is_fit_the_finding_speaks_of_it():
    assert said("victims", world(VICTIMS, evolve(VICTIMS, id="other"))) == []


def test_where_another_may_yet_be_fit_the_one_with_a_victim_is_a_fault():
    assert len(said("victims", world(VICTIMS, UNASKED))) == 1
    assert said("unasked", world(VICTIMS, UNASKED)) == []


def test_of_the_place_the_court_named_the_finding_speaks():
    assert said("victims", world(VICTIMS, HOME, place="victims")) == []
    assert len(said("other", world(evolve(VICTIMS, id="other"), HOME, place="home"))) == 1


def test_each_place_of_a_window_is_judged_and_counted_once_a_curfew():
    def held(*places: str) -> Iterator[CurfewRow]:
        return (CurfewRow(day, 1140, 1860, place) for day, place in enumerate(places))

    known = world(VICTIMS, evolve(VICTIMS, id="other"), HOME)
    for places, times in ((("home",), []), (("home", "other", "other"), [1]),
                          (("other", "victims"), [2])):  # fmt: skip
        order = package(planned("curfew", place="home"), curfew=tuple(held(*places)))
        assert [fault.occurrences for fault in found(RULE, order, known, dated=True)] == times


def test_an_address_nobody_looked_at_is_asked_for_and_no_fault():
    known = world(UNASKED, HOME)
    assert said("unasked", known) == []
    assert asked("unasked", known) == [("addresses.victim_there",)]
    assert asked("home", known) == []
    assert asked("elsewhere", known) == [("addresses",)]
    # What the finding asks for already is not asked again.
    assert asked("unasked", world(UNASKED)) == []


def test_a_curfew_that_names_no_place_is_at_none():
    assert said("", world(VICTIMS, HOME)) == []
    assert asked("", world(UNASKED, HOME)) == []


def test_of_two_requirements_each_answers_for_its_own_place():
    known = world(VICTIMS, HOME)
    both = (requirement("residence", criteria=known.menu.entries["curfew"].criteria),)
    known = facts(entries=[*known.menu.entries.values(), *both], case=known.case)
    held = package(planned("curfew", place="victims"), planned("residence", place="home"))
    assert [fault.subject for fault in found(RULE, held, known)] == ["curfew"]


@pytest.mark.parametrize(
    ("place", "lacks"),
    [("unasked", "is not checked"), ("elsewhere", "is not among those of the case")],
)
def test_it_is_said_what_is_not_known_of_a_place(place, lacks):
    held = package(planned("curfew", place=place))
    told = [one.sentence for one in unknowns(held, world(UNASKED, HOME))]
    assert [one for one in told if one.startswith(f"curfew at {place}: the address {lacks}. ")]
