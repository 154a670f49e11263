"""Double entry of a suspended sentence: its periods, what ends before and after supervision."""

from datetime import date

import pytest
from attrs import evolve

from models.case import Limits, OrderKind, Sentence, Seriousness, Terms
from models.dated import Bound
from models.facts import Facts
from optimiser.constraints import months
from optimiser.package_draft import post_order
from optimiser.streams import Stream
from tests.house.choices import asked_of_both
from tests.house.families import OFFICE_HOURS, OFFICER, Worlds, agreed
from tests.house.worlds import Schedule, balance, candidate, draft, outline, project
from tests.models.rules.build import case, day, facts, requirement, row, timetable

RULES = ("order.length", "order.holds", "order.last-ends", "limits.finish-by")
PERIODS = (
    row("order", "supervision-months", Bound(1, 3)),
    row("order", "operational-months", Bound(1, 3)),
)
WORK = requirement("unpaid-work", stream="unpaid-work")
GARDEN = project("garden")
DIGGING = Stream(
    "unpaid-work/garden", "unpaid-work", "work", "unpaid-work", "unpaid-work", "Garden", 360, 0, 99,
    (), 0, 99, project=GARDEN,
)  # fmt: skip
# Months of an order from 2 March end on days 30, 60 and 91.
ENDS = (30, 31, 60, 61, 91)


def suspended(operational: int | None, supervision: int | None = None, **more: object) -> Facts:
    sentence = Sentence(
        OrderKind.SUSPENDED_SENTENCE_ORDER,
        Seriousness.MEDIUM,
        operational_months=operational,
        supervision_months=supervision,
        **more,  # type: ignore[arg-type]
    )
    return facts(
        *PERIODS,
        entries=[WORK, requirement("rar"), requirement("curfew")],
        case=case(sentence=sentence),
        timetable=timetable(providers=(OFFICER,), projects=(GARDEN,)),
    )


def working(world: Facts) -> Worlds:
    """A day of work and one with the officer, on either side of every month's end."""
    whole = world.case.sentence.operational_months or 0
    held = outline(candidate(WORK), terms={"unpaid-work": Terms(hours=6)})
    made = draft(world, held, DIGGING, OFFICE_HOURS, work_months=whole)
    schedules = [
        Schedule(
            months=length,
            attended={"unpaid-work/garden": (1, last), "contact/appointment": (seen,)},
        )
        for length in (1, 2, 3)
        for last in ENDS
        for seen in (5, 30, 31)
    ]
    return [(made, schedules)]


@pytest.mark.parametrize("operational", [None, 1, 2, 3])
@pytest.mark.parametrize("supervision", [None, 1, 2])
def test_work_goes_on_to_the_operational_end_and_nothing_else_does(operational, supervision):
    found = balance([months.post], RULES, working(suspended(operational, supervision)))
    impossible = (operational or 3) < (supervision or 0)
    assert agreed(found, None, *([] if impossible else [0]))


def test_a_day_of_work_two_months_after_supervision_is_allowed():
    world = suspended(3, 1)
    made, _ = next(iter(working(world)))
    late = Schedule(months=1, attended={"unpaid-work/garden": (91,)})
    assert agreed(balance([months.post], RULES, [(made, [late])]), 0)
    refused = balance(
        [months.post], RULES, [(draft(suspended(2, 1), made.outline, DIGGING), [late])]
    )
    assert agreed(refused, None)


def test_work_after_supervision_is_over_by_the_day_wished_for():
    world = suspended(3)
    wished = evolve(world, case=evolve(world.case, limits=Limits(finish_by=day(60))))
    assert agreed(balance([months.post], RULES, working(wished)), None, 0)


@pytest.mark.parametrize("kind", list(OrderKind))
@pytest.mark.parametrize("own", [1, 2])
def test_a_short_curfew_may_end_before_supervision_but_not_before_a_community_order(kind, own):
    world = suspended(3)
    sentence = evolve(world.case.sentence, kind=kind, operational_months=None)
    world = evolve(world, case=evolve(world.case, sentence=sentence))
    held = outline(
        candidate(requirement("curfew")), terms={"curfew": Terms(months=own)}, least_months=own
    )
    schedules = [Schedule(months=length) for length in (1, 2, 3) if length >= own]
    found = balance([months.post], RULES, [(draft(world, held), schedules)])
    longer = [None] if kind is OrderKind.COMMUNITY_ORDER else []
    assert agreed(found, 0, *longer)
    assert found.kinds == {0, *longer}


@pytest.mark.parametrize("custody", [None, 5, 6, 24, 25])
@pytest.mark.parametrize("operational", [None, 11, 12, 24, 25])
def test_no_order_is_made_whose_term_or_period_the_law_forbids(custody, operational):
    world = suspended(operational, custody_months=custody)
    rulings = (
        row("order", "custody-months", Bound(6, 24)),
        row("order", "operational-months", Bound(12, 24)),
    )
    world = evolve(world, menu=evolve(world.menu, rulings=rulings))
    answers = asked_of_both([post_order], ["order.custody", "order.length"], world, WORK)
    allowed = custody in (None, 6, 24) and operational in (None, 12, 24)
    assert set(answers.values()) == {(0, 0) if allowed else (None, None)}


def test_the_days_of_the_months_are_as_counted_here():
    made = draft(suspended(3), outline(candidate(WORK)))
    assert [made.horizon.end_of(length) for length in (1, 2, 3)] == [30, 60, 91]
    assert day(91) == date(2026, 6, 1)
