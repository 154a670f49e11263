"""Each test of the vocabulary: met, not met, missing a fact, and its boundary by exactly one.

A row is a test, the facts of a case by path, and what follows: None where it is met, else the
verdict, and for *not known* the paths to ask for.
"""

from datetime import date

import pytest

from models.findings import Finding, Reason, Verdict
from models.sources import Source
from models.suitability import criterion
from models.suitability.reading import CHECKS

NO, REFER = "not suitable", "refer"
HERE = ["dlnr-2017", "3.2"]

AGE = {"test": "age", "lowest": 19, "highest": 24}
OGRS = {"test": "score", "path": "assessments.ogrs3", "lowest": 35, "highest": 74}
UNDER_75 = {"test": "score", "path": "assessments.ogrs3", "below": 75}
THINKING = {"test": "score", "path": "assessments.domains.thinking", "lowest": 1}
ROSH = {"test": "level", "path": "assessments.rosh", "lowest": "medium", "highest": "high"}
SARA = ["assessments.sara_partner", "assessments.sara_other"]
ANY_SARA = {"test": "any-level", "paths": SARA, "lowest": "medium"}
MOTIVATED = {"test": "fact", "path": "clinical.motivated", "is": "yes"}
NO_CRISIS = {"test": "fact", "path": "clinical.housing_crisis", "is": "no"}
MALE = {"test": "sex", "is": "male"}
DRUNK = {"test": "offence", "kinds": ["violence"], "intoxicated": "yes", "index": True}
PARTNER = {"test": "offence", "kinds": ["partner-violence"], "against": "female-partner"}
NO_SEXUAL = {"test": "no-offence", "kinds": ["sexual"]}
MINOR = {"test": "no-offence", "kinds": ["violence", "sexual"], "unless_minor": True}
EITHER = {"test": "any", "of": [{"test": "sex", "is": "female"}, OGRS]}
NEED = {"test": "need", "need": "alcohol"}
NEEDS = {"test": "need", "needs": ["alcohol", "drugs"]}
NOT_DEPENDENT = {
    "test": "dependence", "substance": "alcohol", "none_of": ["dependent", "severe"],
}  # fmt: skip
NOT_SEVERE = {"test": "dependence", "substance": "alcohol", "none_of": ["severe"]}
TESTABLE = {"test": "testable"}
CONTROLLED = {"test": "dependence", "substance": "drugs", "controlled": "yes"}
DEPENDENT = {"test": "dependence", "substance": "alcohol", "any_of": ["dependent", "severe"]}
CONSENTS = {"test": "consents"}
AGREES = {"test": "provider-agrees", "code": "atr"}
JOBLESS = {"test": "employment", "any_of": ["unemployed"]}
TWO_OF = {
    "test": "vulnerabilities", "lowest": 2, "any_of": ["self-harm", "mental-health", "sex-worker"],
}  # fmt: skip
REPORT = {"test": "report", "not": ["specific-sentence"]}
THREE = {"test": "attempts", "highest": 3}
CORE = {"test": "completed", "code": "n-sogp-core", "is": "yes"}
NO_CORE = {"test": "completed", "code": "n-sogp-core", "is": "no"}
CURFEW = {"test": "address", "for": "curfew"}
RESIDENCE = {"test": "address", "for": "residence"}
CRC = {"test": "managed-by", "is": "crc"}
PRISON = {"test": "imprisonable"}
DERBY = {"test": "region", "any_of": ["derby"]}
NOT_RUTLAND = {"test": "region", "none_of": ["rutland"]}

HOME = {
    "id": "home", "victim_there": "no", "domestic_abuse_check": "yes", "residents_agree": "yes",
    "monitoring_possible": "yes",
}  # fmt: skip


def alcohol(**facts):
    return {"clinical.dependence": [{"substance": "alcohol", **facts}]}


def drugs(*found):
    return {"clinical.dependence": [{"substance": s, **facts} for s, facts in found]}


def home(**facts):
    return {"addresses": [HOME | facts]}


