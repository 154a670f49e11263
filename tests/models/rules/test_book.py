"""The book as a whole: every rule is there, says what it asks, and stands on its own."""

import random
import re
from pathlib import Path

from models.case import Assessments, Seriousness
from models.dated import Bound
from models.findings import Finding, Reason, Verdict
from models.package import PlannedPart
from models.rules import FAMILIES, faults
from models.rules.unknowns import unknowns
from models.timetable import Group, Intake
from tests.models.rules.build import (
    MADE_UP,
    START,
    case,
    contact,
    day,
    every_night,
    facts,
    package,
    planned,
    programme,
    requirement,
    row,
    session,
    should,
    timetable,
)

DESIGN = Path(__file__).parents[3] / "docs" / "design.md"
IN_THE_CATALOGUE = {"pairs", "sequences"}


def test_every_rule_of_the_page_is_in_the_book_and_no_other():
    page = DESIGN.read_text("utf-8").partition("\n## Rules\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"`((?:[a-z]+-?)+\.(?:[a-z]+-?)+)`", page)) | {"suitability"}
    held = {rule.id for rule in FAMILIES} - IN_THE_CATALOGUE
    assert held == {name for name in named if not name.endswith(".toml")}


def test_every_rule_says_in_a_sentence_what_it_asks():
    for rule in FAMILIES:
        sentence = (rule.check.__doc__ or "").strip().splitlines()[0]
        assert sentence[0].isupper(), rule.id
        assert sentence.endswith("."), rule.id


def crowded():
    """A package with much wrong with it, and its world."""
    entries = [requirement("rar"), requirement("programme"), programme("tsp", order_months=13)]
    tue = Group("tue", "tsp", "office", (), START, day(900), Intake.ROLLING, 5, taken=5)
    world = facts(
        row("order", "months", Bound(None, 11), kind="community-order"),
        row("rar", "days", Bound(None, 2)),
        row("curfew", "hours-a-day", Bound(2, 9)),
        should("order", "requirements", Bound(None, 1), seriousness="low"),
        should("contact", "monthly", True),
        entries=entries,
        case=case(Seriousness.LOW),
        timetable=timetable(groups=(tue,)),
    )
    held = package(
        planned("rar", days=3),
        planned("programme", PlannedPart("tsp", group="tue")),
        planned("curfew", months=1, hours_a_day=10),
        sessions=[contact(3, "20:00"), session("tsp", 9, "07:00"), session("tsp", 9, "07:30")],
        curfew=every_night(1140, 1860),
    )
    return held, world


def test_rules_do_not_depend_on_the_order_they_are_read_in(monkeypatch):
    held, world = crowded()
    in_order = sorted(map(repr, faults(held, world)))
    assert len(in_order) > 8
    shuffled = list(FAMILIES)
    random.Random(7).shuffle(shuffled)
    monkeypatch.setattr("models.rules.FAMILIES", tuple(shuffled))
    assert sorted(map(repr, faults(held, world))) == in_order


def test_a_fault_is_counted_once_a_rule_and_subject():
    counted = [(fault.rule, fault.subject, fault.force) for fault in faults(*crowded())]
    assert sorted(set(counted), key=repr) == sorted(counted, key=repr)


def test_terms_alone_are_not_faulted_for_sessions_they_do_not_hold():
    world = facts(should("contact", "monthly", True), entries=[requirement("unpaid-work")])
    held = package(planned("unpaid-work", hours=80))
    assert list(faults(held, world)) == []
    assert {fault.rule for fault in faults(held, world, dated=True)} == {
        "contact.monthly",
        "unpaid-work.hours",
    }


def paths(package, facts):
    return [reason.facts for reason in unknowns(package, facts)]


def test_a_band_that_needs_a_fact_names_it():
    band = row("unpaid-work", "hours", Bound(40, 80), seriousness="low")
    held = package(planned("unpaid-work", hours=80))
    assert paths(held, facts(band, case=case(None))) == [("sentence.seriousness",)]
    assert paths(held, facts(band, case=case(Seriousness.LOW))) == []
    assert paths(package(planned("rar")), facts(band, case=case(None))) == []


def test_ogrs_bands_name_the_score():
    band = row("rar", "days", Bound(10, 20), ogrs=Bound(0, 49))
    held = package(planned("rar", days=10))
    assert paths(held, facts(band)) == [("assessments.ogrs3",)]
    assert paths(held, facts(band, case=case(assessments=Assessments(ogrs3=3)))) == []


def test_age_and_imprisonable_are_asked_for():
    rules = (row("order", "age", Bound(18, None)), row("order", "imprisonable", True))
    held = package(planned("rar"))
    assert paths(held, facts(*rules)) == [("offences[0].imprisonable",), ("person.born",)]


def test_a_finding_that_is_not_known_names_its_facts():
    reason = Reason(Verdict.NOT_KNOWN, "OGRS.", MADE_UP, facts=("assessments.ogrs3",))
    finding = Finding("tsp", Verdict.NOT_KNOWN, (reason,))
    held = package(planned("programme", "tsp"))
    assert paths(held, facts(findings=[finding])) == [("assessments.ogrs3",)]


def test_an_unset_figure_is_said_to_be_unset_and_asks_the_officer_nothing():
    unset = row("exclusion", "months", None, seriousness="medium")
    (reason,) = unknowns(package(planned("exclusion")), facts(unset))
    assert reason.facts == ()
    assert reason.sentence == "Exclusion: the months are not known."
    assert unknowns(package(planned("rar")), facts(unset)) == ()
    assert unknowns(package(planned("exclusion")), facts(unset, case=case(Seriousness.HIGH))) == ()


def test_an_amount_left_open_is_said():
    world = facts(
        entries=[requirement("curfew", units=("months",))],
        findings=[Finding("curfew", Verdict.SUITABLE)],
    )
    said = [reason.sentence for reason in unknowns(package(planned("curfew")), world)]
    assert said == ["curfew: its months are not set."]
    assert unknowns(package(planned("curfew", months=1)), world) == ()
