"""What is said of a package that somebody proposes."""

import json

import pytest
from attrs import evolve

from models.fault import Fault
from models.findings import Reason, Verdict
from models.package import Override
from models.sources import Force, Source, Strength
from optimiser.results import AuditResult
from reports.audit_text import audited, screen
from reports.json_report import dumped
from reports.screen import rendered

LAW = Source("code", "s.208")


@pytest.fixture
def judged(facts, option):
    fault = Fault(
        "duration.bound", "atr", Force.MUST, "The order is 1 month too long", LAW,
        strength=Strength.STATUTE,
    )  # fmt: skip
    overridden = Fault("order.punishment", "order", Force.MUST, "Nothing serves punishment", LAW)
    package = evolve(option.package, overrides=(Override("order.punishment", "Terminal illness"),))
    return AuditResult(
        facts=facts, package=package, verdict="not lawful", faults=(fault,),
        departures=option.departures, overridden=(overridden,), conditions=option.conditions,
        assumptions=option.assumptions, measures=option.measures, schedulable=None,
        breaks_law=True,
    )  # fmt: skip


def test_the_verdict_is_the_first_line_and_the_faults_have_sources(judged):
    lines = rendered(screen(judged), 120).splitlines()
    assert lines[0] == "Not lawful."
    assert "- The order is 1 month too long. (code s.208)" in lines


def test_what_only_a_guide_has_is_not_called_unlawful(judged):
    said = "TSP in an order of 8 months: at least 9"
    guide = Fault("duration.programme", "tsp", Force.MUST, said, Source("dlnr-2017", "3.2.1"))
    both = rendered(screen(evolve(judged, faults=(*judged.faults, guide))), 120)
    assert [text in both for text in ("Not lawful.", "Faults of law", "Other faults")] == [True] * 3
    only = evolve(judged, faults=(guide,), breaks_law=False, verdict="not deliverable")
    alone = rendered(screen(only), 120)
    assert alone.startswith("It breaks no rule of law held here")
    assert "Not lawful." not in alone
    assert f"- {said}. (dlnr-2017 3.2.1)" in alone
    assert not audited(evolve(judged, breaks_law=False))["breaks_law"]


def test_what_is_not_in_force_is_said_once(judged):
    old = Fault("availability.law", "rar", Force.MUST, "RAR: not in force", LAW)
    again = Fault("suitability", "rar", Force.MUST, "RAR: RAR is not in force", LAW)
    said = rendered(screen(evolve(judged, faults=(old, again))), 120)
    assert "- RAR: not in force." in said
    assert "RAR: RAR" not in said


def test_a_fact_is_asked_for_once_and_is_no_assumption(judged):
    asked = Reason(Verdict.NOT_KNOWN, "To be asked: when?", LAW, facts=("person.born",))
    unknown = evolve(judged, faults=(), verdict="not known", to_ask=(asked,))
    unknown = evolve(unknown, assumptions=(*judged.assumptions, asked.sentence))
    assert rendered(screen(unknown), 120).count("To be asked: when?") == 1
    assert audited(unknown)["to_ask"] == [{"sentence": asked.sentence, "facts": ["person.born"]}]


def test_an_override_is_shown_with_its_reason(judged):
    said = rendered(screen(judged), 120)
    assert "- Nothing serves punishment. (code s.208) Reason recorded: Terminal illness." in said


@pytest.mark.parametrize(
    ("schedulable", "said"), [(True, "Yes: days"), (False, "No: there"), (None, "Not known: ")]
)
def test_terms_alone_say_whether_days_can_be_found(judged, schedulable, said):
    package = evolve(judged.package, sessions=())
    bare = evolve(judged, faults=(), package=package, schedulable=schedulable)
    assert f"- {said}" in rendered(screen(bare), 120)


def test_an_order_of_another_age_is_outside(judged):
    outside = evolve(judged, outside="the offence was before 4 April 2005")
    lines = rendered(screen(outside), 120).splitlines()
    assert lines == ["Outside this product: The offence was before 4 April 2005."]


def test_missing_facts_are_no_verdict_against(judged):
    unknown = evolve(judged, verdict="not known", faults=())
    first = rendered(screen(unknown), 120).splitlines()[0]
    assert first == "Whether it is lawful can't be said until the facts below are known."


def test_the_same_as_json(judged, option):
    data = audited(evolve(judged, schedule=option))
    assert json.loads(dumped(data)) == data
    assert data["verdict"] == "not lawful"
    assert data["faults"][0]["source"] == {"document": "code", "section": "s.208"}
    assert data["overridden"][0]["reasons"] == ["Terminal illness"]
    assert data["measures"]["work"] == 720
    assert data["schedule"]["id"] == "option-1"