def offence(**facts):
    return {"offences": [facts]}


ROWS = [
    # Convicted on 11 May 2026: born 11 May 2007 is 19 that day, 12 May 2007 still 18.
    (AGE, {"person.born": date(2007, 5, 11)}, None),
    (AGE, {"person.born": date(2007, 5, 12)}, NO),
    (AGE, {"person.born": date(2001, 5, 12)}, None),
    (AGE, {"person.born": date(2001, 5, 11)}, NO),
    (AGE, {}, ["person.born"]),
    (OGRS, {"assessments.ogrs3": 35}, None),
    (OGRS, {"assessments.ogrs3": 34}, NO),
    (OGRS, {"assessments.ogrs3": 74}, None),
    (OGRS, {"assessments.ogrs3": 75}, NO),
    (OGRS, {"assessments.ogrs3": 0}, NO),
    (OGRS, {}, ["assessments.ogrs3"]),
    # The seam between whole numbers: 74.5 is above 74 and below 75.
    (OGRS, {"assessments.ogrs3": 74.5}, NO),
    (UNDER_75, {"assessments.ogrs3": 74.5}, None),
    (UNDER_75, {"assessments.ogrs3": 75}, NO),
    (THINKING, {"assessments.domains.thinking": 1}, None),
    (THINKING, {"assessments.domains.thinking": 0}, NO),
    (THINKING, {}, ["assessments.domains.thinking"]),
    (ROSH, {"assessments.rosh": "low"}, NO),
    (ROSH, {"assessments.rosh": "medium"}, None),
    (ROSH, {"assessments.rosh": "high"}, None),
    (ROSH, {"assessments.rosh": "very-high"}, NO),
    (ROSH, {}, ["assessments.rosh"]),
    (ANY_SARA, {"assessments.sara_other": "medium"}, None),
    (ANY_SARA, {"assessments.sara_other": "low", "assessments.sara_partner": "low"}, NO),
    (ANY_SARA, {"assessments.sara_other": "low"}, ["assessments.sara_partner"]),
    (TESTABLE, {}, None),
    (TESTABLE, alcohol(severity="severe"), None),
    (TESTABLE, drugs(("nps", {"severity": "none"})), None),
    (TESTABLE, drugs(("nps", {"severity": "severe", "testable": "no"})), NO),
    (TESTABLE, drugs(("nps", {"severity": "severe"})), ["clinical.dependence.nps.testable"]),
    (
        TESTABLE,
        drugs(
            ("nps", {"severity": "severe", "testable": "no"}),
            ("opiates", {"severity": "dependent", "testable": "yes"}),
        ),
        None,
    ),
    (MOTIVATED, {"clinical.motivated": "yes"}, None),
    (MOTIVATED, {"clinical.motivated": "no"}, NO),
    (MOTIVATED, {}, ["clinical.motivated"]),
    (NO_CRISIS, {"clinical.housing_crisis": "no"}, None),
    (NO_CRISIS, {"clinical.housing_crisis": "yes"}, NO),
    (NO_CRISIS, {}, ["clinical.housing_crisis"]),
    (MALE, {"person.sex": "male"}, None),
    (MALE, {"person.sex": "female"}, NO),
    (MALE, {"person.sex": "other"}, REFER),
    (MALE, {}, ["person.sex"]),
    (DRUNK, offence(kind="violence", intoxicated="yes"), None),
    (DRUNK, offence(kind="violence", intoxicated="no"), NO),
    (DRUNK, offence(kind="violence"), ["offences.intoxicated"]),
    (DRUNK, offence(kind="violence", intoxicated="yes", index=False), NO),
    (DRUNK, offence(kind="acquisitive"), NO),
    (DRUNK, {}, ["offences"]),
    (PARTNER, offence(kind="partner-violence", against="female-partner"), None),
    (PARTNER, offence(kind="partner-violence", against="male-partner"), NO),
    (PARTNER, offence(kind="partner-violence"), ["offences.against"]),
    (NO_SEXUAL, offence(kind="violence"), None),
    (NO_SEXUAL, {"offences": [{"kind": "violence"}, {"kind": "sexual"}]}, NO),
    (NO_SEXUAL, {}, ["offences"]),
    (MINOR, offence(kind="violence", minor="yes"), None),
    (MINOR, offence(kind="violence", minor="no"), NO),
    (MINOR, offence(kind="violence"), ["offences.minor"]),
    (MINOR, offence(kind="driving"), None),
    (EITHER, {"person.sex": "female"}, None),
    (EITHER, {"assessments.ogrs3": 35}, None),
    (EITHER, {"person.sex": "male", "assessments.ogrs3": 34}, NO),
    (EITHER, {"person.sex": "male"}, ["assessments.ogrs3"]),
    (EITHER, {"person.sex": "other", "assessments.ogrs3": 34}, REFER),
    (EITHER, {"person.sex": "other"}, ["assessments.ogrs3"]),
    (NEED, {"needs": [{"need": "alcohol", "linked": "yes"}]}, None),
    (NEED, {"needs": [{"need": "alcohol", "linked": "no"}]}, NO),
    (NEED, {"needs": [{"need": "drugs", "linked": "yes"}]}, ["needs.alcohol"]),
    (NEEDS, {"needs": [{"need": "drugs", "linked": "yes"}]}, None),
    (NEEDS, {"needs": [{"need": "drugs", "linked": "no"}]}, ["needs.alcohol"]),
    (NEEDS, {"needs": [{"need": n, "linked": "no"} for n in ("drugs", "alcohol")]}, NO),
    # Any dependence, severe dependence and dependence out of control are three questions.
    (NOT_DEPENDENT, alcohol(severity="none"), None),
    (NOT_DEPENDENT, alcohol(severity="dependent", controlled="yes"), NO),
    (NOT_DEPENDENT, alcohol(), ["clinical.dependence.alcohol"]),
    (NOT_DEPENDENT, {}, ["clinical.dependence.alcohol"]),
    (NOT_DEPENDENT, {"assessments.audit": 40}, ["clinical.dependence.alcohol"]),
    (NOT_DEPENDENT, {"clinical.alcohol_problematic": "no"}, None),
    (NOT_DEPENDENT, {"clinical.alcohol_problematic": "yes"}, ["clinical.dependence.alcohol"]),
    (NOT_SEVERE, alcohol(severity="dependent"), None),
    (NOT_SEVERE, alcohol(severity="severe"), NO),
    (CONTROLLED, drugs(("opiates", {"severity": "severe", "controlled": "yes"})), None),
    (CONTROLLED, drugs(("opiates", {"severity": "dependent", "controlled": "no"})), NO),
    (
        CONTROLLED,
        drugs(("opiates", {"severity": "dependent"})),
        ["clinical.dependence.opiates.controlled"],
    ),
    (CONTROLLED, drugs(("cannabis", {"severity": "none"}), ("opiates", {})),
     ["clinical.dependence.opiates"]),
    (CONTROLLED, alcohol(severity="severe", controlled="no"), ["clinical.dependence.drugs"]),
    (CONTROLLED, {"clinical.drugs_problematic": "no"}, None),
    (DEPENDENT, alcohol(severity="dependent"), None),
    (DEPENDENT, alcohol(severity="none"), NO),
    (DEPENDENT, {}, ["clinical.dependence.alcohol"]),
    # The code of the entry itself, where the row names none.
    (CONSENTS, {"consents.tsp": "yes"}, None),
    (CONSENTS, {"consents.tsp": "no"}, NO),
    (CONSENTS, {"consents.atr": "yes"}, ["consents.tsp"]),
    (AGREES, {"provider_agrees.atr": "yes"}, None),
    (AGREES, {"provider_agrees.atr": "no"}, NO),
    (AGREES, {}, ["provider_agrees.atr"]),
    (JOBLESS, {"person.employment": "unemployed"}, None),
    (JOBLESS, {"person.employment": "self-employed"}, NO),
    (JOBLESS, {}, ["person.employment"]),
    (TWO_OF, {"assessments.vulnerabilities": ["self-harm", "sex-worker"]}, None),
    (TWO_OF, {"assessments.vulnerabilities": ["self-harm", "child-concern"]},
     ["assessments.vulnerabilities"]),
    (TWO_OF, {"assessments.vulnerabilities": ["self-harm"],
              "assessments.vulnerabilities_assessed": "yes"}, NO),
    (TWO_OF, {}, ["assessments.vulnerabilities"]),
    (REPORT, {"sentence.report": "oral"}, None),
    (REPORT, {"sentence.report": "specific-sentence"}, NO),
    (REPORT, {}, ["sentence.report"]),
    (THREE, {"attempts.tsp": 2}, None),
    (THREE, {"attempts.tsp": 3}, NO),
    (THREE, {}, ["attempts.tsp"]),
    (CORE, {"completed": ["n-sogp-core"]}, None),
    (CORE, {"completed": ["tsp"]}, NO),
    (CORE, {}, ["completed"]),
    (CORE, {"completed": []}, NO),
    (NO_CORE, {}, ["completed"]),
    (NO_CORE, {"completed": []}, None),
    (NO_CORE, {"completed": ["tsp"]}, None),
    (NO_CORE, {"completed": ["n-sogp-core"]}, NO),
    (CURFEW, home(), None),
    (CURFEW, home(victim_there="yes"), NO),
    (CURFEW, home(victim_there="unknown"), ["addresses.victim_there"]),
    (CURFEW, home(domestic_abuse_check="no"), NO),
    (CURFEW, home(domestic_abuse_check="unknown"), ["addresses.domestic_abuse_check"]),
    (CURFEW, home(residents_agree="no"), NO),
    (CURFEW, home(residents_agree="no", approved_premises="yes"), None),
    (CURFEW, home(monitoring_possible="no"), NO),
    (CURFEW, {"addresses": [HOME | {"victim_there": "yes"}, HOME | {"id": "mother"}]}, None),
    (CURFEW, {"addresses": [HOME | {"victim_there": "yes"}, HOME | {"id": "mother"}],
              "sentence.asks": [{"requirement": "curfew", "place": "home"}]}, NO),
    (CURFEW, {}, ["addresses"]),
    (RESIDENCE, home(monitoring_possible="no"), None),
    (RESIDENCE, home(victim_there="yes"), NO),
    (CRC, {"sentence.managed_by": "crc"}, None),
    (CRC, {"sentence.managed_by": "nps"}, NO),
    (CRC, {}, ["sentence.managed_by"]),
    (PRISON, offence(kind="violence", imprisonable="yes"), None),
    (PRISON, offence(kind="violence", imprisonable="no"), NO),
    (PRISON, offence(kind="violence"), ["offences.imprisonable"]),
    (PRISON, {}, ["offences"]),
    (DERBY, {"person.area": "derby"}, None),
    (DERBY, {"person.area": "rutland"}, NO),
    (DERBY, {}, ["person.area"]),
    (NOT_RUTLAND, {"person.area": "derby"}, None),
    (NOT_RUTLAND, {"person.area": "rutland"}, NO),
    (NOT_RUTLAND, {}, None),
]  # fmt: skip


