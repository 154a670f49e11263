"""Why not this, why these minutes, and the words for it, on small worlds."""

from attrs import evolve

from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import PairRule
from models.fault import Aim
from models.wishes import Wishes
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.reasons.not_this import _open, why_not
from optimiser.reasons.why import why
from optimiser.results import AimStatus
from optimiser.solve import Effort
from reports.screen import rendered
from reports.why_text import answered, not_this
from tests.models.rules.build import day, exactly, row
from tests.optimiser.reasons.test_worlds import (
    COURSE,
    COURSE_ASKED,
    FIRM,
    NOT_SUITABLE,
    PROGRAMME,
    TUESDAYS,
    world,
)

PAIR = PairRule("a-pair", "unpaid-work", "course", "never-together", row("a", "pair", True))
APART = world(PROGRAMME, COURSE, asks=[COURSE_ASKED], pairs=(PAIR,))
WORKING = Commitment(CommitmentKind.WORK, False, "shop", shifts=(Shift(1, 8 * 60, 15 * 60),))
LATER = evolve(TUESDAYS, id="later", starts=(day(22),), first=day(21))
LATER = evolve(LATER, slots=(evolve(TUESDAYS.slots[0], start=17 * 60, end=19 * 60),))


def best(facts):
    return best_dated(facts, candidates(facts), Effort(20.0))


def test_what_a_rule_forbids_beside_what_is_asked():
    found = why_not(APART, "unpaid-work", best(APART))
    assert {(rule.rule, rule.subject) for rule in found.rules} == {
        ("availability.asked", "course"),
        ("availability.asked", "unpaid-work"),
        ("a-pair", "unpaid-work"),
    }
    assert found.costs == ()


def told(found):
    """What is said of the code being taken, and in whose name."""
    asked = [rule for rule in found.rules if rule.rule == "availability.asked"]
    return [
        (rule.sentence, str(rule.source), rule.strength)
        for rule in asked
        if rule.subject == "unpaid-work"
    ]


def test_what_is_asked_about_is_no_wish_unless_it_is_wished_for():
    [only] = told(why(APART, "unpaid-work").not_this)
    assert only == ("unpaid-work would be taken.", "question --not", "question")
    wished = why(APART, "unpaid-work", wishes=Wishes(with_codes=("unpaid-work",)))
    assert told(wished.not_this) == [("unpaid-work is wished for.", "wish --with", "wish")]
    assert told(wished.impasse) == told(wished.not_this)


def test_what_the_court_asks_for_stays_the_courts_where_it_is_asked_about():
    [rule] = [one for one in why(FIRM, "course").not_this.rules if one.subject == "course"][:1]
    assert (rule.sentence, rule.strength) == ("course is asked for.", "court")


def test_what_is_not_suitable_says_its_finding_and_is_not_tried():
    found = why_not(NOT_SUITABLE, "course", None)
    assert [row.sentence for row in found.reasons] == ["Not for this offence."]
    assert found.rules == found.costs == ()


def test_what_can_be_taken_costs_its_days_of_work():
    facts = world(PROGRAMME, COURSE, asks=[COURSE_ASKED])
    costs = {one.measure: one.change for one in why_not(facts, "unpaid-work", best(facts)).costs}
    # Forty hours at six a Saturday are seven Saturdays of 360 minutes.
    assert (costs["attendances"], costs["attended"]) == (7, 7 * 360)


def test_minutes_that_a_later_evening_group_would_spare():
    # Three Tuesdays from half past one to three in the shop: 3 x 90; the evening group is free.
    facts = world(
        PROGRAMME, COURSE, asks=[COURSE_ASKED], groups=(TUESDAYS, LATER), commitments=(WORKING,)
    )
    assert why(facts).minutes == ()
    facts = world(PROGRAMME, COURSE, asks=[COURSE_ASKED], commitments=(WORKING,))
    [course] = why(facts).minutes
    assert [clash.minutes for clash in course.clashes] == [90, 90, 90]
    # Clear of those weeks the course has no other: it then starts a week later or not at all.
    assert course.costs or {rule.rule for rule in course.rules} >= {"clashes.avoided"}


def test_each_clash_names_its_session_its_place_and_the_hours_it_takes_from():
    facts = world(PROGRAMME, COURSE, asks=[COURSE_ASKED], commitments=(WORKING,))
    said = rendered(answered(why(facts)), 200)
    assert (
        "- Tuesday 3 March 2026, 2pm to 4pm: course: main (1 of 3), Hall; "
        "takes 1 hour 30 minutes of shop (8am to 3pm)"
    ) in said
    assert "more (" not in said
    seven = evolve(COURSE, legs=(evolve(COURSE.legs[0], sessions=exactly(7)),))
    facts = world(PROGRAMME, seven, asks=[COURSE_ASKED], commitments=(WORKING,))
    assert "- and 1 more (--json lists them all)" in rendered(answered(why(facts)), 200)


