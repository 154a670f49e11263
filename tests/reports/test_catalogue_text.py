"""The catalogue as it is shown, on one made for the purpose."""

from datetime import date

import pytest

from models.catalogue import load
from models.catalogue.catalogue import Catalogue, Edition, Record
from models.dated import Bound, Clock, Row, Step
from models.entry import EntryKind
from models.sources import Document, Force, Source, Strength
from reports.catalogue_data import contents, details
from reports.catalogue_text import detailed, listed
from reports.screen import rendered

GUIDE = Source("guide", "3.1")
BEGUN, REPEAL = date(2005, 4, 4), date(2022, 6, 28)


def row(parameter, *steps, unit=""):
    return Row(
        f"centre-{parameter}", "centre", parameter, unit, Clock.CONVICTION, Force.MUST,
        Strength.STATUTE, steps, text=f"A rule of {parameter}",
    )  # fmt: skip


def record(code, kind, *editions):
    return Record(f"{code}.toml", code, kind, code.capitalize(), "", editions)


def edition(document, since, *criteria):
    fields = {"source": Source(document, "1"), "units": ("hours",)}
    return Edition(document, since, fields, criteria)


@pytest.fixture
def held():
    reason = {"test": "age", "reason": "for those under 25", "source": ["guide", "3.1"]}
    return Catalogue(
        documents={"guide": Document("guide", "The guide", BEGUN, "Seen in part.")},
        rows=(
            row(
                "available",
                Step(BEGUN, True, GUIDE),
                Step(REPEAL, None, GUIDE, verified=False, note="abolished"),
            ),
            row("hours", Step(BEGUN, Bound(12, 36), GUIDE), unit="hours"),
            row("days", Step(date(2026, 1, 22), Bound(None, 9), GUIDE, commenced=False)),
        ),
        records={
            "centre": record(
                "centre", EntryKind.REQUIREMENT, edition("guide", BEGUN, reason),
                edition("later", date(2017, 1, 1)),
            ),
            "group": record("group", EntryKind.PROGRAMME, edition("guide", BEGUN)),
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2005, 4, 3), "not yet in force"),
        (BEGUN, "in force"),
        (date(2022, 6, 27), "in force"),
        (REPEAL, "not available, or not known"),
        (None, "not available, or not known"),
    ],
)
def test_availability_turns_on_the_very_day(held, on, said):
    assert details("centre", held, on)["availability"] == said


def test_what_never_commenced_has_no_value_and_says_so(held):
    (days,) = [r for r in details("centre", held, None)["rows"] if r["parameter"] == "days"]
    assert days["value"] is None
    said = rendered(detailed(details("centre", held, None)), 120)
    assert "from 22 January 2026: at most 9 (no commencement seen) (guide 3.1)" in said


def test_the_edition_of_the_day_is_shown(held):
    assert details("centre", held, date(2016, 12, 31))["edition"] == "guide"
    assert details("centre", held, date(2017, 1, 1))["edition"] == "later"


def test_an_edition_keeps_the_criteria_it_does_not_restate(held):
    (criterion,) = details("centre", held, None)["criteria"]
    assert criterion["reason"] == "for those under 25"


def test_every_entry_is_listed_under_its_kind(held):
    lines = rendered(listed(contents(held, None)), 100).splitlines()
    assert lines[0] == "2 entries held"
    titles = ["Requirements", "Programmes", "Documents cited"]
    assert [line for line in lines if line in titles] == titles
    assert "- guide: The guide, from 4 April 2005. Seen in part." in lines


def test_rules_show_value_dates_sources_and_what_was_not_checked(held):
    said = rendered(detailed(details("centre", held, date(2020, 1, 1))), 120)
    assert "- A rule of hours. [must, statute; by date of conviction]" in said
    assert "from 4 April 2005: 12 to 36 hours (in force) (guide 3.1)" in said
    assert "not known, or repealed Abolished. (guide 3.1, unverified)" in said


def test_an_unknown_code_is_a_key_error(held):
    with pytest.raises(KeyError):
        details("nothing", held, None)


def test_what_is_ours_in_a_dose_is_said_where_it_stands():
    said = rendered(detailed(details("osap", load(), None)), 200)
    noted = "The number of appointments is not stated: one is our assumption."
    cited = "(noms-alcohol Accredited interventions: ASRO and OSAP, unverified)"
    assert f"1 x length not stated. {noted} {cited}" in said
