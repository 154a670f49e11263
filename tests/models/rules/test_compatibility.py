"""Pairs of the catalogue: who may stand beside whom."""

import pytest
from attrs import evolve

from models.case import Seriousness
from models.entry import EntryKind
from models.facts import PairRule
from models.sources import Force
from tests.models.rules.build import (
    case,
    entry,
    facts,
    found,
    package,
    planned,
    programme,
    requirement,
    row,
    sentences,
)

ENTRIES = [
    requirement("atr", stream="treatment"),
    requirement("aamr"),
    requirement("rar"),
    requirement("programme"),
    programme("liap", classes=("alcohol-programme",)),
    programme("bbr", classes=("dv-programme",)),
    programme("idap", classes=("dv-programme",)),
    entry("brief", EntryKind.INTERVENTION, under=("rar",)),
]


def world(relation: str, first: str, second: str, force: Force = Force.MUST, **more: object):
    rule = PairRule("pair", first, second, relation, row("pair", "pair", True, force), **more)
    return facts(entries=ENTRIES, pairs=(rule,), case=case(Seriousness.LOW))


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["atr"], []),
        (["aamr"], []),
        (["atr", "aamr"], ["atr and aamr: not in one order."]),
    ],
)
def test_never_together(codes, said):
    held = package(*(planned(code) for code in codes))
    assert said == sentences("pair", held, world("never-together", "atr", "aamr"))


def test_two_of_one_class_are_counted_once_though_the_rule_names_it_twice():
    held = package(planned("programme", "bbr", "idap"))
    (fault,) = found("pair", held, world("never-together", "dv-programme", "dv-programme"))
    assert fault.occurrences == 1
    assert fault.subject == "dv-programme"
    alone = package(planned("programme", "bbr"))
    assert found("pair", alone, world("never-together", "dv-programme", "dv-programme")) == []


def test_not_usually_together_is_a_departure():
    rule = world("not-usually-together", "atr", "rar", Force.SHOULD)
    (fault,) = found("pair", package(planned("atr"), planned("rar")), rule)
    assert (fault.force, fault.sentence) == (Force.SHOULD, "atr and rar: not usually in one order.")


@pytest.mark.parametrize(("relation", "word"), [("needs", "only"), ("usually-with", "usually")])
def test_first_beside_second(relation, word):
    rule = world(relation, "rar", "atr")
    assert found("pair", package(planned("rar"), planned("atr")), rule) == []
    assert found("pair", package(planned("aamr")), rule) == []
    assert [f"rar: {word} beside atr."] == sentences("pair", package(planned("rar")), rule)


@pytest.mark.parametrize(
    ("requirements", "faulty"),
    [
        ([planned("programme", "liap")], 1),
        ([planned("programme", "liap", "bbr")], 0),
        ([planned("programme", "liap"), planned("atr")], 0),
        ([planned("programme", "liap"), planned("rar", "brief")], 1),  # no treatment, no programme
    ],
)
def test_never_alone(requirements, faulty):
    held = package(*requirements)
    assert faulty == len(found("pair", held, world("never-alone", "liap", "")))


@pytest.mark.parametrize(
    ("beside", "faulty"),
    [
        (planned("rar"), 0),  # of the class that counts as company
        (planned("atr"), 0),  # a treatment still does
        (planned("aamr"), 1),  # any other requirement does not
    ],
)
def test_never_alone_beside_what_the_pair_names(beside, faulty):
    rule = world("never-alone", "liap", "rar")
    held = package(planned("programme", "liap"), beside)
    assert faulty == len(found("pair", held, rule))


def test_a_circumstance_that_is_not_known_to_hold_switches_the_rule_off():
    held = package(planned("atr"), planned("aamr"))
    high = world("never-together", "atr", "aamr", when=("seriousness-high",))
    low = world("never-together", "atr", "aamr", when=("seriousness-low",))
    assert (len(found("pair", held, high)), len(found("pair", held, low))) == (0, 1)


def test_a_pair_that_only_may_stand_faults_nothing():
    rule = world("never-together", "atr", "aamr", Force.MAY)
    assert found("pair", package(planned("atr"), planned("aamr")), rule) == []


def test_a_class_that_should_stand_beside_is_said_in_the_words_of_the_row():
    """Nobody outside the catalogue calls a class by its code."""
    ruling = row("pair", "pair", True, Force.SHOULD)
    ruling = evolve(ruling, row=evolve(ruling.row, text="Young men with a RAR begin with one."))
    rule = PairRule("pair", "rar", "rar-start", "usually-with", ruling)
    facts_ = facts(entries=ENTRIES, pairs=(rule,), case=case(Seriousness.LOW))
    held = package(planned("rar"))
    assert sentences("pair", held, facts_) == ["rar: young men with a RAR begin with one."]
    wordless = evolve(rule, ruling=row("pair", "pair", True, Force.SHOULD))
    facts_ = facts(entries=ENTRIES, pairs=(wordless,), case=case(Seriousness.LOW))
    assert sentences("pair", held, facts_) == ["rar: usually beside rar-start."]
    rule = evolve(rule, second="atr")
    facts_ = facts(entries=ENTRIES, pairs=(rule,), case=case(Seriousness.LOW))
    assert sentences("pair", held, facts_) == ["rar: usually beside atr."]


def test_a_pair_that_is_passed_over_keeps_none_after_it_from_being_read():
    rules = tuple(
        PairRule(id, "atr", "aamr", "never-together", row("pair", "pair", value), when)
        for id, value, when in (
            ("repealed", False, ()),
            ("not-known", None, ()),
            ("elsewhere", True, ("seriousness-high",)),
            ("here", True, ("seriousness-low",)),
            ("not-all", True, ("seriousness-low", "seriousness-high")),
        )
    )
    world = facts(entries=ENTRIES, pairs=rules, case=case(Seriousness.LOW))
    held = package(planned("atr"), planned("aamr"))
    assert [rule.id for rule in rules if found(rule.id, held, world)] == ["here"]
