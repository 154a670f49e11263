"""The first and the last session of a part in a draft: which Booleans stand for them."""

import pytest
from ortools.sat.python import cp_model

from models.entry import Delivery
from tests.house.families import OFFICER, appointments
from tests.house.worlds import candidate, draft, outline
from tests.models.rules.build import facts, intervention, leg, requirement, timetable

SEEN = intervention("seen", leg(delivery=Delivery.APPOINTMENT))
WORLD = facts(entries=(requirement("rar"), SEEN), timetable=timetable(providers=(OFFICER,)))


def made(sessions: int):
    held = outline(candidate(requirement("rar")), parts=(candidate(SEEN, carriers=("rar",)),))
    return draft(WORLD, held, appointments(SEEN, "main", sessions, last=12))


def edges(made, days):
    """The days of the first and of the last session where just these days are attended."""
    first, last = made.first("seen"), made.last("seen")
    model = made.model.clone()
    for day, literal in made.present("seen/main").items():
        model.add(literal == int(day in days))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    assert solver.solve(model) == cp_model.OPTIMAL
    return [[day for day, one in held if solver.boolean_value(one)] for held in (first, last)]


def test_what_is_held_once_is_its_own_first_and_last():
    one = made(1)
    held = list(one.present("seen/main").items())
    before = len(one.model.proto.variables)
    assert (one.first("seen"), one.last("seen")) == (held, held)
    assert len(one.model.proto.variables) == before


@pytest.mark.parametrize("days", [(1, 2, 4), (2, 8, 11), (4, 9, 10)])
def test_of_several_the_first_and_the_last_day_are_the_edges(days):
    [first], [last] = edges(made(3), days)
    assert (first, last) == (days[0], days[-1])


def test_a_year_of_days_takes_as_many_rows_as_days():
    # A clause of all days up to each would hold 12 x 13 / 2 literals at one end.
    three = made(3)
    before = len(three.model.proto.constraints)
    number = len(three.present("seen/main"))
    three.first("seen")
    new = list(three.model.proto.constraints)[before:]
    assert len(new) == 3 * number + 1
    assert max(len(row.linear.vars) for row in new if row.has_linear()) == 3
