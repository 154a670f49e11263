"""Days that follow one another: the order the optimiser makes holds them, as the rules ask."""

from datetime import date

import pytest

from models.case import Answer, Case, Dates, Offence, OffenceKind, Sentence, Terms
from models.catalogue import load, menu
from models.commitments import DateRange
from models.facts import Facts
from models.moments import last_day
from models.package import OrderTerms, Package, PlannedRequirement
from models.rules import faults
from models.suitability import findings
from optimiser.amounts import months_to_run
from optimiser.candidates import candidates
from optimiser.outline import outlines
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

CATALOGUE = load()


def facts_of(sentence: date) -> Facts:
    case = Case(
        "dated",
        Dates(sentence, sentence, DateRange(sentence, sentence)),
        Sentence(fine=Answer.YES),
        offences=(Offence(OffenceKind.OTHER, imprisonable=Answer.YES),),
    )
    return Facts(case, menu(CATALOGUE, case), read_timetable("east-midlands").timetable, {})


@pytest.mark.parametrize("sentence", [date(2026, 1, 31), date(2026, 2, 1), date(2026, 7, 13)])
@pytest.mark.parametrize("days", [1, 27, 28, 29, 30, 31, 32, 59, 60, 89, 90, 91, 92, 120])
def test_the_least_months_that_hold_the_days_are_the_least_without_fault(sentence, days):
    facts = facts_of(sentence)
    held = (PlannedRequirement("aamr", Terms(days=days)),)

    def broken(months: int) -> bool:
        kind = facts.case.sentence.kind
        order = OrderTerms(kind, months, sentence, last_day(sentence, months))
        found = {fault.rule for fault in faults(Package(order, held), facts)}
        return "duration.runs-on" in found

    assert months_to_run(facts, "aamr", days) == next(m for m in range(1, 6) if not broken(m))


def test_days_of_activity_need_not_follow_one_another():
    assert months_to_run(facts_of(date(2026, 7, 13)), "rar", 60) == 0


def test_ninety_days_of_abstinence_ask_an_order_of_three_months():
    # 13 July + 89 days = 10 October, past the two months that end on 12 September.
    case = read_case("abstinence-monitored").case
    on_offer = menu(CATALOGUE, case)
    region = read_timetable("east-midlands").timetable
    facts = Facts(case, on_offer, region, findings(case, on_offer))
    best = next(iter(outlines(facts, candidates(facts))))
    assert (best.terms["aamr"].days, best.least_months) == (90, 3)
