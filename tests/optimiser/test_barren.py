"""What is remembered to hold no other option, and what is left open to find it."""

from types import SimpleNamespace

import pytest
from attrs import define, field, frozen

from benchmarks.population import world
from commands.knowing import facts_of
from models.allowed_loss import AllowedLoss
from optimiser.barren import Barren, Steadiness, mark, usual
from optimiser.options import propose
from optimiser.orders import ORDERS, USUAL
from optimiser.together import Together
from optimiser.unfolded import Unfolded

SOONEST, FEWEST, LIGHTEST, NEEDS = ORDERS[1:]
ONE, OTHER = mark({}, range(6, 7)), mark({}, range(7, 8))
LEAST = (0, 0, 0, 0)


@define
class Drafts:
    """The drafts of a structure: what they come to by the slack, in work and in attendances.

    Asked with attendances left open they hold what loses least, else what also comes to the least.
    """

    held: tuple[tuple[int, int], ...] = ()
    outline: object = SimpleNamespace(treated=False)
    share: int = 100
    hoped: int = 100
    alone: dict[int, int] = field(factory=dict)
    slack: object = SimpleNamespace(most=1200)
    asked: list[tuple[str, int]] = field(factory=list)

    def of(self, *_):
        return self

    def under(self, order, lead, earlier, beat, slack):
        self.asked.append((order.name, slack))
        may = [one for one in self.held if one[0] <= slack]
        if order is FEWEST:
            may = [one for one in may if one[1] == lead[0]]
        return Found(*min(may)) if may else None


@frozen
class Found:
    """Dates that come to so much work and so many attendances, proved."""

    work: int
    attendances: int
    proved: bool = True

    @property
    def measures(self):
        return SimpleNamespace(
            vector=(*LEAST, self.work, 0, 0, 334, 12, 900), attendances=self.attendances
        )


def together(drafts, order=FEWEST):
    first = {FEWEST: (40,), SOONEST: (334,), LIGHTEST: (12, 900)}.get(order, ())
    return Together(drafts, order, (*first, *LEAST), marks=[ONE])


def test_none_with_it_left_open_is_none_under_every_order():
    drafts, barren, steadiness = Drafts(), Barren(), Steadiness()
    assert together(drafts).dated([], None, 60, barren, steadiness) is None
    # Lost may be the 100 its parts take and 60 more.
    assert barren.up_to([ONE], LEAST) == 160
    for order in ORDERS:
        assert together(drafts, order).dated([], None, 60, barren, steadiness) is None
    assert drafts.asked == [(USUAL.name, 60)]
    # A minute more has not been asked about.
    assert together(drafts, NEEDS).dated([], None, 61, barren, steadiness) is None
    assert drafts.asked[1:] == [(NEEDS.name, 61)]
    assert barren.up_to([ONE], LEAST) == 161


def test_dates_that_come_to_the_least_with_it_left_open_are_the_best_of_the_order():
    drafts, steadiness = Drafts(held=((30, 40), (50, 40))), Steadiness()
    assert together(drafts).dated([], None, 60, Barren(), steadiness) == Found(30, 40)
    assert drafts.asked == [(USUAL.name, 60)]


def test_where_it_varies_the_order_is_asked_as_it_stands_and_none_of_it_says_little():
    # With 41 attendances 30 minutes are lost, with 40 of them 50: the least of the order.
    drafts, barren, steadiness = Drafts(held=((30, 41), (50, 40))), Barren(), Steadiness()
    assert together(drafts).dated([], None, 60, barren, steadiness) == Found(50, 40)
    assert drafts.asked == [(USUAL.name, 60), (FEWEST.name, 60)]
    # With 40 minutes of slack there is none of 40 attendances: of the others that says nothing.
    assert together(drafts).dated([], None, 40, barren, steadiness) is None
    assert drafts.asked[2:] == [(FEWEST.name, 40)]
    assert barren.up_to([ONE], LEAST) == -1
    assert together(drafts, NEEDS).dated([], None, 40, barren, steadiness) == Found(30, 41)


def test_what_betters_no_dates_in_hand_may_still_be_there():
    drafts, barren = Drafts(), Barren()
    beat = (40, *LEAST, 90, 0, 0, 334, 12, 900)
    assert together(drafts).dated([], beat, 60, barren, Steadiness()) is None
    assert drafts.asked == [(FEWEST.name, 60)]
    assert barren.up_to([ONE], LEAST) == -1
    # None of another order either, which asks no more than the usual one but with dates in hand.
    assert together(drafts, NEEDS).dated([], beat[1:], 60, barren, Steadiness()) is None
    assert barren.up_to([ONE], LEAST) == -1
    # Those in hand that attend more are bettered by any: then none is none.
    assert together(drafts).dated([], (41, *beat[1:]), 60, barren, Steadiness()) is None
    assert barren.up_to([ONE], LEAST) == 160


def test_beside_a_treatment_an_order_is_asked_as_it_stands():
    drafts = Drafts(outline=SimpleNamespace(treated=True))
    assert together(drafts).dated([], None, 60, Barren(), Steadiness()) is None
    assert drafts.asked == [(FEWEST.name, 60)]


@pytest.mark.parametrize("name", ["small-3", "medium-2"])
def test_without_remembering_anything_the_list_is_the_same(monkeypatch, name):
    kind, _, number = name.partition("-")
    facts = world(kind, int(number)).facts()
    listed = propose(facts, 5)
    monkeypatch.setattr(Barren, "known", lambda *_: False)
    monkeypatch.setattr(Barren, "up_to", lambda *_: -1)
    monkeypatch.setattr(Steadiness, "speaks_for", lambda *_, **__: False)
    monkeypatch.setattr(Unfolded, "_departing_more", lambda _, lead: iter([lead]))
    monkeypatch.setattr(Unfolded, "_holds_any", lambda *_: True)
    again = propose(facts, 5)
    assert [one.measures.vector for one in again.options] == [
        one.measures.vector for one in listed.options
    ]
    assert again.closed == listed.closed
    assert all(one.proved for one in (*again.options, *listed.options))


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
    assert [order.asks_no_more for order in ORDERS] == [True, False, False, False, True]


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


def test_what_is_left_open_may_come_to_less_than_the_order_has_before_work():
    # The soonest end asks for a departure more; with the end left open there is none. Where 40
    # hours of work may be lost, that was called an internal error.
    facts, _ = facts_of("low-first-order", None, None)
    answer = propose(facts, 2, loss=AllowedLoss(work_minutes=40 * 60))
    first, second = answer.options
    assert (first.measures.work, second.proved) == (0, True)
    assert second.measures.last_session < first.measures.last_session
