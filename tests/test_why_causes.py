"""`why` names the cause: whose length is too short, what the court would add, each set once."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner

from cli import main
from commands.knowing import facts_of
from models.wishes import Wishes
from optimiser.candidates import candidates
from optimiser.reasons.not_this import why_not
from optimiser.wish_facts import apply
from optimiser.wish_words import left_out


def run(*given):
    return CliRunner().invoke(main, ["why", *map(str, given)])


def flat(result):
    return " ".join(result.stdout.split())


CASES = Path(__file__).parent.parent / "scenarios" / "cases"
AFTER = "relapse-prevention-after-asro"


@pytest.fixture(scope="module")
def both_in_one_order(tmp_path_factory):
    """ASRO and, after it, relapse prevention in one order: the shipped case, ASRO not yet done."""
    text = (CASES / f"{AFTER}.toml").read_text("utf-8")
    for was, now in (
        ('completed = ["asro"]', "completed = []"),
        ('programmes = ["relapse-prevention"]', 'programmes = ["asro", "relapse-prevention"]'),
        ("sentence = 2026-06-29", "sentence = 2026-07-15"),
    ):
        assert was in text
        text = text.replace(was, now)
    held = tmp_path_factory.mktemp("cases") / "both.toml"
    held.write_text(text, "utf-8")
    return held


def test_relapse_prevention_follows_asro_in_one_order(both_in_one_order):
    # ASRO from 1 September ends on 5 November; sixteen weeks from 15 July end on 4 November.
    result = run(both_in_one_order)
    assert result.exit_code == 0
    assert result.stdout.startswith("The best package takes no hours of work")


def test_the_nearest_lawful_length_is_found_from_any_that_may_be_wished_for():
    result = run("low-first-order", "--months", 240)
    assert result.exit_code == 4
    assert "An order of 36 months instead of 240." in flat(result)


@pytest.mark.parametrize(
    ("wishes", "said", "flag"),
    [
        (Wishes(months=2), "inside an order of 2 months", "--months"),
        (None, "by 20 July 2026", "--finish-by"),
    ],
)
def test_that_no_group_has_time_is_told_as_the_wish_that_left_none(wishes, said, flag):
    facts, _ = facts_of("mission", None, None)
    finish = facts.today.replace(month=7, day=20)
    wishes = wishes or Wishes(finish_by=finish)
    wished = apply(facts, wishes)
    rows = left_out(candidates(wished).struck, facts, wishes)
    [row] = [row for row in rows if row.code == "asro"]
    assert row.sentence == f"No group for it begins in time to finish {said}."
    assert str(row.source) == f"wish {flag}"


def test_that_no_group_has_time_is_the_courts_where_the_court_fixed_the_length():
    facts, _ = facts_of("mission", None, None)
    sentence = evolve(facts.case.sentence, months=2)
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))
    [row] = [row for row in candidates(facts).struck if row.code == "asro"]
    assert str(row.source) == "case sentence.months"


def test_what_awaits_its_particulars_has_its_price_as_far_as_it_can_be_measured():
    result = run("anger-and-late-shifts", "--not", "exclusion", "--json")
    found = json.loads(result.stdout)["not"]
    assert "particulars" in found["reasons"][0]["sentence"]
    assert "exclusion" in found["codes"]
    assert found["costs"]["work"]
    text = flat(run("anger-and-late-shifts", "--not", "exclusion"))
    assert "Asked for by the court it would change, its particulars not counted:" in text
    assert "New: exclusion for" in text


def test_what_awaits_its_particulars_and_is_ruled_out_has_no_price():
    facts, _ = facts_of("mission", None, None)
    sentence = evolve(facts.case.sentence, rules_out=("exclusion",))
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))
    found = why_not(facts, "exclusion", None)
    assert [row.sentence for row in found.reasons] == ["The court has ruled it out."]
    assert found.package is None


def test_what_stands_against_a_code_that_is_wished_for_is_told_once():
    result = flat(run(AFTER, "--not", "asro", "--with", "asro"))
    assert result.count("It was completed before, and no guide says to repeat it") == 1
    assert "Why not:" not in result


def test_a_group_stays_pinned_where_a_code_is_asked_about():
    facts, _ = facts_of("mission", None, None)
    group = next(one for one in facts.timetable.groups if one.programme == "asro")
    pinned = apply(facts, Wishes(groups=(group.id,)))
    assert apply(pinned, Wishes(with_codes=("rar",))).attended_in == {"asro": group.id}
