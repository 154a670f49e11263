"""Lots solved in processes come to what they come to one after another."""

import os
import signal

from models.catalogue import load
from models.placement import PlanAim
from optimiser.allocation.company import NOBODY_SHORT
from optimiser.allocation.search import Effort
from planning.lots import Batch, side_by_side, worthwhile
from planning.making import no_clock
from planning.progress import silent
from planning.seating import seatings
from planning.staging import staged
from tests.planning import making_worlds

AIMS = tuple(PlanAim)


def never():
    return False


def batch(lots, halted):
    return Batch(lots, [NOBODY_SHORT] * len(lots), AIMS, 20.0, halted, silent, no_clock)


def instances():
    held = [making_worlds.region(seed) for seed in (4, 9)]
    return [
        part.instance
        for region in held
        for part in seatings(region, region.people, load()).parts
    ]


def test_lots_side_by_side_come_to_the_same_in_the_order_given():
    found = side_by_side(batch(instances(), never))
    alone = [staged(one, AIMS, Effort(), no_clock) for one in instances()]
    assert [(one.values, one.bounds) for one in found] == [
        (one.values, one.bounds) for one in alone
    ]


def test_asked_to_stop_every_lot_has_a_plan_and_no_bound_above_it():
    for one in side_by_side(batch(instances(), lambda: True)):
        assert all(bound <= value for bound, value in zip(one.bounds, one.values, strict=True))


def test_where_a_worker_is_killed_the_lots_are_solved_here(monkeypatch):
    # A lot whose reading ends the process that reads it: here it is whole.
    lots = [*instances(), Deadly(os.getpid(), instances()[0])]
    alone = [staged(one, AIMS, Effort(), no_clock) for one in (*instances(), instances()[0])]
    monkeypatch.setattr("planning.lots._size", lambda one: 1)
    monkeypatch.setattr("planning.lots.staged", staged_unwrapped)
    found = side_by_side(batch(lots, never))
    assert [one.values for one in found] == [one.values for one in alone]


def test_what_had_ended_before_a_worker_was_killed_is_not_done_again(monkeypatch):
    lots = [*instances(), Deadly(os.getpid(), instances()[0])]
    done_here = []
    monkeypatch.setattr("planning.lots.cores", lambda: 1)
    # The one worker comes to the deadly lot last.
    monkeypatch.setattr("planning.lots._size", lambda one: 0 if isinstance(one, Deadly) else 1)

    def here(lot, *given):
        done_here.append(lot)
        return staged_unwrapped(lot, *given)

    monkeypatch.setattr("planning.lots.staged", here)
    side_by_side(batch(lots, never))
    # A pool hands on a lot or two before it hears that those before it have ended.
    assert lots[-1] in done_here
    assert len(done_here) < len(lots)


class Deadly:
    """A lot that kills whoever unpacks it elsewhere."""

    def __init__(self, home, lot):
        self.home, self.lot = home, lot

    def __reduce__(self):
        return _die, (self.home,)


def _die(home):
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)


def staged_unwrapped(lot, *given):
    return staged(getattr(lot, "lot", lot), *given)


def test_a_few_people_are_not_worth_a_process():
    assert not worthwhile(instances())
