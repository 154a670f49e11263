"""Findings over the whole catalogue: every year, every sex, every source one we hold."""

from datetime import date

import pytest

from models.catalogue import load, menu
from models.findings import Verdict
from models.suitability import findings

HELD = load()
CASE_ITSELF = "case"


def found(case_of, year, sex="male", **facts):
    days = {
        "dates.offence": date(year, 5, 4),
        "dates.conviction": date(year, 6, 4),
        "dates.sentence": date(year, 6, 25),
        "person.born": date(year - 30, 1, 5),
        "person.sex": sex,
    }
    case = case_of(days, facts, base=True)
    return findings(case, menu(HELD, case))


@pytest.mark.parametrize("sex", ["male", "female", "other", "unknown"])
@pytest.mark.parametrize("year", range(2005, 2029))
def test_every_entry_has_a_finding_whose_reasons_are_cited(year, sex, case_of):
    made = found(case_of, year, sex)
    assert list(made) == list(HELD.codes)
    sources = {reason.source for finding in made.values() for reason in finding.reasons}
    assert sources
    assert [str(s) for s in sources if s.document not in {*HELD.documents, CASE_ITSELF}] == []


@pytest.mark.parametrize(
    ("code", "year", "open_then"),
    [
        ("rar", 2014, False),
        ("rar", 2016, True),
        ("supervision", 2014, True),
        ("supervision", 2016, False),
        # The RAR carries what supervision carried: the intervention is open under both.
        ("ete", 2014, True),
        ("ete", 2016, True),
        # Commissioned services stand under a RAR only.
        ("crs-ete", 2014, False),
        ("crs-ete", 2016, True),
    ],
)
def test_what_carries_an_intervention_turns_on_the_offence(code, year, open_then, case_of):
    assert found(case_of, year)[code].open is open_then


@pytest.mark.parametrize(
    ("severity", "brief"), [("none", Verdict.SUITABLE), ("dependent", Verdict.NOT_SUITABLE)]
)
def test_the_brief_intervention_ends_where_treatment_begins(severity, brief, case_of):
    facts = {
        "clinical.dependence": [{"substance": "alcohol", "severity": severity}],
        "consents.atr": "yes",
        "provider_agrees.atr": "yes",
    }
    made = found(case_of, 2026, **facts)
    assert made["atr"].open is (severity == "dependent")
    assert made["substance-brief"].verdict is brief
