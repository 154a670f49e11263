"""What could not be checked, and for want of what."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Answer, Offence, OffenceKind, Person
from models.dated import Bound, Step
from models.findings import Finding, Reason, Verdict
from models.rules.unknowns import unknowns
from tests.models.rules.build import (
    MADE_UP,
    case,
    facts,
    package,
    planned,
    requirement,
    row,
    should,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
RAR = package(planned("rar"))


def said(held, world) -> list[str]:
    return [reason.sentence for reason in unknowns(held, world)]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ([], 1),
        ([UNKNOWN], 1),
        ([NO, UNKNOWN], 1),
        ([YES, UNKNOWN], 0),  # one is enough
        ([NO], 0),  # known, and a fault
        ([YES], 0),
    ],
)
def test_imprisonment_is_asked_of_until_one_offence_or_all_are_known(answers, asked):
    offences = tuple(Offence(OffenceKind.OTHER, imprisonable=answer) for answer in answers)
    world = facts(row("order", "imprisonable", True), case=case(offences=offences))
    expected = "The order: not known whether an offence is punishable with imprisonment."
    assert said(RAR, world) == [expected] * asked
    assert said(RAR, facts(row("order", "imprisonable", False), case=world.case)) == []


@pytest.mark.parametrize(("born", "asked"), [(None, 1), (date(2000, 1, 1), 0)])
def test_the_age_is_asked_for_where_the_law_of_the_date_has_one(born, asked):
    person = case(person=Person(born=born))
    adults = facts(row("order", "age", Bound(18, None)), case=person)
    assert said(RAR, adults) == ["The order: the age at conviction is not known."] * asked
    assert said(RAR, facts(row("order", "age", None), case=person)) == [
        "Order: the age are not known."
    ]


def test_a_finding_nobody_made_is_said_and_one_that_was_made_is_not():
    entries = [requirement("rar")]
    assert said(RAR, facts(entries=entries)) == ["rar: suitability was not looked at."]
    suitable = Finding("rar", Verdict.SUITABLE)
    assert said(RAR, facts(entries=entries, findings=[suitable])) == []


def test_of_a_finding_that_is_not_known_only_what_is_not_known_is_said():
    reasons = (
        Reason(Verdict.REFER, "To be referred.", MADE_UP),
        Reason(Verdict.NOT_KNOWN, "Not known.", MADE_UP),
    )
    world = facts(findings=[Finding("rar", Verdict.NOT_KNOWN, reasons)])
    assert said(RAR, world) == ["Not known."]
    assert said(RAR, facts(findings=[Finding("rar", Verdict.REFER, reasons)])) == []


def test_bands_name_whose_they_are_each_once_and_the_first_row_is_cited():
    rows = (
        should("order", "requirements", Bound(None, 1), seriousness="low"),
        row("rar", "days", Bound(1, 9), seriousness="low"),
        row("rar", "days", Bound(9, 20), seriousness="high"),
    )
    rows = (evolve(rows[0], source=evolve(MADE_UP, section="first")), *rows[1:])
    (reason,) = unknowns(RAR, facts(*rows, case=case(None)))
    assert reason.sentence == "The bands of the order, rar: the seriousness is not known."
    assert reason.source == rows[0].source


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ({}, 1),
        ({"seriousness": "medium"}, 1),
        ({"seriousness": "medium", "kind": "community-order"}, 1),
        ({"seriousness": "medium", "kind": "suspended-sentence-order"}, 0),
        ({"treatment": "first"}, 0),  # nothing says of this case which it is
    ],
)
def test_a_figure_is_missed_where_the_whole_of_its_row_speaks_of_the_case(when, asked):
    told = said(RAR, facts(row("rar", "days", None, **when)))
    assert told == ["Rar: the days are not known."] * asked


@pytest.mark.parametrize(
    ("steps", "asked"),
    [
        ([(date(2005, 4, 4), None)], 1),
        ([(date(2005, 4, 4), 20), (date(2010, 1, 1), None)], 0),  # repealed
        ([(date(2010, 1, 1), None), (date(2030, 1, 1), 20)], 1),  # not yet
    ],
)
def test_a_figure_that_was_repealed_is_not_unknown(steps, asked):
    history = tuple(
        Step(since, None if value is None else Bound(None, value), MADE_UP)
        for since, value in steps
    )
    held = row("rar", "days", None)
    since = next(since for since, value in reversed(steps) if value is None)
    held = evolve(held, row=evolve(held.row, steps=history), since=since)
    assert len(said(RAR, facts(held))) == asked


def test_a_row_that_is_not_verified_says_so_and_what_is_of_the_case_is():
    unverified = evolve(row("rar", "days", None), verified=False)
    open_still, figure = unknowns(RAR, facts(unverified, entries=[requirement("rar")]))
    assert (figure.verified, figure.source) == (False, MADE_UP)
    assert open_still.verified


def test_only_monitoring_is_taken_to_end_with_what_it_enforces():
    tag, curfew = "electronic-monitoring", "curfew"
    entries = [requirement(code, units=("months",)) for code in (tag, curfew)]
    world = facts(
        row(curfew, "monitored", True),
        entries=entries,
        findings=[Finding(code, Verdict.SUITABLE) for code in (tag, curfew)],
    )
    assert said(package(planned(curfew), planned(tag)), world) == [
        "curfew: its months are not set.",
        f"{tag}: its months are not set, and it is taken to end with the last requirement it "
        "enforces.",
    ]