def stated(test, **around):
    row = {"reason": "As the guide asks.", "source": HERE} | test | around
    return criterion(row, "tsp")


@pytest.mark.parametrize(("test", "facts", "expected"), ROWS)
def test_a_criterion(test, facts, expected, case_of):
    reason = stated(test).reason(case_of(facts), {})
    if expected is None:
        assert reason is None
    elif isinstance(expected, str):
        assert Verdict(expected) is reason.verdict
        assert reason.facts == ()
    else:
        assert Verdict.NOT_KNOWN is reason.verdict
        assert tuple(expected) == reason.facts
        assert "To be asked: " in reason.sentence


def test_each_test_of_the_vocabulary_is_tried_but_those_with_a_place_of_their_own():
    elsewhere = {"not-eligible-for", "programme-needs"}
    assert set(CHECKS) - elsewhere == {test["test"] for test, _, _ in ROWS}
    assert len(CHECKS) == 25


def test_a_referral_names_to_whom(case_of):
    refer = stated(OGRS, otherwise="refer", to="the programmes team")
    reason = refer.reason(case_of({"assessments.ogrs3": 34}), {})
    assert Reason(
        Verdict.REFER, "As the guide asks.", Source("dlnr-2017", "3.2"), to="the programmes team"
    ) == reason  # fmt: skip


