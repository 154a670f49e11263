"""A finding for every entry: the law of the dates, what carries it, the court, and the turn."""

from datetime import date

import pytest
from attrs import evolve

from models.dated import Clock, Row, Ruling, Step
from models.facts import Menu
from models.findings import Verdict
from models.sources import Force, Source, Strength
from models.suitability import criterion, findings

CODE = Source("sentencing-code", "Schedule 9 Part 13")


def availability(code, value, **more):
    step = Step(date(2022, 6, 28), value, CODE)
    row = Row(
        f"{code}-available", code, "available", "", Clock.CONVICTION, Force.MUST, Strength.STATUTE,
        (step,),
    )  # fmt: skip
    return Ruling(row, value, CODE, step.since, True, **more)


def with_rulings(menu, *rulings):
    return evolve(menu, rulings=rulings)


def awaiting(menu, code, *others):
    raw = {"test": "not-eligible-for", "codes": list(others), "reason": "R.", "source": ["a", "1"]}
    return evolve(menu.entries[code], criteria=(criterion(raw, code),))


def test_a_requirement_in_force_is_not_spoken_of(menu, case_of):
    found = findings(case_of(), with_rulings(menu, availability("rar", True)))
    assert found["rar"].reasons == ()


def test_a_requirement_not_in_force_is_refused_with_the_day_and_the_source(menu, case_of):
    finding = findings(case_of(), with_rulings(menu, availability("rar", False)))["rar"]
    assert Verdict.NOT_SUITABLE is finding.verdict
    assert finding.reasons[0].source == CODE
    assert finding.reasons[0].sentence == (
        "Requirement rar is not in force on the conviction date of this case."
        " It ended on 28 June 2022."
    )


def test_one_not_yet_commenced_says_so(menu, case_of):
    pending = availability("rar", False, note="Enacted; no commencement seen.")
    reason = findings(case_of(), with_rulings(menu, pending))["rar"].reasons[0]
    assert reason.sentence.endswith("Enacted; no commencement seen.")


def history(code, *steps):
    """A row that has stood so from each day, and an open date that all of them are on."""
    held = availability(code, False, unsettled=True, assumption="The date is not known.")
    found = tuple(Step(since, value, CODE) for since, value in steps)
    return evolve(held, row=evolve(held.row, steps=found))


def test_a_date_that_would_settle_the_law_is_asked_for_and_both_laws_are_shown(menu, case_of):
    begun = history("rar", (date(2015, 2, 1), True), (date(2020, 12, 1), True))
    ended = history("atr", (date(2005, 4, 4), True), (date(2015, 2, 1), None))
    found = findings(case_of(), with_rulings(menu, begun, ended))
    asked = "To be asked: On what date, or between what dates, was the offence committed?"
    cited = "(sentencing-code Schedule 9 Part 13)"
    said = {
        code: (found[code].verdict, found[code].reasons[0].facts, found[code].reasons[0].sentence)
        for code in ("rar", "atr")
    }
    assert said == {
        "rar": (
            Verdict.NOT_KNOWN,
            ("dates.offence",),
            "Requirement rar: the date of the offence decides; before 1 February 2015 it may not "
            f"be required, from 1 February 2015 it may be required {cited}. {asked}",
        ),
        "atr": (
            Verdict.NOT_KNOWN,
            ("dates.offence",),
            "Requirement atr: the date of the offence decides; from 4 April 2005 it may be "
            f"required {cited}, from 1 February 2015 it may not {cited}. {asked}",
        ),
    }


def test_an_offence_before_a_requirement_is_named_and_no_date_is_asked_for(menu, case_of):
    # One of two known days lies before 1 February 2015: no answer of the officer would change it.
    begun = history("rar", (date(2015, 2, 1), True))
    begun = evolve(begun, unsettled=False, assumption="The offences were on different days.")
    days = [
        {"kind": "acquisitive", "offence_date": date(2015, 1, 31)},
        {"kind": "acquisitive", "offence_date": date(2015, 2, 1)},
    ]
    found = findings(case_of({"offences": days}), with_rulings(menu, begun))
    reason = found["rar"].reasons[0]
    assert (reason.verdict, reason.facts) == (Verdict.NOT_SUITABLE, ())
    assert found["ete"].reasons[0].facts == ()
    assert reason.sentence == (
        "Requirement rar may not be required for the offence of 31 January 2015; what is planned "
        "is lawful for every offence of the case."
    )


def test_a_programme_falls_with_the_requirement_that_carries_it(menu, case_of):
    found = findings(case_of(base=True), with_rulings(menu, availability("programme", False)))
    reason = found["tsp"].reasons[0]
    assert Verdict.NOT_SUITABLE is found["tsp"].verdict
    assert reason.source == CODE
    assert "delivered under is open here: Requirement programme." in reason.sentence


def test_an_intervention_stands_while_one_of_its_carriers_does(menu, case_of):
    # Before the RAR, supervision carried what a RAR carries now.
    supervised = evolve(menu.entries["rar"], code="supervision", name="Supervision")
    entries = {**menu.entries, "supervision": supervised}
    old = Menu(rulings=(availability("rar", False),), entries=entries)
    assert Verdict.NOT_SUITABLE is findings(case_of(base=True), old)["rar"].verdict
    assert Verdict.SUITABLE is findings(case_of(base=True), old)["ete"].verdict


def test_the_court_may_rule_anything_out(menu, case_of):
    found = findings(case_of({"sentence.rules_out": ["tsp"]}, base=True), menu)
    assert [reason.sentence for reason in found["tsp"].reasons] == ["The court rules it out."]


def test_a_completed_programme_is_not_offered_again_unless_its_guide_repeats_it(menu, case_of):
    found = findings(case_of({"completed": ["tsp", "engagement"]}, base=True), menu)
    assert Verdict.NOT_SUITABLE is found["tsp"].verdict
    assert Source("assumption", "completed programmes") == found["tsp"].reasons[0].source
    assert Verdict.SUITABLE is found["engagement"].verdict


def test_findings_stand_in_the_order_of_the_menu_whatever_the_turn(menu, case_of):
    # The last of these is found first: each waits for the one after it.
    chain = {
        "rar": awaiting(menu, "rar", "atr"),
        "atr": awaiting(menu, "atr", "drr"),
        "drr": evolve(menu.entries["drr"], criteria=()),
    }
    found = findings(case_of(), Menu(rulings=(), entries=chain))
    assert list(found) == ["rar", "atr", "drr"]
    # drr is suitable, so atr is not, so rar is.
    assert [f.verdict.value for f in found.values()] == ["suitable", "not suitable", "suitable"]


def test_a_ring_of_criteria_is_named(menu, case_of):
    ring = {"rar": awaiting(menu, "rar", "atr"), "atr": awaiting(menu, "atr", "rar")}
    with pytest.raises(ValueError, match=r"(rar -> atr -> rar|atr -> rar -> atr)\.$"):
        findings(case_of(), Menu(rulings=(), entries=ring))
