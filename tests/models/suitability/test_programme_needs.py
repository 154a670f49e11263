"""The programme-needs table of the shipped catalogue: sums of need, bands of risk, what is open."""

import pytest

from models.findings import Verdict
from models.suitability import findings

MODERATE, HIGH = "building-choices-moderate", "building-choices-high"
DOMAINS = ("sex", "thinking", "relationships", "self-management")


def need(*scores):
    return {"assessments.domains": dict(zip(DOMAINS, scores, strict=False))}


def risk(**scores):
    return {f"assessments.{name}": score for name, score in scores.items()}


LOW_NEED, MEDIUM_NEED, HIGH_NEED = need(0, 2, 0, 0), need(0, 2, 1, 0), need(0, 2, 2, 2)
LOW_RISK, MEDIUM_RISK, HIGH_RISK = risk(ogrs3=49), risk(ogrs3=50), risk(ogrs3=75)


def found(menu, case_of, *facts):
    made = findings(case_of({"person.sex": "male"}, *facts, base=True), menu)
    return made[MODERATE].verdict.value, made[HIGH].verdict.value


@pytest.mark.parametrize(
    ("needs", "risks", "moderate", "high"),
    [
        # Sums of need: 2 is low, 3 medium, 5 medium, 6 high. OGRS3: 49 low, 50 medium, 75 high.
        (LOW_NEED, HIGH_RISK, False, False),
        (MEDIUM_NEED, LOW_RISK, False, False),
        (HIGH_NEED, LOW_RISK, False, False),
        (MEDIUM_NEED, MEDIUM_RISK, True, False),
        (MEDIUM_NEED, HIGH_RISK, True, False),
        (HIGH_NEED, MEDIUM_RISK, True, False),
        (need(0, 2, 2, 1), HIGH_RISK, True, False),
        (HIGH_NEED, HIGH_RISK, False, True),
    ],
)
def test_the_table(needs, risks, moderate, high, menu, case_of):
    others = risk(ovp=0, rsr=0.99, sara_partner="low")
    expected = tuple("suitable" if met else "not suitable" for met in (moderate, high))
    assert expected == found(menu, case_of, others, needs, risks)


@pytest.mark.parametrize(
    ("scores", "band"),
    [
        (risk(ovp=29), "low"), (risk(ovp=30), "medium"), (risk(ovp=59), "medium"),
        (risk(ovp=60), "high"), (risk(rsr=0.99), "low"), (risk(rsr=1.00), "medium"),
        (risk(rsr=2.99), "medium"), (risk(rsr=3.00), "high"),
        (risk(sara_partner="medium"), "medium"), (risk(sara_other="very-high"), "high"),
        (risk(osp_dc="medium"), "medium"), (risk(osp_iic="high"), "high"),
        # A man with an OSP score is not judged by his RSR.
        (risk(osp_dc="low", rsr=3.00), "low"),
    ],
)  # fmt: skip
def test_the_highest_of_the_scores_gives_the_risk(scores, band, menu, case_of):
    low = risk(ogrs3=0, ovp=0, rsr=0, sara_partner="low", sara_other="low")
    moderate, high = found(menu, case_of, low, HIGH_NEED, scores)
    # With high need: low risk gives neither, medium the moderate, high the high intensity.
    expected = {
        "low": ("not suitable", "not suitable"),
        "medium": ("suitable", "not suitable"),
        "high": ("not suitable", "suitable"),
    }
    assert expected[band] == (moderate, high)


def test_a_woman_is_judged_by_rsr_and_not_by_osp(menu, case_of):
    low = risk(ogrs3=0, ovp=0, sara_partner="low", sara_other="low")
    woman = {"person.sex": "female"}
    by_rsr = found(menu, case_of, low, HIGH_NEED, risk(osp_dc="low", rsr=3.00), woman)
    by_osp = found(menu, case_of, low, HIGH_NEED, risk(osp_dc="high", rsr=0), woman)
    assert by_rsr == ("not suitable", "suitable")
    assert by_osp == ("not suitable", "not suitable")


def facts_asked(menu, case_of, code, *facts):
    # On the dates alone: no score is known but those given here.
    finding = findings(case_of({"person.born": "1991-02-03"}, *facts), menu)[code]
    assert Verdict.NOT_KNOWN is finding.verdict
    return [fact for reason in finding.reasons for fact in reason.facts]


THEFT = {"offences": [{"kind": "acquisitive"}], "person.sex": "male"}


def test_what_could_change_the_answer_is_asked_for(menu, case_of):
    # Medium need and medium risk so far; OVP or RSR may make the risk high: moderate either way.
    made = findings(case_of({"person.born": "1991-02-03"}, THEFT, MEDIUM_NEED, MEDIUM_RISK), menu)
    assert Verdict.SUITABLE is made[MODERATE].verdict
    assert Verdict.NOT_SUITABLE is made[HIGH].verdict
    # With high need, they decide between the two.
    asked = facts_asked(menu, case_of, HIGH, THEFT, HIGH_NEED, MEDIUM_RISK)
    assert asked == ["assessments.ovp", "assessments.rsr"]


def test_a_missing_domain_leaves_the_need_open(menu, case_of):
    # 0 + 2 + 1 = 3 is medium already; self-management adds at most 2, which is 5, still medium.
    medium = case_of({"person.born": "1991-02-03"}, THEFT, HIGH_RISK, need(0, 2, 1))
    assert Verdict.SUITABLE is findings(medium, menu)[MODERATE].verdict
    # 0 + 2 + 2 = 4 may become 6, which is high.
    asked = facts_asked(menu, case_of, MODERATE, THEFT, HIGH_RISK, need(0, 2, 2))
    assert asked == ["assessments.domains.self-management"]


def test_sara_and_osp_are_asked_for_where_the_offence_calls_for_them(menu, case_of):
    known = risk(ogrs3=50, ovp=0, rsr=0)
    partner = {"offences": [{"kind": "partner-violence"}], "person.sex": "male"}
    sexual = {"offences": [{"kind": "sexual"}], "person.sex": "male"}
    sara = ["assessments.sara_partner", "assessments.sara_other"]
    osp = ["assessments.osp_dc", "assessments.osp_iic"]
    assert sara == facts_asked(menu, case_of, HIGH, partner, HIGH_NEED, known)
    assert osp == facts_asked(menu, case_of, HIGH, sexual, HIGH_NEED, known)
    # With no offence stated, any of them might be.
    unstated = facts_asked(menu, case_of, HIGH, {"person.sex": "male"}, HIGH_NEED, known)
    assert [*osp, *sara] == unstated