def test_a_missing_fact_is_not_known_even_where_the_guide_would_refer(case_of):
    refer = stated(OGRS, otherwise="refer", to="the programmes team")
    assert Verdict.NOT_KNOWN is refer.reason(case_of(), {}).verdict


def test_an_unverified_criterion_says_so(case_of):
    doubtful = stated(OGRS, verified=False)
    assert doubtful.reason(case_of({"assessments.ogrs3": 34}), {}).verified is False


@pytest.mark.parametrize(
    ("seriousness", "verdict"), [("low", None), ("medium", NO), ("high", NO), ("", None)]
)
def test_a_circumstance_switches_a_criterion_on(seriousness, verdict, case_of):
    facts = {"clinical.motivated": "no"}
    facts |= {"sentence.seriousness": seriousness} if seriousness else {}
    reason = stated(MOTIVATED, when=["medium-or-high"]).reason(case_of(facts), {})
    assert verdict == (reason and reason.verdict.value)


@pytest.mark.parametrize(("seriousness", "verdict"), [("low", None), ("high", NO)])
def test_a_circumstance_sets_a_criterion_aside(seriousness, verdict, case_of):
    facts = {"clinical.motivated": "no", "sentence.seriousness": seriousness}
    reason = stated(MOTIVATED, unless=["seriousness-low"]).reason(case_of(facts), {})
    assert verdict == (reason and reason.verdict.value)


