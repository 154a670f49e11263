"""Every quarter from April 2005 to December 2028: the catalogue answers, or says why not.

Three kinds of case walk through the years: one whose dates lie close together, one for an offence
long past, one whose offence nobody dated.
"""

from datetime import date, timedelta

import pytest

from models.case import Case, Dates
from models.catalogue import load, menu
from models.commitments import DateRange
from models.dated import Bound

FIRST = date(2005, 4, 4)
QUARTERS = [
    date(year, month, 4)
    for year in range(2005, 2029)
    for month in (1, 4, 7, 10)
    if date(year, month, 4) > FIRST
] + [date(2028, 12, 29)]


def recent(sentence: date) -> Dates:
    offence = max(FIRST, sentence - timedelta(days=60))
    return Dates(sentence, max(FIRST, sentence - timedelta(days=20)), DateRange(offence, offence))


def long_past(sentence: date) -> Dates:
    return Dates(sentence, max(FIRST, sentence - timedelta(days=20)), DateRange(FIRST, FIRST))


def undated(sentence: date) -> Dates:
    return Dates(sentence, max(FIRST, sentence - timedelta(days=20)))


KINDS = [recent, long_past, undated]
# What an order cannot be bounded without, whatever its date.
BOUNDED = [
    ("order", "age", {}),
    ("order", "months", {"kind": "community-order"}),
    ("order", "operational-months", {"kind": "suspended-sentence-order"}),
    ("order", "supervision-months", {"kind": "suspended-sentence-order"}),
    ("order", "requirements", {"seriousness": "low"}),
    *(("unpaid-work", "hours", {"seriousness": level}) for level in ("low", "medium", "high")),
    ("unpaid-work", "hours", {}),
    *(("curfew", "months", {"seriousness": level}) for level in ("low", "medium", "high")),
    ("curfew", "months", {}),
    ("curfew", "hours-a-day", {}),
    *(("exclusion", "months", {"seriousness": level}) for level in ("low", "medium", "high")),
    ("exclusion", "months", {"kind": "community-order"}),
    ("residence", "months", {}),
    ("mhtr", "months", {}),
    ("drr", "months", {}),
    ("drr", "review-months", {}),
    ("atr", "months", {}),
    ("attendance-centre", "hours", {}),
    ("contact", "weekly-weeks", {}),
    ("contact", "review-days", {}),
    ("treatment", "appointments", {}),
    ("treatment", "every-days", {}),
    ("treatment", "three-way-days", {}),
    ("detox", "days", {}),
    ("load", "attendances-a-day", {}),
    ("load", "attendances-a-week", {}),
    ("load", "start-weeks", {}),
    ("load", "appointment-minutes", {}),
    ("load", "contact-minutes", {}),
    ("curfew-default", "hours", {}),
    ("curfew-default", "months", {}),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sentence", QUARTERS, ids=str)
def test_every_quarter_is_answered(sentence, kind):
    found = menu(load(), Case(reference="r", dates=kind(sentence)))
    for code in load().requirements:
        ruling = found.ruling(code, "available")
        assert (code, True) == (code, ruling.value is True or ruling.note != "" or assumed(ruling))
    for subject, parameter, keys in BOUNDED:
        ruling = found.ruling(subject, parameter, **keys)
        assert ruling is not None, f"{subject} {parameter} {keys}: no row speaks on {sentence}"
        assert isinstance(ruling.value, Bound)
        assert (subject, parameter, False) == (subject, parameter, ruling.value.empty)
    for ruling in found.rulings:
        if ruling.value is None:
            assert (ruling.row.id, True) == (ruling.row.id, ruling.note != "")


def assumed(ruling) -> bool:
    return ruling.assumption != ""


@pytest.mark.parametrize("kind", KINDS)
def test_an_order_can_be_made_in_every_quarter(kind):
    made = {
        sentence: menu(load(), Case(reference="r", dates=kind(sentence))).ruling(
            "order", "available"
        ).value
        for sentence in QUARTERS
    }
    assert dict.fromkeys(QUARTERS, True) == made


def test_where_only_the_date_of_offence_is_missing_the_answer_says_so():
    found = menu(load(), Case(reference="r", dates=undated(date(2028, 1, 4))))
    assert found.ruling("rar", "available").value is False
    assert (len(found.assumptions), "4 April 2005" in found.assumptions[0]) == (1, True)
