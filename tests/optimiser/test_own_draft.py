"""The draft in which dates are made neat holds them, whatever slack is counted from."""

from benchmarks.population import world
from optimiser.options import propose


def test_dates_of_groups_that_share_their_ways_are_found_again():
    # Of their runs alone more is lost at the least, each by itself, than together: counted from
    # that, the slack left out the very dates that had been found.
    [option] = propose(world("hard", 1).facts(), want=1).options
    assert option.measures.work == 5070