def test_what_leaves_nothing_possible_with_a_code_or_without_it_is_said_once():
    # Caring leaves no time for the course that is asked for, whether unpaid work stands or not.
    found = why(FIRM, "unpaid-work")
    assert found.not_this.either_way
    said = rendered(answered(found), 200)
    assert said.startswith("unpaid-work: nothing is possible with it or without it.\n")
    assert "Why not" not in said
    assert said.count("These cannot hold together") == 1
    assert said.count("Caring (caring) is firm") == 1


def test_what_is_asked_for_and_cannot_be_had_is_said_once_and_could_be_left_out():
    found = why(FIRM, "course")
    assert found.not_this.rules == found.impasse.rules
    assert not found.not_this.either_way
    said = rendered(answered(found), 200)
    assert said.startswith("Why not: course\nNo lawful package is possible.")
    assert said.count("These cannot hold together") == 1
    assert "- Without course." in said


def test_what_stands_against_a_code_alone_is_told_beside_the_impasse():
    # Never together with the course that is asked for: a reason of its own, whatever the caring.
    found = why(evolve(FIRM, menu=evolve(FIRM.menu, pairs=(PAIR,))), "unpaid-work")
    assert ("a-pair", "unpaid-work") in {(rule.rule, rule.subject) for rule in found.not_this.rules}
    assert not found.not_this.either_way
    said = rendered(answered(found), 200)
    assert said.startswith("Why not: unpaid-work\n")
    assert said.count("These cannot hold together") == 2


def test_the_impasse_in_words():
    said = " ".join(rendered(answered(why(FIRM)), 200).split())
    assert "No lawful package is possible." in said
    assert "- Caring (caring) is firm: Tuesday 1pm to 5pm. (the case, commitments[1])" in said
    assert "What could be changed - 540 minutes of caring lost on 3 Tuesdays." in said


def test_what_is_not_proved_of_a_cost_is_named_and_nothing_is_less_than_none():
    status = (
        AimStatus(Aim.PROPORTIONALITY, False, 0, 0),
        AimStatus(Aim.WORK, True, 90, 90),
        AimStatus(Aim.TRAVEL, False, 60, 30),
        AimStatus(Aim.RESTRICTION, False, 9, 9),
        AimStatus(Aim.RESTRICTION, False, 500, 400),
        AimStatus(Aim.FORGIVENESS, False, 1, 2),
    )
    assert _open(status) == (Aim.TRAVEL, Aim.RESTRICTION)


def test_a_cost_that_is_not_proved_says_of_what_less_is_not_ruled_out():
    facts = world(PROGRAMME, COURSE, asks=[COURSE_ASKED])
    found = why_not(facts, "unpaid-work", best(facts))
    assert (found.proved, found.unproved) == (True, ())
    said = rendered(not_this(evolve(found, proved=False, unproved=(Aim.TRAVEL,)), facts, None))
    assert "best found:" in said
    assert said.endswith("Less is not ruled out of: travel.\n")
    assert "ruled out" not in rendered(not_this(found, facts, None))
    # Of room to miss alone less may be had: that is no price.
    said = rendered(not_this(evolve(found, proved=False), facts, None))
    assert "best found:" in said
    assert "ruled out" not in said


def test_what_no_package_holds_is_never_said_to_be_possible(monkeypatch):
    class NoneFound:
        rules = ()

    monkeypatch.setattr("optimiser.reasons.not_this.in_the_way", lambda *_: NoneFound)
    found = why_not(APART, "unpaid-work", best(APART))
    assert (found.package, found.rules, found.exhausted) == (None, (), False)
    said = " ".join(rendered(not_this(found, APART, None)).split())
    assert said == (
        "unpaid-work can't be taken: no lawful package holds it. "
        "Which rules forbid it together was not found in the time allowed."
    )


def test_what_can_be_taken_where_nothing_else_is_possible_is_said_to_be():
    facts = world(PROGRAMME, COURSE, asks=[COURSE_ASKED])
    found = why_not(facts, "unpaid-work", None)
    said = rendered(not_this(found, facts, None))
    assert said == "unpaid-work can be taken, where without it nothing is possible.\n"