CRC_ONLY = {
    "managed_by": "crc",
    "sentenced": {"from": date(2014, 6, 1), "to": date(2021, 6, 25)},
}


@pytest.mark.parametrize(
    ("manager", "sentenced", "expected"),
    [
        ("crc", date(2021, 6, 25), NO),
        ("crc", date(2021, 6, 26), None),
        ("nps", date(2021, 6, 25), None),
        ("", date(2021, 6, 25), ("sentence.managed_by",)),
        ("", date(2026, 6, 8), None),
    ],
)
def test_a_criterion_for_cases_of_one_service(manager, sentenced, expected, case_of):
    facts = {
        "dates.offence": date(2017, 3, 14),
        "dates.conviction": date(2017, 5, 11),
        "dates.sentence": sentenced,
        "sentence.managed_by": manager,
        "clinical.motivated": "no",
    }
    reason = stated(MOTIVATED, **CRC_ONLY).reason(case_of(facts), {})
    assert expected == (reason and (reason.facts or reason.verdict.value))


SUITABLE = Finding("drr", Verdict.SUITABLE)
REFUSED = Finding("drr", Verdict.NOT_SUITABLE)
UNKNOWN = Finding(
    "drr",
    Verdict.NOT_KNOWN,
    (Reason(Verdict.NOT_KNOWN, "It is asked.", Source("a", "b"), facts=("consents.drr",)),),
)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (SUITABLE, NO),
        (REFUSED, None),
        (Finding("drr", Verdict.REFER), None),
        (UNKNOWN, ("consents.drr",)),
    ],
)
def test_not_where_another_entry_is_open(finding, expected, case_of):
    alone = stated({"test": "not-eligible-for", "codes": ["drr"]})
    reason = alone.reason(case_of(), {"drr": finding})
    assert alone.awaits == ("drr",)
    assert expected == (reason and (reason.facts or reason.verdict.value))
