"""A linear programme that the solver gives up: asked again from nothing, or told as unproved."""

import pytest
from ortools.linear_solver import pywraplp

from optimiser.allocation.allocate import allocate
from optimiser.allocation.coupled import Rows
from optimiser.allocation.master import Master, Unsolved
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
