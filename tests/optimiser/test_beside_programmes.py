"""What stands before and after a programme: its days, its pace, what is waited for; printed."""

from functools import cache

import pytest
from attrs import evolve

from models.case import Ask, Terms
from models.catalogue import load, menu
from models.facts import Facts
from models.moments import monday
from models.rules.lookups import days_counted
from models.suitability import findings
from optimiser.assumptions import assumptions
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.solve import Effort
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

WEEKLY = "One-to-ones for which no guide states a pace come at most once a week."
WAITED = (
    "Days of waiting are counted to a programme's first group session and to the first appointment "
    "of treatment itself, not to appointments that prepare for them."
)


def facts_of(name: str, *asks: Ask) -> Facts:
    read = read_case(name)
    case = read.case
    if asks:
        case = evolve(case, sentence=evolve(case.sentence, asks=asks))
    on_offer = menu(load(), case)
    region = read_timetable(read.timetable).timetable
    return Facts(case, on_offer, region, findings(case, on_offer))


@cache
def best(name: str, *asks: Ask):
    facts = facts_of(name, *asks)
    return facts, best_dated(facts, candidates(facts), Effort(20.0))


@pytest.mark.parametrize(
    ("name", "days", "beside"),
    [
        ("delivery-driver-asro", 20, "meeting with the case manager, closing report meeting"),
        (
            "student-substance-offender", 26,
            "psychometric assessment, pre-programme session, maintenance session",
        ),
    ],
)  # fmt: skip
def test_the_days_told_to_the_court_are_those_the_rule_counts(name, days, beside):
    facts, found = best(name)
    [planned] = [one for one in found.package.requirements if one.code == "programme"]
    assert planned.terms.days == days == len(days_counted("programme", found.package, facts))
    assert any(said.endswith(f"without these: {beside}.") for said in told(name))


@pytest.mark.parametrize(("fixed", "possible"), [(20, True), (19, False)])
def test_a_court_may_fix_the_days_of_the_programme_alone_and_no_fewer(fixed, possible):
    # ASRO is of 20 sessions; its four meetings with the case manager need no day of these.
    ask = Ask("programme", Terms(days=fixed), programmes=("asro",))
    _, found = best("delivery-driver-asro", ask)
    assert possible == (found is not None)


def test_maintenance_sessions_come_in_weeks_of_their_own():
    _, found = best("student-substance-offender")
    weeks = [monday(one.day) for one in found.package.of("osap", "maintenance")]
    assert len(weeks) == len(set(weeks)) == 4
    assert WEEKLY in told("student-substance-offender")


def test_what_is_waited_for_is_said_where_something_comes_before_it():
    assert WAITED in told("delivery-driver-asro")
    facts, found = best("delivery-driver-asro")
    group, before = (found.package.of("asro", leg)[0].day for leg in ("group", "case-manager"))
    # The first meeting with the case manager ends no wait.
    assert before < group
    assert found.measures.waiting == (group - facts.today).days
    # The Thinking Skills Programme has nothing before its first session.
    assert WAITED not in told("farm-worker-thinking-skills")


def told(name: str) -> tuple[str, ...]:
    facts, found = best(name)
    return assumptions(facts, found.outline, found.package)
