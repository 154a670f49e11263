"""No figure of the catalogue is made up where its row is missing."""

import pytest
from attrs import evolve

from models.case import Terms
from models.facts import Facts
from models.timetable import Provider
from optimiser.amounts import cadence_days, curfew_hours, curfew_months, figure, leg_minutes
from optimiser.curfew import windows
from optimiser.horizon import Horizon
from tests.models.rules.build import START, exactly, facts, leg, row

CLINIC = Provider("clinic", "Clinic", "office", ("atr",), ())
READ = {
    "an appointment whose length nobody states": lambda world: leg_minutes(world, leg()),
    "a cadence the provider leaves open": lambda world: cadence_days(world, "atr", CLINIC),
    "the hours of a curfew": lambda world: curfew_hours(world, Terms(months=1)),
    "the months of a curfew": lambda world: curfew_months(world, Terms(hours_a_day=9)),
    "the evening a curfew begins": lambda world: windows(world, Horizon(START, 1), 1, 12),
}


@pytest.mark.parametrize("what", READ)
def test_a_figure_no_row_states_is_refused(what):
    with pytest.raises(LookupError):
        READ[what](facts())


def test_a_figure_is_what_its_row_states():
    world: Facts = facts(
        row("load", "appointment-minutes", exactly(45)),
        row("treatment", "every-days", exactly(7)),
        row("curfew-default", "hours", exactly(9)),
        row("curfew-default", "months", exactly(2)),
    )
    assert leg_minutes(world, leg()) == 45
    assert leg_minutes(world, leg(minutes=exactly(150))) == 150
    assert cadence_days(world, "atr", CLINIC) == 7
    assert curfew_hours(world, Terms(months=1)) == 9
    assert curfew_hours(world, Terms(months=1, hours_a_day=4)) == 4
    assert curfew_months(world, Terms(hours_a_day=9)) == 2
    assert curfew_months(world, Terms(months=6)) == 6
    unset = evolve(world.menu.rulings[0], value=None)
    with pytest.raises(LookupError, match="appointment-minutes of load"):
        figure(facts(unset), "load", "appointment-minutes")
