"""Double entry of how long treatment lasts, for every need the facts may leave open."""

from itertools import product

import pytest
from attrs import evolve

from models.case import (
    Answer,
    Ask,
    Case,
    Clinical,
    Dependence,
    Sentence,
    Seriousness,
    Severity,
    Terms,
)
from models.catalogue import load, menu
from models.dated import Bound
from models.facts import Facts
from models.fault import Aim
from models.sources import Force
from optimiser.package_draft import post_treatment_months
from tests.house.choices import asked_of_both
from tests.models.rules.build import case, facts, found, package, planned, requirement, should

RULE = "seriousness.treatment-months"
DRR = requirement("drr", stream="treatment", units=("months",))
MHTR = requirement("mhtr", stream="treatment", units=("months",))
ROWS = (
    should("drr", "months", Bound(6, 6), treatment="first", substance="opiates"),
    should("drr", "months", Bound(3, 6), treatment="usual", substance="cannabis"),
    should("drr", "months", Bound(3, 6), treatment="first"),
    should("drr", "months", Bound(6, 6), treatment="usual"),
    should("drr", "months", Bound(6, 12), treatment="complex"),
    should("drr", "months", Bound(6, None)),
    should("mhtr", "months", Bound(6, 36)),
)
ANSWERS = list(product(Answer, Answer))


def world(
    code: str, months: int | None, complex_need: Answer, first: Answer, *dependence: Dependence
) -> Facts:
    asks = (Ask(code, Terms(months=months)),) if months is not None else ()
    return facts(
        *ROWS,
        entries=[DRR, MHTR],
        case=case(
            sentence=Sentence(seriousness=Seriousness.MEDIUM, asks=asks),
            clinical=Clinical(
                complex_treatment_need=complex_need,
                first_treatment=first,
                dependence=dependence,
            ),
        ),
    )


@pytest.mark.parametrize(("complex_need", "first"), ANSWERS)
@pytest.mark.parametrize("months", [2, 3, 5, 6, 7, 12, 13])
def test_months_the_court_fixes_are_weighed_alike(months, complex_need, first):
    held = world("drr", months, complex_need, first)
    answers = asked_of_both([post_treatment_months], [RULE], held, DRR)
    assert {law - draft for law, draft in answers.values()} == {0}


@pytest.mark.parametrize("months", [5, 6, 36, 37])
def test_a_row_without_a_need_holds_for_every_need(months):
    held = world("mhtr", months, Answer.UNKNOWN, Answer.UNKNOWN)
    answers = asked_of_both([post_treatment_months], [RULE], held, MHTR)
    departs = int(not 6 <= months <= 36)
    assert answers == {(): (0, 0), ("mhtr",): (departs, departs)}


@pytest.mark.parametrize(
    ("complex_need", "first", "allowed"),
    [
        (Answer.YES, Answer.YES, range(6, 13)),
        (Answer.NO, Answer.YES, range(3, 7)),
        (Answer.NO, Answer.NO, range(6, 7)),
        # What is not known is never a no: 3 to 6, or 6, or 6 to 12.
        (Answer.UNKNOWN, Answer.UNKNOWN, range(3, 13)),
        (Answer.UNKNOWN, Answer.NO, range(6, 13)),
        (Answer.NO, Answer.UNKNOWN, range(3, 7)),
    ],
)
def test_the_months_that_depart_from_the_guide(complex_need, first, allowed):
    held = world("drr", None, complex_need, first)
    kept = [
        months
        for months in range(1, 15)
        if not found(RULE, package(planned("drr", months=months)), held)
    ]
    assert kept == list(allowed)


OPIATES = Dependence("opiates", Severity.DEPENDENT)
CANNABIS = Dependence("cannabis", Severity.SEVERE)
COCAINE = Dependence("cocaine", Severity.DEPENDENT)
ALCOHOL = Dependence("alcohol", Severity.DEPENDENT)
NO_OPIATES = Dependence("opiates", Severity.NONE)
OPIATES_UNKNOWN = Dependence("opiates", Severity.UNKNOWN)


@pytest.mark.parametrize(
    ("first", "drugs", "allowed"),
    [
        (Answer.YES, (OPIATES,), range(6, 7)),
        (Answer.NO, (OPIATES,), range(6, 7)),
        (Answer.UNKNOWN, (OPIATES,), range(6, 7)),
        (Answer.YES, (CANNABIS,), range(3, 7)),
        (Answer.NO, (CANNABIS,), range(3, 7)),
        (Answer.YES, (COCAINE,), range(3, 7)),
        (Answer.NO, (COCAINE,), range(6, 7)),
        # Of several the longest: cannabis would have three, the other drug has six.
        (Answer.YES, (CANNABIS, OPIATES), range(6, 7)),
        (Answer.NO, (COCAINE, CANNABIS), range(6, 7)),
        # Drink is no drug, and only what was found counts.
        (Answer.NO, (ALCOHOL, CANNABIS), range(3, 7)),
        (Answer.YES, (NO_OPIATES, COCAINE), range(3, 7)),
        (Answer.YES, (OPIATES_UNKNOWN,), range(3, 7)),
    ],
)
def test_the_drug_decides_whether_a_first_treatment_may_be_short(first, drugs, allowed):
    lengths = range(1, 15)
    held = world("drr", None, Answer.NO, first, *drugs)
    kept = [m for m in lengths if not found(RULE, package(planned("drr", months=m)), held)]
    assert kept == list(allowed)
    for months in lengths:
        asked = world("drr", months, Answer.NO, first, *drugs)
        answers = asked_of_both([post_treatment_months], [RULE], asked, DRR)
        assert {law - draft for law, draft in answers.values()} == {0}


def test_a_departure_says_what_the_guide_gives_and_counts_as_proportionality():
    held = world("drr", None, Answer.NO, Answer.NO)
    (fault,) = found(RULE, package(planned("drr", months=9)), held)
    assert fault.sentence == "drr of 9 months: at most 6 for the treatment need."
    assert (fault.force, fault.aim) == (Force.SHOULD, Aim.PROPORTIONALITY)


@pytest.mark.parametrize("code", ["atr", "drr", "mhtr"])
def test_the_guides_rows_hold_the_length_taken_where_none_is_fixed(code):
    catalogue = load()
    for complex_need, first in ANSWERS:
        clinical = Clinical(complex_treatment_need=complex_need, first_treatment=first)
        held = world(code, None, complex_need, first)
        dates = Case("r", held.case.dates, clinical=clinical)
        real = evolve(held, case=dates, menu=menu(catalogue, dates))
        assert found(RULE, package(planned(code, months=6)), real) == []
        twelve = found(RULE, package(planned(code, months=12)), real)
        settled = complex_need is Answer.NO and code != "mhtr"
        # Only the guide on alcohol says that a first treatment may be short.
        stated = code == "atr" and first is not Answer.NO
        assert [fault.verified for fault in twelve] == ([stated] if settled else [])
