"""What is certain of an option though time ran out before it was shown to be the best."""

import pytest
from attrs import evolve

import optimiser.closing
from models.allowed_loss import AllowedLoss
from optimiser.candidates import candidates
from optimiser.closing import Closing
from optimiser.days import Days
from optimiser.options import best_dated, propose
from optimiser.orders import DECIDED, ORDERS, USUAL
from optimiser.solve import Effort
from optimiser.vouching import vouched
from tests.optimiser.tiny import tiny
from tests.optimiser.working import working

AIMS = len(DECIDED)


def open_ended():
    """Dates whose every aim is left open."""
    world = working(120)
    dated = best_dated(world, candidates(world), Effort(30.0))
    status = tuple(evolve(one, proved=False, bound=0) for one in dated.status)
    measures = evolve(dated.measures, travel=40, waiting=3)
    return evolve(dated, status=status, measures=measures), measures.vector


def test_an_aim_at_its_bound_is_proved_where_all_before_it_are():
    dated, vector = open_ended()
    # Of travel, the fourth of the status, as little as 30 minutes is not ruled out.
    least = (*vector[:5], 30, *vector[6:])
    status = vouched(dated, USUAL.places, least).status[:AIMS]
    assert [one.proved for one in status] == [True] * 3 + [False] * 5
    # A bound of what stands behind holds only where what stands before is met.
    assert [one.bound for one in status] == [*(vector[p] for p in (0, 3, 4)), 30, 0, 0, 0, 0]
    floors = {6: 3, 7: vector[7] + 9}
    status = vouched(dated, USUAL.places, least, floors).status[:AIMS]
    assert [one.bound for one in status[4:6]] == [3, vector[7]]
    # Three days are the least anything waits, and the last day is known to be no sooner.
    assert [one.proved for one in status] == [True] * 3 + [False, True, True, False, False]


def test_what_may_have_fewer_attendances_is_not_proved_though_all_its_aims_are_at_their_floors():
    dated, vector = open_ended()
    order = ORDERS[2]
    floors = dict(enumerate(vector))
    status = vouched(dated, order.places, (0, *vector), floors).status[:AIMS]
    assert [one.bound for one in status] == [vector[place] for place in DECIDED]
    assert not any(one.proved for one in status)
    floors[5] -= 1
    status = vouched(dated, order.places, (0, *vector), floors).status[:AIMS]
    assert [one.proved for one in status] == [True] * 3 + [False] + [True] * 4


def test_what_betters_all_that_was_missed_is_proved_whole():
    dated, vector = open_ended()
    least = (*vector[:5], 50, *(0,) * 4)
    status = vouched(dated, USUAL.places, least).status[:AIMS]
    assert all(one.proved for one in status)


@pytest.mark.parametrize("effort", [0.001, 0.01, 0.03, 0.1])
@pytest.mark.parametrize("seed", [3, 11, 13, 21, 35])
def test_what_is_called_proved_of_a_best_cut_short_is_what_the_best_comes_to(seed, effort):
    world = tiny(seed)
    whole = propose(world, 1).options[0].measures.vector
    for option in propose(world, 1, effort=effort).options:
        for one, place in zip(option.status[:AIMS], DECIDED, strict=True):
            if option.measures.vector[:place] == whole[:place]:
                assert one.bound <= whole[place]
            if one.proved:
                assert option.measures.vector[: place + 1] == whole[: place + 1]


@pytest.mark.parametrize("seed", [3, 11, 13, 21, 35])
def test_an_option_cut_short_that_departs_from_nothing_is_proved_in_that(monkeypatch, seed):
    world = tiny(seed)
    monkeypatch.setattr(optimiser.closing, "OPTION_EFFORT", 0.01)
    answer = propose(world, 5, loss=AllowedLoss(contact=1))
    for option in answer.options[1:]:
        least, held = option.status[0], option.measures
        assert least.proved or held.proportionality > 0 or least.bound == 0
        assert all(one.bound <= one.value for one in option.status[:AIMS])
        months = option.status[DECIDED[8]]
        assert months.bound > 0


@pytest.mark.parametrize("seed", [3, 11, 13, 21, 35])
def test_travel_and_waiting_of_an_option_cut_short_are_bounded_by_what_they_must_be(seed):
    world = tiny(seed)
    closing = Closing(world, candidates(world), AllowedLoss(contact=1), Days(world))
    best = best_dated(world, closing.found, Effort(30.0))
    options = list(closing.others([best], 5))
    for one in closing._outlines:
        one.whole.empty = False  # as before it was proved that nothing more is there
    least = min(one.measures.travel for one in (best, *options))
    for one in options:
        status = tuple(evolve(aim, proved=False, bound=0) for aim in one.status)
        # Were nothing known of the aims in their turn, as when no lead was ever settled.
        found = closing._vouched(evolve(one, status=status), ORDERS[1]).status
        travel, waiting = found[DECIDED[5]], found[DECIDED[6]]
        assert 0 < travel.bound <= least
        assert 0 <= waiting.bound <= one.measures.waiting
