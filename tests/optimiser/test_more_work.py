"""More unpaid work made by hand: kept by the plain rules, at no loss in the first five aims."""

import pytest

from benchmarks.population import world
from models.case import Answer, Ask, Employment, Sentence, Seriousness, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.facts import Facts
from models.findings import Finding, Verdict
from models.rules import faults
from models.sources import Force
from models.timetable import Project, Slot
from optimiser.aims.measure import measure
from optimiser.days import Days
from optimiser.hours_range import hours_range, keeps
from optimiser.more_work import with_hours
from optimiser.solve import Effort, Exhausted
from tests.models.rules.build import case, day, facts, should, timetable
from tests.optimiser.test_ranges import THROUGH_WORK, best, shipped
from tests.optimiser.working import COMMUNITY, WORK

CASES = ("low-first-order", "friday-observant", "nurse-on-rota")


def made(case: Facts, hours: int):
    found = best(case)
    return found, next(with_hours(case, found.package, Days(case), hours))


@pytest.mark.parametrize("way", range(4))
@pytest.mark.parametrize("name", CASES)
def test_twenty_hours_more_break_no_rule_and_take_no_work(name, way):
    case = shipped(name)
    found = best(case)
    hours = found.outline.terms["unpaid-work"].hours + 20
    package = list(with_hours(case, found.package, Days(case), hours))[way]
    broken = [f.rule for f in faults(package, case, dated=True) if f.force is Force.MUST]
    assert broken == []
    aims = measure(package, case, dated=True).vector[:THROUGH_WORK]
    assert aims == found.measures.vector[:THROUGH_WORK]
    worked = sum(s.minutes for s in package.sessions if s.requirement == "unpaid-work")
    # The hours, and less than one day of seven hours more.
    assert 60 * hours <= worked < 60 * hours + 420


def test_the_order_goes_on_until_the_work_is_done():
    # 40 hours end with the first month, 80 at a day a week do not.
    found, package = made(shipped("low-first-order"), 80)
    last = max(s.day for s in package.sessions)
    assert (found.package.order.months, package.order.months) == (1, 3)
    assert package.requirement("unpaid-work").end == package.order.end >= last


def test_an_unemployed_persons_weeks_are_filled_before_another_is_begun():
    case = shipped("unemployed-young-adult")
    assert case.case.person.employment is Employment.UNEMPLOYED
    found, package = made(case, 150)
    departures = [f.rule for f in faults(package, case, dated=True) if f.force is Force.SHOULD]
    assert departures == [f.rule for f in found.faults if f.force is Force.SHOULD] == []


def test_a_fifth_of_the_hours_is_learning_and_no_day_more():
    _, package = made(shipped("friday-observant"), 150)
    learnt = [s.minutes for s in package.sessions if s.kind == "learning"]
    assert sum(learnt) >= 30 * 60 > sum(learnt) - max(learnt)


def test_the_range_is_what_the_optimiser_finds_where_the_court_fixes_the_end_of_it():
    case = shipped("low-first-order")
    ask = Ask("unpaid-work", Terms(hours=80))
    fixed = shipped("low-first-order", asks=(ask,))
    assert best(fixed).measures.vector[:THROUGH_WORK] == best(case).measures.vector[:THROUGH_WORK]


@pytest.mark.parametrize(("number", "hours", "kept"), [(2, 115, 2), (5, 150, 1), (7, 150, 2)])
def test_hours_that_one_way_does_not_hold_another_may(number, hours, kept):
    # Learning left to the end falls short in one; a week without a free day is left out in two.
    made_up = world("small", number).facts()
    found = best(made_up)
    ways = list(with_hours(made_up, found.package, Days(made_up), hours))
    assert [keeps(made_up, found, package) for package in ways][: kept + 1] == (
        [False] * kept + [True]
    )


@pytest.mark.parametrize("name", ["low-first-order", "friday-observant", "old-offence"])
def test_by_hand_or_by_the_solver_alone_the_range_is_the_same(name, monkeypatch):
    case = shipped(name)
    found = best(case)
    by_hand = hours_range(case, found, Days(case), Effort(2.0))
    monkeypatch.setattr("optimiser.hours_range.with_hours", lambda *_: iter(()))
    assert hours_range(case, found, Days(case), Effort(60.0)) == by_hand
    assert by_hand.proved
    assert by_hand.highest > by_hand.amount


def test_hours_that_do_not_all_fit_are_shown_to_by_the_solver(monkeypatch):
    # 115 of 150: made by hand, and with nothing made by hand, day by day from 80 up.
    made_up = world("small", 2).facts()
    found = best(made_up)
    monkeypatch.setattr("optimiser.hours_range.with_hours", lambda *_: iter(()))
    span = hours_range(made_up, found, Days(made_up), Effort(60.0))
    assert (span.amount, span.highest, span.proved) == (80, 115, True)


def test_hours_whose_effort_is_spent_are_those_made_by_hand_and_not_proved(monkeypatch):
    made_up = world("small", 2).facts()
    found = best(made_up)

    def spent(*_: object, **__: object) -> None:
        raise Exhausted

    monkeypatch.setattr("optimiser.hours_range.least", spent)
    span = hours_range(made_up, found, Days(made_up), Effort(2.0))
    assert (span.amount, span.highest, span.proved) == (80, 115, False)


def test_more_hours_fit_only_where_the_ways_there_take_no_more_work():
    # A job from 8:30 to 9:00 on Tuesdays, just the way there: six hours lose 30 minutes, twelve
    # would lose 60. Neither day of work takes any by itself, and twelve hours travel 120 minutes.
    slots = (Slot(1, 540, 900),)
    garden = Project("garden", "Garden", "office", slots, day(1), day(8), 9)
    job = Commitment(CommitmentKind.WORK, False, "job", shifts=(Shift(1, 510, 540),))
    asked = Sentence(
        seriousness=Seriousness.MEDIUM, fine=Answer.YES, asks=(Ask("unpaid-work", Terms()),)
    )
    shifted = facts(
        COMMUNITY,
        should("unpaid-work", "hours", Bound(6, 12), seriousness="medium"),
        entries=[WORK],
        case=case(sentence=asked, commitments=(job,)),
        timetable=timetable(projects=(garden,)),
        findings=[Finding("unpaid-work", Verdict.SUITABLE, ())],
    )
    found = best(shifted)
    assert (found.measures.work, found.measures.travel) == (30, 60)
    span = hours_range(shifted, found, Days(shifted), Effort(60.0))
    assert (span.amount, span.highest, span.proved) == (6, 6, True)
