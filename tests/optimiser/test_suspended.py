"""Whole suspended sentences: a short curfew alone, and work that outlasts supervision."""

import pytest
from attrs import evolve

from models.case import Answer, Ask, OrderKind, Sentence, Seriousness, Terms
from models.dated import Bound
from models.facts import Facts
from models.findings import Finding, Verdict
from models.rules import faults
from models.sources import Force
from models.timetable import Project, Slot
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.solve import Effort
from tests.models.rules.build import START, case, day, facts, requirement, row, timetable

PERIODS = (
    row("order", "supervision-months", Bound(6, 24)),
    row("order", "operational-months", Bound(6, 24)),
    row("order", "months", Bound(None, 36), kind="community-order"),
    row("load", "attendances-a-day", Bound(None, 2)),
    row("curfew-default", "start", "19:00"),
)
CURFEW = requirement("curfew", stream="curfew", units=("hours-a-day", "months"))
WORK = requirement("unpaid-work", stream="unpaid-work", units=("hours",))
# Six hours each Tuesday.
GARDEN = Project("garden", "Garden", "office", (Slot(1, 540, 900),), START, day(900), 9)


def suspended(ask: Ask, supervision: int | None = None, operational: int | None = 12) -> Facts:
    sentence = Sentence(
        OrderKind.SUSPENDED_SENTENCE_ORDER,
        Seriousness.MEDIUM,
        fine=Answer.NO,
        asks=(ask,),
        supervision_months=supervision,
        operational_months=operational,
    )
    return facts(
        *PERIODS,
        entries=[CURFEW, WORK],
        case=case(sentence=sentence),
        timetable=timetable(projects=(GARDEN,)),
        findings=[Finding(code, Verdict.SUITABLE) for code in ("curfew", "unpaid-work")],
    )


def best(world: Facts):
    return best_dated(world, candidates(world), Effort(60.0))


@pytest.mark.parametrize(("supervision", "months"), [(None, 6), (6, 6), (12, 12)])
def test_a_short_curfew_alone_stands_in_a_suspended_sentence(supervision, months):
    found = best(suspended(Ask("curfew", Terms(months=2, hours_a_day=10)), supervision))
    assert found is not None
    # The curfew ends after two months, supervision when the court says or the law allows.
    assert found.package.order.months == months
    assert found.package.requirements[0].end < found.package.order.end


def test_a_community_order_of_six_months_is_not_made_for_a_curfew_of_two():
    world = suspended(Ask("curfew", Terms(months=2, hours_a_day=10)), operational=None)
    # With work ruled out nothing else could last as long as the order.
    sentence = evolve(
        world.case.sentence, kind=OrderKind.COMMUNITY_ORDER, fine=Answer.YES, months=6,
        rules_out=("unpaid-work",),
    )  # fmt: skip
    assert best(evolve(world, case=evolve(world.case, sentence=sentence))) is None


def test_unpaid_work_runs_past_supervision_to_the_operational_end():
    # 180 hours are 30 Tuesdays; supervision of six months from 2 March holds 26 of them.
    ask = Ask("unpaid-work", Terms(hours=180))
    found = best(suspended(ask, supervision=6))
    assert found is not None
    order, (work,) = found.package.order, found.package.requirements
    assert (order.months, len(found.package.sessions)) == (6, 30)
    assert order.end < found.package.sessions[-1].day == work.end
    world = suspended(ask, supervision=6)
    assert [f.rule for f in faults(found.package, world) if f.force is Force.MUST] == []


@pytest.mark.parametrize("operational", [None, 6])
def test_without_a_longer_operational_period_the_work_cannot_be_done(operational):
    ask = Ask("unpaid-work", Terms(hours=180))
    assert best(suspended(ask, supervision=6, operational=operational)) is None


def test_supervision_left_open_is_the_least_lawful_where_work_goes_on_after_it():
    found = best(suspended(Ask("unpaid-work", Terms(hours=180))))
    assert found is not None
    assert found.package.order.months == 6
