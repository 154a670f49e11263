"""Each programme and intervention: a person it suits, and the one change that ends it."""

import tomllib
from pathlib import Path

import pytest

from models.findings import Verdict
from models.suitability import findings

WORLDS = tomllib.loads(Path(__file__).with_name("worlds.toml").read_text("utf-8"))["worlds"]
TOGETHER = [f"{world['code']}: {world['says']}" for world in WORLDS]


@pytest.mark.parametrize("world", WORLDS, ids=TOGETHER)
def test_a_person_it_suits(world, menu, case_of):
    finding = findings(case_of(world.get("with", {}), base=True), menu)[world["code"]]
    assert finding.reasons == ()
    assert finding.verdict is Verdict.SUITABLE


@pytest.mark.parametrize("world", WORLDS, ids=TOGETHER)
def test_one_change_ends_it_with_a_reason_and_its_source(world, menu, case_of):
    case = case_of(world.get("with", {}), world["but"], base=True)
    finding = findings(case, menu)[world["code"]]
    assert finding.verdict is Verdict(world.get("verdict", "not suitable"))
    decisive = [reason for reason in finding.reasons if reason.verdict is finding.verdict]
    assert any(world["says"] in reason.sentence for reason in decisive)
    assert all(reason.source.section for reason in decisive)


def test_every_entry_has_a_world(menu):
    parts = {code for code, entry in menu.entries.items() if entry.kind.value != "requirement"}
    assert parts == {world["code"] for world in WORLDS}
    assert len(parts) == 15 + 26


@pytest.mark.parametrize("sex", ["unknown", "other"])
@pytest.mark.parametrize("world", WORLDS, ids=TOGETHER)
def test_no_one_is_left_out_for_a_sex_no_guide_thought_of(world, sex, menu, case_of):
    # The person the entry suits, but for the sex: refer or not known at worst, never a silent no.
    case = case_of(world.get("with", {}), {"person.sex": sex}, base=True)
    finding = findings(case, menu)[world["code"]]
    assert finding.open
    if finding.verdict is not Verdict.SUITABLE:
        wanted = {"unknown": Verdict.NOT_KNOWN, "other": Verdict.REFER}
        assert finding.verdict is wanted[sex]


def test_with_nothing_known_nothing_is_refused(menu, case_of):
    found = findings(case_of(), menu)
    assert [code for code, finding in found.items() if not finding.open] == []
    unasked = [code for code, f in found.items() if f.verdict is Verdict.SUITABLE]
    # Nothing is asked of these: they are for everyone.
    for_all = {"engagement", "toolkit", "alcoholics-anonymous", "smart-recovery"}
    assert for_all | {"programme", "rar"} == set(unasked)


def test_what_is_not_known_names_the_facts_to_ask_for(menu, case_of):
    found = findings(case_of(), menu)
    unknown = [f for f in found.values() if f.verdict is Verdict.NOT_KNOWN]
    assert [f.code for f in unknown if not all(reason.facts for reason in f.reasons)] == []
    did = found["did"].reasons
    assert [reason.facts for reason in did] == [("offences",)]
    assert did[0].sentence.endswith("What offences is the person convicted of?")
