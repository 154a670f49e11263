"""Double entry of what an officer limits, and of an order longer than all it holds."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from models.case import Limits, Sentence, Seriousness, Terms
from models.dated import Bound, Ruling
from models.moments import last_day
from optimiser.constraints import months
from tests.house.families import OFFICE_HOURS, OFFICER, agreed
from tests.house.worlds import Schedule, balance, candidate, draft, outline
from tests.models.rules.build import START, case, facts, found, package, requirement, row, timetable

RULES = ("order.length", "order.holds", "order.last-ends", "limits.finish-by")


def rar_until(finish: date | None, fixed: int | None = None, *rows: Ruling):
    """A RAR in an order of 1 to 3 months, seen by the officer on its last days."""
    world = facts(
        *rows,
        entries=[requirement("rar")],
        case=evolve(
            case(sentence=Sentence(seriousness=Seriousness.MEDIUM, months=fixed)),
            limits=Limits(finish_by=finish),
        ),
        timetable=timetable(providers=(OFFICER,)),
    )
    made = draft(world, outline(candidate(requirement("rar")), least_months=1), OFFICE_HOURS)
    # The first month ends on 1 April, day 30; the second on 1 May, day 60.
    schedules = [
        Schedule(months=length, attended={"contact/appointment": (0, last)})
        for length in (1, 2, 3)
        for last in (29, 30, 31, 60, 61)
    ]
    return made, schedules


@pytest.mark.parametrize("fixed", [None, 2])
@pytest.mark.parametrize("late", [0, 1, 30])
def test_an_order_is_over_by_the_day_wished_for(late, fixed):
    # 1 May itself, a day more, and the end of the third month.
    finish = last_day(START, 2) + timedelta(days=late)
    assert agreed(balance([months.post], RULES, [rar_until(finish, fixed)]), None, 0)


def test_a_day_less_than_two_months_leaves_one_and_none_where_two_are_fixed():
    finish = last_day(START, 2) - timedelta(days=1)
    assert agreed(balance([months.post], RULES, [rar_until(finish)]), None, 0)
    assert balance([months.post], RULES, [rar_until(finish, 2)]).kinds == {None}


def test_an_order_of_two_months_is_over_on_its_last_day_and_not_the_day_before():
    held = package(months=2)
    due = last_day(START, 2)
    in_time, late = (
        facts(case=evolve(case(), limits=Limits(finish_by=due - timedelta(days=early))))
        for early in (0, 1)
    )
    assert found("limits.finish-by", held, in_time) == []
    (fault,) = found("limits.finish-by", held, late)
    assert fault.sentence == ("An order that ends on 1 May 2026: to be over by 30 April 2026.")


@pytest.mark.parametrize(("fixed", "met"), [(2, {None, 0}), (3, {None})])
def test_an_order_fixed_longer_than_the_law_has_it_is_neither_allowed_nor_drafted(fixed, met):
    bound = row("order", "months", Bound(None, 2), kind="community-order")
    assert balance([months.post], RULES, [rar_until(None, fixed, bound)]).kinds == met


def curfew_alone(own: int, fixed: int | None):
    """A curfew and nothing else, in an order of 1 to 3 months."""
    world = facts(
        entries=[requirement("curfew")],
        case=case(sentence=Sentence(seriousness=Seriousness.MEDIUM, months=fixed)),
    )
    terms = {"curfew": Terms(months=own)}
    held = outline(candidate(requirement("curfew")), terms=terms, least_months=own)
    return draft(world, held), [Schedule(months=n) for n in (1, 2, 3) if n >= own]


@pytest.mark.parametrize(("own", "fixed"), [(1, 1), (2, 2), (2, None)])
def test_a_curfew_alone_ends_with_the_order(own, fixed):
    rules = ("order.length", "order.last-ends")
    assert agreed(balance([months.post], rules, [curfew_alone(own, fixed)]), None, 0)


def test_a_curfew_alone_shorter_than_the_fixed_order_is_neither_allowed_nor_drafted():
    rules = ("order.length", "order.last-ends")
    assert balance([months.post], rules, [curfew_alone(1, 2)]).kinds == {None}
