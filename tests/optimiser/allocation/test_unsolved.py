"""A linear programme that the solver gives up: asked again from nothing, or told as unproved."""

import numpy as np
import pytest
from ortools.linear_solver import pywraplp

from optimiser.allocation.allocate import allocate
from optimiser.allocation.coupled import Rows
from optimiser.allocation.master import Master, Relaxed, Unsolved
from tests.optimiser.allocation.listed import best, drawn

ABNORMAL = pywraplp.Solver.ABNORMAL


class Lost:
    """A solver that ends abnormally so many times, then as it would."""

    def __init__(self, solver, times):
        self._solver, self.times = solver, times

    def __getattr__(self, name):
        return getattr(self._solver, name)

    def Solve(self, settings):
        if self.times:
            self.times -= 1
            return ABNORMAL
        return self._solver.Solve(settings)


def master():
    held = drawn(1)
    return Master(Rows(held), held.pricing.every)


@pytest.mark.parametrize("times", [1, 2])
def test_a_solver_that_loses_itself_on_its_last_basis_is_asked_again_from_nothing(times):
    expected = master().solve().value
    lost = master()
    lost._solver = Lost(lost._solver, times)
    assert lost.solve().value == pytest.approx(expected)
    assert lost.solve().value == pytest.approx(expected)


def test_what_is_given_up_however_it_is_asked_is_never_taken_for_an_optimum():
    lost = master()
    lost._solver = Lost(lost._solver, 3)
    with pytest.raises(Unsolved, match=f"status {ABNORMAL}"):
        lost.solve()


def relaxed(standing_in):
    """Two kinds, of which the first has what costs 30,000,000,000 and the second what costs 7."""
    none = np.zeros(0)
    return Relaxed(0.0, none, none, none, np.array([3e10, 7.0]), standing_in, 0.0, none)


def test_beside_dear_stand_ins_what_only_rounding_makes_cheaper_is_not():
    # A millionth of a millionth of 30,000,000,000 is 0.03: what lies below by 0.02 is the same.
    least = np.array([3e10 - 0.02, 7.0 - 1e-4])
    assert relaxed(0.4).bettered(least).tolist() == [1]
    assert relaxed(0.4).bettered(np.array([3e10 - 0.04, 7.0])).tolist() == [0]


def test_without_a_stand_in_all_that_is_cheaper_comes_in():
    assert relaxed(0.0).bettered(np.array([3e10 - 0.02, 7.0 - 1e-4])).tolist() == [0, 1]


@pytest.mark.parametrize("rounds", [0, 1, 3])
def test_given_up_the_plan_and_the_bound_there_are_stand(monkeypatch, rounds):
    solve = Master.solve
    given_up = 0
    for seed in range(60):
        held, solved = drawn(seed), []

        def lost(self, solved=solved):
            solved.append(self)
            if len(solved) > rounds:
                raise Unsolved("The linear programme ended with status 4.")
            return solve(self)

        monkeypatch.setattr(Master, "solve", lost)
        found = allocate(held)
        assert found.bound <= best(held) <= found.value
        given_up += len(solved) > rounds
    assert given_up >= 10
