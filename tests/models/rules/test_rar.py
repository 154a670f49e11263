"""RAR days."""

import pytest

from models.dated import Bound
from models.entry import Delivery, Stage
from tests.models.rules.build import (
    exactly,
    facts,
    found,
    intervention,
    leg,
    package,
    planned,
    programme,
    row,
    sentences,
    session,
    should,
)

ALONE = intervention(
    "ete",
    leg(delivery=Delivery.APPOINTMENT),
    leg("form", Stage.BEFORE, Delivery.APPOINTMENT, counts=False),
)
IN_GROUP = intervention("ete", leg())
SPREAD = should("rar", "spread-days", exactly(7))


def rar(*offsets: int, days: int | None = None, leg: str = "main", months: int = 12):
    sessions = [session("ete", one, requirement="rar", leg=leg) for one in offsets]
    return package(planned("rar", "ete", days=days), sessions=sessions, months=months)


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ((1, 8), []),
        ((1, 8, 15), ["RAR activities on 3 days: at most 2."]),
        ((1, 1, 8), []),  # a day counts once
    ],
)
def test_no_more_days_than_the_court_gave(offsets, said):
    assert said == sentences("rar.days", rar(*offsets, days=2), facts(entries=[ALONE]))


def test_what_does_not_count_is_no_rar_day():
    assert found("rar.days", rar(1, 8, 15, days=2, leg="form"), facts(entries=[ALONE])) == []


@pytest.mark.parametrize(
    ("second", "said"),
    [
        # 365 days, two of them: ceil(365 / 2) + 7 = 190 days apart at most.
        (190, []),
        (191, ["RAR days on 2 March 2026 and 9 September 2026, 191 days apart: at most 190."]),
    ],
)
def test_one_to_ones_are_spread_over_the_order(second, said):
    assert said == sentences("rar.spread", rar(0, second), facts(SPREAD, entries=[ALONE]))


def test_days_in_a_group_alone_need_not_be_spread():
    assert found("rar.spread", rar(0, 300), facts(SPREAD, entries=[IN_GROUP])) == []


def test_a_departure_counts_once_however_often():
    # Three days in 365: ceil(365 / 3) + 7 = 129 apart at most.
    (fault,) = found("rar.spread", rar(0, 130, 260), facts(SPREAD, entries=[ALONE]))
    assert fault.occurrences == 2
    assert found("rar.spread", rar(0, 129, 258), facts(SPREAD, entries=[ALONE])) == []


def test_rar_days_without_a_figure_have_no_limit():
    assert found("rar.days", rar(*range(1, 99)), facts(entries=[ALONE])) == []
    assert found("rar.spread", rar(0, 300), facts(should("rar", "spread-days", Bound()))) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        # Six months from 2 March 2026 end on 1 September: 184 days.
        (15, []),
        (184, []),
        (185, ["RAR of 185 days in an order of 184: at most one a day."]),
        (None, []),
    ],
)
def test_no_more_days_than_the_order_has(days, said):
    world = facts(row("rar", "one-a-day", True), entries=[ALONE])
    assert said == sentences("rar.one-a-day", rar(days=days, months=6), world)


def test_where_nothing_says_that_a_day_is_a_calendar_day_more_may_be_given():
    assert found("rar.one-a-day", rar(days=400, months=6), facts(entries=[ALONE])) == []


@pytest.mark.parametrize(("second", "faulty"), [(80, 0), (81, 1)])
def test_the_days_of_an_order_are_counted_with_both_its_ends(second, faulty):
    # 365 days, five of them: ceil(365 / 5) + 7 = 80 apart at most; of 366 it would be 81.
    held = rar(0, second, 160, 240, 320)
    assert faulty == len(found("rar.spread", held, facts(SPREAD, entries=[ALONE])))


def test_one_leg_of_appointments_is_enough_to_spread_and_it_has_to_be_under_the_rar():
    mixed = intervention("ete", leg(), leg("talk", Stage.AFTER, Delivery.APPOINTMENT))
    assert len(found("rar.spread", rar(0, 300), facts(SPREAD, entries=[mixed]))) == 1
    tsp = programme("tsp", leg(), leg("pre", Stage.BEFORE, Delivery.APPOINTMENT))
    held = package(
        planned("rar", "ete"), planned("programme", "tsp"), sessions=rar(0, 300).sessions
    )
    assert found("rar.spread", held, facts(SPREAD, entries=[IN_GROUP, tsp])) == []


def test_without_a_rar_or_without_a_day_of_it_nothing_is_asked():
    world = facts(SPREAD, entries=[ALONE])
    assert found("rar.spread", rar(), world, dated=True) == []
    for rule in ("rar.days", "rar.spread"):
        assert found(rule, package(sessions=rar(0, 300).sessions), world) == []
