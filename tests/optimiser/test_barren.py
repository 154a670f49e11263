"""What is remembered to hold no other option holds none: against every package there is."""

import pytest

import optimiser.options
from optimiser.barren import USUAL, Barren, Steadiness, asks_no_more, mark, usual
from optimiser.closing import Closing
from optimiser.options import propose
from optimiser.orders import ORDERS, WORK
from optimiser.orders import figures as counted
from tests.optimiser.further import may_join
from tests.optimiser.test_closing import LOSSES, SEEDS, every_package_of, listed
from tests.optimiser.tiny import tiny

SOONEST, FEWEST, LIGHTEST, NEEDS = ORDERS[1:]
ONE, OTHER = mark({}, range(6, 7)), mark({}, range(7, 8))
LEAST = (0, 0, 0, 0)


def closings(monkeypatch):
    """The searches for further options that are made from here on."""
    made = []

    class Remembered(Closing):
        def __init__(self, *given):
            super().__init__(*given)
            made.append(self)

    monkeypatch.setattr(optimiser.options, "Closing", Remembered)
    return made


def remembered_to_hold_none(closing, one):
    """Whether a package is of a structure, or comes to aims, remembered to hold nothing."""
    figures = counted(one.measures)
    runs = frozenset(part.run for part in one.package.parts if part.run)
    for held in closing._outlines:
        if frozenset(held.whole.outline.codes) != one.codes:
            continue
        barren = held._barren
        if any(all(figures[place] == value for place, value in aims) for aims in barren._aims):
            return True
        for ((ids, months), least), most in barren._most.items():
            alike = ids == runs and one.package.order.months in months
            if alike and figures[: len(least)] == least and figures[WORK] <= most:
                return True
    return False


@pytest.mark.parametrize("loss", [LOSSES[0], LOSSES[1], LOSSES[4]])
def test_nothing_that_may_join_a_list_is_remembered_to_hold_none(monkeypatch, loss):
    made, remembered, may = closings(monkeypatch), 0, 0
    for seed in SEEDS:
        for want in (2, 3, 5):
            answer = propose(tiny(seed), want, effort=60.0, loss=loss)
            if not answer.options:
                continue
            closing = made[-1]
            remain = may_join(every_package_of(seed), listed(answer), loss)
            found = [one.measures.vector for one in remain if remembered_to_hold_none(closing, one)]
            assert found == []
            remembered += sum(len(held._barren._most) for held in closing._outlines)
            may += len(remain)
    # Structures are remembered in lists that others may still join, or nothing was held to it.
    assert remembered > 20
    assert may > 20


def test_what_holds_none_when_less_is_asked_holds_none_when_more_is():
    barren = Barren()
    barren.add(USUAL, LEAST)
    # The last session on day 334 as well, or attendances: it is still none of what departs in 0.
    assert barren.known(SOONEST, (334, *LEAST))
    assert barren.known(FEWEST, (40, *LEAST))
    assert not barren.known(FEWEST, (40, 0, 0, 0, 1))
    barren.add(SOONEST, (334, 0, 0, 0, 1))
    assert barren.known(SOONEST, (334, 0, 0, 0, 1))
    # None that ends on day 334 says nothing of those that end later.
    assert not barren.known(SOONEST, (335, 0, 0, 0, 1))
    assert not barren.known(USUAL, (0, 0, 0, 1))


def test_several_structures_hold_none_up_to_the_least_of_what_is_known_of_each():
    barren = Barren()
    assert barren.up_to([ONE], LEAST) == -1
    barren.add_up_to([ONE], LEAST, 300)
    barren.add_up_to([ONE, OTHER], LEAST, 60)
    assert [barren.up_to([one], LEAST) for one in (ONE, OTHER)] == [300, 60]
    assert barren.up_to([ONE, OTHER], LEAST) == 60
    assert barren.up_to([ONE], (0, 0, 0, 1)) == -1
    # Of structures that are not known one by one nothing is.
    assert barren.up_to([], LEAST) == -1


@pytest.mark.parametrize(
    ("order", "lead"),
    [
        (USUAL, (1, 2, 3, 4)),
        (SOONEST, (334, 1, 2, 3, 4)),
        (LIGHTEST, (12, 900, 1, 2, 3, 4)),
        (NEEDS, (2, 1, 3, 4)),
    ],
)
def test_what_comes_before_work_in_the_usual_order_is_taken_from_every_order(order, lead):
    assert usual(order, lead) == (1, 2, 3, 4)


def test_only_an_order_that_dates_have_no_part_in_asks_no_more_than_the_usual():
    assert [asks_no_more(order) for order in ORDERS] == [True, False, False, False, True]


def test_what_an_order_puts_first_is_left_open_until_it_is_seen_to_vary():
    steadiness = Steadiness()
    asked = [(one, last) for one in (USUAL, SOONEST, FEWEST, LIGHTEST) for last in (False, True)]

    def left_open():
        return [steadiness.speaks_for(order, at_last=last) for order, last in asked]

    # The usual order puts nothing first; the last day varies, and is left open only at last.
    assert left_open() == [False, False, False, True, True, True, True, True]
    steadiness.broken(LIGHTEST)
    assert left_open() == [False, False, False, True, False, False, False, False]
    steadiness.broken(SOONEST)
    assert not any(left_open())
